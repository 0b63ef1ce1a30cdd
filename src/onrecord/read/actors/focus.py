"""What a reader has in mind on the way through a report: who was seen where, and in which role."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from onrecord.read.actors.interviews import Turns
from onrecord.read.lines import Line
from onrecord.read.names.chains import Cast, Chain
from onrecord.read.names.titles import Title, of_sort
from onrecord.record import ActorKind

SUBJECT = ("nsubj", "nsubjpass")
FAR = 3
"""Sentences back in which a pronoun's actor is looked for."""
MANY = 400
"""Actors back, from the last one seen, among whom a description is looked up."""
NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6}


@dataclass(frozen=True, eq=False)
class Seen:
    """An actor seen at a place: sentence counted over the report, the line, token and role in the
    sentence."""

    sentence: int
    line: int
    token: int
    role: str
    chain: Chain


@dataclass(eq=False)
class Focus:
    """What a reader has in mind on the way through a report."""

    cast: Cast
    base: str | None
    seen: list[Seen] = field(default_factory=list)
    speaker: Chain | None = None
    before: Chain | None = None
    """Who spoke in the paragraph before."""
    row: tuple[int, int, tuple[Chain, ...]] = (-1, 0, ())
    """Persons named one after another: the line, where the last ends, who."""
    turns: Turns = field(default_factory=Turns)
    """Who speaks in which paragraph of an interview."""
    sides: dict[Chain, Chain | None] = field(default_factory=dict)
    """For whom a speaker says "we"."""
    waiting: list[int] = field(default_factory=list)
    """The tokens of the paragraph at which "I" and "we" stand in quotation marks before their
    speaker is known."""
    counterparts: dict[tuple[int, int], list[tuple[Chain, Title]]] = field(default_factory=dict)
    """Named persons told of as somebody's counterpart, by line and token."""
    order: dict[Chain, None] = field(default_factory=dict)
    """The actors seen, those seen last at the end."""
    grouped: dict[str, list[Chain]] = field(default_factory=dict)
    """Actors without a name by the word that describes them."""
    sets: dict[Hashable, tuple[int, set[Any]]] = field(default_factory=dict)
    """What the lists of titles and of actors without a name held when they were last looked at,
    with how many that were."""

    def see(self, sentence: int, line: int, token: int, role: str, chain: Chain) -> None:
        """Remembers that an actor was seen."""
        self.seen.append(Seen(sentence, line, token, role, chain))
        self.order.pop(chain, None)
        self.order[chain] = None

    def described(self, word: str) -> set[Chain]:
        """The actors without a name whom a word describes."""
        return self._kept(word, self.grouped.get(word, ()), lambda chain: chain)

    def held(
        self, chain: Chain, words_of: Callable[[int, Title], frozenset[str]]
    ) -> set[frozenset[str]]:
        """The words of each title that an actor was given."""
        return self._kept(chain, chain.titles, lambda title: words_of(*title))

    def _kept(self, key: Hashable, listed: Sequence[Any], of: Callable[[Any], Any]) -> set[Any]:
        """What a list that only grows holds, as a set that grows with it."""
        count, found = self.sets.get(key, (0, set()))
        found.update(map(of, listed[count:]))
        self.sets[key] = len(listed), found
        return found

    def last(self, kind: str) -> Iterator[Chain]:
        """The actors of a kind, the one seen last first."""
        return (chain for chain in islice(reversed(self.order), MANY) if chain.kind == kind)

    def new(self, kind: ActorKind, name: str, word: str) -> Chain:
        """A new actor without a name, to be found again by the word that describes it."""
        chain = self.cast.new(kind, name)
        self.grouped.setdefault(word, []).append(chain)
        return chain

    def near(self, sentence: int, back: int = FAR) -> Iterator[Seen]:
        """What was seen in the last sentences, the last first."""
        for one in reversed(self.seen):
            if sentence - one.sentence > back:
                return
            yield one


def role(line: Line, at: int) -> str:
    """The dependency of a token; of one in a list that of the first."""
    for _ in range(6):
        if line.deps[at] not in ("conj", "compound", "nmod", "flat") or line.heads[at] == at:
            break
        at = line.heads[at]
    return line.deps[at]


def each(chain: Chain | None) -> tuple[Chain, ...]:
    """The actors that a mention is of: of persons named together each one."""
    if chain is None:
        return ()
    return chain.members if chain.kind == "group" and chain.members else (chain,)


def acts(line: Line, head: int) -> bool:
    """True of one who does something: subject, agent, "according to", or before a colon."""
    name = role(line, head)
    if name in SUBJECT:
        return True
    governor = line.heads[head]
    if name == "pobj":
        return line.deps[governor] == "agent" or (
            line.lowers[governor] == "to" and line.word(governor - 1) == "according"
        )
    return name == "ROOT" and line.word(head + 1) == ":"


def speaks(line: Line, head: int) -> bool:
    """True of one who says something, or does it as governments do."""
    name = role(line, head)
    if name not in SUBJECT:
        return acts(line, head)
    at = head
    while line.deps[at] == "conj" and line.heads[at] != at:
        at = line.heads[at]
    return line.lemmas[line.heads[at]] in of_sort("saying")
