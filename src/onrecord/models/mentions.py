"""Expressions that mean somebody, and who means the same, by what the reader says of each word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

import numpy as np

from onrecord.models.events import softmax
from onrecord.models.reader import ARC
from onrecord.record import Span

if TYPE_CHECKING:
    from onrecord.models.reader import Floats, Seen

KINDS = ("person", "organisation", "place", "people")
"""Kinds of names; a people, its adjective too ("Peruvian")."""
FORMS = ("", "name", "description", "pronoun", "modifier", "place")
"""What an expression that ends with a word is: none; a name, a description or a pronoun of an actor;
whose something is ("Peruvian troops", "Peru's exports"); a place alone."""
LONGEST = 14
"""Words of an expression; a longer one is not looked for."""


@dataclass(frozen=True)
class Expression:
    """Words that mean somebody or some place: by number in their window, from the first to the
    last."""

    first: int
    last: int
    forms: Floats
    """The probability of each of `FORMS`."""
    kind: str = ""
    """The one of `KINDS` that it names, if it is a name."""

    @property
    def form(self) -> str:
        return FORMS[1 + int(self.forms[1:].argmax())]

    def chance(self, form: str) -> float:
        """The probability that an expression of this form ends here."""
        return float(self.forms[FORMS.index(form)])

    @property
    def sure(self) -> float:
        """The probability that an expression ends here."""
        return float(1 - self.forms[0])


@dataclass(frozen=True, eq=False)
class View:
    """Words that the model saw at once, with the expressions among them that may mean somebody."""

    spans: Sequence[Span]
    new: int
    """The number of the first word that the view before does not hold."""
    expressions: Sequence[Expression]
    ask: Floats
    answer: Floats
    """For each word `ARC` numbers by which an expression that ends with it asks whom it means, and
    by which it answers others."""

    @property
    def id(self) -> str:
        """Where they stand; no other view of the report ends there."""
        return str(self.spans[-1])

    def weights(self, last: int) -> Floats:
        """How much the expression with this last word means whom one means that ends with each of
        the words; that it means nobody has the weight 1."""
        weights: Floats = np.exp(np.minimum(self.answer @ self.ask[last] / sqrt(ARC), MOST))
        return weights


MOST = 30.0
"""The largest score of a pair, as in training."""
LIKELY = 0.3
"""How likely an expression is at least that is noted."""


def view(seen: Seen, spans: Sequence[Span]) -> View:
    """The words of a window, whose spans are given."""
    return View(spans, seen.window.known, list(_expressions(seen)), seen.same_ask, seen.same_answer)


def _expressions(seen: Seen) -> Iterator[Expression]:
    forms = softmax(seen.end)
    for last in np.flatnonzero(1 - forms[:, 0] >= LIKELY).tolist():
        low = max(0, last + 1 - LONGEST)
        scores = seen.start_answer[low : last + 1] @ seen.start_ask[last]
        first = low + int(scores.argmax())
        yield Expression(first, last, forms[last], _kind(seen.name[first : last + 1]))


def _kind(rows: Floats) -> str:
    """What most words of a name say that it names; nothing where they say that it is none."""
    shares = softmax(rows).sum(axis=0)
    kinds = shares[1:].reshape(len(KINDS), 2).sum(axis=-1)
    return KINDS[int(kinds.argmax())] if kinds.max() > shares[0] else ""
