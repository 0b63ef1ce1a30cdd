"""Finds the head words of descriptions of persons in a line, with what belongs to them: "the Danish
foreign minister"."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.read.lines import Line
from onrecord.read.names.attached import attached_end, in_chief
from onrecord.read.names.titles import (
    Title,
    address,
    bodies,
    given_names,
    modifiers,
    name_like,
    of_sort,
    owns_body,
    sorts,
)

AWARDS = frozenset(("award", "awards", "prize", "prizes", "trophy", "medal", "title"))
GUARDED = frozenset(
    ("coast", "national", "border", "revolutionary", "republican", "home", "presidential", "civil")
)
"""Words that make a body of a guard."""
RANKS = frozenset(("major", "brigadier", "lieutenant", "adjutant"))


def titles(line: Line) -> Iterator[Title]:
    """The descriptions of persons in a line, in order; none overlaps another's head."""
    found = [t for t in _titles(line) if not _award(line, t)]
    inside = {at for t in found for at in range(t.first, t.head)}
    yield from (t for t in found if t.head not in inside)


def _award(line: Line, title: Title) -> bool:
    """True of the name of what one wins: "Player of the Year award"."""
    return (
        title.end > title.head + 1
        and line.words[title.head][0].isupper()
        and line.lowers[title.end - 1] in AWARDS
    )


def _titles(line: Line) -> Iterator[Title]:
    known = sorts()
    for at, word in enumerate(line.lowers):
        if (
            word in known
            and (line.pos[at] in ("NOUN", "PROPN") or _ranks(line, at))
            and not (
                _is_more(line, at)
                or _is_name(line, at)
                or _in_body(line, at)
                or _in_thing(line, at)
                or owns_body(line, at)
            )
        ):
            yield _title(line, at, *known[word])


def _ranks(line: Line, at: int) -> bool:
    """True of "general" in "Major general Anna Motta", which the tagger may take for an
    adjective."""
    return line.lowers[at] == "general" and line.word(at - 1) in RANKS and name_like(line, at + 1)


def _title(line: Line, head: int, sort: str, gender: str, plural: bool) -> Title:
    first = modifiers(line, head)
    taken = head
    while taken > first and _only_title(line, taken - 1, head):
        taken -= 1
    before = line.word(first - 1)
    determiner = before if first and line.pos[first - 1] in ("DET", "PRON", "PART", "NUM") else ""
    return Title(first, head, attached_end(line, head), sort, gender, plural, determiner, taken)


def _only_title(line: Line, at: int, head: int) -> bool:
    """True of a modifier that is no part of a name: "press" in "White House press secretary", not
    "House"."""
    opening = at == 0 or line.sentences[at] != line.sentences[at - 1]
    capital = line.words[at][0].isupper() and not (
        opening and line.lowers[at] in of_sort("modifier")
    )
    if capital and (line.words[head][0].islower() or _ends_body(line, at + 1)):
        return False
    joins = line.words[at] == "and" and line.word(at - 1) in sorts()
    return (
        line.lowers[at] in of_sort("modifier")
        or line.lowers[at] in sorts()
        or line.words[at] in "-–"
        or joins
    )


def _ends_body(line: Line, end: int) -> bool:
    return any(line.text(max(end - size, 0), end) in bodies() for size in (1, 2, 3))


def _is_more(line: Line, at: int) -> bool:
    """True of a word inside a longer title or name of a thing: "chief" in "chief executive",
    "judge" in "Judge Museum"."""
    if (at > 3 and in_chief(line, at - 3)) or (
        line.lowers[at] == "guard" and line.word(at - 1) in GUARDED
    ):
        return True
    if (
        line.word(at + 1) in sorts()
        and line.pos[at + 1] in ("NOUN", "PROPN")
        and line.heads[at] > at
    ):
        return not _is_name(line, at + 1)
    return line.word(at + 1) in of_sort("body") and line.heads[at] == at + 1


def _is_name(line: Line, at: int) -> bool:
    """True of a family name that is also a title or role: "Major" in "John Major", "Cook" in "Mr
    Cook"."""
    if at == 0 or not line.words[at][0].isupper() or name_like(line, at + 1):
        return False
    called = line.words[at - 1][0].isupper() and (
        line.lowers[at - 1] in address() or sorts().get(line.lowers[at - 1], "")[:1] == ("office",)
    )
    return line.words[at - 1] in given_names() or (called and sorts()[line.lowers[at]][0] == "role")


def _in_thing(line: Line, at: int) -> bool:
    """True of a word inside the name of a thing or body: "General" in "General Election", "Child"
    in "Child Trust Fund"."""
    last = at + 1
    while last < len(line) and line.words[last][0].isupper() and line.heads[last - 1] >= last:
        last += 1
    body = line.lowers[last - 1] in of_sort("body") and sorts()[line.lowers[at]][0] in (
        "person",
        "role",
        "kin",
        "plural",
    )
    return (
        line.words[at][0].isupper()
        and last > at + 1
        and (body or line.lowers[last - 1] in of_sort("thing"))
    )


def _in_body(line: Line, at: int) -> bool:
    """True of a word inside the name of a body: "Engineers" in "Society of Engineers"."""
    if not line.words[at][0].isupper() or line.word(at - 1) not in ("of", "for"):
        return False
    return any(first < at - 1 and end > at and label == "ORG" for first, end, label in line.names)
