"""One short line for a person about an event: who, what, whom, where."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping

from onrecord.lexicon import table
from onrecord.lexicon.states import by_iso3, by_name
from onrecord.record import MergedEvent, Place, Status

TENSE: dict[Status, str] = {
    "happened": "past",
    "ongoing": "ongoing",
    "planned": "future",
    "expected": "future",
}
"""Which phrase tells of an event with this status; of any other the noun does, with the status
behind."""


def states(codes: Iterable[str]) -> str:
    """Names of states in a row, in the order of the alphabet."""
    names = by_iso3()
    return row(sorted(names[c].name if c in names else c for c in codes))


def row(names: Iterable[str]) -> str:
    """Names in a row, as a sentence has them; of more than four the first three."""
    found = list(names)
    if len(found) > 4:
        found = [*found[:3], f"{len(found) - 3} others"]
    return " and ".join((", ".join(found[:-1]), found[-1])) if len(found) > 1 else "".join(found)


def is_country(place: Place) -> bool:
    """True of a place that is a country itself."""
    found = by_name().get(place.name)
    return found is not None and found.iso3 == place.country


@functools.cache
def phrases() -> Mapping[tuple[str, str], Mapping[str, str]]:
    """How events are told, by type and mode."""
    return {(r["type"], r["mode"]): r for r in table("event_phrases")}


def label(event: MergedEvent, names: Mapping[str, str]) -> str:
    """Who did what to whom where, as in "Chile and Japan to meet in Valparaiso"."""
    told = (
        phrases().get((event.type, event.mode or ""))
        or phrases().get((event.type, ""))
        or _unknown(event.type)
    )
    who, whom = _who(event, names), _whom(event, names)
    text = " ".join(f"{_deed(told, event.status, who, whom)} {_where(event)}".split())
    return text[:1].upper() + text[1:]


def _unknown(type: str) -> Mapping[str, str]:
    name = type.lower()
    return {
        "past": name,
        "ongoing": name,
        "future": name,
        "noun": f"{name} by",
        "with": "",
        "of": "of",
    }


def _deed(told: Mapping[str, str], status: Status, who: str, whom: str) -> str:
    """With a verb where someone acts and it happens, else with a noun: "Attack on Chile" where
    nobody says by whom."""
    if who and status in TENSE:
        return f"{who} {told[TENSE[status]]} {told['with'] if whom else ''} {whom}"
    noun = f"{told['noun']} {who}" if who else told["noun"].rsplit(" ", 1)[0]
    return f"{noun} {told['of'] if whom else ''} {whom}"


def _where(event: MergedEvent) -> str:
    place = f"in {event.place_name}" if event.place_name else ""
    return (
        place
        if event.status == "happened" or event.status in TENSE
        else f"{place} ({event.status})"
    )


def _who(event: MergedEvent, names: Mapping[str, str]) -> str:
    if event.sides:
        return states(event.sides)
    return row(sorted(names[i] for i in event.source if i in names))


def _whom(event: MergedEvent, names: Mapping[str, str]) -> str:
    if others := set(event.targets) - set(event.sides):
        return states(others)
    return row(
        sorted(
            names[i]
            for i in event.target
            if i in names and i not in (*event.source, *event.participants)
        )
    )
