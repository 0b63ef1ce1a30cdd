"""Says why an actor is taken for what it is: its kind, the state that it acts for, its sector."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from onrecord.lexicon.states import by_iso3
from onrecord.read.actors.sectors import Sector
from onrecord.read.names.chains import Chain
from onrecord.read.names.titles import bodies, states_in

KINDS = {
    "person": "a person",
    "organisation": "a body",
    "place": "a place",
    "people": "a people",
    "thing": "a thing",
}


def reasons(chain: Chain, sector: Sector | None) -> Iterator[str]:
    """One short sentence for each of kind, state and sector, where there is something to tell."""
    yield from _kind(chain)
    yield from _state(chain)
    if sector:
        yield f"sector {sector.code} by “{sector.shown}”"


def _kind(chain: Chain) -> Iterator[str]:
    """What speaks for the kind of a name, in points, and what speaks most for another."""
    votes: Counter[str] = Counter()
    for name in chain.names:
        for kind, points in name.votes:
            votes[kind] += points  # type: ignore[assignment]
    own = votes.pop(chain.kind, 0.0)
    other = max(votes, key=lambda kind: votes[kind], default="")
    if own > 0 and votes[other] > 0:
        yield f"{KINDS[chain.kind]} ({own:.1f} points) rather than {KINDS[other]} ({votes[other]:.1f})"
    elif own > 0:
        yield f"{KINDS[chain.kind]} ({own:.1f} points)"


def _state(chain: Chain) -> Iterator[str]:
    if not chain.state or chain.kind == "state":
        return
    whose = by_iso3()[chain.state].name
    office = next((held.title for held in chain.offices if held.state == chain.state), None)
    if office:
        yield f"acts for {whose} as “{office}”"
    elif bodies().get(chain.name) == chain.state:
        yield f"acts for {whose}, whose body it is known to be"
    elif chain.state in states_in(chain.name):
        yield f"acts for {whose} by its name"
    else:
        yield f"acts for {whose} by the words around it"
