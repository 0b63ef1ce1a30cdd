"""For which state the actors of a report act, where no words about them say so: by what the reader
says of all their mentions."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from math import expm1, log
from statistics import fmean

from msgspec.structs import replace

from onrecord.lexicon.states import by_iso3
from onrecord.models.belonging import Words
from onrecord.read.bearers import Bearer, bearers
from onrecord.read.draft import Draft
from onrecord.read.placed import Placed, numbers
from onrecord.record import Actor, Span

KINDS = ("person", "organisation", "unnamed")
"""The actors who may act for a state without being called so; people in a street act for none."""
SURE = 2.0
"""The logarithm of the odds from which an actor is said to act for a state: nine of nine that pass
it in the reports that were looked at did."""
LEAST, MOST = 1e-4, 9.0


def find(draft: Draft) -> Iterator[Actor]:
    """The actors of a report for whom the reader knows a state, with it."""
    found = bearers(draft.report.text, draft.actors, draft.places)
    named = Placed((b.span, b) for b in found)
    seen = [Stretch(words, named) for words in draft.words]
    ends = [stretch.end for stretch in seen]
    for actor in draft.actors:
        if actor.state is None and actor.kind in KINDS:
            odds: dict[str, list[float]] = {}
            for mention in actor.mentions:
                at = bisect_right(ends, mention[0])
                for state, value in seen[at].odds(mention) if at < len(seen) else ():
                    odds.setdefault(state, []).append(value)
            means = ((fmean(values), state) for state, values in odds.items())
            sure, state = max(means, default=(0.0, ""))
            if sure >= SURE:
                why = f"acts for {by_iso3()[state].name} by what is said around its names"
                yield replace(actor, state=state, why=(*actor.why, why))


class Stretch:
    """Words that the model saw at once, and which of them name a state."""

    def __init__(self, words: Words, bearers: Placed[Bearer]) -> None:
        self._words = words
        self.end = words.spans[-1][1]
        self._named: dict[str, set[int]] = {}
        for _, bearer in bearers.touching((words.spans[0][0], self.end)):
            self._named.setdefault(bearer.state, set()).update(numbers(words.spans, bearer.span))

    def odds(self, mention: Span) -> Iterator[tuple[str, float]]:
        """The states that are named, each with the logarithm of the odds that the one who is
        mentioned acts for it."""
        held = numbers(self._words.spans, mention)
        if not held:
            return
        for state, total in self._words.likely(held, self._named).items():
            yield state, log(max(-expm1(-total), LEAST)) + min(total, MOST)
