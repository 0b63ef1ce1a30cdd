"""Whether the words near a time speak of what is past or to come."""

from __future__ import annotations

import functools
import itertools

from onrecord.lexicon import table
from onrecord.read.times.phrases import Words
from onrecord.read.times.verbs import abbreviates, planned, tense_of, words_of

CLAUSE_END = frozenset('.;!?"“”')
BEFORE, AFTER = 24, 24
"""How many words before and after are looked at."""


def tense_at(text: Words, start: int, end: int) -> str:
    """`past`, `future` or `open`, where what is told was or is to come; empty where the words do
    not show it.

    `before` is a past that the report itself is not of: "On Monday, ...", "In May, ..." at the head
    of a sentence.

    The word right before decides ("ahead of Monday"), else what happened then ("Monday's attack"),
    else the nearest verb before in the sentence, else the first after.
    """
    before = range(start - 1, max(-1, start - 1 - BEFORE), -1)
    after = range(end, min(len(text.written), end + AFTER))
    before_it = text.written[max(0, start - 1) : start]
    found = (
        _led_in(text, start)
        or _beside(text, start, end)
        or _first_tense(text, before)
        or _first_tense(text, after)
    )
    if found == "past" and before_it in (["On"], ["In"]):
        return "before"
    return found or ("past" if before_it == ["between"] else "")


def is_told(text: Words, end: int) -> bool:
    """True before a verb of the past: what "soon left" was to come only for those who are told
    of."""
    return end < len(text.written) and tense_of(text, end) == "past"


def _led_in(text: Words, start: int) -> str:
    """The tense that the words right before ask for: "ahead of", "as soon as", "since"; "until"
    after a verb that sets a term."""
    near = [word.lower() for word in text.written[max(0, start - 3) : start]]
    for length in (3, 2, 1):
        for tense in ("future", "past"):
            if " ".join(near[-length:]) in words_of(f"before {tense}"):
                return planned(text, start - length) if tense == "future" else tense
    return "future" if near and near[-1] in UNTIL and _sets_a_term(text, start) else ""


def _beside(text: Words, start: int, end: int) -> str:
    """What the day is named with: "Monday's attack", "Monday is the deadline", "a strike for
    Monday"."""
    before = text.written[start - 1] if start else "."
    after = text.written[end] if end < len(text.written) else ""
    if _happened(text, end) or _had_happened(text, start):
        return "past"
    if after in SCHEDULES and before in STARTS:
        return "future"
    meant = before == "for" and text.written[start] in _weekdays() and after not in OWN
    return (
        "open"
        if meant or (after == "as" and text.written[end + 2 : end + 3] in (["deadline"], ["date"]))
        else ""
    )


@functools.cache
def _weekdays() -> frozenset[str]:
    return frozenset(
        row["word"].capitalize() for row in table("timewords") if row["category"] == "WEEKDAY"
    )


SCHEDULES = frozenset({"is", "will", "marks"})
STARTS = frozenset({*CLAUSE_END, ",", ":", "and", "but", "that", "said", "says"})
"""A day is what the sentence is about after these, and before `SCHEDULES`."""


def _happened(text: Words, end: int) -> bool:
    """True before what is named by its day only when it is over: "Monday's deadly attack"."""
    near = text.written[end : end + 5]
    owned = itertools.takewhile(
        lambda word: word not in SMALL, near[1:] if near[:1] and near[0] in OWN else near[:1]
    )
    return not words_of("happened").isdisjoint(owned)


def _had_happened(text: Words, start: int) -> bool:
    """True behind such a thing: "the deadly attack on Monday"."""
    thing = start - 2 if text.written[max(0, start - 1) : start] == ["on"] else start - 1
    return (
        thing > 0
        and text.written[thing] in words_of("happened")
        and "the" in text.written[max(0, thing - 3) : thing]
    )


OWN = frozenset({"'s", "’s"})
SMALL = frozenset(
    {
        "of",
        "in",
        "on",
        "at",
        "for",
        "to",
        "by",
        "with",
        "from",
        "as",
        "and",
        "or",
        "that",
        "over",
        "about",
        "against",
        ",",
        ".",
    }
)
UNTIL = frozenset({"until", "till", "through", "to"})


def _sets_a_term(text: Words, start: int) -> bool:
    """True where the nearest verb before is "extended" or "postponed", and not "lasted"."""
    for i in range(start - 2, max(-1, start - BEFORE), -1):
        word = text.written[i]
        if word in words_of("sets a term"):
            return word not in HAS or start - i < 4
        if _ends(text, i) or tense_of(text, i) == "past":
            return False
    return False


HAS = frozenset({"has", "have"})
"""They set a term right before it only: "has until Monday", not "has risen 3 percent this year
through Monday"."""


def _ends(text: Words, i: int) -> bool:
    """True where a clause or a paragraph ends."""
    return text.written[i].isspace() or (text.written[i] in CLAUSE_END and not abbreviates(text, i))


def _first_tense(text: Words, places: range) -> str:
    for i in places:
        if _ends(text, i):
            break
        if tense := tense_of(text, i):
            return tense
    return ""
