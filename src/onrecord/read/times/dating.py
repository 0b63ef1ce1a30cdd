"""When something happened: the day or interval of what some words of a report tell."""

from __future__ import annotations

import re
import weakref
from typing import TYPE_CHECKING

from onrecord.read.draft import Draft
from onrecord.read.places.standing import Standing, block_at, standing
from onrecord.read.times import calendar
from onrecord.record import Dated, Span, Time

if TYPE_CHECKING:
    from spacy.tokens import Token

CLIMBED = 6
"""How many words up the parse are asked whether a time hangs on them."""
FAR = 60
"""How many words a time may stand away."""
OTHER_TELLING = frozenset(("ccomp", "parataxis"))


_STANDING: weakref.WeakKeyDictionary[Draft, Standing[Time]] = weakref.WeakKeyDictionary()


def when(draft: Draft, span: Span) -> Dated | None:
    """The day or interval of what the words around `span` tell: the nearest time of the same clause
    or of one that it depends on."""
    known = _STANDING.get(draft)
    if known is None:
        known = _STANDING[draft] = standing(
            draft, ((time.span, time) for time in draft.times if day_value(time.value))
        )
    block = block_at(draft, span[0])
    here = known.get(block.start) if block else None
    tokens = block.tokens(span) if block and here else None
    time = _hanging(tokens.root, here) if tokens and here else None
    return Dated(time.text, (time.span,), day_value(time.value)) if time else None


def _hanging(token: Token, dated: dict[int, Time]) -> Time | None:
    """The time that hangs on a word, else on one above it, up to where someone tells it."""
    if token.i in dated:
        return dated[token.i]
    for _ in range(CLIMBED):
        found = _nearest(token, dated)
        if found is not None:
            return dated[found]
        if token.dep_ in OTHER_TELLING or token.head.i == token.i:
            return None
        token = token.head
    return None


def _nearest(token: Token, dated: dict[int, Time]) -> int | None:
    """The nearest word of a time in the phrases of a word, not in a clause under it."""
    near = [i for i in dated if abs(i - token.i) < FAR and _governed(token.doc[i], token)]
    return min(near, key=lambda i: (abs(i - token.i), i), default=None)


def _governed(token: Token, by: Token) -> bool:
    """True where no other clause stands between a word and the one that it hangs on."""
    for _ in range(CLIMBED):
        if token.i == by.i:
            return True
        if token.dep_ in _CLAUSES or token.head.i == token.i:
            return False
        token = token.head
    return False


_CLAUSES = frozenset(("ccomp", "parataxis", "relcl", "advcl", "acl", "conj", "csubj"))


def day_value(value: str | None) -> str | None:
    """A value as ISO 8601 says it: a day, week, month or year as it is, a time of day by its day, a
    quarter or weekend by its days."""
    if value is None:
        return None
    if re.match(r"\d{4}-\d\d-\d\dT", value):
        return value[:10]
    limits = calendar.bounds(value)
    if limits is None or "/" in value or not re.search(r"Q|WE", value):
        return value if limits else None
    return f"{limits[0]}/{limits[1]}"
