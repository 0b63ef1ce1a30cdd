"""Who takes part in an event, and for which states: from the words that the model gives each role
to the actors of the report."""

from __future__ import annotations

import functools
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.lexicon import table
from onrecord.lexicon.states import by_iso3
from onrecord.models.events import ROLES, Role, Trigger
from onrecord.read.draft import Draft
from onrecord.read.events.bearers import Bearer, bearers
from onrecord.read.events.placed import Placed
from onrecord.record import Actor, ActorKind, Span

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
    """How sure the model is of the state of which it is least sure, on the side or not."""


class Cast:
    """The actors of a report by the places where it mentions them; `new` are those whom only its
    events name."""

    def __init__(self, draft: Draft) -> None:
        self.new: list[Actor] = []
        self._draft = draft
        self._mentions = Placed((m, a) for a in draft.actors for m in a.mentions)
        found = bearers(draft.report.text, draft.actors, draft.places)
        self._bearers = Placed((b.span, b) for b in found)
        self._state_of = {a.id: a.state for a in draft.actors}

    def party(self, trigger: Trigger, role: Role, side: Role | None) -> Party:
        """Those to whom a role of a trigger points, and the states that the model puts on their
        side."""
        runs = tuple(spans(trigger, role))
        likely = self._likely(trigger, side) if side else {}
        states = {s: bearer for s, (p, bearer) in likely.items() if p >= STANDS}
        actors = [a for a in (self._actor(run, states) for run in runs) if a]
        acting = {self._state_of[a] for a in actors}
        actors += [self._for(s, bearer) for s, bearer in states.items() if s not in acting]
        sure = min((max(p, 1 - p) for p, _ in likely.values()), default=1.0)
        return Party(tuple(dict.fromkeys(actors)), tuple(states), runs, sure)

    def speakers(self, trigger: Trigger) -> tuple[str, ...]:
        """Those on whose word it is told."""
        found = (self._mentioned(run) for run in spans(trigger, "by"))
        return tuple(dict.fromkeys(actor.id for actor in found if actor))

    # --- from words to actors

    def _actor(self, run: Span, states: Mapping[str, Bearer]) -> str | None:
        """The actor whom these words name: one of the report, else people of whom only they tell.

        A state is meant only where it acts: of "Iranian-backed rebels" the rebels do.
        """
        found = self._mentioned(run)
        if found and not (found.kind == "state" and found.state not in states):
            return found.id
        inside = (s for s, bearer in states.items() if _inside(bearer.span, run))
        return self._own(run, next(inside, None))

    def _mentioned(self, run: Span) -> Actor | None:
        """The actor of whose mentions one is most like these words."""
        near = [
            (_alike(run, span), n, a) for n, (span, a) in enumerate(self._mentions.touching(run))
        ]
        return max(near, key=lambda m: (m[0], -m[1]))[2] if near else None

    def _own(self, run: Span, state: str | None) -> str | None:
        """People of whom only these words tell: "riot police", for a state "Norwegian troops"."""
        name = self._draft.report.text[slice(*run)]
        if not any(w.isalpha() and w.lower() not in _pronouns() for w in name.split()):
            return None
        known = next((a for a in self.new if a.mentions == (run,)), None)
        return known.id if known else self._added(name, "group", state, run)

    # --- from words to states

    def _likely(self, trigger: Trigger, side: Role) -> dict[str, tuple[float, Bearer]]:
        """The probability of each state that the window names to be on a side, and the words that
        speak for it most: a state is on it if any of its words is (a noisy or)."""
        weights = np.logaddexp(0, trigger.arcs[ROLES.index(side)])
        window = trigger.words[0][0], trigger.words[-1][1]
        held: dict[str, set[int]] = {}
        best: dict[str, tuple[float, bool, Bearer]] = {}
        for _, bearer in self._bearers.touching(window):
            at = _words(trigger.words, bearer.span)
            row = float(weights[at].sum()), bearer.actor is not None, bearer
            held.setdefault(bearer.state, set()).update(at)
            if bearer.state not in best or row[:2] > best[bearer.state][:2]:
                best[bearer.state] = row
        return {s: (_any(weights[sorted(at)]), best[s][2]) for s, at in held.items()}

    def _for(self, state: str, bearer: Bearer) -> str:
        """The actor through whom a state acts: the one whose mention says so, or the state."""
        if bearer.actor is not None:
            return bearer.actor
        known = _state_among((*self._draft.actors, *self.new), state)
        return known or self._added(by_iso3()[state].name, "state", state, bearer.span)

    def _added(self, name: str, kind: ActorKind, state: str | None, span: Span) -> str:
        id = self._draft.name("a", len(self._draft.actors) + len(self.new))
        self.new.append(Actor(id, name, kind, state, (), (span,), by=f"events/{kind}"))
        self._state_of[id] = state
        return id


@functools.cache
def _pronouns() -> frozenset[str]:
    return frozenset(row["word"] for row in table("pronouns"))


def spans(trigger: Trigger, role: Role) -> Iterator[Span]:
    """The runs of words that belong to a role of a trigger."""
    held = np.flatnonzero(trigger.arcs[ROLES.index(role)] > 0).tolist()
    start = 0
    for n, at in enumerate(held):
        if n + 1 == len(held) or held[n + 1] != at + 1:
            yield trigger.words[held[start]][0], trigger.words[at][1]
            start = n + 1


def _words(words: Sequence[Span], span: Span) -> list[int]:
    """The numbers of the words that a span touches."""
    first = bisect_right(words, span[0], key=lambda w: w[1])
    return list(range(first, bisect_left(words, span[1], key=lambda w: w[0])))


def _any(weights: Iterable[float]) -> float:
    return float(1 - np.exp(-sum(weights)))


def _state_among(actors: Iterable[Actor], state: str) -> str | None:
    return next((a.id for a in actors if a.kind == "state" and a.state == state), None)


def _inside(a: Span, b: Span) -> bool:
    return b[0] <= a[0] and a[1] <= b[1]


def _alike(a: Span, b: Span) -> float:
    """What two spans have in common, of all that they cover."""
    common = min(a[1], b[1]) - max(a[0], b[0])
    return common / (max(a[1], b[1]) - min(a[0], b[0]))
