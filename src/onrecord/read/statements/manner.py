"""How the source holds what is attributed to it: said, written, or only thought, wanted or
expected."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from onrecord.lexicon import table
from onrecord.read.statements.found import Saying
from onrecord.read.statements.grammar import lemma, nouns
from onrecord.read.statements.reporting import cue_words, written_out
from onrecord.record import Manner

if TYPE_CHECKING:
    from spacy.tokens import Token

SORTS = {
    "VERB": "verb",
    "AUX": "verb",
    "NOUN": "noun",
    "PROPN": "noun",
    "ADJ": "adjective",
    "ADV": "adjective",
}
IN = frozenset({"in", "on", "via", "through", "by", "with"})
SPEECHES = frozenset(
    {
        "speech",
        "remark",
        "address",
        "interview",
        "broadcast",
        "briefing",
        "testimony",
        "toast",
        "sermon",
        "lecture",
        "podcast",
    }
)
"""Words for what is issued that is spoken and not written."""


@functools.cache
def _table() -> dict[tuple[str, str], Manner]:
    return {(row["pos"], row["word"]): cast(Manner, row["manner"]) for row in table("manners")}


def manner(saying: Saying) -> Manner:
    """How what is attributed is held, by the cue; words in quotation marks were said or written,
    whatever the cue."""
    if saying.verb is None:
        return "said"
    if (
        any(_is_written(token) for token in _texts(saying))
        or ("verb", lemma(saying.verb)) in _written_verbs()
    ):
        return "written"
    return "said" if _aloud(saying) else _by_cue(saying)


@functools.cache
def _written_verbs() -> frozenset[tuple[str, str]]:
    return frozenset(
        key for key, held in _table().items() if key[0] == "verb" and held == "written"
    )


def _aloud(saying: Saying) -> bool:
    """True where the cue, or all that it reports, stands in quotation marks."""
    inside = saying.par.inside
    quoted = all(inside[start] >= 0 and inside[end - 1] >= 0 for start, end in saying.content)
    return quoted or inside[saying.cue[0][0]] >= 0


def _by_cue(saying: Saying) -> Manner:
    """The manner of the first word of the cue that has one, phrases first, its main word before the
    others."""
    tokens = cue_words(saying)
    known = _table()
    phrases = (("phrase", written_out(token, n)) for token in tokens for n in (4, 3, 2))
    words = (key for token in tokens for key in _keys(token))
    return next((known[key] for key in (*phrases, *words) if key in known), "said")


def _keys(token: Token) -> Iterator[tuple[str, str]]:
    """Where a word may stand in the table: as what the parser takes it for, else as what it may
    be."""
    own = SORTS.get(token.pos_)
    if own is not None:
        yield from (
            (sort, lemma(token))
            for sort in sorted({"verb", "noun", "adjective"}, key=lambda sort: sort != own)
        )


def _is_written(token: Token) -> bool:
    """True of a noun for a text, or for where one is posted."""
    word = lemma(token)
    if token.pos_ not in ("NOUN", "PROPN"):
        return False
    posted = (
        token.dep_ == "pobj" and token.head.lower_ in ("on", "via") and ("medium", word) in _table()
    )
    return posted or (word in nouns("utterance") and word not in SPEECHES)


def _texts(saying: Saying) -> Iterator[Token]:
    """The nouns that may tell in what something is said: the source, and what hangs on the cue or
    on the verb above it."""
    if saying.who is not None:
        yield saying.who
    held = (*saying.content, *saying.source)
    for token in cue_words(saying):
        if token.dep_ in ("pobj", "dobj") and not any(a <= token.i < b for a, b in held):
            yield token
    verb = saying.verb
    for head in (
        verb,
        verb.head
        if verb is not None and verb.dep_ in ("acl", "advcl", "xcomp", "pcomp", "prep")
        else None,
    ):
        if head is not None:
            yield head
            yield from (t for t in _hung(head) if not any(a <= t.i < b for a, b in held))


def _hung(head: Token) -> Iterator[Token]:
    """The objects of a word and of its prepositions (in a letter, issued a statement)."""
    for token in head.children:
        if token.dep_ == "dobj" and head.pos_ == "VERB" and lemma(head) in ISSUED:
            yield token
        elif token.dep_ == "prep" and token.lower_ in IN:
            yield from (t for t in token.children if t.dep_ == "pobj")


ISSUED = frozenset(
    {
        "issue",
        "release",
        "publish",
        "send",
        "sign",
        "circulate",
        "post",
        "adopt",
        "write",
        "pen",
        "deliver",
        "file",
        "submit",
        "make",
    }
)
"""What is done with a text by which something is said."""
