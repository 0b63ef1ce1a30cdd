"""Ranks and offices that stand before a name in short: "Gen.", "Lt. Col.", "Sen."."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from onrecord.lexicon import table
from onrecord.read.lines import Line
from onrecord.read.names.titles import sorts

BEFORE = frozenset(("major", "rear", "vice", "lieutenant", "brigadier"))
"""Whole words before a short form: "Rear Adm."."""


@dataclass(frozen=True)
class Rank:
    """The short forms before a name: their tokens, and the words that they stand for."""

    first: int
    end: int
    title: str


@functools.cache
def forms() -> dict[str, str]:
    """The short forms in lower case, without their point."""
    return {row["form"]: row["title"] for row in table("title_forms")}


def rank(line: Line, first: int) -> Rank | None:
    """The rank in short directly before the name that begins at a token."""
    words: list[str] = []
    at, short = first, False
    while at > 0:
        size = 2 if line.words[at - 1] == "." and at > 1 else 1
        form = forms().get(line.lowers[at - size].removesuffix("."))
        form = form or (line.words[at - 1] if words and line.lowers[at - 1] in BEFORE else None)
        pointed = size == 2 or line.words[at - 1].endswith(".")
        if form is None or not line.words[at - size][0].isupper():
            break
        short, at = short or pointed or line.lowers[at - size] not in sorts(), at - size
        words.insert(0, form)
    return Rank(at, first, " ".join(words)) if words and short else None
