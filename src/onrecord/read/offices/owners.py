"""Whose an office is, by who stands in the genitive before its title or after the name: "her",
"Denmark's", "President Ruiz's"."""

from __future__ import annotations

from onrecord.lexicon.states import by_capital, by_name
from onrecord.read.lines import Line
from onrecord.read.names.chains import Cast, Chain
from onrecord.read.names.titles import Title, bodies, of_sort, sorts
from onrecord.read.offices import provinces
from onrecord.read.offices.offices import AIDES, GENITIVE, Owner, offices, state_before
from onrecord.record import Office

GUESTS = frozenset(
    (
        "student",
        "guest",
        "patient",
        "fan",
        "user",
        "visitor",
        "passenger",
        "customer",
        "prisoner",
        "inmate",
        "resident",
    )
)
COURTLY = frozenset(
    (
        "judge",
        "justice",
        "magistrate",
        "prosecutor",
        "commissioner",
        "general",
        "admiral",
        "colonel",
        "captain",
        "commander",
        "sergeant",
    )
)
"""Heads of titles whose body may be told after the name."""


def owner(cast: Cast, number: int, title: Title) -> Owner:
    """Who is named in the genitive before a title, or after the name that it precedes: "President
    Ana Ruiz of Chile"."""
    line = cast.lines[number]
    if title.determiner in ("his", "her", "their", "its"):
        chain = cast.head(number, title.first - 1) or (
            _subject(cast, line, title.first - 1) if title.determiner == "its" else None
        )
        return Owner(chain.state) if chain else Owner()
    if title.determiner == "whose":
        chain = cast.head(number, title.first - 3) if line.word(title.first - 2) == "," else None
        return Owner(chain.state) if chain and chain.kind == "state" else Owner()
    if title.determiner not in GENITIVE:
        return _body_before(cast, line, title) or _of_name(cast, line, title)
    chain = cast.head(number, title.first - 2)
    if chain:
        return Owner(chain.state, chain.name if chain.kind == "organisation" else None)
    other = next((t for t in cast.titles[number] if t.end == title.first - 1), None)
    if other:
        return Owner(state_before(line, other)[0])
    if part := provinces.before(line, title.first - 1, line.lowers[title.head]):
        return Owner(*part)
    capital = by_capital().get(line.words[title.first - 2])
    return Owner(capital.iso3 if capital and title.sort == "office" else None)


def _subject(cast: Cast, line: Line, at: int) -> Chain | None:
    """The one state that is a subject before "its", in its sentence or the one before: "Iceland is
    the host. Its prime minister"."""
    near = [
        k
        for k in range(at)
        if line.sentences[k] >= line.sentences[at] - 1 and line.deps[k] in ("nsubj", "nsubjpass")
    ]
    found = {
        chain
        for k in near
        if (chain := cast.head(line.number, k)) and chain.kind in ("state", "organisation")
    }
    chain = found.pop() if len(found) == 1 else None
    return chain if chain and chain.kind == "state" else None


def _body_before(cast: Cast, line: Line, title: Title) -> Owner | None:
    """The body whose name with "of" stands directly before a title: "Bank of Norway governor Anna
    Motta"."""
    name, chain = (
        cast.called.get((line.number, title.first - 1)),
        cast.head(line.number, title.first - 1),
    )
    if not name or not chain or chain.kind != "organisation":
        return None
    beside = any(
        title.first <= line.heads[at] and line.deps[at] in ("compound", "nmod")
        for at in range(name.first, name.end)
    )
    return Owner(chain.state, name.text) if beside else None


def _of_name(cast: Cast, line: Line, title: Title) -> Owner:
    """What stands after the name that a title precedes: "of Chile", "of the Superior Court",
    "(D-Ohio)"."""
    start = end = title.named or title.end
    chain = cast.head(line.number, title.named or title.head)
    while chain and cast.head(line.number, end) is chain:
        end += 1
    if end == start:
        return Owner()
    if part := provinces.after_name(line, end, line.lowers[title.head]):
        return Owner(part[1], part[0])
    at = end + 1 + (line.word(end + 1) == "the")
    whose = cast.head(line.number, at) if line.word(end) == "of" else None
    body = (
        whose.name
        if whose and whose.kind == "organisation" and line.lowers[title.head] in COURTLY
        else None
    )
    return Owner(whose.state, body) if whose and (body or whose.kind == "state") else Owner()


def superior(cast: Cast, number: int, title: Title) -> Chain | None:
    """The person under whom an office is held: "President Ruiz's spokesman", "an adviser to
    President Ruiz"."""
    line = cast.lines[number]
    chain = cast.head(number, title.first - 2) if title.determiner in GENITIVE else None
    if (
        not chain
        and line.word(title.head + 1) in ("to", "for", "of")
        and title.end > title.head + 2
    ):
        at = title.end if line.lowers[title.end - 1] in sorts() else title.end - 1
        chain = cast.head(number, at)
    return (
        chain if chain and chain.kind == "person" and (number, title) not in chain.titles else None
    )


def is_aide(line: Line, title: Title) -> bool:
    """True of one who serves a person: a spokesman, an adviser, a chief of staff, a press
    secretary."""
    word = line.lowers[title.head]
    staff = word == "chief" and line.lowers[title.head + 1 : title.head + 3] == ("of", "staff")
    return (
        staff
        or word in AIDES
        or (word == "secretary" and line.word(title.head - 1) in ("press", "private"))
    )


def held(cast: Cast, number: int, title: Title, whose: Owner | None = None) -> list[Office]:
    """The offices of a title; a role is one only at a body that is named."""
    line = cast.lines[number]
    whose = whose or owner(cast, number, title)
    return [
        o
        for o in offices(line, title, whose, cast.days)
        if title.sort != "role" or _employed(line, title, o)
    ]


def _employed(line: Line, title: Title, held: Office) -> bool:
    """True of a role at a body that is named: "a researcher at the Delta Water Centre"."""
    if (
        not held.of
        or held.of in by_name()
        or line.lowers[title.head] in GUESTS
        or not held.of[0].isupper()
    ):
        return False
    body = held.of in bodies() or any(word.lower() in of_sort("body") for word in held.of.split())
    return body and line.word(title.head + 1) in ("at", "with", "for", "of")
