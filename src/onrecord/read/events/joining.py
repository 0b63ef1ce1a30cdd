"""Which places of a report tell one event."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass, replace

from onrecord.models.confidence import probability
from onrecord.read.events.parties import Party
from onrecord.record import Dated, Place, Span, Status

MODEL, LEXICON = "events/model", "events/lexicon"
"""By what a place of a report tells an event."""


@dataclass(frozen=True)
class Sighting:
    """What one place of a report, or several, tell of an event."""

    type: str
    mode: str | None
    status: Status
    source: Party
    target: Party
    said_by: tuple[str, ...]
    place: Place | None
    date: Dated | None
    central: float
    confidence: float
    evidence: tuple[Span, ...]
    contexts: tuple[str, ...]
    statement: str | None
    by: str
    stems: frozenset[str]
    """The beginnings of the words that tell it."""

    @functools.cached_property
    def actors(self) -> frozenset[str]:
        return frozenset((*self.source.actors, *self.target.actors))

    @functools.cached_property
    def sides(self) -> tuple[frozenset[str], frozenset[str]]:
        """The states that act, and those acted on."""
        return frozenset(self.source.states), frozenset(self.target.states)


def joined(seen: Iterable[Sighting]) -> list[Sighting]:
    """Each event once, in the order in which they are first told; what tells one again belongs to
    the one that it most likely tells."""
    found: list[Sighting] = []
    of_type: dict[str, list[int]] = {}
    for one in seen:
        before = of_type.setdefault(one.type, [])
        likely = ((same(found[n], one), n) for n in before[: -BACK - 1 : -1])
        sure, known = max(likely, default=(0.0, 0))
        if sure >= SAME:
            found[known] = both(found[known], one)
        else:
            before.append(len(found))
            found.append(one)
    return found


BACK = 100
"""An event is sought among so many of its type told before it, so that long reports take no longer
a word than short ones."""
SAME = 0.25
"""The probability from which two tellings are one event."""
TABLE = "again.confidence.tsv"


def same(a: Sighting, b: Sighting) -> float:
    """The probability that two tellings of one type tell one event."""
    return (probability(features(a, b), TABLE) or 0.0) if may_be(a, b) else 0.0


def may_be(a: Sighting, b: Sighting) -> bool:
    """False of two on different days, of a call and what is none, and of what takes place and what
    is only demanded, denied or supposed."""
    days = [one.date.value for one in (a, b) if one.date and one.date.value]
    return (
        (len(days) < 2 or days[0].startswith(days[1]) or days[1].startswith(days[0]))
        and (a.mode == b.mode or "phone" not in (a.mode, b.mode))
        and (a.status == b.status or {a.status, b.status} <= REAL)
    )


REAL: frozenset[Status] = frozenset({"happened", "ongoing", "planned", "expected"})


def features(a: Sighting, b: Sighting) -> dict[str, float]:
    """What tells whether what is told later, `b`, tells `a` again, by name; what is not there is
    left out."""
    sides = zip(a.sides, b.sides, strict=True)
    looked = {
        "bias": 1.0,
        "other states": float(any(x and y and not x & y for x, y in sides)),
        "actors": float(bool(a.actors & b.actors)),
        "nobody": float(not b.actors),
        "other place": float(bool(a.place and b.place and a.place.id != b.place.id)),
        "word": float(bool(a.stems & b.stems)),
    }
    return {name: value for name, value in looked.items() if value}


def both(a: Sighting, b: Sighting) -> Sighting:
    """One event as two places tell it: the surer one, with the words and days of both, and the mode
    that a lexicon gives."""
    main, other = (a, b) if a.confidence >= b.confidence else (b, a)
    named = other if other.by == LEXICON != main.by else main
    return replace(
        main,
        mode=named.mode,
        by=named.by,
        source=main.source if main.source.actors else other.source,
        target=main.target if main.target.actors else other.target,
        place=main.place or other.place,
        date=main.date or other.date,
        said_by=main.said_by or other.said_by,
        central=max(a.central, b.central),
        contexts=tuple(sorted({*a.contexts, *b.contexts})),
        statement=main.statement or other.statement,
        evidence=(*a.evidence, *b.evidence),
        stems=a.stems | b.stems,
    )
