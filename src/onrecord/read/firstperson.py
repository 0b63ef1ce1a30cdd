"""Resolves "I", "we" and "you" in the words of one who is quoted or interviewed."""

from __future__ import annotations

from onrecord.read.chains import Cast, Chain
from onrecord.read.focus import Focus
from onrecord.read.lines import Line
from onrecord.read.ownside import own_side
from onrecord.read.titles import of_sort

I = frozenset(("i", "me", "my", "mine", "myself"))  # noqa: E741
WE = frozenset(("we", "us", "our", "ours", "ourselves"))
YOU = frozenset(("you", "your", "yours", "yourself", "yourselves"))
PRONOUNS = I | WE | YOU
SPEAKERS = ("person", "unnamed", "organisation", "state", "group")


def pronoun(focus: Focus, line: Line, at: int) -> Chain | None:
    """Whom a pronoun of the first or second person stands for; in quotation marks whose speaker is not known yet it waits."""
    if line.quoted[at]:
        if line.lowers[at] in YOU:
            return None
        if focus.speaker is None:
            focus.waiting.append(at)
            return None
        return _put(focus, line, at, focus.speaker)
    if line.number in focus.turns.asking:
        asked = focus.turns.asked
        return _put(focus, line, at, asked[0]) if line.lowers[at] in YOU and len(asked) == 1 else None
    if len(focus.turns.asked) == 2 and line.lowers[at] in WE:
        return _together(focus, line, at)
    answers = focus.turns.speaker(line.number)
    return _put(focus, line, at, answers) if answers and line.lowers[at] not in YOU else None


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
    if focus.waiting:
        who = focus.speaker = focus.speaker or speaker(focus.cast, line)
        for at in focus.waiting:
            if who:
                _put(focus, line, at, who)
        focus.waiting.clear()


def _put(focus: Focus, line: Line, at: int, who: Chain) -> Chain | None:
    chain = own_side(focus, who) if line.lowers[at] in WE else who
    if chain:
        focus.cast.put(chain, (line.number, at, at + 1), "pronoun")
    return chain


def speaker(cast: Cast, line: Line) -> Chain | None:
    """Who says what a paragraph quotes: the subject of a verb of saying outside the quotation marks."""
    for at in _saying(line):
        said = "dobj" if line.lemmas[at] in ("quote", "cite") else "nsubj"
        for child in line.children[at]:
            chain = cast.head(line.number, child) if line.deps[child] == said else None
            if chain and chain.kind in SPEAKERS:
                return chain
    return None


def told_later(line: Line) -> bool:
    """True where a paragraph says who speaks, by a pronoun that is not resolved yet."""
    return any(line.deps[child] == "nsubj" and line.pos[child] == "PRON" for at in _saying(line) for child in line.children[at])


def _saying(line: Line) -> list[int]:
    saying = of_sort("saying")
    return [at for at, lemma in enumerate(line.lemmas) if lemma in saying and not line.quoted[at] and line.pos[at] == "VERB"]
