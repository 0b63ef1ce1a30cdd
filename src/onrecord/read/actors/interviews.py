"""Tells in a report that is an interview which paragraphs ask and who answers, so that "I", "you"
and "we" can be given to somebody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from onrecord.read.lines import Line
from onrecord.read.names.chains import Cast, Chain

LEAD = 6
"""Paragraphs in which an interview says that it is one."""
QUESTIONS = 2
LONG = 80
"""Words that few questions have."""
ASKING = frozenset(("know", "ask", "wonder", "wondering", "asking", "curious"))
SPEAKING_WITH = frozenset(
    ("interview", "speak", "talk", "sit", "meet", "catch", "chat", "ask", "question")
)
"""Verbs that "with" or "to" joins to the one who answers."""
REACH = 30
"""Tokens after "interviews" in which the name stands of who is interviewed."""
ASKERS = frozenset(
    (
        "reporter",
        "journalist",
        "correspondent",
        "editor",
        "interviewer",
        "columnist",
        "presenter",
        "anchor",
        "host",
    )
)
ASKED = frozenset(("q", "question", "reporter", "interviewer", "moderator"))
ANSWERED = frozenset(("a", "answer"))
SECOND = frozenset(("you", "your", "yours", "yourself", "yourselves"))
FIRST = frozenset(("i", "me", "my", "mine", "myself"))
LABEL = 6
"""Tokens within which the colon stands that follows who speaks: "SECRETARY DOYLE:"."""


@dataclass(frozen=True)
class Turns:
    """Whose words the paragraphs of an interview are: the paragraphs that ask, and for each other
    one who answers, if that is known."""

    asking: frozenset[int] = frozenset()
    answering: tuple[tuple[int, Chain], ...] = ()
    asked: tuple[Chain, ...] = ()

    @cached_property
    def _who(self) -> dict[int, Chain]:
        return dict(self.answering)

    def speaker(self, number: int) -> Chain | None:
        """Who answers in a paragraph."""
        return self._who.get(number)


def turns(cast: Cast) -> Turns:
    """The turns of an interview; none in a report that is no interview."""
    body = [
        line for line in cast.lines if line.words and line.kind in ("body", "title", "standfirst")
    ]
    labelled = dict(_labelled(cast, body))
    if len(set(labelled.values())) > 1 and len(labelled) > 3:
        return _by_labels(cast, labelled, body)
    asking = _asking(cast, body)
    if not asking:
        return Turns()
    asked = _asked(cast, min(asking))
    after = [line for line in body if line.number > min(asking) and line.number not in asking]
    opening = [
        line
        for line in body
        if line.number < min(asking)
        and _tells_of_self(line)
        and not {*asked} & {*_named(cast, line.number)}
    ]
    return Turns(asking, tuple(_answers(cast, [*opening, *after], asked)), asked)


def _asking(cast: Cast, body: Sequence[Line]) -> frozenset[int]:
    """The paragraphs that ask somebody something, where there are enough of them; a report that
    calls itself an interview needs fewer."""
    found = frozenset(line.number for line in body if _asks(line))
    sure = sum(line.word(len(line) - 1) == "?" and line.number in found for line in body)
    said_so = any(
        word.startswith("interview") for line in cast.lines[:LEAD] for word in line.lowers
    )
    enough = sure and len(found) >= QUESTIONS if said_so else sure >= 2 * QUESTIONS
    return found if enough else frozenset()


def _asks(line: Line) -> bool:
    """True of a question to somebody: it ends as one or says "you", is short, and not about who
    speaks."""
    own = [w for w, quoted in zip(line.lowers, line.quoted, strict=True) if not quoted]
    you, first = any(w in SECOND for w in own), any(w in FIRST for w in own)
    ends = "?" in line.words[-2:]
    if you and any(w in ASKING for w in own[:8]):
        return True
    return you + ends - first - (len(line) > LONG) > 0 and (you or ends)


def _tells_of_self(line: Line) -> bool:
    """True of a paragraph that speaks of who says it, outside quotation marks."""
    return any(
        word in FIRST and not quoted for word, quoted in zip(line.lowers, line.quoted, strict=True)
    )


def _asked(cast: Cast, before: int) -> tuple[Chain, ...]:
    """Who is interviewed: whom the lead says so of, else the only one or two that one of its
    paragraphs names."""
    lead = [line for line in cast.lines[: max(LEAD, before)] if line.number <= max(LEAD, before)]
    told = next(filter(None, (tuple(dict.fromkeys(_told(cast, line))) for line in lead)), ())
    if told:
        return told[:2]
    named = [tuple(dict.fromkeys(_named(cast, line.number))) for line in lead]
    return next((here for here in named if len(here) == 1), ())


def _told(cast: Cast, line: Line) -> Iterator[Chain]:
    """The persons of whom a paragraph says that they were interviewed: "spoke with Paul Marsh",
    "interviews Karen Doyle and Paul Marsh"."""
    for at, lemma in enumerate(line.lemmas):
        interview = line.lowers[at].startswith("interview")
        if interview and line.word(at + 1) == "by":
            yield from _persons(cast, line, _subject(line, at))
        elif interview or (
            lemma in SPEAKING_WITH
            and line.word(at + 1 + (line.word(at + 1) in ("up", "down"))) in ("with", "to")
        ):
            yield from _persons(cast, line, at + 1)


def _subject(line: Line, at: int) -> int:
    """Where the subject of a passive begins, or the noun that the participle follows."""
    found = next(
        (c for c in line.children[at] if line.deps[c] in ("nsubj", "nsubjpass")), line.heads[at]
    )
    return found - 1 if found < at else at


def _persons(cast: Cast, line: Line, first: int) -> Iterator[Chain]:
    """The first person named from a token on, and the one whom "and" joins to that one."""
    found: list[Chain] = []
    for at in range(max(first, 0), min(first + REACH, len(line))):
        chain = cast.head(line.number, at)
        if chain and chain.kind == "person" and chain not in found and not _an_asker(cast, chain):
            found.append(chain)
        elif found and not chain and line.lowers[at] not in ("and", "&"):
            break
    yield from found[:2]


def _an_asker(cast: Cast, chain: Chain) -> bool:
    return any(cast.lines[n].lowers[t.head] in ASKERS for n, t in chain.titles)


def _named(cast: Cast, number: int) -> list[Chain]:
    return [
        chain
        for chain in cast.chains
        if chain.kind == "person"
        for name in chain.names
        if name.line == number
    ]


# --- who answers in a paragraph -------------------------------------------------------------------


def _answers(
    cast: Cast, lines: Sequence[Line], asked: tuple[Chain, ...]
) -> Iterator[tuple[int, Chain]]:
    """Each paragraph that answers, with who does."""
    if len(asked) == 1:
        yield from ((line.number, asked[0]) for line in lines)
    elif len(asked) == 2:
        yield from _of_two(cast, lines, asked)


def _of_two(
    cast: Cast, lines: Sequence[Line], asked: tuple[Chain, ...]
) -> Iterator[tuple[int, Chain]]:
    """Of two who answer the one who says the name as hers or his, or speaks of the other; between
    them they take turns."""
    last: tuple[int, Chain] | None = None
    for line in lines:
        who = _introduces(cast, line, asked) or _speaks_of_other(cast, line, asked)
        if who is None and last and last[0] == line.number - 1:
            who = next(c for c in asked if c is not last[1])
        if who:
            yield line.number, who
        last = (line.number, who) if who else None


def _introduces(cast: Cast, line: Line, asked: tuple[Chain, ...]) -> Chain | None:
    """Who says "I am Karen Doyle"."""
    said = (
        at
        for at, word in enumerate(line.lowers)
        if word == "i" and line.word(at + 1) in ("am", "'m", "’m")
    )
    return next((chain for at in said if (chain := cast.head(line.number, at + 2)) in asked), None)


def _speaks_of_other(cast: Cast, line: Line, asked: tuple[Chain, ...]) -> Chain | None:
    told = {chain for at in range(len(line)) if (chain := cast.head(line.number, at)) in asked}
    return next(c for c in asked if c not in told) if len(told) == 1 else None


# --- paragraphs that say who speaks ---------------------------------------------------------------


def _labelled(cast: Cast, body: Sequence[Line]) -> Iterator[tuple[int, Chain | str]]:
    """The paragraphs that begin with who speaks and a colon: "Q:", "SECRETARY DOYLE:"."""
    for line in body:
        colon = next((at for at in range(1, min(LABEL, len(line))) if line.words[at] == ":"), 0)
        label = line.lowers[0].rstrip(".")
        if colon == 1 and label in ASKED | ANSWERED:
            yield line.number, "a" if label in ANSWERED else "q"
        elif (
            colon
            and colon + 1 < len(line)
            and (chain := cast.head(line.number, colon - 1))
            and chain.kind == "person"
        ):
            yield line.number, chain


def _by_labels(cast: Cast, labelled: dict[int, Chain | str], body: Sequence[Line]) -> Turns:
    """The turns of a transcript; a paragraph without a label goes on with the turn before, and "A:"
    is the only one who is asked."""
    asking, answering = set(), []
    asked = _asked(cast, min(labelled))
    only = asked[0] if len(asked) == 1 else ""
    who: Chain | str = ""
    for line in body:
        who = labelled.get(line.number, who)
        if who == "q":
            asking.add(line.number)
        elif isinstance(told := only if who == "a" else who, Chain):
            answering.append((line.number, told))
    return Turns(frozenset(asking), tuple(answering), tuple(dict.fromkeys(c for _, c in answering)))
