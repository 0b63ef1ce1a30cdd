"""Numbers with what they count: "15 percent", "40 boats"; and which numbers of two reports count the same thing."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from onrecord.merge import wording
from onrecord.record import Report, Span

WORD = r"[^\W\d_]+(?:-[^\W\d_]+)?"
NUMBER = re.compile(
    r"(?<![\w.,:/$€£¥-])(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?![\w:/-]|[.,]\d)"
    rf"(?:[ \u00a0]+(hundred|thousand|million|billion|trillion))?[ \u00a0]+({WORD})(?:[ \u00a0]+({WORD}))?"
)
SPELT = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12}
SPELT_NUMBER = re.compile(rf"\b({'|'.join(SPELT)})[ \u00a0]+({WORD})(?:[ \u00a0]+({WORD}))?", re.IGNORECASE)
MONTHS = frozenset(name.lower() for name in calendar.month_name)
TIMES = frozenset({"day", "week", "month", "year", "hour", "minute", "second", "time", "decade", "century", "pm", "am"})
"""What a report counts from its own day, or of every happening anew, is not compared."""
SCALE = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
SENTENCE = re.compile(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])|\n+")


@dataclass(frozen=True)
class Figure:
    """A number in a sentence of a report: how much of what, and the telling words around it."""

    report: str
    span: Span
    text: str
    amount: float
    unit: str
    about: frozenset[str]


def find(report: Report) -> Iterator[Figure]:
    """The numbers of a report's body, title and captions with a plural or a percentage behind them."""
    for part in report.parts:
        if part.kind in ("body", "title", "standfirst", "caption"):
            for start, end in _sentences(report.text, part.span):
                yield from _in_sentence(report, start, end)


def _sentences(text: str, span: Span) -> Iterator[Span]:
    begin = span[0]
    for gap in SENTENCE.finditer(text, *span):
        yield begin, gap.start()
        begin = gap.end()
    yield begin, span[1]


def _in_sentence(report: Report, start: int, end: int) -> Iterator[Figure]:
    found = [(m, float(m[1].replace(",", "")) * SCALE.get(m[2] or "", 1), m[3], m[4]) for m in NUMBER.finditer(report.text, start, end)]
    found += [(m, float(SPELT[m[1].lower()]), m[2], m[3]) for m in SPELT_NUMBER.finditer(report.text, start, end)]
    if not found:
        return
    about = frozenset(wording.content(report.text[start:end]))
    for match, amount, first, second in found:
        unit = _unit(first, second)
        if unit is not None:
            stop = match.start() + match[0].index(unit, len(match[1])) + len(unit)
            stem = wording.stem(unit.lower())
            yield Figure(report.id, (match.start(), stop), report.text[match.start() : stop], amount, stem, about - {stem})


def _unit(first: str, second: str | None) -> str | None:
    """The plural that is counted, which may have one adjective before it; a percentage; else none."""
    for word in (first, second or ""):
        low = word.lower()
        if low in MONTHS or low in TIMES or low.removesuffix("s") in TIMES:
            return None
        if low in ("percent", "per", "people") or (len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "us", "is"))):
            return word
        if wording.plain(low):
            return None
    return None


def same(a: Figure, b: Figure, weights: Mapping[str, float]) -> bool:
    """True where two reports count the same thing: one unit, and much of the weight of their words."""
    if a.unit != b.unit or a.report == b.report:
        return False
    common = a.about & b.about
    least = min(wording.weight(a.about, weights), wording.weight(b.about, weights))
    return len(common) >= 3 and wording.weight(common, weights) >= 0.45 * least


def pairs(figures: Iterable[Figure], weights: Mapping[str, float]) -> Iterator[tuple[Figure, Figure]]:
    """Numbers of different reports that count the same thing."""
    under: dict[str, list[Figure]] = {}
    for figure in figures:
        under.setdefault(figure.unit, []).append(figure)
    for _, counted in sorted(under.items()):
        for at, one in enumerate(counted):
            yield from ((one, other) for other in counted[at + 1 : at + 40] if same(one, other, weights))
