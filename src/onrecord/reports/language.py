"""The language of a text."""

from __future__ import annotations

import re

WORD = re.compile(r"[^\W\d_]+")
SMALL = """
the of and to in that is was for on with as at by from it he his be are has have had said not but they an this which
will would who were been their its
after about she her more than we our you i or if when there what up out over could can new one two may should against between into also
"""
FOREIGN = "in is was for an i or as on be he we up had one will at of to it from by are into over than have"
ENGLISH = frozenset(SMALL.split())
SHARED = frozenset(FOREIGN.split())
"""English words that are words of other languages too."""
LOOKED_AT = 4000
SHORT, CLEAR = 25, 12.0
"""Words of a short text, and by how much another language must be more likely there (in
logarithms)."""


def language(text: str) -> str:
    """ISO 639-1 of a text; English is told by its small words, every other language by character
    statistics."""
    head = text[:LOOKED_AT]
    words = WORD.findall(head.lower())
    if english(words):
        return "en"
    return classified(head) if words else "en"


def english(words: list[str]) -> bool:
    """At least two, and one in ten, of the words are small words of English and of English
    alone."""
    own = sum(w in ENGLISH and w not in SHARED for w in words)
    return own >= 2 and 10 * own >= len(words)


def classified(text: str) -> str:
    """The language by py3langid, which takes a second to load; a short text in ASCII counts as
    English unless another language is clear."""
    import py3langid

    score = {str(lang): float(value) for lang, value in py3langid.rank(text) if len(str(lang)) == 2}
    best = max(score, key=score.__getitem__)
    short = text.isascii() and len(WORD.findall(text)) <= SHORT
    return "en" if short and score[best] - score["en"] < CLEAR else best
