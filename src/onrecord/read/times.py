"""Finds the times of a report: spans, types and values after TIMEX3, relative to the day of publication."""

from __future__ import annotations

import functools
import re
import weakref
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from onrecord.lexicon import table
from onrecord.read import calendar
from onrecord.read.draft import Draft
from onrecord.read.phrases import Words, longest, words
from onrecord.read.standing import Standing, block_at, standing
from onrecord.read.timehits import Anchor, Hit
from onrecord.read.timerules import Rule, rules
from onrecord.record import READ_PARTS, Dated, Published, Report, Span, Time

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True)
class Timex:
    """A time expression of a text, before it has an id."""

    span: Span
    rule: Rule
    value: str | None


def find(draft: Draft) -> Iterator[Time]:
    """The times of a report, in text order."""
    report = draft.report
    if report.lang != "en":
        return
    for number, found in enumerate(timexes(report), 1):
        text = report.text[slice(*found.span)]
        yield Time(draft.name("t", number), found.span, text, found.rule.type, found.value, f"times/{found.rule.name}")


def timexes(report: Report) -> Iterator[Timex]:
    """The time expressions of all parts that are read, and the full dates of date lines."""
    last = Anchor(None)
    for part in report.parts:
        if part.kind in READ_PARTS:
            for found, known in _of_text(report, part.span, last):
                yield found
                last = known
        elif part.kind in ("date", "dateline"):
            yield from (found for found, _ in _of_text(report, part.span, Anchor(None)) if found.rule.explicit)


def _of_text(report: Report, span: Span, last: Anchor) -> Iterator[tuple[Timex, Anchor]]:
    """The time expressions of a stretch of text, each with what later ones may refer to."""
    known, ruled = rules()
    text = words(report.text, *span, known)
    hits = [(m.start(), m.end(), i) for i, (_, pattern) in enumerate(ruled) for m in pattern.finditer(text.letters)]
    for start, end, number in longest(hits):
        rule = ruled[number][0]
        hit = Hit(text.written[start:end], text.letters[start:end], known)
        tense = tense_at(text, start, end)
        value = _value(rule, hit, report.published, replace(last, tense=tense))
        last = _remember(last, rule, value)
        yield Timex((text.starts[start], text.end(end - 1)), rule, value), last


def _value(rule: Rule, hit: Hit, published: Published | None, at: Anchor) -> str | None:
    """What the words are worth on every day on which the report may have been published."""
    if published is None:
        return rule.value(hit, at)
    days = dict.fromkeys((published.date or published.earliest, published.date or published.latest))
    values = [rule.value(hit, replace(at, day=date.fromisoformat(day), sure=len(days) == 1)) for day in days]
    return calendar.agreed(values[0], values[-1])


def _remember(last: Anchor, rule: Rule, value: str | None) -> Anchor:
    """What later expressions refer to: not what was said only to compare with (a year earlier)."""
    if rule.name == "year-before" or value is None or not calendar.bounds(value):
        return last
    quarter = value if rule.name == "quarter" else last.quarter
    return replace(last, ref=value, quarter=quarter)


# --- the tense of the words near ------------------------------------------------------------------------------------

CLAUSE_END = frozenset('.;!?"“”')
BEFORE, AFTER = 18, 16
"""How many words before and after are looked at."""


@functools.cache
def _words(sort: str) -> frozenset[str]:
    return frozenset(row["word"] for row in table("tense_words") if row["sort"] == sort)


def tense_at(text: Words, start: int, end: int) -> str:
    """`past` or `future` by the nearest verb before the words in their sentence, else the first after them; empty where there is none."""
    before = range(start - 1, max(-1, start - 1 - BEFORE), -1)
    after = range(end, min(len(text.written), end + AFTER))
    return _first_tense(text, before) or _first_tense(text, after)


def _first_tense(text: Words, places: range) -> str:
    for i in places:
        word = text.written[i]
        if word in CLAUSE_END:
            break
        if tense := _tense_of(text, i, word):
            return tense
    return ""


def _tense_of(text: Words, i: int, word: str) -> str:
    if word == "to" and i and text.written[i - 1].lower() in _words("before to"):
        return "future"
    if word in _words("future"):
        return "future"
    return "past" if word in _words("past") or (word.endswith("ed") and len(word) > 4 and word.islower()) else ""


# --- when something happened --------------------------------------------------------------------------------------

CLIMBED = 6
"""How many words up the parse are asked whether a time hangs on them."""
FAR = 60
"""How many words a time may stand away."""
OTHER_TELLING = frozenset(("ccomp", "parataxis"))


_STANDING: weakref.WeakKeyDictionary[Draft, Standing[Time]] = weakref.WeakKeyDictionary()


def when(draft: Draft, span: Span) -> Dated | None:
    """The day or interval of what the words around `span` tell: the nearest time of the same clause or of one that it depends on."""
    known = _STANDING.get(draft)
    if known is None:
        known = _STANDING[draft] = standing(draft, ((time.span, time) for time in draft.times if day_value(time.value)))
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
    """A value as ISO 8601 says it: a day, week, month or year as it is, a time of day by its day, a quarter or weekend by its days."""
    if value is None:
        return None
    if re.match(r"\d{4}-\d\d-\d\dT", value):
        return value[:10]
    limits = calendar.bounds(value)
    if limits is None or "/" in value or not re.search(r"Q|WE", value):
        return value if limits else None
    return f"{limits[0]}/{limits[1]}"
