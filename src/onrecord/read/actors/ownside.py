"""Finds for whom one speaks who says "we": a body, a state, or those with the speaker."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.read.actors.focus import Focus
from onrecord.read.names.chains import Cast, Chain
from onrecord.read.names.name import Name
from onrecord.read.names.titles import Title

BODIES = ("organisation", "state")
BELONGING = frozenset(("of", "from", "for", "at", "with"))


def own_side(focus: Focus, speaker: Chain) -> Chain | None:
    """The actor for whom the one speaks who says "we": the body of an office, else its state, else
    the speaker and others."""
    if speaker not in focus.sides:
        focus.sides[speaker] = _side(focus, speaker)
    return focus.sides[speaker]


def _side(focus: Focus, speaker: Chain) -> Chain | None:
    if speaker.kind in (*BODIES, "group") or speaker.plural:
        return speaker
    body = next(_bodies(focus.cast, speaker), None) or _state(focus.cast, speaker)
    return body or (
        focus.new("group", f"{speaker.name} and others", "") if speaker.kind == "person" else None
    )


def _bodies(cast: Cast, speaker: Chain) -> Iterator[Chain]:
    """The bodies and states that the speaker's titles name, then those that follow the name: "Paul
    Marsh of the World Bank"."""
    for number, title in speaker.titles:
        yield from _of_title(cast, number, title)
    for name in speaker.names:
        yield from _after(cast, name)


def _of_title(cast: Cast, number: int, title: Title) -> Iterator[Chain]:
    inside = (*range(title.head + 1, title.end), *range(title.first, title.head), title.first - 2)
    for at in inside:
        chain = cast.head(number, at) if at >= 0 else None
        if chain and chain.kind in BODIES:
            yield chain


def _after(cast: Cast, name: Name) -> Iterator[Chain]:
    line = cast.lines[name.line]
    if line.word(name.end) in BELONGING:
        chain = cast.head(
            name.line, name.end + 2 if line.word(name.end + 1) == "the" else name.end + 1
        )
        if chain and chain.kind in BODIES:
            yield chain


def _state(cast: Cast, speaker: Chain) -> Chain | None:
    """The state for which the speaker acts, where the report speaks of it."""
    return (
        next((c for c in cast.chains if c.kind == "state" and c.state == speaker.state), None)
        if speaker.state
        else None
    )
