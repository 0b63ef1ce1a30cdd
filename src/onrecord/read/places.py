"""Finds the places of a report: territories, cities, waters and buildings where they are spoken of as places, not as governments."""

from __future__ import annotations

import weakref
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from onrecord.lexicon.gazetteer import Spot, by_name, first_words
from onrecord.lexicon.states import by_capital, by_demonym
from onrecord.read import spots
from onrecord.read.draft import Draft
from onrecord.read.parse import Block
from onrecord.read.standing import Standing, block_at, standing
from onrecord.record import Place, Span

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token


@dataclass(frozen=True, eq=False)
class Named:
    """A name of one or more places where it stands in a paragraph."""

    block: Block
    tokens: Tokens
    options: tuple[Spot, ...]

    @property
    def span(self) -> Span:
        return self.block.span(self.tokens)


def find(draft: Draft) -> Iterator[Place]:
    """The places of a report, in text order of their first mention."""
    persons = frozenset(last for block in draft.blocks for last in spots.family_names(block.doc))
    named = [n for block in draft.blocks for n in names(block) if n.tokens.text not in persons]
    chosen: dict[Spot, list[Span]] = {}
    for name, spot in _meant(draft, named):
        chosen.setdefault(spot, []).append(name.span)
    for number, (spot, spans) in enumerate(_with_buildings(draft, chosen), 1):
        where = (spot.name, spot.country, spot.lat, spot.lon, spot.geonames)
        yield Place(draft.name("p", number), *where, tuple(sorted(spans)), f"places/{spot.sort}")


def _meant(draft: Draft, named: list[Named]) -> Iterator[tuple[Named, Spot]]:
    """Each name that stands for a place, with the place."""
    spoken = countries(draft, named)
    last: tuple[Named, Spot] | None = None
    for name, follows in zip_longest(named, named[1:]):
        spot = choose(name, follows, spoken)
        if spot is None:
            continue
        completes = last is not None and spots.lies_in(last[0].tokens, name.tokens) and spots.contains(spot, last[1])
        if completes or spots.is_place(name.tokens, spot):
            yield name, spot
        last = name, spot


def names(block: Block) -> Iterator[Named]:
    """The names of places in a paragraph, the longest from the left, each token in one."""
    starts, known = first_words(), by_name()
    doc, text, end = block.doc, block.doc.text, 0
    for token in doc:
        if token.i < end or token.text not in starts:
            continue
        found = _longest(token, text, starts[token.text], known)
        if found and not spots.inside_longer_name(found[0]):
            end = found[0].end
            yield Named(block, *found)


def _longest(token: Token, text: str, reach: int, known: dict[str, tuple[Spot, ...]]) -> tuple[Tokens, tuple[Spot, ...]] | None:
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


# --- which of several places of one name ----------------------------------------------------------------------------


def countries(draft: Draft, named: list[Named]) -> Counter[str]:
    """How often the report names each country, by its name, people, government or a place that only it has."""
    demonyms, capitals = by_demonym(), by_capital()
    spoken: Counter[str] = Counter()
    for block in draft.blocks:
        spoken.update(demonyms[t.text].iso3 for t in block.doc if t.text in demonyms)
    for name in named:
        if name.tokens.text in capitals:
            spoken[capitals[name.tokens.text].iso3] += 1
        elif len({o.country for o in name.options}) == 1 and name.options[0].country:
            spoken[name.options[0].country] += 1
    return spoken


def choose(name: Named, follows: Named | None, spoken: Counter[str]) -> Spot | None:
    """The place that a name means: the one in what follows it ("Paris, Texas"), else the likeliest by size and countries spoken of."""
    inside = follows.options if follows and spots.lies_in(name.tokens, follows.tokens) else ()
    for option in name.options:
        if any(spots.contains(around, option) for around in inside):
            return option
    ranked = sorted(name.options, key=lambda o: -_weight(o, name, spoken))
    best = ranked[0]
    if best.sort == "city" and not best.known and not _likely(best, name, spoken):
        return None
    return best


TOWN = 50_000
"""So many live at least in a city that is known by "in" alone."""
WEIGHTS = {"state": 40_000_000, "us-state": 8_000_000, "region": 6_000_000}
"""What places count that are no cities, in inhabitants of a city."""


def _weight(spot: Spot, name: Named, spoken: Counter[str]) -> float:
    share = spoken[spot.country or ""] / max(1, sum(spoken.values()))
    size = spot.people if spot.sort == "city" else WEIGHTS.get(spot.sort, 5_000_000)
    capital = by_capital().get(name.tokens.text)
    seat = 50 if capital and capital.iso3 == spot.country else 1
    return size * seat * (1 + 200 * share**2) * (3 if spot.known else 1)


def _likely(spot: Spot, name: Named, spoken: Counter[str]) -> bool:
    """A small city is meant where the tagger takes the name for a place or it stands after "in", and the report speaks of its country."""
    told, root = spoken[spot.country or ""], name.tokens.root
    placed = root.dep_ == "pobj" and root.head.lower_ == "in" and root.ent_type_ in ("", "ORG", "PERSON")
    return bool(told) and (spots.tagged_place(name.tokens) or (placed and told > 1 and spot.people >= TOWN))


# --- buildings ------------------------------------------------------------------------------------------------------


def _with_buildings(draft: Draft, chosen: dict[Spot, list[Span]]) -> list[tuple[Spot, list[Span]]]:
    """The places with the buildings that the report names by what they are ("Iwato guest house"), in text order."""
    taken = {span: spot for spot, spans in chosen.items() for span in spans}
    found = dict(chosen)
    for block in draft.blocks:
        for tokens in spots.buildings(block.doc):
            span = block.span(tokens)
            if any(s < span[1] and span[0] < e for s, e in taken):
                continue
            around = _spot_beside(taken, span)
            country = around.country if around else None
            key = next((s for s in found if s.name == tokens.text), None) or Spot(tokens.text, "building", country, None, None, None)
            found.setdefault(key, []).append(span)
    return sorted(found.items(), key=lambda item: min(item[1]))


def _spot_beside(taken: dict[Span, Spot], span: Span) -> Spot | None:
    """The place named right after a building: "at Iwato guest house in Tokyo"."""
    return next((spot for (start, _), spot in taken.items() if 0 < start - span[1] <= len(" in the ")), None)


# --- where something happened -----------------------------------------------------------------------------------------


_STANDING: weakref.WeakKeyDictionary[Draft, Standing[Place]] = weakref.WeakKeyDictionary()


def at(draft: Draft, span: Span) -> Place | None:
    """The place where what the words around `span` tell happened: by a phrase of the same clause, else of the clauses it depends on."""
    known = _STANDING.get(draft)
    if known is None:
        known = _STANDING[draft] = standing(draft, ((mention, place) for place in draft.places for mention in place.mentions))
    block = block_at(draft, span[0])
    here = known.get(block.start) if block else None
    tokens = block.tokens(span) if block and here else None
    found = spots.scene_of(tokens, here.keys()) if tokens and here else None
    return _town(here, found) if here and found is not None else None


def _town(heads: dict[int, Place], found: int) -> Place:
    """The place, or of "Iwato guest house in Tokyo" the town."""
    place = heads[found]
    beside = next((heads[i] for i in range(found + 1, found + 4) if i in heads and heads[i] is not place), place)
    return beside if place.by == "places/building" else place
