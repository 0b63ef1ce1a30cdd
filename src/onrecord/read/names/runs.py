"""Finds where names begin and end: runs of capitals, with the small words and marks inside them."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence

from onrecord.lexicon import table
from onrecord.lexicon.states import by_name
from onrecord.read.lines import Line
from onrecord.read.names.titles import (
    HEADLINE_VERBS,
    address,
    after_name,
    demonym,
    given_names,
    name_like,
    of_sort,
    owns_body,
    sorts,
)

PARTICLES = frozenset(
    [
        "de",
        "van",
        "von",
        "der",
        "den",
        "bin",
        "ibn",
        "al",
        "el",
        "la",
        "da",
        "do",
        "dos",
        "di",
        "du",
        "le",
        "ter",
        "ten",
        "bint",
        "abu",
        "ben",
        "del",
        "della",
    ]
)
ORGANISED = frozenset(("ORG", "FAC"))
DERIVED = frozenset(
    (
        "based",
        "backed",
        "led",
        "born",
        "style",
        "related",
        "owned",
        "run",
        "held",
        "controlled",
        "era",
        "inspired",
        "sponsored",
        "funded",
    )
)
"""What makes an adjective of a name: "Lisbon-based"."""
ADDRESSING = frozenset(
    ("Sir", "Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Dr", "Dr.", "Dame", "Baroness")
)
"""Words with which another name begins: "Liberal Democrat" "Sir Paul Marsh"."""
NEVER_INSIDE = frozenset(("/", "(", ")", ":", ";", "—", "–", "“", "”", '"'))
NO_NAME = frozenset(("NORP", "DATE", "TIME", "CARDINAL", "ORDINAL", "EVENT", "LAW"))
DAYS = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ]
)


@functools.cache
def _state_starts() -> frozenset[str]:
    return frozenset(name.split()[0].split("-")[0] for name in by_name())


def runs(line: Line, taken: set[int], ends: set[int]) -> Iterator[tuple[int, int]]:
    """Runs of capitals; none goes over the end of a title with its place: "ambassador to Berlin"
    "Anna Motta"."""
    cuts = ends | {
        first for first, _, kind in line.names if kind in ("PERSON", "GPE") and _parts(line, first)
    }
    bodies_of_tagger = {first: end for first, end, kind in line.names if kind in ORGANISED}
    at = 0
    while at < len(line):
        if at in taken or not _starts(line, at):
            at += 1
            continue
        end = _run_end(line, at, taken, cuts)
        end = max(end, _body_end(line, at, end, bodies_of_tagger, taken | ends))
        yield from _pieces(line, at, end)
        at = end


def _parts(line: Line, at: int) -> bool:
    """True where what the tagger takes for a new name does begin one: not "Gazette" after
    "Oslo"."""
    apart = at > 0 and (bool(line.labels[at - 1]) or not line.spaced[at - 1])
    return apart and line.lowers[at] not in of_sort("body") and not _hyphened(line, at)


def _hyphened(line: Line, at: int) -> bool:
    """True of the second half of a double name: "Marsh" in "Lund-Marsh"."""
    return (
        at > 1
        and line.words[at - 1] == "-"
        and not line.spaced[at - 1]
        and not line.spaced[at - 2]
        and line.words[at - 2][0].isupper()
    )


def _starts(line: Line, at: int) -> bool:
    if after_name(line, at):
        return False
    if _doubled(line, at) or _heads_line(line, at):
        return True
    if (
        not name_like(line, at)
        or line.lowers[at] in DAYS
        or (not line.words[at][-1].isalnum() and line.words[at][-1] != ".")
    ):
        return past_state(line, at) > at or (line.lowers[at] == "al" and _joins(line, at))
    if line.lowers[at] == "brig" and line.word(at + 1) == ".":
        return False
    ranked = (
        line.lowers[at] in ("rear", "vice", "brig", "1st", "2nd") and line.word(at + 1) in address()
    )
    return not (line.words[at] in ("The", "A", "An") or line.lowers[at] in address() or ranked)


def _heads_line(line: Line, at: int) -> bool:
    """True of the first word of a headline such as "Northwire interviews Karen Doyle", whatever the
    tagger takes it for."""
    acts = at == 0 and line.words[at][0].isupper() and line.word(at + 1) in HEADLINE_VERBS
    return acts and at + 2 < len(line) and line.pos[at + 2] in ("PROPN", "ADJ", "NOUN")


def _doubled(line: Line, at: int) -> bool:
    """True of the first half of a double name, be it at the start of a sentence: "Lund" in
    "Lund-Marsh"."""
    if (
        line.word(at + 1) != "-"
        or not line.words[at][0].isupper()
        or not _hyphened(line, at + 2)
        or at + 2 >= len(line)
    ):
        return False
    after = line.words[at + 2]
    lone = (
        line.lowers[at] in sorts()
        or line.lowers[at] in of_sort("modifier")
        or len(line.words[at]) < 3
    )
    return (
        after[0].isupper()
        and after.isalpha()
        and line.pos[at + 2] == "PROPN"
        and not lone
        and line.labels[at] not in NO_NAME
    )


def _run_end(line: Line, first: int, taken: set[int], cuts: set[int]) -> int:
    at = first + 1
    while (
        at < len(line)
        and at not in taken
        and at not in cuts
        and line.sentences[at] == line.sentences[first]
    ):
        if line.words[at] in ADDRESSING:
            break
        if (name_like(line, at) and line.lowers[at] not in DAYS) or _joins(line, at):
            at += 1
        else:
            break
    return at


def _joins(line: Line, at: int) -> bool:
    """True of a small token inside a name: "de", the hyphen in "Seo-yun" and what follows it,
    "&"."""
    if line.words[at] == "-":
        return (
            not line.spaced[at - 1]
            and not line.spaced[at]
            and at + 1 < len(line)
            and line.lowers[at + 1] not in DERIVED
        )
    if line.words[at - 1] == "-" and not line.spaced[at - 1]:
        return line.words[at].isalpha()
    if owns_body(line, at - 1):
        return True
    if line.words[at] in ("'", "’"):
        return _inner_mark(line, at)
    hyphen = line.word(at + 1) == "-" and not line.spaced[at]
    return (line.lowers[at] in PARTICLES or line.words[at] == "&") and name_like(
        line, at + 2 if hyphen else at + 1
    )


def _inner_mark(line: Line, at: int) -> bool:
    """True of an apostrophe that ends a given name ("Ng’ Odera"): no genitive, as those are of
    words in "s", and no end of a quotation."""
    before = line.words[at - 1]
    here = (k for k in range(at) if line.sentences[k] == line.sentences[at] and not line.spaced[k])
    opened = any(line.words[k] in ("'", "‘") for k in here)
    return (
        not line.spaced[at - 1]
        and line.spaced[at]
        and before[-1].isalpha()
        and before[-1] not in "sxz"
        and not opened
        and name_like(line, at + 1)
    )


def _body_end(line: Line, first: int, end: int, tagged: dict[int, int], taken: set[int]) -> int:
    """Past a body's name that begins here and goes on: "Ministry" "of" "Finance"."""
    start = first if first in tagged else first - 1
    stop = tagged.get(start, end) if start == first or line.word(start) == "the" else end
    while stop > end and (
        line.words[stop - 1] in ("'s", "’s", "'", "’", ",") or line.words[stop - 1][0].islower()
    ):
        stop -= 1
    stop = next(
        (at for at in range(first, stop) if at in taken or _ends(line, at, first, stop)), stop
    )
    while stop > end and (line.words[stop - 1] == "&" or line.words[stop - 1][0].islower()):
        stop -= 1
    while stop < len(line) and _goes_on(line, first, stop):
        more = stop + 2 if line.word(stop + 1) == "the" else stop + 1
        if not name_like(line, more) or more in taken:
            break
        stop = _run_end(line, more, taken, set())
    return stop


def _goes_on(line: Line, first: int, stop: int) -> bool:
    """True where "of", "for" or "and" goes on with a body's name: "Department" "of Health",
    "Department for Education" "and Skills"."""
    if line.word(stop) in ("of", "for"):
        return line.lowers[stop - 1] in of_sort("body")
    field = any(
        line.lowers[at] in of_sort("body") and line.word(at + 1) in ("of", "for")
        for at in range(first, stop - 1)
    )
    return (
        line.word(stop) == "and"
        and field
        and name_like(line, stop + 1)
        and not _strange(line.lowers[stop + 1 : stop + 2])
    )


def _ends_person(line: Line, first: int, stop: int, at: int) -> bool:
    """True where a person's name ends: at "the" and "for", at "and" and the "of" before a state
    where no word is one that bodies have."""
    if (
        line.lowers[at] == "the"
        and at > first
        and line.lowers[at - 1] not in ("of", "for", "and", "at", "in", "on", "to", "&")
    ):
        return True
    if line.lowers[at] == "for" and 1 < at - first < 4 and line.words[first] in given_names():
        return True
    if line.lowers[at] not in ("of", "and") or any(
        word in of_sort("body") for word in line.lowers[first:stop]
    ):
        return False
    if line.lowers[at] == "and" and at + 1 < past_state(line, at + 1) == stop:
        return True
    if line.lowers[at] == "and" and (
        "of" in line.lowers[first:stop]
        or not all(map(_strange, (line.lowers[first:at], line.lowers[at + 1 : stop])))
    ):
        return False
    return (line.lowers[at] == "and" and line.word(at - 1) != line.word(at + 1)) or (
        at > first + 1 and of_state(line, at)
    )


def _strange(words: Sequence[str]) -> bool:
    """True of words that are not all common: "gazprom", and not "health"."""
    return any(
        word.isalpha()
        and word not in _common_words()
        and word.removesuffix("s") not in _common_words()
        for word in words
    )


@functools.cache
def _common_words() -> frozenset[str]:
    return (
        of_sort("portfolio") | of_sort("modifier") | {row["stem"] for row in table("word_shares")}
    )


def _ends(line: Line, at: int, first: int, stop: int) -> bool:
    """True of what no name goes on over: a day, a slash, the genitive after a body's name
    ("Northern Bank's Review")."""
    owned = line.words[at] in ("'s", "’s") and line.lowers[at - 1] in of_sort("body")
    return (
        owned
        or _ends_person(line, first, stop, at)
        or line.words[at] in NEVER_INSIDE
        or line.lowers[at] in DAYS
    )


def _pieces(line: Line, first: int, end: int) -> Iterator[tuple[int, int]]:
    """A run of capitals as names: a state before a name is one by itself ("Kenya Willis Moraa" is
    two)."""
    state = past_state(line, first)
    if first < state < end and line.words[state] in given_names():
        yield first, state
        first = state
    elif demonym(line.words[first]) and end > first + 1 and _personal(line, first + 1, end):
        first += 1
    if not (end == first + 1 and demonym(line.words[first]) and line.words[first] not in by_name()):
        yield first, end


def _personal(line: Line, first: int, end: int) -> bool:
    return (
        any(f == first and e == end and kind == "PERSON" for f, e, kind in line.names)
        or line.words[first] in given_names()
    )


def past_state(line: Line, first: int) -> int:
    """Past the longest name of a state that begins at a token; the token itself where none does."""
    if line.words[first].split("-")[0] in _state_starts():
        for end in range(min(first + 6, len(line)), first, -1):
            if line.text(first, end) in by_name():
                return end
    return first


def of_state(line: Line, at: int) -> bool:
    """True of an "of" with the name of a state after it."""
    return at + 1 < len(line) and past_state(line, at + 1) > at + 1
