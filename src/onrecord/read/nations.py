"""Finds the states that the words of a paragraph name: by name, adjective, people, capital, or a
movement at home in one state."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.lexicon import states, table

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

FOR = frozenset({"pro", "non"})
NOT_ITS_OWN = frozenset(
    [
        "occupied",
        "held",
        "born",
        "made",
        "built",
        "speaking",
        "language",
        "style",
        "era",
        "backed",
        "supported",
        "funded",
        "financed",
    ]
).union(
    [
        "sponsored",
        "trained",
        "armed",
        "supplied",
        "educated",
        "allied",
        "friendly",
        "designed",
        "controlled",
        "ruled",
        "based",
    ]
)
"""What follows the state in words for those who are not of it: "Ruritanian-made rockets"."""
ELSEWHERE = frozenset({"minority", "minorities", "diaspora"})
FIRST = re.compile(r"[^\s\-'’]+")
"""The part of a name by which it is looked for: "Guinea" of "Guinea-Bissau"."""


@dataclass(frozen=True, eq=False)
class Named:
    """The states that the words of a paragraph name, by the number of the word."""

    states: dict[int, tuple[str, ...]] = field(default_factory=dict)
    """Those that a word names or is part of the name of; "U.S.-China" names two."""
    peoples: frozenset[int] = frozenset()
    """The words that mean a people in another state: "ethnic Turks", "Bosnian Serbs"."""


@functools.cache
def _names() -> dict[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    """The names of states by their first part, the longest first."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for name, *iso3 in _words():
        found.setdefault(FIRST.findall(name)[0], {}).setdefault(name, tuple(iso3))
    return {
        first: tuple(sorted(rows.items(), key=lambda r: -len(r[0])))
        for first, rows in found.items()
    }


def _words() -> Iterator[tuple[str, ...]]:
    """Each name with its state or states."""
    yield from ((word, *codes) for word, codes in states.by_word().items())
    for row in table("factions"):
        yield row["name"], row["state"]
        if " " not in row["name"]:
            yield states.plural(row["name"]) or row["name"], row["state"]


@functools.cache
def _people() -> frozenset[str]:
    """Adjectives and peoples, each of which may also be one within another state."""
    return frozenset({*states.by_demonym(), *states.by_people()})


def named(doc: Doc) -> Named:
    """The states that the words of a paragraph name."""
    found: dict[int, tuple[str, ...]] = {}
    peoples: set[int] = set()
    text = doc.text
    for token in doc:
        for start, name, iso3 in _in(token, text) if token.i not in found else ():
            words = _reached(token, start + len(name))
            if _elsewhere(words, name, found):
                peoples.update(t.i for t in words)
            elif not _another(words) and _prefix(token) != "anti":
                found.update({t.i: (*found.get(t.i, ()), *iso3) for t in words})
    return Named(found, frozenset(peoples))


def _in(token: Token, text: str) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    """Where a name begins in a word, the name and its states: "U.S.-China" has two."""
    table_, past = _names(), 0
    for part in FIRST.finditer(token.text) if token.text[0].isalpha() else ():
        start = token.idx + part.start()
        rows = table_.get(part[0], ()) if start >= past else ()
        for name, iso3 in rows:
            end = start + len(name)
            if (
                text.startswith(name, start)
                and not text[end : end + 1].isalnum()
                and _whole(text, name, end)
            ):
                past = end
                yield start, name, iso3
                break


def _whole(text: str, name: str, end: int) -> bool:
    """True of a name that stands for itself: "Sino-" before a word with a capital, any other not
    before "-made" and such."""
    if name.endswith("-"):
        return text[end : end + 1].isupper()
    after = re.match(r"-([a-z]+)", text[end : end + 15])
    return not (after and after[1] in NOT_ITS_OWN)


def _reached(token: Token, end: int) -> list[Token]:
    """The words from one to where a name ends."""
    last = token.i
    while last + 1 < len(token.doc) and token.doc[last + 1].idx < end:
        last += 1
    return list(token.doc[token.i : last + 1])


def _elsewhere(words: list[Token], name: str, found: dict[int, tuple[str, ...]]) -> bool:
    """True of a people in another state: "ethnic Turks", "Bosnian Serbs", "the Turkish
    minority"."""
    first, doc = words[0].i, words[0].doc
    before = doc[first - 1] if first else None
    after = doc[words[-1].i + 1] if words[-1].i + 1 < len(doc) else None
    if (
        before is not None
        and name in _people()
        and (before.lower_ == "ethnic" or (before.i in found and before.whitespace_))
    ):
        return True
    return after is not None and after.lower_ in ELSEWHERE


def _another(words: list[Token]) -> bool:
    """True where the words name no state: "pro-Iranian", "Michael Jordan"."""
    return _prefix(words[0]) in FOR or (len(words) == 1 and _of_a_person(words[0]))


def _prefix(word: Token) -> str:
    """The prefix of a word, which the tokenizer parts from it: "anti" of "anti-American"."""
    return word.nbor(-2).lower_ if word.i > 1 and word.nbor(-1).text == "-" else ""


def _of_a_person(token: Token) -> bool:
    """True of a word in a person's name of several words."""
    if token.ent_type_ != "PERSON":
        return False
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    longer = after is not None and after.ent_iob_ == "I" and after.ent_type_ == "PERSON"
    return token.ent_iob_ == "I" or (longer and token.pos_ == "PROPN")
