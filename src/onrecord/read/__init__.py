"""Report -> Reading, by the steps of `steps.py`."""

from __future__ import annotations

from onrecord.read import parse
from onrecord.read.draft import Draft
from onrecord.record import Phrase, Reading, Report


def read_report(report: Report, phrases: tuple[Phrase, ...] = ()) -> Reading:
    """All that is read in one report, `phrases` telling the events that a user's lexicon says."""
    from onrecord.read.steps import STEPS  # here, since `onrecord --version` needs none of them

    with parse.memory():
        draft = Draft(report, parse.blocks(report), phrases=phrases)
        for step in STEPS:
            draft = draft.plus(step(draft))
        return draft.reading()
