"""Words that describe persons by an office, a role or kinship, and what stands before them: "the
Danish foreign minister"."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.lexicon import table
from onrecord.lexicon.states import by_demonym, by_name
from onrecord.read.lines import Line

PERSONS = ("office", "post", "role", "kin", "person", "plural")
LONGEST_BEFORE = 9
NOT_BEFORE = frozenset(
    ("not", "also", "once", "now", "formerly", "previously", "perhaps", "still", "already")
)
"""Adverbs that are of the clause, not of the title after them."""
PARTICIPLES = frozenset(("acting", "retired", "ousted", "deposed", "disgraced"))
BYGONE = frozenset(("then", "ex"))
"""Words that a hyphen joins to a title that is no longer held."""
HEADLINE_VERBS = frozenset(("interviews", "meets", "urges", "tells", "warns", "greets", "blames"))
"""Verbs that the parser takes for nouns before a name in a headline: "Northwire interviews Karen
Doyle"."""
NO_MODIFIER = frozenset(("DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY"))


@dataclass(frozen=True)
class Title:
    """Words that describe a person or persons; token numbers in one line."""

    first: int
    """The first token after any determiner."""
    head: int
    end: int
    """Past the last token, what follows "of" included."""
    sort: str
    gender: str
    plural: bool
    determiner: str
    """ "the", "a", "his", "’s" or nothing."""
    taken: int
    """The first of the tokens that are title alone: a name may stand between `first` and this
    one."""
    named: int = 0
    """Of a title that several names share ("Ministers A and B"): where the one begins that this is
    about."""
    state: str = ""
    """Of a title of two states that two names share ("the Danish and Norwegian ministers, A and
    B"): the one of this name."""
    portfolio: tuple[int, int] | None = None
    """Of a title of two portfolios that two names share ("the finance and trade ministers, A and
    B"): the words of this name's."""


@functools.cache
def sorts() -> dict[str, tuple[str, str, bool]]:
    """Each word for persons in lower case: its sort, gender, and whether it is a plural."""
    found: dict[str, tuple[str, str, bool]] = {}
    for row in table("titles"):
        if row["sort"] in PERSONS:
            plural = row["sort"] == "plural"
            found.setdefault(row["word"], (row["sort"], row["gender"] or "", plural))
            if not plural:
                found.setdefault(plural_of(row["word"]), (row["sort"], row["gender"] or "", True))
    return found


def plural_of(word: str) -> str:
    if word.endswith("man"):
        return word[:-3] + "men"
    if word.endswith("y") and word[-2:-1] not in "aeo":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch")) else "s")


@functools.cache
def singulars() -> dict[str, str]:
    """Words for several persons with the word for one: "ministers" → "minister"."""
    return {plural_of(word): word for word, (_, _, plural) in sorts().items() if not plural}


@functools.cache
def of_sort(sort: str) -> frozenset[str]:
    """The words of one sort of the table of titles."""
    return frozenset(row["word"] for row in table("titles") if row["sort"] == sort)


@functools.cache
def bodies() -> dict[str, str]:
    """Bodies known by name, with the state that each acts for or nothing."""
    return {row["name"]: row["state"] or "" for row in table("bodies")}


@functools.cache
def given_names() -> dict[str, str]:
    """The gender that goes with a given name: m, f or ?."""
    return {row["name"]: row["gender"] for row in table("given_names")}


@functools.cache
def address() -> dict[str, str]:
    """Forms of address ("Mr.") with the gender that they show."""
    return {row["word"]: row["gender"] or "" for row in table("titles") if row["sort"] == "address"}


def name_like(line: Line, at: int) -> bool:
    """True of a token that may be part of a name: capital letter, no day, no common word at the
    start of a sentence."""
    if (
        not 0 <= at < len(line.words)
        or not line.words[at][0].isupper()
        or line.labels[at] in NO_MODIFIER
    ):
        return False
    if line.pos[at] == "PROPN":
        return True
    opening = (
        at == 0 or line.sentences[at] != line.sentences[at - 1] or line.words[at - 1] in "“\"‘'"
    )
    return (
        not opening
        and not line.capitals
        and line.pos[at] in ("NOUN", "ADJ", "X", "VERB", "ADP")
        and line.lowers[at] != "i"
    )


def after_name(line: Line, at: int) -> bool:
    """True of letters after a person's name and a comma: "QC" in "Anna Motta, QC"."""
    if at < 2 or line.words[at - 1] != "," or line.lowers[at] not in of_sort("after name"):
        return False
    return (
        line.pos[at - 2] == "PROPN"
        and line.labels[at - 2] in ("PERSON", "")
        and not line.words[at].islower()
    )


def owns_body(line: Line, at: int) -> bool:
    """True of a word for several in the name of a body: "People" in "People's Army", "Women" in
    "Women's Institute"."""
    owner = (
        line.words[at][0].isupper()
        and line.word(at + 1) in ("'s", "’s", "'", "’")
        and sorts().get(line.lowers[at], ("", "", False))[2]
    )
    return (
        owner
        and name_like(line, at + 2)
        and any(line.word(k) in of_sort("body") for k in range(at + 2, at + 5))
    )


def modifiers(line: Line, head: int) -> int:
    """The first of the words that stand before a head and belong to it."""
    at = head
    while at > 0 and head - at < LONGEST_BEFORE and _modifies(line, at - 1, head):
        at -= 1
    while at < head and (line.words[at] in ("-", "–", "and") or _half_name(line, at)):
        at += 1
    return at


def _half_name(line: Line, at: int) -> bool:
    """True of the second half of a double given name: "jun" in "Seo-jun prime minister"."""
    return (
        at > 1
        and line.words[at - 1] == "-"
        and not line.spaced[at - 2]
        and line.labels[at - 2] == "PERSON"
    )


def _modifies(line: Line, at: int, head: int) -> bool:
    if line.lowers[at] in HEADLINE_VERBS:
        return False
    if line.sentences[at] != line.sentences[head] or line.labels[at] in NO_MODIFIER:
        return line.labels[at] == "ORDINAL" or _aged(line, at)
    if (line.words[at] in ("-", "–") and not line.spaced[at]) or (
        line.lowers[at] in PARTICIPLES and line.heads[at] > at
    ):
        return True
    if line.words[at] == "Under" and line.lowers[at + 1] == "secretary":
        return True
    if line.lowers[at] in BYGONE and line.word(at + 1) in ("-", "–"):
        return True
    if line.words[at] == "and":
        both = line.lowers[at - 1], line.lowers[at + 1]
        if _two_peoples(line, at, head):
            return True
        return all(word in of_sort("modifier") for word in both) or all(
            word in sorts() for word in both
        )
    if line.word(at + 1) == "and" and {line.lowers[at], line.word(at + 2)} <= of_sort("modifier"):
        return True
    if (
        line.words[at] in given_names()
        and line.words[at] not in by_name()
        and not demonym(line.words[at])
        and line.labels[at] != "GPE"
    ):
        return False
    if (
        line.deps[at] == "conj"
        and line.words[at - 1] == "and"
        and (_two_peoples(line, at - 1, head) or _two_portfolios(line, at - 1, head))
    ):
        return True
    if line.heads[at] > at and (
        line.pos[at] == "ADV" or (line.pos[at] == "VERB" and line.deps[at] == "amod")
    ):
        return line.heads[at] <= head and line.lowers[at] not in NOT_BEFORE
    personal = (
        line.labels[at] == "PERSON"
        and not demonym(line.words[at])
        and line.lowers[at] not in of_sort("modifier")
        and line.lowers[at] not in sorts()
    )
    return line.pos[at] in ("ADJ", "NOUN", "PROPN") and line.heads[at] > at and not personal


def _aged(line: Line, at: int) -> bool:
    """True of the words of an age before a title: "48-year-old"."""
    whole = line.lowers[at] in ("-", "year", "old") or line.words[at].isdigit()
    return (
        whole
        and "old" in line.lowers[at : at + 5]
        and "year" in line.lowers[max(at - 2, 0) : at + 3]
    )


def _two_peoples(line: Line, at: int, head: int) -> bool:
    """True of the "and" in "Kenyan and Tanzanian ministers"."""
    return line.lowers[head] in singulars() and bool(
        at and demonym(line.words[at - 1]) and demonym(line.words[at + 1])
    )


def _two_portfolios(line: Line, at: int, head: int) -> bool:
    """True of the "and" in "finance and trade ministers"."""
    return line.lowers[head] in singulars() and all(
        k >= 0 and line.lowers[k] in of_sort("modifier") for k in (at - 1, at + 1)
    )


def states_told(words: Sequence[str]) -> tuple[str, ...]:
    """The states that words name, in their order."""
    found: dict[str, None] = {}
    at = 0
    while at < len(words):
        sizes = (n for n in (4, 3, 2, 1) if " ".join(words[at : at + n]) in by_name())
        size = next(sizes, 0)
        iso3 = by_name()[" ".join(words[at : at + size])].iso3 if size else demonym(words[at])
        if iso3:
            found[iso3] = None
        at += size or 1
    return tuple(found)


def states_in(text: str) -> tuple[str, ...]:
    """The states that a text names, by name or adjective: "the Danish and Norwegian ministers"."""
    return tuple(sorted(states_told(text.split())))


def demonym(word: str) -> str | None:
    """The state of an adjective or people: "Danish", "Danes" → DNK."""
    state = by_demonym().get(word) or (by_demonym().get(word[:-1]) if word.endswith("s") else None)
    return state.iso3 if state else None
