"""Where the actors of a report stand among its words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Callable, Iterator

from onrecord.models.mentions import Expression, View
from onrecord.read.lines import Line
from onrecord.read.names.chains import Cast, Chain, Where
from onrecord.read.names.titles import states_told
from onrecord.record import Span

NAMING = ("name", "title", "within")
"""Rules by which a mention names an actor."""


class Tokens:
    """The tokens of a report by where they stand in its text."""

    def __init__(self, cast: Cast) -> None:
        self._lines = [line for line in cast.lines if len(line)]
        self._starts = [line.start for line in self._lines]

    def of(self, span: Span) -> Where | None:
        """Those of a paragraph that a span touches."""
        at = bisect_right(self._starts, span[0]) - 1
        if at < 0:
            return None
        line = self._lines[at]
        first = max(bisect_right(line.begins, span[0] - line.start) - 1, 0)
        end = bisect_left(line.begins, span[1] - line.start)
        return (line.number, first, end) if first < end else None

    def lines(self, span: Span) -> Iterator[Line]:
        """The paragraphs that a span touches."""
        first = max(bisect_right(self._starts, span[0]) - 1, 0)
        yield from self._lines[first : bisect_left(self._starts, span[1])]


class Placed:
    """The mentions and the names of the actors of the cast by paragraph."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._mentions: dict[int, dict[tuple[Where, Chain], str]] = defaultdict(dict)
        self._names: dict[int, list[tuple[Where, Chain]]] = defaultdict(list)
        for chain in cast.chains:
            for where, rule in chain.mentions.items():
                self._mentions[where[0]][where, chain] = rule
            for name in chain.names:
                where = name.line, name.first, name.end
                self._names[name.line].append((where, chain))

    def put(self, chain: Chain, where: Where, rule: str, until: int = 0) -> None:
        """One more mention, in the cast too."""
        self._cast.put(chain, where, rule, until)
        self._mentions[where[0]].setdefault((where, chain), rule)

    def drop(self, chain: Chain, where: Where) -> None:
        """One mention less."""
        del chain.mentions[where]
        self._mentions[where[0]].pop((where, chain), None)

    def mentions(self, line: Line) -> Iterator[tuple[Where, Chain, str]]:
        yield from (
            (where, chain, rule) for (where, chain), rule in self._mentions[line.number].items()
        )

    def names(self, line: Line) -> Iterator[tuple[Where, Chain]]:
        yield from self._names[line.number]


class Standing:
    """The actors of the cast among the words of a view, by the last words of their mentions."""

    def __init__(self, tokens: Tokens, placed: Placed, view: View) -> None:
        self._view = view
        self._ends = [end for _, end in view.spans]
        self._at: dict[Chain, set[int]] = {}
        self._named: dict[Chain, set[int]] = defaultdict(set)
        self._taken: set[int] = set()
        self._within: dict[int, set[Chain]] = defaultdict(set)
        """The actors in whose names a word stands, and not as the last one."""
        begin, end = view.spans[0][0], view.spans[-1][1]
        for line in tokens.lines((begin, end)):
            for (_, first, behind), chain, rule in placed.mentions(line):
                start, stop = line.span(first, behind)
                if begin <= start and stop <= end:
                    last = bisect_left(self._ends, stop)
                    self.add(chain, last)
                    if rule in NAMING:
                        self._named[chain].add(last)
            for (_, first, behind), chain in placed.names(line):
                start, stop = line.span(first, behind)
                if begin <= start and stop <= end:
                    whole = range(bisect_right(self._ends, start), bisect_left(self._ends, stop))
                    for at in whole:
                        self._within[at].add(chain)

    def add(self, chain: Chain, last: int) -> None:
        """One more mention, by its last word."""
        self._at.setdefault(chain, set()).add(last)
        self._taken.add(last)

    def at(self, last: int) -> bool:
        """True of a word with which a mention ends, and of one in the name of a person."""
        return last in self._taken or any(c.kind == "person" for c in self._within.get(last, ()))

    def in_a_name(self, at: int) -> bool:
        """True of a word in a name that goes on behind it."""
        return at in self._within

    def chances(self, one: Expression, agrees: Callable[[Chain], bool]) -> dict[Chain, float]:
        """For each actor that agrees with an expression the probability that it means him, by his
        mentions before and his names after; what is left is that it means nobody. Whose mention
        stands inside the expression is not meant by it ("the spokesman of Peru")."""
        weights = self._view.weights(one.last)
        found: dict[Chain, float] = {}
        for chain, held in self._at.items():
            inside = any(one.first <= at < one.last for at in held)
            inside = inside or chain in self._within.get(one.last, ())
            others = [at for at in held if at < one.last or at in self._named[chain] - {one.last}]
            if others and not inside and agrees(chain):
                found[chain] = float(weights[others].sum())
        whole = 1 + sum(found.values())
        return {chain: weight / whole for chain, weight in found.items()}


class Described:
    """The actors of a report by the words that name what they are: "court", "minister"."""

    def __init__(self, cast: Cast) -> None:
        self._lines = cast.lines
        self._known: dict[str, list[tuple[Where, Chain]]] = defaultdict(list)
        for chain in cast.chains:
            for number, title in chain.titles:
                self.add(chain, (number, title.first, title.head + 1))
            for name in chain.names if chain.kind == "organisation" else ():
                self.add(chain, (name.line, name.first, name.end))

    def add(self, chain: Chain, where: Where) -> None:
        """One more description, by its last word."""
        insort(self._known[self._word(where)], (where, chain), key=_end)

    def before(self, where: Where) -> Chain | None:
        """The last actor before who was told of by the last word of these, and not as one of
        another state: "the Danish official" is no "Norwegian official"."""
        known = self._known[self._word(where)]
        at = bisect_right(known, where[:2], key=_end)
        states = self._states(where)
        for there, chain in reversed(known[max(0, at - MANY) : at]):
            others = self._states(there)
            if not states or not others or states == others:
                return chain
        return None

    def _word(self, where: Where) -> str:
        return self._lines[where[0]].lowers[where[2] - 1]

    def _states(self, where: Where) -> tuple[str, ...]:
        number, first, end = where
        return states_told(self._lines[number].words[first:end])


MANY = 100
"""Descriptions back among which the last one is looked for."""


def _end(one: tuple[Where, Chain]) -> tuple[int, int]:
    """Where a description ends: the number of its line, and one past its last token."""
    return one[0][0], one[0][2]
