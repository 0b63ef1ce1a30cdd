"""The steps of reading, in the order in which they run."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from onrecord.read import actors, belonging, events, issues, looking, places, statements, times
from onrecord.read.draft import Draft, Found

Step = Callable[[Draft], Iterable[Found]]
"""A step takes the report with what has been found so far and yields what it finds; the driver
folds it in."""

STEPS: tuple[Step, ...] = (
    looking.find,
    times.find,
    places.find,
    actors.read,
    issues.find,
    statements.find,
    belonging.find,
    events.find,
)
