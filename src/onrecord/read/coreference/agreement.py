"""Which actors an expression can mean by its number, gender and kind."""

from __future__ import annotations

from onrecord.read.lines import Line
from onrecord.read.names.chains import Chain, Where
from onrecord.read.names.titles import Title

PERSONAL = ("person", "unnamed")
GENDER = {
    **dict.fromkeys(("he", "him", "his", "himself"), "m"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "f"),
    **dict.fromkeys(("i", "me", "my", "mine"), ""),
}
"""Pronouns of one person, with his or her gender."""
NEUTER = frozenset(("it", "its", "itself"))
SEVERAL = frozenset(
    (
        *("they", "them", "their", "theirs", "themselves", "we", "us", "our", "ours", "who"),
        *("whose", "whom", "both", "two", "three"),
    )
)
"""Words that may mean several actors."""


def agree(line: Line, where: Where, title: Title | None, chain: Chain) -> bool:
    """True of an actor whom an expression can mean; `title` is the word in it for persons: "she"
    is no state, "it" no person, "the spokesman of Peru" not Peru, "the soldiers" not one person."""
    word = line.lowers[where[2] - 1]
    if word in GENDER:
        other = {"m": "f", "f": "m"}.get(GENDER[word])
        return chain.kind in PERSONAL and not chain.plural and chain.gender != other
    if word in NEUTER:
        return chain.kind != "person"
    if title and not title.plural:
        return chain.kind in PERSONAL and not chain.plural
    return True


def may_be_several(line: Line, where: Where) -> bool:
    """True of an expression that may mean several actors together."""
    last = where[2] - 1
    return line.lowers[last] in SEVERAL or is_plural(line, last)


def is_pair(line: Line, where: Where) -> bool:
    """True of an expression that means two, never one: "both ministers", "the two governments"."""
    _, first, end = where
    return end - first > 1 and any(word in ("two", "both") for word in line.lowers[first:end])


def is_plural(line: Line, at: int) -> bool:
    return line.lowers[at] != line.lemmas[at]
