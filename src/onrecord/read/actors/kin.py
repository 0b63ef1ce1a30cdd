"""Persons told of as kin of another: "his brother", "her parents", "their child"."""

from __future__ import annotations

from onrecord.read.actors.focus import Focus, acts
from onrecord.read.lines import Line
from onrecord.read.names.chains import Chain
from onrecord.read.names.titles import Title

SAME = (
    frozenset(("child", "baby", "infant", "kid", "son", "daughter", "toddler")),
    frozenset(("husband", "wife", "spouse", "partner")),
)
"""Words that the same one of a person's kin may go by."""
CHILDREN = frozenset(("child", "baby", "kid", "toddler", "boy", "girl"))
POSSESSIVE = frozenset(("his", "her", "their", "my", "our"))


def owner(focus: Focus, line: Line, title: Title) -> Chain | None:
    """The person in the genitive before a description: "his" in "his brother"."""
    before = title.first - (1 if title.determiner in POSSESSIVE else 2)
    chain = (
        focus.cast.head(line.number, before)
        if title.determiner in (*POSSESSIVE, "'s", "’s") and before >= 0
        else None
    )
    return chain if chain and chain.kind in ("person", "unnamed") else None


def relative(focus: Focus, line: Line, title: Title, owner: Chain) -> Chain:
    """The one of a person's kin whom a word names: the one told of before with that word, be it
    with a name, or a new one."""
    word = f"{owner.name}'s {line.lowers[title.head]}"
    if word not in focus.grouped:
        named = next(
            (
                c
                for c in focus.last("person")
                if c is not owner and _kin_of(focus, c, line.lowers[title.head], owner)
            ),
            None,
        )
        chain = named or focus.new(
            "unnamed", f"{owner.name}'s {line.text(title.first, title.head + 1)}", word
        )
        focus.grouped[word] = [chain]
        chain.quiet = chain.quiet or not (named or _told_of(line, title, owner))
        chain.gender = chain.gender or title.gender
    return focus.grouped[word][0]


def relatives(focus: Focus, line: Line, title: Title, owner: Chain) -> Chain:
    """Several of a person's kin: "her parents"."""
    word = f"{owner.name}'s {line.lowers[title.head]}"
    known = focus.grouped.get(word)
    chain = (
        known[0]
        if known
        else focus.new("group", f"{owner.name}'s {line.text(title.first, title.head + 1)}", word)
    )
    chain.plural = True
    chain.quiet = (chain.quiet or not known) and not _told_of(line, title, owner)
    return chain


def _told_of(line: Line, title: Title, owner: Chain) -> bool:
    """True of kin of a named person who do something."""
    return acts(line, title.head) and owner.kind == "person"


def _kin_of(focus: Focus, chain: Chain, word: str, owner: Chain) -> bool:
    """True of one whom the report calls so, with this owner."""
    cast = focus.cast
    like = next((words for words in SAME if word in words), frozenset((word,)))
    return any(
        cast.lines[n].lowers[t.head] in like
        and owner in (cast.head(n, t.first - 1), cast.head(n, t.first - 2))
        for n, t in chain.titles
    )
