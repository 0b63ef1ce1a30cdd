"""Things of a report by where they stand in its text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from onrecord.record import Span

T = TypeVar("T")


class Placed(Generic[T]):
    """Things with their spans, in text order."""

    def __init__(self, things: Iterable[tuple[Span, T]]) -> None:
        self._all = sorted(things, key=lambda thing: thing[0])
        self._longest = max((end - start for (start, end), _ in self._all), default=0)

    def touching(self, span: Span) -> Iterator[tuple[Span, T]]:
        """Those that have a character in common with a stretch of the text."""
        first = bisect_left(self._all, span[0] - self._longest, key=lambda thing: thing[0][0])
        for number in range(first, len(self._all)):
            there, thing = self._all[number]
            if there[0] >= span[1]:
                break
            if touch(there, span):
                yield there, thing


def numbers(words: Sequence[Span], span: Span) -> list[int]:
    """The numbers of the words, in text order, that a span touches."""
    first = bisect_right(words, span[0], key=lambda w: w[1])
    return list(range(first, bisect_left(words, span[1], key=lambda w: w[0])))


def touch(a: Span, b: Span) -> bool:
    """True where two spans have a character in common."""
    return a[0] < b[1] and b[0] < a[1]
