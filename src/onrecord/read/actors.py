"""Finds the actors of a report."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.read.draft import Draft
from onrecord.read.mentions import Mentions, index
from onrecord.record import Actor

__all__ = ["Mentions", "find", "index"]


def find(draft: Draft) -> Iterator[Actor]:
    """The actors of a report, in text order."""
    return iter(())
