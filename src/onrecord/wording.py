"""The words in which a person reads what the record says in codes: days, states, statuses, acts,
kinds of event."""

from __future__ import annotations

import contextlib
import datetime
import re
from collections.abc import Sequence

from onrecord.lexicon.states import by_iso3

STATUS = {
    "happened": "happened",
    "ongoing": "under way",
    "planned": "planned",
    "expected": "expected",
    "not expected": "not expected",
    "called off": "called off",
    "demanded": "called for",
    "hypothetical": "only supposed",
    "denied": "denied",
}
ACT = {
    "assert": "said",
    "accuse": "accused",
    "demand": "demanded",
    "threaten": "warned",
    "promise": "promised",
    "reject": "refused",
    "deny": "denied",
    "endorse": "welcomed",
    "expect": "expected",
    "decline": "declined to say",
}
HELD = {
    "said": "said",
    "written": "wrote",
    "thought": "thought",
    "wanted": "wanted",
    "expected": "expected",
}
MANNER = {
    "said": "in speech",
    "written": "in writing",
    "thought": "thought, not said",
    "wanted": "wanted, not said",
    "expected": "expected, not said",
}
KIND = {
    "direct": "in their own words",
    "mixed": "partly in their own words",
    "indirect": "in the reporter’s words",
}
TERMS = {
    "named": "on the record",
    "unnamed": "source not singled out",
    "anonymous": "name withheld",
}
EVENT = {
    "AGREE": "Agreement",
    "CONSULT": "Meeting or talks",
    "SUPPORT": "Support",
    "CONCEDE": "Concession",
    "COOPERATE": "Cooperation",
    "AID": "Aid",
    "RETREAT": "Withdrawal",
    "REQUEST": "Request",
    "ACCUSE": "Accusation",
    "REJECT": "Refusal",
    "THREATEN": "Threat",
    "PROTEST": "Protest",
    "SANCTION": "Sanction",
    "MOBILIZE": "Military move",
    "COERCE": "Coercion",
    "ASSAULT": "Attack",
}
ACTOR = {
    "person": "person",
    "state": "state",
    "organisation": "body",
    "group": "group",
    "unnamed": "not named",
}
SECTOR = {
    "GOV": "government",
    "JUD": "courts",
    "LEG": "parliament",
    "MIL": "military",
    "COP": "police",
    "OPP": "opposition",
    "PTY": "party",
    "REB": "rebels",
    "PRM": "militia",
    "SPY": "intelligence",
    "UAF": "armed, unknown",
    "CVL": "civilians",
    "ELI": "elites",
    "BUS": "business",
    "EDU": "education",
    "MED": "health",
    "LAB": "labour",
    "AGR": "farming",
    "JRN": "press",
    "REF": "refugees",
    "REL": "religion",
    "SOC": "civil society",
    "CRM": "crime",
    "IGO": "body of states",
    "NGO": "body of no state",
    "MNC": "company of many states",
    "IMG": "armed group of no state",
}
"""PLOVER's sectors, and its codes for bodies of no state, in a word or two."""
DIFFERENCE = {
    "conflict": "they differ",
    "only here": "told by one only",
    "finer": "one is more exact",
}
BASIS = {
    "header": "from a line of the report",
    "metadata": "from the data of its page",
    "url": "from its address",
    "internal": "worked out from days in the text",
    "file": "from its file",
}
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_MONTH = re.compile(r"(\d{4})-(\d\d)$")
_WEEK = re.compile(r"(\d{4})-W(\d\d)$")


def did(act: str, manner: str) -> str:
    """What a source did, in one word: what its words do, or where they only tell something, whether
    it said or thought it."""
    return HELD[manner] if act == "assert" else ACT[act]


def day(value: str | None) -> str:
    """An ISO day, month, week or interval as a person writes it; "day not known" where there is
    none."""
    if not value:
        return "day not known"
    if "/" in value:
        return _interval(*value.split("/", 1))
    if (found := _DAY.match(value)) and 1 <= int(found[2]) <= 12:
        return f"{int(found[3])} {_MONTHS[int(found[2]) - 1]} {found[1]}"
    if (found := _MONTH.match(value)) and 1 <= int(found[2]) <= 12:
        return f"{_MONTHS[int(found[2]) - 1]} {found[1]}"
    return _week(value)


def _interval(first: str, last: str) -> str:
    if first == last:
        return day(first)
    a, b = day(first).split(" "), day(last).split(" ")
    if len(a) == len(b) == 3:
        same = 2 if a[1:] == b[1:] else 1 if a[2] == b[2] else 0
        return f"{' '.join(a[: 3 - same])} to {' '.join(b)}"
    return f"{' '.join(a)} to {' '.join(b)}"


def _week(value: str) -> str:
    if not (found := _WEEK.match(value)):
        return value
    try:
        return f"week of {day(datetime.date.fromisocalendar(int(found[1]), int(found[2]), 1).isoformat())}"
    except ValueError:
        return value


def first_day(value: str | None) -> str:
    """What days sort by: the first day of a month, week or interval, before the days in it; what is
    no day comes last."""
    start = (value or "").partition("/")[0]
    if found := _WEEK.match(start):
        with contextlib.suppress(ValueError):
            return (
                datetime.date.fromisocalendar(int(found[1]), int(found[2]), 1).isoformat()[:10]
                + "!"
            )
    return start if re.match(r"\d{4}", start) else "~" + start


def span_of_days(first: str | None, last: str | None) -> str:
    """The days between two, both inclusive."""
    return day(f"{first}/{last}") if first and last else day(first or last)


def weekday(value: str) -> str:
    """The name of an ISO day's weekday; empty where the value is not one day."""
    try:
        return datetime.datetime.strptime(value, "%Y-%m-%d").strftime("%A")
    except ValueError:
        return ""


def state(iso3: str | None) -> str:
    """The name of a state; its code where the table has no name."""
    if iso3 is None:
        return "No state given"
    found = by_iso3().get(iso3)
    return found.name if found else iso3


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun: 1 report, 3 reports."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(items: Sequence[str]) -> str:
    """Items as an English list: a, b and c."""
    return " and ".join(filter(None, [", ".join(items[:-1]), *items[-1:]]))


def carried(reports: int, independent: int) -> str:
    """How widely a thing is told, in a few words."""
    if reports == 1:
        return "1 report"
    if independent == reports:
        return f"{reports} reports"
    return f"{reports} reports, {independent} on {'its' if independent == 1 else 'their'} own"
