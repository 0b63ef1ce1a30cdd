"""The words of a cue, and how they stand: whatever the finder makes the main one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.read.statements.found import Saying
from onrecord.read.statements.grammar import lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

ASKING = frozenset({"whether", "if", "who", "what", "when", "where", "which", "why", "how"})
"""Words that open a question told in the report's own words."""
NOT = frozenset({"not", "n't", "n’t", "never"})
SHY = frozenset(
    {
        "refuse",
        "decline",
        "stop",
        "fail",
        "hesitate",
        "refrain",
        "avoid",
        "unwilling",
        "reluctant",
        "short",
    }
)
"""Words after which what follows is not done."""


def cue_words(saying: Saying) -> tuple[Token, ...]:
    """The words of a cue, its main word first, then the others in text order."""
    main = () if saying.verb is None else (saying.verb,)
    others = [
        t for start, end in sorted(saying.cue) for t in saying.par.doc[start:end] if t not in main
    ]
    return (*main, *others)


def written_out(token: Token, size: int) -> str:
    """The dictionary forms of a word and those right behind it, so many in all."""
    return " ".join(lemma(t) for t in token.doc[token.i : token.i + size])


def negated(token: Token) -> bool:
    """True of a word that is said not to hold: does not support, no support, without naming."""
    return any(
        t.dep_ == "neg" or t.lower_ in NOT or (t.dep_ == "det" and t.lower_ == "no")
        for t in token.children
    ) or (
        token.dep_ in ("xcomp", "acomp", "attr", "dobj")
        and token.head.pos_ in ("AUX", "VERB")
        and any(t.dep_ == "neg" for t in token.head.children)
    )


def shied(token: Token) -> bool:
    """True of a verb that someone only declines or stops short to do."""
    above = token.head
    return (
        above != token
        and token.dep_ in ("xcomp", "pcomp", "advcl", "ccomp")
        and (lemma(above) in SHY or lemma(above.head) in SHY)
    )


def beside(saying: Saying) -> Iterator[Token]:
    """The words of the cue's sentence, not far from it, that are neither of the source nor of what
    is said."""
    if not saying.cue:
        return
    par, at = saying.par, saying.cue[0][0]
    held = (*saying.content, *saying.source)
    start, end = par.sentence_start(at, 0), par.sentence_end(at, len(par))
    for token in par.doc[max(start, at - NEAR) : min(max(end, at), at + NEAR)]:
        if not any(a <= token.i < b for a, b in held):
            yield token


NEAR = 80


def opening(saying: Saying, size: int) -> list[Token]:
    """The first words of what is said."""
    start, end = saying.content[0]
    return list(saying.par.doc[start : min(end, start + size)])


def is_infinitive(saying: Saying) -> bool:
    """True of what is said as an infinitive: to open it, not to open it."""
    first = [t for t in opening(saying, 3) if t.lower_ not in NOT]
    return bool(first) and first[0].tag_ == "TO" and first[0].dep_ == "aux"
