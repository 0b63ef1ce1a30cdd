"""What dates are worth that say which they are: 2021-03-18, 2021-03, 2021-Q1, 2021, 199."""

from __future__ import annotations

import re
from datetime import date

from onrecord.read.times import calendar
from onrecord.read.times.anchors import Anchor, Hit


def iso(hit: Hit, _: Anchor) -> str | None:
    return hit.written[0].replace(" ", "T") if calendar.day(hit.written[0]) else None


def slash(hit: Hit, _: Anchor) -> str | None:
    """A date in figures has a value only where its month and day cannot be taken for each other."""
    a, b, year = map(int, hit.written[0].split("/"))
    year += 0 if year > 99 else 2000 if year < 50 else 1900
    month, day = (a, b) if b > 12 or a == b else (b, a)
    sure = a > 12 or b > 12 or a == b
    return f"{year:04}-{month:02}-{day:02}" if sure and calendar.valid(year, month, day) else None


def dotted(hit: Hit, _: Anchor) -> str | None:
    """21.03.2013 names the day first."""
    day, month, year = map(int, hit.written[0].split("."))
    return f"{year:04}-{month:02}-{day:02}" if calendar.valid(year, month, day) else None


def _month(hit: Hit) -> int:
    return int(hit.first("MONTH") or hit.first("MAYBE_MONTH") or 0)


def said_year(hit: Hit, at: Anchor) -> int | None:
    """The year that the words say: in figures or as last, this, next."""
    if hit.has("YEAR"):
        return hit.number("YEAR")
    if hit.has("SHORTYEAR"):
        return _whole(hit.number("SHORTYEAR"), at.day)
    if hit.says("nineteen", "eighteen"):
        return int(spoken_year(hit, at) or 0)
    if hit.says("year") and at.day:
        return at.day.year + direction(hit)
    return None


def _whole(short: int, day: date | None) -> int:
    """The year of two figures: '82 is the last one that had begun on the day of publication."""
    latest = day.year if day else 2099
    return latest - (latest - short) % 100


def direction(hit: Hit) -> int:
    kinds = ("LAST", "PAST", "NEXT", "FOLLOWING")
    return next((1 if kind in ("NEXT", "FOLLOWING") else -1 for kind in kinds if hit.has(kind)), 0)


def month_day(hit: Hit, at: Anchor) -> str | None:
    number = hit.last("DAY") or hit.last("DAYTH") or hit.first("ORDWORD") or "0"
    return _dated(hit, at, _figures(number))


def eleventh(hit: Hit, at: Anchor) -> str | None:
    """The Sept. 11 attacks are those of 2001."""
    return "2001-09-11" if (_month(hit), hit.number("DAY")) == (9, 11) else month_day(hit, at)


def _figures(written: str) -> int:
    return int(re.sub(r"\D", "", written) or 0)


def _dated(hit: Hit, at: Anchor, number: int) -> str | None:
    """The day of that number in the month that the words name."""
    month_number = _month(hit)
    if not calendar.valid(2000, month_number, number):
        return None
    year = said_year(hit, at) or (
        at.day
        and (
            _year_by_weekday(hit, at.day, month_number, number)
            or _nearest(at, month_number, number)
        )
    )
    if year and not calendar.valid(year, month_number, number):
        return None
    return f"{year or 'XXXX'}-{month_number:02}-{number:02}"


def _nearest(at: Anchor, month_number: int, number: int) -> int | None:
    return calendar.nearest_year(at.day, month_number, number, at.tense) if at.day else None


def _year_by_weekday(hit: Hit, day: date, month_number: int, number: int) -> int | None:
    """The year near the day of publication in which the date falls on the weekday that stands
    beside it."""
    said = int(hit.first("WEEKDAY") or 0)
    years = (
        y for y in (day.year, day.year - 1, day.year + 1) if calendar.valid(y, month_number, number)
    )
    return next((y for y in years if date(y, month_number, number).isoweekday() == said), None)


def month_days(hit: Hit, at: Anchor) -> str | None:
    """The days from one to another of a month."""
    first, *rest = [_figures(n) for n in hit.all("DAY") + hit.all("DAYTH")]
    value = _dated(hit, at, first)
    if (
        not value
        or not rest
        or first >= rest[-1]
        or not calendar.valid(2000, _month(hit), rest[-1])
    ):
        return value
    return f"{value}/{value[:8]}{rest[-1]:02}"


def week_of(hit: Hit, at: Anchor) -> str | None:
    """The week of March 6."""
    day = calendar.day(month_day(hit, at))
    return calendar.week(day) if day else None


def month(hit: Hit, at: Anchor) -> str | None:
    number = _month(hit)
    year = said_year(hit, at)
    if year is None and at.day:
        year = _year_of_month(hit, at, at.day, number)
    return f"{year or 'XXXX'}-{number:02}"


def _year_of_month(hit: Hit, at: Anchor, day: date, number: int) -> int | None:
    turn = direction(hit)
    if turn < 0:
        return day.year - (number >= day.month - 1)
    if turn > 0:
        return day.year + (number <= day.month)
    if hit.has("THIS"):
        return day.year
    return calendar.nearest_year(day, number, min(day.day, 28), at.tense)


def year(hit: Hit, _: Anchor) -> str | None:
    return hit.last("YEAR")


def years(hit: Hit, _: Anchor) -> str | None:
    """1995-96 is an interval of two years; what cannot be one is the year alone."""
    first, short = hit.number("YEAR"), hit.last("NUM") or ""
    scale = 10 ** len(short)
    last = first - first % scale + int(short) if len(short) < 3 else 0
    last += 100 * (short == "00" and first % 100 == 99)
    return f"{first}/{last}" if first < last else str(first)


def decade(hit: Hit, _: Anchor) -> str | None:
    """The 1990s are a decade, the 1800s a century."""
    figures = re.sub(r"\D", "", hit.first("DECADE") or "")
    if len(figures) == 4:
        return figures[:2] if figures.endswith("00") and figures < "2000" else figures[:3]
    return f"19{figures[0]}"


def decade_word(hit: Hit, at: Anchor) -> str | None:
    """The nineties are those before the day of publication."""
    tens = hit.first("DECADEWORD") or ""
    return f"{at.day.year // 100 - (int(tens) > at.day.year // 10 % 10)}{tens}" if at.day else None


def spoken_year(hit: Hit, _: Anchor) -> str | None:
    """Nineteen ninety-six."""
    if hit.says("thousand"):
        return "2000"
    numbers = [int(n) for n in (*hit.all("NUMWORD"), *hit.all("TENS"))]
    return f"{numbers[0]}{sum(numbers[1:]):02}"


def century(hit: Hit, _: Anchor) -> str | None:
    number = int(re.sub(r"\D", "", hit.first("ORDINAL") or hit.first("ORDWORD") or "0"))
    return f"{number - 1:02}" if 0 < number < 100 else None


def quarter(hit: Hit, at: Anchor) -> str | None:
    number = hit.first("QUART") or (hit.first("DAY") if hit.has("QMARK") else None)
    if number not in ("1", "2", "3", "4"):
        return None
    said = said_year(hit, at)
    if said is None and at.day:
        now = int(calendar.quarter(at.day)[-1])
        said = at.day.year - (int(number) > now + at.ahead * 4 + 1)
    return f"{said}-Q{number}" if said else None


def short_half(hit: Hit, _: Anchor) -> str | None:
    """H1 2012."""
    return f"{hit.first('YEAR')}-H{hit.first('DAY')}" if hit.first("DAY") in ("1", "2") else None


def half(hit: Hit, at: Anchor) -> str | None:
    said = said_year(hit, at) or (at.day.year if at.day else None)
    return f"{said}-H{min(int(hit.first('QUART') or 2), 2)}" if said else None


def season(hit: Hit, at: Anchor) -> str | None:
    name = hit.first("SEASON") or hit.first("SEASONS") or ""
    said = said_year(hit, at)
    if said is None and at.day:
        said = _year_of_season(hit, at, at.day, name)
    return f"{said}-{name}" if said else None


_SEASON_START = {"WI": 12, "SP": 3, "SU": 6, "FA": 9}
_SEASON_DAYS = 110
"""A season that began so many days ago is over by the sun too, so that it may be called the last
one."""


def _year_of_season(hit: Hit, at: Anchor, day: date, name: str) -> int:
    """The year in which the season begins that is last, next, this one, or meant by the tense."""
    begun = day.year - (day.month < _SEASON_START[name])
    over = (day - date(begun, _SEASON_START[name], 1)).days > _SEASON_DAYS
    turn = direction(hit)
    if turn:
        return begun + 1 if turn > 0 else begun - (not over)
    if hit.has("THIS"):
        return day.year - (name == "WI" and day.month < 5)
    return begun + 1 if over and at.ahead else begun
