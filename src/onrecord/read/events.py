"""Finds the events of a report."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.read.draft import Draft
from onrecord.record import Event


def find(draft: Draft) -> Iterator[Event]:
    """The events of a report, in text order."""
    return iter(())
