"""Places as a reader has them in mind: also inside longer names, by names that no gazetteer knows,
and as "the city" and "there"."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from onrecord.lexicon.gazetteer import Spot, by_name
from onrecord.lexicon.states import by_capital
from onrecord.read.draft import Draft
from onrecord.read.lines import Line
from onrecord.read.names.chains import Cast, Chain, Where
from onrecord.read.names.name import Name
from onrecord.read.names.titles import given_names
from onrecord.read.places.spots import papers
from onrecord.record import Place

COMPASS = frozenset(("Northern", "Southern", "Eastern", "Western", "Central"))
LINKS = frozenset(("of", "at", "in", "for"))
SHOWN = 1.5
"""The least weight of the votes for a place; the tagger's alone is 1, that of "in" before it
0.7."""
LARGE = 100_000
"""Inhabitants of a city that is taken for the one in the name of a body."""


@dataclass(eq=False)
class Locality(Chain):
    """A place while a report is read."""

    place: Place | None = None
    """What was found of it before."""


def enter(cast: Cast, places: Iterable[Place], names: Sequence[Name]) -> list[Locality]:
    """The places of a report with all their names in it, each remembered by its last token."""
    found = _known(cast, places)
    known = {c.name: c for c in found}
    taken = {at for c in found for at in _tokens(c)}
    sure = _sure(cast, names)
    for name in names:
        if (
            name.words in sure
            and _apart(cast.lines[name.line], name)
            and taken.isdisjoint(_run(name))
            and _fresh(cast, name)
        ):
            _put(cast, found, known, _seat(name.text), (name.line, name.first, name.end))
        elif (
            name.kind in ("organisation", "thing", "place")
            and _may_hold(name)
            and taken.isdisjoint(_run(name))
        ):
            for spot, where in _inside(cast.lines[name.line], name, known):
                _put(cast, found, known, spot, where)
    return found


def _sure(cast: Cast, names: Iterable[Name]) -> set[tuple[str, ...]]:
    """The names that stand where those of places do at least every other time."""
    stands: dict[tuple[str, ...], list[bool]] = {}
    for name in names:
        if name.kind == "place":
            stands.setdefault(name.words, []).append(_stands_so(cast.lines[name.line], name))
    return {words for words, so in stands.items() if 2 * sum(so) >= len(so)}


def _stands_so(line: Line, name: Name) -> bool:
    """True of a name that stands where those of places do: "in Oslo", "Oslo, Norway", "Oslo
    Airport"; the tagger alone is not enough."""
    shown = sum(weight for kind, weight in name.votes if kind == "place") >= SHOWN
    beside = line.deps[name.end - 1] == "appos" and line.word(name.first - 1) in (",", "(")
    return (
        shown
        or beside
        or (line.word(name.end) == "," and line.labels[min(name.end + 1, len(line) - 1)] == "GPE")
    )


def _seat(text: str) -> Spot:
    """The place of that name that is by far the largest, or a place of which no more than the name
    is known."""
    cities = [o for o in by_name().get(text, ()) if o.sort == "city"]
    others = [o for o in by_name().get(text, ()) if o.sort not in ("city", "state")]
    sure = len(cities) == 1 or (len(cities) > 1 and cities[0].people > 5 * cities[1].people)
    found = (
        cities
        if text in by_capital() or (sure and not others)
        else others
        if len(others) == 1 and not cities
        else []
    )
    return found[0] if found else Spot(text, "region", None, None, None, None)


def _apart(line: Line, name: Name) -> bool:
    """True of a name that stands for no government; of a capital where it says which city another
    word means."""
    return name.text not in by_capital() or line.deps[name.end - 1] in ("appos", "ROOT")


def _may_hold(name: Name) -> bool:
    """True of a name of several words that is no place's and no newspaper's."""
    return (
        len(name.words) > 1
        and name.text not in by_name()
        and name.text.split()[-1].lower() not in papers()
    )


def _fresh(cast: Cast, name: Name) -> bool:
    """True of a name that nobody in the cast has, and that is no code."""
    code = (
        any(c.isdigit() for c in name.text)
        or name.text[:2] in ("R-", "D-", "I-")
        or cast.lines[name.line].word(name.first - 2) in ("r", "d", "i")
    )
    return not code and all(at not in cast.at for at in _run(name))


def _run(name: Name) -> list[tuple[int, int]]:
    return [(name.line, at) for at in range(name.first, name.end)]


def _tokens(chain: Chain) -> Iterator[tuple[int, int]]:
    return ((number, at) for number, first, end in chain.mentions for at in range(first, end))


def _known(cast: Cast, places: Iterable[Place]) -> list[Locality]:
    starts = [line.start for line in cast.lines]
    found = []
    for place in places:
        chain = Locality("group", place.name, place=place)
        for start, end in place.mentions:
            line = cast.lines[bisect_right(starts, start) - 1]
            first, stop = (bisect_left(line.begins, at - line.start) for at in (start, end))
            chain.mentions[line.number, first, stop] = "name"
            cast.spots[line.number, stop - 1] = chain
        found.append(chain)
    return found


def _put(
    cast: Cast, found: list[Locality], known: dict[str, Locality], spot: Spot, where: Where
) -> None:
    """One more mention of a place, which is a new one if the report has not told of it."""
    if spot.name not in known:
        known[spot.name] = Locality(
            "group",
            spot.name,
            place=Place("", spot.name, spot.country, spot.lat, spot.lon, spot.geonames, ()),
        )
        found.append(known[spot.name])
    known[spot.name].mentions[where] = "name"
    cast.spots.setdefault((where[0], where[2] - 1), known[spot.name])


# --- inside longer names --------------------------------------------------------------------------


def _inside(line: Line, name: Name, known: dict[str, Locality]) -> Iterator[tuple[Spot, Where]]:
    """The places that the name of a body is made with: "the University of Leeds", "the Leeds
    Arena"."""
    for at in range(name.first, name.end):
        if at > name.first and line.word(at - 1) not in LINKS:
            continue
        for end in range(min(at + 3, name.end), at, -1):
            spot = (
                _spot(line.text(at, end), known, at > name.first)
                if end - at < name.end - name.first
                else None
            )
            if spot:
                yield spot, (line.number, at, end)
                break


def _spot(text: str, known: dict[str, Locality], linked: bool) -> Spot | None:
    """The place of a name: one of the report's, else a state of a country or, after "of", a city
    that is large."""
    if text in known and (place := known[text].place):
        return Spot(place.name, "region", place.country, place.lat, place.lon, place.geonames)
    point, _, rest = text.partition(" ")
    if (
        point in COMPASS
        and rest in by_name()
        and by_name()[rest][0].sort in ("us-state", "region", "state")
    ):
        return Spot(text, "region", by_name()[rest][0].country, None, None, None)
    options = [
        o
        for o in by_name().get(text, ())
        if o.sort in ("us-state", "region") or (linked and o.sort == "city" and o.people > LARGE)
    ]
    return options[0] if options and text not in given_names() else None


# --- what the record keeps ------------------------------------------------------------------------


def told(draft: Draft, cast: Cast, found: Iterable[Locality]) -> Iterator[Place]:
    """The places with more mentions than were found before, and the new ones."""
    number = len(draft.places)
    for chain in found:
        spans = tuple(sorted({cast.lines[n].span(first, end) for n, first, end in chain.mentions}))
        if chain.place and chain.place.id:
            if spans != chain.place.mentions:
                yield replace(chain.place, mentions=spans)
        elif chain.place:
            number += 1
            yield replace(
                chain.place, id=draft.name("p", number), mentions=spans, by="actors/place"
            )
