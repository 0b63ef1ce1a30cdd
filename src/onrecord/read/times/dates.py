"""What dates and times of day are worth: 2021-03-18, 2021-W10, 2021-Q1, 2021-03-16T10:30, PRESENT_REF."""

from __future__ import annotations

import re
from datetime import date, timedelta

from onrecord.read.times import calendar
from onrecord.read.times.anchors import Anchor, Hit
from onrecord.read.times.durations import part, quantity


def iso(hit: Hit, _: Anchor) -> str | None:
    return hit.written[0].replace(" ", "T") if calendar.day(hit.written[0]) else None


def slash(hit: Hit, _: Anchor) -> str | None:
    """A date in figures has a value only where its month and day cannot be taken for each other."""
    a, b, year = map(int, hit.written[0].split("/"))
    year += 0 if year > 99 else 2000 if year < 50 else 1900
    month, day = (a, b) if b > 12 or a == b else (b, a)
    sure = a > 12 or b > 12 or a == b
    return f"{year:04}-{month:02}-{day:02}" if sure and calendar.valid(year, month, day) else None


def _month(hit: Hit) -> int:
    return int(hit.first("MONTH") or hit.first("MAYBE_MONTH") or 0)


def _said_year(hit: Hit, at: Anchor) -> int | None:
    """The year that the words say: in figures or as last, this, next."""
    if hit.has("YEAR"):
        return hit.number("YEAR")
    if hit.says("year") and at.day:
        return at.day.year + _direction(hit)
    return None


def _direction(hit: Hit) -> int:
    kinds = ("LAST", "PAST", "NEXT", "FOLLOWING")
    return next((1 if kind in ("NEXT", "FOLLOWING") else -1 for kind in kinds if hit.has(kind)), 0)


def month_day(hit: Hit, at: Anchor) -> str | None:
    number = hit.last("DAY") or hit.last("DAYTH") or hit.first("ORDWORD") or "0"
    return _dated(hit, at, _figures(number))


def _figures(written: str) -> int:
    return int(re.sub(r"\D", "", written) or 0)


def _dated(hit: Hit, at: Anchor, number: int) -> str | None:
    """The day of that number in the month that the words name."""
    month_number = _month(hit)
    if not calendar.valid(2000, month_number, number):
        return None
    year = _said_year(hit, at) or (at.day and calendar.nearest_year(at.day, month_number, number, at.tense))
    if year and not calendar.valid(year, month_number, number):
        return None
    return f"{year or 'XXXX'}-{month_number:02}-{number:02}"


def month_days(hit: Hit, at: Anchor) -> str | None:
    """The days from one to another of a month."""
    first, *rest = [_figures(n) for n in hit.all("DAY") + hit.all("DAYTH")]
    value = _dated(hit, at, first)
    if not value or not rest or first >= rest[-1] or not calendar.valid(2000, _month(hit), rest[-1]):
        return value
    return f"{value}/{value[:8]}{rest[-1]:02}"


def month(hit: Hit, at: Anchor) -> str | None:
    number = _month(hit)
    year = _said_year(hit, at)
    if year is None and at.day:
        year = _year_of_month(hit, at, at.day, number)
    return f"{year or 'XXXX'}-{number:02}"


def _year_of_month(hit: Hit, at: Anchor, day: date, number: int) -> int | None:
    turn = _direction(hit)
    if turn < 0:
        return day.year - (number >= day.month)
    if turn > 0:
        return day.year + (number <= day.month)
    if hit.has("THIS"):
        return day.year
    return calendar.nearest_year(day, number, min(day.day, 28), at.tense)


def year(hit: Hit, _: Anchor) -> str | None:
    return hit.last("YEAR")


def decade(hit: Hit, _: Anchor) -> str | None:
    figures = re.sub(r"\D", "", hit.first("DECADE") or "")
    return figures[:3] if len(figures) == 4 else f"19{figures[0]}"


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
    number = hit.first("QUART") or (re.sub(r"\D", "", hit.written[0]) if hit.written else None)
    said = _said_year(hit, at)
    if said is None and at.day:
        now = int(calendar.quarter(at.day)[-1])
        said = at.day.year - (int(number or 0) > now + (at.tense == "future") * 4 + 1)
    return f"{said}-Q{number}" if said and number else None


def half(hit: Hit, at: Anchor) -> str | None:
    said = _said_year(hit, at) or (at.day.year if at.day else None)
    return f"{said}-H{hit.first('QUART')}" if said else None


def season(hit: Hit, at: Anchor) -> str | None:
    name = hit.first("SEASON") or hit.first("SEASONS") or ""
    said = _said_year(hit, at)
    if said is None and at.day:
        said = at.day.year + _season_turn(hit, at, at.day.month, name)
    return f"{said}-{name}" if said else None


_SEASON_START = {"WI": 12, "SP": 3, "SU": 6, "FA": 9}


def _season_turn(hit: Hit, at: Anchor, month_number: int, name: str) -> int:
    begun = month_number >= _SEASON_START[name] - (name == "WI") * 12
    turn = _direction(hit)
    if turn < 0:
        over = month_number > _SEASON_START[name] % 12 + 1
        return 0 if over else -1
    if turn > 0:
        return 1 if begun and name != "WI" else 0
    if hit.has("THIS") or at.tense == "future":
        return 0
    return 0 if begun else -1


def deictic(hit: Hit, at: Anchor) -> str | None:
    """Today, the day after tomorrow, yesterday morning."""
    if not at.day:
        return None
    extra = {"before": -1, "after": 1}
    count = int(hit.first("DEICTIC") or 0) + sum(extra.get(w.lower(), 0) for w in hit.written)
    return (at.day + timedelta(count)).isoformat() + part(hit)


def tonight(_: Hit, at: Anchor) -> str | None:
    return f"{at.day.isoformat()}TNI" if at.day else None


def this_part(hit: Hit, at: Anchor) -> str | None:
    """This morning is of the day of publication, last night of the one before."""
    if not at.day:
        return None
    return (at.day + timedelta(-1 if hit.has("LAST") else 0)).isoformat() + part(hit)


def the_part(hit: Hit, at: Anchor) -> str | None:
    """The morning is of the day spoken of."""
    day = calendar.day(at.ref) or at.day
    return day.isoformat() + part(hit) if day else None


def unit(hit: Hit, at: Anchor) -> str | None:
    """Last week, this month, next year."""
    name = hit.last("UNIT")
    if not at.day or not name:
        return None
    if name == "WE":
        return _weekend(hit, at)
    value = calendar.shifted(at.day, _direction(hit), name)
    return value[: {"10Y": 3, "100Y": 2}.get(name, 10)] if value else None


def _weekend(hit: Hit, at: Anchor) -> str | None:
    assert at.day
    begun = at.day.isoweekday() >= 6
    turn = _direction(hit)
    if turn == 0 and at.tense != "future" and not hit.has("THIS"):
        turn = 0 if begun else -1
    elif turn < 0:
        turn = -1
    elif turn > 0:
        turn = 1 if begun or (hit.has("NEXT") and hit.says("next")) else 0
    return calendar.shifted(at.day, turn, "WE")


def latest_quarter(_: Hit, at: Anchor) -> str | None:
    return at.quarter or (calendar.shifted(at.day, -1, "Q") if at.day else None)


def year_before(_: Hit, at: Anchor) -> str | None:
    """A year earlier is a year before the quarter spoken of, in a report of results; else a year before the date spoken of."""
    base = at.quarter or at.ref or (str(at.day.year) if at.day else None)
    if not base or not base[:4].isdigit():
        return None
    return f"{int(base[:4]) - 1}{base[4:] if at.quarter else ''}"


def same_quarter(hit: Hit, at: Anchor) -> str | None:
    """The 1988 period is the quarter spoken of, in that year."""
    return f"{hit.first('YEAR')}{at.quarter[4:] if at.quarter else ''}"


def weekday(hit: Hit, at: Anchor) -> str | None:
    if not at.day:
        return None
    number = int(hit.first("WEEKDAY") or 1)
    turn = _direction(hit)
    if hit.has("MONTH") or hit.has("MAYBE_MONTH"):
        return None
    if turn < 0:
        found = calendar.on_weekday(at.day - timedelta(1), number, "past")
    elif turn > 0:
        found = calendar.on_weekday(at.day + timedelta(1), number, "future")
    else:
        found = calendar.on_weekday(at.day, number, at.tense) if at.sure else calendar.nearest_weekday(at.day, number, at.tense)
    return found.isoformat() + part(hit)


def ago(hit: Hit, at: Anchor) -> str | None:
    """Two months ago."""
    return _away(hit, at.day, -1, at)


def hence(hit: Hit, at: Anchor) -> str | None:
    return _away(hit, at.day, 1, at)


def relative(hit: Hit, at: Anchor) -> str | None:
    """Two days later, a month earlier: counted from the date spoken of."""
    base = calendar.bounds(at.ref)
    sign = -1 if hit.says("earlier", "before", "previously") else 1
    return _away(hit, base[0] if base else at.day, sign, at) if base or sign < 0 else None


def _away(hit: Hit, base: date | None, sign: int, at: Anchor) -> str | None:
    name, count = hit.last("UNIT") or hit.last("UNITS"), quantity(hit)
    if not base or not name or count is None:
        return "PAST_REF" if sign < 0 and count is None else None
    if name == "Y" and count == 1 and at.quarter and sign < 0:
        return year_before(hit, at)
    if name.startswith("T"):
        return base.isoformat()
    if name == "W" and count != int(count):
        return None
    return calendar.shifted(base, sign * int(count), name) if count < 5000 else None


def clock(hit: Hit, at: Anchor) -> str | None:
    """A time of day, on the day that the words beside it say, else the day spoken of."""
    time = _clock_time(hit)
    day = _clock_day(hit, at)
    return f"{day}T{time}" if day and time else None


def _clock_time(hit: Hit) -> str | None:
    if hit.has("CLOCKWORD"):
        return hit.first("CLOCKWORD")
    hour, _, minute = (hit.first("CLOCK") or hit.first("HOUR") or "").partition(":")
    hours = int(hour) if hour.isdigit() else int(hit.first("NUMWORD") or 99)
    if hit.first("AM") == "PM" or (hit.has("PART") and hit.first("PART") != "MO"):
        hours += 12 if hours < 12 else 0
    elif hit.first("AM") == "AM" and hours == 12:
        hours = 0
    return f"{hours:02}:{minute or '00'}" if hours <= 24 else None


def _clock_day(hit: Hit, at: Anchor) -> str | None:
    if hit.has("MONTH") or hit.has("MAYBE_MONTH"):
        return month_day(hit, at)
    if hit.has("WEEKDAY"):
        value = weekday(hit, at)
        return value[:10] if value else None
    if hit.has("DEICTIC"):
        value = deictic(hit, at)
        return value[:10] if value else None
    day = calendar.day(at.ref) or at.day
    return day.isoformat() if day else None


def that(hit: Hit, at: Anchor) -> str | None:
    """That day, the same week, the following year: of the date spoken of."""
    base = calendar.bounds(at.ref)
    name = hit.last("UNIT")
    if not base or not name:
        return None
    sign = 1 if hit.has("NEXT") or hit.has("FOLLOWING") else -1 if hit.has("PAST") else 0
    value = calendar.shifted(base[0], sign, name)
    return f"{value}{part(hit)}" if value else None


def next_part(hit: Hit, at: Anchor) -> str | None:
    """The next morning is of the day after the one spoken of."""
    day = calendar.day(at.ref)
    return (day + timedelta(1)).isoformat() + part(hit) if day else None


def the_unit(hit: Hit, at: Anchor) -> str | None:
    """The year, the quarter: of publication, or of which the report speaks."""
    name = hit.last("UNIT") or ""
    if name == "Q":
        return latest_quarter(hit, at)
    if name == "WE":
        return _weekend(hit, at) if at.day else None
    return calendar.shifted(at.day, 0, name) if at.day else None


def year_end(hit: Hit, at: Anchor) -> str | None:
    said = _said_year(hit, at) if hit.has("YEAR") else None
    if said is None and at.day:
        said = at.day.year - (at.tense == "past")
    return f"{said}-12-31" if said else None


def holiday(hit: Hit, at: Anchor) -> str | None:
    key = hit.first("HOLIDAY") or "01-01"
    if not at.day:
        return None
    said = hit.number("YEAR") if hit.has("YEAR") else None
    years = [said] if said else [at.day.year - 1, at.day.year, at.day.year + 1]
    eve = timedelta(hit.says("eve"))
    days = [_holiday(y, key) - eve for y in years]
    if not said:
        days = [d for d in days if (d >= at.day if at.tense == "future" else d <= at.day)] or days
    return min(days, key=lambda d: abs((d - at.day).days)).isoformat()  # type: ignore[operator]


def _holiday(year_number: int, key: str) -> date:
    if key == "EA":
        return calendar.easter(year_number)
    if key == "TH":
        return calendar.nth_weekday(year_number, 11, 4, 4)
    return date(year_number, int(key[:2]), int(key[3:]))
