"""Finds the times of a report."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.read.draft import Draft
from onrecord.record import Dated, Span, Time


def find(draft: Draft) -> Iterator[Time]:
    """The times of a report, in text order."""
    return iter(())


def when(draft: Draft, span: Span) -> Dated | None:
    """The day or interval of what the words around `span` tell: by the time that goes with the same verb, else the nearest of the sentence."""
    del draft, span
    return None
