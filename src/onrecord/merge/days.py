"""Days and intervals of days as merging compares them."""

from __future__ import annotations

import calendar
import functools
import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from onrecord.record import Report

WEEK = re.compile(r"(\d{4})-W(\d\d)")
DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
MONTH = re.compile(r"(\d{4})-(\d\d)")
YEAR = re.compile(r"\d{4}")


class Span(NamedTuple):
    """The first and the last day of an interval, both inclusive, as ISO 8601."""

    first: str
    last: str


@functools.lru_cache(maxsize=1 << 14)
def span(value: str | None) -> Span | None:
    """The days that a date value covers: a day, an ISO week, a month, a year, or two of these
    joined by `/`; else None."""
    if not value:
        return None
    ends = [_span(part) for part in value.split("/")]
    first, last = ends[0], ends[-1]
    return (
        Span(first.first, last.last)
        if first and last and len(ends) <= 2 and first.first <= last.last
        else None
    )


def _span(value: str) -> Span | None:
    try:
        return _read(value)
    except ValueError:
        return None


def _read(value: str) -> Span | None:
    if match := WEEK.fullmatch(value):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return Span(monday.isoformat(), (monday + timedelta(6)).isoformat())
    if DAY.match(value):
        day = date.fromisoformat(value[:10]).isoformat()
        return Span(day, day)
    if match := MONTH.fullmatch(value):
        last = calendar.monthrange(int(match[1]), int(match[2]))[1]
        return Span(f"{value}-01", f"{value}-{last:02}")
    return Span(f"{value}-01-01", f"{value}-12-31") if YEAR.fullmatch(value) else None


def length(of: Span) -> int:
    """How many days an interval has."""
    return (date.fromisoformat(of.last) - date.fromisoformat(of.first)).days + 1


def gap(a: Span, b: Span) -> int:
    """How many days lie between two intervals; 0 where they touch or overlap."""
    earlier, later = sorted((a, b))
    if later.first <= earlier.last:
        return 0
    return (date.fromisoformat(later.first) - date.fromisoformat(earlier.last)).days


def hull(spans: Iterable[Span | None]) -> Span | None:
    """The shortest interval that holds all of some; None where there is none."""
    found = [s for s in spans if s]
    return Span(min(s.first for s in found), max(s.last for s in found)) if found else None


def overlap(a: Span, b: Span) -> bool:
    """True of two intervals that share a day."""
    return a.first <= b.last and b.first <= a.last


def first(report: Report) -> str | None:
    """The earliest day on which a report can have been published."""
    return report.published.earliest if report.published else None


def last(report: Report) -> str | None:
    """The latest day on which a report can have been published."""
    return report.published.latest if report.published else None
