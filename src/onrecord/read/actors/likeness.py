"""Persons told of again in other words: "the envoy" after "Ambassador Anna Motta", "the Norwegian",
"the 48-year-old"."""

from __future__ import annotations

import functools

from onrecord.lexicon import table
from onrecord.lexicon.states import plural
from onrecord.read.actors.descriptionwords import key
from onrecord.read.actors.focus import Focus
from onrecord.read.lines import Line
from onrecord.read.names.chains import Chain
from onrecord.read.names.titles import Title, demonym, singulars

BACK = 4
"""Sentences back in which one who is told of in like words is looked for."""


@functools.cache
def likewords() -> dict[str, frozenset[str]]:
    """For a word the others by which the same person may have been told of before."""
    return {row["word"]: frozenset(row["others"].split()) for row in table("likewords")}


def like(focus: Focus, line: Line, title: Title, sentence: int) -> Chain | None:
    """The one person of the last sentences who was told of in words like these: "the envoy" after
    "the ambassador"."""
    others = likewords().get(line.lowers[title.head])
    if not others or title.end > title.head + 1:
        return None
    said = key(line, title)
    lands = {demonym(word.capitalize()) for word in said}
    fits = {
        c
        for c in _persons(focus, sentence, BACK)
        if _heads(focus, c) & others and lands <= {c.state} and _agrees(c, title.gender)
    }
    return fits.pop() if len(fits) == 1 else None


def compatriot(focus: Focus, line: Line, at: int, sentence: int) -> Chain | None:
    """ "the Norwegian": the one person of the last sentences who is of that state."""
    if not one_of_a_people(line, at):
        return None
    state = demonym(line.words[at])
    fits = {c for c in _persons(focus, sentence, BACK) if c.state == state and state}
    chain = fits.pop() if len(fits) == 1 else None
    if chain:
        focus.cast.put(chain, (line.number, at, at + 1), "compatriot")
    return chain


def one_of_a_people(line: Line, at: int) -> bool:
    """True of "the Norwegian", which is one person, and not of "the Danes" or "the French"."""
    word = line.words[at]
    return (
        line.word(at - 1) == "the"
        and demonym(word) is not None
        and not word.endswith("s")
        and plural(word) is not None
    )


def aged(focus: Focus, line: Line, at: int, sentence: int) -> Chain | None:
    """ "the 48-year-old": the one person of the last sentences."""
    first = at - 4
    whole = line.lowers[first + 1 : at] == ("-", "year", "-") and line.word(first - 1) == "the"
    if not whole or line.deps[at] in ("amod", "compound", "nmod", "npadvmod"):
        return None
    near = _persons(focus, sentence, 2)
    chain = next(iter(near)) if len(near) == 1 else None
    if chain:
        focus.cast.put(chain, (line.number, first, at + 1), "aged")
    return chain


def _persons(focus: Focus, sentence: int, back: int) -> set[Chain]:
    seen = (one.chain for one in focus.near(sentence, back))
    return {c for c in seen if c.kind in ("person", "unnamed") and not c.plural}


def _heads(focus: Focus, chain: Chain) -> set[str]:
    """The words by which an actor was told of, in the singular."""
    words = (focus.cast.lines[number].lowers[title.head] for number, title in chain.titles)
    return {singulars().get(word, word) for word in words}


def _agrees(chain: Chain, gender: str) -> bool:
    return not (gender and chain.gender and gender != chain.gender)
