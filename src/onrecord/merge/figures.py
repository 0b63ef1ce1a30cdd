"""Numbers with what they count: "15 percent", "40 boats"; and which numbers of two reports count
the same thing."""

from __future__ import annotations

import calendar
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.lexicon.states import by_demonym
from onrecord.merge import cluster, wording
from onrecord.merge.copies import Copies
from onrecord.record import Report, Span

WORD = r"[^\W\d_]+(?:-[^\W\d_]+)?"
NUMBER = re.compile(
    r"(?<![\w.,:/$€£¥-])(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?![\w:/-]|[.,]\d)"
    rf"(?:[ \u00a0]+(hundred|thousand|million|billion|trillion))?[ \u00a0]+({WORD})(?:[ \u00a0]+({WORD}))?"
)
SPELT = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
}
SPELT_NUMBER = re.compile(
    rf"\b({'|'.join(SPELT)})[ \u00a0]+({WORD})(?:[ \u00a0]+({WORD}))?", re.IGNORECASE
)
MONTHS = frozenset(name.lower() for name in calendar.month_name)
TIMES = frozenset(
    {
        "day",
        "week",
        "month",
        "year",
        "hour",
        "minute",
        "second",
        "time",
        "decade",
        "century",
        "pm",
        "am",
    }
)
"""What a report counts from its own day, or of every happening anew, is not compared."""
PEOPLE = frozenset(
    {
        "people",
        "percent",
        "per",
        "person",
        "dollar",
        "euro",
        "pound",
        "official",
        "minister",
        "member",
        "country",
        "side",
        "point",
    }
)
"""Of these a report has many that are not the same."""
FEW = 5
"""Smaller numbers count anything."""
BLOCKING = cluster.Blocking(many=60, window=20)
SCALE = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
SENTENCE = re.compile(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])|\n+")


@dataclass(frozen=True)
class Figure:
    """A number in a sentence of a report: how much of what, and the telling words around it."""

    report: str
    span: Span
    text: str
    amount: float
    noun: str
    unit: str
    """The stem of the noun."""
    about: frozenset[str]
    bounds: tuple[float, float]
    """What the words before it leave open: "more than 40" is 40 and anything above."""

    def against(self, other: Figure) -> bool:
        """True where the other number is near enough to count the same thing, and both cannot be
        right."""
        near = other.amount > 0 and 0.5 <= self.amount / other.amount <= 2
        return near and (self.bounds[1] < other.bounds[0] or other.bounds[1] < self.bounds[0])

    @property
    def value(self) -> str:
        """The number alone, with "percent" where it is one."""
        return (
            f"{self.amount:.12g} percent"
            if self.unit in ("percent", "per")
            else f"{self.amount:.12g}"
        )


def find(report: Report) -> Iterator[Figure]:
    """The numbers of a report's body, title and captions with a plural or a percentage behind
    them."""
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
    found = [
        (m, float(m[1].replace(",", "")) * SCALE.get(m[2] or "", 1), m[3], m[4])
        for m in NUMBER.finditer(report.text, start, end)
    ]
    found += [
        (m, float(SPELT[m[1].lower()]), m[2], m[3])
        for m in SPELT_NUMBER.finditer(report.text, start, end)
    ]
    if not found:
        return
    about = _about(report.text[start:end])
    for match, amount, first, second in found:
        unit = _unit(first, second)
        if unit is not None:
            stop = match.start() + match[0].index(unit, len(match[1])) + len(unit)
            stem = wording.stem(unit.lower())
            yield Figure(
                report.id,
                (match.start(), stop),
                report.text[match.start() : stop],
                amount,
                unit.lower(),
                stem,
                about - {stem},
                _bounds(report.text[max(0, match.start() - 15) : match.start()], amount),
            )


MORE = re.compile(r"\b(?:(?:more|greater|higher) than|at least|over|above)\s+$", re.IGNORECASE)
LESS = re.compile(
    r"\b(?:(?:fewer|less|lower) than|up to|as many as|under|below|nearly|almost)\s+$", re.IGNORECASE
)
ABOUT = re.compile(r"\b(?:about|around|some|roughly|approximately)\s+$", re.IGNORECASE)


def _bounds(before: str, amount: float) -> tuple[float, float]:
    """Between which amounts a number lies by the words before it; "talks about 35 boats" makes
    "about" a tenth only."""
    if MORE.search(before):
        return amount, math.inf
    if LESS.search(before):
        return 0.0, amount
    return (0.9 * amount, 1.1 * amount) if ABOUT.search(before) else (amount, amount)


def _about(sentence: str) -> frozenset[str]:
    """The telling words of a sentence; "Kenyan" counts as "Kenya"."""
    states = {
        wording.stem(w.lower()): wording.stem(by_demonym()[w].name.lower())
        for w in wording.TOKEN.findall(sentence)
        if w in by_demonym()
    }
    return frozenset(states.get(stem, stem) for stem in wording.content(sentence))


def _unit(first: str, second: str | None) -> str | None:
    """The plural that is counted, which may have one adjective before it; a percentage; else
    none."""
    for word in (first, second or ""):
        low = word.lower()
        if low in MONTHS or low in TIMES or low.removesuffix("s") in TIMES:
            return None
        if low in ("percent", "per", "people") or (
            len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "us", "is"))
        ):
            return word
        if wording.plain(low):
            return None
    return None


def conflicts(figures: Iterable[Figure], copies: Copies) -> list[list[Figure]]:
    """Numbers that count the same thing and differ, all of one thing together; each report that is
    heard has one number of it only."""
    found = list(figures)
    weights = wording.weights(f.about for f in found)
    amounts: dict[tuple[str, str], set[float]] = defaultdict(set)
    for figure in found:
        amounts[figure.report, figure.unit].add(figure.amount)
    clear = [f for f in found if len(amounts[f.report, f.unit]) == 1]
    support = _support(clear, copies)
    things = [(f.unit, f.amount) for f in clear]
    pairs = [
        p
        for p in _pairs(clear)
        if copies.group[clear[p[0]].report] != copies.group[clear[p[1]].report]
    ]
    apart = [
        (a, b)
        for a, b in pairs
        if things[a] != things[b] and _same(clear[a], clear[b], weights, support)
    ]
    first = {thing: n for n, thing in reversed(list(enumerate(things)))}
    joins = apart + [(first[thing], n) for n, thing in enumerate(things) if first[thing] < n]
    touched = {things[n] for pair in apart for n in pair}
    groups = cluster.connected(len(clear), joins)
    return [
        [clear[n] for n in group]
        for group in groups
        if touched.intersection(things[n] for n in group)
    ]


def _pairs(figures: Sequence[Figure]) -> list[cluster.Pair]:
    return cluster.candidates([[f.unit] for f in figures], BLOCKING)


Support = Mapping[tuple[str, float], int]


def _support(figures: Iterable[Figure], copies: Copies) -> Support:
    """How many reports give an amount of a unit on their own."""
    reports: dict[tuple[str, float], set[str]] = defaultdict(set)
    for figure in figures:
        reports[figure.unit, figure.amount].add(figure.report)
    return {thing: copies.independent(found) for thing, found in reports.items()}


def _same(a: Figure, b: Figure, weights: wording.Weights, support: Support) -> bool:
    """True where two different numbers count one thing: their sentences share much, or several
    reports give one of a telling unit."""
    if not a.against(b):
        return False
    common = a.about & b.about
    least = min(wording.weight(a.about, weights), wording.weight(b.about, weights))
    share = wording.weight(common, weights) / least if least else 0.0
    if len(common) >= 3 and share >= (0.45 if min(a.amount, b.amount) >= FEW else 0.7):
        return True
    several = max(support[a.unit, a.amount], support[b.unit, b.amount]) > 1
    telling = a.unit not in PEOPLE and wording.background().get(a.unit, 0.0) < 0.05
    return several and telling and bool(common) and min(a.amount, b.amount) >= FEW
