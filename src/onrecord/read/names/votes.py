"""Tells what speaks for each kind of thing that a name may be of, at one place where it stands."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.lexicon.gazetteer import by_name as places_by_name
from onrecord.lexicon.states import by_name
from onrecord.read.lines import Line
from onrecord.read.names.name import Name
from onrecord.read.names.runs import of_state
from onrecord.read.names.titles import given_names, of_sort, singulars

NOT_ACTORS = frozenset(("EVENT", "WORK_OF_ART", "LAW", "PRODUCT", "LANGUAGE"))
VOTES = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "people",
} | dict.fromkeys(NOT_ACTORS, "thing")
SPOT = frozenset(("in", "at", "near", "from", "across", "outside", "around", "through"))
COMPASS = frozenset(("West", "East", "North", "South", "Midwest", "Arctic", "Antarctic"))
CALLED = frozenset(("as", "called", "named"))
"""Words before the name of what was told of before them."""
MEMBERS = frozenset(("members", "member", "founder", "founders", "employees"))
NAMED_BODIES = frozenset(
    (
        "team",
        "band",
        "group",
        "company",
        "firm",
        "organization",
        "organisation",
        "party",
        "newspaper",
        "charity",
        "agency",
    )
)
"""Nouns that stand directly beside the name of a body."""
CITY = 100_000
"""Inhabitants of a city that is known by its name alone."""
REACH = 5
"""Words back from "called" in which the noun stands that says what it is."""


def votes(line: Line, name: Name, label: dict[int, tuple[int, str]]) -> Iterator[tuple[str, float]]:
    """What a name may be of (a person, organisation, place, people, thing) with the points that its
    place in the sentence gives for it."""
    yield from _tagged(line, name, label)
    last = line.lowers[name.end - 1]
    if name.title:
        doubtful = name.title.sort == "role" and line.labels[name.end - 1] in ("GPE", "LOC", "FAC")
        yield "person", 0.8 if doubtful else 3.0
    if (
        len(name.words) > 1
        and line.words[name.first] in given_names()
        and last not in of_sort("body")
    ):
        yield "person", 1.5
    if last in of_sort("body") or line.lowers[name.first] in of_sort("body"):
        yield "organisation", 2.0
    elif _a_thing(line, name, last):
        yield "thing", 4.0
    elif len(name.words) == 1 and name.text.isupper() and 1 < len(name.text) < 7:
        yield "organisation", 1.0
    if line.word(name.first - 1) == "the" and not name.title:
        yield "person", -2.0 if not _modifies(line, name) else 0.0
        if name.text in COMPASS:
            yield "place", 2.0
    if name.text in by_name() and line.word(name.first - 1) == "of":
        yield "place", 1.5
    if (
        len(name.words) == 1
        and not name.title
        and line.deps[name.end - 1] == "compound"
        and line.word(name.end) in singulars()
    ):
        yield "person", -1.2
        yield "people", 1.0
    if last in of_sort("site") and not name.title and name.end > name.first + 1:
        yield "place", 1.5
    yield "organisation", _body_beside(line, name)
    yield from _behaviour(line, name)


def _a_thing(line: Line, name: Name, last: str) -> bool:
    """True of what its last word says to be no actor: "the Finance Bill", "GMT"."""
    if last in of_sort("initials"):
        return line.words[name.end - 1][:2].isupper() and not name.title
    return last in of_sort("thing") and not (
        line.words[name.first] in given_names() and last[-1] != "s"
    )


def _body_beside(line: Line, name: Name) -> float:
    """How much a noun for a body beside a name tells: "the team, known as the Harriers", "the band
    Blue Lantern"."""
    the = line.word(name.first - 1) in ("the", '"', "“")
    before = name.first - 1 - the
    if line.word(before) in CALLED:
        said = before - 1 if line.word(before) != "as" else before - 2
        near = line.lowers[max(said - REACH, 0) : said + 1]
        return 3.0 if any(word in of_sort("body") for word in near) else 0.0
    if line.word(before) == "of" and line.word(before - 1) in MEMBERS:
        return 1.0
    apposed = (
        before >= 0
        and line.lowers[before] in NAMED_BODIES
        and line.heads[before] == name.end - 1
        and not the
    )
    return (
        1.5
        if apposed or (line.word(name.end) in NAMED_BODIES and line.heads[name.end - 1] == name.end)
        else 0.0
    )


def _tagged(
    line: Line, name: Name, label: dict[int, tuple[int, str]]
) -> Iterator[tuple[str, float]]:
    for at in range(max(name.first - 1, 0), name.end):
        end, kind = label.get(at, (0, ""))
        if kind in VOTES and end > name.first and end <= name.end + 1:
            weight = 0.5 if kind == "PERSON" and _placed(line, name) else 1.0
            yield VOTES[kind], weight if end >= name.end else 0.5


def _placed(line: Line, name: Name) -> bool:
    """True of a single word that is nobody's given name, after "in" and the like: the tagger errs
    on towns."""
    alone = len(name.words) == 1 and line.words[name.first] not in given_names()
    return alone and line.word(name.first - 1) in SPOT and line.deps[name.end - 1] == "pobj"


def _behaviour(line: Line, name: Name) -> Iterator[tuple[str, float]]:
    head = name.end - 1
    governor = line.heads[head]
    asks = line.deps[head] == "nsubj" and line.lemmas[governor] == "interview"
    if (asks or line.word(name.end) in ("interviews", "interviewed")) and len(name.words) == 1:
        yield "organisation", 2.0
    if (
        line.deps[head] in ("nsubj", "nsubjpass")
        and line.lemmas[governor] in of_sort("saying")
        and name.text not in by_name()
    ):
        yield "person", 0.6 if len(name.words) == 1 else 1.2
        yield "organisation", 0.3
        if name.end - name.first == 3 and line.words[head - 1] == "-":
            yield "person", 0.5
    who = name.end + 1 if line.word(name.end) == "," else name.end
    if line.word(who) == "who" and any(line.deps[c] == "relcl" for c in line.children[head]):
        yield "person", 2.0
    if (
        line.word(name.end) == "of"
        and 1 < len(name.words) < 4
        and of_state(line, name.end)
        and not _common(line, name)
    ):
        yield "person", 1.2
    if line.word(name.first - 1) in SPOT and line.deps[head] == "pobj":
        yield "place", 1.7 if _a_city(name) else 0.7
    if line.word(name.first - 1) in ("neighbouring", "neighboring", "landlocked"):
        yield "place", 3.0


def _a_city(name: Name) -> bool:
    """True of the name of a city that news may speak of without saying where it lies."""
    return any(
        spot.sort == "city" and spot.people >= CITY for spot in places_by_name().get(name.text, ())
    )


def _common(line: Line, name: Name) -> bool:
    """True of a name with a word that bodies have, or with an article: "the Northern Bank of
    Norway"."""
    return line.word(name.first - 1) == "the" or any(word in of_sort("body") for word in name.words)


def _modifies(line: Line, name: Name) -> bool:
    return line.deps[name.end - 1] in ("compound", "nmod", "amod", "poss")
