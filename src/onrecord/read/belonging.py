"""For which state the actors of a report act, where its words alone do not say so: by the reader."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from onrecord.models.belonging import Words
from onrecord.read.bearers import Bearer
from onrecord.read.placed import Placed
from onrecord.record import Span


class Belonging:
    """The states to which those belong whom the words of a report mention."""

    def __init__(self, seen: Iterable[Words], bearers: Placed[Bearer]) -> None:
        self._seen = [w for w in seen if w.new < len(w.spans)]
        self._ends = [w.spans[-1][1] for w in self._seen]
        self._named = [named(w.spans, bearers) for w in self._seen]

    def likely(self, mention: Span) -> dict[str, float]:
        """For each state that is named around a mention minus the logarithm of the chance that whom
        it mentions does not belong to it; nothing where no words were seen."""
        at = bisect_right(self._ends, mention[0])
        if at == len(self._seen):
            return {}
        held = numbers(self._seen[at].spans, mention)
        return self._seen[at].likely(held, self._named[at]) if held else {}


def named(words: Sequence[Span], bearers: Placed[Bearer]) -> dict[str, list[int]]:
    """The states that words name, with the numbers of the words that stand for each."""
    found: dict[str, set[int]] = {}
    for _, bearer in bearers.touching((words[0][0], words[-1][1])):
        found.setdefault(bearer.state, set()).update(numbers(words, bearer.span))
    return {state: sorted(at) for state, at in found.items() if at}


def numbers(words: Sequence[Span], span: Span) -> list[int]:
    """The numbers of the words that a span touches."""
    first = bisect_right(words, span[0], key=lambda w: w[1])
    return list(range(first, bisect_left(words, span[1], key=lambda w: w[0])))
