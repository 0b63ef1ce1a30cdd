"""What happened when, in a story."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.merge import days
from onrecord.record import MergedEvent, Moment, Status

TOLD: frozenset[Status] = frozenset({"happened", "ongoing", "planned", "expected", "called off"})
"""What is only wanted, supposed or denied has no place among the days."""


def rows(events: Iterable[MergedEvent]) -> tuple[Moment, ...]:
    """The events that are sure enough and have a day, by their first day, then the last, then the
    label; one row an event."""
    dated = [
        (span, e)
        for e in events
        if e.shown and e.status in TOLD and (span := days.span(e.date)) is not None
    ]
    ordered = sorted(dated, key=lambda item: (item[0], item[1].label, item[1].id))
    return tuple(Moment(e.date or "", e.id, e.label) for _, e in ordered)
