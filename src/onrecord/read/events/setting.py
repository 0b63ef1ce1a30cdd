"""When and where an event takes place, and on whose word it is told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from onrecord.models.events import ROLES, Role, Trigger
from onrecord.read.draft import Draft
from onrecord.read.events.parties import spans
from onrecord.record import Dated, Place, Report, Span, Status

T = TypeVar("T")
PAST: tuple[Status, ...] = ("happened", "ongoing", "called off")
CENTRAL = 0.5
"""The probability that the report is about it, from which it is said to be."""
COMING: tuple[Status, ...] = ("planned", "expected")


def place(draft: Draft, trigger: Trigger) -> Place | None:
    """The place that its words name."""
    return _best(trigger, "place", [(s, p) for p in draft.places for s in p.mentions])


def date(draft: Draft, trigger: Trigger, status: Status) -> Dated | None:
    """The day that its words give, unless that contradicts the status; of what the report is about
    and tells first, without a day, its own."""
    times = [(t.span, t) for t in draft.times if t.type in ("DATE", "TIME") and t.value]
    found = _best(trigger, "when", times)
    if found is None or found.value is None:
        return _day_of(draft, trigger, status)
    value = found.value.partition("T")[0]
    if not value[:4].isdigit() or _contradicts(value, status, draft.report):
        return None
    return Dated(found.text, (found.span,), value)


def _day_of(draft: Draft, trigger: Trigger, status: Status) -> Dated | None:
    """The report's day for what happened in its headline or first paragraph, if no time is told
    there: "Peru expelled two envoys."."""
    report, at = draft.report, trigger.span[0]
    if status != "happened" or trigger.central < CENTRAL or not report.published:
        return None
    body = next((part.span[0] for part in report.parts if part.kind == "body"), 0)
    end = report.text.find("\n", body)
    end = len(report.text) if end < 0 else end
    timed = any(body <= start < end for start, _ in (t.span for t in draft.times))
    if at >= end or timed or report.published.date is None:
        return None
    return Dated("", (), report.published.date, "report")


def _contradicts(value: str, status: Status, report: Report) -> bool:
    """True of a day to come for what has happened, and of one gone by for what is planned."""
    if report.published is None or len(value) < 10:
        return False
    first, last = value[:10], value[-10:]
    if status in PAST:
        return first > report.published.latest
    return status in COMING and last < report.published.earliest


def _best(trigger: Trigger, role: Role, held: Sequence[tuple[Span, T]]) -> T | None:
    """What stands where the role's words do, by the sum of their scores."""
    runs = list(spans(trigger, role))
    if not runs:
        return None
    scores = trigger.arcs[ROLES.index(role)]
    found = [
        (sum(s for s, w in zip(scores, trigger.words, strict=True) if _touch(w, span) and s > 0), n)
        for n, (span, _) in enumerate(held)
        if any(_touch(run, span) for run in runs)
    ]
    return held[max(found, key=lambda f: (f[0], -f[1]))[1]][1] if found else None


def _touch(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]
