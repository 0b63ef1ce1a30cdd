"""Finds the issues of a report."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.read.draft import Draft
from onrecord.record import Issue


def find(draft: Draft) -> Iterator[Issue]:
    """The issues of a report, in text order."""
    return iter(())
