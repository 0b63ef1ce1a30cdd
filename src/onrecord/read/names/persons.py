"""Which names of a report are of one person: of full names the longest that they may be forms of,
of short ones the full name near."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from onrecord.read.lines import Line
from onrecord.read.names.name import Name
from onrecord.read.names.titles import given_names

Words = tuple[str, ...]
NEAR = 4
"""Paragraphs back in which a full name that is a subject is preferred for a short form."""
LONGEST = 8
"""Words of a name that is looked for at the end of a longer one."""


def forms(names: Iterable[Words]) -> dict[Words, Words]:
    """For each name of several words the longest that it may be a form of: "Ana Ruiz", "A. Ruiz",
    "Maria Ruiz" of "Ana Maria Ruiz"."""
    found: dict[Words, Words] = {}
    under: dict[tuple[str, Words], tuple[int, Words]] = {}
    for number, words in enumerate(sorted(set(names), key=lambda w: (-len(w), w))):
        longer = [under[key] for key in _sought(words) if key in under]
        found[words] = min(longer)[1] if longer else words
        for key in _offered(words):
            under.setdefault(key, (number, found[words]))
    return found


def _sought(words: Words) -> Iterator[tuple[str, Words]]:
    """Under what a longer name stands that a name may be a form of."""
    first, last = words[0], words[-1]
    yield "end", words
    yield "first", (first, last)
    yield "initial", (first[0], last)
    if len(first) == 1:
        yield "begins", (first, last)


def _offered(words: Words) -> Iterator[tuple[str, Words]]:
    """Under what a name is found by its forms."""
    first, last = words[0], words[-1]
    yield from (("end", words[-size:]) for size in range(2, min(len(words), LONGEST) + 1))
    yield "first", (first, last)
    yield "begins", (first[0], last)
    if len(first) == 1:
        yield "initial", (first, last)


class Whole:
    """The full names of a report, in text order, by their last and their first word."""

    def __init__(self, names: Iterable[Name], lines: Sequence[Line]) -> None:
        self._lines = lines
        self._under: dict[tuple[int, str, str], list[Name]] = defaultdict(list)
        for name in names:
            for place in (-1, 0) if len(name.words) > 1 else ():
                for gender in _genders(name):
                    self._under[place, name.words[place], gender].append(name)

    def of(self, short: Name) -> Name | None:
        """The full name that a name of one word stands for."""
        places = (self._under.get((place, short.words[0], short.gender)) for place in (-1, 0))
        return next((self._nearest(short, fits) for fits in places if fits), None)

    def _nearest(self, short: Name, fits: Sequence[Name]) -> Name:
        """The last subject among them in the paragraphs before the name, else the last before it,
        else the first after it."""
        before = bisect_left(fits, (short.line, short.first), key=lambda n: (n.line, n.first))
        for at in range(before - 1, -1, -1):
            if fits[at].line <= short.line - NEAR:
                break
            if self._lines[fits[at].line].deps[fits[at].end - 1] in ("nsubj", "nsubjpass"):
                return fits[at]
        return fits[max(before - 1, 0)]


def _genders(full: Name) -> tuple[str, ...]:
    """The genders of forms of address that go with a full name."""
    known = full.gender or given_names().get(full.text.split()[0], "")
    return ("", "m", "f") if known in ("", "?") else ("", known)
