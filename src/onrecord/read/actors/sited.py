"""Bodies with what they belong to after "at" or "of": "the Delta Museum at Arden University",
"Arden University of the US"."""

from __future__ import annotations

from onrecord.read.lines import Line
from onrecord.read.names.chains import Cast
from onrecord.read.names.name import Name

SEATED = frozenset(
    (
        *(
            "university",
            "college",
            "school",
            "institute",
            "museum",
            "gallery",
            "center",
            "centre",
            "department",
        ),
        *("program", "programme", "hospital", "laboratory", "library", "faculty", "clinic"),
    )
)
"""Words in names of bodies that may lie at another."""


def extend(cast: Cast) -> None:
    """Lets the mention of such a body go on over what it belongs to, the last names of a line
    first."""
    begun = {(n.line, n.first): n for c in cast.chains for n in c.names}
    seated = [
        (n, c)
        for c in cast.chains
        if c.kind == "organisation"
        for n in c.names
        if SEATED.intersection(n.words)
    ]
    ends: dict[tuple[int, int], int] = {}
    for name, chain in sorted(seated, key=lambda pair: (pair[0].line, -pair[0].first)):
        line = cast.lines[name.line]
        end = _end(cast, line, name, begun)
        end = ends.get((name.line, end), end)
        where = (name.line, name.first, name.end)
        if end > name.end and where in chain.mentions:
            ends[name.line, name.end] = end
            chain.add((name.line, name.first, end), chain.mentions.pop(where))


def _end(cast: Cast, line: Line, name: Name, begun: dict[tuple[int, int], Name]) -> int:
    """Past the name after "at", or the state after "of", that tells more of a body."""
    at = name.end
    if line.word(at) not in ("at", "of") or not name.first <= line.heads[at] < name.end:
        return at
    first = at + 1 + (line.word(at + 1) == "the")
    after = begun.get((line.number, first))
    named = cast.head(line.number, first)
    if after and (line.word(at) == "at" or (named and named.kind == "state")):
        return after.end
    return next(
        (
            k + 1
            for k in range(first, min(first + 3, len(line)))
            if line.word(at) == "at" and (line.number, k) in cast.spots
        ),
        at,
    )
