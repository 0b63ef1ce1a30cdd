"""States and territories by their names, demonyms and capitals."""

from __future__ import annotations

import functools
from collections.abc import Callable

from msgspec import Struct

from onrecord.lexicon import table


class State(Struct, frozen=True):
    """A country or territory of ISO 3166-1."""

    iso3: str
    iso2: str
    name: str
    names: tuple[str, ...]
    """Other names and short forms."""
    demonyms: tuple[str, ...]
    """Adjectives and names of its people, singular."""
    capitals: tuple[str, ...]
    """Seats of government, by the names that news reports use for them."""
    member: bool
    """A member state of the United Nations."""
    lat: float | None = None
    lon: float | None = None
    """Near the middle of its territory."""
    geonames: int | None = None
    """Its number at GeoNames."""


def _list(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split("|")))


@functools.cache
def states() -> tuple[State, ...]:
    """All of them, members of the United Nations first: where a word fits several, the first
    wins."""
    return tuple(sorted(map(_state, table("states")), key=lambda s: (not s.member, s.iso3)))


def _state(row: dict[str, str]) -> State:
    words = _list(row["names"]), _list(row["demonyms"]), _list(row["capitals"])
    where = float(row["lat"]), float(row["lon"]), int(row["geonames"])
    return State(row["iso3"], row["iso2"], row["name"], *words, row["member"] == "1", *where)


@functools.cache
def by_iso3() -> dict[str, State]:
    return {s.iso3: s for s in states()}


@functools.cache
def by_name() -> dict[str, State]:
    """A state by any of its names, in the case that the table has ("US" is a state, "us" is
    not)."""
    return _first(states(), lambda s: (s.name, *s.names))


@functools.cache
def by_demonym() -> dict[str, State]:
    """A state by its adjective or people ("Japanese", "Briton")."""
    return _first(states(), lambda s: s.demonyms)


@functools.cache
def by_capital() -> dict[str, State]:
    """A state by the seat of its government ("Beijing")."""
    return _first(states(), lambda s: s.capitals)


@functools.cache
def by_people() -> dict[str, State]:
    """A state by the plural name of its people ("Americans", "Poles"); what has none ("the French")
    is not in it."""
    return _first(states(), lambda s: tuple(filter(None, map(plural, s.demonyms))))


@functools.cache
def by_word() -> dict[str, tuple[str, ...]]:
    """The states that a word names, by ISO 3166-1 alpha-3: names before adjectives, capitals and
    peoples; of `state_words.tsv` two, as in "both Koreas"."""
    tables = (by_people(), by_capital(), by_demonym(), by_name())
    found = {word: (state.iso3,) for names in tables for word, state in names.items()}
    return found | {row["word"]: tuple(row["states"].split()) for row in table("state_words")}


def plural(demonym: str) -> str | None:
    """Several people of a demonym ("Americans", "Englishmen"); None where the word stays the same
    ("Japanese") or is no noun."""
    if demonym.endswith(_MEN):
        return demonym[:-2] + "en"
    if (demonym != "Czech" and demonym.endswith(_UNCHANGED)) or not demonym[-1].isalpha():
        return None
    return demonym + "s"


_MEN = ("shman", "chman", "shwoman", "chwoman")
_UNCHANGED = (
    *(
        "ese",
        "ish",
        "sh",
        "ch",
        "ss",
        "ois",
        "ais",
        "ic",
        "z",
        "x",
        "sy",
        "K",
        "S",
        "Kong",
        "Zealand",
        "Myanmar",
        "Vatican",
        "Guernsey",
    ),
    *(
        "Lao",
        "Philippine",
        "Eswatini",
        "Djibouti",
        "sotho",
        "tswana",
        "Burkinabe",
        "Burkinabé",
        "Kiribati",
        "Vanuatu",
    ),
)


def _first(rows: tuple[State, ...], keys: Callable[[State], tuple[str, ...]]) -> dict[str, State]:
    """Each key's first state, with either apostrophe."""
    found: dict[str, State] = {}
    for state in rows:
        for key in keys(state):
            found.setdefault(key, state)
            found.setdefault(key.replace("'", "’"), state)
    return found
