"""For which state those act whom a word mentions, by what the reader says of the words that name
one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from onrecord.models.reader import ARC
from onrecord.record import Span

if TYPE_CHECKING:
    from onrecord.models.reader import Floats, Seen


@dataclass(frozen=True, eq=False)
class Words:
    """Words that the model saw at once, with what each asks for the one whom it mentions, and what it
    answers if it stands for a state: rows of `ARC` numbers."""

    spans: Sequence[Span]
    new: int
    """The number of the first that the words seen before do not hold."""
    ask: Floats
    answer: Floats

    @property
    def id(self) -> str:
        """Where they stand, which no other words of the report do."""
        return str(self.spans[self.new])

    def likely(
        self, mention: Sequence[int], named: Mapping[str, Iterable[int]]
    ) -> dict[str, float]:
        """For each state the sum over the words that stand for it of minus the logarithm of the
        chance that the mention does not belong to it; words are given by their numbers."""
        asked = self.ask[mention].mean(axis=0)
        weights = np.logaddexp(0, self.answer @ asked / ARC**0.5)
        return {state: float(weights[list(at)].sum()) for state, at in named.items()}


def words(seen: Seen, spans: Sequence[Span]) -> Words:
    """The words of a window, whose spans are given."""
    return Words(spans, seen.window.known, seen.state_ask, seen.state_answer)
