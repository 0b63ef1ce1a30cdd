"""Finds the places of a report."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.read.draft import Draft
from onrecord.record import Place, Span


def find(draft: Draft) -> Iterator[Place]:
    """The places of a report, in text order."""
    return iter(())


def at(draft: Draft, span: Span) -> Place | None:
    """The place at which what the words around `span` tell happened: by a phrase of place in the same clause, else sentence."""
    del draft, span
    return None
