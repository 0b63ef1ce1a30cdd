"""Finds the issues of a report."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.lexicon import states, table
from onrecord.lexicon.kinds import kind
from onrecord.read.clauses import children, listed, owners, phrases
from onrecord.read.draft import Draft
from onrecord.read.scenes import Scene, core, reach, scenes
from onrecord.record import Issue, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

ABOUT = frozenset(
    {
        "on",
        "against",
        "in",
        "over",
        "across",
        "of",
        "with",
        "to",
        "toward",
        "towards",
        "between",
        "from",
        "at",
    }
)
WATERS = frozenset(
    {"Strait", "Sea", "Islands", "Heights", "Peninsula", "Gulf", "Channel", "Isles", "Archipelago"}
)
AGAINST = frozenset({"against", "on", "upon", "toward", "towards"})
COMMON = frozenset(
    {
        "trade",
        "app",
        "sanction",
        "spy",
        "war in",
        "war with",
        "war against",
        "hostage",
        "corruption",
        "interference",
        "pipeline",
    }
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
    for at in scenes(draft):
        for mention in (*_spoken(at), *_waters(at)):
            found.setdefault((mention.matter, mention.referent), []).append(mention)
    for number, ((matter, referent), mentions) in enumerate(found.items(), 1):
        name = f"{matter.name}: {referent}" if referent else matter.name
        spans = tuple(sorted({m.span for m in mentions}))
        yield Issue(
            draft.name("i", number),
            name,
            matter.area,
            referent,
            spans,
            f"issues/{mentions[0].rule}",
        )


def _spoken(at: Scene) -> Iterator[Mention]:
    """Mentions by the terms of the table; of "human rights in X and Y" one for each of them."""
    lemmas = [_key(t) for t in at.block.doc]
    end = 0
    for i, lemma in enumerate(lemmas):
        if i < end or lemma not in terms():
            continue
        hit = next(
            (
                (words, m)
                for words, m in terms()[lemma]
                if tuple(lemmas[i : i + len(words)]) == words
            ),
            None,
        )
        if hit is None:
            continue
        end = i + len(hit[0])
        run = at.block.doc[i:end]
        if run.root.dep_ == "compound" and run.root.head.lemma_.lower() in kind("bureau"):
            continue
        noun = run.root if run.root.pos_ != "ADP" else run[0]
        referents = tuple(dict.fromkeys(_referents(at, noun, _following(run))))
        if referents or " ".join(hit[0]) not in COMMON:
            yield from (
                Mention(hit[1], r, at.block.span(run), "term") for r in referents or (None,)
            )


def _key(token: Token) -> str:
    return token.lower_ if token.pos_ in ("ADP", "DET") else token.lemma_.lower()


def _following(run: Tokens) -> list[Token]:
    """The nouns of the phrases that follow some words, whatever the parser hangs them to: "tariffs
    on steel from X"."""
    doc, end = run.doc, run.end
    found: list[Token] = []
    for _ in range(2):
        prep = doc[end] if end < len(doc) else None
        noun = (
            next(iter(children(prep, "pobj")), None)
            if prep is not None and prep.lower_ in ABOUT
            else None
        )
        if noun is None:
            break
        found.append(noun)
        end = noun.i + 1
    return found


def _referents(at: Scene, noun: Token, following: list[Token]) -> Iterator[str]:
    """The places and states that a phrase is about: those of its "on", "in", "against" …, else
    those before it."""
    about = following or [p for name, p in phrases(noun) if name in ABOUT]
    for verb in children(noun, "acl"):
        near = (verb, *(p for a in children(verb, "agent") for p in children(a, "pobj")))
        about += [p for n in near for name, p in phrases(n) if name in AGAINST]
    far = [
        name for first in about for t in listed(first) for name in _names(at, t, deep=t == first)
    ]
    if far:
        yield from far
    elif noun.dep_ != "ROOT":
        before = [c for c in noun.children if c.dep_ in ("poss", "compound", "amod", "nmod")]
        close = [name for t in before for name in _names(at, t, deep=False) or _state_of(at, t)]
        yield from close or (name for t in owners(noun) for name in _names(at, t, deep=False))


def _names(at: Scene, token: Token, *, deep: bool) -> list[str]:
    """The places that a phrase names, else its states."""
    words = list(core(token))
    if deep:
        listed_too = {t.i for c in children(token, "conj") for t in c.subtree}
        words = [t for t in reach(token, None) if t.i not in listed_too]
    spots = [at.spots[t.i] for t in words if t.i in at.spots]
    return list(dict.fromkeys(spots or (states.by_iso3()[iso3].name for iso3 in at.named(words))))


def _state_of(at: Scene, token: Token) -> list[str]:
    """The states that a description stands for ("the nation's")."""
    return (
        [states.by_iso3()[iso3].name for iso3 in at.states(token) if iso3 in states.by_iso3()]
        if token.dep_ == "poss"
        else []
    )


def _waters(at: Scene) -> Iterator[Mention]:
    """Mentions of seas, straits and islands, over which states differ."""
    doc: Doc = at.block.doc
    for token in doc:
        if (
            token.text in WATERS
            and token.i
            and doc[token.i - 1].text[:1].isupper()
            and doc[token.i - 1].pos_ in ("PROPN", "ADJ")
        ):
            first = token.i - 1
            while (
                first
                and doc[first - 1].text[:1].isupper()
                and doc[first - 1].pos_ in ("PROPN", "ADJ")
                and not doc[first - 1].is_sent_start
            ):
                first -= 1
            run = doc[first : token.i + 1]
            yield Mention(
                Matter("territory", "waters and islands"), run.text, at.block.span(run), "waters"
            )
