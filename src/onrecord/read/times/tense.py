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
    """`past` or `future`; empty where the words do not show it.

    The word right before decides ("ahead of Monday"), else the nearest verb before in the sentence, else the first after.
    """
    before = range(start - 1, max(-1, start - 1 - BEFORE), -1)
    after = range(end, min(len(text.written), end + AFTER))
    return _led_in(text, start) or _first_tense(text, before) or _first_tense(text, after)


def _led_in(text: Words, start: int) -> str:
    """The tense that the words right before ask for: "ahead of", "as soon as", "since"; "until" after a verb that sets a term."""
    near = [word.lower() for word in text.written[max(0, start - 3) : start]]
    for length in (3, 2, 1):
        for tense in ("future", "past"):
            if " ".join(near[-length:]) in _words(f"before {tense}"):
                return _planned(text, start - length) if tense == "future" else tense
    return "future" if near and near[-1] in UNTIL and _sets_a_term(text, start) else ""


UNTIL = frozenset({"until", "till", "through", "to"})


def _sets_a_term(text: Words, start: int) -> bool:
    """True where the nearest such verb before is "extended" or "postponed", and not "lasted"."""
    places = range(start - 2, max(-1, start - BEFORE), -1)
    return any(text.written[i] in _words("sets a term") for i in places if text.written[i] not in CLAUSE_END)


def _first_tense(text: Words, places: range) -> str:
    for i in places:
        word = text.written[i]
        if word in CLAUSE_END:
            break
        if tense := _tense_of(text, i, word):
            return tense
    return ""


def _tense_of(text: Words, i: int, word: str) -> str:
    before = text.written[i - 1].lower() if i else ""
    if word == "to" and before in _words("before to"):
        return _planned(text, i - 1)
    if word in _words("future"):
        if before == "to" and i > 1 and text.written[i - 2].lower() in _words("before to"):
            return _planned(text, i - 2)
        return "" if before in NOUN_BEFORE else _planned(text, i)
    if word.endswith("ing"):
        return "future" if before in NOW and word in _words("arranged") else ""
    if word in _words("past") or (word.endswith("ed") and len(word) > 4 and word.islower()):
        return "" if before in NO_VERB_AFTER else "past"
    return ""


NOW = frozenset({"is", "are", "am", "'re", "’re", "'m", "’m"})
"""With some words in -ing what is arranged ("is meeting Friday")."""
NOUN_BEFORE = frozenset({"the", "a", "an", "his", "her", "its", "their", "our", "these", "those", "of"})
NO_VERB_AFTER = frozenset({"be", "is", "are", "a", "an", "the", "to", "its", "their", "his", "her"})
"""No verb of the past follows these: "will be held", "the proposed talks"."""


def _planned(text: Words, i: int) -> str:
    """What was to come when it was told: past after "had been" or "originally", unless it is called off only now."""
    near = [word.lower() for word in text.written[max(0, i - 2) : i]]
    overtaken = (near == ["had", "been"] and not _called_off(text, i)) or (near and near[-1] in _words("overtaken"))
    return "past" if overtaken else "future"


CALLED_OFF = frozenset({"cancelled", "canceled", "postponed", "delayed", "scrapped", "shelved", "suspended"})
LATELY = 30
"""How many words back it may have been told that a plan is off."""


def _called_off(text: Words, i: int) -> bool:
    """True where the plan "has been cancelled" or "called off", said a little before or behind it."""
    near = [word.lower() for word in text.written[max(0, i - LATELY) : i + 1 + AFTER]]
    return any(word in CALLED_OFF or near[n : n + 2] == ["called", "off"] for n, word in enumerate(near))
