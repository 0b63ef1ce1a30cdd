"""Who does what to whom, as far as the parse says: the subjects, objects and phrases of a verb or
of a noun that names an event."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.lexicon.governors import light
from onrecord.lexicon.kinds import kind

if TYPE_CHECKING:
    from spacy.tokens import Token

OWN = frozenset({"its", "his", "her", "their"})
THIRD = frozenset({"it", "he", "she", "they"})
FAR = 6
"""How many verbs are climbed at most in search of a subject."""
CORE = frozenset(
    {"compound", "amod", "nmod", "poss", "appos", "conj", "npadvmod", "nummod", "quantmod"}
)


def children(token: Token, *deps: str) -> list[Token]:
    """The children of a token with one of these relations, in text order."""
    return [c for c in token.children if c.dep_ in deps]


def listed(token: Token) -> list[Token]:
    """A noun and those coordinated with it, in text order; of "A and Secretary B" the parser makes
    A a modifier of B."""
    found = [token]
    for t in found:
        found.extend(
            c
            for c in t.children
            if c.dep_ == "conj" or (c.dep_ == "nmod" and any(d.dep_ == "cc" for d in c.children))
        )
    return sorted(found, key=lambda t: t.i)


def owners(noun: Token) -> list[Token]:
    """Of "said that its troops ..." those who say so, to whom "its" belongs; none where the noun
    has no such pronoun."""
    if not any(c.dep_ == "poss" and c.tag_ == "PRP$" and c.lower_ in OWN for c in noun.children):
        return []
    verb = governor(noun)
    if verb is None:
        return []
    own = [t for t in subjects(verb) if t != noun and t.lower_ not in THIRD]
    for _ in range(FAR):
        if own or verb is None or verb.dep_ not in ("ccomp", "advcl", "pcomp", "xcomp"):
            break
        verb = governor(verb)
        own = (
            [t for t in subjects(verb) if t != noun and t.lower_ not in THIRD]
            if verb is not None
            else []
        )
    return own


def is_verb(token: Token) -> bool:
    """True of a verb that is not a mere adjective before a noun, and of an adjective that is what a
    clause says ("is opposed to")."""
    if token.dep_ == "acomp":
        return True
    return (
        token.tag_.startswith("VB")
        and token.pos_ in ("VERB", "AUX")
        and token.dep_ not in ("amod", "aux", "auxpass", "compound")
    )


def passive(verb: Token) -> bool:
    """True where the verb's subject is the one acted on; of verbs in a list, as the ones before
    it."""
    while (told := _passive(verb)) is None:
        verb = verb.head
    return told


def _passive(verb: Token) -> bool | None:
    """Whether the subject is the one acted on; None where the verb before it in a list tells."""
    if verb.lemma_ in kind("going") and not any(c.dep_ == "agent" for c in verb.children):
        return False
    if any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children):
        return True
    if verb.tag_ != "VBN" or any(c.dep_ in ("aux", "nsubj") for c in verb.children):
        return False
    return None if verb.dep_ == "conj" else verb.dep_ in ("acl", "advcl", "relcl")


def phrases(token: Token) -> Iterator[tuple[str, Token]]:
    """The prepositional phrases of a token as (preposition, noun), chains such as "out of" and
    "away from" by each preposition."""
    for prep in token.children:
        if prep.dep_ == "advmod" and prep.pos_ == "ADV":
            yield from ((c.lower_, p) for c in children(prep, "prep") for p in children(c, "pobj"))
        if prep.dep_ in ("prep", "dative", "prt", "agent") and prep.pos_ in ("ADP", "SCONJ", "ADV"):
            for c in prep.children:
                if c.dep_ == "pobj":
                    yield prep.lower_, c
                elif c.dep_ == "conj" and c.pos_ == "ADP":
                    yield from ((c.lower_, p) for p in children(c, "pobj"))
                elif c.dep_ == "prep":
                    yield from (
                        (inner.lower_, p) for inner in (c,) for p in children(inner, "pobj")
                    )


def whole(noun: Token) -> Token:
    """What "a series of talks" or "part of a program" is made of."""
    while (
        noun.lemma_.lower() in kind("part")
        or noun.pos_ == "NUM"
        or (noun.pos_ == "NOUN" and any(c.dep_ == "nummod" for c in noun.children))
    ):
        inner = next((p for name, p in phrases(noun) if name == "of"), None)
        if inner is None:
            break
        noun = inner
    return noun


def objects(verb: Token) -> list[Token]:
    """Those acted on: objects, or the subject of a passive verb."""
    if passive(verb):
        return _acted_on(verb, FAR)
    own = [
        t
        for c in children(verb, "dobj", "dative")
        if c.dep_ == "dobj" or c.pos_ != "ADP"
        for t in listed(c)
    ]
    if (
        verb.dep_ == "relcl"
        and len(own) == 1
        and (own[0].tag_ in ("WDT", "WP") or own[0].lower_ == "that")
    ):
        above = verb.head.head.head if verb.head.dep_ == "pobj" else verb.head
        more = children(above, "dobj") if is_verb(above) else [above]
        return [
            verb.head,
            *(t for t in more if t != verb.head and t.pos_ == "NOUN" and t.i < verb.i),
        ]
    return own


def _acted_on(verb: Token, far: int) -> list[Token]:
    own = children(verb, "nsubjpass", "nsubj")
    if own:
        return (
            [verb.head]
            if verb.dep_ == "relcl" and own[0].tag_ in ("WDT", "WP")
            else [t for c in own for t in listed(c)]
        )
    if verb.dep_ in ("acl", "relcl"):
        return [verb.head]
    if far and verb.dep_ == "conj":
        return _acted_on(verb.head, far - 1)
    if far and verb.dep_ in ("xcomp", "advcl"):
        return subjects(verb.head, far - 1) or _acted_on(verb.head, far - 1)
    return []


def subjects(verb: Token, far: int = FAR) -> list[Token]:
    """Those who act: the subject, or the agent of a passive verb, or whoever an infinitive or
    participle leaves to its governor."""
    by = [t for a in children(verb, "agent") for c in children(a, "pobj") for t in listed(c)]
    if by or passive(verb):
        return by
    own = children(verb, "nsubj", "nsubjpass")
    if own:
        if verb.dep_ == "relcl" and own[0].tag_ in ("WDT", "WP"):
            return [verb.head]
        if own[0].lower_ in THIRD and far > 0:
            return _speakers(verb, far)
        return [t for c in own for t in listed(_after_dateline(c))] + _issuers(verb, far)
    return _controller(verb, far - 1) if far > 0 else []


def _after_dateline(noun: Token) -> Token:
    """Of "LIMA — Ruritania agreed" the state, which the parser makes an apposition of the town."""
    named = [
        c
        for c in children(noun, "appos")
        if any(p.lower_ in ("—", "–", "--", "-") and p.i < c.i for p in children(noun, "punct"))
    ]
    return named[0] if named and noun.i < noun.sent.start + 3 else noun


def _issuers(verb: Token, far: int) -> list[Token]:
    """Of "issued a statement with X expressing ..." those who issued it, besides X."""
    paper = verb.head.head if verb.dep_ == "pcomp" and verb.head.lower_ == "with" else None
    return (
        doers(paper, far - 1)
        if paper is not None and paper.lemma_.lower() in kind("document") and far > 0
        else []
    )


def _speakers(verb: Token, far: int) -> list[Token]:
    """Of "Ruritania said it will ..." the speaker for the pronoun; the pronoun where no clause of
    saying stands above."""
    own = [t for c in children(verb, "nsubj") for t in listed(c)]
    above = (
        subjects(verb.head, far - 1)
        if verb.dep_ == "ccomp" and verb.head.tag_.startswith("VB")
        else []
    )
    return above if above and all(t.i < verb.i for t in above) else own


def _controller(verb: Token, far: int) -> list[Token]:
    head = verb.head
    if verb.dep_ == "acomp":
        return subjects(head, far)
    if verb.dep_ == "conj":
        return subjects(head, far) if head.tag_.startswith("VB") else []
    if head.pos_ == "ADJ":
        return subjects(head, far)
    if verb.dep_ == "xcomp":
        told = children(head, "dobj", "nsubjpass") if head.lemma_ != "promise" else []
        return [t for c in told for t in listed(c)] or subjects(head, far)
    if verb.dep_ == "pcomp":
        return _governing_subjects(head, far)
    if verb.dep_ == "advcl":
        return subjects(head, far) or _acted_on(head, far)
    if verb.dep_ in ("acl", "relcl"):
        return _of_noun(verb, far)
    return []


def _of_noun(verb: Token, far: int) -> list[Token]:
    head = verb.head
    if (verb.tag_ == "VBG" and head.lemma_.lower() not in kind("document")) or verb.tag_ == "VBN":
        return [head]
    if verb.dep_ == "relcl" and verb.tag_ != "VB":
        return []
    return doers(head, far)


def _governing_subjects(token: Token, far: int) -> list[Token]:
    """The subjects of the nearest verb above a token."""
    verb = governor(token)
    return (subjects(verb, far) or _acted_on(verb, far)) if verb is not None and far > 0 else []


def governor(token: Token) -> Token | None:
    """The nearest verb above a token."""
    for above in token.ancestors:
        if above.tag_.startswith("VB"):
            return above
    return None


def doers(noun: Token, far: int = FAR) -> list[Token]:
    """Who does what a noun names: its possessor, its "by", or the subject of the verb that it is
    the object of ("held talks")."""
    by = [t for name, p in phrases(noun) if name == "by" for t in listed(p)]
    by += [p for _, p in _agents(noun)]
    own = by or [t for c in children(noun, "poss") for t in listed(c)]
    if own or far <= 0:
        return own
    verb, how = carrier(noun)
    if verb is None or not light(verb.lemma_.lower()) or (how == "in" and children(verb, "neg")):
        return []
    return subjects(verb, far - 1) if how in ("object", "in") else []


def _agents(noun: Token) -> Iterator[tuple[str, Token]]:
    for verb in children(noun, "acl"):
        for t in subjects(verb) if passive(verb) else ():
            yield "by", t


def carrier(noun: Token) -> tuple[Token | None, str]:
    """The verb that a noun stands under, and how: as its object, its subject, or by a
    preposition."""
    top = noun
    while top.dep_ in ("conj", "appos") or _part_of(top):
        top = top.head.head if top.dep_ == "pobj" else top.head
    if top.dep_ in ("dobj", "nsubj", "nsubjpass", "attr", "dative"):
        return (
            (top.head, "subject" if top.dep_ == "nsubj" else "object")
            if top.head.tag_.startswith("VB")
            else (None, "")
        )
    if top.dep_ == "pobj":
        before = (
            top.head.head
            if top.head.lower_ == "of" and top.head.head.lower_ in ("ahead", "instead")
            else top.head
        )
        return governor(before), before.lower_
    return None, ""


def _part_of(noun: Token) -> bool:
    """True of the talks in "a series of talks"."""
    return noun.dep_ == "pobj" and noun.head.lower_ == "of" and whole(noun.head.head) == whole(noun)
