"""Days, weeks, months and their neighbours, as TIMEX3 values: `2021-03-18`, `2021-W10`, `2021-03`,
`2021-Q1`, `2021`, `202`, `20`."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta

SHAPES = {
    "D": r"\d{4}-\d\d-\d\d",
    "W": r"\d{4}-W\d\d",
    "WE": r"\d{4}-W\d\d-WE",
    "M": r"\d{4}-\d\d",
    "Q": r"\d{4}-Q\d",
    "Y": r"\d{4}",
}


def day(value: str | None) -> date | None:
    """The day that a value names, where it names one."""
    if value is None or not re.match(SHAPES["D"], value):
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def valid(year: int, month: int, number: int) -> bool:
    return 1 <= month <= 12 and 1 <= number <= calendar.monthrange(year, month)[1]


def week(at: date) -> str:
    year, number, _ = at.isocalendar()
    return f"{year}-W{number:02}"


def month(at: date) -> str:
    return f"{at.year}-{at.month:02}"


def quarter(at: date) -> str:
    return f"{at.year}-Q{(at.month + 2) // 3}"


def months_on(at: date, count: int) -> date:
    """The same day `count` months on, or the last of that month."""
    index = at.year * 12 + at.month - 1 + count
    year, zero = divmod(index, 12)
    year = min(max(year, 1), 9998)
    return date(year, zero + 1, min(at.day, calendar.monthrange(year, zero + 1)[1]))


def shifted(at: date, count: int, unit: str) -> str | None:
    """The day, week, month, quarter, year … that lies `count` of the unit from the one that holds
    the day."""
    factor, unit = _factor(unit)
    count *= factor
    if abs(count) > 9000 or unit not in _SHIFTS or (unit == "Y" and at.year + count < 1):
        return None
    return _SHIFTS[unit](at, count)


def _factor(unit: str) -> tuple[int, str]:
    m = re.match(r"(\d+)(\w)$", unit)
    return (int(m[1]), m[2]) if m else (1, unit)


def _year(at: date, count: int) -> str:
    return f"{at.year + count:04}"


_SHIFTS: dict[str, Callable[[date, int], str]] = {
    "D": lambda at, n: (at + timedelta(n)).isoformat(),
    "W": lambda at, n: week(at + timedelta(7 * n)),
    "WE": lambda at, n: week(at + timedelta(7 * n)) + "-WE",
    "M": lambda at, n: month(months_on(at, n)),
    "Q": lambda at, n: quarter(months_on(at, 3 * n)),
    "Y": _year,
}


def on_weekday(at: date, number: int, *, ahead: bool) -> date:
    """The first day with that ISO weekday from `at` on, ahead or back."""
    days = (number - at.isoweekday()) % 7
    return at + timedelta(days if ahead or not days else days - 7)


def nearest_weekday(at: date, number: int, tense: str) -> date:
    """The nearest such weekday, where days on the side that the tense speaks against count more
    often."""
    ahead = (number - at.isoweekday()) % 7
    return min(
        (at + timedelta(n) for n in (ahead, ahead - 7)),
        key=lambda day: _distance((day - at).days, tense, WEEKDAYS),
    )


def nearest_year(at: date, month_number: int, number: int, tense: str) -> int | None:
    """The year whose such day lies nearest to `at`, where days on the side that the tense speaks
    against count more often."""
    days = [
        date(y, month_number, number)
        for y in (at.year - 1, at.year, at.year + 1)
        if valid(y, month_number, number)
    ]
    return nearest(days, at, tense).year if days else None


def nearest(days: Iterable[date], at: date, tense: str) -> date:
    """Of the same day in some years the nearest to `at`, where those on the side that the tense
    speaks against count more often."""
    return min(days, key=lambda day: _distance((day - at).days, tense, YEARS))


YEARS = {"past": 10, "before": 14, "future": 6, "open": 4, "": 2}
"""How often a day of a year counts on the side that the tense speaks against; without a tense that
side is what is to come."""
WEEKDAYS = {"past": 5, "before": 7, "future": 7, "open": 2, "": 3}
"""The same of a weekday. "Came Friday" in a report of a Thursday is the day after: it was late, or
the hour there was another."""


def _distance(days: int, tense: str, weights: dict[str, int]) -> int:
    against = days < 0 if tense in ("future", "open") else days > 0
    return abs(days) * (weights[tense] if against else 1)


def bounds(value: str | None) -> tuple[date, date] | None:
    """The first and last day of a calendar value or of an interval of days; None of anything
    else."""
    if value is None:
        return None
    if "/" in value:
        first, last = (bounds(v) for v in value.split("/", 1))
        return (first[0], last[1]) if first and last else None
    kind = next(
        (
            k
            for k, shape in SHAPES.items()
            if re.fullmatch(shape, value[:10] if k == "D" else value)
        ),
        None,
    )
    try:
        return _BOUNDS[kind](value) if kind else None
    except ValueError:
        return None


def _month_bounds(year: int, first: int, count: int) -> tuple[date, date]:
    last = first + count - 1
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


def _week_bounds(value: str) -> tuple[date, date]:
    year, number = int(value[:4]), int(value[6:8])
    return date.fromisocalendar(
        year, number, 6 if value.endswith("WE") else 1
    ), date.fromisocalendar(year, number, 7)


_BOUNDS: dict[str, Callable[[str], tuple[date, date]]] = {
    "D": lambda v: (date.fromisoformat(v[:10]),) * 2,
    "W": _week_bounds,
    "WE": _week_bounds,
    "M": lambda v: _month_bounds(int(v[:4]), int(v[5:7]), 1),
    "Q": lambda v: _month_bounds(int(v[:4]), int(v[6]) * 3 - 2, 3),
    "Y": lambda v: _month_bounds(int(v[:4]), 1, 12),
}


LENGTHS = {"D": 1, "W": 7, "WE": 7, "M": 31, "Q": 92, "Y": 366}


def precise(value: str | None, unit: str) -> bool:
    """True of a value that is no longer than the unit, so that the unit before or after it can be
    told."""
    limits = bounds(value)
    return limits is not None and (limits[1] - limits[0]).days < LENGTHS.get(unit, 3660)


def agreed(first: str | None, last: str | None) -> str | None:
    """What two values have in common: the value itself, else the week, month or year that holds
    both, else nothing."""
    if first == last:
        return first
    one, two = bounds(first), bounds(last)
    if not one or not two:
        return None
    return next(
        (name(one[0]) for name in (week, month, _this_year) if name(one[0]) == name(two[1])), None
    )


def _this_year(at: date) -> str:
    return f"{at.year}"
