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


def _list(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split("|")))


@functools.cache
def states() -> tuple[State, ...]:
    """All of them, members of the United Nations first: where a word fits several, the first wins."""
    rows = (
        State(r["iso3"], r["iso2"], r["name"], _list(r["names"]), _list(r["demonyms"]), _list(r["capitals"]), r["member"] == "1")
        for r in table("states")
    )
    return tuple(sorted(rows, key=lambda s: (not s.member, s.iso3)))


@functools.cache
def by_iso3() -> dict[str, State]:
    return {s.iso3: s for s in states()}


@functools.cache
def by_name() -> dict[str, State]:
    """A state by any of its names, in the case that the table has ("US" is a state, "us" is not)."""
    return _first(states(), lambda s: (s.name, *s.names))


@functools.cache
def by_demonym() -> dict[str, State]:
    """A state by its adjective or people ("Japanese", "Briton")."""
    return _first(states(), lambda s: s.demonyms)


@functools.cache
def by_capital() -> dict[str, State]:
    """A state by the seat of its government ("Beijing")."""
    return _first(states(), lambda s: s.capitals)


def _first(rows: tuple[State, ...], keys: Callable[[State], tuple[str, ...]]) -> dict[str, State]:
    found: dict[str, State] = {}
    for state in rows:
        for key in keys(state):
            found.setdefault(key, state)
    return found
