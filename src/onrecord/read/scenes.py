"""Which states and actors a noun phrase stands for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.lexicon.kinds import kind
from onrecord.read import actors
from onrecord.read.clauses import CORE
from onrecord.read.draft import Draft
from onrecord.read.nations import Named, named
from onrecord.read.walks import Steps, flat
from onrecord.record import Actor, Place

if TYPE_CHECKING:
    from spacy.tokens import Token

    from onrecord.read.parse import Block

ALONG = frozenset({"near", "on", "along", "at"})


@dataclass(eq=False)
class Scene:
    """A paragraph with the states, places and actors that its words stand for."""

    draft: Draft
    block: Block
    names: dict[int, tuple[str, ...]] = field(default_factory=dict)
    """The states that each word names or is part of the name of."""
    nations: Named = field(default_factory=Named)
    regions: dict[int, str] = field(default_factory=dict)
    spots: dict[int, str] = field(default_factory=dict)
    """The place that each word names or is part of the name of."""
    mentions: Sequence[tuple[int, int, Place]] = ()
    """Where the paragraph mentions places, in text order."""

    def named(self, words: Iterable[Token]) -> tuple[str, ...]:
        """The states that these words name."""
        return tuple(dict.fromkeys(iso3 for t in words for iso3 in self.names.get(t.i, ())))

    def states(self, token: Token) -> tuple[str, ...]:
        """The states that a noun stands for."""
        met = [a for t in _heads(token) for a in self._actors(t)]
        acts = (
            [iso3 for a in met for iso3 in actors.index(self.draft).sides(a)]
            if token.i not in self.nations.peoples
            else []
        )
        return tuple(dict.fromkeys((*acts, *self.named(core(token)))))

    def _actors(self, token: Token) -> tuple[Actor, ...]:
        """The actor that a word is the head of a mention of; of "they" and "the two" all that it
        stands for."""
        mentions, span = actors.index(self.draft), self.block.span(token)
        several = (
            mentions.inside(span)
            if token.pos_ in ("PRON", "NUM", "DET") or token.lower_ == "two"
            else ()
        )
        one = mentions.at(span) if not several else None
        return several or ((one,) if one else ())


def scenes(draft: Draft) -> Iterator[Scene]:
    """The paragraphs of a draft as scenes."""
    mentions = sorted(
        ((start, end, place) for place in draft.places for start, end in place.mentions),
        key=lambda m: m[:2],
    )
    starts = [m[0] for m in mentions]
    for block in draft.blocks:
        yield _scene(
            draft,
            block,
            mentions[bisect_left(starts, block.start) : bisect_left(starts, block.end)],
        )


def _scene(draft: Draft, block: Block, mentions: list[tuple[int, int, Place]]) -> Scene:
    regions: dict[int, str] = {}
    spots: dict[int, str] = {}
    nations = named(block.doc)
    names = dict(nations.states)
    for start, end, place in mentions:
        words = [t.i for t in block.tokens((start, end)) or ()]
        spots.update(dict.fromkeys(words, place.name))
        regions.update(dict.fromkeys(words, place.country) if place.country else {})
        if words and block.doc[words[0]].text[0].isupper():
            names.update(_of_place(words, place.country, names))
    return Scene(
        draft,
        block,
        {i: found for i, found in names.items() if found},
        nations,
        regions,
        spots,
        mentions,
    )


def _of_place(
    words: list[int], country: str | None, names: dict[int, tuple[str, ...]]
) -> dict[int, tuple[str, ...]]:
    """The words of a place that name a state, with the state where the place is: of "New Mexico"
    and "Sea of Japan" not that state."""
    covered = [i for i in words if i in names]
    if not covered or (country is None and len(covered) == len(words)):
        return {}
    return dict.fromkeys(covered, (country,) if country else ())


def _heads(token: Token) -> Iterator[Token]:
    """A noun, and what stands in apposition to it or is listed with that."""
    return flat(_heads_by_step(token))


def _heads_by_step(token: Token) -> Steps[Token]:
    yield token
    for c in token.children:
        if c.dep_ == "appos" or (c.dep_ == "conj" and token.dep_ == "appos"):
            yield _heads_by_step(c)


def core(token: Token) -> Iterator[Token]:
    """The words that say who a noun stands for: itself, its modifiers, its "of", its appositions;
    not its clauses and other phrases."""
    return flat(_core_by_step(token, top=True))


def _core_by_step(token: Token, *, top: bool) -> Steps[Token]:
    yield token
    lemma = token.lemma_.lower()
    for c in token.children:
        if c.dep_ in CORE:
            if (lemma in kind("related") and c.dep_ in ("poss", "amod", "compound", "nmod")) or (
                lemma in kind("facing") and c.dep_ == "poss"
            ):
                continue
            if c.dep_ == "conj" and (top and token.dep_ != "appos"):
                continue
            yield _core_by_step(c, top=False)
        elif c.dep_ == "prep" and c.lower_ == "of":
            for p in c.children:
                if p.dep_ == "pobj":
                    yield _core_by_step(p, top=False)


def reach(
    token: Token, prepositions: frozenset[str] | None, beside: frozenset[str] = frozenset()
) -> Iterator[Token]:
    """The words of a phrase with its prepositional phrases, but not its clauses, nor what only
    stands `beside`: "near the border"."""
    return flat(_reach_by_step(token, prepositions, beside))


def _reach_by_step(
    token: Token, prepositions: frozenset[str] | None, beside: frozenset[str]
) -> Steps[Token]:
    yield token
    for c in token.children:
        inside = c.dep_ == "prep" and (prepositions is None or c.lower_ in prepositions)
        mark = inside and c.lower_ in ALONG and any(p.lemma_.lower() in beside for p in c.children)
        if c.dep_ in CORE or c.dep_ in ("pobj", "pcomp") or (inside and not mark):
            yield _reach_by_step(c, prepositions, beside)
