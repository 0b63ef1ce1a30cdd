"""Where what a clause tells happened: the place in a phrase of its verb or noun."""

from __future__ import annotations

from collections.abc import Set
from typing import TYPE_CHECKING

from onrecord.read.places.placewords import of_sort
from onrecord.read.walks import Steps, flat

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

FAR = 8
"""How many words up the parse are climbed at most."""
DEEPER = frozenset(("during", "after", "before", "while", "of", "for", "on", "upon", "with"))
"""Prepositions whose phrases may hold the place: "after talks in Oslo"."""
TOPICS = frozenset(("of", "for", "on", "upon", "with"))
"""Those of them that tell what it is about."""
SAYS_ELSEWHERE = frozenset(("ccomp", "parataxis"))


def scene_of(tokens: Tokens, places: Set[int]) -> int | None:
    """The token of a place where what these words tell happened."""
    token = tokens.root
    for _ in range(FAR):
        found = _under(token, places)
        if found is not None:
            return found
        if token.dep_ in SAYS_ELSEWHERE or token.head.i == token.i:
            return None
        above = token.head
        if token.dep_ in ("relcl", "acl") and above.i in places:
            return above.i
        token = above
    return None


def _under(token: Token, places: Set[int]) -> int | None:
    """A place in a phrase of this word: where it is, where it goes, or the place that it leaves or
    visits."""
    return next((t.i for t in flat(_phrases(token)) if t.i in places), None)


def _phrases(token: Token, *, topic: bool = False) -> Steps[Token]:
    """The nouns that say where the doing of a word takes place, the nearest phrase first.

    "The Oslo talks" were in Oslo, but talks "on Arctic shipping", a topic, need not be in the
    Arctic.
    """
    moves = token.lemma_.lower() in of_sort("motion") | of_sort("reach")
    for child in token.children:
        if child.dep_ == "prep":
            yield _of_preposition(child, moves=moves, late=child.i > token.i)
        elif child.dep_ == "dobj" and (moves or child.lemma_.lower() in of_sort("motion")):
            yield child
            yield _phrases(child)
        elif child.dep_ == "advmod" and child.lower_ in ("there", "here"):
            yield child
        elif child.dep_ in ("dobj", "attr", "xcomp", "npadvmod"):
            yield _phrases(child)
        elif child.dep_ == "compound" and not topic:
            yield child


def _of_preposition(prep: Token, *, moves: bool, late: bool) -> Steps[Token]:
    """The nouns of a phrase that may say where; of "with" only after the verb ("met with envoys in
    Oslo"), not before it."""
    word = prep.lower_
    if word == "with" and not late:
        return
    for child in prep.children:
        inside = word in of_sort("inside") or (
            word == "of" and prep.head.lemma_.lower() in of_sort("institution")
        )
        if child.dep_ == "pobj" and (inside or (moves and word in ("to", "for", "into"))):
            yield child
        if child.dep_ == "prep":
            yield _of_preposition(child, moves=moves, late=late)
        elif child.dep_ in ("pobj", "pcomp") and (inside or word in DEEPER):
            yield _phrases(child, topic=word in TOPICS)
