"""Which state the actors of a report act for, where no words about them say so: by what the reader
says of their mentions."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from statistics import fmean

from msgspec.structs import replace

from onrecord.lexicon.states import by_iso3
from onrecord.models.belonging import Glance
from onrecord.read.bearers import Bearer, bearers
from onrecord.read.draft import Draft
from onrecord.read.placed import Placed, numbers
from onrecord.record import Actor, Span

KINDS = ("person", "organisation", "unnamed", "group")
"""Those who may act for a state without being called so; people in a street act for none."""
BY = "belonging"
SURE = 1.4
"""The logarithm of the odds from which an actor is said to act for a state."""


def find(draft: Draft) -> Iterator[Actor]:
    """The actors for whom no words name a state, with the one to which their mentions point where a
    state is named around them."""
    found = bearers(draft.report.text, draft.actors, draft.places)
    named = Placed((b.span, b) for b in found)
    naming = [Naming(glance, named) for glance in draft.glances]
    begins = [one.begin for one in naming]
    for actor in draft.actors:
        if actor.state is not None or actor.kind not in KINDS:
            continue
        odds: dict[str, list[float]] = {}
        for mention in actor.mentions:
            at = bisect_right(begins, mention[0]) - 1
            for state, value in naming[at].odds(mention).items() if at >= 0 else ():
                odds.setdefault(state, []).append(value)
        sure, state = max(
            ((fmean(values), state) for state, values in odds.items()), default=(0.0, "")
        )
        if sure >= SURE:
            why = f"acts for {by_iso3()[state].name}, by what is said around its mentions"
            yield replace(actor, state=state, by=BY, why=(*actor.why, why))


class Naming:
    """A glance, and which of its words name a state."""

    def __init__(self, glance: Glance, bearers: Placed[Bearer]) -> None:
        self._glance = glance
        spans = glance.spans
        self.begin = spans[min(glance.new, len(spans) - 1)][0]
        self._named: dict[str, set[int]] = {}
        for _, bearer in bearers.touching((spans[0][0], spans[-1][1])):
            if at := numbers(spans, bearer.span):
                self._named.setdefault(bearer.state, set()).update(at)

    def odds(self, mention: Span) -> dict[str, float]:
        """For each state that is named the logarithm of the odds that the one who is mentioned acts
        for it."""
        held = numbers(self._glance.spans, mention)
        return self._glance.odds(held, self._named) if held else {}
