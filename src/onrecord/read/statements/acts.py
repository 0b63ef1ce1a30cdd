"""What is done by saying something: accusing, demanding, promising, …"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, cast

from onrecord.lexicon import table
from onrecord.read.statements import substance
from onrecord.read.statements.found import Saying
from onrecord.read.statements.grammar import is_time, lemma, nouns
from onrecord.read.statements.reporting import (
    ASKING,
    cue_words,
    is_infinitive,
    negated,
    opening,
    shied,
    written_out,
)
from onrecord.record import Act, Actor

if TYPE_CHECKING:
    from spacy.tokens import Token

VOICING = frozenset(
    {
        "express",
        "voice",
        "convey",
        "share",
        "raise",
        "register",
        "offer",
        "give",
        "have",
        "issue",
        "show",
        "be",
        "feel",
        "remain",
        "become",
        "signal",
    }
)
"""Verbs that only bring out the noun or adjective behind them (voiced doubt, is ready)."""
FLIPPED: dict[Act, Act] = {
    "endorse": "reject",
    "reject": "assert",
    "deny": "assert",
    "accuse": "assert",
    "promise": "reject",
    "threaten": "assert",
}
"""What a cue does that is said not to be done; what stands not here does the same still."""
CARE = frozenset(
    {
        "concern",
        "concerned",
        "alarm",
        "alarmed",
        "worry",
        "worried",
        "dismay",
        "unease",
        "frustration",
    }
)
"""What blames someone only where it is about a deed."""


@functools.cache
def _table() -> dict[tuple[str, str], Act]:
    return {(row["kind"], row["word"]): cast(Act, row["act"]) for row in table("acts")}


def act(saying: Saying, actors: tuple[Actor, ...] = ()) -> Act:
    """What a statement does, by its cue, else by what is said."""
    if _declines(saying):
        return "decline"
    return _by_cue(saying, actors) or substance.act(saying) or "assert"


goes_on_refusing = substance.goes_on_refusing


def _declines(saying: Saying) -> bool:
    """True of one who declines, or does not stoop, to answer."""
    known, words = _table(), cue_words(saying)
    near = (*words, *opening(saying, 3))
    if any(lemma(t) in ("decline", "refuse") for t in words[:2]):
        objects = (t for v in words[:1] for t in v.rights if t.dep_ == "xcomp")
        return any(
            ("answer", lemma(t)) in known and not shied(t.head)
            for t in (*objects, *near)
            if t.pos_ != "NOUN" or t.dep_ == "xcomp"
        )
    if any(
        t.lower_ == "no" and t.head.lower_ in ("comment", "answer", "reply", "response")
        for t in words
    ):
        return True
    return any(_not_answering(saying, t) for t in words)


def _not_answering(saying: Saying, verb: Token) -> bool:
    """True of did not reply, would not comment, would not say whether."""
    key = lemma(verb)
    if verb.pos_ != "VERB" or ("answer", key) not in _table() or not negated(verb):
        return False
    if key in ("respond", "reply", "comment", "answer", "elaborate"):
        return True
    asks = bool(saying.content) and opening(saying, 1)[0].lower_ in ASKING
    return asks or (
        any(t.lower_ in ("would", "wo", "could") for t in verb.lefts) and key != "provide"
    )


def _by_cue(saying: Saying, actors: tuple[Actor, ...]) -> Act | None:
    """What the words of a cue do, phrases first, the main word before the others."""
    words = cue_words(saying)
    known = _table()
    for token in words:
        for size in (4, 3, 2):
            found = known.get(("cue", written_out(token, size)))
            if found:
                return _turned(token, found)
    for token in words:
        voiced = (
            _voiced(saying, token)
            if lemma(token) in VOICING and token.pos_ in ("VERB", "AUX")
            else None
        )
        found = None if voiced else _word(saying, token, actors)
        if voiced or found:
            return voiced or (found and _turned(token, found))
        if lemma(token) in PLAIN:
            return None
    return None


PLAIN = frozenset(
    {
        "say",
        "tell",
        "add",
        "announce",
        "declare",
        "state",
        "confirm",
        "indicate",
        "reveal",
        "explain",
        "note",
        "suggest",
    }
)
"""Verbs behind which only what is said tells what is done."""


def _turned(token: Token, found: Act) -> Act:
    """What a word does, or what it does where it is said not to be done."""
    if shied(token):
        return (
            "assert"
            if found in ("reject", "deny")
            else "reject"
            if found in ("endorse", "promise")
            else "assert"
        )
    return FLIPPED.get(found, found) if negated(token) else found


def _voiced(saying: Saying, verb: Token) -> Act | None:
    """What is expressed: support, doubt, concern over someone's deed."""
    known = _table()
    told = (
        opening(saying, 3)
        if verb.pos_ == "VERB" and lemma(verb) not in ("have", "feel", "remain", "become")
        else ()
    )
    near = (
        *(t for t in verb.rights if t.dep_ in ("dobj", "acomp", "attr", "conj")),
        *cue_words(saying)[1:],
        *(t for t in told if t.pos_ == "NOUN"),
    )
    for token in near:
        key = lemma(token) if ("express", lemma(token)) in known else token.lower_
        found = known.get(("express", key))
        if found and key == "doubt" and negated(token):
            return None
        if found and (found != "accuse" or key not in CARE):
            return _turned(token, found)
        if found:
            return "accuse" if substance.is_blame(saying) else substance.act(saying)
    return None


def _word(saying: Saying, token: Token, actors: tuple[Actor, ...]) -> Act | None:
    """What one word of a cue does."""
    key = lemma(token)
    special = SPECIAL.get(key)
    if special is not None:
        return special(saying, token, actors)
    if token.pos_ not in ("VERB", "NOUN", "PROPN", "AUX", "ADJ", "ADP"):
        return None
    known = _table()
    felt = token.pos_ == "ADJ" or (
        token.tag_ == "VBN" and any(t.dep_ == "auxpass" for t in token.children)
    )
    return (known.get(("express", token.lower_)) if felt else None) or known.get(("cue", key))


def _ask(saying: Saying, token: Token, actors: tuple[Actor, ...]) -> Act | None:
    """To ask for something or someone to do it is a demand, to ask a question none."""
    del actors
    first = opening(saying, 12)
    behind = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
    if token.pos_ == "NOUN" or behind == "for" or first[0].lower_ == "for" or is_infinitive(saying):
        return "demand"
    wished = any(
        t.dep_ in ("xcomp", "ccomp") and any(u.tag_ == "TO" for u in t.lefts)
        for t in (*token.rights, *first)
    )
    return (
        "demand"
        if wished and first[0].lower_ not in ASKING and saying.par.inside[first[0].i] < 0
        else None
    )


def _call(saying: Saying, token: Token, actors: tuple[Actor, ...]) -> Act | None:
    """To call for something or on someone is a demand, also where a day stands between (called
    Thursday on them)."""
    del saying, actors
    asked = any(
        t.dep_ == "prep" and t.lower_ in ("for", "on", "upon") and not any(map(is_time, t.rights))
        for t in token.rights
    )
    return "demand" if token.pos_ == "NOUN" or asked else None


def _agree(saying: Saying, token: Token, actors: tuple[Actor, ...]) -> Act:
    del actors
    return "reject" if negated(token) else "promise" if is_infinitive(saying) else "endorse"


def _offer(saying: Saying, token: Token, actors: tuple[Actor, ...]) -> Act | None:
    """To offer to do something is a promise; to offer praise is what praise is."""
    del actors
    return "promise" if token.pos_ == "NOUN" or is_infinitive(saying) else None


def _seek(saying: Saying, token: Token, actors: tuple[Actor, ...]) -> Act | None:
    del token, actors
    return None if is_infinitive(saying) else "demand"


def _warn(saying: Saying, token: Token, actors: tuple[Actor, ...]) -> Act:
    """Of one who acts for a state, or will do it, a threat; of others only what may come, or what
    not to do."""
    del token
    if _is_official(saying, actors) or substance.is_own(saying):
        return "threaten"
    if is_infinitive(saying) or any(
        t.lower_ == "against" for t in (*cue_words(saying), *opening(saying, 1))
    ):
        return "demand"
    return "expect" if substance.is_coming(saying) else "assert"


def _is_official(saying: Saying, actors: tuple[Actor, ...]) -> bool:
    who = saying.who
    unknown = not actors and (who is None or who.pos_ == "PROPN")
    return (
        unknown
        or any(a.state or a.kind == "state" for a in actors)
        or (who is not None and lemma(who) in nouns("body"))
    )


def _fear(saying: Saying, token: Token, actors: tuple[Actor, ...]) -> Act | None:
    """What is feared is expected, unless it is already so."""
    del token, actors
    return "expect" if substance.is_coming(saying) or not substance.has_verb(saying) else None


def _worry(saying: Saying, token: Token, actors: tuple[Actor, ...]) -> Act | None:
    del token, actors
    return (
        "accuse"
        if substance.is_blame(saying)
        else "expect"
        if substance.is_coming(saying)
        else None
    )


SPECIAL = {
    "ask": _ask,
    "call": _call,
    "agree": _agree,
    "offer": _offer,
    "seek": _seek,
    "warn": _warn,
    "warning": _warn,
    "fear": _fear,
    "fearful": _fear,
    "worry": _worry,
    "worried": _worry,
    "concern": _worry,
    "concerned": _worry,
}
"""Words whose act hangs on what is said, or on who says it."""
