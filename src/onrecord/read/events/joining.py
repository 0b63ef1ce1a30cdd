"""Which places of a report tell one event."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

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
    likely: float
    """The probability that it tells an event of this type."""
    evidence: tuple[Span, ...]
    contexts: tuple[str, ...]
    statement: str | None
    by: str


def joined(seen: Iterable[Sighting]) -> list[Sighting]:
    """Each event once, in the order in which they are first told; what is told again belongs to the
    last telling that it fits."""
    found: list[Sighting] = []
    of_type: dict[str, list[int]] = {}
    for one in seen:
        before = of_type.setdefault(one.type, [])
        known = next((n for n in before[: -BACK - 1 : -1] if same(found[n], one)), None)
        if known is None:
            before.append(len(found))
            found.append(one)
        else:
            found[known] = both(found[known], one)
    return found


BACK = 100
"""An event is sought among so many of its type told before it, so that long reports take no longer
a word than short ones."""


def same(a: Sighting, b: Sighting) -> bool:
    """True of two tellings of one type that may tell one event: by the same parties, on days and at
    places that may be one; not a call and what is none, nor what takes place and what is only
    demanded, denied or supposed."""
    days = [one.date.value for one in (a, b) if one.date and one.date.value]
    return (
        (len(days) < 2 or days[0].startswith(days[1]) or days[1].startswith(days[0]))
        and (a.mode == b.mode or "phone" not in (a.mode, b.mode))
        and (a.status == b.status or {a.status, b.status} <= REAL)
        and (a.place is None or b.place is None or a.place.id == b.place.id)
        and _one_party(a.source, b.source)
        and _one_party(a.target, b.target)
        and not (_who(a).isdisjoint(_who(b)) and _who(a) and _who(b))
    )


REAL: frozenset[Status] = frozenset({"happened", "ongoing", "planned", "expected"})


def _who(one: Sighting) -> set[str]:
    return {
        *one.source.states, *one.target.states, *one.source.actors, *one.target.actors
    }  # fmt: skip


def _one_party(a: Party, b: Party) -> bool:
    """True of two descriptions of one party: they have an actor or a state in common, and no state
    stands against another; or one names nobody ("the attack")."""
    if not a.actors or not b.actors:
        return True
    states = set(a.states) & set(b.states)
    return bool(states) or (bool(set(a.actors) & set(b.actors)) and not (a.states and b.states))


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
        evidence=tuple(sorted({*a.evidence, *b.evidence})),
    )
