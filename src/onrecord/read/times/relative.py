"""What dates are worth that are relative to the day of publication or to the date spoken of:
yesterday, last week, two months ago."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from onrecord.read.times import calendar
from onrecord.read.times.anchors import Anchor, Hit
from onrecord.read.times.dates import direction, said_year
from onrecord.read.times.durations import part, quantity


def deictic(hit: Hit, at: Anchor) -> str | None:
    """Today, the day after tomorrow, yesterday morning."""
    if not at.day:
        return None
    extra = {"before": -1, "after": 1}
    count = int(hit.first("DEICTIC") or 0) + sum(extra.get(w.lower(), 0) for w in hit.written)
    return (at.day + timedelta(count)).isoformat() + part(hit)


def tonight(_: Hit, at: Anchor) -> str | None:
    return f"{at.day.isoformat()}TNI" if at.day else None


def overnight(_: Hit, at: Anchor) -> str | None:
    """Of the night before the day of publication, where nothing is to come."""
    return f"{(at.day - timedelta(not at.ahead)).isoformat()}TNI" if at.day else None


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
    if hit.says("previous", "preceding", "prior") and (value := that(hit, at)):
        return value
    value = calendar.shifted(at.day, direction(hit), name)
    return value[: {"10Y": 3, "100Y": 2}.get(name, 10)] if value else None


def _weekend(hit: Hit, at: Anchor) -> str | None:
    assert at.day
    begun = at.day.isoweekday() >= 6
    turn = direction(hit)
    if turn == 0 and not at.ahead and not hit.has("THIS"):
        turn = 0 if begun else -1
    elif turn > 0:
        turn = 1 if begun or (hit.has("NEXT") and hit.says("next")) else 0
    return calendar.shifted(at.day, turn, "WE")


def last_unit(hit: Hit, at: Anchor) -> str | None:
    """The latest fiscal year is the last one that is over."""
    return calendar.shifted(at.day, -1, hit.last("UNIT") or "Y") if at.day else None


def day_beside(hit: Hit, at: Anchor) -> str | None:
    """The day before Tuesday."""
    day = calendar.day(weekday(hit, at))
    return (day + timedelta(-1 if hit.says("before") else 1)).isoformat() if day else None


def latest_quarter(_: Hit, at: Anchor) -> str | None:
    return at.quarter or (calendar.shifted(at.day, -1, "Q") if at.day else None)


def year_before(hit: Hit, at: Anchor) -> str | None:
    """A year earlier is a year before the quarter spoken of, in a report of results; else a year
    before the date spoken of."""
    spoken_of = None if hit.says("ago") and at.day else at.ref
    base = at.quarter or spoken_of or (str(at.day.year) if at.day else None)
    if not base or not base[:4].isdigit():
        return None
    return f"{int(base[:4]) - 1}{base[4:] if at.quarter else ''}"


def same_quarter(hit: Hit, at: Anchor) -> str | None:
    """The 1988 period is the quarter spoken of, in that year."""
    return f"{hit.first('YEAR')}{at.quarter[4:] if at.quarter else ''}"


def weekday(hit: Hit, at: Anchor) -> str | None:
    if not at.day:
        return None
    number, turn = int(hit.first("WEEKDAY") or 1), direction(hit)
    if hit.says("previous", "preceding", "following"):
        found = calendar.on_weekday(
            (calendar.day(at.ref) or at.day) + timedelta(turn), number, ahead=turn > 0
        )
    elif turn:
        found = calendar.on_weekday(at.day + timedelta(turn * TOO_NEAR), number, ahead=turn > 0)
    else:
        found = calendar.nearest_weekday(
            at.day, number, at.tense or ("future" if hit.has("THIS") else "")
        )
    return found.isoformat() + part(hit)


def weekday_of_week(hit: Hit, at: Anchor) -> str | None:
    """Wednesday of last week."""
    if not at.day:
        return None
    days = int(hit.first("WEEKDAY") or 1) - at.day.isoweekday()
    return (at.day + timedelta(days + 7 * direction(hit))).isoformat()


TOO_NEAR = 2
"""Nobody calls tomorrow "next Friday", nor yesterday "last Friday"."""


def ago(hit: Hit, at: Anchor) -> str | None:
    """Two months ago."""
    return _away(hit, at.day, -1, at)


def ago_that(hit: Hit, at: Anchor) -> str | None:
    """Ten years ago today, a week ago Friday, a year ago this month."""
    day = calendar.day(weekday(hit, at)) if hit.has("WEEKDAY") else at.day
    count = quantity(hit)
    if not day or not count or not 1 <= count < 900:
        return None
    back = (
        calendar.months_on(day, -12 * int(count))
        if hit.says("year", "years")
        else day - timedelta(7 * int(count))
    )
    return calendar.shifted(back, 0, "M" if hit.says("month") else "W" if hit.says("this") else "D")


def weekdays_ago(hit: Hit, at: Anchor) -> str | None:
    """Two Sundays ago: the second one before the day of publication."""
    count = quantity(hit)
    if not at.day or not count or count > 500:
        return None
    last = calendar.on_weekday(at.day - timedelta(1), int(hit.first("WEEKDAYS") or 1), ahead=False)
    return (last - timedelta(7 * (int(count) - 1))).isoformat()


def unit_but_one(hit: Hit, at: Anchor) -> str | None:
    """The week before last, the month after next."""
    return (
        calendar.shifted(at.day, -2 if hit.says("before") else 2, hit.last("UNIT") or "")
        if at.day
        else None
    )


def hence(hit: Hit, at: Anchor) -> str | None:
    return _away(hit, at.day, 1, at)


def hence_from(hit: Hit, at: Anchor) -> str | None:
    """A week from today, two weeks from Friday."""
    from_day = calendar.day(
        deictic(hit, at) if hit.has("DEICTIC") else weekday(hit, replace(at, tense="future"))
    )
    count, days = quantity(hit), 7 if hit.says("week", "weeks") else 1
    return (
        (from_day + timedelta(int(count) * days)).isoformat()
        if from_day and count and count < 500
        else None
    )


def relative(hit: Hit, at: Anchor) -> str | None:
    """Two days later, a month earlier: counted from the date spoken of."""
    base = calendar.bounds(at.ref)
    sign = -1 if hit.says("earlier", "before", "previously") else 1
    name = hit.last("UNIT") or hit.last("UNITS") or ""
    if name.startswith("T") or (base and not calendar.precise(at.ref, name)):
        return None
    value = _away(hit, base[0] if base else at.day, sign, at) if base or sign < 0 else None
    return None if sign > 0 and not at.ahead and _to_come(value, at.day) else value


def _to_come(value: str | None, day: date | None) -> bool:
    """True of what begins after the day of publication."""
    limits = calendar.bounds(value)
    return bool(limits and day and limits[0] > day)


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
    if name == "Y" and count != int(count):
        name, count = "M", count * 12
    return calendar.shifted(base, sign * int(count), name) if count < 5000 else None


def that(hit: Hit, at: Anchor) -> str | None:
    """That day, the same week, the following year: of the date spoken of."""
    base = calendar.bounds(at.ref)
    name = hit.last("UNIT")
    if not base or not name or not calendar.precise(at.ref, name):
        return None
    sign = 1 if hit.has("NEXT") or hit.has("FOLLOWING") else -1 if hit.has("PAST") else 0
    value = calendar.shifted(base[0], sign, name)
    return f"{value}{part(hit)}" if value else None


def the_day_before(hit: Hit, at: Anchor) -> str | None:
    """The day before the one spoken of."""
    base, name = calendar.bounds(at.ref), hit.last("UNIT")
    return (
        calendar.shifted(base[0], -1, name)
        if base and name and calendar.precise(at.ref, name)
        else None
    )


def then(_: Hit, at: Anchor) -> str | None:
    """The date spoken of, where it is still to come."""
    return at.ref if _to_come(at.ref, at.day) else None


def that_part(hit: Hit, at: Anchor) -> str | None:
    """That night is of the day spoken of."""
    day = calendar.day(at.ref)
    return day.isoformat() + part(hit) if day else None


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
    said = said_year(hit, at) if hit.has("YEAR") else None
    if said is None and at.day:
        said = at.day.year - at.behind
    return str(said) if said else None
