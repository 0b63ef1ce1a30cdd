"""Who was followed in an office: Lund in "Ruiz succeeded Lund as minister", "Lund was replaced as
minister by Ruiz"."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from onrecord.read.lines import Line
from onrecord.read.names.chains import Cast, Chain
from onrecord.read.names.titles import Title
from onrecord.read.offices import appointments
from onrecord.read.offices.owners import held


def followed(cast: Cast) -> None:
    """Gives who is followed in an office that one, as a past office, until who follows begins."""
    for line, titles in zip(cast.lines, cast.titles, strict=True):
        for title in titles:
            for chain in _before(cast, line, title) if not title.plural else ():
                chain.offices += [
                    replace(o, former=True, since=None, until=o.since)
                    for o in held(cast, line.number, title)
                ]


def _before(cast: Cast, line: Line, title: Title) -> Iterator[Chain]:
    found = (cast.head(line.number, at) for at in appointments.followed(line, title))
    return (chain for chain in found if chain and chain.kind == "person")
