"""The lines of a text and what can be seen of each at a glance."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.record import Span

ENDS = re.compile(r"[.!?…。！？।؟۔](?: ?[\"'”’»“)\]】」』`}]+)*$")
SENTENCE = re.compile(r"[.!?…][\"'”’»“)\]]*\s|[。！？।]")
DENSE = re.compile(r"[぀-ヿ㐀-鿿가-힯豈-﫿฀-๿]")
WORD = re.compile(r"\w+")
SHOWN = re.compile(r"\S[^\n]*")
CLIP = 400
"""Characters at the head of a line that are looked at word by word; a longer line is prose whatever
follows."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, without the white space around it."""

    span: Span
    text: str
    gap: bool
    """A blank line, or the edge of the text, stands before it."""
    width: int
    """Its length as if written in Latin letters: a Chinese character tells as much as two or three
    of them."""
    ends: bool
    """It ends as a sentence does."""
    prose: bool
    """Long enough and ended like a paragraph of running text."""
    words: tuple[str, ...]
    """The words of its head, in lower case."""


def lines(text: str) -> Iterator[Line]:
    """Every line of a text that is not blank, in order."""
    last = 0
    for found in SHOWN.finditer(text):
        begin, stripped = found.start(), found[0].rstrip()
        gap = not last or text.count("\n", last, begin) > 1
        last = begin + len(stripped)
        yield line((begin, last), stripped, gap=gap)


def line(span: Span, text: str, *, gap: bool) -> Line:
    """A line seen: its width, its end, its first words."""
    width = len(text) if text.isascii() else len(text) + 2 * len(DENSE.findall(text))
    ends = ENDS.search(text, max(0, len(text) - 8)) is not None
    prose = width >= 60 and (ends or (width >= 200 and SENTENCE.search(text) is not None))
    words = tuple(WORD.findall(text[:CLIP].lower()))
    return Line(span, text, gap, width, ends, prose, words)
