"""The words that belong to a noun or verb, as far as the parse says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

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


def subjects(verb: Token) -> list[Token]:
    """The nouns that a verb or its auxiliary has as its subject."""
    return [t for c in children(verb, "nsubj", "nsubjpass") for t in listed(c)]


def governor(token: Token) -> Token | None:
    """The nearest verb above a token."""
    for above in token.ancestors:
        if above.tag_.startswith("VB"):
            return above
    return None


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
