"""Finds words that describe persons by an office, a role or kinship: "the Danish foreign minister", "her brother"."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.lexicon import table
from onrecord.lexicon.states import by_capital, by_demonym, by_name
from onrecord.read.lines import Line

PERSONS = ("office", "post", "role", "kin", "person", "plural")
LONGEST_BEFORE, LONGEST_AFTER = 9, 12
SENT = frozenset(("ambassador", "envoy", "consul", "representative", "delegate", "commissioner"))
"""Heads of titles of those who are sent to a capital."""
ATTACHING = frozenset(("of", "for", "at", "to", "in"))
INSIDE_NAMES = frozenset(("of", "for", "the", "and", "&", "'s", "’s", "-", "on"))
PARTICIPLES = frozenset(("acting", "retired", "ousted", "deposed", "disgraced"))
BYGONE = frozenset(("then", "ex"))
"""Words that a hyphen joins to a title that is no longer held."""
AFTER_HYPHEN = frozenset(("elect", "designate", "general"))
NUMBERED = frozenset(("both", "two", "three"))
STATES = frozenset(("countries", "governments", "nations", "states", "sides"))
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
    """The first of the tokens that are title alone: a name may stand between `first` and this one."""
    named: int = 0
    """Of a title that several names share ("Ministers A and B"): where the one begins that this is about."""
    state: str = ""
    """Of a title of two states that two names share ("the Danish and Norwegian ministers, A and B"): the one of this name."""
    portfolio: tuple[int, int] | None = None
    """Of a title of two portfolios that two names share ("the finance and trade ministers, A and B"): the words of this name's."""


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


def titles(line: Line) -> Iterator[Title]:
    """The descriptions of persons in a line, in order; none overlaps another's head."""
    found = list(_titles(line))
    inside = {at for t in found for at in range(t.first, t.head)}
    yield from (t for t in found if t.head not in inside)


def _titles(line: Line) -> Iterator[Title]:
    known = sorts()
    for at, word in enumerate(line.lowers):
        if word in known and line.pos[at] in ("NOUN", "PROPN") and not (_is_more(line, at) or _is_name(line, at) or _in_body(line, at)):
            yield _title(line, at, *known[word])


def _title(line: Line, head: int, sort: str, gender: str, plural: bool) -> Title:
    first = modifiers(line, head)
    taken = head
    while taken > first and _only_title(line, taken - 1, head):
        taken -= 1
    before = line.word(first - 1)
    determiner = before if first and line.pos[first - 1] in ("DET", "PRON", "PART", "NUM") else ""
    return Title(first, head, attached_end(line, head), sort, gender, plural, determiner, taken)


def _only_title(line: Line, at: int, head: int) -> bool:
    """True of a modifier that is no part of a name: "press" in "White House press secretary", not "House"."""
    opening = at == 0 or line.sentences[at] != line.sentences[at - 1]
    capital = line.words[at][0].isupper() and not (opening and line.lowers[at] in of_sort("modifier"))
    if capital and (line.words[head][0].islower() or _ends_body(line, at + 1)):
        return False
    return line.lowers[at] in of_sort("modifier") or line.lowers[at] in sorts() or line.words[at] in "-–"


def _ends_body(line: Line, end: int) -> bool:
    return any(line.text(max(end - size, 0), end) in bodies() for size in (1, 2, 3))


def _is_more(line: Line, at: int) -> bool:
    """True of a word inside a longer title or name of a thing: "chief" in "chief executive", "judge" in "Judge Museum"."""
    if at > 3 and _in_chief(line, at - 3):
        return True
    if line.word(at + 1) in sorts() and line.pos[at + 1] in ("NOUN", "PROPN") and line.heads[at] > at:
        return not _is_name(line, at + 1)
    return line.word(at + 1) in of_sort("body") and line.heads[at] == at + 1


def _is_name(line: Line, at: int) -> bool:
    """True of a family name that is also a title: "Major" in "John Major"."""
    return at > 0 and line.words[at][0].isupper() and line.words[at - 1] in given_names() and not name_like(line, at + 1)


def _in_body(line: Line, at: int) -> bool:
    """True of a word inside the name of a body: "Engineers" in "Society of Engineers"."""
    if not line.words[at][0].isupper() or line.word(at - 1) not in ("of", "for"):
        return False
    return any(first < at - 1 and end > at and label == "ORG" for first, end, label in line.names)


def name_like(line: Line, at: int) -> bool:
    """True of a token that may be part of a name: capital letter, no day, no common word at the start of a sentence."""
    if not 0 <= at < len(line.words) or not line.words[at][0].isupper() or line.labels[at] in NO_MODIFIER:
        return False
    if line.pos[at] == "PROPN":
        return True
    opening = at == 0 or line.sentences[at] != line.sentences[at - 1] or line.words[at - 1] in "“\"‘'"
    return not opening and not line.capitals and line.pos[at] in ("NOUN", "ADJ", "X", "VERB", "ADP") and line.lowers[at] != "i"


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
    return at > 1 and line.words[at - 1] == "-" and not line.spaced[at - 2] and line.labels[at - 2] == "PERSON"


def _modifies(line: Line, at: int, head: int) -> bool:
    if line.sentences[at] != line.sentences[head] or line.labels[at] in NO_MODIFIER:
        return line.labels[at] == "ORDINAL"
    if (line.words[at] in ("-", "–") and not line.spaced[at]) or (line.lowers[at] in PARTICIPLES and line.heads[at] > at):
        return True
    if line.lowers[at] in BYGONE and line.word(at + 1) in ("-", "–"):
        return True
    if line.words[at] == "and":
        both = line.lowers[at - 1], line.lowers[at + 1]
        if _two_peoples(line, at, head):
            return True
        return all(word in of_sort("modifier") for word in both) or all(word in sorts() for word in both)
    if line.words[at] in given_names() and line.words[at] not in by_name() and not demonym(line.words[at]) and line.labels[at] != "GPE":
        return False
    if (
        line.deps[at] == "conj"
        and line.words[at - 1] == "and"
        and (_two_peoples(line, at - 1, head) or _two_portfolios(line, at - 1, head))
    ):
        return True
    personal = line.labels[at] == "PERSON" and line.lowers[at] not in of_sort("modifier") and line.lowers[at] not in sorts()
    return line.pos[at] in ("ADJ", "NOUN", "PROPN") and line.heads[at] > at and not personal


def _two_peoples(line: Line, at: int, head: int) -> bool:
    """True of the "and" in "Kenyan and Tanzanian ministers"."""
    return line.lowers[head] in singulars() and bool(at and demonym(line.words[at - 1]) and demonym(line.words[at + 1]))


def _two_portfolios(line: Line, at: int, head: int) -> bool:
    """True of the "and" in "finance and trade ministers"."""
    return line.lowers[head] in singulars() and all(k >= 0 and line.lowers[k] in of_sort("modifier") for k in (at - 1, at + 1))


def attached_end(line: Line, head: int) -> int:
    """Past the words after a head that say whose it is: "minister" "of Trade", "president" "-elect"."""
    end = head + 1
    if line.word(end) in ("-", "–") and line.word(end + 1) in AFTER_HYPHEN and not line.spaced[head]:
        return end + 2
    end += 4 * _in_chief(line, end)
    for _ in range(2):
        more = _attached(line, head, end)
        if more == end:
            return end
        end = more
    return end


def _in_chief(line: Line, at: int) -> bool:
    """True of what makes "commander-in-chief" of a commander."""
    return line.lowers[at : at + 4] in (("-", "in", "-", "chief"), ("–", "in", "–", "chief"))


def _attached(line: Line, head: int, at: int) -> int:
    if line.word(at) not in ATTACHING or not head <= line.heads[at] < at:
        return at
    first = at + 1
    while line.word(first) in ("the", "a", "an", "our", "his", "her", "its", "their"):
        first += 1
    known = _known(line, first) if not _longer(line, first) else 0
    if not known and line.lowers[head] in SENT and line.lowers[at] == "to":
        known = _seat(line, first)
    if line.word(known) in ("'s", "’s") and known:
        return _owned_end(line, known)
    if known:
        return _both(line, known) if line.lowers[head] in singulars() else known
    if line.word(first) in NUMBERED and line.word(first + 1) in STATES:
        return first + 2
    end = _name_end(line, first)
    end = _common_tail(line, at, end) if end > first else end
    if end == first and line.word(at) in ("of", "for", "at"):
        end = _common_end(line, first)
    return end if end > first else at


def _owned_end(line: Line, mark: int) -> int:
    """Past what a state owns: "of Pakistan" "'s military intelligence agency"."""
    end = mark + 1
    while end < len(line) and end - mark < LONGEST_BEFORE and line.pos[end] in ("ADJ", "NOUN", "PROPN") and not _person_starts(line, end):
        end += 1
    return end if end > mark + 1 else mark


def _both(line: Line, end: int) -> int:
    """Past the second state of "the ministers of Norway and Canada"."""
    return (line.word(end) == "and" and _known(line, end + 2 if line.word(end + 1) == "the" else end + 1)) or end


def _common_tail(line: Line, at: int, end: int) -> int:
    """Past the common nouns that the name before them belongs to: "for the Danish" "government"."""
    head = next((k for k in range(end, min(end + 3, len(line))) if line.heads[k] == at and line.deps[k] == "pobj"), 0)
    whole = head and all(line.pos[k] in ("NOUN", "ADJ") and line.words[k][0].islower() for k in range(end, head + 1))
    return head + 1 if whole and end <= line.heads[end - 1] <= head else end


def _known(line: Line, first: int) -> int:
    """Past a portfolio ("of State") or state ("to the United States") that begins here, if one does."""
    for end in range(min(first + 4, len(line)), first, -1):
        if line.text(first, end).lower() in of_sort("portfolio") or line.text(first, end) in by_name():
            return end
    return 0


def _longer(line: Line, first: int) -> bool:
    """True of the name of a state that begins that of a body: "U.S. Central Command"."""
    return any(f <= first < end - 1 and label == "ORG" and _known(line, first) < end for f, end, label in line.names if f >= first - 1)


def _seat(line: Line, first: int) -> int:
    """Past the capital or body to which one is sent: "ambassador to Berlin" "Anna Motta"."""
    known = _seats()
    return next((end for end in range(min(first + 3, len(line)), first, -1) if line.text(first, end) in known), 0)


@functools.cache
def _seats() -> frozenset[str]:
    """Capitals, and the bodies that one may be sent to."""
    return frozenset((*by_capital(), *bodies()))


def _name_end(line: Line, first: int) -> int:
    """Past a capitalised name that begins here; a person's name that follows it is left out."""
    at = first
    while at < len(line) and at - first < LONGEST_AFTER and (name_like(line, at) or (at > first and _bridges(line, at))):
        if at > first and _person_starts(line, at):
            return at
        at += 1
    while at > first and line.words[at - 1] in ("'s", "’s"):
        at -= 1
    return at


def _bridges(line: Line, at: int) -> bool:
    if line.lowers[at] not in INSIDE_NAMES or line.sentences[at] != line.sentences[at - 1]:
        return False
    after = at + 2 if line.word(at + 1) == "the" else at + 1
    return name_like(line, after) and not (line.lowers[at] == "and" and _person_starts(line, after))


def _person_starts(line: Line, at: int) -> bool:
    started = any(first == at and label == "PERSON" for first, _, label in line.names)
    return started or (line.words[at] in given_names() and name_like(line, at + 1) and line.word(at + 1) not in of_sort("body"))


def _common_end(line: Line, first: int) -> int:
    at = first
    while at < len(line) and at - first < 5 and line.pos[at] in ("ADJ", "NOUN") and not line.words[at][0].isupper():
        at += 1
    return at


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
