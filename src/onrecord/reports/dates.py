"""Full dates as they are printed: day, month and year."""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Iterable, Iterator

from onrecord.lexicon import table
from onrecord.record import Span

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NUMBERED = re.compile(
    r"(?<![\d/.-])(?:(?P<y>(?:19|20)\d\d)([-/.])(?P<m>\d{1,2})\2(?P<d>\d{1,2})|(?P<a>\d{1,2})(?P<s>[./-])(?P<b>\d{1,2})(?P=s)(?P<z>(?:19|20)\d\d))(?!\d)"
)
EASTERN = re.compile(r"((?:19|20)\d\d) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일]")


@functools.cache
def months() -> dict[str, int]:
    """The number of each name of a month."""
    return {word: int(row["number"]) for row in table("months") for word in row["words"].split("|")}


@functools.cache
def written() -> re.Pattern[str]:
    """Dates with the name of the month: "March 16, 2021", "16. März 2021", "Dec . 19 , 2005"."""
    names = _any_of(months())
    return re.compile(
        rf"\b(?:(?P<m1>{names})\.?(?: \.)? ?(?P<d1>\d{{1,2}})(?:st|nd|rd|th)? ?,? ?(?P<y1>(?:19|20)\d\d)"
        rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)? ?(?:de |of )?-?(?P<m2>{names})\.?,?(?: de)?[ -](?P<y2>(?:19|20)\d\d))(?!\d)",
        re.I,
    )


def _any_of(names: Iterable[str]) -> str:
    """Any of some names, the longest that fits; grouped by their first letters, so that few are
    tried at a place."""
    longest = sorted(names, key=len, reverse=True)
    firsts = dict.fromkeys(name[0] for name in longest)
    rest = {
        first: "|".join(re.escape(name[1:]) for name in longest if name[0] == first)
        for first in firsts
    }
    return "|".join(f"{re.escape(first)}(?:{rest[first]})" for first in firsts)


YEAR = re.compile(r"(?:19|20)\d\d")


def dates(text: str) -> Iterator[tuple[Span, datetime.date]]:
    """Every full date in a text, in order of kind; one that could be read in two ways is left
    out."""
    if not YEAR.search(text):
        return
    for found in written().finditer(text):
        month = months().get((found["m1"] or found["m2"]).lower())
        if month:  # "APRİL" is taken for "april", and small letters make another word of it
            yield from _day(
                found.span(), found["y1"] or found["y2"], month, found["d1"] or found["d2"]
            )
    for found in EASTERN.finditer(text):
        yield from _day(found.span(), *found.groups())
    for found in NUMBERED.finditer(text):
        if found["y"]:
            yield from _day(found.span(), found["y"], found["m"], found["d"])
        else:
            yield from _numbered(found)


def _numbered(found: re.Match[str]) -> Iterator[tuple[Span, datetime.date]]:
    a, b = int(found["a"]), int(found["b"])
    if found["s"] == "." or a > 12 or a == b:
        yield from _day(found.span(), found["z"], b, a)
    elif b > 12:
        yield from _day(found.span(), found["z"], a, b)


def _day(
    span: Span, year: str, month: str | int, day: str | int
) -> Iterator[tuple[Span, datetime.date]]:
    try:
        yield span, datetime.date(int(year), int(month), int(day))
    except ValueError:
        return


CLOCK = r"\d{1,2} ?[:.h] ?\d\d(?: ?[:.] ?\d\d)?(?: ?[ap]\.? ?m\b\.?)?|\b\d{1,2} ?[ap]\.? ?m\b\.?"
FILL = re.compile(
    rf"{CLOCK}|\b(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|e[sd]?t|gmt|utc|[pcm][sd]?t|bst|ist|cet|cest|uhr|at|on|the|am|um|à|le|of|date|day"
    r"|published|publish|posted|updated|update|last|modified|created|first|filed|issued|released|time"
    r"|veröffentlicht|aktualisiert|erstellt|stand|publié|mis à jour|publicado|actualizado"
    r"|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|lunes|martes|miércoles|jueves|viernes|sábado|domingo|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica"
    r"|(?:segunda|terça|quarta|quinta|sexta)(?:-feira)?|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag"
    r"|mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag|måndag|tisdag|lördag|söndag"
    r"|poniedziałek|wtorek|środa|czwartek|piątek|sobota|niedziela|pazartesi|salı|çarşamba|perşembe|cuma|cumartesi|pazar"
    r"|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|понеділок|вівторок|середа|пʼятниця|субота|неділя"
    r"|pubblicato|gepubliceerd|publicerad|publisert|offentliggjort|opublikowano|опубликовано|aggiornato|bijgewerkt|uppdaterad|oppdatert"
    r"|kl|klokken|h|г|р|el|il|a las|às|alle|ore|om)\b",
    re.I,
)
LETTER = re.compile(r"[^\W_]")
LABEL = re.compile(
    r"\s*(?:(?:date ?line|date|published|posted|updated|last updated|last modified|first published|created|filed|issued"
    r"|publication date|pub ?date)"
    r"(?: on| at)?)\s*:?\s*",
    re.I,
)


def date_line(text: str) -> datetime.date | None:
    """The date of a line that holds a date and nothing else but a clock time, a weekday or a
    label."""
    if len(text) > 120 or not any(map(str.isdigit, text)):
        return None
    found = list(dates(text))
    if not found:
        return None
    rest = list(text)
    for (start, end), _ in found:
        rest[start:end] = " " * (end - start)
    return found[0][1] if not LETTER.search(FILL.sub(" ", "".join(rest))) else None


def closing_date(text: str) -> int | None:
    """Where the date begins that ends a line, with its label and its weekday: "By Jo Doe | Updated:
    Friday, May 9, 2031"."""
    if len(text) > 160 or not any(map(str.isdigit, text)):
        return None
    starts = [m.start() for m in WORDS.finditer(text)]
    first = next((start for (start, _), _ in dates(text)), None)
    if first is None:
        return None
    near = [s for s in starts if s <= first][-5:]
    return next((s for s in near if s and date_line(text[s:])), None)


WORDS = re.compile(r"\w\S*")


def leading_date(text: str) -> tuple[int, datetime.date] | None:
    """Where a date at the head of a longer line ends, and the date: " date 2021-03-18 The talks
    ..."; it is labelled, or ISO."""
    label = LABEL.match(text)
    start = label.end() if label else len(text) - len(text.lstrip())
    for (begin, end), day in dates(text[: start + 40]):
        if begin == start and (label or text[begin : begin + 4].isdigit()):
            return end, day
    return None
