"""Counterparts: one who holds the same office for another state."""

from __future__ import annotations

from onrecord.lexicon.states import by_iso3
from onrecord.read.lines import Line
from onrecord.read.names.chains import Cast, Chain
from onrecord.read.names.titles import Title
from onrecord.read.offices.offices import AIDES, GENITIVE
from onrecord.read.offices.owners import held
from onrecord.record import Office

EQUAL = frozenset(("counterpart", "counterparts"))


def give(cast: Cast) -> None:
    """Gives to those who are called counterparts the offices of the others."""
    for chain in cast.chains:
        for number, title in chain.titles if chain.kind == "person" and chain.state else ():
            line = cast.lines[number]
            if line.lowers[title.head] in EQUAL:
                _equal(cast, line, chain, title)


def _equal(cast: Cast, line: Line, chain: Chain, title: Title) -> None:
    """The counterpart of one who holds an office holds the same for another state: "her Canadian
    counterpart, Peter Lund"."""
    other = _whose(cast, line, title)
    like = (
        next((o for o in _offices(cast, other) if _national(o, other)), None)
        if other and other.state != chain.state
        else None
    )
    if (
        like
        and chain.state
        and not any(o.title.lower() == like.title.lower() and o.state for o in chain.offices)
    ):
        span = line.span(title.first, title.end)
        chain.offices.append(Office(like.title, by_iso3()[chain.state].name, chain.state, (span,)))


def _whose(cast: Cast, line: Line, title: Title) -> Chain | None:
    """The person in the genitive before a title, or the one for whom the pronoun there stands."""
    owned = title.determiner in GENITIVE
    chain = (
        cast.head(line.number, title.first - 2 if owned else title.first - 1)
        if title.first > 1 or not owned
        else None
    )
    return chain if chain and chain.kind in ("person", "unnamed") and not chain.plural else None


def _offices(cast: Cast, chain: Chain) -> list[Office]:
    """The offices of a person, also of one told of by office alone: "the Danish minister met her
    Swedish counterpart"."""
    if chain.kind == "person" or not chain.titles:
        return chain.offices
    number, title = chain.titles[0]
    return held(cast, number, title)


def _national(held: Office, holder: Chain) -> bool:
    """True of a present office of a state, and no aide's."""
    own = held.of is None or bool(holder.state and held.of == by_iso3()[holder.state].name)
    return (
        own
        and not held.former
        and held.title.split()[-1].lower() not in (*AIDES, "counterpart", "official")
    )
