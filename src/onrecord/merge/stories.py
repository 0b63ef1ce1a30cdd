"""Which reports tell of one happening: weighed words, names, first words, neighbouring words and
numbers, and the days between."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import unquote

from onrecord.merge import cluster, days, wording
from onrecord.merge.wording import Token
from onrecord.record import READ_PARTS, Reading, Report

LONGEST = 1500
"""Words of a report that are looked at."""
LEAD = 30
"""Words that tell what a report is about: its title and first sentences."""
KEYS = 30
"""The heaviest words of a report, under which others are sought."""
BLOCKING = cluster.Blocking(shared=2, many=60, window=20)
ALIKE = 0.17
"""Reports whose likeness is at least this on average tell of one happening (chosen on two sets of
marked stories, see docs)."""
ALONE = 2
ADOPTED = 0.11
CLEAR = 1.5
"""A story of at most so many reports joins a larger one that it is so much like, and so many times
more than any other."""
FEW = 12
"""A report of fewer words than this has too few to share two heavy ones with another."""

ADDRESS = re.compile(r"\s*(?:https?\s*:\s*/\s*/|www\s*\.)")
PIECE = re.compile(r"[^\W\d_]+|(?<!\d)\d{1,4}(?!\d)")
ENDINGS = frozenset(
    {"html", "htm", "php", "asp", "aspx", "shtml", "cfm", "index", "news", "article", "story"}
)

Vector = Mapping[int, float]


def words(found: Sequence[Token]) -> Counter[str]:
    """All its words."""
    return Counter(t.stem for t in found if len(t.stem) > 1)


def names(found: Sequence[Token]) -> Counter[str]:
    """The words that stand mostly with a capital."""
    capital = Counter(t.stem for t in found if t.capital)
    small = Counter(t.stem for t in found if not t.capital)
    return Counter({s: n for s, n in words(found).items() if capital[s] > small[s]})


def lead(found: Sequence[Token]) -> Counter[str]:
    """The words of its title and first sentences."""
    return words(found[:LEAD])


def neighbours(found: Sequence[Token]) -> Counter[str]:
    """Two telling words in a row, as in a full name."""
    telling = [t.stem for t in found if not wording.plain(t.stem)]
    return Counter(f"{a} {b}" for a, b in pairwise(telling))


def numbers(found: Sequence[Token]) -> Counter[str]:
    """Its numbers: how many, how much, which day and year."""
    return Counter(t.stem for t in found if t.number)


COMPARISONS = (
    ("words", 0.4, words),
    ("names", 0.1, names),
    ("first words", 0.3, lead),
    ("neighbouring words", 0.1, neighbours),
    ("numbers", 0.1, numbers),
)
"""What is compared, each as the cosine of weighed counts, with its share in the whole."""


@dataclass(frozen=True)
class Told:
    """A report as stories compare it: the counts of each comparison, and when it was published."""

    report: Report
    counts: tuple[Counter[str], ...]
    span: days.Span | None


def told(report: Report) -> Told:
    """What is compared of a report: its title, standfirst, captions and body."""
    found = wording.tokens(_text(report))[:LONGEST]
    published = report.published
    span = days.Span(published.earliest, published.latest) if published else None
    return Told(report, tuple(count(found) for _, _, count in COMPARISONS), span)


def _text(report: Report) -> str:
    """What is read of a report, after the words of its address and its dates, which often say what
    a text without a title is about."""
    apart = report.headline or ""
    parts = [(part, report.text[slice(*part.span)]) for part in report.parts]
    addresses = [
        report.url or "",
        *(text for part, text in parts if part.kind == "chrome" and ADDRESS.match(text)),
    ]
    told = [
        text for part, text in parts if part.kind in READ_PARTS or part.kind in ("date", "dateline")
    ]
    return "\n".join((apart, *map(address_words, addresses), *told))


def address_words(address: str) -> str:
    """The words of the path of a web address, also of one that is printed with blanks between its
    pieces."""
    path = ADDRESS.sub("", "".join(address.split())).partition("/")[2]
    return " ".join(
        w
        for w in PIECE.findall(unquote(path))
        if (len(w) > 2 or w.isdigit()) and w.lower() not in ENDINGS
    )


def vectors(reports: Sequence[Told]) -> Sequence[Vector]:
    """Each report as one vector, the comparisons side by side, so that the product of two is the
    weighted sum of cosines."""
    whole: list[dict[int, float]] = [{} for _ in reports]
    axes: dict[tuple[str, str], int] = {}
    for number, (name, share, _) in enumerate(COMPARISONS):
        weights = wording.weights(r.counts[number] for r in reports)
        for vector, report in zip(whole, reports, strict=True):
            for stem, value in _unit(report.counts[number], weights).items():
                vector[axes.setdefault((name, stem), len(axes))] = value * math.sqrt(share)
    return whole


def _unit(counts: Counter[str], weights: wording.Weights) -> Mapping[str, float]:
    raw = {s: (1 + math.log(n)) * weights[s] for s, n in counts.items() if weights[s] > 1}
    length = math.sqrt(sum(x * x for x in raw.values()))
    return {s: x / length for s, x in raw.items()}


def product(a: Vector, b: Vector) -> float:
    """The product of two vectors."""
    if len(b) < len(a):
        a, b = b, a
    return sum(x * b[key] for key, x in a.items() if key in b)


def near(a: days.Span | None, b: days.Span | None) -> float:
    """1 for reports of one month, less the longer the time between them, never under 4/5: pages are
    often dated wrong."""
    if a is None or b is None:
        return 1.0
    return 1.0 - 0.2 * min(1.0, max(0, days.gap(a, b) - 30) / 90)


def scores(reports: Sequence[Told], found: Sequence[Vector]) -> dict[cluster.Pair, float]:
    """How alike the pairs of reports worth a comparison are."""
    pairs = cluster.candidates([_keys(vector) for vector in found], BLOCKING)
    return {
        (a, b): product(found[a], found[b]) * near(reports[a].span, reports[b].span)
        for a, b in pairs
    }


def _keys(vector: Vector) -> list[tuple[int, int]]:
    heavy = sorted(vector.items(), key=lambda item: (-item[1], item[0]))[:KEYS]
    return [(key, twice) for key, _ in heavy for twice in range(2 if len(heavy) < FEW else 1)]


def groups(reports: Sequence[Told]) -> list[list[int]]:
    """The stories, as the numbers of their reports; `reports` are in the order of their days."""
    found = vectors(reports)
    alike = scores(reports, found)
    sums = list(found)
    joins = []
    for a, b in cluster.average_link(
        len(found), alike, ALIKE, lambda a, b: product(sums[a], sums[b])
    ):
        joins.append((a, b))
        sums[a], sums[b] = _sum(sums[a], sums[b]), {}
    first = cluster.connected(len(found), joins)
    return cluster.connected(len(found), [*joins, *_adoptions(first, alike, sums)])


def _adoptions(
    stories: Sequence[Sequence[int]], alike: Iterable[cluster.Pair], sums: Sequence[Vector]
) -> Iterator[cluster.Pair]:
    """A report or two left alone go to the one larger story that they are clearly most like, though
    less alike than its own reports."""
    of = {n: group for group in stories for n in group}
    near: dict[int, set[int]] = defaultdict(set)
    for a, b in alike:
        for small, large in ((of[a], of[b]), (of[b], of[a])):
            if len(small) <= ALONE < len(large):
                near[small[0]].add(large[0])
    for alone, larger in sorted(near.items()):
        fits = sorted(
            ((product(sums[alone], sums[n]) / (len(of[alone]) * len(of[n])), n) for n in larger),
            reverse=True,
        )
        if fits[0][0] >= ADOPTED and (len(fits) == 1 or fits[0][0] >= CLEAR * fits[1][0]):
            yield alone, fits[0][1]


def _sum(a: Vector, b: Vector) -> Vector:
    """The sum of two vectors."""
    long, short = (dict(a), b) if len(a) >= len(b) else (dict(b), a)
    for key, value in short.items():
        long[key] = long.get(key, 0.0) + value
    return long


def shared(group: Sequence[Told], number: int = 6) -> list[str]:
    """The heaviest words that most of these reports have in common, as the first of them writes
    them."""
    reports = Counter(s for r in group for s in r.counts[0])
    times = sum((r.counts[0] for r in group), Counter[str]())
    weights = {
        s: math.log(1 + times[s]) * _rare(s)
        for s, n in reports.items()
        if n * 2 > len(group) and n > 1 and not wording.plain(s)
    }
    forms = wording.forms("\n".join(_text(r.report) for r in group[:2]))
    return [forms.get(s, s) for s in sorted(weights, key=lambda s: (-weights[s], s))[:number]]


def _rare(stem: str) -> float:
    return -math.log(wording.background().get(stem, 1 / wording.ASSUMED))


def order(readings: Iterable[Reading]) -> Iterator[Reading]:
    """The readings in the order of their days, then of their ids, each report once; this alone
    makes merging blind to the order given."""
    once: dict[str, Reading] = {}
    for reading in sorted(readings, key=lambda r: (r.report.id, r.report.path)):
        once.setdefault(reading.report.id, reading)
    yield from sorted(once.values(), key=lambda r: (days.first(r.report) or "9999", r.report.id))


def central(among: Sequence[Told], group: Sequence[Told]) -> Told:
    """The one that has most of the first words that the group has in common; of equals the
    first."""
    common = Counter(s for t in group for s in t.counts[2])
    return max(
        among,
        key=lambda t: sum(common[s] * _rare(s) for s in t.counts[2] if common[s] > 1),
    )


def opening(report: Report) -> str:
    """The first words of a report, for want of a title."""
    body = " ".join(
        report.text[slice(*part.span)] for part in report.parts if part.kind in READ_PARTS
    )
    words = " ".join(body[:200].split())
    return words if len(words) <= 80 else words[:80].rsplit(" ", 1)[0] + " …"
