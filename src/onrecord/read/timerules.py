"""The rules that find and value time expressions: a name, a phrase (see `phrases`), and what it is worth."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.read import calendar
from onrecord.read.phrases import Grammar, compiled, grammar
from onrecord.record import TimeType


@dataclass(frozen=True)
class Anchor:
    """What a relative expression is relative to."""

    day: date | None
    """The day of publication."""
    tense: str = ""
    """`past`, `future` or unknown: of the words near."""
    ref: str | None = None
    """The value of the calendar expression before."""
    quarter: str | None = None
    """The last quarter that the report named."""


@dataclass(frozen=True)
class Hit:
    """The words that a phrase matched."""

    written: list[str]
    letters: str
    known: Grammar

    def has(self, kind: str) -> bool:
        return any(letter in self.known.kinds[kind] for letter in self.letters)

    def all(self, kind: str) -> list[str]:
        """What the words of a kind give, in order: the table's value, else the word itself."""
        kinds = self.known.kinds[kind]
        found = [w for w, letter in zip(self.written, self.letters, strict=True) if letter in kinds]
        return [self.known.values.get((w, kind), w) for w in found]

    def first(self, kind: str) -> str | None:
        return next(iter(self.all(kind)), None)

    def last(self, kind: str) -> str | None:
        return next(reversed(self.all(kind)), None)

    def number(self, kind: str) -> int:
        return int(re.sub(r"\D", "", self.first(kind) or "") or 0)

    def says(self, *some: str) -> bool:
        return any(w.lower() in some for w in self.written)


Value = Callable[[Hit, Anchor], str | None]


@dataclass(frozen=True)
class Rule:
    """One kind of time expression."""

    name: str
    type: TimeType
    phrase: str
    value: Value
    explicit: bool = False
    """It says its date in full, so that it may be read in a date line too."""


PARTS = {
    "MON": "(MONTH|MAYBE_MONTH)",
    "PHASE": "((the? EARLY -?|the? STARTEND of|earlier in?|later in?|sometime in?|sometime) )?",
    "ABOUT": "(at least|at most|at about|more than|less than|fewer than|up to|as long as|no more than|no less than|just over|just under|well over|ABOUT)*",
    "QTY": "(NUM -? (and? a? FRACTION)?|a couple of|a couple|a few|the few|a dozen|TENS -? NUMWORD?|(a|NUMWORD) HUNDRED|a (half -)? |an half?|half an?|NUMWORD (and a half)?|VAGUE|several dozen|tens of|dozens of|hundreds of|thousands of|a number of)",
    "COUNT": "(NUM (and? a? FRACTION)?|(a couple of)|couple of|few|TENS -? NUMWORD?|NUMWORD HUNDRED?|several|many)",
    "U": "(UNIT|UNITS)",
    "DM": "(DAY|DAYTH)",
    "LASTS": "(LAST|PAST)",
    "OFYEAR": "((of|in|,)? YEAR|of? (the|this|LAST|NEXT|PAST)+ year)",
}


# --- values -------------------------------------------------------------------------------------------------------


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
    month = _month(hit)
    number = int(re.sub(r"\D", "", hit.first("DAY") or hit.first("DAYTH") or hit.first("ORDWORD") or "0"))
    if not calendar.valid(2000, month, number):
        return None
    year = _said_year(hit, at) or (at.day and calendar.nearest_year(at.day, month, number, at.tense))
    if year and not calendar.valid(year, month, number):
        return None
    return f"{year or 'XXXX'}-{month:02}-{number:02}"


def month_days(hit: Hit, at: Anchor) -> str | None:
    """The days from one to another of a month."""
    numbers = [int(re.sub(r"\D", "", n)) for n in hit.all("DAY") + hit.all("DAYTH")]
    first = month_day(hit, at)
    if not first or len(numbers) < 2 or numbers[0] >= numbers[1] or not calendar.valid(2000, _month(hit), numbers[1]):
        return first
    return f"{first}/{first[:8]}{numbers[1]:02}"


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
    return (at.day + timedelta(count)).isoformat() + _part(hit)


def _part(hit: Hit) -> str:
    part = next((hit.first(k) for k in ("PART", "TONIGHT", "DAWN", "NIGHTS") if hit.has(k)), None)
    return f"T{part}" if part else ""


def tonight(_: Hit, at: Anchor) -> str | None:
    return f"{at.day.isoformat()}TNI" if at.day else None


def this_part(hit: Hit, at: Anchor) -> str | None:
    """This morning is of the day of publication, last night of the one before."""
    if not at.day:
        return None
    return (at.day + timedelta(-1 if hit.has("LAST") else 0)).isoformat() + _part(hit)


def the_part(hit: Hit, at: Anchor) -> str | None:
    """The morning is of the day spoken of."""
    day = calendar.day(at.ref) or at.day
    return day.isoformat() + _part(hit) if day else None


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
        turn = 1 if begun or hit.has("NEXT") and hit.says("next") else 0
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
        found = calendar.on_weekday(at.day, number, at.tense)
    return found.isoformat() + _part(hit)


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


def quantity(hit: Hit) -> float | None:
    """How many the words say; None where they do not say."""
    if hit.has("VAGUE") or hit.says("couple") and False:
        return None
    if hit.says("tens", "dozens", "hundreds", "thousands", "number"):
        return None
    if hit.says("couple"):
        return 2
    total = _figures(hit)
    if hit.says("half"):
        return (total or 0) + 0.5 if total or not hit.says("an", "a") else 0.5
    return total if total is not None else 1 if hit.says("a", "an") else None


def _figures(hit: Hit) -> float | None:
    said = [float(n.replace(",", "")) for n in hit.all("NUM")] + [float(n) for n in hit.all("TENS") + hit.all("NUMWORD")]
    total = sum(said) if said else None
    if hit.has("HUNDRED"):
        total = (total or 1) * float(hit.first("HUNDRED") or 100)
    fraction = hit.first("FRACTION")
    return (total or 0) + _FRACTIONS.get(fraction[-1], 0.5) if fraction else total


_FRACTIONS = {"2": 0.5, "4": 0.25, "8": 0.125, "½": 0.5, "¼": 0.25}


def duration(hit: Hit, _: Anchor) -> str | None:
    """P2M, PT30M, PXW."""
    name = hit.last("UNIT") or hit.last("UNITS") or ""
    return period(quantity(hit) or (1 if hit.has("UNIT") and not hit.has("VAGUE") else None), name)


def period(count: float | None, unit_name: str) -> str | None:
    if unit_name == "WE":
        return f"P{count:g}WE" if count else "PXWE"
    clock = unit_name.startswith("T")
    number, letter = re.match(r"(\d*)(\w+)", unit_name.lstrip("T")).groups()  # type: ignore[union-attr]
    if count is None:
        letter = {"10Y": "DE", "100Y": "CE"}.get(unit_name, letter)
        return f"P{'T' if clock else ''}X{letter}"
    if letter == "Q":
        number, letter = "3", "M"
    whole, rest = divmod(count * float(number or 1), 1)
    finer = {"Y": (12, "M"), "H": (60, "M"), "M": (60, "S") if clock else (30, "D"), "D": (24, "H")}.get(letter)
    more = f"{round(rest * finer[0])}{finer[1]}" if rest and finer else ""
    return f"P{'T' if clock else ''}{f'{whole:.0f}{letter}' if whole or not more else ''}{more}"


def bare_plural(hit: Hit, _: Anchor) -> str | None:
    return period(None, hit.last("UNITS") or "Y")


def some_refs(value: str) -> Value:
    return lambda _hit, _at: value


def set_of(hit: Hit, _: Anchor) -> str | None:
    """Every day, each month, every two weeks."""
    if hit.has("WEEKDAY"):
        return f"XXXX-WXX-{hit.first('WEEKDAY')}{_part(hit)}"
    if hit.has("MONTH"):
        return f"XXXX-{int(hit.first('MONTH') or 0):02}"
    if hit.has("SEASON"):
        return f"XXXX-{hit.first('SEASON')}"
    if hit.has("PART"):
        return f"XXXX-XX-XX{_part(hit)}"
    name = hit.last("UNIT") or hit.last("UNITS") or "D"
    count = 2 if hit.says("other") else quantity(hit) or 1
    return "XXXX-WXX-WE" if name == "WE" else period(count, name)


def weekdays(hit: Hit, _: Anchor) -> str | None:
    value = hit.first("WEEKDAYS") or ""
    return f"XXXX-WXX-{value}{_part(hit)}"


def frequency(hit: Hit, _: Anchor) -> str | None:
    return hit.first("FREQ")


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
    if hit.first("AM") == "PM" or hit.has("PART") and hit.first("PART") != "MO":
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
    return f"{value}{_part(hit)}" if value else None


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
    said = _said_year(hit, at)
    years = [said] if said else [at.day.year - 1, at.day.year, at.day.year + 1]
    days = [_holiday(y, key) for y in years]
    if not said:
        days = [d for d in days if (d >= at.day if at.tense == "future" else d <= at.day)] or days
    return min(days, key=lambda d: abs((d - at.day).days)).isoformat()  # type: ignore[operator]


def _holiday(year_number: int, key: str) -> date:
    if key == "EA":
        return calendar.easter(year_number)
    if key == "TH":
        return calendar.nth_weekday(year_number, 11, 4, 4)
    return date(year_number, int(key[:2]), int(key[3:]))


# --- the rules, in the order in which they win over others of the same length ---------------------------------------

RULES: tuple[Rule, ...] = (
    Rule("iso", "DATE", "ISO", iso, explicit=True),
    Rule("slash", "DATE", "SLASH", slash, explicit=True),
    Rule("month-day", "DATE", "((LAST|NEXT|THIS)* WEEKDAY ,? )? {MON} the? {DM} (,? YEAR !%)? !%", month_day, explicit=True),
    Rule("month-day-words", "DATE", "((LAST|NEXT|THIS)* WEEKDAY ,? )? {MON} ORDWORD (,? YEAR)?", month_day, explicit=True),
    Rule("day-month", "DATE", "(WEEKDAY ,? )? the? {DM} of? {MON} (,? YEAR)?", month_day, explicit=True),
    Rule("days-of-month", "DATE", "{MON} {DM} (-|–|—|to|and|through|until) {DM} (,? YEAR)? !%", month_days, explicit=True),
    Rule("days-of-month", "DATE", "{DM} (-|–|—|to|and) {DM} of? {MON} (,? YEAR)?", month_days, explicit=True),
    Rule("month-year", "DATE", "{PHASE} {MON} {OFYEAR}", month, explicit=True),
    Rule("month", "DATE", "{PHASE} (LAST|THIS|NEXT|PAST)* MONTH", month),
    Rule("month", "DATE", "{PHASE} (LAST|THIS|NEXT|PAST)+ MAYBE_MONTH", month),
    Rule("month", "DATE", "the? (EARLY -?|STARTEND of|earlier in|later in) MAYBE_MONTH", month),
    *(Rule("month", "DATE", f"<{before} MAYBE_MONTH", month) for before in ("in", "since", "until", "by", "of", "from", "through", "during", "between", "before", "after", "for", "a", "the")),
    Rule("year", "DATE", "!$ {PHASE} (the? year|FISCAL (year)?)? YEAR !% !years !UNITS", year),
    Rule("spoken-year", "DATE", "(nineteen|eighteen) (TENS -? NUMWORD?|NUMWORD)", spoken_year),
    Rule("spoken-year", "DATE", "the? year two thousand", spoken_year),
    Rule("decade", "DATE", "the (EARLY -? )? DECADEWORD", decade_word),
    Rule("decade", "DATE", "the? (EARLY -? )? DECADE", decade),
    Rule("century", "DATE", "the? (EARLY -? )? (ORDINAL|ORDWORD) -? century", century),
    Rule("quarter", "DATE", "((the|LAST|THIS|NEXT|YEAR|FISCAL) | (LAST|THIS|NEXT) year 's)* (FISCAL -?)? QUART quarter ({OFYEAR})?", quarter),
    Rule("quarter", "DATE", "(FISCAL -?)? QUART - quarter ({OFYEAR})?", quarter),
    Rule("the-year-ended", "DURATION", "the FISCAL? year >ended", duration),
    Rule("the-year-ended", "DURATION", "the FISCAL? year >ending", duration),
    Rule("half", "DATE", "the? QUART -? half {OFYEAR}", half),
    Rule("season", "DATE", "({PHASE} (LAST|THIS|NEXT|PAST|the) )+ SEASON (of? YEAR)?", season),
    Rule("season", "DATE", "(EARLY -?)? (SEASON|SEASONS) of? YEAR", season),
    Rule("season", "DATE", "(EARLY|in|the) SEASONS", season),
    Rule("deictic", "DATE", "((earlier|later|EARLY) )? DEICTIC", deictic),
    Rule("deictic-part", "TIME", "((EARLY|mid -|late|earlier|later) )? DEICTIC (PART|at dawn)", deictic),
    Rule("deictic-part", "TIME", "(EARLY -?)? PART DEICTIC", deictic),
    Rule("day-after", "DATE", "the day (before|after) DEICTIC", deictic),
    Rule("tonight", "TIME", "(later)? TONIGHT", tonight),
    Rule("this-part", "TIME", "((EARLY|earlier|later) )? (THIS|LAST) PART", this_part),
    Rule("the-part", "TIME", "(EARLY|mid) PART", the_part),
    Rule("the-part", "TIME", "(in|during) the EARLY? PART", the_part),
    Rule("past-unit", "DURATION", "the (LAST|PAST|NEXT|coming) (decade|century|hour)", duration),
    Rule("unit", "DATE", "{PHASE} the? (LAST|THIS|NEXT|coming|PAST) FISCAL? UNIT !ago", unit),
    Rule("latest", "DATE", "(the|its|their)? (latest|recent|current) FISCAL? (quarter|period)", latest_quarter),
    Rule("year-before", "DATE", "the? year - (ago|earlier) (third|second|first|fourth|FISCAL)? (quarter|period)?", year_before),
    Rule("year-before", "DATE", "(the quarter)? a year (ago|earlier)", year_before),
    Rule("year-before", "DATE", "the year (before|earlier)", year_before),
    Rule("year-before", "DATE", "the? YEAR (quarter|period)", same_quarter),
    Rule("weekday", "DATE", "((earlier|later|EARLY) )? ((the|this|THIS|LAST|NEXT|PAST|coming) )* WEEKDAY", weekday),
    Rule("weekday-part", "TIME", "((earlier|later|EARLY|mid -) )? ((LAST|NEXT|THIS) )? WEEKDAY (EARLY -?)? (PART|NIGHTS)", weekday),
    Rule("ago", "DATE", "{ABOUT} {QTY} {U} ago", ago),
    Rule("hence", "DATE", "{ABOUT} {QTY} {U} from now", hence),
    Rule("relative", "DATE", "{ABOUT} {QTY} {U} (earlier|later)", relative),
    Rule("duration", "DURATION", "{ABOUT} the? {QTY} (more|full|straight|consecutive|calendar|trading|additional)? {U} (or so)? !- !old", duration),
    Rule("duration", "DURATION", "{QTY} - {U} !-", duration),
    Rule("last-units", "DURATION", "the? (LAST|PAST|NEXT|FOLLOWING|THIS|first|QUART|final|coming|another) {ABOUT} {COUNT} UNITS (or so)?", duration),
    Rule("the-units", "DURATION", "the {COUNT} UNITS", duration),
    Rule("units", "DURATION", "<for {ABOUT} UNITS", bare_plural),
    Rule("units", "DURATION", "<within {ABOUT} UNITS", bare_plural),
    Rule("recent-units", "DURATION", "the? (recent|PAST|coming|LAST|NEXT) UNITS", bare_plural),
    Rule("set", "SET", "(EACH) (other|NUMWORD|NUM)? (UNIT|UNITS|WEEKDAY PART?|MONTH|SEASON|PART)", set_of),
    Rule("set", "SET", "(once|twice|times|NUM) (a|per) UNIT", set_of),
    Rule("weekdays", "SET", "WEEKDAYS PART?", weekdays),
    Rule("frequency", "SET", "FREQ", frequency),
    Rule("clock", "TIME", "(CLOCK|HOUR|NUMWORD) AM ZONE? (,? on? (WEEKDAY|DEICTIC|{MON} DAY))?", clock),
    Rule("clock", "TIME", "CLOCK ZONE (,? on? (WEEKDAY|DEICTIC|{MON} DAY))?", clock),
    Rule("clock", "TIME", "(HOUR|NUMWORD) o'clock (in the PART)? (,? on? (WEEKDAY|DEICTIC))?", clock),
    Rule("clock", "TIME", "CLOCKWORD (ZONE)? (on? (WEEKDAY|DEICTIC))?", clock),
    Rule("clock", "TIME", "(WEEKDAY|DEICTIC) at (CLOCK|HOUR) AM ZONE?", clock),
    Rule("now", "DATE", "right? PRESENT_REF", some_refs("PRESENT_REF")),
    Rule("now", "DATE", "the present time", some_refs("PRESENT_REF")),
    Rule("now", "DATE", "at (the|this) moment", some_refs("PRESENT_REF")),
    Rule("past", "DATE", "(more|most)? PAST_REF", some_refs("PAST_REF")),
    Rule("past", "DATE", "the past !UNITS !UNIT !NUM !NUMWORD !few !several !couple", some_refs("PAST_REF")),
    Rule("future", "DATE", "!as !how FUTURE_REF !after !thereafter !before !as", some_refs("FUTURE_REF")),
    Rule("future", "DATE", "the near? (future|term) !UNITS", some_refs("FUTURE_REF")),
    Rule("that", "DATE", "((later|earlier|EARLY) )? (that|the same|that same) UNIT", that),
    Rule("that", "DATE", "the (next|FOLLOWING|PAST) UNIT PART?", that),
    Rule("the-unit", "DATE", "{PHASE} the (full|fiscal|whole|entire)? (year|quarter|weekend) !-", the_unit),
    Rule("the-unit", "DATE", "(the? STARTEND of|later in|earlier in|late in|EARLY in) the (day|week|month|year)", the_unit),
    Rule("year-end", "DATE", "year -? end", year_end),
    Rule("holiday", "DATE", "((LAST|THIS|NEXT) )? HOLIDAY (Day|Eve)? (,? YEAR)?", holiday),
)  # fmt: skip


def _expanded(phrase: str) -> str:
    while "{" in phrase:
        phrase = re.sub(r"\{(\w+)\}", lambda m: PARTS[m[1]], phrase)
    return phrase


@functools.cache
def rules() -> tuple[Grammar, tuple[tuple[Rule, re.Pattern[str]], ...]]:
    """The grammar of all rules, and each rule with its phrase compiled."""
    phrases = tuple(_expanded(rule.phrase) for rule in RULES)
    known = grammar(phrases)
    return known, tuple((rule, compiled(phrase, known)) for rule, phrase in zip(RULES, phrases, strict=True))
