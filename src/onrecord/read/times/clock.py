"""What times of day are worth: 2021-03-16T10:30."""

from __future__ import annotations

from datetime import timedelta

from onrecord.read.times import calendar
from onrecord.read.times.anchors import Anchor, Hit
from onrecord.read.times.dates import month_day
from onrecord.read.times.relative import deictic, weekday


def clock(hit: Hit, at: Anchor) -> str | None:
    """A time of day, on the day that the words beside it say, else the day spoken of."""
    time = _time(hit)
    day = _day(hit, at)
    return f"{day}T{time}" if day and time else None


def _time(hit: Hit) -> str | None:
    if hit.has("CLOCKWORD"):
        return hit.first("CLOCKWORD")
    hour, _, minute = _figures(hit).replace(".", ":").partition(":")
    hours = _hours(hit, int(hour or hit.first("NUMWORD") or 99))
    return f"{hours:02}:{minute or '00'}" if hours <= 24 else None


def _figures(hit: Hit) -> str:
    """The figures of a time: 10:30, 6.10, 10, and 1430 as it stands before a zone."""
    bare = hit.written[0]
    whole = (
        f"{bare[:2]}:{bare[2:]}" if bare.isdigit() and len(bare) == 4 and int(bare[2:]) < 60 else ""
    )
    return hit.first("CLOCK") or whole or hit.first("HOUR") or ""


def _hours(hit: Hit, said: int) -> int:
    """The hour of the day: "p.m." and "in the afternoon" say which half."""
    half = hit.first("AM") or {"MO": "AM", "AF": "PM", "EV": "PM", "NI": "PM"}.get(
        hit.first("PART") or ""
    )
    if said > 12 or half is None or (hit.first("PART") == "NI" and said < 6):
        return said
    return said % 12 + 12 * (half == "PM")


def _day(hit: Hit, at: Anchor) -> str | None:
    if hit.has("MONTH") or hit.has("MAYBE_MONTH"):
        return month_day(hit, at)
    named = weekday if hit.has("WEEKDAY") else deictic if hit.has("DEICTIC") else None
    if named:
        value = named(hit, at)
        return value[:10] if value else None
    if hit.has("LAST") or hit.has("THIS"):
        return (at.day - timedelta(hit.has("LAST"))).isoformat() if at.day else None
    day = calendar.day(at.ref) or at.day
    return day.isoformat() if day else None
