"""What the words of a description tell: which words count, whose they say the persons are, for
which state they act."""

from __future__ import annotations

from onrecord.lexicon.states import by_capital
from onrecord.read.actors.focus import Focus
from onrecord.read.lines import Line
from onrecord.read.names.titles import Title, demonym, states_in
from onrecord.read.offices.offices import GENITIVE, UNSAID, state_of_words


def key(line: Line, title: Title) -> frozenset[str]:
    """The words before the head that tell who is meant; an age ("48-year-old") does not."""
    return (
        frozenset(
            line.lowers[at] for at in range(title.first, title.head) if line.labels[at] != "DATE"
        )
        - UNSAID
    )


ORGANS = frozenset(
    (
        *(
            "authorities",
            "police",
            "policeman",
            "policemen",
            "policewoman",
            "policewomen",
            "troops",
            "forces",
            "soldier",
            "soldiers",
        ),
        *(
            "serviceman",
            "servicemen",
            "marine",
            "marines",
            "airman",
            "airmen",
            "lawmakers",
            "personnel",
            "paratroopers",
        ),
    )
)
"""Persons who act for the state that the words before them name."""


def names_whose(line: Line, title: Title) -> bool:
    """True of a description that says by a name whose these are: "Delta Bank employees"."""
    named = any(
        line.pos[at] == "PROPN" or line.labels[at] == "NORP" or demonym(line.words[at])
        for at in range(title.first, title.end)
        if at != title.head
    )
    return named or (
        title.plural and line.words[title.head][0].isupper() and line.pos[title.head] == "PROPN"
    )


def of_somebody(focus: Focus, line: Line, title: Title) -> bool:
    """True of an office of a state or body in the genitive before it: "Norway's foreign
    minister"."""
    whose = focus.cast.head(line.number, title.first - 2) if title.determiner in GENITIVE else None
    return (
        title.sort in ("office", "post")
        and whose is not None
        and whose.kind in ("state", "organisation")
    )


def side(focus: Focus, line: Line, title: Title) -> str | None:
    """The state for which officials act: "Danish officials", "officials in Copenhagen's foreign
    ministry", "administration officials"."""
    if title.sort not in ("office", "post") and line.lowers[title.head] not in ORGANS:
        return None
    words = line.words[title.first : title.head]
    if title.plural and len(states_in(line.text(title.first, title.end))) > 1:
        return None
    for size in (3, 2, 1):
        for at in range(len(words) - size + 1):
            text = " ".join(words[at : at + size])
            state = state_of_words(text) or demonym(text)
            if state:
                return state
    if "administration" in line.lowers[title.first : title.head]:
        administrations = [
            c.state
            for c in focus.cast.chains
            if c.kind == "organisation" and c.name.endswith("administration")
        ]
        return next(filter(None, administrations), focus.base)
    if line.word(title.first - 1) in ("'s", "’s"):
        owner = focus.cast.head(line.number, title.first - 2)
        return owner.state if owner else None
    if title.end > title.head + 1:
        seat = (
            by_capital().get(line.text(title.head + 2, title.end))
            if line.word(title.head + 1) == "in"
            else None
        )
        if seat and line.lowers[title.head] in ("official", "officials"):
            return seat.iso3
        begins = (
            at for at in range(title.head + 2, title.end) if not line.words[at - 1][0].isupper()
        )
        return next(filter(None, (state_of_words(line.text(at, title.end)) for at in begins)), None)
    return None


def with_determiner(line: Line, title: Title) -> int:
    at = title.first - 2
    if title.determiner in ("'s", "’s") and at >= 0 and line.pos[at] == "PROPN":
        while at > 0 and line.pos[at - 1] == "PROPN":
            at -= 1
        return at
    return (
        title.first - 1
        if title.determiner in ("the", "a", "an", "another", "one", "this", "that")
        else title.first
    )
