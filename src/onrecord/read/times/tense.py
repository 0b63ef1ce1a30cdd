"""Whether the words near a time speak of what is past or to come."""

from __future__ import annotations

import functools
import itertools

from onrecord.lexicon import table
from onrecord.read.times.phrases import Words

CLAUSE_END = frozenset('.;!?"“”')
BEFORE, AFTER = 24, 24
"""How many words before and after are looked at."""


@functools.cache
def _words(sort: str) -> frozenset[str]:
    return frozenset(row["word"] for row in table("tense_words") if row["sort"] == sort)


def tense_at(text: Words, start: int, end: int) -> str:
    """`past`, `future` or `open`, where what is told was or is to come; empty where the words do not show it.

    The word right before decides ("ahead of Monday"), else what happened then ("Monday's attack"), else the nearest verb before
    in the sentence, else the first after.
    """
    before = range(start - 1, max(-1, start - 1 - BEFORE), -1)
    after = range(end, min(len(text.written), end + AFTER))
    found = _led_in(text, start) or _beside(text, start, end) or _first_tense(text, before) or _first_tense(text, after)
    return found or ("past" if text.written[max(0, start - 1) : start] == ["between"] else "")


def _led_in(text: Words, start: int) -> str:
    """The tense that the words right before ask for: "ahead of", "as soon as", "since"; "until" after a verb that sets a term."""
    near = [word.lower() for word in text.written[max(0, start - 3) : start]]
    for length in (3, 2, 1):
        for tense in ("future", "past"):
            if " ".join(near[-length:]) in _words(f"before {tense}"):
                return _planned(text, start - length) if tense == "future" else tense
    return "future" if near and near[-1] in UNTIL and _sets_a_term(text, start) else ""


def _beside(text: Words, start: int, end: int) -> str:
    """What the day is named with: "Monday's attack", "Monday is the deadline", "a strike for Monday"."""
    before = text.written[start - 1] if start else "."
    after = text.written[end] if end < len(text.written) else ""
    if happened := _happened(text, end):
        return happened
    if after in SCHEDULES and before in STARTS:
        return "future"
    meant = before == "for" and text.written[start] in _weekdays() and after not in OWN
    return "open" if meant or (after == "as" and text.written[end + 2 : end + 3] in (["deadline"], ["date"])) else ""


@functools.cache
def _weekdays() -> frozenset[str]:
    return frozenset(row["word"].capitalize() for row in table("timewords") if row["category"] == "WEEKDAY")


SCHEDULES = frozenset({"is", "will", "marks"})
STARTS = frozenset({*CLAUSE_END, ",", ":", "and", "but", "that", "said", "says"})
"""A day is what the sentence is about after these, and before `SCHEDULES`."""


def _happened(text: Words, end: int) -> str:
    """`past` before what is named by its day only when it is over: "Monday's deadly attack"."""
    near = text.written[end : end + 5]
    owned = itertools.takewhile(lambda word: word not in SMALL, near[1:] if near[:1] and near[0] in OWN else near[:1])
    return "past" if not _words("happened").isdisjoint(owned) else ""


OWN = frozenset({"'s", "’s"})
SMALL = frozenset(
    {"of", "in", "on", "at", "for", "to", "by", "with", "from", "as", "and", "or", "that", "over", "about", "against", ",", "."}
)
UNTIL = frozenset({"until", "till", "through", "to"})


def _sets_a_term(text: Words, start: int) -> bool:
    """True where the nearest such verb before is "extended" or "postponed", and not "lasted"."""
    places = range(start - 2, max(-1, start - BEFORE), -1)
    return any(text.written[i] in _words("sets a term") for i in places if text.written[i] not in CLAUSE_END)


def _first_tense(text: Words, places: range) -> str:
    for i in places:
        word = text.written[i]
        if word in CLAUSE_END and not _abbreviates(text, i):
            break
        if tense := _tense_of(text, i, word):
            return tense
    return ""


def _abbreviates(text: Words, i: int) -> bool:
    """True of the mark of "Gov." and "J.", which ends no clause."""
    before = text.written[i - 1] if i else ""
    return text.written[i] == "." and (before in _words("abbreviation") or (len(before) == 1 and before.isalpha()))


def _tense_of(text: Words, i: int, word: str) -> str:
    before = text.written[i - 1].lower() if i else ""
    if (word == "could" and _negated(text, i)) or (word in MODALS and text.written[i + 1 : i + 2] == ["have"]):
        return "past"
    if word == "to" and before in _words("before to"):
        return _planned(text, i - 1)
    if word == "to" and _asked(text, i):
        return "open"
    if word == "to" and text.written[i + 1 : i + 2] == ["be"] and before not in SEEMS:
        return "future"
    if word in _words("future") or word in _words("open"):
        if before == "to":
            return ""
        if not DID.isdisjoint(text.written[max(0, i - 2) : i]):
            return "past"
        return "" if _describes(text, i) or _is_noun(text, i) else _planned(text, i)
    if word.endswith("ing"):
        return "future" if before in NOW and word in _words("arranged") else ""
    if word in _words("past") or (word.endswith("ed") and len(word) > 4 and word.islower()):
        ahead = text.written[i - 2].lower() if before == "not" and i > 1 else before
        return "" if ahead in NO_VERB_AFTER or _describes(text, i) else "past"
    return ""


def _describes(text: Words, i: int) -> bool:
    """True of a word in a noun's place, or before a noun: "the proposed talks", "a hastily planned trip"."""
    before = text.written[i - 1].lower() if i else ""
    if i > 1 and (before in ADVERBS or (before.endswith("ly") and len(before) > 4)):
        before = text.written[i - 2].lower()
    return before in NOUN_BEFORE


def _is_noun(text: Words, i: int) -> bool:
    """True of "announced plans on Monday", not of "plans a march on Monday"."""
    return text.written[i] in EITHER and text.written[i + 1 : i + 2] not in VERB_BEFORE


DID = frozenset({"did", "didn't", "didn’t"})
EITHER = frozenset({"plan", "plans", "hopes", "aims", "pledges", "vows", "promises"})
VERB_BEFORE = [[word] for word in ("a", "an", "the", "its", "his", "her", "their", "another", "that", "to", "more")]
ADVERBS = frozenset({"still", "long", "once", "then", "much", "well"})


def _asked(text: Words, i: int) -> bool:
    """True of the "to" of "urged both sides to meet"."""
    then = text.written[i + 1] if i + 1 < len(text.written) else ""
    return then.islower() and then not in NOUN_BEFORE and not _words("asks").isdisjoint(text.written[max(0, i - 8) : i])


def _negated(text: Words, i: int) -> bool:
    """True of "could not be reached" and "neither he nor she could be found"."""
    return text.written[i + 1 : i + 2] == ["not"] or not NOBODY.isdisjoint(w.lower() for w in text.written[max(0, i - 6) : i])


SEEMS = frozenset({"said", "believed", "thought", "known", "reported", "seemed", "appeared", "proved", "found", "had", "used", "out"})
"""What is told with "to be" after these is not to come, as talks "to be held" are."""
MODALS = frozenset({"would", "could", "should", "might", "may", "must"})
NOBODY = frozenset({"no", "neither", "nor", "none", "nobody"})
NOW = frozenset({"is", "are", "am", "'re", "’re", "'m", "’m"})
"""With some words in -ing what is arranged ("is meeting Friday")."""
NOUN_BEFORE = frozenset({"the", "a", "an", "his", "her", "its", "their", "our", "these", "those", "of"})
NO_VERB_AFTER = frozenset({*MODALS, "will", "shall", "can", "be", "being", "is", "are", "to"})
"""No verb of the past follows these: "will be held"."""


def _planned(text: Words, i: int) -> str:
    """What was to come when it was told: past after "had been" or "originally", unless it is called off only now; open after "was"."""
    near = [word.lower() for word in text.written[max(0, i - 2) : i]]
    overtaken = (near == ["had", "been"] and not _called_off(text, i)) or (near and near[-1] in _words("overtaken"))
    left_open = text.written[i] in _words("open") or (near and near[-1] in ("was", "were"))
    return "past" if overtaken else "open" if left_open else "future"


CALLED_OFF = frozenset({"cancelled", "canceled", "postponed", "delayed", "scrapped", "shelved", "suspended"})
LATELY = 30
"""How many words back it may have been told that a plan is off."""


def _called_off(text: Words, i: int) -> bool:
    """True where the plan "has been cancelled" or "called off", said a little before or behind it."""
    near = [word.lower() for word in text.written[max(0, i - LATELY) : i + 1 + AFTER]]
    return any(word in CALLED_OFF or near[n : n + 2] == ["called", "off"] for n, word in enumerate(near))
