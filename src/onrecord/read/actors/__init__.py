"""Finds the actors of a report."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from onrecord.read import coreference, looking
from onrecord.read.actors import governments, reasons, sectors, whereabouts
from onrecord.read.actors.mentions import Mentions, index
from onrecord.read.draft import Draft
from onrecord.read.lines import lines as lines_of
from onrecord.read.names import chains, deciding, headwords, names
from onrecord.read.names.chains import Cast, Chain
from onrecord.read.names.name import Name
from onrecord.read.offices import allegiance, bearers, equals, holders
from onrecord.record import Actor, Office, Place

__all__ = ["Mentions", "find", "index", "read"]


NO_OFFICE = frozenset(("counterpart", "official"))
"""Words that show the state for which a person acts, but name no office."""
RULES = ("name", "title")
"""Rules that name an actor come before those that only describe it when one is asked how it was
found."""


def find(draft: Draft) -> Iterator[Actor]:
    """The actors of a report, in text order."""
    return (found for found in read(draft) if isinstance(found, Actor))


def read(draft: Draft) -> Iterator[Actor | Place]:
    """The actors of a report, in text order, then its places that are mentioned in more ways than
    by their names alone."""
    lines = list(lines_of(draft.blocks))
    days = {
        t.span[0]: t.value
        for t in draft.times
        if t.type == "DATE" and t.value and t.value[0].isdigit()
    }
    cast = Cast(lines, [list(headwords.titles(one)) for one in lines], days=days)
    named = [
        name
        for one, held in zip(lines, cast.titles, strict=True)
        for name in names.names(one, held)
    ]
    decided = _with_short_forms(cast, deciding.sober(deciding.decide(named), lines))
    chains.join(cast, decided)
    governments.capitals(cast, decided)
    governments.short(cast)
    governments.bodies(cast)
    holders.describe(cast)
    base = bearers.appoint(cast)
    governments.settle(cast, base)
    places = whereabouts.enter(cast, draft.places, decided)
    coreference.resolve(cast, draft.views, looking.sources(draft.looks))
    equals.give(cast)
    bearers.referred(cast)
    bearers.unnamed(cast)
    allegiance.kin(cast)
    kept = sorted(
        (c for c in cast.chains if c.mentions),
        key=lambda c: min(c.mentions),
    )
    for number, chain in enumerate(kept):
        yield _actor(draft, cast, chain, number)
    yield from whereabouts.told(draft, cast, places)


def _with_short_forms(cast: Cast, decided: list[Name]) -> list[Name]:
    """The names, and in text order among them where their short forms stand that the tagger passed
    over."""
    known = deciding.short_names(decided)
    by_line: dict[int, list[Name]] = {}
    for name in decided:
        by_line.setdefault(name.line, []).append(name)
    more = [
        n
        for one, held in zip(cast.lines, cast.titles, strict=True)
        for n in deciding.again(one, known, by_line.get(one.number, ()), held)
    ]
    return sorted((*decided, *more), key=lambda n: (n.line, n.first))


def _actor(draft: Draft, cast: Cast, chain: Chain, number: int) -> Actor:
    spans = sorted({cast.lines[n].span(first, end) for n, first, end in chain.mentions})
    rule = next(
        (rule for rule in RULES if rule in chain.mentions.values()),
        chain.mentions[min(chain.mentions)],
    )
    sector = sectors.sector(cast, chain)
    return Actor(
        id=draft.name("a", number),
        name=chain.name,
        kind=chain.kind,
        state=chain.state,
        offices=_offices(chain),
        mentions=tuple(spans),
        by=f"actors/{rule}",
        sector=sector.code if sector else None,
        why=tuple(reasons.reasons(chain, sector)),
    )


def _offices(chain: Chain) -> tuple[Office, ...]:
    """The offices of a person, each once with all the words that give it."""
    found: dict[tuple[str, str | None, bool], Office] = {}
    for held in (_whole(chain, held) for held in chain.offices):
        if held.title.split()[-1].lower() in NO_OFFICE:
            continue
        key = (held.title.lower(), held.of, held.former)
        before = found.get(key, held)
        spans = tuple(sorted({*before.spans, *held.spans}))
        since, until = before.since or held.since, before.until or held.until
        found[key] = replace(
            before, spans=spans, acting=before.acting or held.acting, since=since, until=until
        )
    return tuple(found.values())


def _whole(chain: Chain, held: Office) -> Office:
    """An office told again in fewer words ("the minister") as the one that says whose it is."""
    if held.of or held.state:
        return held
    words = held.title.lower().split()
    whole = next(
        (
            o
            for o in chain.offices
            if (o.of or o.state)
            and o.former == held.former
            and o.title.lower().split()[-len(words) :] == words
        ),
        None,
    )
    return replace(held, title=whole.title, of=whole.of, state=whole.state) if whole else held
