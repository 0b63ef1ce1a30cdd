"""Walks down a parse as deep as it goes: a list of a thousand names hangs each on the one before
it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

T = TypeVar("T")
Steps = Iterator["T | Steps[T]"]
"""What a walk comes by: things, and walks that branch off there."""


def flat(steps: Steps[T]) -> Iterator[T]:
    """The things that a walk comes by, those of a branch in its place; no call waits for
    another."""
    waiting = [steps]
    while waiting:
        for step in waiting[-1]:
            if isinstance(step, Iterator):
                waiting.append(step)
                break
            yield step
        else:
            waiting.pop()
