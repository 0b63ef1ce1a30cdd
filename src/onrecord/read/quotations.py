"""What stands in quotation marks in a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.record import Span

MARK = re.compile("[“”\"]|''|``")
SINGLE = re.compile(r"(?<!\w)‘(?=\w)(.{1,1500}?)(?:(?<=[.,!?…])’|(?<=[^s\s])’(?!\w))")


def quotations(text: str) -> Iterator[Span]:
    """The outermost quotations of a paragraph, marks included; one that is never closed ends with
    the paragraph."""
    if not MARK.search(text):
        yield from (m.span() for m in SINGLE.finditer(text))
        return
    start = -1
    for mark in MARK.finditer(text):
        if start < 0 and _opens(text, mark):
            start = mark.start()
        elif start >= 0 and mark[0] not in ("“", "``"):
            yield start, mark.end()
            start = -1
    if start >= 0:
        yield start, len(text)


def _opens(text: str, mark: re.Match[str]) -> bool:
    """True of a mark that can begin a quotation: not a closing one, not the sign for inches
    (6'2")."""
    if mark[0] == "”":
        return text[mark.end() : mark.end() + 1].isalpha() and not text[: mark.start()][-1:].strip()
    inches = mark[0] in ('"', "''") and mark.start() > 0 and text[mark.start() - 1].isdigit()
    return not inches and mark.end() < len(text)
