"""Report -> Reading: the steps, in the order in which they run."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from onrecord.read import parse
from onrecord.read.draft import Draft, Found
from onrecord.record import Reading, Report

Step = Callable[[Draft], Iterable[Found]]
"""A step takes the report with what has been found so far and yields what it finds; the driver folds it in."""

STEPS: tuple[Step, ...]


@functools.cache
def _steps() -> tuple[Step, ...]:
    """`STEPS`; they are loaded when first asked for, which `onrecord --version` never does."""
    from onrecord.read import actors, events, issues, places, statements, times

    return (times.find, places.find, actors.find, issues.find, statements.find, events.find)


if not TYPE_CHECKING:

    def __getattr__(name: str) -> tuple[Step, ...]:
        if name == "STEPS":
            return _steps()
        raise AttributeError(f"module {__name__} has no attribute {name}")


def read_report(report: Report) -> Reading:
    """All that is read in one report."""
    with parse.memory():
        draft = Draft(report, parse.blocks(report))
        for step in _steps():
            draft = draft.plus(step(draft))
        return draft.reading()


def read_reports(reports: Iterable[Report]) -> Iterator[Reading]:
    """The reading of each report, in order, one at a time."""
    return map(read_report, reports)
