"""What follows a head word and belongs to it: "minister" "of Trade", "ambassador" "to Berlin",
"president" "-elect"."""

from __future__ import annotations

import functools

from onrecord.lexicon import table
from onrecord.lexicon.gazetteer import by_name as places
from onrecord.lexicon.states import by_capital, by_name
from onrecord.read.lines import Line
from onrecord.read.names.titles import (
    LONGEST_BEFORE,
    bodies,
    given_names,
    name_like,
    of_sort,
    singulars,
)

LONGEST_AFTER = 12
SENT = frozenset(("ambassador", "envoy", "consul", "representative", "delegate", "commissioner"))
"""Heads of titles of those who are sent to a capital."""
ADVISING = frozenset(("envoy", "adviser", "advisor", "rapporteur", "coordinator", "negotiator"))
"""Heads of titles after which "on" tells the subject."""
SITTING = frozenset(
    (
        "senator",
        "congressman",
        "congresswoman",
        "representative",
        "lawmaker",
        "legislator",
        "republican",
        "democrat",
    )
)
"""Heads of titles after which "from" tells for which part of the union one sits."""
ATTACHING = frozenset(("of", "for", "at", "to", "in"))
GOES_ON = frozenset(("of", "for", "and", "&", "-", "in", "'s", "’s"))
INSIDE_NAMES = frozenset(("of", "for", "the", "and", "&", "'s", "’s", "-", "on"))
AFTER_HYPHEN = frozenset(("elect", "designate", "general"))
NUMBERED = frozenset(("both", "two", "three"))
STATES = frozenset(("countries", "governments", "nations", "states", "sides"))


def attached_end(line: Line, head: int) -> int:
    """Past the words after a head that say whose it is: "minister" "of Trade", "president"
    "-elect"."""
    end = head + 1
    if (
        line.word(end) in ("-", "–")
        and line.word(end + 1) in AFTER_HYPHEN
        and not line.spaced[head]
    ):
        return end + 2
    end += 4 * in_chief(line, end)
    for _ in range(2):
        more = _attached(line, head, end)
        if more == end:
            return end
        end = more
    return end


def in_chief(line: Line, at: int) -> bool:
    """True of what makes "commander-in-chief" of a commander."""
    return line.lowers[at : at + 4] in (("-", "in", "-", "chief"), ("–", "in", "–", "chief"))


def _attached(line: Line, head: int, at: int) -> int:
    if line.word(at) == "on" and line.lowers[head] in ADVISING and line.heads[at] == head:
        return next(
            (
                k + 1
                for k in line.children[at]
                if line.deps[k] == "pobj" and k - at < LONGEST_BEFORE
            ),
            at,
        )
    if line.word(at) == "from" and line.lowers[head] in SITTING:
        return _district(line, at + 1) or at
    if line.word(at) not in ATTACHING:  # also past the end, as of "an envoy and minister"
        return at
    if not (head <= line.heads[at] < at or _beside(line, head, line.heads[at])):
        return at
    first = at + 1
    while line.word(first) in ("the", "a", "an", "our", "his", "her", "its", "their"):
        first += 1
    known = _whole_portfolio(line, first) or _state_end(line, first)
    if not known and line.lowers[head] in SENT and line.lowers[at] == "to":
        known = _seat(line, first)
    if line.word(known) in ("'s", "’s") and known:
        return _owned_end(line, known)
    if known:
        return _both(line, known) if line.lowers[head] in singulars() else known
    if line.word(first) in NUMBERED and line.word(first + 1) in STATES:
        return first + 2
    end = _name_end(line, first)
    if (
        end > first
        and line.word(end) in ("'s", "’s")
        and (owned := _owned_end(line, end)) > end
        and line.lowers[owned - 1] in of_sort("body")
    ):
        return owned
    end = _common_tail(line, at, end) if end > first else end
    if end == first and line.word(at) in ("of", "for", "at"):
        end = _common_end(line, first)
    return end if end > first else at


def _beside(line: Line, head: int, other: int) -> bool:
    """True of a noun that a head is joined to by "and" or set beside: what follows may hang on that
    one."""
    while line.deps[head] in ("conj", "appos") and line.heads[head] < head:
        head = line.heads[head]
        if head == other:
            return True
    return False


def _owned_end(line: Line, mark: int) -> int:
    """Past what a state owns: "of Pakistan" "'s military intelligence agency"."""
    end = mark + 1
    while (
        end < len(line)
        and end - mark < LONGEST_BEFORE
        and _owned(line, end)
        and not (end > mark + 1 and _person_starts(line, end))
    ):
        end += 1
    return end if end > mark + 1 else mark


def _owned(line: Line, at: int) -> bool:
    return line.pos[at] in ("ADJ", "NOUN", "PROPN") or (
        line.pos[at] == "VERB" and line.deps[at] == "amod"
    )


def _both(line: Line, end: int) -> int:
    """Past the second state of "the ministers of Norway and Canada"."""
    return (
        line.word(end) == "and"
        and _state_end(line, end + 2 if line.word(end + 1) == "the" else end + 1)
    ) or end


def _common_tail(line: Line, at: int, end: int) -> int:
    """Past the common nouns that the name before them belongs to: "for the Danish" "government"."""
    head = next(
        (
            k
            for k in range(end, min(end + 3, len(line)))
            if line.heads[k] == at and line.deps[k] == "pobj"
        ),
        0,
    )
    whole = head and all(
        line.pos[k] in ("NOUN", "ADJ") and line.words[k][0].islower() for k in range(end, head + 1)
    )
    return head + 1 if whole and end <= line.heads[end - 1] <= head else end


def _whole_portfolio(line: Line, first: int) -> int:
    """Past the portfolios that begin here, if they are no part of another noun: not "shipping" in
    "the shipping union"."""
    end = portfolios_end(line, first)
    part = (
        end
        and line.words[end - 1][0].islower()
        and line.deps[end - 1] == "compound"
        and line.heads[end - 1] == end
    )
    return 0 if part else end


def portfolios_end(line: Line, first: int) -> int:
    """Past the portfolios that begin here, if one does: "of Foreign Affairs and Cooperation"."""
    end = _portfolio_end(line, first)
    while end and (more := _portfolio_end(line, end + 1)) and _lists(line, end):
        end = more
    return 0 if end and line.word(end) not in ATTACHING and _longer(line, first, end) else end


def _portfolio_end(line: Line, first: int) -> int:
    ends = range(min(first + 3, len(line)), first, -1)
    return next((end for end in ends if line.text(first, end).lower() in of_sort("portfolio")), 0)


def _lists(line: Line, at: int) -> bool:
    """True of what joins portfolios: "and", and a comma with "and" to come."""
    return line.word(at) in ("and", "&") or (
        line.word(at) == "," and "and" in line.lowers[at + 2 : at + 6]
    )


def _state_end(line: Line, first: int) -> int:
    """Past the name of a state that begins here ("to the United States"), unless it begins that of
    a body."""
    ends = range(min(first + 4, len(line)), first, -1)
    end = next((end for end in ends if line.text(first, end) in by_name()), 0)
    return 0 if end and _longer(line, first, end) else end


def _district(line: Line, first: int) -> int:
    """Past the part of a union that begins here: "senator from Ohio"."""
    tagged = (end for f, end, label in line.names if f == first and label == "GPE")
    return next(
        (
            end
            for end in tagged
            if any(s.sort == "us-state" for s in places().get(line.text(first, end), ()))
        ),
        0,
    )


def _longer(line: Line, first: int, end: int) -> bool:
    """True of the name of a state or portfolio that begins that of a body: "U.S. Central
    Command"."""
    return any(
        first - 1 <= begun <= first and end < past and label == "ORG"
        for begun, past, label in line.names
    )


def _seat(line: Line, first: int) -> int:
    """Past the capital or body to which one is sent: "ambassador to Berlin" "Anna Motta"."""
    known = _seats()
    return next(
        (
            end
            for end in range(min(first + 3, len(line)), first, -1)
            if line.text(first, end) in known
        ),
        0,
    )


@functools.cache
def _seats() -> frozenset[str]:
    """Capitals, and the bodies that one may be sent to."""
    return frozenset((*by_capital(), *bodies()))


def _name_end(line: Line, first: int) -> int:
    """Past a capitalised name that begins here; a person's name that follows it is left out."""
    at = first
    while (
        at < len(line)
        and at - first < LONGEST_AFTER
        and (name_like(line, at) or (at > first and _bridges(line, at)))
    ):
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
    return started or _given(line, at) or _after_body(line, at)


def _given(line: Line, at: int) -> bool:
    """True of a given name before another name, not inside the name of a place: "Angeles" in "Los
    Angeles"."""
    first = (
        line.words[at] in given_names()
        and name_like(line, at + 1)
        and line.word(at + 1) not in of_sort("body")
    )
    return first and line.text(at - 1, at + 1) not in places()


def _after_body(line: Line, at: int) -> bool:
    """True of the first of two uncommon words at the end of a run, after one that ends names of
    bodies: "Health Council" "Anna Motta"."""
    ends = (
        line.lowers[at - 1] in of_sort("body")
        and line.words[at - 1][0].isupper()
        and line.spaced[at]
    )
    if (
        not ends
        or not name_like(line, at)
        or not name_like(line, at + 1)
        or name_like(line, at + 2)
        or line.word(at + 2) in GOES_ON
    ):
        return False
    return not any(
        word in of_sort("body") or word in of_sort("modifier") or word in _common()
        for word in line.lowers[at : at + 2]
    )


@functools.cache
def _common() -> frozenset[str]:
    return of_sort("portfolio") | {row["stem"] for row in table("word_shares")}


def _common_end(line: Line, first: int) -> int:
    at = first
    while (
        at < len(line)
        and at - first < 5
        and line.pos[at] in ("ADJ", "NOUN")
        and not line.words[at][0].isupper()
    ):
        at += 1
    return at
