"""Finds the times of a report."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.read.draft import Draft
from onrecord.record import Time


def find(draft: Draft) -> Iterator[Time]:
    """The times of a report, in text order."""
    return iter(())
