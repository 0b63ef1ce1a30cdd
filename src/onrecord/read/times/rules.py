"""The rules that find time expressions: each a name, a TIMEX3 type, a phrase (see `phrases`), and
what gives it its value."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.read.times import clock, dates, durations, holidays, relative
from onrecord.read.times.anchors import Value
from onrecord.read.times.phrases import OTHER, Grammar, compiled, grammar, needed
from onrecord.record import TimeType


def fixed(value: str) -> Value:
    """What words are worth that always say the same."""
    return lambda _hit, _at: value


@dataclass(frozen=True)
class Rule:
    """One kind of time expression."""

    name: str
    type: TimeType | None
    """None of what only looks like a time: where such a rule wins, nothing is found."""
    phrase: str
    value: Value
    explicit: bool = False
    """It says its date in full, so that it may be read in a date line too."""


PARTS = {
    "MON": "(MONTH|MAYBE_MONTH)",
    "DM": "(DAY|DAYTH)",
    "U": "(UNIT|UNITS)",
    "SPOKEN": "(nineteen|eighteen) (TENS -? NUMWORD?|NUMWORD)",
    "OFYEAR": "((of|in|,)? (YEAR|{SPOKEN}|SHORTYEAR)|of? (the|this|LAST|NEXT|PAST)+ year)",
    "ITSYEAR": "(,? YEAR !%|,? of? (this|LAST|NEXT) year)?",
    "PHASE": "((the? EARLY -?|the? STARTEND of|earlier in?|later in?|sometime in?) )?",
    "ABOUT": "(at (least|most|about)|(more|less|fewer) than|up to|as long as|no (more|less) than|(just|well) (over|under)|ABOUT)*",
    "FIGURES": "(NUM (-? and? a? FRACTION)?|TENS -? NUMWORD?|(a|NUMWORD) HUNDRED|NUMWORD (and a half)?)",
    "QTY": "({FIGURES} ((to|or|-|–) {FIGURES})?|a couple of?|(a|the) few|a dozen|{HALF}|VAGUE|several dozen|{MANY} of)",
    "HALF": "(a half -|an half|half (a|an)?|a quarter of (a|an))",
    "AN": "({QTY}|a|an)",
    "BARE": "(spring|summer|autumn|winter) !training !break !camp !school !sports",
    "EACH": "(minute|hour|day|week|month|quarter|year)",
    "MANY": "(tens|dozens|hundreds|thousands|a number)",
    "COUNT": "({FIGURES}|a? couple of|few|several|many)",
    "MORE": "(more|full|straight|consecutive|calendar|trading|additional)?",
    "LASTS": "(LAST|PAST|NEXT|FOLLOWING|THIS|QUART|coming|another)",
    "ZONED": "(ZONE|ZONEWORD (standard|daylight|mean)? time)",
    "ONDAY": "(,? on? ((WEEKDAY ,)? {MON} DAY (,? YEAR)?|WEEKDAY PART?|DEICTIC PART?|(LAST|THIS) PART))?",
}
"""Parts of phrases."""

BEFORE_MAY = (
    "in",
    "since",
    "until",
    "by",
    "of",
    "from",
    "through",
    "during",
    "between",
    "before",
    "after",
    "for",
    "a",
    "the",
)
"""Words after which May and March are months."""

# In the order in which they win over others of the same length.
RULES: tuple[Rule, ...] = (
    # days and months that say which they are
    Rule("iso", "DATE", "ISO", dates.iso, explicit=True),
    Rule("iso", "TIME", "ISOTIME", dates.iso, explicit=True),
    Rule("slash", "DATE", "SLASH", dates.slash, explicit=True),
    Rule("dotted", "DATE", "DOTTED", dates.dotted, explicit=True),
    Rule("day-month", "DATE", "DAY - {MON} - YEAR", dates.month_day, explicit=True),
    Rule("eleventh", "DATE", "ELEVENTH", fixed("2001-09-11")),
    Rule("eleventh", "DATE", "MONTH DAY >attacks", dates.eleventh),
    Rule("eleventh", "DATE", "MONTH DAY >hijackers", dates.eleventh),
    Rule("month-day", "DATE", "((LAST|NEXT|THIS)* WEEKDAY ,? )? {MON} the? {DM} {ITSYEAR} !%", dates.month_day, explicit=True),
    Rule("month-day-words", "DATE", "((LAST|NEXT|THIS)* WEEKDAY ,? )? {MON} ORDWORD (,? YEAR)?", dates.month_day, explicit=True),
    Rule("day-month", "DATE", "(WEEKDAY ,? )? the? {DM} of? {MON} {ITSYEAR}", dates.month_day, explicit=True),
    Rule("day-month", "DATE", "(WEEKDAY ,? )? the? ORDWORD of {MON} (,? YEAR)?", dates.month_day, explicit=True),
    Rule("days-of-month", "DATE", "{MON} {DM} (-|–|—|to|through|until) {DM} (,? YEAR)? !%", dates.month_days, explicit=True),
    Rule("days-of-month", "DATE", "{DM} (-|–|—|to) {DM} of? {MON} (,? YEAR)?", dates.month_days, explicit=True),
    Rule("two-days", "DATE", "{MON} {DM} and {DM} (,? YEAR)? !% !UNITS !UNIT !-", dates.month_days, explicit=True),
    Rule("two-days", "DATE", "{DM} and {DM} of? {MON} (,? YEAR)?", dates.month_days, explicit=True),
    Rule("month-year", "DATE", "{PHASE} {MON} {OFYEAR}", dates.month, explicit=True),
    Rule("month", "DATE", "{PHASE} (LAST|THIS|NEXT|PAST)* MONTH", dates.month),
    Rule("month", "DATE", "{PHASE} (LAST|THIS|NEXT|PAST)+ MAYBE_MONTH", dates.month),
    Rule("month", "DATE", "the? (EARLY -?|STARTEND of|earlier in|later in) MAYBE_MONTH", dates.month),
    *(Rule("month", "DATE", f"<{word} MAYBE_MONTH", dates.month) for word in BEFORE_MAY),
    *(Rule("month", "DATE", f"<{unit} <to MAYBE_MONTH", dates.month) for unit in ("months", "year", "quarter")),
    # years and longer
    Rule("year", "DATE", "!$ {PHASE} (the? year|the? FISCAL year?)? YEAR !% !* !UNITS !MEASURE", dates.year),
    Rule("years", "DATE", "YEAR (-|–|/) NUM !% !UNITS", dates.years),
    Rule("spoken-year", "DATE", "{SPOKEN}", dates.spoken_year),
    Rule("spoken-year", "DATE", "the? year two thousand", dates.spoken_year),
    Rule("decade", "DATE", "the? (EARLY -? )? DECADE", dates.decade),
    Rule("decade", "DATE", "the (EARLY -? )? DECADEWORD", dates.decade_word),
    Rule("century", "DATE", "the? (EARLY -? )? (ORDINAL|ORDWORD) -? century", dates.century),
    # quarters, halves, seasons
    Rule("quarter", "DATE", "(the|LAST|THIS|NEXT|YEAR|FISCAL|year 's)* (FISCAL -?)? QUART quarter {OFYEAR}?", dates.quarter),
    Rule("quarter", "DATE", "(FISCAL -?)? QUART - quarter {OFYEAR}?", dates.quarter),
    Rule("quarter", "DATE", "QMARK DAY {OFYEAR}?", dates.quarter),
    Rule("half", "DATE", "HMARK DAY YEAR", dates.short_half),
    Rule("half", "DATE", "the? (QUART|LAST) -? half {OFYEAR}", dates.half),
    Rule("season", "DATE", "({PHASE} (LAST|THIS|NEXT|PAST|the) )+ SEASON {OFYEAR}?", dates.season),
    Rule("season", "DATE", "(EARLY -?)? (SEASON|SEASONS) {OFYEAR}", dates.season),
    Rule("season", "DATE", "(EARLY|in|the) SEASONS", dates.season),
    *(Rule("season", "DATE", f"<{word} {{BARE}}", dates.season) for word in ("in", "by", "since", "until")),
    Rule("season", "DATE", "the? EARLY -? SEASON", dates.season),
    # relative to the day of publication
    Rule("deictic", "DATE", "((earlier|later|EARLY) )? DEICTIC", relative.deictic),
    Rule("deictic-part", "TIME", "((EARLY|mid -|earlier|later) )? DEICTIC (PART|at dawn)", relative.deictic),
    Rule("deictic-part", "TIME", "(EARLY -?)? PART DEICTIC", relative.deictic),
    Rule("day-after", "DATE", "the day (before|after) DEICTIC", relative.deictic),
    Rule("day-after", "DATE", "the day (before|after) (LAST|NEXT)? WEEKDAY", relative.day_beside),
    Rule("tonight", "TIME", "later? TONIGHT", relative.tonight),
    Rule("overnight", "TIME", "overnight", relative.overnight),
    Rule("this-part", "TIME", "((EARLY|earlier|later) )? (THIS|LAST) PART", relative.this_part),
    Rule("the-part", "TIME", "(EARLY|mid) PART", relative.the_part),
    Rule("the-part", "TIME", "<in the EARLY? PART", relative.the_part),
    Rule("the-part", "TIME", "<during the EARLY? PART", relative.the_part),
    Rule("past-unit", "DURATION", "the (LAST|PAST|NEXT|coming) (decade|century|hour)", durations.duration),
    Rule("that", "DATE", "the (NEXT|FOLLOWING|PAST) day PART?", relative.that),
    Rule("idiom", None, "the? LAST day", fixed("")),
    Rule("idiom", None, "the LAST (week|month|year|quarter|decade) >of", fixed("")),
    Rule("unit", "DATE", "{PHASE} the? (LAST|THIS|NEXT|coming|PAST) (whole|entire)? FISCAL? UNIT !ago", relative.unit),
    Rule("unit", "DATE", "the (latest|most recent) FISCAL year", relative.last_unit),
    Rule("week-of", "DATE", "the week of {MON} DAY (,? YEAR)?", dates.week_of),
    Rule("weekday", "DATE", "((earlier|later|EARLY) on? )? (the? (THIS|LAST|NEXT|PAST|FOLLOWING|coming)+ )? WEEKDAY", relative.weekday),
    Rule("some-weekday", "DATE", "(a recent|any given) WEEKDAY PART?", durations.weekdays),
    Rule("weekday-of-week", "DATE", "WEEKDAY ,? of? (LAST|THIS|NEXT) week", relative.weekday_of_week),
    Rule("weekday-part", "TIME", "((earlier|later|EARLY|mid -) )? (LAST|NEXT|THIS)? WEEKDAY (EARLY -?)? PART", relative.weekday),
    Rule("year-before", "DATE", "the? year - (ago|earlier) ((third|second|first|fourth|FISCAL) )? (quarter|period)?", relative.year_before),
    Rule("year-before", "DATE", "(the quarter)? a year (ago|earlier)", relative.year_before),
    Rule("year-before", "DATE", "the year (before|earlier) !the !a", relative.year_before),
    Rule("year-before", "DATE", "the? YEAR (quarter|period)", relative.same_quarter),
    Rule("weekdays-ago", "DATE", "{ABOUT} {QTY} WEEKDAYS ago", relative.weekdays_ago),
    Rule("the-day-before", "DATE", "the (day|week|month) (before|earlier) >,", relative.the_day_before),
    Rule("the-day-before", "DATE", "the (day|week|month) (before|earlier) >.", relative.the_day_before),
    Rule("unit-but-one", "DATE", "the (week|weekend|month|quarter|year) (before last|after next)", relative.unit_but_one),
    Rule("ago", "DATE", "{ABOUT} {AN} {U} (or so)? ago", relative.ago),
    Rule("ago", "DATE", "{ABOUT} (a|an) UNIT and a half ago", relative.ago),
    Rule("ago-that", "DATE", "{ABOUT} {AN} (week|weeks|year|years) ago (today|WEEKDAY|this (week|month))", relative.ago_that),
    Rule("hence", "DATE", "{ABOUT} {AN} {U} from now", relative.hence),
    Rule("hence", "DATE", "{ABOUT} {AN} (week|weeks|day|days) from (DEICTIC|WEEKDAY)", relative.hence_from),
    # relative to what was spoken of
    Rule("units-later", "DURATION", "(a few|VAGUE)? UNITS (earlier|later) !than", durations.bare_plural),
    Rule("relative", "DATE", "{ABOUT} {AN} {U} (earlier|later) !than", relative.relative),
    Rule("latest", "DATE", "(the|its|their)? (latest|recent|current) FISCAL? (quarter|period)", relative.latest_quarter),
    Rule("that", "DATE", "((later|earlier|EARLY) )? (that|the same|that same) UNIT", relative.that),
    Rule("that", "DATE", "the (next|FOLLOWING|PAST) UNIT PART?", relative.that),
    Rule("that", "DATE", "<until then", relative.then),
    Rule("that", "TIME", "(that|the same|that same) PART", relative.that_part),
    Rule("that", "TIME", "the (next|FOLLOWING) PART", relative.next_part),
    *(
        Rule("the-year-ended", "DURATION", f"the FISCAL? (year|week|month) {then}", durations.duration)
        for then in (">ended", ">ending", ">to >MONTH", ">to >MAYBE_MONTH")
    ),
    Rule("the-unit", "DATE", "{PHASE} the (full|fiscal|whole|entire)? (year|quarter|weekend) !-", relative.the_unit),
    Rule("the-unit", "DATE", "(the? STARTEND of|later in|earlier in|late in|EARLY in) the (day|week|month|year)", relative.the_unit),
    Rule("the-unit", "DATE", "<for the week !AROUND !of !that", relative.the_unit),
    Rule("the-unit", "DATE", "the week >'s", relative.the_unit),
    Rule("year-end", "DATE", "year ('s|-)? end", relative.year_end),
    Rule("holiday", "DATE", "((LAST|THIS|NEXT) )? HOLIDAY (day|eve|week|weekend)? (,? YEAR)?", holidays.holiday),
    Rule("holiday", "DATE", "new year 's (day|eve) (,? YEAR)?", holidays.holiday),
    Rule("holiday", "DATE", "((LAST|THIS|NEXT) )? MONTH? DAYNAME ('s|’|')? day weekend? (,? YEAR)?", holidays.holiday),
    Rule("holiday", "DATE", "((LAST|THIS|NEXT) )? (EASTERDAY|HOLIDAY) WEEKDAY (,? YEAR)?", holidays.holiday),
    # how long
    Rule("the-units", "DURATION", "the {COUNT} UNITS !- !old", durations.duration),
    Rule("duration", "DURATION", "{ABOUT} the? {QTY} {MORE} {U} (or so)? !- !old", durations.duration),
    Rule("duration", "DURATION", "{ABOUT} (a|an) {MORE} UNIT (or (so|two))? !- !old", durations.duration),
    Rule("duration", "DURATION", "{ABOUT} another {MORE} UNIT (or (so|two))? !- !old", durations.duration),
    Rule("long", "DURATION", "{QTY} - {U} - long", durations.duration),
    Rule("long", "DURATION", "(UNIT|UNITS) - long", durations.long),
    Rule("duration", "DURATION", "{ABOUT} (a|an) UNIT and a half", durations.duration),
    Rule("duration", "DURATION", "{QTY} - {U} !-", durations.duration),
    Rule("last-units", "DURATION", "the? {LASTS} {ABOUT} {COUNT} UNITS (or so)?", durations.duration),
    Rule("units-around", "DURATION", "the UNITS >AROUND", durations.bare_plural),
    Rule("units-around", "DURATION", "<over the UNITS", durations.bare_plural),
    Rule("units-around", "DURATION", "the UNITS (ahead|that followed)", durations.bare_plural),
    Rule("units", "DURATION", "!the (days|weeks|months|years|decades) >of", durations.bare_plural),
    Rule("units", "DURATION", "<for {ABOUT} UNITS", durations.bare_plural),
    Rule("units", "DURATION", "<within {ABOUT} UNITS", durations.bare_plural),
    Rule("units", "DURATION", "<in (years|decades|months|weeks)", durations.bare_plural),
    Rule("recent-units", "DURATION", "the? (recent|PAST|coming|LAST|NEXT) UNITS", durations.bare_plural),
    # how often
    Rule("set", "SET", "EACH (other|NUMWORD|NUM)? (UNIT|UNITS|WEEKDAY PART?|MONTH|SEASON|PART)", durations.set_of),
    Rule("set", "SET", "(once|twice|(NUM|NUMWORD)? times) (a|per|each|every) UNIT", durations.set_of),
    Rule("weekdays", "SET", "WEEKDAYS PART?", durations.weekdays),
    Rule("weekdays", "SET", "WEEKDAY NIGHTS", durations.weekdays),
    Rule("frequency", "SET", "FREQ", durations.frequency),
    # what time
    Rule("clock", "TIME", "(CLOCK|HOUR|NUMWORD) AM {ZONED}? {ONDAY}", clock.clock),
    Rule("clock", "TIME", "(CLOCK|YEAR|NUM) {ZONED} {ONDAY}", clock.clock),
    Rule("clock", "TIME", "<at CLOCK {ONDAY}", clock.clock),
    Rule("clock", "TIME", "(HOUR|NUMWORD) o'clock (in the PART)? {ONDAY}", clock.clock),
    Rule("clock", "TIME", "(CLOCK|HOUR|NUMWORD) in the PART {ONDAY}", clock.clock),
    Rule("clock", "TIME", "CLOCKWORD {ZONED}? {ONDAY}", clock.clock),
    Rule("clock", "TIME", "(WEEKDAY|DEICTIC) at (CLOCK|HOUR|NUMWORD) AM {ZONED}?", clock.clock),
    Rule("clock", "TIME", "(WEEKDAY|DEICTIC) at CLOCKWORD", clock.clock),
    # now, in the past, in the future
    Rule("now", "DATE", "right? PRESENT_REF", fixed("PRESENT_REF")),
    Rule("now", "DATE", "these days", fixed("PRESENT_REF")),
    Rule("now", "DATE", "the present time", fixed("PRESENT_REF")),
    Rule("now", "DATE", "at (the|this) moment", fixed("PRESENT_REF")),
    Rule("now", "DATE", "current !UNIT !UNITS !FISCAL !quarter !period !account !affairs", fixed("PRESENT_REF")),
    Rule("past", "DATE", "(more|most)? PAST_REF", fixed("PAST_REF")),
    Rule("past", "DATE", "UNITS ago", fixed("PAST_REF")),
    Rule("past", "DATE", "not? long ago", fixed("PAST_REF")),
    Rule("past", "DATE", "the other day", fixed("PAST_REF")),
    Rule("past", "DATE", "the past !UNITS !UNIT !NUM !NUMWORD !few !several !couple", fixed("PAST_REF")),
    Rule("future", "DATE", "!as !how FUTURE_REF !after !afterward !afterwards !thereafter !before !as", fixed("FUTURE_REF")),
    Rule("future", "DATE", "the (near? future|near term) !UNITS !of", fixed("FUTURE_REF")),
    Rule("future", "DATE", "the (short|medium|long) term !UNITS", fixed("FUTURE_REF")),
    Rule("future", "DATE", "future UNITS", fixed("FUTURE_REF")),
    # what is no time, though its words look like one
    Rule("fraction", None, "{ABOUT} (a|one|three) -? (quarter|quarters) of", fixed("")),
    Rule("as-many", None, "as VAGUE (UNIT|UNITS)", fixed("")),
    Rule("idiom", None, "the? LAST -? minute", fixed("")),
    Rule("idiom", None, "NAMEDAY WEEKDAY", fixed("")),
    Rule("idiom", None, "at the end of the day ,", fixed("")),
    Rule("idiom", None, "BEST of the year", fixed("")),
    Rule("numbered", None, "NUMBERED (YEAR ,?)? (YEAR and)? YEAR", fixed("")),
    Rule("idiom", None, "the fall (in|of)", fixed("")),
    Rule("past-soon", None, "(was|were|had) soon", fixed("")),
    Rule("rate", None, "(NUM|NUMWORD|YEAR|HUNDRED|million|billion|trillion|PLURAL|UNITS) (a|an|per) {EACH}", fixed("")),
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
    return known, tuple(
        (rule, compiled(phrase, known)) for rule, phrase in zip(RULES, phrases, strict=True)
    )


KNOWN = re.compile(f"[^{OTHER}]+")
SHORT = 24
"""Stretches of known words up to this length are worth keeping: texts have the same ones again and
again."""


def matches(letters: str) -> Iterator[tuple[int, int, int]]:
    """Where which rule matches: each stretch of words that phrases name is matched for itself,
    since no phrase holds any other word."""
    for stretch in KNOWN.finditer(letters):
        found = _kept(stretch[0]) if len(stretch[0]) <= SHORT else _matches(stretch[0])
        for start, end, number in found:
            yield stretch.start() + start, stretch.start() + end, number


def _matches(letters: str) -> tuple[tuple[int, int, int], ...]:
    ruled, by_letter = rules()[1], _by_letter()
    numbers = sorted({number for letter in set(letters) for number in by_letter.get(letter, ())})
    return tuple((m.start(), m.end(), i) for i in numbers for m in ruled[i][1].finditer(letters))


@functools.cache
def _by_letter() -> dict[str, list[int]]:
    """The rules that may match where a letter stands."""
    found: dict[str, list[int]] = {}
    for number, rule in enumerate(RULES):
        for letter in needed(_expanded(rule.phrase), rules()[0]):
            found.setdefault(letter, []).append(number)
    return found


_kept = functools.lru_cache(maxsize=1 << 14)(_matches)
