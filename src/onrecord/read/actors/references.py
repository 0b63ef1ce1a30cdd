"""Resolves descriptions and pronouns, in the order of the text: "the minister", "a senior
official", "she", "the two"."""

from __future__ import annotations

from onrecord.read.actors import (
    collectives,
    descriptions,
    firstperson,
    jointly,
    likeness,
    manybodies,
    predicates,
    pronouns,
    several,
    sited,
)
from onrecord.read.actors.focus import NUMBERS, SUBJECT, Focus, role
from onrecord.read.actors.interviews import Turns
from onrecord.read.lines import Line
from onrecord.read.names.chains import Cast, Chain
from onrecord.read.names.titles import Title, of_sort
from onrecord.read.offices import equals


def resolve(cast: Cast, base: str | None, turns: Turns) -> None:
    """Adds to the cast's actors their descriptions and pronouns, and to the cast those who are only
    described."""
    focus = Focus(cast, base, turns=turns, counterparts=equals.counterparts(cast))
    sentence = 0
    for line, titles in zip(cast.lines, cast.titles, strict=True):
        _line(focus, line, {t.head: t for t in titles}, sentence)
        sentence += (line.sentences[-1] + 1) if line.sentences else 0
    jointly.join(cast)
    sited.extend(cast)


def _line(focus: Focus, line: Line, titles: dict[int, Title], sentence: int) -> None:
    focus.before = focus.speaker
    before = focus.speaker if any(line.quoted) else None
    focus.speaker = firstperson.speaker(focus.cast, line) or (
        before if before and not firstperson.told_later(line) else None
    )
    for at in range(len(line)):
        here = sentence + line.sentences[at]
        for called in focus.counterparts.get((line.number, at), ()):
            equals.equal(focus.cast, line, *called)
        chain = focus.cast.head(line.number, at)
        if chain and not _head_of(focus.cast, line, at, chain):
            continue
        chain = chain or _referred(focus, line, at, titles.get(at), here)
        if chain:
            focus.see(here, line.number, at, role(line, at), chain)
            several.pair(focus, line, at, here, chain)
        elif spot := focus.cast.spots.get((line.number, at)):
            focus.see(here, line.number, at, role(line, at), spot)
    firstperson.settle(focus, line)


def _referred(
    focus: Focus, line: Line, at: int, title: Title | None, sentence: int
) -> Chain | None:
    """Whom a word stands for that is no name."""
    word, kind = line.lowers[at], line.pos[at]
    if word in ("one", "among") and (
        chain := predicates.one_of(focus.cast, line, focus.cast.titles[line.number], at)
    ):
        return chain
    if title:
        return descriptions.title(focus, line, title, sentence)
    if word in firstperson.PRONOUNS and kind in ("PRON", "DET"):
        return firstperson.pronoun(focus, line, at)
    if word in pronouns.PRONOUNS and kind in ("PRON", "DET"):
        return pronouns.pronoun(focus, line, at, sentence)
    if word in NUMBERS:
        return several.parties(focus, line, at) or several.number(focus, line, at, sentence)
    if kind == "NOUN" and (chain := _beside(focus.cast, line, at) or _kind_again(focus, line, at)):
        _remember(focus, f"called {word}", chain)
        return chain
    if (
        word in of_sort("body")
        and line.words[at][0].islower()
        and (body := collectives.body(focus, line, at, sentence))
    ):
        return body
    if kind in ("NOUN", "PROPN") and (several_bodies := manybodies.bodies(focus, line, at)):
        return several_bodies
    if kind == "NOUN" and (place := focus.cast.spots.get((line.number, at))):
        return place
    if word == "old" and line.word(at - 2) == "year":
        return likeness.aged(focus, line, at, sentence)
    if (
        kind in ("NOUN", "PROPN", "ADJ")
        and likeness.one_of_a_people(line, at)
        and role(line, at) in SUBJECT
    ):
        return likeness.compatriot(focus, line, at, sentence)
    if line.labels[at] == "NORP" and kind in ("NOUN", "PROPN", "ADJ"):
        return collectives.people(focus, line, at)
    return (
        predicates.noun(focus.cast, line, at)
        if kind == "NOUN" and line.deps[at] in ("appos", "attr")
        else None
    )


def _beside(cast: Cast, line: Line, at: int) -> Chain | None:
    """The actor by whose name a noun stands."""
    return (
        predicates.noun(cast, line, at) if line.deps[at] == "appos" else None
    ) or predicates.bodily(cast, line, at)


def _remember(focus: Focus, word: str, chain: Chain) -> None:
    """Keeps by which word a body was told of: "the lender" after "Delta Bank, a lender"."""
    if chain.kind == "organisation" and chain.names and chain not in focus.grouped.get(word, ()):
        focus.grouped.setdefault(word, []).append(chain)


def _kind_again(focus: Focus, line: Line, at: int) -> Chain | None:
    """The last body that was called so: "the lender"."""
    known = (
        focus.grouped.get(f"called {line.lowers[at]}", ())
        if line.word(at - 1) in ("the", "this")
        else ()
    )
    chain = (
        next((c for c in reversed(known) if c.names), None)
        if line.lowers[at] not in of_sort("body")
        else None
    )
    if chain and line.deps[at] not in ("compound", "nmod", "amod"):
        focus.cast.put(chain, (line.number, at, at + 1), "description")
        return chain
    return None


def _head_of(cast: Cast, line: Line, at: int, chain: Chain) -> bool:
    """True of the last token of a mention, which stands for it."""
    return cast.head(line.number, at + 1) is not chain or line.heads[at] > at + 1
