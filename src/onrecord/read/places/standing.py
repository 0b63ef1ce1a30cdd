"""Looks up what has been found at the words of a report: each find by paragraph and token, built
once for a draft."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import TypeVar

from onrecord.read.draft import Draft
from onrecord.read.parse import Block
from onrecord.record import Span

T = TypeVar("T")
Standing = dict[int, dict[int, T]]
"""By the start of a paragraph and the number of a token what stands there."""


def block_at(draft: Draft, position: int) -> Block | None:
    """The paragraph that holds a position of the report's text."""
    number = bisect_right(draft.blocks, position, key=lambda block: block.start) - 1
    return draft.blocks[number] if number >= 0 and position < draft.blocks[number].end else None


def standing(draft: Draft, found: Iterable[tuple[Span, T]]) -> Standing[T]:
    """What is found, by paragraph and token."""
    at: Standing[T] = {}
    for span, what in found:
        block = block_at(draft, span[0])
        if block is not None:
            at.setdefault(block.start, {}).update(
                (token.i, what) for token in block.tokens(span) or ()
            )
    return at
