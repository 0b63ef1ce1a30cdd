"""The headline that an address spells: `/world/2021/talks-open-in-geneva-123` names the line "Talks
open in Geneva"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

from onrecord.reports.features import Page
from onrecord.reports.lines import Line

SPELLED = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "ß": "ss",
        "ø": "o",
        "æ": "ae",
        "å": "a",
        "đ": "d",
        "ł": "l",
        "ı": "i",
    }
)
PIECE = re.compile(r"[^\W_]+")


def page_of(lines: Sequence[Line], url: str | None, title: str | None = None) -> Page:
    """The lines of a text together, with what its metadata or its address tells of the headline."""
    at = titled(lines, title)
    at = headline_of(lines, url) if at is None else at
    return Page(
        tuple(lines),
        at,
        frozenset(w for w in lines[at].words if len(w) > 3) if at is not None else frozenset(),
    )


def headline_of(lines: Sequence[Line], url: str | None) -> int | None:
    """The line that the address spells best, where one shares most of its words; the last such
    before running text."""
    wanted = slug_words(url or "")
    if len(wanted) < 3:
        return None
    found = [(likeness(line, wanted), i) for i, line in enumerate(lines) if 15 <= line.width <= 220]
    top = max((score for score, _ in found), default=0.0)
    if top < 0.5:
        return None
    best = [i for score, i in found if score >= top - 0.01]
    prose = next(
        (i for i, line in enumerate(lines) if line.prose and line.width > 120 and i > best[0]),
        len(lines),
    )
    return max((i for i in best if i <= prose), default=best[0])


def titled(lines: Sequence[Line], title: str | None) -> int | None:
    """The line that is the title given; the last before running text where there are several."""
    wanted = PIECE.findall((title or "").lower())
    if not wanted:
        return None
    same = [
        i
        for i, line in enumerate(lines)
        if line.width <= 400 and PIECE.findall(line.text.lower()) == wanted
    ]
    prose = next(
        (
            i
            for i, line in enumerate(lines)
            if line.prose and line.width > 120 and same and i > same[0]
        ),
        len(lines),
    )
    return max((i for i in same if i <= prose), default=None)


def slug_words(url: str) -> frozenset[str]:
    """The words of the longest piece of an address."""
    pieces = [PIECE.findall(unquote(p).lower()) for p in urlsplit(url).path.split("/")]
    longest = max(pieces, key=lambda ws: sum(w.isalpha() for w in ws), default=[])
    return frozenset(
        w for w in longest if len(w) > 2 and not any(map(str.isdigit, w)) and w != "html"
    )


def likeness(line: Line, wanted: frozenset[str]) -> float:
    """How much the words of a line and of an address are the same."""
    have: set[str] = set()
    for word in line.words:
        have |= {word.translate(SPELLED), plain(word)}
    have = {w for w in have if len(w) > 2}
    shared = len(have & wanted)
    return shared / max(len(wanted), 0.7 * len([w for w in line.words if len(w) > 2]), 1)


def plain(word: str) -> str:
    """A word without its accents."""
    return (
        word
        if word.isascii()
        else "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    )
