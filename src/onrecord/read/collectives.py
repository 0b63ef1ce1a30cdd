"""Resolves descriptions of bodies, states and peoples: "the foundation", "the country", "the Danes"."""

from __future__ import annotations

from onrecord.read.chains import Chain
from onrecord.read.focus import Focus, acts, speaks
from onrecord.read.lines import Line
from onrecord.read.titles import demonym, modifiers

ANY_BODY = frozenset(
    ("organization", "organisation", "group", "company", "firm", "agency", "institution", "team", "club", "movement", "band")
)


def body(focus: Focus, line: Line, at: int, sentence: int) -> Chain | None:
    """ "the foundation" after a name that ends so; "the company" after the last body named; "the country" where one state was."""
    if line.lowers[at] == "office":
        return _office(focus, line, at)
    first = modifiers(line, at)
    if line.word(first - 1) not in ("the", "this", "that") or line.deps[at] in ("compound", "nmod", "amod"):
        return None
    words = set(line.lowers[first : at + 1])
    if line.lowers[at] in ("country", "nation"):
        chain = _only_state(focus, sentence) if first == at else None
    else:
        chain = _named_so(focus, words) or (_last_body(focus, line, at, sentence) if first == at else None)
    if chain:
        focus.cast.put(chain, (line.number, first, at + 1), "description")
    return chain


def _office(focus: Focus, line: Line, at: int) -> Chain | None:
    """ "her office" and "Marsh's office", where it speaks: a body that acts for the state of that person."""
    before = line.word(at - 1)
    owner = at - 1 if before in ("his", "her") else at - 2 if before in ("'s", "’s", "'", "’") else -1
    holder = focus.cast.head(line.number, owner)
    if not holder or holder.kind != "person" or not speaks(line, at):
        return None
    name = f"{holder.name}'s office"
    known = focus.grouped.get(name)
    chain = known[0] if known else focus.new("organisation", name, name)
    chain.state = holder.state
    focus.cast.put(chain, (line.number, at, at + 1), "office")
    return chain


def _named_so(focus: Focus, words: set[str]) -> Chain | None:
    """The last body whose name has all these words."""
    return next((c for c in focus.last("organisation") if any(words <= name for name in {frozenset(n.words) for n in c.names})), None)


def _last_body(focus: Focus, line: Line, at: int, sentence: int) -> Chain | None:
    if line.lowers[at] not in ANY_BODY:
        return None
    bodies = (s.chain for s in focus.near(sentence, 2) if s.chain.kind == "organisation" and s.chain.names and not s.chain.state)
    return next(bodies, None)


def _only_state(focus: Focus, sentence: int) -> Chain | None:
    near = {s.chain for s in focus.near(sentence, 2) if s.chain.kind == "state"}
    return near.pop() if len(near) == 1 else None


def people(focus: Focus, line: Line, at: int) -> Chain | None:
    """A people or party in the plural: "the Danes", "Democrats"; with "the" a nation that acts or speaks stands for its state."""
    the = line.word(at - 1) == "the"
    word = line.words[at]
    if line.deps[at] in ("compound", "amod", "nmod", "attr", "poss") or not (word.endswith("s") or (the and acts(line, at))):
        return None
    known = focus.grouped.get(word)
    chain = known[0] if known else focus.new("group", word, word)
    chain.plural = True
    chain.state = chain.state or (demonym(word) if the and speaks(line, at) else None)
    focus.cast.put(chain, (line.number, at, at + 1), "people")
    return chain
