"""Several bodies told of in the plural: "the governments of the coast", "teams from Peru and
Chile", "banks such as Delta Bank"."""

from __future__ import annotations

import functools

from onrecord.read.actors.focus import Focus, acts
from onrecord.read.actors.groups import examples_end, names_end
from onrecord.read.lines import Line
from onrecord.read.names.chains import Chain
from onrecord.read.names.titles import modifiers, of_sort, plural_of

LINKS = frozenset(("of", "from", "in"))
AREAS = frozenset(("region", "area", "continent", "world", "neighbourhood", "neighborhood", "bloc"))
BETWEEN = frozenset((",", "and", "the", "both"))
LONGEST = 14


def bodies(focus: Focus, line: Line, at: int) -> Chain | None:
    """A group of bodies that act, are spoken to, or are named as examples."""
    if (
        line.lowers[at] not in plurals()
        or line.pos[at] not in ("NOUN", "PROPN")
        or line.deps[at] in ("compound", "nmod")
    ):
        return None
    first = modifiers(line, at)
    listed = _listed_end(focus, line, first, at)
    end = listed or _placed_end(focus, line, at + 1)
    if not end or not (listed or acts(line, at) or _spoken_to(line, at)):
        return None
    name = line.text(first, end)
    known = focus.grouped.get(name)
    chain = known[0] if known else focus.new("group", name, name)
    chain.plural = True
    focus.cast.put(chain, (line.number, first, end), "bodies", at + 1)
    return chain


@functools.cache
def plurals() -> frozenset[str]:
    """Words for several bodies: "governments", "banks"."""
    return frozenset(map(plural_of, of_sort("body")))


def _listed_end(focus: Focus, line: Line, first: int, at: int) -> int:
    """Past the names given as examples: "banks such as Delta Bank", "such banks as Delta Bank"; 0
    where none are."""
    if "such" in (line.word(first), line.word(first - 1)) and line.word(at + 1) == "as":
        return names_end(focus.cast, line, at + 2)
    end = examples_end(focus.cast, line, at + 1)
    return end if end > at + 1 else 0


def _placed_end(focus: Focus, line: Line, at: int) -> int:
    """Past the places that tell which bodies these are: "of the region", "from Peru and Chile"; 0
    where none do."""
    if line.word(at) not in LINKS:
        return 0
    last, k = 0, at + 1
    while k < min(len(line), at + LONGEST):
        named = focus.cast.head(line.number, k)
        placed = (
            (line.number, k) in focus.cast.spots
            or line.lowers[k] in AREAS
            or (named is not None and named.kind == "state")
        )
        last = k + 1 if placed else last
        if not placed and line.lowers[k] not in BETWEEN and line.pos[k] != "PROPN":
            break
        k += 1
    return last


def _spoken_to(line: Line, at: int) -> bool:
    """True of those whom somebody asks or urges."""
    return line.deps[at] == "dobj" and line.lemmas[line.heads[at]] in of_sort("saying")
