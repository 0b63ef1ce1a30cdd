"""What one word says about whether something is past or to come."""

from __future__ import annotations

import functools

from onrecord.lexicon import table
from onrecord.read.times.phrases import Words


@functools.cache
def words_of(sort: str) -> frozenset[str]:
    """The words of a sort in the table `tense_words`."""
    return frozenset(row["word"] for row in table("tense_words") if row["sort"] == sort)


def abbreviates(text: Words, i: int) -> bool:
    """True of the mark of "Gov." and "J.", which ends no clause."""
    before = text.written[i - 1] if i else ""
    return text.written[i] == "." and (
        before in words_of("abbreviation") or (len(before) == 1 and before.isalpha())
    )


def tense_of(text: Words, i: int) -> str:
    """`past`, `future` or `open` where the word shows it."""
    word = text.written[i]
    if word == "to":
        return _infinitive(text, i)
    if word in words_of("future") or word in words_of("open"):
        return _ahead(text, i)
    if word.endswith("ing"):
        return "future" if _before(text, i) in NOW and word in words_of("arranged") else ""
    if word in words_of("past") or (word.endswith("ed") and len(word) > 4 and word.islower()):
        return "" if _after_modal(text, i) or _describes(text, i) else "past"
    return ""


def _before(text: Words, i: int) -> str:
    return text.written[i - 1].lower() if i else ""


def _infinitive(text: Words, i: int) -> str:
    """The tense of "is set to meet", "urged them to meet", "talks to be held"."""
    if _before(text, i) in words_of("before to"):
        return planned(text, i - 1)
    if _asked(text, i):
        return "open"
    return (
        "future" if text.written[i + 1 : i + 2] == ["be"] and _before(text, i) not in SEEMS else ""
    )


def _ahead(text: Words, i: int) -> str:
    """The tense of a word that speaks of what is to come, unless it "did not" or "could not" be, or
    "would have" been."""
    word, before = text.written[i], _before(text, i)
    if before == "to":
        return ""
    unreal = (word == "could" and _negated(text, i)) or (
        word in MODALS and text.written[i + 1 : i + 2] == ["have"]
    )
    if unreal or not DID.isdisjoint(text.written[max(0, i - 2) : i]):
        return "past"
    return "" if _describes(text, i) or _is_noun(text, i) else planned(text, i)


def _after_modal(text: Words, i: int) -> bool:
    """True of what looks like a verb of the past and is none: "will be held", "may not cut"."""
    before = _before(text, i)
    return (_before(text, i - 1) if before == "not" and i > 1 else before) in NO_VERB_AFTER


def _describes(text: Words, i: int) -> bool:
    """True of a word in a noun's place, or before a noun: "the proposed talks", "a hastily planned
    trip"."""
    before = _before(text, i)
    if i > 1 and (before in ADVERBS or (before.endswith("ly") and len(before) > 4)):
        before = text.written[i - 2].lower()
    return before in NOUN_BEFORE


def _is_noun(text: Words, i: int) -> bool:
    """True of "announced plans on Monday", not of "plans a march on Monday"."""
    then = text.written[i + 1] if i + 1 < len(text.written) else ""
    return (
        text.written[i] in EITHER
        and then not in VERB_BEFORE
        and not (then.istitle() and text.written[i] == "visits")
    )


DID = frozenset({"did", "didn't", "didn’t"})
EITHER = frozenset(
    {
        "plan",
        "plans",
        "hopes",
        "aims",
        "pledges",
        "vows",
        "promises",
        "visits",
        "hosts",
        "holds",
        "faces",
    }
)
VERB_BEFORE = frozenset(
    {"a", "an", "the", "its", "his", "her", "their", "another", "that", "to", "more", "talks"}
)
ADVERBS = frozenset({"still", "long", "once", "then", "much", "well"})


def _asked(text: Words, i: int) -> bool:
    """True of the "to" of "urged both sides to meet"."""
    then = text.written[i + 1] if i + 1 < len(text.written) else ""
    return (
        then.islower()
        and then not in NOUN_BEFORE
        and not words_of("asks").isdisjoint(text.written[max(0, i - 8) : i])
    )


def _negated(text: Words, i: int) -> bool:
    """True of "could not be reached" and "neither he nor she could be found"."""
    return text.written[i + 1 : i + 2] == ["not"] or not NOBODY.isdisjoint(
        w.lower() for w in text.written[max(0, i - 6) : i]
    )


SEEMS = frozenset(
    {
        "said",
        "believed",
        "thought",
        "known",
        "reported",
        "seemed",
        "appeared",
        "proved",
        "found",
        "had",
        "used",
        "out",
    }
)
"""What is told with "to be" after these is not to come, as talks "to be held" are."""
MODALS = frozenset({"would", "could", "should", "might", "may", "must"})
NOBODY = frozenset({"no", "neither", "nor", "none", "nobody"})
NOW = frozenset({"is", "are", "am", "'re", "’re", "'m", "’m"})
"""With some words in -ing what is arranged ("is meeting Friday")."""
NOUN_BEFORE = frozenset(
    {"the", "a", "an", "his", "her", "its", "their", "our", "these", "those", "of"}
)
NO_VERB_AFTER = frozenset({*MODALS, "will", "shall", "can", "be", "being", "is", "are", "to"})


def planned(text: Words, i: int) -> str:
    """What was to come when it was told: past after "originally" and "had been", unless it is
    called off only now; open after "was"."""
    near = [word.lower() for word in text.written[max(0, i - 2) : i]]
    if near == ["had", "been"]:
        return "future" if _called_off(text, i) else "past"
    last = near[-1] if near else ""
    if last in words_of("overtaken"):
        return "past"
    return "open" if last in ("was", "were") or text.written[i] in words_of("open") else "future"


CALLED_OFF = frozenset(
    {"cancelled", "canceled", "postponed", "delayed", "scrapped", "shelved", "suspended"}
)
LATELY = 30
"""How many words back it may have been told that a plan is off."""


def _called_off(text: Words, i: int) -> bool:
    """True where the plan "has been cancelled" or "called off", said a little before or behind
    it."""
    near = [word.lower() for word in text.written[max(0, i - LATELY) : i + 1 + LATELY]]
    return any(
        word in CALLED_OFF or near[n : n + 2] == ["called", "off"] for n, word in enumerate(near)
    )
