"""Whether the words near a time speak of what is past or to come."""

from __future__ import annotations

import functools

from onrecord.lexicon import table
from onrecord.read.times.phrases import Words

CLAUSE_END = frozenset('.;!?"“”')
BEFORE, AFTER = 18, 16
"""How many words before and after are looked at."""


@functools.cache
def _words(sort: str) -> frozenset[str]:
    return frozenset(row["word"] for row in table("tense_words") if row["sort"] == sort)


def tense_at(text: Words, start: int, end: int) -> str:
    """`past` or `future` by the nearest verb before the words in their sentence, else the first after them; empty where there is none."""
    before = range(start - 1, max(-1, start - 1 - BEFORE), -1)
    after = range(end, min(len(text.written), end + AFTER))
    return _first_tense(text, before) or _first_tense(text, after)


def _first_tense(text: Words, places: range) -> str:
    for i in places:
        word = text.written[i]
        if word in CLAUSE_END:
            break
        if tense := _tense_of(text, i, word):
            return tense
    return ""


def _tense_of(text: Words, i: int, word: str) -> str:
    if word == "to" and i and text.written[i - 1].lower() in _words("before to"):
        return "future"
    if word in _words("future"):
        return "future"
    return "past" if word in _words("past") or (word.endswith("ed") and len(word) > 4 and word.islower()) else ""
