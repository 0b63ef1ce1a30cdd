"""Finds the names in a paragraph, with the titles before them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.lexicon.states import by_name
from onrecord.read.lines import Line
from onrecord.read.names.attached import portfolios_end
from onrecord.read.names.name import Name, plain
from onrecord.read.names.runs import runs
from onrecord.read.names.titles import HEADLINE_VERBS, Title, address, of_sort, states_told
from onrecord.read.names.votes import votes
from onrecord.read.offices import appointments

COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5}
DATELINE = 14
"""Tokens within which a dateline ends."""


def names(line: Line, titles: Sequence[Title]) -> list[Name]:
    """The names in a line, in order."""
    taken = {at for t in titles for at in range(t.taken, _taken_end(line, t))}
    after = {t.end: t for t in titles}
    beside = {t.end + 1 for t in titles if not t.plural and line.word(t.end) == ","}
    described = {
        line.heads[t.head] for t in titles if not t.plural and line.deps[t.head] == "appos"
    }
    appointed = {
        at
        for t in titles
        if not t.plural and t.sort in ("office", "post")
        for at in appointments.appointed(line, t)
    }
    label = {first: (end, kind) for first, end, kind in line.names}
    ends = {t.end for t in titles if t.end > t.head + 1}
    found = [_name(line, first, end, after, label) for first, end in runs(line, taken, ends)]
    past = _dateline(line)
    found = [n for n in found if n.first >= past or n.text in by_name()]
    more = [(n, (*_apposed(line, n, beside, described), *_appointed(n, appointed))) for n in found]
    found = [replace(n, votes=(*n.votes, *votes)) if votes else n for n, votes in more]
    return _with_shared(
        line, found, {t.end: t for t in titles if t.plural and t.sort in ("office", "post")}
    )


def _dateline(line: Line) -> int:
    """Past the dash of the dateline that a paragraph begins with: "OSLO, Norway (Northern Press)
    —"."""
    dash = next(
        (
            at
            for at in range(1, min(DATELINE, len(line)))
            if line.words[at] in ("—", "–", "--", "-") and line.spaced[at]
        ),
        0,
    )
    before = line.words[:dash]
    city = (
        line.kind == "body"
        and dash > 0
        and before[0].isupper()
        and len(before[0]) > 2
        and line.spaced[dash - 1]
    )
    return dash if city and not any(pos in ("VERB", "AUX") for pos in line.pos[:dash]) else 0


def _with_shared(line: Line, found: list[Name], plural: dict[int, Title]) -> list[Name]:
    """The names, those with the title that they share: "Foreign ministers Anna Motta of Norway and
    Peter Lund of Canada"."""
    begun = {n.first: n for n in found}
    shared = {}
    for end, title in plural.items():
        comma = line.word(end) == "," and end not in begun
        members = list(_listed(line, end + comma, begun))
        counted = COUNTS.get(title.determiner, 0) == len(members)
        states = states_told(line.words[title.first : title.end])
        parts = _portfolios(line, title)
        if len(members) < 2 or (
            comma and not counted and len(members) not in (len(states), len(parts))
        ):
            continue
        several = comma and len(members) == len(states)
        for at, name in enumerate(members):
            part = parts[at] if len(parts) == len(members) and not several else None
            own = replace(
                title,
                plural=False,
                named=name.first,
                state=states[at] if several else "",
                portfolio=part,
            )
            shared[name.first] = replace(name, shared=own, votes=(*name.votes, ("person", 3.0)))
    return [shared.get(n.first, n) for n in found]


def _portfolios(line: Line, title: Title) -> list[tuple[int, int]]:
    """The portfolios that "and" joins before a title: "the finance and trade ministers"."""
    cut = next((at for at in range(title.first, title.head) if line.words[at] == "and"), 0)
    parts = [(cut - 1, cut), (cut + 1, title.head)] if cut > title.first else []
    return (
        parts
        if all(
            word in of_sort("modifier") for first, end in parts for word in line.lowers[first:end]
        )
        else []
    )


def _listed(line: Line, at: int, begun: dict[int, Name]) -> Iterator[Name]:
    """The names from a token on that commas and "and" join, whatever states follow them."""
    while at in begun and begun[at].text not in by_name():
        yield begun[at]
        at = begun[at].end
        if line.word(at) == "of" and at + 1 in begun:
            at = begun[at + 1].end
        while line.word(at) in (",", "and"):
            at += 1


def _apposed(
    line: Line, name: Name, beside: set[int], described: set[int]
) -> Iterator[tuple[str, float]]:
    """Votes of a title set off by a comma: "the Danish envoy, Aksel Brandt", "Aksel Brandt, a
    Danish envoy"."""
    above = line.heads[name.end - 1]
    inner = (
        name.end == name.first + 1
        and line.labels[name.first] == "GPE"
        and line.labels[above] == "ORG"
    )
    if name.first in beside and line.deps[name.end - 1] == "appos" and not inner:
        yield "person", 3.0
    if name.end - 1 in described and line.word(name.end) == ",":
        yield "person", 2.0


def _appointed(name: Name, appointed: set[int]) -> Iterator[tuple[str, float]]:
    """A vote of a verb that gives an office: "Norway appointed Anna Motta as envoy"."""
    if name.end - 1 in appointed:
        yield "person", 2.0


def _taken_end(line: Line, title: Title) -> int:
    """Past the tokens that are title alone: "of State" too, but not the name in "of the Senate"."""
    told = portfolios_end(line, title.head + 2) if title.end > title.head + 2 else 0
    return max(told, title.head + 1)


def _name(
    line: Line, first: int, end: int, after: dict[int, Title], label: dict[int, tuple[int, str]]
) -> Name:
    text = line.text(first, end)
    words = tuple(w for w in map(plain, line.words[first:end]) if w not in ("-", ""))
    if len(words) > 2 and words[-1] in ("jr", "sr", "ii", "iii"):
        words = words[:-1]
    called = line.word(first - 1)
    title = after.get(first) or (after.get(first - 1) if called in address() else None)
    name = Name(
        line.number,
        first,
        end,
        words,
        text,
        (),
        title if title and not title.plural else None,
        address().get(called, ""),
    )
    if called in address():
        name = replace(name, votes=(("person", 4.0),), addressed=True)
    elif not title:
        name = replace(name, noun=_nouns(line, first, end))
    return replace(name, votes=(*name.votes, *votes(line, name, label)))


def _nouns(line: Line, first: int, end: int) -> int:
    """How many tokens of common nouns stand directly before a name and belong to it: "illustrator",
    "co-ordinator"."""
    at = first
    while 0 < at > first - 3 and first <= line.heads[at - 1] < end and _describes(line, at - 1):
        at -= 1
        if (
            at > 1
            and line.words[at - 1] == "-"
            and not line.spaced[at - 1]
            and not line.spaced[at - 2]
        ):
            at -= 2
    return first - at


def _describes(line: Line, at: int) -> bool:
    """True of a noun that may say what one is."""
    return (
        line.pos[at] == "NOUN"
        and not line.labels[at]
        and line.words[at].isalpha()
        and line.lowers[at] not in HEADLINE_VERBS
    )
