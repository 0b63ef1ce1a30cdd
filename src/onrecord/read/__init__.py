"""Report -> Reading: the steps, in the order in which they run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from onrecord.read import actors, events, issues, parse, places, statements, times
from onrecord.read.draft import Draft, Found
from onrecord.record import Reading, Report

Step = Callable[[Draft], Iterable[Found]]
"""A step takes the report with what has been found so far and yields what it finds; the driver folds it in."""

STEPS: tuple[Step, ...] = (times.find, places.find, actors.find, issues.find, statements.find, events.find)


def read_report(report: Report) -> Reading:
    """All that is read in one report."""
    with parse.memory():
        draft = Draft(report, parse.blocks(report))
        for step in STEPS:
            draft = draft.plus(step(draft))
        return draft.reading()


def read_reports(reports: Iterable[Report]) -> Iterator[Reading]:
    """The reading of each report, in order, one at a time."""
    return map(read_report, reports)
