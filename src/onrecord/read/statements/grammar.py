"""Who is the subject of a verb, and which words make up a cue or a noun phrase."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from onrecord.lexicon import table
from onrecord.read.paragraphs import Paragraph, Run

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SUBJECTS = frozenset({"nsubj", "csubj", "expl"})
MISREAD = {
    ("hoping", "hop"): "hope",
    ("hoped", "hop"): "hope",
    ("hopes", "hop"): "hope",
    ("shot", "shoot"): "shoot",
    ("according", "accord"): "accord",
}
"""Lemmas that the parser gets wrong, by the form that it read."""


def lemma(token: Token) -> str:
    """The dictionary form of a word."""
    return MISREAD.get((token.lower_, token.lemma_), token.lemma_.lower())


def key(verb: Token) -> str:
    """The dictionary form of a verb, with a particle that makes another verb of it (shot back,
    ruled out)."""
    after = verb.nbor().lower_ if verb.i + 1 < len(verb.doc) else ""
    return f"{lemma(verb)} {after}" if after in PARTICLES.get(lemma(verb), ()) else lemma(verb)


PARTICLES = {
    **dict.fromkeys(
        ("shoot", "hit", "fire", "strike", "snap", "bite", "write", "push"), frozenset({"back"})
    ),
    "rule": frozenset({"out"}),
}
"""Verbs that are cues, or other cues, with a word right behind them."""


def top(par: Paragraph, run: Run) -> Token | None:
    """The word of a run on which its others hang, a verb or noun first."""
    heads = [t for t in par.doc[run[0] : run[1]] if t.head == t or not run[0] <= t.head.i < run[1]]
    return next(
        (t for t in heads if t.pos_ in ("VERB", "AUX", "NOUN", "PROPN", "PRON")),
        heads[0] if heads else None,
    )


def subject(verb: Token) -> Token | None:
    """The one who does what a verb says: its own subject, or that of the verb it depends on."""
    for _ in range(4):
        own = own_subject(verb)
        if own is not None:
            return own
        if verb.dep_ == "relcl" and verb.tag_ in ("VBG", "VBN"):
            return verb.head
        beside = _with(verb)
        if beside is not None:
            return beside
        if verb.dep_ not in ("conj", "xcomp", "advcl", "pcomp"):
            return None
        verb = _joined_to(verb) if other_tense(verb) else verb
        verb = verb.head if verb.dep_ != "pcomp" else verb.head.head
        if verb.pos_ not in ("VERB", "AUX"):
            return None
    return None


FINITE = frozenset({"VBD", "VBZ", "VBP"})


def other_tense(verb: Token) -> bool:
    """True of a verb that the parser joins to one of another form (said they HAD LEFT and ACCUSED
    him): it goes with one farther up."""
    return (
        verb.dep_ == "conj"
        and verb.tag_ in FINITE
        and verb.head.tag_ in ("VBN", "VB", "VBG")
        and own_subject(verb) is None
    )


def _joined_to(verb: Token) -> Token:
    """The nearest verb above in the same form that reports the one to which the parser joins a
    verb, else the verb as it is."""
    above = verb.head
    while above.dep_ in ("ccomp", "conj", "xcomp") and above.head != above:
        above = above.head
        if above.tag_ == verb.tag_:
            return above
    return verb


def _with(verb: Token) -> Token | None:
    """Who acts in "with X saying …", where the parser hangs both on the verb before."""
    if verb.tag_ != "VBG" or verb.dep_ not in ("advcl", "acl", "pcomp"):
        return None
    for token in reversed(list(verb.head.children)):
        if (
            token.i < verb.i
            and token.dep_ == "prep"
            and token.lower_ == "with"
            and verb.i - token.right_edge.i <= 2
        ):
            return next((t for t in token.rights if t.dep_ == "pobj"), None)
    return None


@functools.cache
def nouns(sort: str) -> frozenset[str]:
    """The nouns of one sort in the table of terms, as `utterance` or `body`."""
    return frozenset(row["word"] for row in table("terms") if row["one"] == sort)


def own_subject(verb: Token) -> Token | None:
    return next((t for t in verb.children if t.dep_ in SUBJECTS), None)


def with_to(verb: Token) -> bool:
    """True of an infinitive behind "to" (urged Peru TO OPEN the bridge)."""
    return verb.tag_ == "VB" and any(t.tag_ == "TO" for t in verb.lefts)


def is_time(token: Token) -> bool:
    """True of a noun that tells a day or an hour (agreed on THURSDAY), whatever stands before
    it."""
    return token.ent_type_ in ("DATE", "TIME") and token.pos_ in ("NOUN", "PROPN", "NUM")


def run(token: Token) -> Run:
    """The words that depend on a word, with it."""
    return token.left_edge.i, token.right_edge.i + 1


def noun_phrase(head: Token) -> Run:
    """The words of a noun phrase, with its apposition and relative clause; not a clause that says
    on what terms someone speaks, nor a verb that the parser hung on it by mistake."""
    end = head.right_edge.i + 1
    for token in head.rights:
        if token.dep_ in (
            "punct",
            "cc",
            "conj",
            "prep",
            "appos",
            "relcl",
            "acl",
            "case",
            "amod",
            "nummod",
            "compound",
            "advmod",
            "npadvmod",
        ):
            continue
        end = token.left_edge.i
        break
    return head.left_edge.i, before_terms(head.doc, head.i + 1, max(end, head.i + 1))


TERMS = frozenset(
    {"condition", "anonymity", "brief", "name", "identify", "authorize", "authorise", "anonymously"}
)


def before_terms(doc: Doc, start: int, end: int) -> int:
    """The end of a noun phrase before a clause that says on what terms someone speaks (the
    official, WHO ASKED NOT TO BE NAMED)."""
    for token in doc[start : end - 1]:
        if (
            token.text == ","
            and token.nbor().lower_ == "who"
            and any(lemma(t) in TERMS for t in doc[token.i : token.i + 14])
        ):
            return int(token.i)
    return end
