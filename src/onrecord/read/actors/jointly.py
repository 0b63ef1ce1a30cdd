"""Descriptions that "and" joins into one: "a mathematician and writer", "archivist and director of
music at the academy"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from onrecord.read.lines import Line
from onrecord.read.names.chains import Cast
from onrecord.read.names.titles import Title


def join(cast: Cast) -> None:
    """Makes one mention of two descriptions of the same actor where the second has no article of
    its own."""
    for line, titles in zip(cast.lines, cast.titles, strict=True):
        for first, second in _pairs(line, titles):
            chain = cast.head(line.number, first.head)
            one, other = (
                (line.number, first.first, first.end),
                (line.number, second.first, second.end),
            )
            if (
                chain
                and chain is cast.head(line.number, second.head)
                and one in chain.mentions
                and other in chain.mentions
            ):
                rule = chain.mentions.pop(one)
                del chain.mentions[other]
                chain.add((line.number, first.first, second.end), rule)


def _pairs(line: Line, titles: Sequence[Title]) -> Iterator[tuple[Title, Title]]:
    """Titles with only "and" between them."""
    ordered = sorted(titles, key=lambda t: t.first)
    yield from (
        (a, b)
        for a, b in pairwise(ordered)
        if b.first == a.end + 1 and line.word(a.end) == "and" and a.plural == b.plural
    )
