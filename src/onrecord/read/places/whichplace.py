"""Which place a name means, of several that are called so: by what stands beside it, else the
likeliest."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from msgspec import structs

from onrecord.lexicon.gazetteer import Spot
from onrecord.lexicon.states import by_capital, by_demonym
from onrecord.read.draft import Draft
from onrecord.read.places import spots
from onrecord.record import Span

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens

    from onrecord.read.parse import Block

How = Literal["inside", "only", "company", "unlisted", "named", "described"]
"""How it is known which place is meant: by the place named right after it, as the only one of its
name, by its size and the countries that the report speaks of, as a town that only the place named
after it tells, by what its name says it is, or by a description alone."""


@dataclass(frozen=True, eq=False)
class Named:
    """A name of one or more places where it stands in a paragraph."""

    block: Block
    tokens: Tokens
    options: tuple[Spot, ...]
    nested: bool = False
    """It stands in the name of what is there: "University of Oslo"."""
    told: bool = False
    """The noun before it says that it is a place: "the town of Oslo"."""

    @property
    def span(self) -> Span:
        return self.block.span(self.tokens)


@dataclass(frozen=True, eq=False)
class Met:
    """A place with the words that mean it, and how it is known; `ground` where they mean it as a
    place, not as a government."""

    name: Named
    spot: Spot
    how: How
    ground: bool


def countries(draft: Draft, named: list[Named]) -> Counter[str]:
    """How often the report names each country, by its name, people, government or a place that only
    it has."""
    demonyms, capitals = by_demonym(), by_capital()
    spoken: Counter[str] = Counter()
    for block in draft.blocks:
        spoken.update(demonyms[t.text].iso3 for t in block.doc if t.text in demonyms)
    for name in named:
        if (
            name.tokens.text in capitals
            and sum(o.known or o.sort != "city" for o in name.options) < 2
        ):
            spoken[capitals[name.tokens.text].iso3] += 1
        elif (
            len({o.country for o in name.options}) == 1
            and name.options[0].country
            and not _may_be_another(name)
        ):
            spoken[name.options[0].country] += 1
    return spoken


def _may_be_another(name: Named) -> bool:
    """True of a small city, and of one in the name of a body, which may be a person's name: no sign
    of the country it lies in."""
    best = name.options[0]
    return best.sort == "city" and (name.nested or (not best.known and best.people < LARGE))


def choose(
    name: Named, follows: Named | None, last: Met | None, spoken: Counter[str]
) -> tuple[Spot, How] | None:
    """The place that a name means: by what stands next to it ("Paris, Texas"), else the likeliest
    by size and countries spoken of."""
    if not name.options[0].geonames and name.told:
        return _of_no_list(name, follows, last), "unlisted"
    beside = _beside(name, follows, last)
    if beside:
        return beside, "inside"
    ranked = sorted(_as_told(name), key=lambda o: -_weight(o, name, spoken))
    best = ranked[0]
    if (
        best.sort == "city"
        and not name.told
        and not (
            _seat_likely(best, name, spoken)
            if name.nested
            else best.known or _likely(best, name, spoken)
        )
    ):
        return None
    return best, "only" if len(ranked) == 1 else "company"


def _as_told(name: Named) -> tuple[Spot, ...]:
    """The places of a name, of "the port of Djibouti" the cities."""
    noun = spots.noun_before(name.tokens) if name.told else None
    sort = spots.sort_told(noun) if noun is not None else None
    return tuple(o for o in name.options if o.sort == sort) or name.options


def _beside(name: Named, follows: Named | None, last: Met | None) -> Spot | None:
    """The place of this name that lies in the one named after it, has the one named before it
    inside, or is a state with a governor."""
    state = spots.state_of_noun(name.tokens) if name.told else None
    if state and any(o.country == state for o in name.options):
        return next(o for o in name.options if o.country == state)
    if follows is not None and spots.told_with(name.tokens, follows.tokens):
        inside = (
            o for o in name.options if any(spots.contains(around, o) for around in follows.options)
        )
        found = next(inside, _town_of(name, follows))
        if found:
            return found
    if last is not None and spots.adjoins(last.name.tokens, name.tokens):
        around = (o for o in name.options if spots.contains(o, last.spot))
        if spots.lies_in(last.name.tokens, name.tokens):
            return next(around, None)
        return next((o for o in around if o.sort == "us-state"), None)
    return (
        next((o for o in name.options if o.sort == "us-state"), None)
        if spots.of_us_state(name.tokens)
        else None
    )


def unlisted(name: str, around: Spot) -> Spot:
    """A town of which no more is known than where it lies."""
    return Spot(name, "city", around.country, None, None, None, within=spots.letters(around))


def _of_no_list(name: Named, follows: Named | None, last: Met | None) -> Spot:
    """A place that only the noun before it tells, in the country of the place beside it: "the Oslo
    suburb of Hadsel"."""
    country, near = spots.state_of_noun(name.tokens), None
    if follows is not None and spots.told_with(name.tokens, follows.tokens):
        near = follows.options[0]
    elif last is not None and spots.before_noun(last.name.tokens, name.tokens):
        near = last.spot
    return structs.replace(
        name.options[0],
        country=country or (near.country if near else None),
        within=spots.letters(near) if near else "",
    )


def _town_of(name: Named, follows: Named) -> Spot | None:
    """A town that is not listed in the one state of the United States that is named after it:
    "Berlin, Vermont"."""
    around = follows.options[0]
    sure = (
        around.sort == "us-state"
        and len(follows.options) == 1
        and spots.lies_in(name.tokens, follows.tokens)
    )
    return (
        unlisted(name.tokens.text, around)
        if sure and all(o.sort == "city" for o in name.options)
        else None
    )


LARGE = 100_000
"""So many live at least in a city by which a university or a museum is called."""
HUGE = 1_000_000
"""So many live at least in a city that a university is called by, whatever else the report speaks
of."""
TOWN = 50_000
"""So many live at least in a city that is known by "in" alone."""
WEIGHTS = {"state": 40_000_000, "us-state": 8_000_000, "region": 6_000_000}
"""What places count that are no cities, in inhabitants of a city."""


def _weight(spot: Spot, name: Named, spoken: Counter[str]) -> float:
    share = spoken[spot.country or ""] / max(1, sum(spoken.values()))
    size = spot.people if spot.sort == "city" else WEIGHTS.get(spot.sort, 5_000_000)
    capital = by_capital().get(name.tokens.text)
    seat = 50 if capital and spot.sort == "city" and capital.iso3 == spot.country else 1
    return size * seat * (1 + 500 * share**2) * (3 if spot.known else 1)


def _seat_likely(spot: Spot, name: Named, spoken: Counter[str]) -> bool:
    """A large city may be what a university is called by, and a station or a museum too where the
    report speaks of its country."""
    return spot.people >= (
        LARGE if spoken[spot.country or ""] or spots.at_school(name.tokens) else HUGE
    )


def _likely(spot: Spot, name: Named, spoken: Counter[str]) -> bool:
    """A small city is meant where the tagger takes the name for a place or it stands after "in",
    and the report speaks of its country."""
    told, alone = (
        bool(spoken[spot.country or ""]),
        all(5 * o.people < spot.people for o in name.options if o != spot),
    )
    placed = spots.placed(name.tokens)
    if spots.tagged_place(name.tokens):
        return told or (alone and placed)
    named = name.tokens.root.ent_type_ in ("", "ORG", "PERSON", "GPE")
    return placed and named and spot.people >= (TOWN if told else LARGE) and (told or alone)
