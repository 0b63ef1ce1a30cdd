"""A name as it stands at one place of a report."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from onrecord.read.names.titles import Title


@dataclass(frozen=True)
class Name:
    """A name as it stands at one place."""

    line: int
    first: int
    end: int
    words: tuple[str, ...]
    """Its words without accents, points and hyphens, in lower case."""
    text: str
    votes: tuple[tuple[str, float], ...]
    title: Title | None = None
    """The title directly before it."""
    gender: str = ""
    """What a form of address shows."""
    state: str | None = None
    """Of a state's name, or of a body known to act for one: ISO 3166-1 alpha-3."""
    kind: str = ""
    addressed: bool = False
    """A form of address stands before it."""
    shared: Title | None = None
    """The title in the plural that stands before several names, as that of this one."""
    noun: int = 0
    """How many common nouns before it say what he or she is: "illustrator Vera Lind"."""

    @property
    def lead(self) -> int:
        """Where the mention begins, the title included."""
        return (
            self.title.first
            if self.title
            else self.first - bool(self.gender or self.addressed) - self.noun
        )


def plain(word: str) -> str:
    """A word in lower case without accents, points and apostrophes."""
    if word.isascii():
        return word.lower().replace(".", "")
    folded = unicodedata.normalize("NFKD", word)
    return "".join(c for c in folded if not unicodedata.combining(c)).lower().replace(".", "")
