"""Which state those act for whom words mention, by what the reader says of both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

import numpy as np

from onrecord.models.confidence import odds_of_any
from onrecord.models.reader import ARC
from onrecord.record import Span

if TYPE_CHECKING:
    from onrecord.models.reader import Floats, Seen


@dataclass(frozen=True, eq=False)
class Glance:
    """Words that the model saw at once. A row of `ARC` numbers is what a word asks as part of a
    mention, another what it answers if it stands for a state."""

    spans: Sequence[Span]
    new: int
    """The number of the first word that the glance before does not hold."""
    ask: Floats
    answer: Floats

    @property
    def id(self) -> str:
        """Where they stand; no other glance at the report ends there."""
        return str(self.spans[-1])

    def odds(self, mention: Sequence[int], named: Mapping[str, Iterable[int]]) -> dict[str, float]:
        """For each state the logarithm of the odds that the one who is mentioned acts for it; words
        are given by their numbers, for a state those that stand for it."""
        asked = self.ask[mention].mean(axis=0)
        weights = np.logaddexp(0, self.answer @ asked / sqrt(ARC))
        return {state: odds_of_any(float(weights[list(at)].sum())) for state, at in named.items()}


def glance(seen: Seen, spans: Sequence[Span]) -> Glance:
    """The words of a window, whose spans are given."""
    return Glance(spans, seen.window.known, seen.state_ask, seen.state_answer)
