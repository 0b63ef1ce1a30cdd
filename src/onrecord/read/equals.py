"""Counterparts: one who holds the same office for another state."""

from __future__ import annotations

from onrecord.lexicon.states import by_iso3
from onrecord.read.chains import Cast, Chain
from onrecord.read.lines import Line
from onrecord.read.offices import AIDES, GENITIVE
from onrecord.read.titles import Title
from onrecord.record import Office


def counterparts(cast: Cast) -> dict[tuple[int, int], tuple[Chain, Title]]:
    """Who is called a counterpart, by line and token."""
    found: dict[tuple[int, int], tuple[Chain, Title]] = {}
    for chain in cast.chains:
        for number, title in chain.titles if chain.kind == "person" and chain.state else ():
            if cast.lines[number].lowers[title.head] == "counterpart":
                found[number, title.head] = (chain, title)
    return found


def equal(cast: Cast, line: Line, chain: Chain, title: Title) -> None:
    """The counterpart of one who holds an office holds the same for another state: "her Canadian counterpart, Peter Lund"."""
    other = _whose(cast, line, title)
    held = next((o for o in other.offices if _national(o, other)), None) if other and other.state != chain.state else None
    if held and chain.state and not any(o.title.lower() == held.title.lower() and o.state for o in chain.offices):
        span = line.span(title.first, title.end)
        chain.offices.append(Office(held.title, by_iso3()[chain.state].name, chain.state, (span,)))


def _whose(cast: Cast, line: Line, title: Title) -> Chain | None:
    """The person in the genitive before a title, or the one for whom the pronoun there stands."""
    owned = title.determiner in GENITIVE
    chain = cast.head(line.number, title.first - 2 if owned else title.first - 1) if title.first > 1 or not owned else None
    return chain if chain and chain.kind == "person" else None


def _national(held: Office, holder: Chain) -> bool:
    """True of a present office of a state, and no aide's."""
    own = held.of is None or bool(holder.state and held.of == by_iso3()[holder.state].name)
    return own and not held.former and held.title.split()[-1].lower() not in (*AIDES, "counterpart", "official")
