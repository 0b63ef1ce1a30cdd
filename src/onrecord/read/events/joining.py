"""Which places of a report tell one event."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from onrecord.models.confidence import probability
from onrecord.models.events import Trigger, again
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
    triggers: tuple[Trigger, ...]
    stems: frozenset[str]
    """The beginnings of the words that tell it."""


def joined(seen: Iterable[Sighting]) -> list[Sighting]:
    """Each event once, in the order in which they are first told; what tells one again belongs to
    the one that it most likely tells."""
    found: list[Sighting] = []
    for one in seen:
        back = range(max(0, len(found) - BACK), len(found))
        likely, known = max(((same(found[n], one), -n) for n in back), default=(0.0, 0))
        if likely >= SAME:
            found[-known] = both(found[-known], one)
        else:
            found.append(one)
    return found


BACK = 100
"""An event is sought among so many told before it, so that long reports take no longer a word than
short ones."""
SAME = 0.5
TABLE = "again.confidence.tsv"


def same(a: Sighting, b: Sighting) -> float:
    """The probability that both tell one event; none of those on different days do."""
    if a.date and b.date and a.date.value != b.date.value:
        return 0.0
    return probability(features(a, b), TABLE) or 0.0


def features(a: Sighting, b: Sighting) -> dict[str, float]:
    """What tells whether what is told later, `b`, tells `a` again, by name; what is not there is
    left out."""
    sides = [({*a.source.states}, {*b.source.states}), ({*a.target.states}, {*b.target.states})]
    looked = {
        "bias": 1.0,
        "again": sum(again(t, u) for t in a.triggers for u in b.triggers)
        / (len(a.triggers) * len(b.triggers)),
        "type": float(a.type == b.type),
        "status": float(a.status == b.status),
        "states": float(all(x == y for x, y in sides)),
        "other states": float(any(x and y and not x & y for x, y in sides)),
        "actors": float(bool(_actors(a) & _actors(b))),
        "nobody": float(not _actors(b)),
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
        triggers=(*a.triggers, *b.triggers),
        stems=a.stems | b.stems,
    )
