"""The day of publication: what says it, in order of trust; an interval where only the inside tells;
nothing where nothing does."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from onrecord.record import Basis, Part, Published
from onrecord.reports.dates import WEEKDAYS, dates
from onrecord.reports.given import Given

WEEK = 6
PARAGRAPH = 60
IN_PATH = re.compile(
    r"/(?P<y>(?:19|20)\d\d)(?:(?P<s>[/-])(?P<m>0?[1-9]|1[0-2]|[a-z]{3})(?:(?P=s)(?P<d>[0-3]?\d))?|(?P<mm>[01]\d)(?P<dd>[0-3]\d))(?=[/_.-]|$)",
    re.I,
)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ISO = re.compile(r"\s*(\d{4}-\d\d-\d\d)(?!\d)")
LATER = re.compile(r"\b(?:updated|modified|aktualisiert|actualizado|aggiornato|mis à jour)\b", re.I)
OLD = re.compile(r"\b(?:file|archive|archiv|undated)\b", re.I)
OTHER = r"(?P<before>(?:last|next|every|a|each|this|previous|following|black|good|ash|super)\s+)?"
DAY_NAME = re.compile(
    rf"\b{OTHER}(?P<day>{'|'.join(WEEKDAYS)})\b(?!s\b|,? (?:[A-Z][a-z]+\.? \d|\d))",
    re.I,
)
AHEAD = r"will|(?:is|are|was|were)\s+(?:to|set\s+to|due\s+to|scheduled\s+(?:to|for)|expected\s+to|going\s+to|planning\s+to)|plans?\s+to"
TO_COME = re.compile(
    rf"\b(?:{AHEAD})\b[^.;!?\n]{{0,60}}?\b(?P<day>{'|'.join(WEEKDAYS)})\b(?!\s+(?:said|told))", re.I
)


@dataclass(frozen=True)
class Evidence:
    """What may tell the day: the text with its parts, and what is given beside it."""

    text: str
    parts: Sequence[Part]
    given: Given
    url: str | None = None

    def words(self, *kinds: str) -> Iterator[str]:
        return (self.text[p.span[0] : p.span[1]] for p in self.parts if p.kind in kinds)


def day(value: datetime.date, basis: Basis) -> Published:
    return Published(value.isoformat(), value.isoformat(), value.isoformat(), basis)


def parsed(value: str) -> datetime.date | None:
    """The day that a date or a time stamp begins with, in ISO form or written out."""
    iso = ISO.match(value)
    try:
        return (
            datetime.date.fromisoformat(iso[1])
            if iso
            else next((d for _, d in dates(value[:100])), None)
        )
    except ValueError:
        return None


def from_metadata(evidence: Evidence) -> Published | None:
    found = parsed(evidence.given.published) if evidence.given.published else None
    return day(found, "metadata") if found else None


def from_header(evidence: Evidence) -> Published | None:
    """The first date that stands alone at the head of the report, one marked as an update only
    where there is no other."""
    long = (
        p.span[1] for p in evidence.parts if p.kind == "body" and p.span[1] - p.span[0] >= PARAGRAPH
    )
    body = next(long, len(evidence.text))
    shown = [
        evidence.text[p.span[0] : p.span[1]]
        for p in evidence.parts
        if p.kind in ("date", "dateline") and p.span[0] <= body
    ]
    found = [
        (bool(LATER.search(words)), i, d)
        for i, words in enumerate(shown)
        for _, d in list(dates(words))[:1]
    ]
    return day(min(found)[2], "header") if found else None


def from_url(evidence: Evidence) -> Published | None:
    """The day or the month in the address."""
    found = IN_PATH.search(urlsplit(evidence.url or "").path)
    if not found:
        return None
    year, name, number = (
        int(found["y"]),
        (found["m"] or found["mm"]).lower(),
        found["d"] or found["dd"],
    )
    month = int(name) if name.isdigit() else MONTHS.index(name) + 1 if name in MONTHS else 0
    try:
        if number:
            return day(datetime.date(year, month, int(number)), "url")
        first = datetime.date(year, month, 1)
    except ValueError:
        return None
    last = (first + datetime.timedelta(days=31)).replace(day=1) - datetime.timedelta(days=1)
    return Published(None, first.isoformat(), last.isoformat(), "url")


def from_inside(evidence: Evidence) -> Published | None:
    """A caption that dates the event, where the article calls that day by its weekday alone, as is
    done within a week.

    A weekday that the article says is still to come ends the interval.
    """
    captions = [c for c in evidence.words("caption") if not OLD.search(c)]
    body = " ".join(evidence.words("body"))
    shown = [d for caption in captions for _, d in dates(caption)]
    if not shown:
        return None
    first = max(shown)
    bare = {m["day"].lower() for m in DAY_NAME.finditer(body) if not m["before"]}
    if WEEKDAYS[first.weekday()] not in bare:
        return None
    named = [m["day"].lower() for m in TO_COME.finditer(body)]
    ahead = {(WEEKDAYS.index(day) - first.weekday()) % 7 for day in named if day in WEEKDAYS} - {0}
    last = first + datetime.timedelta(days=min(ahead) - 1 if ahead else WEEK)
    return Published(
        first.isoformat() if first == last else None,
        first.isoformat(),
        last.isoformat(),
        "internal",
    )


SOURCES: tuple[Callable[[Evidence], Published | None], ...] = (
    from_metadata,
    from_header,
    from_url,
    from_inside,
)


def published(evidence: Evidence) -> Published | None:
    """The day of publication by the first source that tells it."""
    return next(filter(None, (source(evidence) for source in SOURCES)), None)
