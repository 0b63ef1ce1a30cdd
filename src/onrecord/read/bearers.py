"""Words of a report that stand for a state: its names, and the mentions of actors and places that
belong to it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.lexicon import states
from onrecord.read.placed import Placed
from onrecord.record import Actor, Place, Span


@dataclass(frozen=True, slots=True)
class Bearer:
    """A mention of whom or what may stand for a state."""

    span: Span
    state: str
    actor: str | None = None
    """The actor mentioned; None where a place or a name alone is."""


def bearers(text: str, actors: Iterable[Actor], places: Iterable[Place]) -> list[Bearer]:
    """All of a report, in text order: whether they act in an event is for the model to say."""
    actors = tuple(actors)
    people = Placed((m, a.name) for a in actors if a.kind == "person" for m in a.mentions)
    found = [
        *(b for b in _named(text) if not _of_a_person(text, b.span, people)),
        *(Bearer(s, a.state, a.id) for a in actors if a.state for s in a.mentions),
        *(Bearer(s, p.country) for p in places if p.country for s in p.mentions),
    ]
    return sorted(found, key=lambda b: b.span)


@functools.lru_cache(maxsize=1)
def _named(text: str) -> tuple[Bearer, ...]:
    """The states that the text names: "Franco-German talks" two of them."""
    return tuple(
        Bearer(m.span(), state)
        for m in _pattern().finditer(text)
        for state in states.by_word()[m[0]]
    )


def _of_a_person(text: str, span: Span, people: Placed[str]) -> bool:
    """True of a word in the name of a person: "Mr. Chad Jordan"."""
    word = text[slice(*span)]
    return any(word in name.split() for _, name in people.touching(span))


@functools.cache
def _pattern() -> re.Pattern[str]:
    words = sorted(states.by_word(), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")(?:(?<=-)|(?![^\W_]))")
