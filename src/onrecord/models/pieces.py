"""Words as pieces of a WordPiece vocabulary (Wu et al., 2016; the uncased form of BERT, Devlin et
al., 2019)."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
"""A run of letters and digits, or one mark."""

LONGEST = 40
"""Characters of a word; a longer one is an unknown piece."""

Pieces = tuple[int, ...]


@dataclass(frozen=True)
class Vocabulary:
    """The pieces that a model knows, by their text; those that go on inside a word begin with
    `##`."""

    ids: dict[str, int]

    @classmethod
    def of(cls, lines: Sequence[str]) -> Vocabulary:
        return cls({piece: number for number, piece in enumerate(lines)})

    def __hash__(self) -> int:
        return id(self)

    @property
    def unknown(self) -> int:
        return self.ids["[UNK]"]

    @functools.lru_cache(maxsize=50_000)  # noqa: B019  one vocabulary lives as long as the program
    def pieces(self, word: str) -> Pieces:
        """A word as the longest pieces that cover it from the left; the unknown piece where they do
        not."""
        plain = bare(word)
        if not plain:
            return (self.unknown,)
        found: list[int] = []
        at = 0
        while at < len(plain):
            piece, at = self._longest(plain, at)
            if piece < 0:
                return (self.unknown,)
            found.append(piece)
        return tuple(found)

    def _longest(self, word: str, at: int) -> tuple[int, int]:
        head = "##" if at else ""
        for end in range(len(word), at, -1):
            piece = self.ids.get(head + word[at:end])
            if piece is not None:
                return piece, end
        return -1, at


def bare(word: str) -> str:
    """A word in lower case without accents; nothing of one too long for the vocabulary."""
    if len(word) > LONGEST:
        return ""
    if word.isascii():
        return word.lower()
    return "".join(
        c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn"
    )
