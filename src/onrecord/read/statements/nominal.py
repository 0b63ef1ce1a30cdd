"""What a noun reports: her claim that …, the minister's refusal to …, their warning of …"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.read.statements import cues
from onrecord.read.statements.found import Saying
from onrecord.read.statements.grammar import lemma, run
from onrecord.read.statements.paragraphs import Paragraph, Run, tight, whole

if TYPE_CHECKING:
    from spacy.tokens import Token


def find(par: Paragraph) -> Iterator[Saying]:
    """What the nouns of a paragraph report that someone is named to have (Peru's claim that …), in the words behind them."""
    for noun in par.doc:
        if noun.pos_ != "NOUN" or par.inside[noun.i] >= 0:
            continue
        frames = cues.noun_frames(lemma(noun))
        whose = next((t for t in noun.lefts if t.dep_ == "poss"), None) if frames else None
        if whose is not None:
            yield from _reported(par, noun, whose, frames)


def _reported(par: Paragraph, noun: Token, whose: Token, frames: frozenset[str]) -> Iterator[Saying]:
    for frame, content in _constructions(noun):
        if frame in frames:
            source = tight(par, run(whose))
            cue = (whose.right_edge.i + 1, noun.i + 1)
            kept = whole(par, tight(par, content), noun.i)
            if kept[1] > kept[0] and cue[1] > cue[0]:
                yield Saying(f"noun-{frame}", par, (kept,), (source,), (cue,), lemma(noun), noun, whose)
            return


def _constructions(noun: Token) -> Iterator[tuple[str, Run]]:
    for token in noun.rights:
        if token.dep_ == "acl":
            to = any(t.tag_ == "TO" for t in token.lefts)
            that = any(t.dep_ == "mark" for t in token.lefts)
            if to or that:
                yield "to" if to else "that", run(token)
        elif token.dep_ == "prep" and token.right_edge.i > token.i:
            yield token.lower_, (token.i + 1, token.right_edge.i + 1)
