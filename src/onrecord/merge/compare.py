"""Sameness as a table: small named comparisons, each with a weight, each with a score and a
sentence that explains it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Verdict(NamedTuple):
    """What one comparison finds: from -1 (they differ) over 0 (it cannot tell) to 1 (they are the
    same), and why."""

    score: float
    because: str = ""


NEUTRAL = Verdict(0.0)


class Comparison(NamedTuple, Generic[T]):
    """One row of a table of sameness."""

    name: str
    weight: float
    of: Callable[[T, T], Verdict]


class Judgement(NamedTuple):
    """The weighted sum of the comparisons, and the sentences of those that speak for sameness."""

    score: float
    why: tuple[str, ...]


def judge(rows: Iterable[Comparison[T]], a: T, b: T) -> Judgement:
    """What a table of comparisons says of two things; each comparison is symmetric, and so is
    this."""
    total, why = 0.0, []
    for row in rows:
        score, because = row.of(a, b)
        total += row.weight * score
        if because and score > 0:
            why.append(because)
    return Judgement(total, tuple(why))
