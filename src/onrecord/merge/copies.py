"""Which reports print one text: shared runs of words show a copy, also a shortened one, and an
agency's name makes less of them do."""

from __future__ import annotations

import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.merge import cluster, names, wording
from onrecord.merge.compare import NEUTRAL, Comparison, Verdict, judge
from onrecord.record import Report

RUN = 5
"""Words in a row that are looked up."""
ONE_IN = 4
"""The share of all runs that is kept of a long text, chosen by the runs themselves: a copy keeps
the same ones."""
SHORT = 400
"""A text of fewer runs keeps all."""
BLOCKING = cluster.Blocking(shared=2, many=40, window=10)
COPY = 0.5


@dataclass(frozen=True)
class Printed:
    """The runs of words of a report's body, those by which others are sought, and the agency it
    names."""

    runs: frozenset[int]
    keys: tuple[int, ...]
    agency: str


def printed(report: Report) -> Printed:
    """What is compared of a report: titles are left out, since a copy has its own."""
    words = [
        w
        for part in report.parts
        if part.kind == "body"
        for w in wording.spoken(report.text[slice(*part.span)])
    ]
    runs = frozenset(
        zlib.crc32(" ".join(words[at : at + RUN]).encode()) for at in range(len(words) - RUN + 1)
    )
    kept = sorted(r for r in runs if r % ONE_IN == 0) if len(runs) > SHORT else sorted(runs)
    return Printed(runs, tuple(kept), names.body(report.agency or ""))


def text(a: Printed, b: Printed) -> Verdict:
    """How much of the shorter one stands in the longer, run by run."""
    if not a.runs or not b.runs:
        return NEUTRAL
    share = len(a.runs & b.runs) / min(len(a.runs), len(b.runs))
    return Verdict(
        share, f"{round(100 * share)} % of the shorter text stands word for word in the longer"
    )


def agency(a: Printed, b: Printed) -> Verdict:
    """Whether both name one agency."""
    same = bool(a.agency) and a.agency == b.agency
    return Verdict(1.0, "both name one agency") if same else NEUTRAL


COMPARISONS: tuple[Comparison[Printed], ...] = (
    Comparison("text", 1.0, text),
    Comparison("agency", 0.25, agency),
)
LEAST_TEXT = 0.2
"""However much else speaks for a copy, less text in common than this is none."""


@dataclass(frozen=True)
class Copies:
    """The reports that depend on one text, and why: for each report the first of its group."""

    group: Mapping[str, str]
    why: Mapping[str, tuple[str, ...]]

    def independent(self, reports: Iterable[str]) -> int:
        """How many of these reports stand on their own: those that print one text count once."""
        return len({self.group[r] for r in reports})

    def groups(self, reports: Iterable[str]) -> list[tuple[str, ...]]:
        """These reports, those that print one text together."""
        under: dict[str, list[str]] = defaultdict(list)
        for report in sorted(set(reports)):
            under[self.group[report]].append(report)
        return [tuple(group) for _, group in sorted(under.items())]

    def explain(self, reports: Iterable[str]) -> tuple[str, ...]:
        """A sentence for each text that several of these reports print."""
        shared = [group for group in self.groups(reports) if len(group) > 1]
        return tuple(
            f"{len(group)} reports print one text and count once: {', '.join(self.why[self.group[group[0]]])}"
            for group in shared
        )


def find(reports: Sequence[Report]) -> Copies:
    """The copies among these reports."""
    prints = [printed(r) for r in reports]
    common = _common(prints)
    pairs = cluster.candidates([[k for k in p.keys if k not in common] for p in prints], BLOCKING)
    judged = {
        pair: judge(COMPARISONS, prints[pair[0]], prints[pair[1]])
        for pair in pairs
        if _enough(prints[pair[0]], prints[pair[1]])
    }
    accepted = {
        pair: judgement.why for pair, judgement in judged.items() if judgement.score >= COPY
    }
    group, why = {}, {}
    groups = cluster.connected(len(reports), accepted)
    for members, reasons in zip(groups, cluster.inside(groups, accepted), strict=True):
        first = reports[members[0]].id
        group.update({reports[n].id: first for n in members})
        why[first] = tuple(dict.fromkeys(w for sentences in reasons for w in sentences))[:3]
    return Copies(group, why)


def _common(prints: Sequence[Printed]) -> set[int]:
    """Runs that stand in a tenth of many reports and more: a house's boilerplate."""
    seen = Counter(k for p in prints for k in p.keys)
    return {k for k, n in seen.items() if n > max(20, len(prints) // 10)}


def _enough(a: Printed, b: Printed) -> bool:
    return len(a.runs & b.runs) >= LEAST_TEXT * min(len(a.runs), len(b.runs))
