"""Finds governments where they are named by what they are or where they sit: "the Danish
government", "Copenhagen said"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from onrecord.lexicon.states import by_capital, by_iso3, by_name
from onrecord.read.lines import Line
from onrecord.read.names.chains import Cast, Chain
from onrecord.read.names.headwords import GUARDED
from onrecord.read.names.name import Name
from onrecord.read.names.titles import demonym, modifiers, of_sort
from onrecord.read.places import placewords

HEADS = frozenset(
    [
        "administration",
        "government",
        "regime",
        "cabinet",
        "ministry",
        "parliament",
        "military",
        "army",
        "embassy",
        "delegation",
        "side",
    ]
)
MANY = 50
"""So many bodies are looked through for the one that "the government" may be."""
REACH = 5
"""So many paragraphs back the body may have been told of last that "the government" stands for."""
AGAINST = frozenset(("with", "against", "toward", "towards", "between"))
WAYS = frozenset(("from", "to"))
MESSAGES = frozenset(
    [
        "letter",
        "message",
        "reply",
        "answer",
        "response",
        "note",
        "protest",
        "invitation",
        "signal",
        "criticism",
        "pressure",
        "warning",
    ]
)
"""What governments send one another: "a letter from Nairobi"."""
OPPOSITE = {"North": "South", "South": "North", "East": "West", "West": "East"}
BEFORE = frozenset(
    ["new", "former", "previous", "current", "then", "incoming", "outgoing", "last", "next", "-"]
)


def capitals(cast: Cast, names: Iterable[Name]) -> None:
    """Where a seat of government acts, speaks or is spoken to, it is a mention of the state."""
    known = _states(cast)
    for name in names:
        state = by_capital().get(name.text)
        if state and name.kind == "place" and _governs(cast.lines[name.line], name):
            cast.put(_state(cast, known, state.iso3), (name.line, name.first, name.end), "capital")


def short(cast: Cast) -> None:
    """ "the North" is a mention of North Korea where the report names that state, and the same for others of a compass
    point."""
    points = {
        point: state for c in cast.chains if c.kind == "state" for point, state in _points(c.name)
    }
    known = _states(cast)
    for line in cast.lines if points else ():
        for at, word in enumerate(line.words):
            alone = (
                word in points and line.word(at - 1) == "the" and (line.number, at) not in cast.at
            )
            if alone and not (at + 1 < len(line) and line.words[at + 1][0].isupper()):
                cast.put(_state(cast, known, points[word]), (line.number, at, at + 1), "short")


def _points(name: str) -> Iterator[tuple[str, str]]:
    """The compass points by which a state and its opposite are known where the one is named: North
    and South Korea."""
    first, _, rest = name.partition(" ")
    other = OPPOSITE.get(first, "")
    pair = {point: by_name().get(f"{point} {rest}") for point in (first, other) if other}
    if all(pair.values()):
        yield from ((point, state.iso3) for point, state in pair.items() if state)


def _states(cast: Cast) -> dict[str, Chain]:
    """The first actor for each state."""
    return {c.state: c for c in reversed(cast.chains) if c.kind == "state" and c.state}


def _state(cast: Cast, known: dict[str, Chain], iso3: str) -> Chain:
    if iso3 not in known:
        known[iso3] = cast.new("state", by_iso3()[iso3].name)
        known[iso3].state = iso3
    return known[iso3]


def _governs(line: Line, name: Name) -> bool:
    head = name.end - 1
    while line.deps[head] == "conj" and line.heads[head] < head:
        head = line.heads[head]
    governor, role = line.heads[head], line.deps[head]
    lemma = line.lemmas[governor].lower()
    if role == "nsubj":
        return lemma in of_sort("saying") or lemma in of_sort("acting")
    if role in ("poss", "compound", "nmod"):
        return role == "poss" and lemma in of_sort("of state")
    if role == "dobj":
        return lemma in of_sort("saying")
    above = line.lemmas[line.heads[governor]].lower()
    if role != "pobj" or (
        line.lowers[governor] == "between" and above in placewords.of_sort("way")
    ):
        return False
    return (
        line.lowers[governor] in AGAINST
        or line.deps[governor] == "agent"
        or (line.lowers[governor] in WAYS and above in MESSAGES)
    )


def bodies(cast: Cast) -> None:
    """Governments, ministries and the like, one actor for each state and word."""
    found, known = cast.bodies, _states(cast)
    for line, titles in zip(cast.lines, cast.titles, strict=True):
        inside = {at for t in titles for at in range(t.first, t.head + 1)}
        for at, word in enumerate(line.lowers):
            guard = word == "guard" and line.word(at - 1) in GUARDED
            if (
                (word in HEADS or guard)
                and at not in inside
                and (line.number, at) not in cast.at
                and line.pos[at] in ("NOUN", "PROPN")
            ):
                _body(cast, line, at, found, known)


def _body(
    cast: Cast, line: Line, head: int, found: dict[tuple[str, str], Chain], known: dict[str, Chain]
) -> None:
    first = modifiers(line, head)
    while (
        first
        and line.heads[first - 1] == head
        and (owner := cast.head(line.number, first - 1))
        and owner.kind == "person"
    ):
        first -= 1
    holder, state, start = _owner(cast, line, first, head)
    words = " ".join(w for w in line.lowers[start:head] if w not in BEFORE)
    if line.lowers[head] == "side":
        if state and holder is None:
            chain = _state(cast, known, state)
            chain.mentions.pop((line.number, first, head), None)
            cast.put(chain, (line.number, first, head + 1), "side")
        return
    whose = holder.name if holder else state or ""
    if not whose:
        _again(cast, line, first, head, found)
        return
    key = (whose, f"{words} {line.lowers[head]}".strip())
    chain = found.get(key) or cast.new(
        "organisation",
        _name(line, _named_from(line, first, holder), head, state if first == start else None),
    )
    chain.state = chain.state or state or (holder.state if holder else None)
    chain.members = (holder,) if holder else ()
    found.pop(key, None)
    found[key] = chain
    cast.put(chain, (line.number, first, head + 1), "government")


def _name(line: Line, first: int, head: int, state: str | None) -> str:
    """What a body is called; of one in the genitive ("Denmark's foreign ministry") with the
    adjective of the state."""
    owned = line.word(first - 1) in ("'s", "’s", "'", "’")
    while owned and first < head and line.lowers[first] in BEFORE:
        first += 1
    text = line.text(first, head + 1)
    if not state or not owned:
        return text
    known = by_iso3()[state]
    return f"{'U.S.' if 'U.S.' in known.names else (*known.demonyms, known.name)[0]} {text}"


def _named_from(line: Line, first: int, holder: Chain | None) -> int:
    return (
        next((at for at in range(first, len(line)) if line.lowers[at] not in BEFORE), first)
        if holder
        else first
    )


def _owner(cast: Cast, line: Line, first: int, head: int) -> tuple[Chain | None, str | None, int]:
    """The person or the state whose body it is, and where the words of the body itself begin."""
    at = first - 2 if first > 1 and line.words[first - 1] in ("'s", "’s", "'", "’") else first
    for token in range(at, head):
        chain = cast.head(line.number, token)
        if chain and chain.kind == "person":
            end = token + 1
            while end < head and cast.head(line.number, end) is chain:
                end += 1
            return chain, chain.state, max(end, first)
    for token in range(at, head):
        for end in range(min(token + 3, head), token, -1):
            text = line.text(token, end)
            state = by_name().get(text)
            iso3 = state.iso3 if state else demonym(text)
            if iso3:
                return None, iso3, max(end, first)
        capital = by_capital().get(line.words[token])
        if capital and at < first:
            return None, capital.iso3, first
    return None, None, first


def _again(
    cast: Cast, line: Line, first: int, head: int, found: dict[tuple[str, str], Chain]
) -> None:
    """ "the government" after "the Danish government": the last one named with that word."""
    if line.word(first - 1) not in ("the", "this", "that") and not (
        first == head and line.lowers[head] == "administration"
    ):
        return
    wanted = set(line.lowers[first : head + 1])
    near = (
        (words, chain)
        for (_, words), chain in islice(reversed(found.items()), MANY)
        if told_near(chain, line.number)
    )
    last = next(
        (
            chain
            for words, chain in near
            if line.lowers[head] in words and wanted <= set(words.split())
        ),
        None,
    )
    if last:
        cast.put(last, (line.number, first, head + 1), "government")
        return
    if line.lowers[head] == "administration" and first == head:
        chain = found.get(("", "administration")) or cast.new("organisation", "administration")
        found["", "administration"] = chain
        cast.put(chain, (line.number, first, head + 1), "government")


def told_near(chain: Chain, number: int) -> bool:
    """True where a body was mentioned no further back than "the government" may reach for it."""
    return number - max(chain.mentions, default=(number, 0, 0))[0] <= REACH


def settle(cast: Cast, base: str | None) -> None:
    """An administration that is named by who heads it acts for the state of that person, or else
    for the report's home."""
    for chain in cast.chains:
        named = chain.name.lower().endswith("administration")
        if chain.kind != "organisation" or not (named or chain.members):
            continue
        holder = chain.members[0] if chain.members else None
        chain.state = chain.state or (holder.state if holder else None) or (base if named else None)
        if holder and not holder.state and not holder.offices:
            holder.state = chain.state
