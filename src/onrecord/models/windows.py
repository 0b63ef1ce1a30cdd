"""Paragraphs as the windows of pieces that the statement model sees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.models.pieces import WORD, Pieces, Vocabulary

ROOM = 254
"""Pieces in a window, without the mark at its beginning and the one at its end."""

CONTEXT = 48
"""Pieces of what stands before that a window repeats at most, for its sake."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a report, by its place in the text, its pieces, and its form."""

    span: tuple[int, int]
    pieces: Pieces
    form: int
    """0 to 5: its letters (small, with a capital, all capitals), plus 3 inside quotation marks."""


Paragraph = tuple[Word, ...]


def words(
    text: str, span: tuple[int, int], quotes: Iterable[tuple[int, int]], vocabulary: Vocabulary
) -> Paragraph:
    """The words of a stretch of text, in which the spans of `quotes` stand in quotation marks."""
    inside = bytearray(span[1] - span[0])
    for start, end in quotes:
        inside[start - span[0] : end - span[0]] = b"\3" * (end - start)
    return tuple(
        Word(m.span(), vocabulary.pieces(m[0]), _letters(m[0]) + inside[m.start() - span[0]])
        for m in WORD.finditer(text, *span)
    )


def _letters(word: str) -> int:
    if not word[0].isupper():
        return 0
    return 2 if len(word) > 1 and word.isupper() else 1


@dataclass(frozen=True)
class Window:
    """What the model sees at once: paragraphs or parts of them."""

    parts: tuple[Paragraph, ...]
    first: int
    """How many words stand before it in the report."""
    known: int
    """How many of its first words only give context: the window before has them."""


def windows(paragraphs: Sequence[Paragraph]) -> Iterator[Window]:
    """Paragraphs packed up to `ROOM`; a window begins with the last paragraph of the one before
    where that is short."""
    parts: list[Paragraph] = []
    first, known, room = 0, 0, ROOM
    for part, start, overlap in cut(paragraphs):
        need = size(part) + 1
        if need > room:
            yield Window(tuple(parts), first, known)
            last = parts[-1]
            again = not overlap and size(last) + 1 <= min(CONTEXT, ROOM - need)
            parts = [last] if again else []
            known = len(last) if again else overlap // 2
            first = start - len(last) if again else start
            room = ROOM - sum(size(p) + 1 for p in parts)
        parts.append(part)
        room -= need
    if parts:
        yield Window(tuple(parts), first, known)


def cut(paragraphs: Iterable[Paragraph]) -> Iterator[tuple[Paragraph, int, int]]:
    """Parts that fit in a window, each with how many words of the report stand before it, and how
    many of its own the part before holds too: paragraphs, and stretches of those that are too
    long."""
    before = 0
    for paragraph in paragraphs:
        start, overlap = 0, 0
        while start < len(paragraph):
            end = _fill(paragraph, start)
            yield paragraph[start:end], before + start, overlap
            if end == len(paragraph):
                break
            begin = max(start + 1, end - CONTEXT // 2)
            start, overlap = begin, end - begin
        before += len(paragraph)


def _fill(paragraph: Paragraph, start: int) -> int:
    room, at = ROOM - 1, start
    while at < len(paragraph) and len(paragraph[at].pieces) <= room:
        room -= len(paragraph[at].pieces)
        at += 1
    return max(at, start + 1)


def size(paragraph: Paragraph) -> int:
    """How many pieces a paragraph has."""
    return sum(len(word.pieces) for word in paragraph)
