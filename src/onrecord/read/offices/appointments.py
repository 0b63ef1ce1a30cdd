"""Verbs that say who holds an office: "was named envoy", "served as envoy until 2028", "who heads
the council"."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.lexicon import table
from onrecord.read.lines import Line
from onrecord.read.names.titles import Title

OPEN = frozenset(
    (
        "will",
        "'ll",
        "’ll",
        "would",
        "could",
        "may",
        "might",
        "should",
        "can",
        "must",
        "shall",
        "wo",
        "ca",
    )
)
"""Auxiliaries of what is not, or not yet."""
GOING_ON = frozenset(("use", "continue", "go", "remain", "return", "rise", "come"))
"""Verbs whose "to" tells of what is or was: "used to be"."""
UNSURE = frozenset(("if", "unless", "whether"))
RELATIVE = frozenset(("who", "that", "which"))


@dataclass(frozen=True)
class Way:
    """How a verb says who holds an office."""

    way: str
    effect: str
    links: tuple[str, ...]
    title: str


@dataclass(frozen=True)
class Said:
    """The verb that gives an office to somebody, and how."""

    verb: int
    way: Way
    link: int | None = None
    """The "as" between the verb and the office."""


@functools.cache
def ways() -> dict[str, Way]:
    """The verbs of the table by their lemmas."""
    return {
        row["verb"]: Way(
            row["way"], row["effect"], tuple(row["link"].split("|")), row["title"] or ""
        )
        for row in table("office_verbs")
    }


def said(line: Line, title: Title) -> Said | None:
    """The verb by which somebody holds the office of a title; None where there is none, or it tells
    of what is not so."""
    found = _verb(line, title.head)
    if found is None or not so(line, found.verb):
        return None
    return found


def to_come(line: Line, title: Title) -> bool:
    """True of an office that somebody does not hold, or not yet: "will become president"."""
    found = _verb(line, title.head)
    return found is not None and not so(line, found.verb)


def _verb(line: Line, head: int) -> Said | None:
    governor, dep = line.heads[head], line.deps[head]
    if dep in ("attr", "oprd", "dobj", "ccomp", "acomp"):
        way = _way(line, governor)
        fits = (
            way
            and way.way != "body"
            and "-" in way.links
            and (dep != "dobj" or way.way == "object")
        )
        return Said(governor, way) if way and fits else None
    if dep == "pobj" and governor < head:
        verb = line.heads[governor]
        verb = line.heads[verb] if line.pos[verb] in ("NOUN", "PROPN") else verb
        way = _way(line, verb)
        fits = way and way.way != "body" and line.lowers[governor] in way.links
        return Said(verb, way, governor) if way and fits else None
    return None


def _way(line: Line, verb: int) -> Way | None:
    return ways().get(line.lemmas[verb].lower()) if line.pos[verb] in ("VERB", "AUX") else None


def so(line: Line, verb: int) -> bool:
    """True of a verb that tells of what is or was so: no "will", no "not", no "if", no "wants
    to"."""
    under = line.children[verb]
    if any(line.deps[c] in ("aux", "auxpass") and line.lowers[c] in OPEN for c in under):
        return False
    if any(
        line.deps[c] == "neg" or (line.deps[c] == "mark" and line.lowers[c] in UNSURE)
        for c in under
    ):
        return False
    wished = any(line.deps[c] == "aux" and line.lowers[c] == "to" for c in under)
    return not wished or line.lemmas[line.heads[verb]] in GOING_ON


def holders(line: Line, title: Title) -> Iterator[int]:
    """The tokens of those to whom a verb gives the office of a title."""
    found = said(line, title)
    if not found:
        return
    if found.way.way == "follow" and _passive(line, found.verb):
        yield from (
            o
            for c in line.children[found.verb]
            if line.deps[c] == "agent"
            for o in line.children[c]
        )
    elif found.way.way == "object" and not _passive(line, found.verb):
        yield from (
            c
            for c in line.children[found.verb]
            if line.deps[c] in ("dobj", "nsubj") and found.verb < c < title.head
        )
        yield title.first - 1 - bool(found.link is not None) - bool(title.determiner)
    else:
        yield from subjects(line, found.verb)


def appointed(line: Line, title: Title) -> Iterator[int]:
    """The tokens of those whom a verb appoints, elects or dismisses."""
    found = _verb(line, title.head)
    if found and found.way.way == "object":
        passive = _passive(line, found.verb)
        yield from (
            c
            for c in line.children[found.verb]
            if line.deps[c] == ("nsubjpass" if passive else "dobj") and c < title.head
        )


def followed(line: Line, title: Title) -> Iterator[int]:
    """The tokens of those whom another follows in an office: "Ruiz succeeded Lund as minister"."""
    found = said(line, title)
    if found and found.way.way == "follow":
        if _passive(line, found.verb):
            yield from subjects(line, found.verb)
        else:
            yield from (c for c in line.children[found.verb] if line.deps[c] == "dobj")


def _passive(line: Line, verb: int) -> bool:
    shown = any(line.deps[c] in ("auxpass", "nsubjpass") for c in line.children[verb])
    return shown or line.deps[verb] == "acl"


def subjects(line: Line, verb: int) -> Iterator[int]:
    """The tokens of who does what a verb tells, also above a relative clause, a participle, "used
    to" and "and"."""
    for _ in range(3):
        own = [c for c in line.children[verb] if line.deps[c] in ("nsubj", "nsubjpass")]
        if own:
            yield from (line.heads[verb] if line.lowers[c] in RELATIVE else c for c in own)
            return
        if line.deps[verb] == "acl" or (line.deps[verb] == "relcl" and line.heads[verb] < verb):
            yield line.heads[verb]
            return
        if line.deps[verb] not in ("xcomp", "conj", "advcl"):
            return
        verb = line.heads[verb]


def past(line: Line, verb: int) -> bool:
    """True of a verb that tells of what is over: "served", "had served", "used to serve"; not of
    "has served"."""
    auxiliaries = [
        line.lowers[c] for c in line.children[verb] if line.deps[c] in ("aux", "auxpass")
    ]
    if "to" in auxiliaries:
        return line.lemmas[line.heads[verb]] == "use"
    if any(word in ("has", "have", "'ve", "’ve") for word in auxiliaries):
        return False
    if "had" in auxiliaries:
        return True
    word, lemma = line.lowers[verb], line.lemmas[verb].lower()
    return word in ("was", "were") or (
        word not in (lemma, "is", "are", "am", "'s", "’s") and not word.endswith(("s", "ing"))
    )


def negated(line: Line, verb: int) -> bool:
    """True of a verb with "not"."""
    return any(line.deps[c] == "neg" for c in line.children[verb])
