"""Who takes part in an event, and for which states: from the words that the model gives each role
to the actors of the report."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import log, prod

import numpy as np

from onrecord.lexicon import table
from onrecord.lexicon.states import by_iso3, by_word
from onrecord.models.confidence import odds_of_any, probability
from onrecord.models.events import ROLES, Role, Trigger
from onrecord.read.bearers import Bearer, bearers
from onrecord.read.draft import Draft
from onrecord.read.placed import Placed, numbers
from onrecord.record import Actor, ActorKind, Span

WORD = re.compile(r"[^\W_]+(?:[-.’'][^\W_]+)*")
TABLE = "states.confidence.tsv"
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
    """The probability that all states are right, those on the side and those that are not."""
    named: int = 0
    """How many states the window names."""


Looked = Mapping[str, tuple[dict[str, float], Bearer]]
"""What tells of each state whether it is on a side, and the words that speak for it most."""


def features(total: float, named: int, *, pointed: bool, other: bool) -> dict[str, float]:
    """What tells whether a state is on a side, by name; what is not there is left out.

    `total` is the sum over its words of minus the logarithm of the chance that the word does not
    stand for it, so that "any" is the logarithm of the odds of their noisy or.
    """
    looked = {
        "bias": 1.0,
        "any": odds_of_any(total),
        "states": log(named),
        "pointed": float(pointed),
        "pointed by the other": float(other),
    }
    return {name: value for name, value in looked.items() if value}


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

    def parties(self, trigger: Trigger, *, together: bool) -> tuple[Party, Party]:
        """Those who act and those acted on, with the states for which they do."""
        sides, targets = self.looked(trigger, together=together)
        return self._party(spans(trigger, "who"), sides), self._party(
            spans(trigger, "whom"), targets
        )

    def looked(self, trigger: Trigger, *, together: bool) -> tuple[Looked, Looked]:
        """What is known of each state that the window names, as one that acts and as one acted on;
        of a meeting or an agreement all are looked at on the first side."""
        acting, acted = (self._states(spans(trigger, role)) for role in ("who", "whom"))
        if together:
            return self._looked(trigger, "side", acting | acted, set()), {}
        return self._looked(trigger, "side", acting, acted), self._looked(
            trigger, "target", acted, acting
        )

    def _party(self, runs: Iterable[Span], looked: Looked) -> Party:
        """Those whom the words of a role name, and the states that are likely on their side."""
        runs = tuple(runs)
        likely = {s: probability(given, TABLE) or 0.0 for s, (given, _) in looked.items()}
        states = {s: looked[s][1] for s, p in likely.items() if p >= STANDS}
        actors = [a for a in (self._actor(run, states) for run in runs) if a]
        acting = {self._state_of[a] for a in actors}
        actors += [self._for(s, bearer) for s, bearer in states.items() if s not in acting]
        sure = prod(max(p, 1 - p) for p in likely.values())
        return Party(tuple(dict.fromkeys(actors)), tuple(states), runs, sure, len(likely))

    def _states(self, runs: Iterable[Span]) -> set[str]:
        """The states of the actors whom these words mention."""
        found = (self._mentioned(run) for run in runs)
        return {actor.state for actor in found if actor and actor.state}

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
        inside = (s for s, b in states.items() if run[0] <= b.span[0] and b.span[1] <= run[1])
        return self._own(run, next(inside, None))

    def _mentioned(self, run: Span) -> Actor | None:
        """The actor of whose mentions one is most like these words."""
        near = [
            (_alike(run, span), n, a) for n, (span, a) in enumerate(self._mentions.touching(run))
        ]
        return max(near, key=lambda m: (m[0], -m[1]))[2] if near else None

    def _own(self, run: Span, state: str | None) -> str | None:
        """People of whom only these words tell: "riot police", for a state "Norwegian troops"; the
        name of a state alone tells of none."""
        text = self._draft.report.text
        told = [m.span() for m in WORD.finditer(text, *run) if m[0].lower() not in _naming_nobody()]
        if not told:
            return None
        run = told[0][0], told[-1][1]
        name = text[slice(*run)]
        if name in by_word():
            return None
        known = next((a for a in self.new if a.mentions == (run,)), None)
        return known.id if known else self._added(name, "group", state, run)

    # --- from words to states

    def _looked(self, trigger: Trigger, side: Role, pointed: set[str], others: set[str]) -> Looked:
        """The features of each state that the window names, and the words that speak for it most;
        `pointed` are the states of the actors to whom the side's own role points, `others` those of
        the other's."""
        weights = np.logaddexp(0, trigger.arcs[ROLES.index(side)])
        held: dict[str, list[tuple[float, bool, Bearer]]] = {}
        words: dict[str, set[int]] = {}
        for _, bearer in self._bearers.touching((trigger.words[0][0], trigger.words[-1][1])):
            at = numbers(trigger.words, bearer.span)
            if not at:
                continue
            row = float(weights[at].sum()), bearer.actor is not None, bearer
            held.setdefault(bearer.state, []).append(row)
            words.setdefault(bearer.state, set()).update(at)
        found = {}
        for state, places in words.items():
            total = float(weights[sorted(places)].sum())
            best = max(held[state], key=lambda row: row[:2])[2]
            looked = features(total, len(words), pointed=state in pointed, other=state in others)
            found[state] = looked, best
        return found

    def _for(self, state: str, bearer: Bearer) -> str:
        """The actor through whom a state acts: the one whose mention says so, or the state."""
        if bearer.actor is not None:
            return bearer.actor
        states = (a for a in (*self._draft.actors, *self.new) if a.kind == "state")
        known = next((a.id for a in states if a.state == state), None)
        return known or self._added(by_iso3()[state].name, "state", state, bearer.span)

    def _added(self, name: str, kind: ActorKind, state: str | None, span: Span) -> str:
        id = self._draft.name("a", len(self._draft.actors) + len(self.new))
        self.new.append(Actor(id, name, kind, state, (), (span,), by=f"events/{kind}"))
        self._state_of[id] = state
        return id


@functools.cache
def _naming_nobody() -> frozenset[str]:
    return frozenset(row["word"] for row in table("function_words"))


def spans(trigger: Trigger, role: Role) -> Iterator[Span]:
    """The runs of words that belong to a role of a trigger."""
    held = np.flatnonzero(trigger.arcs[ROLES.index(role)] > 0).tolist()
    start = 0
    for n, at in enumerate(held):
        if n + 1 == len(held) or held[n + 1] != at + 1:
            yield trigger.words[held[start]][0], trigger.words[at][1]
            start = n + 1


def _alike(a: Span, b: Span) -> float:
    """What two spans have in common, of all that they cover."""
    common = min(a[1], b[1]) - max(a[0], b[0])
    return common / (max(a[1], b[1]) - min(a[0], b[0]))
