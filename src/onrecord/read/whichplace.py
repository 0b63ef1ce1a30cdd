"""Which place a name means, of several that are called so: by what stands beside it, else the likeliest."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from onrecord.lexicon.gazetteer import Spot
from onrecord.lexicon.states import by_capital, by_demonym
from onrecord.read import spots
from onrecord.read.draft import Draft
from onrecord.record import Span

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens

    from onrecord.read.parse import Block

How = Literal["inside", "only", "company", "unlisted", "named", "described"]
"""How it is known which place is meant: by the place named right after it, as the only one of its name, by its size and the countries
that the report speaks of, as a town that only the place named after it tells, by what its name says it is, or by a description alone."""


@dataclass(frozen=True, eq=False)
class Named:
    """A name of one or more places where it stands in a paragraph; `nested` in the name of what stands there ("University of Oslo")."""

    block: Block
    tokens: Tokens
    options: tuple[Spot, ...]
    nested: bool = False

    @property
    def span(self) -> Span:
        return self.block.span(self.tokens)


@dataclass(frozen=True, eq=False)
class Met:
    """A place with the words that mean it, and how it is known; `ground` where they mean it as a place, not as a government."""

    name: Named
    spot: Spot
    how: How
    ground: bool


def countries(draft: Draft, named: list[Named]) -> Counter[str]:
    """How often the report names each country, by its name, people, government or a place that only it has."""
    demonyms, capitals = by_demonym(), by_capital()
    spoken: Counter[str] = Counter()
    for block in draft.blocks:
        spoken.update(demonyms[t.text].iso3 for t in block.doc if t.text in demonyms)
    for name in named:
        if name.tokens.text in capitals and sum(o.known or o.sort != "city" for o in name.options) < 2:
            spoken[capitals[name.tokens.text].iso3] += 1
        elif len({o.country for o in name.options}) == 1 and name.options[0].country:
            spoken[name.options[0].country] += 1
    return spoken


def choose(name: Named, follows: Named | None, last: Met | None, spoken: Counter[str]) -> tuple[Spot, How] | None:
    """The place that a name means: by what stands next to it ("Paris, Texas"), else the likeliest by size and countries spoken of."""
    beside = _beside(name, follows, last)
    if beside:
        return beside, "inside"
    ranked = sorted(name.options, key=lambda o: -_weight(o, name, spoken))
    best = ranked[0]
    small = best.sort == "city" and not best.known
    if small and not (_seat_likely(best, spoken) if name.nested else _likely(best, name, spoken)):
        return None
    return best, "only" if len(ranked) == 1 else "company"


def _beside(name: Named, follows: Named | None, last: Met | None) -> Spot | None:
    """The place of this name that lies in the one named after it, has the one named before it inside, or is a state with a governor."""
    if follows is not None and spots.told_with(name.tokens, follows.tokens):
        inside = (o for o in name.options if any(spots.contains(around, o) for around in follows.options))
        found = next(inside, _town_of(name, follows))
        if found:
            return found
    if last is not None and spots.adjoins(last.name.tokens, name.tokens):
        around = (o for o in name.options if spots.contains(o, last.spot))
        if spots.lies_in(last.name.tokens, name.tokens):
            return next(around, None)
        return next((o for o in around if o.sort == "us-state"), None)
    return next((o for o in name.options if o.sort == "us-state"), None) if spots.of_us_state(name.tokens) else None


def unlisted(name: str, around: Spot) -> Spot:
    """A town of which no more is known than where it lies."""
    return Spot(name, "city", around.country, None, None, None, within=spots.letters(around))


def _town_of(name: Named, follows: Named) -> Spot | None:
    """A town that is not listed in the one state of the United States that is named after it: "Berlin, Vermont"."""
    around = follows.options[0]
    sure = around.sort == "us-state" and len(follows.options) == 1 and spots.lies_in(name.tokens, follows.tokens)
    return unlisted(name.tokens.text, around) if sure and all(o.sort == "city" for o in name.options) else None


LARGE = 100_000
"""So many live at least in a city by which a university or a museum is called."""
TOWN = 50_000
"""So many live at least in a city that is known by "in" alone."""
WEIGHTS = {"state": 40_000_000, "us-state": 8_000_000, "region": 6_000_000}
"""What places count that are no cities, in inhabitants of a city."""


def _weight(spot: Spot, name: Named, spoken: Counter[str]) -> float:
    share = spoken[spot.country or ""] / max(1, sum(spoken.values()))
    size = spot.people if spot.sort == "city" else WEIGHTS.get(spot.sort, 5_000_000)
    capital = by_capital().get(name.tokens.text)
    seat = 50 if capital and capital.iso3 == spot.country else 1
    return size * seat * (1 + 500 * share**2) * (3 if spot.known else 1)


def _seat_likely(spot: Spot, spoken: Counter[str]) -> bool:
    """A large city of a country that the report speaks of may be the one that a university or a museum is called by."""
    return spot.people >= LARGE and bool(spoken[spot.country or ""])


def _likely(spot: Spot, name: Named, spoken: Counter[str]) -> bool:
    """A small city is meant where the tagger takes the name for a place or it stands after "in", and the report speaks of its country."""
    told, root = spoken[spot.country or ""], name.tokens.root
    placed = root.dep_ == "pobj" and root.head.lower_ == "in" and root.ent_type_ in ("", "ORG", "PERSON")
    return bool(told) and (spots.tagged_place(name.tokens) or (placed and told > 1 and spot.people >= TOWN))
