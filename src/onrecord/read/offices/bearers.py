"""Gives the persons of a report their offices, by all that describes them."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.read.names.chains import Cast, Chain, national
from onrecord.read.offices import appointments, provinces
from onrecord.read.offices.allegiance import home, media, only, sides
from onrecord.read.offices.heading import leading
from onrecord.read.offices.offices import Owner
from onrecord.read.offices.owners import held, is_aide, superior
from onrecord.read.offices.ranks import rank
from onrecord.read.offices.succession import followed
from onrecord.read.offices.tenure import PAST
from onrecord.record import Office


def appoint(cast: Cast) -> str | None:
    """Sets offices and states of all persons; the state is the report's home, whose offices are
    named without it."""
    told = [(c, n, t) for c in cast.chains if c.kind == "person" for n, t in c.titles]
    under = {id(t): superior(cast, n, t) for _, n, t in told}
    for chain, number, title in told:
        if not under[id(title)]:
            chain.offices += held(cast, number, title)
    for chain in cast.chains:
        chain.offices += _ranks(cast, chain) if chain.kind == "person" else ()
    leading(cast)
    followed(cast)
    bodies_seen = [
        n.state
        for c in cast.chains
        if c.kind == "organisation"
        for n in c.names
        if n.state and not national(n.text.split())
    ]
    media(cast)
    base = home([o for c in cast.chains for o in c.offices], bodies_seen) or only(cast)
    sides(cast, base)
    for chain, number, title in told:
        if above := under[id(title)]:
            aide = is_aide(cast.lines[number], title)
            chain.offices += held(
                cast, number, title, Owner(above.state, None, above.name if aide else None)
            )
    sides(cast, base)
    return base


def _ranks(cast: Cast, chain: Chain) -> Iterator[Office]:
    """The ranks in short before the names of a person: "Lt. Col."."""
    for name in chain.names:
        line = cast.lines[name.line]
        if found := rank(line, name.first):
            of, state = provinces.after_name(line, name.end, found.title.split()[-1].lower()) or (
                None,
                None,
            )
            yield Office(
                found.title,
                of,
                state,
                (line.span(found.first, found.end),),
                line.word(found.first - 1) in PAST,
            )


def unnamed(cast: Cast) -> None:
    """Gives those without a name the office by which they are told of: "the Danish foreign
    minister"."""
    for chain in cast.chains:
        if chain.kind == "unnamed" and not chain.plural and chain.titles:
            number, title = chain.titles[0]
            chain.offices += held(cast, number, title)


def referred(cast: Cast) -> None:
    """Gives offices to those for whom a pronoun stands: "She has been foreign minister since
    2029"."""
    given = {id(t) for c in cast.chains for _, t in c.titles}
    for line, titles in zip(cast.lines, cast.titles, strict=True):
        for title in titles:
            if not title.plural and id(title) not in given and title.sort in ("office", "post"):
                for chain in filter(
                    None, (cast.head(line.number, at) for at in appointments.holders(line, title))
                ):
                    if chain.kind == "person":
                        chain.titles.append((line.number, title))
                        chain.offices += held(cast, line.number, title)
