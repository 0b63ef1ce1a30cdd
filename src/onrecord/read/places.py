"""Finds the places of a report."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.read.draft import Draft
from onrecord.record import Place


def find(draft: Draft) -> Iterator[Place]:
    """The places of a report, in text order."""
    return iter(())
