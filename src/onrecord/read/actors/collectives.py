"""Resolves descriptions of bodies, states and peoples: "the foundation", "the country", "the
Danes"."""

from __future__ import annotations

from itertools import islice

from onrecord.lexicon.states import by_capital, by_iso3
from onrecord.read.actors.focus import Focus, acts, speaks
from onrecord.read.actors.governments import HEADS, MANY, told_near
from onrecord.read.lines import Line
from onrecord.read.names.chains import Chain
from onrecord.read.names.titles import demonym, modifiers

ANY_BODY = frozenset(
    [
        "organization",
        "organisation",
        "group",
        "company",
        "firm",
        "agency",
        "institution",
        "team",
        "club",
        "movement",
        "band",
        "alliance",
    ]
)
"""Nouns for bodies that do not name what they are."""
UNNAMED = ANY_BODY | frozenset(
    [
        "party",
        "coalition",
        "union",
        "church",
        "charity",
        "militia",
        "navy",
        "newspaper",
        "university",
        "school",
    ]
)
"""Nouns by which a body is told of that the report does not name."""
RULING = frozenset(("government", "parliament", "cabinet", "military", "army", "administration"))
POINTING = frozenset(("the", "this", "that", "these"))
OWN = frozenset(("his", "her", "their", "my", "our", "its"))
LANDS = ("country", "nation")
MOSTLY = 0.6
"""The share of a report's mentions of states that shows of which it tells."""


def body(focus: Focus, line: Line, at: int, sentence: int) -> Chain | None:
    """ "The foundation" after a name that ends so; "the company" after the last body named; "the country" where one state
    was."""
    word = line.lowers[at]
    if word == "office":
        return _office(focus, line, at)
    first = modifiers(line, at)
    if line.deps[at] in ("compound", "nmod", "amod"):
        return None
    if word in LANDS:
        chain = _land(focus, line, first, at, sentence)
    elif word in HEADS:
        chain = _of_state(focus, line, first, at)
    else:
        chain = _body(focus, line, first, at, sentence)
    if chain:
        focus.cast.put(chain, (line.number, first, at + 1), "description")
    return chain


def _body(focus: Focus, line: Line, first: int, at: int, sentence: int) -> Chain | None:
    word = line.lowers[at]
    pointed = line.word(first - 1) in POINTING
    whose = _named_before(focus, line, first, at) if word in ANY_BODY else None
    named = whose or (_named_so(focus, set(line.lowers[first : at + 1])) if pointed else None)
    again = named or (_again(focus, line, first, at) if word in UNNAMED else None)
    last = again or (_last_body(focus, line, at, sentence) if pointed and first == at else None)
    return last or (_new(focus, line, first, at) if word in UNNAMED else None)


def _named_before(focus: Focus, line: Line, first: int, at: int) -> Chain | None:
    """The body whose name stands before a noun that says what it is: "the Delta organisation"."""
    chain = focus.cast.head(line.number, at - 1) if at > first else None
    return chain if chain and chain.kind == "organisation" and chain.names else None


def _again(focus: Focus, line: Line, first: int, at: int) -> Chain | None:
    """The last body without a name of which this tells again: "the team" after "the Danish
    team"."""
    words = frozenset(line.lowers[first:at])
    if line.word(first - 1) in ("a", "an", "another", "each", "every"):
        return None
    for chain in reversed(focus.grouped.get(f"the {line.lowers[at]}", ())):
        known = frozenset(chain.name.lower().split())
        if words <= known and (words or line.word(first - 1) in POINTING):
            chain.quiet = chain.quiet and not acts(line, at)
            return chain
    return None


def _new(focus: Focus, line: Line, first: int, at: int) -> Chain:
    """A body without a name, which is nobody unless it is told of again or acts."""
    chain = focus.new("organisation", line.text(first, at + 1), f"the {line.lowers[at]}")
    chain.quiet = not speaks(line, at)
    return chain


def _land(focus: Focus, line: Line, first: int, at: int, sentence: int) -> Chain | None:
    """Of "the country" the state spoken of, of "our country" that of who says so."""
    before = line.word(first - 1)
    if first != at:
        return None
    if before in OWN:
        owner = focus.cast.head(line.number, at - 1)
        return _state(focus, owner.state) if owner and owner.state else None
    return _only_state(focus, sentence) or _home(focus) if before in POINTING else None


def _state(focus: Focus, iso3: str) -> Chain | None:
    return next((c for c in focus.order if c.kind == "state" and c.state == iso3), None)


def _home(focus: Focus, share: float = MOSTLY) -> Chain | None:
    """The state of which a report tells most, with at least a share of its mentions of states."""
    told = {c: len(c.mentions) for c in focus.order if c.kind == "state"}
    most = max(told, key=lambda c: told[c], default=None)
    return most if most and told[most] > share * sum(told.values()) else None


def _of_state(focus: Focus, line: Line, first: int, at: int) -> Chain | None:
    """Of "the country's military", "the ministry in Oslo" and, in a report of one state, of "the
    government" that state's."""
    words = f"{line.text(first, at)} {line.lowers[at]}".strip().lower()
    state = _whose(focus, line, first, at)
    if state is None:
        return _told_of(focus, words, line.number) if line.word(first - 1) in POINTING else None
    known = focus.cast.bodies.get((state, words))
    if known is None:
        name = next(iter(by_iso3()[state].demonyms), by_iso3()[state].name)
        known = focus.cast.bodies[state, words] = focus.cast.new(
            "organisation", f"{name} {line.text(first, at + 1)}"
        )
        known.state = state
    return known


def _whose(focus: Focus, line: Line, first: int, at: int) -> str | None:
    """The state whose body of government this is."""
    if line.word(first - 1) in ("'s", "’s"):
        owner = focus.cast.head(line.number, first - 2)
        return owner.state if owner and owner.kind == "state" else None
    if line.word(at + 1) == "in":
        seat = by_capital().get(line.text(at + 2, at + 3)) or by_capital().get(
            line.text(at + 2, at + 4)
        )
        return seat.iso3 if seat else None
    alone = (
        line.word(first - 1) in POINTING
        and first == at
        and line.lowers[at] in RULING
        and line.word(at + 1) != "of"
    )
    home = _home(focus, 0.0 if focus.base else MOSTLY) if alone else None
    return home.state if home and focus.base in (None, home.state) else None


def _told_of(focus: Focus, words: str, number: int) -> Chain | None:
    """The body of government told of last in these words: "the ministry" after "the foreign
    ministry in Oslo"."""
    wanted = set(words.split())
    bodies = islice(reversed(focus.cast.bodies.items()), MANY)
    return next(
        (c for (_, known), c in bodies if wanted <= set(known.split()) and told_near(c, number)),
        None,
    )


def _office(focus: Focus, line: Line, at: int) -> Chain | None:
    """ "her office" and "Marsh's office", where it speaks: a body that acts for the state of that
    person."""
    before = line.word(at - 1)
    owner = (
        at - 1 if before in ("his", "her") else at - 2 if before in ("'s", "’s", "'", "’") else -1
    )
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
    return next(
        (
            c
            for c in focus.last("organisation")
            if any(words <= name for name in {frozenset(n.words) for n in c.names})
        ),
        None,
    )


def _last_body(focus: Focus, line: Line, at: int, sentence: int) -> Chain | None:
    if line.lowers[at] not in ANY_BODY:
        return None
    bodies = (
        s.chain
        for s in focus.near(sentence, 2)
        if s.chain.kind == "organisation" and s.chain.names and not s.chain.state
    )
    return next(bodies, None)


def _only_state(focus: Focus, sentence: int) -> Chain | None:
    near = {s.chain for s in focus.near(sentence, 2) if s.chain.kind == "state"}
    return near.pop() if len(near) == 1 else None


def people(focus: Focus, line: Line, at: int) -> Chain | None:
    """A people or party in the plural: "the Danes", "Democrats"; with "the" a nation that acts or
    speaks stands for its state."""
    the = line.word(at - 1) == "the"
    word = line.words[at]
    if line.deps[at] in ("compound", "amod", "nmod", "attr", "poss") or not (
        word.endswith("s") or (the and acts(line, at))
    ):
        return None
    known = focus.grouped.get(word)
    chain = known[0] if known else focus.new("group", word, word)
    chain.plural = True
    chain.state = chain.state or (demonym(word) if the and speaks(line, at) else None)
    focus.cast.put(chain, (line.number, at, at + 1), "people")
    return chain
