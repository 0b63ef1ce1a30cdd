"""What is done by saying something: accusing, demanding, promising, …"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from onrecord.lexicon import table
from onrecord.read.statements.found import Saying
from onrecord.read.statements.grammar import lemma, own_subject
from onrecord.record import Act

if TYPE_CHECKING:
    from spacy.tokens import Token

FIRST = frozenset({"i", "we"})
WILL = frozenset({"will", "'ll", "’ll", "wo", "shall", "would"})
MAY = frozenset({"could", "may", "might"})
SHORT = 40
"""How many words of what is said are looked at."""


@functools.cache
def _table() -> dict[tuple[str, str], Act]:
    return {(row["kind"], row["word"]): cast(Act, row["act"]) for row in table("acts")}


def act(saying: Saying) -> Act:
    """What a statement does, by its cue, else by what is said."""
    found = _by_cue(saying)
    if found:
        return found
    roots = list(_clauses(saying))
    for rule in (_demand, _refusal, _denial, _coming, _verb, _deed, _called):
        for root in roots:
            found = rule(saying, root)
            if found:
                return found
    return "assert"


def goes_on_refusing(saying: Saying) -> bool:
    """True of a clause that says what something is not: what one says who has just rejected an accusation."""
    root = next((t for t in _clauses(saying) if t.pos_ not in ("PUNCT", "CCONJ", "ADV")), None)
    return root is not None and any(t.dep_ == "neg" or (t.dep_ == "attr" and _has_no(t)) for t in root.children)


def _by_cue(saying: Saying) -> Act | None:
    known = _table()
    key = saying.key
    if key in ("decline", "refuse"):
        asked = any(known.get(("answer", lemma(t))) for t in saying.verb.rights if t.dep_ == "xcomp") if saying.verb else False
        return "decline" if asked else "reject"
    if key == "ask" and saying.rule not in ("address", "for", "infinitive"):
        return None
    if key in ("express", "voice", "convey") and saying.verb is not None:
        return next((known[k] for t in saying.verb.rights if (k := ("express", lemma(t))) in known), None)
    if key == "call":
        return "demand" if saying.rule in ("for", "infinitive") else None
    if key == "agree" and saying.rule == "infinitive":
        return "promise"
    return known.get(("cue", key))


def _clauses(saying: Saying) -> Iterator[Token]:
    """The main words of what is said: the heads of its sentences and the verbs joined to them."""
    doc = saying.par.doc
    found: set[int] = set()
    for start, end in saying.content:
        for token in doc[start : min(end, start + SHORT)]:
            outside = token.head == token or not start <= token.head.i < end
            joined = token.dep_ == "conj" and token.head.i in found
            if outside or joined or (token.dep_ == "ccomp" and token.head.dep_ == "ROOT"):
                found.add(token.i)
                yield token


def _demand(saying: Saying, root: Token) -> Act | None:
    """They must leave; wants them to leave."""
    del saying
    who = own_subject(root)
    for token in root.lefts:
        if (
            token.dep_ == "aux"
            and token.lower_ in ("must", "should", "ought")
            and not (token.lower_ == "should" and _is_felt(root))
            and who is not None
            and who.lower_ not in FIRST
        ):
            return "demand"
    if lemma(root) in ("need", "have") and any(t.dep_ == "xcomp" for t in root.rights) and who is not None and who.lower_ not in FIRST:
        return "demand"
    return None


def _is_felt(root: Token) -> bool:
    """True of what one should only feel or know (should not be surprised; should expect it)."""
    return lemma(root) in ("expect", "know", "surprise", "remember") or any(t.dep_ == "acomp" for t in root.rights)


def _refusal(saying: Saying, root: Token) -> Act | None:
    """Will not accept it; there is no room for it."""
    del saying
    below = {t.lower_ for t in root.children}
    negated = bool(below & {"not", "n't", "n’t", "never"}) or any(t.dep_ == "neg" for t in root.children)
    if (
        negated
        and below & {"will", "wo", "would", "can", "ca", "could", "shall", "never"}
        and lemma(root)
        in (
            "accept",
            "tolerate",
            "allow",
            "negotiate",
            "yield",
            "compromise",
            "recognize",
            "recognise",
            "bow",
            "agree",
        )
    ):
        return "reject"
    for token in root.rights:
        if token.dep_ in ("attr", "nsubj", "dobj") and lemma(token) in ("room", "place", "question", "way", "basis") and _has_no(token):
            return "reject"
        if token.lower_ == "nothing" and any(lemma(t) in ("discuss", "negotiate", "talk") for t in token.rights):
            return "reject"
    return None


def _has_no(token: Token) -> bool:
    return any(t.lower_ == "no" for t in token.lefts)


def _denial(saying: Saying, root: Token) -> Act | None:
    """That is not true; the claims are baseless."""
    del saying
    said = [t for t in root.rights if t.dep_ in ("acomp", "attr")]
    negated = any(t.dep_ == "neg" for t in root.children)
    if any(t.dep_ in ("nsubj", "nsubjpass") and {"no", "such"} <= {u.lower_ for u in t.lefts} for t in root.lefts):
        return "deny"
    for token in said:
        if lemma(token) in ("false", "untrue", "baseless", "groundless", "unfounded", "lie", "fabrication", "nonsense"):
            return "deny"
        if negated and lemma(token) in ("true", "accurate", "correct"):
            return "deny"
    return None


def _coming(saying: Saying, root: Token) -> Act | None:
    """What will be: a threat where it hurts, a promise where the source will do it, else something expected."""
    will = any(t.dep_ == "aux" and (t.lower_ in WILL or (t.lower_ in MAY and _if(root))) for t in root.lefts)
    going = root.lower_ == "going" and any(
        t.dep_ == "xcomp" and t.text.islower() and any(u.tag_ == "TO" and u.i == root.i + 1 for u in t.lefts) for t in root.rights
    )
    who = next((t for t in root.lefts if t.dep_ in ("nsubj", "nsubjpass", "expl", "csubj")), None)
    if not (will or going) or who is None:
        return None
    deed = next((t for t in root.rights if t.dep_ == "xcomp"), root) if going else root
    own = _is_source(saying, who)
    if ("coerce_if", lemma(deed)) in _table() and _if(deed):
        return "threaten"
    if ("coerce", lemma(deed)) in _table() and (own or who.lower_ in ("you", "they") or _if(deed)):
        return "threaten"
    if own and lemma(deed) not in BEFALL and not any(t.dep_ == "neg" for t in root.children):
        return "promise"
    return None if root.dep_ == "conj" else "expect"


BEFALL = frozenset({"lose", "suffer", "face", "see", "need", "win", "know", "fail", "get", "become"})
"""What nobody promises to do."""


def _if(verb: Token) -> bool:
    """True of what will be done if or unless something happens."""
    return any(t.dep_ == "advcl" and any(u.lower_ in ("if", "unless") for u in t.lefts) for t in verb.children)


def _is_source(saying: Saying, who: Token) -> bool:
    """True where the subject of what is said is the one who says it."""
    if who.i in saying.voice or who.lower_ in FIRST or any(t.dep_ == "poss" and t.lower_ in ("our", "my") for t in who.lefts):
        return True
    if saying.who is None:
        return False
    return (
        who.lower_ == saying.who.lower_
        or (who.lower_ in ("he", "she", "it") and saying.who.pos_ in ("PROPN", "PRON") and who.i > saying.who.i)
        or (who.lower_ == "they" and saying.who.tag_ in ("NNS", "NNPS") and who.i > saying.who.i)
    )


def _verb(saying: Saying, root: Token) -> Act | None:
    """We welcome it; it wants them to go; none is expected."""
    key = lemma(root)
    found = _table().get(("verb", key))
    if key == "want" and not any(t.dep_ in ("ccomp", "dobj") for t in root.rights):
        return None
    if key == "call" and not any(t.lower_ in ("for", "on") for t in root.rights):
        return None
    who = own_subject(root)
    if found in ("endorse", "reject", "accuse", "promise", "demand", "deny", "threaten") and (who is None or not _is_source(saying, who)):
        return None
    if key == "hold" and any(lemma(t) == "hope" for t in root.rights):
        return "expect"
    return found


def _deed(saying: Saying, root: Token) -> Act | None:
    """A bad deed of another's: its failure to keep its word."""
    del root
    known = _table()
    for start, end in saying.content:
        for token in saying.par.doc[start : min(end, start + SHORT)]:
            if ("deed", lemma(token)) in known and any(
                t.dep_ == "poss" and t.lower_ not in ("our", "my", "his", "her") for t in token.lefts
            ):
                return "accuse"
    return None


def _called(saying: Saying, root: Token) -> Act | None:
    """Called a mistake, a welcome step."""
    known = _table()
    if saying.key not in ("call", "describe", "label", "brand", "term", "deem", "characterize", "characterise", "portray"):
        return None
    for token in (root, *root.subtree):
        if token.i - root.i > 12:
            break
        for kind in ("blame", "praise"):
            found = known.get((kind, token.lower_))
            if found:
                return found
    return None
