"""How much of one report is read: counted in words, never in seconds, so that every machine reads
alike.

A report that holds more is refused whole; a part of it would look like all that it says.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.errors import InputError
from onrecord.models.pieces import WORD
from onrecord.record import Report, Span

WORDS = 100_000
"""Words of a report, of the parts that are read; what stands there twice and is read once counts
once.

A long report has 20,000, the hearings of a day have 80,000, and a book is no report.
"""
MARKS = 30_000
"""Marks of a report, each of which costs as much as a word; prose has one to seven words."""
PARAGRAPHS = 15_000
"""Paragraphs of a report; a parse of one word costs as much as two more words."""
PARAGRAPH = 20_000
"""Characters parsed at once; a paragraph longer than any real one is cut between sentences."""
SENTENCE = 4_000
"""Characters of a sentence; a longer one is no prose and is cut at white space.

To look around in a sentence costs what it is long.
"""
UNBROKEN = 500
"""Characters without white space; more are no word and no address, and are cut.

To find the words in them costs their square.
"""


def checked(report: Report, paragraphs: Sequence[Span]) -> None:
    """Raises where the paragraphs hold more of a report than is read."""
    if len(paragraphs) > PARAGRAPHS:
        raise _too_much(report, f"{PARAGRAPHS:,} paragraphs")
    words = marks = 0
    for is_word in _words(report.text, paragraphs):
        words, marks = words + is_word, marks + (not is_word)
        if words > WORDS or marks > MARKS:
            most = f"{WORDS:,} words" if words > WORDS else f"{MARKS:,} marks"
            raise _too_much(report, most)


def _words(text: str, spans: Iterable[Span]) -> Iterable[bool]:
    """For each word true, for each mark false."""
    return (found[0].isalnum() for span in spans for found in WORD.finditer(text, *span))


def _too_much(report: Report, most: str) -> InputError:
    why = f"it has over {most} to read"
    return InputError(report.path, why, "cut it into one report a file or a line")
