"""Looks up which actor stands at a place in a report's text."""

from __future__ import annotations

import weakref
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from onrecord.lexicon.states import by_iso3
from onrecord.read.draft import Draft
from onrecord.read.names.titles import states_in
from onrecord.record import Actor, Span

if TYPE_CHECKING:
    from onrecord.read.parse import Block


DOCUMENTS = frozenset(
    [
        "editorial",
        "statement",
        "communique",
        "communiqué",
        "article",
        "report",
        "letter",
        "commentary",
        "column",
        "tweet",
        "post",
        "announcement",
        "release",
        "dispatch",
    ]
)
"""Words for what speaks for its author."""


class Mentions:
    """The mentions of a report's actors by where they stand."""

    def __init__(self, draft: Draft) -> None:
        found = sorted(
            ((s, e, i) for i, a in enumerate(draft.actors) for s, e in a.mentions),
            key=lambda m: (m[0], -m[1]),
        )
        self._actors = draft.actors
        self._found = found
        self._starts = [m[0] for m in found]
        self._longest = max((e - s for s, e, _ in found), default=0)
        self._blocks = draft.blocks
        self._spots = sorted(
            (s, p.country, e) for p in draft.places for s, e in p.mentions if p.country
        )
        self._acting = [
            (s, state)
            for s, _, i in found
            if (state := draft.actors[i].state) and by_iso3()[state].member
        ]
        self._other = _last_others([state for _, state in self._acting])
        self._begins = [b.start for b in draft.blocks]

    def at(self, span: Span) -> Actor | None:
        """The actor whose mention covers the head of a span, the shortest such mention first."""
        block = self._block(span)
        tokens = block.tokens(span) if block else None
        if block is None or not tokens:
            return None
        head = block.span(tokens.root)
        covering = [(e - s, i) for s, e, i in self._near(head) if s <= head[0] and head[1] <= e]
        if covering:
            return self._actors[min(covering)[1]]
        return self._author(span) if tokens.root.lower_ in DOCUMENTS else None

    def _author(self, span: Span) -> Actor | None:
        """Whose a document is: of "an editorial in the Northern Post" the paper."""
        inside = self.inside(span)
        return next((a for a in inside if a.kind != "state"), inside[0] if inside else None)

    def inside(self, span: Span) -> tuple[Actor, ...]:
        """The actors with mentions inside a span, each once, in text order."""
        low, high = bisect_left(self._starts, span[0]), bisect_left(self._starts, span[1])
        held = dict.fromkeys(i for _, e, i in self._found[low:high] if e <= span[1])
        return tuple(self._actors[i] for i in held)

    def sides(self, actor: Actor) -> tuple[str, ...]:
        """The states that an actor acts for (ISO 3166-1 alpha-3); of "the two governments" the two
        named last before."""
        if actor.state:
            return (actor.state,)
        if actor.kind != "group":
            return ()
        words = actor.name.lower().split()
        counted = words[0] in ("two", "both", "their") or words[-2:-1] in (["two"], ["both"])
        return self._two(actor.mentions[0]) if counted else states_in(actor.name)

    def _two(self, span: Span) -> tuple[str, ...]:
        """The last two states before a span: of those who act in its sentence, then of places in
        it, then of who acts before."""
        block = self._block(span)
        tokens = block.tokens(span) if block else None
        opening = block.span(tokens.sent)[0] if block and tokens else span[0]
        spots = self._spots[
            bisect_left(self._spots, (opening,)) : bisect_left(self._spots, (span[0],))
        ]
        named = (state for _, state, e in reversed(spots) if e <= span[0])
        near: dict[str, None] = {}
        for state in chain(self._last(opening, span[0]), named, self._last(0, span[0])):
            if by_iso3()[state].member:
                near[state] = None
            if len(near) == 2:
                return tuple(sorted(near))
        return ()

    def _last(self, begin: int, end: int) -> Iterator[str]:
        """The states of those who act in a stretch of text, the last first; of each run of one
        state, one."""
        at = bisect_left(self._acting, (end,)) - 1
        while at >= 0 and self._acting[at][0] >= begin:
            yield self._acting[at][1]
            at = self._other[at]

    def _near(self, span: Span) -> Iterator[tuple[int, int, int]]:
        low, high = (
            bisect_left(self._starts, span[0] - self._longest),
            bisect_right(self._starts, span[0]),
        )
        return iter(self._found[low:high])

    def _block(self, span: Span) -> Block | None:
        at = bisect_right(self._begins, span[0]) - 1
        return self._blocks[at] if at >= 0 else None


def _last_others(states: Sequence[str]) -> list[int]:
    """For each of some states in a row where the last other one before it stands, or -1."""
    found: list[int] = []
    for at, state in enumerate(states):
        found.append(-1 if not at else at - 1 if states[at - 1] != state else found[-1])
    return found


_BUILT: weakref.WeakKeyDictionary[Draft, Mentions] = weakref.WeakKeyDictionary()


def index(draft: Draft) -> Mentions:
    """The lookup of a draft's actors, built once for each draft."""
    if draft not in _BUILT:
        _BUILT[draft] = Mentions(draft)
    return _BUILT[draft]
