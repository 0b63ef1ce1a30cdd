"""Finds the times of a report: spans, types and values after TIMEX3, relative to the day of
publication."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from onrecord.read.draft import Draft
from onrecord.read.times import calendar
from onrecord.read.times.anchors import Anchor, Hit
from onrecord.read.times.dating import day_value, when
from onrecord.read.times.names import is_name, surnames
from onrecord.read.times.phrases import Words, longest, words
from onrecord.read.times.rules import Rule, matches, rules
from onrecord.read.times.tense import is_told, tense_at
from onrecord.record import READ_PARTS, Part, Published, Report, Span, Time, TimeType

__all__ = ["day_value", "find", "timexes", "when"]


@dataclass(frozen=True)
class Timex:
    """A time expression of a text, before it has an id."""

    span: Span
    rule: Rule
    type: TimeType
    value: str | None


def find(draft: Draft) -> Iterator[Time]:
    """The times of a report, in text order."""
    report = draft.report
    if report.lang != "en":
        return
    for number, found in enumerate(timexes(report), 1):
        text = report.text[slice(*found.span)]
        yield Time(
            draft.name("t", number),
            found.span,
            text,
            found.type,
            found.value,
            f"times/{found.rule.name}",
        )


def timexes(report: Report) -> Iterator[Timex]:
    """The time expressions of all parts that are read, and the full dates of date lines."""
    last, people = Anchor(None), surnames(report.text)
    for part in report.parts:
        if part.kind in READ_PARTS:
            for found, known in _of_part(report, part, last, people):
                yield found
                last = known
        elif part.kind in ("date", "dateline"):
            yield from (
                found for found, _ in _of_part(report, part, Anchor(None)) if found.rule.explicit
            )


def _of_part(
    report: Report, part: Part, last: Anchor, people: frozenset[str] = frozenset()
) -> Iterator[tuple[Timex, Anchor]]:
    """The time expressions of a part, each with what later ones may refer to."""
    known, ruled = rules()
    text = words(report.text, *part.span, known)
    for start, end, number in longest(matches(text.letters)):
        rule = ruled[number][0]
        hit = Hit(text.written[start:end], text.letters[start:end], known)
        at = text.starts[start]
        if part.kind != "title" and is_name(
            rule.name, hit, report.text[max(0, at - 9) : at], people
        ):
            continue
        if rule.type is None or (rule.name == "future" and is_told(text, end)):
            continue
        value = _value(
            rule, hit, report.published, replace(last, tense=_tense(part, text, start, end))
        )
        last = last.after(rule.name, value, report.published)
        for first, beyond, worth in _apart(rule, hit, value):
            span = (text.starts[start + first], text.end(start + beyond - 1))
            yield Timex(span, rule, rule.type, worth), last


def _tense(part: Part, text: Words, start: int, end: int) -> str:
    """What the words near say; a caption tells of what was in the present tense ("The envoys arrive
    on Monday")."""
    found = tense_at(text, start, end)
    return "" if part.kind == "caption" and found == "future" else found


def _apart(rule: Rule, hit: Hit, value: str | None) -> Iterator[tuple[int, int, str | None]]:
    """The words of each time that a rule found, with what it is worth: of "April 24 and 25" two."""
    if rule.name == "two-days" and value and "/" in value:
        middle = next(at for at, word in enumerate(hit.written) if word.lower() == "and")
        yield 0, middle, value[:10]
        yield middle + 1, len(hit.written), value[11:]
    else:
        yield 0, len(hit.written), value


def _value(rule: Rule, hit: Hit, published: Published | None, at: Anchor) -> str | None:
    """What the words are worth on every day on which the report may have been published."""
    if published is None or not FIRST <= published.earliest <= published.latest < LAST:
        return rule.value(hit, at)
    days = dict.fromkeys((published.date or published.earliest, published.date or published.latest))
    values = [rule.value(hit, replace(at, day=date.fromisoformat(day))) for day in days]
    return calendar.agreed(values[0], values[-1])


FIRST, LAST = "1000", "9000"
"""Nothing is counted from days before and after, beside which the calendar ends."""
