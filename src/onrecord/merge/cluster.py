"""Clusters as a pure function of scored pairs: those whose members are alike on average, so that
nothing is joined by a chain."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import TypeVar

Pair = tuple[int, int]
"""Two numbers of things, the smaller one first."""


@dataclass(frozen=True)
class Blocking:
    """How pairs worth a comparison are chosen: those that share enough keys, and under a key of
    many things only neighbours."""

    shared: int = 1
    """How many keys a pair must share."""
    many: int = 60
    """A key of more things than this compares each with its neighbours only."""
    window: int = 20
    """How many neighbours on each side."""


def candidates(keys: Sequence[Iterable[Hashable]], how: Blocking) -> list[Pair]:
    """The pairs worth a comparison, in order; never all pairs, however many share a key (neighbours
    are neighbours in `keys`)."""
    under: dict[Hashable, list[int]] = defaultdict(list)
    for number, own in enumerate(keys):
        for key in dict.fromkeys(own):
            under[key].append(number)
    counts: dict[Pair, int] = defaultdict(int)
    for things in under.values():
        for pair in _within(things, how):
            counts[pair] += 1
    return sorted(pair for pair, n in counts.items() if n >= how.shared)


def _within(things: list[int], how: Blocking) -> Iterator[Pair]:
    if len(things) <= how.many:
        yield from combinations(things, 2)
        return
    for at, one in enumerate(things):
        for other in things[at + 1 : at + 1 + how.window]:
            yield one, other


def connected(number: int, pairs: Iterable[Pair]) -> list[list[int]]:
    """The connected groups of things 0 … number - 1, each in order, by their first members."""
    parent = list(range(number))

    def root(x: int) -> int:
        while parent[x] != x:
            parent[x] = x = parent[parent[x]]
        return x

    for a, b in pairs:
        low, high = sorted((root(a), root(b)))
        parent[high] = low
    groups: dict[int, list[int]] = defaultdict(list)
    for x in range(number):
        groups[root(x)].append(x)
    return list(groups.values())


T = TypeVar("T")


def inside(groups: Sequence[Sequence[int]], found: Mapping[Pair, T]) -> list[list[T]]:
    """For each group what was found of the pairs inside it, in the order of the pairs."""
    at = {x: n for n, group in enumerate(groups) for x in group}
    within: list[list[T]] = [[] for _ in groups]
    for (a, b), what in sorted(found.items(), key=lambda item: item[0]):
        if at[a] == at[b]:
            within[at[a]].append(what)
    return within


@dataclass
class _Linkage:
    """Average-link clustering under way: sums of scores between clusters, and a heap of the
    averages."""

    sizes: list[int]
    sums: list[dict[int, float]]
    least: float
    heap: list[tuple[float, int, int, int, int]] = field(default_factory=list)

    def offer(self, a: int, b: int) -> None:
        average = self.sums[a][b] / (self.sizes[a] * self.sizes[b])
        if average >= self.least:
            low, high = min(a, b), max(a, b)
            heapq.heappush(self.heap, (-average, low, high, self.sizes[low], self.sizes[high]))

    def best(self) -> Pair | None:
        """The two clusters that are most alike; sizes only grow, so an entry whose sizes no longer
        hold is out of date."""
        while self.heap:
            _, a, b, size_a, size_b = heapq.heappop(self.heap)
            if self.sizes[a] == size_a and self.sizes[b] == size_b:
                return a, b
        return None


Missing = Callable[[int, int], float]
"""The sum of the scores between two clusters (named by their first members) that were never
compared."""


def average_link(
    number: int, scores: Mapping[Pair, float], least: float, missing: Missing
) -> Iterator[Pair]:
    """The joins of clusters of things 0 … number - 1, most alike first, while the average of the
    scores between two is at least `least`.

    A cluster is named by its first member; the caller may follow each join before the next is
    sought.
    """
    link = _Linkage([1] * number, [{} for _ in range(number)], least)
    for (a, b), score in sorted(scores.items()):
        link.sums[a][b] = link.sums[b][a] = score
        link.offer(a, b)
    while (pair := link.best()) is not None:
        _fold(link, pair, missing)
        yield pair


def _fold(link: _Linkage, pair: Pair, missing: Missing) -> None:
    a, b = pair
    mine, other = link.sums[a], link.sums[b]
    total = {
        c: _sum(mine, (a, c), missing) + _sum(other, (b, c), missing)
        for c in sorted(mine.keys() | other.keys())
        if c not in pair
    }
    link.sizes[a] += link.sizes[b]
    link.sizes[b] = 0
    link.sums[a], link.sums[b] = total, {}
    for c, score in total.items():
        link.sums[c].pop(b, None)
        link.sums[c][a] = score
        link.offer(a, c)


def _sum(known: dict[int, float], pair: Pair, missing: Missing) -> float:
    score = known.get(pair[1])
    return missing(*pair) if score is None else score


def joined(number: int, scores: Mapping[Pair, float], least: float) -> list[list[int]]:
    """The groups of things 0 … number - 1 that average-link clustering makes; pairs without a score
    count as 0."""
    return connected(number, average_link(number, scores, least, lambda _a, _b: 0.0))
