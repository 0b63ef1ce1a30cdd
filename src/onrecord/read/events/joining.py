"""Which places of a report tell one event."""

from __future__ import annotations

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


REAL: frozenset[Status] = frozenset({"happened", "ongoing", "planned", "expected"})


def same(a: Sighting, b: Sighting) -> float:
    """The probability that two tellings of one type tell one event; none do on different days, of a
    call and a visit, or of what takes place and what is only demanded."""
    days = a.date and b.date and a.date.value != b.date.value
    call = a.mode != b.mode and "phone" in (a.mode, b.mode)
    status = a.status != b.status and not {a.status, b.status} <= REAL
    if days or call or status:
        return 0.0
    return probability(features(a, b), TABLE) or 0.0


def features(a: Sighting, b: Sighting) -> dict[str, float]:
    """What tells whether what is told later, `b`, tells `a` again, by name; what is not there is
    left out."""
    sides = [({*a.source.states}, {*b.source.states}), ({*a.target.states}, {*b.target.states})]
    looked = {
        "bias": 1.0,
        "other states": float(any(x and y and not x & y for x, y in sides)),
        "actors": float(bool(_actors(a) & _actors(b))),
        "nobody": float(not _actors(b)),
        "other place": float(bool(a.place and b.place and a.place.id != b.place.id)),
        "word": float(bool(a.stems & b.stems)),
    }
    return {name: value for name, value in looked.items() if value}


def _actors(one: Sighting) -> set[str]:
    return {*one.source.actors, *one.target.actors}


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
