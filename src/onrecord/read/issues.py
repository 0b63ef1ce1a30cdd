"""Finds the issues of a report."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.lexicon import states, table
from onrecord.lexicon.kinds import kind
from onrecord.read.clauses import children, listed, phrases
from onrecord.read.draft import Draft
from onrecord.read.sides import Scene, core, scene
from onrecord.record import Issue, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

ABOUT = frozenset({"on", "against", "in", "over", "across", "of", "with", "to", "toward", "towards", "between", "from", "at"})
WATERS = frozenset({"Strait", "Sea", "Islands", "Heights", "Peninsula", "Gulf", "Channel", "Isles", "Archipelago"})
AGAINST = frozenset({"against", "on", "upon", "toward", "towards"})
COMMON = frozenset(
    {"trade", "app", "sanction", "spy", "war in", "war with", "war against", "hostage", "corruption", "interference", "pipeline"}
)
"""Terms so common that they make an issue only where the report says of which place or state."""


@dataclass(frozen=True)
class Matter:
    """A row of the table of issues."""

    area: str
    name: str


@dataclass(frozen=True, eq=False)
class Mention:
    """Words that speak of an issue, and of which place or state."""

    matter: Matter
    referent: str | None
    span: Span
    rule: str


@functools.cache
def terms() -> dict[str, tuple[tuple[tuple[str, ...], Matter], ...]]:
    """The terms of the table by their first word, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Matter]]] = {}
    for row in table("issues"):
        for term in row["terms"].split("|"):
            words = tuple(term.split())
            found.setdefault(words[0], []).append((words, Matter(row["area"], row["name"])))
    return {first: tuple(sorted(rows, key=lambda r: -len(r[0]))) for first, rows in found.items()}


def find(draft: Draft) -> Iterator[Issue]:
    """The issues of a report, each (name, referent) once with all its mentions, in text order."""
    found: dict[tuple[Matter, str | None], list[Mention]] = {}
    for block in draft.blocks:
        at = scene(draft, block)
        for mention in (*_spoken(at), *_waters(at)):
            found.setdefault((mention.matter, mention.referent), []).append(mention)
    for number, ((matter, referent), mentions) in enumerate(found.items(), 1):
        name = f"{matter.name}: {referent}" if referent else matter.name
        spans = tuple(sorted({m.span for m in mentions}))
        yield Issue(draft.name("i", number), name, matter.area, referent, spans, f"issues/{mentions[0].rule}")


def _spoken(at: Scene) -> Iterator[Mention]:
    """Mentions by the terms of the table; of "human rights in X and Y" one for each of them."""
    lemmas = [_key(t) for t in at.block.doc]
    end = 0
    for i, lemma in enumerate(lemmas):
        if i < end or lemma not in terms():
            continue
        hit = next(((words, m) for words, m in terms()[lemma] if tuple(lemmas[i : i + len(words)]) == words), None)
        if hit is None:
            continue
        end = i + len(hit[0])
        run = at.block.doc[i:end]
        if run.root.dep_ == "compound" and run.root.head.lemma_.lower() in kind("bureau"):
            continue
        referents = tuple(dict.fromkeys(_referents(at, run.root if run.root.pos_ != "ADP" else run[0])))
        if referents or " ".join(hit[0]) not in COMMON:
            yield from (Mention(hit[1], r, at.block.span(run), "term") for r in referents or (None,))


def _key(token: Token) -> str:
    return token.lower_ if token.pos_ in ("ADP", "DET") else token.lemma_.lower()


def _referents(at: Scene, noun: Token) -> Iterator[str]:
    """The places and states that a phrase is about: those of its "on", "in", "against" …, else those before it."""
    about = [t for name, p in phrases(noun) if name in ABOUT for t in listed(p)]
    for verb in children(noun, "acl"):
        near = (verb, *(p for a in children(verb, "agent") for p in children(a, "pobj")))
        about += [t for n in near for name, p in phrases(n) if name in AGAINST for t in listed(p)]
    far = [name for t in about for name in _names(at, t, deep=True)]
    if far:
        yield from far
        return
    if noun.dep_ in ("conj", "dobj", "pobj", "nsubj", "nsubjpass", "compound", "attr"):
        yield from (name for c in noun.children if c.dep_ in ("poss", "compound", "amod", "nmod") for name in _names(at, c, deep=False))


def _names(at: Scene, token: Token, *, deep: bool) -> Iterator[str]:
    """The place that a phrase names, else its state."""
    words = list(token.subtree) if deep and token.i - token.left_edge.i < 12 and token.right_edge.i - token.i < 12 else list(core(token))
    spots = list(dict.fromkeys(at.spots[t.i] for t in words if t.i in at.spots))
    if spots:
        yield from spots
        return
    yield from dict.fromkeys(states.by_iso3()[at.names[t.i]].name for t in words if t.i in at.names)


def _waters(at: Scene) -> Iterator[Mention]:
    """Mentions of seas, straits and islands, over which states differ."""
    doc: Doc = at.block.doc
    for token in doc:
        if token.text in WATERS and token.i and doc[token.i - 1].text[:1].isupper() and doc[token.i - 1].pos_ in ("PROPN", "ADJ"):
            first = token.i - 1
            while (
                first and doc[first - 1].text[:1].isupper() and doc[first - 1].pos_ in ("PROPN", "ADJ") and not doc[first - 1].is_sent_start
            ):
                first -= 1
            run = doc[first : token.i + 1]
            yield Mention(Matter("territory", "waters and islands"), run.text, at.block.span(run), "waters")
