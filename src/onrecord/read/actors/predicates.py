"""What is said of an actor by "is" or "as", or set beside the name: "she was a judge", "as one of
the founders", "a legend"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.read.actors.collectives import ANY_BODY
from onrecord.read.lines import Line
from onrecord.read.names.chains import Cast, Chain
from onrecord.read.names.titles import Title, modifiers, of_sort
from onrecord.read.offices import appointments
from onrecord.read.offices.offices import GENITIVE

POINTING = ("the", "these", "those")
PERSONAL = ("person", "unnamed")
SET_BESIDE = ("person", "organisation", "group")
CALLING = frozenset(("know", "describe", "regard", "hail", "see", "remember"))
"""Verbs whose "as the ..." says who somebody is."""
SOME = ("a", "an")
REACH = 6
"""Tokens from "one of" within which the word for the several stands."""


def predicate(cast: Cast, line: Line, title: Title) -> Chain | None:
    """The actor of whom a clause says what he or she is: "she was a judge", "both a judge and a
    poet", "chosen as chair"."""
    at = _first(line, title.head)
    if line.deps[at] == "appos":
        return _unnamed_beside(cast, line, at)
    if (
        line.deps[at] == "pobj"
        and title.determiner in POINTING
        and line.lemmas[line.heads[line.heads[at]]] not in CALLING
    ):
        return None
    return _said_of(cast, line, at)


def _unnamed_beside(cast: Cast, line: Line, at: int) -> Chain | None:
    """One without a name whom a noun is set beside: "the prime minister, a Social Democrat"."""
    chain = cast.head(line.number, line.heads[at])
    return (
        chain
        if chain and chain.kind == "unnamed" and not chain.plural and line.heads[at] < at
        else None
    )


def one_of(cast: Cast, line: Line, titles: Sequence[Title], at: int) -> Chain | None:
    """The actor who is called one of several: "Marsh was one of the first critics of the deal", "as
    one of the founders"."""
    link = at + 1 if line.word(at + 1) == "of" else at
    several = next(
        (
            t
            for t in titles
            if t.plural and link < t.head < link + REACH and line.heads[t.head] == link
        ),
        None,
    )
    if not several or (link == at and line.lowers[at] != "among"):
        return None
    chain = (
        _among(cast, line, at)
        if link == at
        else _said_of(cast, line, _first(line, at)) or _beside(cast, line, at)
    )
    chain = chain or _set_after(cast, line, at)
    if chain:
        cast.put(
            chain,
            (line.number, several.first if link == at else at, several.end),
            "one of",
            several.head + 1,
        )
    return chain


def _among(cast: Cast, line: Line, at: int) -> Chain | None:
    """The subject of "is among the critics"."""
    verb = line.heads[at]
    return _one_subject(cast, line, verb, at) if line.lemmas[verb] == "be" else None


def _set_after(cast: Cast, line: Line, at: int) -> Chain | None:
    """The person named after the description: "One of the critics, Ana Ruiz, agreed"."""
    found = (
        cast.head(line.number, c) for c in line.children[at] if line.deps[c] == "appos" and c > at
    )
    return next((c for c in found if c and c.kind == "person"), None)


def noun(cast: Cast, line: Line, at: int) -> Chain | None:
    """The actor of whom any other noun is said in apposition, or with "a" in predication: "a
    legend"."""
    first = modifiers(line, at)
    before = line.word(first - 1)
    chain = None
    owned = before in GENITIVE and line.heads[at] < at
    if (
        line.deps[at] == "appos"
        and (owned or before in (*SOME, "the", ","))
        and line.pos[line.heads[at]] == "PROPN"
    ):
        chain = _beside(cast, line, at)
    elif before in SOME or (line.lowers[at] == "one" and before == "the"):
        governor = line.heads[_first(line, at)]
        chain = (
            _said_of(cast, line, at)
            if line.lemmas[governor] == "be" and line.deps[_first(line, at)] == "attr"
            else None
        )
        chain = chain if chain and chain.kind == "person" else None
    if chain:
        cast.put(chain, (line.number, first, at + 1), "noun")
    return chain


def bodily(cast: Cast, line: Line, at: int) -> Chain | None:
    """The body that a common noun stands with: "the NATO military alliance", "the militant group"
    before its name."""
    if line.lowers[at] not in ANY_BODY and line.lowers[at] not in of_sort("body"):
        return None
    first = modifiers(line, at)
    chain = _kind_of(cast, line, first, at) or _namesake(cast, line, first, at)
    if chain:
        cast.put(chain, (line.number, first, at + 1), "noun")
    return chain


def _kind_of(cast: Cast, line: Line, first: int, at: int) -> Chain | None:
    """The body named among the words before a noun for any body: "the NATO military alliance"."""
    if line.lowers[at] not in ANY_BODY or line.deps[at] in ("compound", "nmod", "amod"):
        return None
    found = next(
        (
            cast.head(line.number, k)
            for k in range(at - 1, first - 1, -1)
            if line.words[k][0].isupper()
        ),
        None,
    )
    return found if found and found.kind == "organisation" and found.names else None


def _namesake(cast: Cast, line: Line, first: int, at: int) -> Chain | None:
    """The body whose name directly follows a noun with an article: "the state news agency Delta
    Press"."""
    chain = cast.head(line.number, at + 1)
    if (
        not chain
        or chain.kind != "organisation"
        or not chain.names
        or line.word(first - 1) not in ("the", "a", "an")
    ):
        return None
    return chain if line.spaced[at] else None


def _first(line: Line, at: int) -> int:
    """The first of the nouns that "and" joins."""
    while line.deps[at] == "conj" and line.heads[at] < at:
        at = line.heads[at]
    return at


def _beside(cast: Cast, line: Line, at: int) -> Chain | None:
    """The named actor that a noun is set beside."""
    chain = cast.head(line.number, line.heads[at]) if line.deps[at] == "appos" else None
    return (
        chain
        if chain and chain.kind in SET_BESIDE and not (chain.kind == "group" and chain.titles)
        else None
    )


def _said_of(cast: Cast, line: Line, at: int) -> Chain | None:
    above = line.heads[at]
    if line.deps[at] == "attr" and line.lemmas[above] in ("be", "become", "remain"):
        return _one_subject(cast, line, above, at)
    if line.deps[at] == "pobj" and line.lowers[above] == "as":
        return _one_subject(cast, line, line.heads[above], at)
    return None


def _one_subject(cast: Cast, line: Line, verb: int, at: int) -> Chain | None:
    """The one person who is the subject of a verb that is not denied."""
    if appointments.negated(line, verb) and "only" not in line.lowers[verb:at]:
        return None
    found = (cast.head(line.number, c) for c in _subjects(line, verb))
    return next((c for c in found if c and c.kind in PERSONAL and not c.plural), None)


def _subjects(line: Line, verb: int) -> Iterator[int]:
    """The subjects of a verb, of "after being" those of the verb above."""
    if line.deps[verb] == "pcomp":
        verb = line.heads[line.heads[verb]]
    return appointments.subjects(line, verb)
