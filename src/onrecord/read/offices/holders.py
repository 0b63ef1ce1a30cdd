"""Whose titles they are: of the named persons of a report, in apposition, in predication or by a
verb of appointing."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.read.lines import Line
from onrecord.read.names.chains import Cast, Chain
from onrecord.read.names.name import Name
from onrecord.read.names.titles import Title, after_name, of_sort
from onrecord.read.offices import appointments
from onrecord.read.offices.ranks import rank
from onrecord.read.offices.tenure import ONCE

CALLED = frozenset(("named", "called", "identified"))
CLOSES = frozenset((",", ".", ")", ";", "—", "-", "–", "who", ""))
BEFORE = 5
"""Paragraphs back in which one without a name is looked for who is named later."""


def describe(cast: Cast) -> None:
    """Gives each person the titles in apposition or predication, and then the offices and the state
    that they show."""
    for chain in cast.chains:
        for number, title in _before_ranks(cast, chain) if chain.kind == "person" else ():
            _give(cast, chain, number, title)
        for name in chain.names if chain.kind == "person" else ():
            _with_letters(cast, chain, name)
    for line, titles in zip(cast.lines, cast.titles, strict=True):
        for title in titles:
            described = _described(cast, line, title) if not title.plural else None
            if described:
                _give(cast, described, line.number, title)
    for chain in cast.chains:
        if chain.kind == "person" and chain.mentions:
            _introduced(cast, chain)


def _give(cast: Cast, chain: Chain, number: int, title: Title) -> None:
    chain.titles.append((number, title))
    chain.gender = chain.gender or title.gender
    cast.put(chain, (number, title.first, title.end), "apposition", title.head + 1)


def _with_letters(cast: Cast, chain: Chain, name: Name) -> None:
    """Letters after a name are of its mention: "Anna Motta, QC"."""
    line, where = cast.lines[name.line], (name.line, name.lead, name.end)
    if name.end + 1 < len(line) and after_name(line, name.end + 1) and where in chain.mentions:
        chain.add((name.line, name.lead, name.end + 2), chain.mentions.pop(where))


def _before_ranks(cast: Cast, chain: Chain) -> Iterator[tuple[int, Title]]:
    """The titles before a rank or another title: "army chief Gen. Motta", "Emir of Qatar Sheikh
    Khalid"."""
    for name in chain.names:
        found = rank(cast.lines[name.line], name.first)
        begun = found.first if found else name.title.first if name.title else -1
        for title in cast.titles[name.line] if begun > 0 else ():
            if title.end == begun and not title.plural and title.sort in ("office", "post"):
                yield name.line, title


def _introduced(cast: Cast, chain: Chain) -> None:
    """Who is told of without a name first is the one named later: "a Danish spokesman ... the
    spokesman, Aksel Brandt"."""
    begun = min(chain.mentions)
    for number, title in tuple(chain.titles):
        if title.determiner != "the" or title.first != title.head or begun < (number, title.first):
            continue
        word = cast.lines[number].lowers[title.head]
        for line in reversed(cast.lines[max(number - BEFORE, 0) : number + 1]):
            first = next(
                (
                    t
                    for t in cast.titles[line.number]
                    if _may_be(cast, line, t, word) and (line.number, t.head) < begun
                ),
                None,
            )
            if first:
                chain.titles.append((line.number, first))
                cast.put(chain, (line.number, first.first, first.end), "introduced", first.head + 1)
                return


def _may_be(cast: Cast, line: Line, first: Title, word: str) -> bool:
    """True of an office with "a" by which no named person is described yet."""
    alone = (
        first.determiner in ("a", "an") and first.sort in ("office", "role") and not first.plural
    )
    return alone and line.lowers[first.head] == word and not cast.head(line.number, first.head)


def _described(cast: Cast, line: Line, title: Title) -> Chain | None:
    """The named person whom a title describes: "X, the envoy", "the envoy, X", "X is the envoy",
    "X, the envoy and a jurist"."""
    if cast.head(line.number, title.head):
        return None
    for token in (
        *_beside(line, title),
        *_beside_other(cast, line, title),
        *_past_superior(cast, line, title),
        *_joint(cast, line, title),
    ):
        chain = cast.head(line.number, token)
        if chain and chain.kind == "person" and _agrees(chain, title):
            return chain
    return None


def _beside_other(cast: Cast, line: Line, title: Title) -> Iterator[int]:
    """Of a title that "and" joins to another one that ends before it, that one: "X, a fellow at the
    Institute and a former envoy,"."""
    joint = title.first - 1 - bool(title.determiner)
    if line.word(joint) == "and" and line.word(title.end) in CLOSES:
        yield from (
            t.head
            for t in cast.titles[line.number]
            if t.end == joint and not t.plural and t.determiner in ("a", "an", "the")
        )


def _past_superior(cast: Cast, line: Line, title: Title) -> Iterator[int]:
    """Of an aide of one who is named, the name after that one's: "a spokesman for President Ruiz,
    Aksel Brandt, said"."""
    at = title.end
    superior = cast.head(line.number, at)
    while superior and superior.kind == "person" and cast.head(line.number, at) is superior:
        at += 1
    if at > title.end > title.head + 1 and line.word(at) == ",":
        for last in _name_after(line, at + 1):
            if line.word(last + 1) == "," and line.lemmas[min(last + 2, len(line) - 1)] in of_sort(
                "saying"
            ):
                yield last


def _joint(cast: Cast, line: Line, title: Title) -> Iterator[int]:
    """Of a title that "and" joins to a role before a name, that name: "Chile's president and Nobel
    laureate Ana Ruiz"."""
    if (
        line.word(title.end) != "and"
        or title.determiner in ("the", "a", "an")
        or title.sort not in ("office", "post")
    ):
        return
    role = next(
        (
            t
            for t in cast.titles[line.number]
            if t.first == title.end + 1 and t.sort == "role" and not t.determiner
        ),
        None,
    )
    name = cast.called.get((line.number, _name_last(cast, line, role.end))) if role else None
    if role and name and name.title is role:
        yield name.end - 1


def _name_last(cast: Cast, line: Line, first: int) -> int:
    """The last token of the name that begins at one."""
    chain, at = cast.head(line.number, first), first
    while chain and cast.head(line.number, at) is chain:
        at += 1
    return at - 1


def _agrees(chain: Chain, title: Title) -> bool:
    return not (
        chain.gender and title.gender and chain.gender in "mf" and chain.gender != title.gender
    )


def _beside(line: Line, title: Title) -> Iterator[int]:
    head = title.head
    governor = line.heads[head]
    if line.deps[head] == "appos":
        yield governor
    yield from appointments.holders(line, title)
    yield from (c for c in line.children[head] if line.deps[c] == "appos" and c > head)
    yield from _identified(line, head)
    called = title.end + (line.word(title.end) == ",")
    if line.word(called) in CALLED and line.heads[called] == head:
        yield from _name_after(line, called + 1 + (line.word(called + 1) == "as"))
    if line.word(title.end) == "," and (title.determiner or line.deps[head] != "ROOT"):
        yield from _name_after(line, title.end + 1)
    before = _outset(line, title)
    before -= line.word(before - 1) in ONCE
    if line.word(before - 1) == "," and line.word(title.end) in CLOSES:
        yield before - 2
    if line.deps[head] == "conj" and _apposed(line, governor):
        yield governor


def _identified(line: Line, head: int) -> Iterator[int]:
    """The name after "was identified as"."""
    verb = line.heads[head]
    if line.deps[head] == "nsubjpass" and line.lemmas[verb] in ("identify", "name"):
        links = (c for c in line.children[verb] if line.lowers[c] == "as" and c > verb)
        yield from (o for c in links for o in line.children[c] if line.deps[o] == "pobj")


def _name_after(line: Line, first: int) -> Iterator[int]:
    """The last token of a name between commas, or after "named": "the envoy, Aksel Brandt,
    said"."""
    end = first
    while (
        end < len(line) and end - first < 5 and (line.pos[end] == "PROPN" or line.words[end] == "-")
    ):
        end += 1
    closed = line.word(end) in CLOSES or line.word(first - 1) in (*CALLED, "as")
    if end > first and (
        closed
        or any(line.deps[at] == "appos" and line.heads[at] < first for at in range(first, end))
    ):
        yield end - 1


def _outset(line: Line, title: Title) -> int:
    """Where the words of a title begin with its article, or with the owner in the genitive."""
    at = title.first
    if title.determiner in ("'s", "’s", "'", "’"):
        at -= 1
        while at > 0 and line.pos[at - 1] in ("PROPN", "NOUN", "ADJ") and title.first - at < 6:
            at -= 1
    elif title.determiner:
        at -= 1
    return at - 1 if line.word(at - 1) == "the" else at


def _apposed(line: Line, governor: int) -> bool:
    return line.deps[governor] in ("appos", "attr") or any(
        line.deps[c] == "appos" and c > governor for c in line.children[governor]
    )
