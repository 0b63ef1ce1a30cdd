"""What the steps before found in each paragraph, looked up by where the paragraph starts."""

from __future__ import annotations

import weakref
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable

from onrecord.read.draft import Draft
from onrecord.record import Span

Marked = tuple[Span, str]
"""Where something is mentioned, and its id."""


class Within:
    """The mentions of places, times and issues of a report by paragraph, so that no statement looks
    through those of all."""

    def __init__(self, draft: Draft) -> None:
        self._begins = [block.start for block in draft.blocks]
        self.places = self._by_block((m, p.id) for p in draft.places for m in p.mentions)
        self.times = self._by_block((t.span, t.id) for t in draft.times)
        self.issues = self._by_block((m, i.id) for i in draft.issues for m in i.mentions)

    def _by_block(self, marked: Iterable[Marked]) -> dict[int, list[Marked]]:
        found: dict[int, list[Marked]] = defaultdict(list)
        for span, name in marked:
            at = bisect_right(self._begins, span[0]) - 1
            if at >= 0:
                found[self._begins[at]].append((span, name))
        return found


_BUILT: weakref.WeakKeyDictionary[Draft, Within] = weakref.WeakKeyDictionary()


def within(draft: Draft) -> Within:
    """The mentions of a draft by paragraph, put together once for each draft."""
    if draft not in _BUILT:
        _BUILT[draft] = Within(draft)
    return _BUILT[draft]
