"""The words of a text as merging compares them: stems, names, numbers, neighbours, and how much
each weighs."""

from __future__ import annotations

import functools
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from onrecord.lexicon import table

TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?")
POSSESSIVE = re.compile(r"['’]s?$")
Weights = Mapping[str, float]


class Token(NamedTuple):
    """A word of a text: its stem, and whether it is written with a capital or is a number."""

    stem: str
    capital: bool
    number: bool


def tokens(text: str) -> list[Token]:
    """The words of a text, in order."""
    return [_token(match[0]) for match in TOKEN.finditer(text)]


def _token(word: str) -> Token:
    number = word[0].isdigit()
    return Token(word.replace(",", "") if number else stem(word.lower()), word[0].isupper(), number)


@functools.lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """A word in lower case without the endings of number, tense and possession."""
    return _final(_tense(_plural(POSSESSIVE.sub("", word))))


def _plural(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith("sses"):
        return word[:-2]
    if len(word) > 4 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _tense(word: str) -> str:
    if len(word) > 5 and word.endswith("ing"):
        return word[:-3]
    return word[:-2] if len(word) > 4 and word.endswith("ed") else word


def _final(word: str) -> str:
    """ "plane" and "plan" stay apart only where they are short: "agree", "agreed" and "agreeing" come out
    alike."""
    if len(word) > 4 and word.endswith("e"):
        word = word[:-1]
    return (
        word[:-1] if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiouls" else word
    )


@functools.cache
def background() -> Mapping[str, float]:
    """In what share of news reports a stem stands, for the stems of common words."""
    return {row["stem"]: float(row["share"]) for row in table("word_shares")}


PLAIN = 0.15
"""A stem that stands in a larger share of reports says nothing about what a text is about."""
ASSUMED = 2000
"""The background counts as much as this many reports."""


def weights(documents: Iterable[Iterable[str]], assumed: int = ASSUMED) -> Weights:
    """How much each stem tells (the logarithm of its rarity), by these documents and a background
    that counts as the assumed number."""
    seen: Counter[str] = Counter()
    number = 0
    for document in documents:
        number += 1
        seen.update(set(document))
    shares = background()
    return {
        s: math.log((assumed + number) / (assumed * shares.get(s, 0.0) + n))
        for s, n in sorted(seen.items())
    }


def forms(text: str) -> Mapping[str, str]:
    """For each stem the word of a text that has it first."""
    found: dict[str, str] = {}
    for match in TOKEN.finditer(text):
        found.setdefault(_token(match[0]).stem, POSSESSIVE.sub("", match[0]))
    return found


def plain(word: str) -> bool:
    """True of a stem that is too common or too short to tell texts apart."""
    return len(word) < 2 or background().get(word, 0.0) > PLAIN


def content(text: str) -> tuple[str, ...]:
    """The stems of the words of a text that tell something, in order."""
    return tuple(t.stem for t in tokens(text) if not plain(t.stem))


def spoken(text: str) -> tuple[str, ...]:
    """The words of a quotation, without its marks and its case: what makes two printings of it the
    same words."""
    return tuple(match[0].lower().replace("’", "'") for match in TOKEN.finditer(text))


def weight(stems: Iterable[str], by: Weights, unknown: float = 7.0) -> float:
    """What a set of stems weighs."""
    return sum(by.get(s, unknown) for s in sorted(set(stems)))
