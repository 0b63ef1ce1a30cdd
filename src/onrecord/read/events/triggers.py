"""The words that report an event: verbs and nouns that the table of PLOVER words knows, under the
conditions that it sets."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.lexicon import table
from onrecord.lexicon.kinds import kinds
from onrecord.read.events.clauses import (
    children,
    is_verb,
    listed,
    objects,
    phrases,
    subjects,
    whole,
)
from onrecord.read.events.nations import is_state

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


PARTICLES = frozenset({"prt", "advmod", "prep", "acomp", "oprd", "intj"})


@dataclass(frozen=True)
class Condition:
    """One thing that must stand by a word: an object, an infinitive, a clause or a phrase with a
    preposition."""

    what: str
    words: frozenset[str] | None
    """The lemmas that it must have; None where any will do."""


@dataclass(frozen=True)
class Row:
    """A row of the table of PLOVER words."""

    lemma: str
    particle: str
    when: tuple[Condition, ...]
    type: str
    mode: str
    parties: str


@dataclass(frozen=True, eq=False)
class Trigger:
    """A word that reports an event, and the row that says which."""

    token: Token
    row: Row
    noun: bool


def _condition(cells: list[str]) -> Condition:
    what, eq, first = cells[0].partition("=")
    if not eq:
        return Condition(what, None)
    words = frozenset[str]().union(
        *(kinds().get(w[1:], {w}) if w.startswith("@") else {w} for w in (first, *cells[1:]))
    )
    return Condition(what, words)


def _conditions(cell: str) -> tuple[Condition, ...]:
    """The conditions of a cell such as "obj=@force navy to=@town"."""
    groups: list[list[str]] = []
    for word in cell.split():
        if (
            groups
            and "=" in groups[-1][0]
            and "=" not in word
            and (word.startswith("@") or word not in ALONE)
        ):
            groups[-1].append(word)
        else:
            groups.append([word])
    return tuple(map(_condition, groups))


ALONE = frozenset({"inf", "that", "other", "must", "will"})
"""Conditions that are no words of the condition before them."""


@functools.cache
def rows(pos: str) -> dict[str, tuple[Row, ...]]:
    """The rows of verbs (v) or nouns (n) by lemma (of a noun of two words the last), those with
    most conditions first."""
    found: dict[str, list[Row]] = {}
    for r in table("plover"):
        if r["pos"] == pos:
            first, _, second = r["word"].partition(" ")
            lemma, other = (second, first) if pos == "n" and second else (first, second)
            found.setdefault(lemma, []).append(
                Row(lemma, other, _conditions(r["when"]), r["type"], r["mode"], r["parties"])
            )
    return {lemma: tuple(sorted(rs, key=_weight)) for lemma, rs in found.items()}


def _weight(row: Row) -> int:
    """The less, the more a row asks for: its particle, each condition, and twice one that names
    words or kinds."""
    return -bool(row.particle) - sum(2 if c.words else 1 for c in row.when)


def triggers(doc: Doc) -> Iterator[Trigger]:
    """The words of a paragraph that report events, in text order."""
    verbs, nouns = rows("v"), rows("n")
    for token in doc:
        lemma = token.lemma_.lower()
        if lemma in verbs and is_verb(token):
            row = next(
                (r for loose in (False, True) for r in verbs[lemma] if _verb_fits(token, r, loose)),
                None,
            )
            if row and row.type != "-":
                yield Trigger(token, row, noun=False)
        elif lemma in nouns and token.pos_ in ("NOUN", "PROPN") and token.dep_ != "compound":
            row = next((r for r in nouns[lemma] if _noun_fits(token, r)), None)
            if row and row.type != "-":
                yield Trigger(token, row, noun=True)


def _verb_fits(verb: Token, row: Row, loose: bool) -> bool:
    beside = (
        {c.lower_ for c in verb.children if c.dep_ in PARTICLES and not children(c, "pobj")}
        if row.particle
        else set()
    )
    return (not row.particle or row.particle in beside) and all(
        _holds(verb, c, loose) for c in row.when
    )


def _noun_fits(noun: Token, row: Row) -> bool:
    if row.particle and not any(
        c.lemma_.lower() == row.particle for c in children(noun, "compound", "amod", "nmod")
    ):
        return False
    return all(_holds(noun, c) for c in row.when)


def _holds(token: Token, condition: Condition, loose: bool = True) -> bool:
    what, words = condition.what, condition.words
    if what == "inf":
        return any(
            c.tag_ == "VB"
            and c.dep_ in ("xcomp", "ccomp", "acl", "advcl")
            and (words is None or c.lemma_ in words)
            for c in token.children
        )
    if what == "other":
        return (
            _another(token)
            if words is None
            else any(of_kind(t, words, loose) for t in _others(token))
        )
    if what == "will":
        return any(
            c.dep_ == "aux" and c.lower_ in ("will", "would", "'ll", "’ll", "shall")
            for c in token.children
        )
    if what == "must":
        return _must(token)
    if what == "that":
        return any(
            c.dep_ == "ccomp" or (c.dep_ in ("acl", "relcl") and c.tag_ != "VBN")
            for c in token.children
        )
    if what in ("obj", "subj"):
        found = objects(token) if what == "obj" else subjects(token)
        return bool(found) if words is None else any(of_kind(t, words, loose) for t in found)
    if words is None:
        return any(
            c.dep_ in ("prep", "prt", "dative", "advmod") and c.lower_ == what
            for c in _beside(token)
        )
    near = [token, *children(token, "dobj")]
    return any(
        of_kind(t, words, loose)
        for n in near
        for name, p in phrases(n)
        if name == what
        for t in listed(p)
    )


def _beside(token: Token) -> Iterator[Token]:
    """The children of a word, of its object, and those after an object of the verb above, to which
    the parser hangs "bans on"."""
    yield from token.children
    for thing in children(token, "dobj"):
        yield from children(thing, "prep")
    if token.dep_ == "dobj":
        yield from (c for c in children(token.head, "prep") if c.i > token.i)


def _another(verb: Token) -> bool:
    """True of "wants X to act": an infinitive whose subject is another."""
    return bool(_others(verb))


def _others(verb: Token) -> list[Token]:
    """Of "wants X to act" who is to act."""
    clauses = [
        c
        for c in verb.children
        if (c.tag_ == "VB" or verb.lemma_ == "let")
        and c.dep_ in ("xcomp", "ccomp", "advcl")
        and not any(a.tag_ == "MD" for a in c.children)
    ]
    own = [t for c in clauses for s in children(c, "nsubj", "nsubjpass") for t in listed(s)]
    return own or (objects(verb) if clauses else [])


def _must(verb: Token) -> bool:
    """True of "said that X must act"."""
    for clause in children(verb, "ccomp"):
        aux = {c.lower_ for c in clause.children if c.dep_ == "aux"}
        who = [c for c in children(clause, "nsubj", "nsubjpass") if c.pos_ != "PRON"]
        if "must" in aux or (
            "should" in aux and any(c.ent_type_ in ("GPE", "NORP", "PERSON") for c in who)
        ):
            return bool(who)
    return False


def of_kind(noun: Token, words: frozenset[str], loose: bool) -> bool:
    """True where a noun or what it is a part of is one of these; `loose`, also where the noun
    before it is ("aid program")."""
    inner = whole(noun)
    if "@where" in words and (inner.ent_type_ in ("GPE", "LOC", "NORP") or is_state(inner)):
        return True
    if "@state" in words and inner.ent_type_ == "GPE":
        return True
    return any(
        t.lemma_.lower() in words
        for t in (noun, inner, *(children(inner, "compound") if loose else ()))
    )
