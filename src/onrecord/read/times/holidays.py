"""On which day a holiday falls; the table `timewords` gives each a rule."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from onrecord.read.times import calendar as near
from onrecord.read.times.anchors import PAST, Anchor, Hit
from onrecord.read.times.dates import direction


def holiday(hit: Hit, at: Anchor) -> str | None:
    """The day in the year that the words say, else the nearest one on the side of the tense; its
    week or weekend."""
    day = _day(hit, at)
    if day is None or (hit.has("EASTERDAY") and day.isoweekday() != int(hit.first("WEEKDAY") or 0)):
        return None
    return (
        _weekend(day)
        if hit.says("weekend")
        else near.week(day)
        if hit.says("week")
        else day.isoformat()
    )


def _day(hit: Hit, at: Anchor) -> date | None:
    rule = next(
        (found for kind in ("DAYNAME", "EASTERDAY", "HOLIDAY") if (found := hit.first(kind))),
        "01-01",
    )
    shift = timedelta(-hit.says("eve") + (hit.has("HOLIDAY") and hit.first("WEEKDAY") == "1"))
    if hit.has("YEAR"):
        return day_in(hit.number("YEAR"), rule) + shift
    if not at.day:
        return None
    tense = {-1: "past", 1: "future"}.get(direction(hit), at.tense)
    days = [day_in(year, rule) + shift for year in range(max(at.day.year - 1, 1), at.day.year + 2)]
    latest = at.day + timedelta(6 if hit.says("week", "weekend") else 0)
    return near.nearest([day for day in days if tense not in PAST or day <= latest], at.day, tense)


def _weekend(day: date) -> str:
    """The Saturday and Sunday nearest to a holiday."""
    return f"{near.week(day - timedelta(7 * (day.isoweekday() < 3)))}-WE"


def day_in(year: int, rule: str) -> date:
    """The day of a year by its rule: `12-25`; `09.1.1`, the first Monday of September (`-1` the
    last); `E-2`, two days before Easter."""
    if rule.startswith("E"):
        return easter(year) + timedelta(int(rule[1:]))
    if "." in rule:
        month, weekday, nth = rule.split(".")
        number, _, later = nth.partition("+")
        return nth_weekday(year, int(month), int(weekday), int(number)) + timedelta(int(later or 0))
    return date(year, int(rule[:2]), int(rule[3:]))


def easter(year: int) -> date:
    """Western Easter Sunday (Gauss; anonymous Gregorian algorithm)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    number = h + k - 7 * m + 114
    return date(year, number // 31, number % 31 + 1)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth such weekday of a month (the fourth Thursday of November), or with -1 the last."""
    if nth < 0:
        last = date(year, month, calendar.monthrange(year, month)[1])
        return last - timedelta((last.isoweekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta((weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
