"""Report -> Reading, by the steps of `steps.py`."""

from __future__ import annotations

from onrecord.read import parse
from onrecord.read.draft import Draft
from onrecord.record import Reading, Report


def read_report(report: Report) -> Reading:
    """All that is read in one report."""
    from onrecord.read.steps import STEPS  # here, since `onrecord --version` needs none of them

    with parse.memory():
        draft = Draft(report, parse.blocks(report))
        for step in STEPS:
            draft = draft.plus(step(draft))
        return draft.reading()
