"""Resolves "I", "we" and "you" in the words of one who is quoted or interviewed."""

from __future__ import annotations

import functools
from bisect import bisect
from collections.abc import Iterator, Sequence

from onrecord.read.actors.focus import Focus
from onrecord.read.actors.ownside import own_side
from onrecord.read.lines import Line
from onrecord.read.names.chains import Cast, Chain
from onrecord.read.names.titles import of_sort

I = frozenset(("i", "me", "my", "mine", "myself"))  # noqa: E741
WE = frozenset(("we", "us", "our", "ours", "ourselves"))
YOU = frozenset(("you", "your", "yours", "yourself", "yourselves"))
PRONOUNS = I | WE | YOU
WRITTEN = frozenset(
    (
        "statement",
        "letter",
        "message",
        "post",
        "tweet",
        "email",
        "e-mail",
        "speech",
        "remark",
        "article",
        "memo",
        "note",
    )
)
"""What the words of somebody stand in: "Lund's statement added"."""
ISSUED = frozenset(
    ("issue", "release", "publish", "deliver", "give", "make", "write", "send", "post", "read")
)
NEAREST = 3
"""Verbs of saying before and after a quotation among which its own is looked for."""
SPEAKERS = ("person", "unnamed", "organisation", "state", "group")


def pronoun(focus: Focus, line: Line, at: int) -> Chain | None:
    """Whom a pronoun of the first or second person stands for; in quotation marks whose speaker is
    not known yet it waits."""
    if line.quoted[at]:
        if line.lowers[at] in YOU:
            return _told_to(focus, line, at)
        who = said_by(focus, line, at)
        if who is None:
            focus.waiting.append(at)
            return None
        return _put(focus, line, at, who)
    if line.number in focus.turns.asking:
        asked = focus.turns.asked
        return (
            _put(focus, line, at, asked[0]) if line.lowers[at] in YOU and len(asked) == 1 else None
        )
    if len(focus.turns.asked) == 2 and line.lowers[at] in WE:
        return _together(focus, line, at)
    answers = focus.turns.speaker(line.number)
    return _put(focus, line, at, answers) if answers and line.lowers[at] not in YOU else None


def _told_to(focus: Focus, line: Line, at: int) -> Chain | None:
    """Whom an answer in an interview quotes others as speaking to: "people come up and say, 'Thank
    you'"."""
    answers = None if line.number in focus.turns.asking else focus.turns.speaker(line.number)
    who = {
        line.lowers[child]
        for verb in _saying(line)
        for child in line.children[verb]
        if line.deps[child] == "nsubj"
    }
    return (
        _put(focus, line, at, answers) if answers and _saying(line) and not who & (I | WE) else None
    )


def _together(focus: Focus, line: Line, at: int) -> Chain:
    """The two who are interviewed together, who say "we"."""
    name = " and ".join(chain.name for chain in focus.turns.asked)
    known = focus.grouped.get(name)
    chain = known[0] if known else focus.new("group", name, name)
    chain.plural = True
    focus.cast.put(chain, (line.number, at, at + 1), "pronoun")
    return chain


def settle(focus: Focus, line: Line) -> None:
    """Gives the pronouns that wait to the speaker whom the paragraph names after them."""
    if any(line.quoted):
        focus.speaker = focus.speaker or speaker(focus.cast, line)
    for at in focus.waiting:
        who = said_by(focus, line, at)
        if who:
            _put(focus, line, at, who)
    focus.waiting.clear()


def _put(focus: Focus, line: Line, at: int, who: Chain) -> Chain | None:
    chain = own_side(focus, who) if line.lowers[at] in WE else who
    if chain:
        focus.cast.put(chain, (line.number, at, at + 1), "pronoun")
    return chain


def speaker(cast: Cast, line: Line) -> Chain | None:
    """Who says what a paragraph quotes: the subject of a verb of saying outside the quotation
    marks."""
    return next((chain for _, chain in _speakers(cast, line, _saying(line))), None)


def said_by(focus: Focus, line: Line, at: int) -> Chain | None:
    """Who says the quotation that a token stands in: of several who speak in the paragraph the
    nearest to it."""
    first, end = line.quotations[at]
    if line.opened and first == 0:
        return focus.before
    saying = _saying(line)
    place = bisect(saying, first)
    known = _speakers(focus.cast, line, saying[max(place - NEAREST, 0) : place + NEAREST])
    goes_on = line.word(end - 1) == ","
    near = min(
        known,
        key=lambda one: (goes_on and one[0] < first, max(first - one[0], one[0] - end)),
        default=None,
    )
    return near[1] if near else focus.speaker


def _speakers(cast: Cast, line: Line, saying: Sequence[int]) -> Iterator[tuple[int, Chain]]:
    """The verbs of saying whose subject is an actor that is known by now, with that actor."""
    for at in saying:
        said = "dobj" if line.lemmas[at] in ("quote", "cite") else "nsubj"
        for child in line.children[at]:
            chain = _who(cast, line, child) if line.deps[child] == said else None
            if chain and chain.kind in SPEAKERS:
                yield at, chain


def _who(cast: Cast, line: Line, at: int) -> Chain | None:
    """The actor at a token; of "her statement" and "Lund's letter" who wrote it."""
    if line.lemmas[at] in WRITTEN:
        owners = (cast.head(line.number, c) for c in line.children[at] if line.deps[c] == "poss")
        return next(filter(None, owners), None)
    return cast.head(line.number, at)


def told_later(line: Line) -> bool:
    """True where a paragraph says who speaks, by a pronoun that is not resolved yet."""
    return any(
        line.deps[child] == "nsubj" and line.pos[child] == "PRON"
        for at in _saying(line)
        for child in line.children[at]
    )


@functools.lru_cache(maxsize=2)
def _saying(line: Line) -> tuple[int, ...]:
    """The verbs outside quotation marks that say something, in order."""
    saying = of_sort("saying")
    verbs = (at for at, pos in enumerate(line.pos) if pos == "VERB" and not line.quoted[at])
    return tuple(
        at
        for at in verbs
        if line.lemmas[at] in saying or (line.lemmas[at] in ISSUED and _writes(line, at))
    )


def _writes(line: Line, verb: int) -> bool:
    """True of "issued a statement"."""
    return any(line.deps[c] == "dobj" and line.lemmas[c] in WRITTEN for c in line.children[verb])
