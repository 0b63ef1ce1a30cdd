"""Finds the actors of a report."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.read.draft import Draft
from onrecord.record import Actor


def find(draft: Draft) -> Iterator[Actor]:
    """The actors of a report, in text order."""
    return iter(())
