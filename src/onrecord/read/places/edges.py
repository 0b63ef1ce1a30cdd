"""Places without a name, by the place that they belong to: "the Moldovan border", "the coast of
Dhofar, Oman", "a hospital in Quito"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.lexicon.gazetteer import Spot
from onrecord.lexicon.states import by_demonym
from onrecord.read.places.placewords import of_sort
from onrecord.read.places.spots import LONGEST_NAME, located, opening, sort_told

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

    from onrecord.read.parse import Block


@dataclass(frozen=True, eq=False)
class Held:
    """A name of a land as it stands, with the words after it that say where that is."""

    tokens: Tokens
    spot: Spot
    end: int


@dataclass(frozen=True, eq=False)
class Edge:
    """The words for a place without a name, and what it is."""

    block: Block
    tokens: Tokens
    spot: Spot


def edges(blocks: Iterable[Block], named: dict[int, list[Held]]) -> Iterator[Edge]:
    """What belongs to the places that the report names, by where their paragraphs start; two of one
    kind and owner are one place."""
    known: dict[tuple[str, ...], Spot] = {}
    for block in blocks:
        held = named.get(block.start, [])
        starts, ends = {h.tokens.start: h for h in held}, {h.tokens.end: h for h in held}
        for token in block.doc:
            found = (
                _edge(token, starts, ends)
                if _may_be(token)
                else _house(token, starts)
                if _is_house(token)
                else None
            )
            if found:
                tokens, spot, key = found
                yield Edge(block, tokens, known.setdefault(key, spot))


Found = tuple["Tokens", Spot, tuple[str, ...]]
"""The words for a place, the place, and what tells it from others."""


def _may_be(token: Token) -> bool:
    """True of a word for an edge of a land, and of one for a part where something is: "in the heart
    of Oslo"."""
    part = token.lower_ in of_sort("quarter") and token.dep_ == "pobj" and located(token)
    return (
        (part or token.lower_ in of_sort("edge"))
        and token.tag_ in ("NN", "NNS")
        and token.dep_ not in ("compound", "nmod", "amod")
    )


def _edge(noun: Token, starts: dict[int, Held], ends: dict[int, Held]) -> Found | None:
    doc = noun.doc
    first, owner = _owner(noun, ends)
    after = _after(noun, starts, ("of", "with", "near", "around", "between"))
    paired = first > 1 and doc[first - 1].text in ("-", "–") and doc[first - 2].text in by_demonym()
    begin = _left(noun, first - 2 if paired else first)
    if (owner is None and after is None) or doc[begin].lower_ in (
        "a",
        "an",
        "no",
        "any",
        "every",
        "each",
        "all",
    ):
        return None
    named = doc[begin + (doc[begin].pos_ == "DET") : after.tokens.end if after else noun.i + 1]
    both = [who for who in (owner, after.spot if after else None) if who is not None]
    shared = paired or (owner is None and doc[noun.i + 1].lower_ in ("with", "between"))
    told = [t.text for t in doc[begin:first] if t.pos_ == "ADJ"]
    spot = Spot(named.text, "edge", None if shared else both[0].country, None, None, None)
    return (
        doc[begin : after.end if after else noun.i + 1],
        spot,
        (noun.lemma_, *(who.name for who in both), *told),
    )


def _left(noun: Token, at: int) -> int:
    """The first of the adjectives and the article before a word."""
    while (
        at > opening(noun)
        and noun.doc[at - 1].pos_ in ("ADJ", "DET")
        and noun.i - at < LONGEST_NAME
    ):
        at -= 1
    return at


def _owner(noun: Token, ends: dict[int, Held]) -> tuple[int, Spot | None]:
    """Where the land before the noun begins, and the land: "Moldova's northern border"."""
    doc, at = noun.doc, noun.i
    while (
        at > opening(noun)
        and doc[at - 1].pos_ == "ADJ"
        and doc[at - 1].text not in by_demonym()
        and at not in ends
    ):
        at -= 1
    if doc[at - 1].text in by_demonym() and at > 0:
        return at - 1, _people(doc, at - 1)
    owned = at - 1 if at > 1 and doc[at - 1].text in ("'s", "’s", "'", "’") else at
    held = ends.get(owned)
    return (held.tokens.start, held.spot) if held else (noun.i, None)


def _people(doc: Doc, at: int) -> Spot:
    state = by_demonym()[doc[at].text]
    return Spot(state.name, "state", state.iso3, None, None, None)


def _after(noun: Token, starts: dict[int, Held], words: tuple[str, ...]) -> Held | None:
    """The land after the noun and one of some words: "the coast of the Crimea", "a bar in the Oslo
    suburb of Hadsel"."""
    doc, at = noun.doc, noun.i + 2
    if at >= len(doc) or doc[at - 1].lower_ not in words:
        return None
    while (
        at + 1 < len(doc)
        and (doc[at].lower_ == "the" or (doc[at].pos_ == "ADJ" and at not in starts))
        and at - noun.i < LONGEST_NAME
    ):
        at += 1
    found = starts.get(at)
    if doc[noun.i + 1].lower_ == "between":
        return _both(found, starts) if found else None
    town = doc[at] if found is None else found.tokens.root.head
    if noun.i < town.i < len(doc) - 2 and sort_told(town) and doc[town.i + 1].lower_ == "of":
        return starts.get(town.i + 2)
    return found if found and found.tokens.root.dep_ not in ("compound", "nmod", "poss") else None


def _both(one: Held, starts: dict[int, Held]) -> Held | None:
    """The two lands of "the border between Peru and the Sudan"."""
    doc, at = one.tokens.doc, one.end + 1
    if at >= len(doc) or doc[at - 1].lower_ != "and":
        return None
    other = starts.get(at + (doc[at].lower_ == "the"))
    return Held(doc[one.tokens.start : other.tokens.end], one.spot, other.end) if other else None


def _is_house(token: Token) -> bool:
    """True of a common noun for a building or a town that something is at."""
    word = token.lower_
    if token.tag_ != "NN" or token.dep_ != "pobj" or token.text != word or not located(token):
        return False
    return (
        word in of_sort("building")
        or word in of_sort("structure")
        or word in of_sort("room")
        or sort_told(token) == "city"
    )


def _house(noun: Token, starts: dict[int, Held]) -> Found | None:
    """A building or a town that only the place after it tells: "at a hospital in Quito", "in a
    village near Oslo"."""
    doc, begin = noun.doc, noun.left_edge.i
    town = sort_told(noun) == "city"
    indefinite = doc[begin].lower_ in ("a", "an")
    after = _after(
        noun, starts, ("near", "outside", "in", *(("of",) if town and indefinite else ()))
    )
    if (
        after is None
        or noun.i - begin > LONGEST_NAME
        or any(t.text[0].isupper() for t in doc[begin : noun.i])
    ):
        return None
    named = doc[begin + (doc[begin].pos_ in ("DET", "PRON")) : after.tokens.end]
    spot = Spot(named.text, "edge" if town else "building", after.spot.country, None, None, None)
    return doc[begin : after.end], spot, (named.text,)
