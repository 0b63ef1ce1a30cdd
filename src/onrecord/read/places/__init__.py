"""Finds the places of a report: territories, cities, waters and buildings where they are spoken of
as places, not as governments."""

from __future__ import annotations

import re
import weakref
from collections import Counter
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from onrecord.lexicon.gazetteer import Spot, by_name, first_words
from onrecord.lexicon.states import by_capital, by_demonym, by_iso3
from onrecord.read.draft import Draft
from onrecord.read.parse import Block
from onrecord.read.places import located, spots
from onrecord.read.places.buildings import Building, buildings
from onrecord.read.places.edges import Held, edges
from onrecord.read.places.pointing import Seen, described
from onrecord.read.places.standing import Standing, block_at, standing
from onrecord.read.places.whichplace import How, Met, Named, choose, countries, unlisted
from onrecord.record import Place, Span

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token


@dataclass(frozen=True, eq=False)
class Mention:
    """The words of a mention of a place."""

    block: Block
    tokens: Tokens
    spot: Spot
    how: How

    @property
    def span(self) -> Span:
        return self.block.span(self.tokens)


def find(draft: Draft) -> Iterator[Place]:
    """The places of a report, in text order of their first mention."""
    persons = frozenset(last for block in draft.blocks for last in spots.family_names(block.doc))
    named = [n for block in draft.blocks for n in names(block) if n.tokens.text not in persons]
    spoken = countries(draft, named)
    met = list(_meant(named, spoken))
    ground = [
        Mention(m.name.block, spots.with_direction(m.name.tokens), m.spot, m.how)
        for m in met
        if m.ground
    ]
    listed = {(m.name.block.start, t.i) for m in met for t in m.name.tokens}
    whole = list(_whole(ground + _buildings(draft, ground, listed)))
    told: list[Told] = [(m.span, m.spot, m.how) for m in whole]
    told += [
        (edge.block.span(edge.tokens), edge.spot, "named")
        for edge in edges(draft.blocks, _held(met, whole))
    ]
    seen = [Seen(span, spot) for span, spot, _ in told] + list(_spoken_of(draft, met))
    seen.sort(key=lambda s: s.span)
    told += [
        (one.span, one.spot, "described") for one in described(draft.blocks, seen, _home(spoken))
    ]
    return _places(draft, sorted(told, key=lambda t: t[0]))


def _held(met: Iterable[Met], whole: Iterable[Mention]) -> dict[int, list[Held]]:
    """The names of places by the paragraphs in which they stand, also where they mean
    governments."""
    ends = {(m.block.start, m.tokens.start): m.tokens.end for m in whole}
    held: dict[int, list[Held]] = {}
    for one in met:
        start, name = one.name.block.start, one.name.tokens
        held.setdefault(start, []).append(
            Held(name, one.spot, ends.get((start, name.start), name.end))
        )
    return held


Told = tuple[Span, Spot, How]


def _places(draft: Draft, told: Iterable[Told]) -> Iterator[Place]:
    found: dict[Spot, list[Told]] = {}
    for one in told:
        found.setdefault(one[1], []).append(one)
    for number, (spot, mentions) in enumerate(found.items(), 1):
        how = next((how for _, _, how in mentions if how != "described"), "described")
        where = (spot.name, spot.country, spot.lat, spot.lon, spot.geonames)
        yield Place(
            draft.name("p", number),
            *where,
            tuple(span for span, _, _ in mentions),
            f"places/{spot.sort}-{how}",
        )


def _spoken_of(draft: Draft, met: list[Met]) -> Iterator[Seen]:
    """The states that are named as governments, by their capitals or by their people: "the country"
    may be one of them."""
    for one in met:
        if not one.ground and one.spot.country:
            yield Seen(
                one.name.span,
                _state(one.spot.country) if one.name.tokens.text in by_capital() else one.spot,
                ground=False,
            )
    demonyms = by_demonym()
    for block in draft.blocks:
        yield from (
            Seen(block.span(t), _state(demonyms[t.text].iso3), ground=False)
            for t in block.doc
            if t.text in demonyms
        )


def _state(iso3: str) -> Spot:
    return by_name()[by_iso3()[iso3].name][0]


def _home(spoken: Counter[str]) -> Spot | None:
    """The state that a report speaks of at least three times, and twice as often as of any
    other."""
    first, second = [*spoken.most_common(2), ("", 0), ("", 0)][:2]
    return _state(first[0]) if first[1] >= max(3, 2 * second[1]) else None


def _meant(named: list[Named], spoken: Counter[str]) -> Iterator[Met]:
    """Each name that stands for a place or its government, with the place."""
    last: Met | None = None
    for name, follows in zip_longest(named, named[1:]):
        chosen = choose(name, follows, last, spoken)
        if chosen is None:
            continue
        spot, how = chosen
        holds = spot.country and (spot.sort in ("state", "us-state", "region") or how == "inside")
        town = spots.town_before(name.tokens) if holds else None
        if town is not None and (
            last is None
            or last.name.tokens.doc is not town.doc
            or last.name.tokens.end <= town.start
        ):
            yield Met(Named(name.block, town, ()), unlisted(town.text, spot), "unlisted", True)
        completes = town is not None or _completes(last, name, spot)
        last = Met(name, spot, how, completes or name.nested or spots.is_place(name.tokens, spot))
        yield last


def _completes(last: Met | None, name: Named, spot: Spot) -> bool:
    """True of the second place of "Paris, Texas"."""
    if (
        last is None
        or not spots.adjoins(last.name.tokens, name.tokens)
        or not spots.contains(spot, last.spot)
    ):
        return False
    return spot.sort == "us-state" or spots.lies_in(last.name.tokens, name.tokens)


def names(block: Block) -> Iterator[Named]:
    """The names of places in a paragraph, the longest from the left, each token in one."""
    starts, known = first_words(), by_name()
    doc, text, end = block.doc, block.doc.text, 0
    for token in doc:
        if token.i < end:
            continue
        found = _longest(token, text, starts[token.text], known) if token.text in starts else None
        name = _listed(block, *found) if found else None
        name = name or _told(block, token)
        if name:
            end = name.tokens.end
            yield name


def _listed(block: Block, tokens: Tokens, options: tuple[Spot, ...]) -> Named | None:
    """A name of the gazetteer, unless it is part of what is no place."""
    nested, told = spots.locates(tokens), spots.noun_before(tokens) is not None
    return (
        Named(block, tokens, options, nested, told)
        if nested or not spots.inside_longer_name(tokens)
        else None
    )


def _told(block: Block, token: Token) -> Named | None:
    """A name of no list after what says that it is a place: "the village of Hadsel"."""
    if token.i < 2 or token.nbor(-1).lower_ != "of" or not token.text[:1].isupper():
        return None
    noun = spots.noun_before(token.doc[token.i : token.i + 1])
    sort, name = (
        (spots.sort_told(noun), spots.name_from(token))
        if noun is not None and noun.text.islower() and noun.text != "state"
        else (None, None)
    )
    return (
        Named(block, name, (Spot(name.text, sort, None, None, None, None),), told=True)
        if sort and name is not None
        else None
    )


def _longest(
    token: Token, text: str, reach: int, known: dict[str, tuple[Spot, ...]]
) -> tuple[Tokens, tuple[Spot, ...]] | None:
    doc = token.doc
    best = None
    for last in range(token.i, min(token.i + 8, len(doc))):
        stop = doc[last].idx + len(doc[last])
        if stop - token.idx > reach:
            break
        options = known.get(text[token.idx : stop])
        if options:
            best = doc[token.i : last + 1], options
    return best


# --- the words of a mention -----------------------------------------------------------------------


def _buildings(draft: Draft, ground: list[Mention], listed: Set[tuple[int, int]]) -> list[Mention]:
    """The buildings and lands that the report names by what they are ("Iwato guest house"), unless
    the gazetteer has them."""
    known = {(m.block.start, t.i): m.spot for m in ground for t in m.tokens}
    found = [b for b in buildings(draft.blocks) if (b.block.start, b.head) not in listed]
    country: dict[str, str] = {}
    for one in found:
        start, name = one.block.start, one.tokens
        beside = (
            known.get((start, i))
            for i in (*range(name.start, name.end), spots.place_after(name))
            if i is not None
        )
        inside = next((spot.country for spot in beside if spot and spot.country), None)
        if inside:
            country.setdefault(name.text, inside)
    return [
        Mention(b.block, b.tokens, _building(b, country.get(b.tokens.text)), "named") for b in found
    ]


def _building(one: Building, country: str | None) -> Spot:
    """What a name says; "Leeds's art gallery" and "the Leeds art gallery" are one."""
    listed = next((o for o in by_name().get(one.tokens.text, ()) if o.sort == one.sort), None)
    if listed is not None:
        return listed
    small = one.tokens.doc[one.head].text.islower()
    name = OWNING.sub("", one.tokens.text) if small else one.tokens.text
    return Spot(name, one.sort, country if one.sort == "building" else None, None, None, None)


OWNING = re.compile(r"\s?['’]s\b")


def _whole(ground: list[Mention]) -> Iterator[Mention]:
    """The mentions with the place named after them that holds them: "Paris, Texas", "the Salt
    Museum in Oslo, Norway"."""
    whole: dict[tuple[int, int], Mention] = {}
    for one in sorted(ground, key=lambda m: (m.block.start, m.tokens.start), reverse=True):
        next_to = (
            spots.place_after(one.tokens) if one.spot.sort == "building" else one.tokens.end + 1
        )
        after = whole.get((one.block.start, next_to)) if next_to is not None else None
        if after is not None and _told_by(one, after):
            one = replace(
                one, tokens=one.tokens.doc[one.tokens.start : spots.seat_end(after.tokens)]
            )
        whole[one.block.start, one.tokens.start] = one
        yield one


def _told_by(one: Mention, after: Mention) -> bool:
    """True where the second place says where the first one lies."""
    between = one.tokens.doc[after.tokens.start - 1].text
    if one.spot.sort == "building":
        return after.spot.sort in ("city", "us-state", "state", "region") or (
            between != "," and after.spot.sort == "building"
        )
    apart = (
        one.spot.country in (None, after.spot.country)
        and one.how == "unlisted"
        and one.spot != after.spot
    )
    return between == "," and (apart or spots.contains(after.spot, one.spot))


# --- where something happened ---------------------------------------------------------------------


_STANDING: weakref.WeakKeyDictionary[Draft, Standing[Place]] = weakref.WeakKeyDictionary()


def at(draft: Draft, span: Span) -> Place | None:
    """The place where what the words around `span` tell happened: by a phrase of the same clause,
    else of the clauses it depends on."""
    known = _STANDING.get(draft)
    if known is None:
        mentions = ((mention, place) for place in draft.places for mention in place.mentions)
        inner_last = sorted(mentions, key=lambda m: m[0][0] - m[0][1])
        known = _STANDING[draft] = standing(draft, inner_last)
    block = block_at(draft, span[0])
    here = known.get(block.start) if block else None
    tokens = block.tokens(span) if block and here else None
    found = located.scene_of(tokens, here.keys()) if tokens and here else None
    return _town(here, found) if here and found is not None else None


def _town(heads: dict[int, Place], found: int) -> Place:
    """The place, or of "Iwato guest house in Tokyo" the town."""
    place, number = heads[found], found + 1
    while place.by in ("places/building-named", "places/edge-named") and number in heads:
        if heads[number] is not place:
            return heads[number]
        number += 1
    return place
