"""Who takes part in an event, and for which states: from the words that the model gives each role
to the actors of the report."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from onrecord.lexicon.states import by_iso3
from onrecord.models.events import ROLES, Role, Trigger
from onrecord.read.draft import Draft
from onrecord.read.events.bearers import Bearer, bearers
from onrecord.record import Actor, Span

STANDS = 0.5
"""The probability from which a state is one of a side."""


@dataclass(frozen=True)
class Party:
    """Those on one side of an event, and the states for which they act."""

    actors: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    """The words of the role."""
    sure: float = 1.0
    """How sure it is of each state of the window that it is one, or none, of the side."""


@dataclass
class Cast:
    """The actors of a report by the places where it mentions them; `new` are those whom only its
    events name."""

    draft: Draft
    new: list[Actor] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._mentions = sorted(
            ((s, e, a) for a in self.draft.actors for s, e in a.mentions), key=lambda m: m[:2]
        )
        self._longest = max((e - s for s, e, _ in self._mentions), default=0)
        self._bearers = bearers(self.draft.report.text, self.draft.actors, self.draft.places)
        self._begins = [b.span[0] for b in self._bearers]
        self._state_of = {a.id: a.state for a in self.draft.actors}

    def party(self, trigger: Trigger, role: Role, side: Role | None) -> Party:
        """Those to whom a role of a trigger points, and the states that the model puts on their
        side."""
        runs = tuple(spans(trigger, role))
        likely = self._states(trigger, side) if side else {}
        states = tuple(s for s, (p, _) in likely.items() if p >= STANDS)
        actors = [a for a in (self._actor(run, states) for run in runs) if a]
        acting = {self._state_of[a] for a in actors}
        actors += [self._for(s, likely[s][1]) for s in states if s not in acting]
        sure = min((max(p, 1 - p) for p, _ in likely.values()), default=1.0)
        return Party(tuple(dict.fromkeys(actors)), states, runs, sure)

    def _actor(self, run: Span, states: Sequence[str]) -> str | None:
        """The actor whose mention these words are; a state only where they say no more than its
        name, or where it is one that acts."""
        near = list(self._near(run))
        if not near:
            return None
        _, end, actor = max(near, key=lambda m: _alike(run, m[:2]))
        if actor.kind == "state" and end < run[1] and actor.state not in states:
            return None
        return actor.id

    def _near(self, run: Span) -> Iterator[tuple[int, int, Actor]]:
        first = bisect_left(self._mentions, run[0] - self._longest, key=lambda m: m[0])
        last = bisect_right(self._mentions, run[1], key=lambda m: m[0])
        return (m for m in self._mentions[first:last] if m[0] < run[1] and run[0] < m[1])

    def _states(self, trigger: Trigger, side: Role) -> dict[str, tuple[float, Bearer]]:
        """The probability of each state that the window names to be on a side (its words' joined by
        a noisy or), with the words that speak for it most."""
        weights = np.logaddexp(0, trigger.arcs[ROLES.index(side)])
        ends = [end for _, end in trigger.words]
        first = bisect_left(self._begins, trigger.words[0][0])
        last = bisect_left(self._begins, trigger.words[-1][1])
        words: dict[str, set[int]] = {}
        best: dict[str, tuple[float, Bearer]] = {}
        for bearer in self._bearers[first:last]:
            held = range(
                bisect_right(ends, bearer.span[0]),
                bisect_left(trigger.words, bearer.span[1], key=lambda w: w[0]),
            )
            weight = float(sum(weights[i] for i in held))
            words.setdefault(bearer.state, set()).update(held)
            known = best.get(bearer.state)
            if known is None or (weight, bearer.actor is not None) > (
                known[0], known[1].actor is not None
            ):  # fmt: skip
                best[bearer.state] = weight, bearer
        return {
            state: (float(1 - np.exp(-sum(weights[i] for i in held))), best[state][1])
            for state, held in words.items()
        }

    def _for(self, state: str, bearer: Bearer) -> str:
        """The actor through whom a state acts: the one whose mention says so, or the state."""
        if bearer.actor is not None:
            return bearer.actor
        known = (a for a in (*self.draft.actors, *self.new) if a.kind == "state")
        found = next((a for a in known if a.state == state), None)
        if found is None:
            name = self.draft.name("a", len(self.draft.actors) + len(self.new))
            found = Actor(
                name, by_iso3()[state].name, "state", state, (), (bearer.span,), by="events/state"
            )
            self.new.append(found)
            self._state_of[found.id] = state
        return found.id


def _alike(a: Span, b: Span) -> float:
    """What two spans have in common, of all that they cover."""
    common = min(a[1], b[1]) - max(a[0], b[0])
    return common / (max(a[1], b[1]) - min(a[0], b[0]))


def spans(trigger: Trigger, role: Role) -> Iterator[Span]:
    """The runs of words that belong to a role of a trigger."""
    held = np.flatnonzero(trigger.arcs[ROLES.index(role)] > 0).tolist()
    for n, at in enumerate(held):
        if n == 0 or held[n - 1] != at - 1:
            start = at
        if n + 1 == len(held) or held[n + 1] != at + 1:
            yield trigger.words[start][0], trigger.words[at][1]
