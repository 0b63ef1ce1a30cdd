"""Places: which are named as places, which place a name means, and where something happened."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from marked import asked, before, draft, lines
from onrecord.lexicon import gazetteer, table
from onrecord.lexicon.states import by_iso3
from onrecord.read import issues, places
from onrecord.record import Span

Mark = tuple[Span, str]
GOVERNMENT = "government "
FOUND = [line for heading, line in lines("places") if heading != "Where"]
WHERE = [line for heading, line in lines("places") if heading == "Where"]
UNSEEN_RIGHT = 90
"""So many of the sentences that no rule was tuned on are right at least."""


def nested(line: str) -> tuple[str, list[Mark]]:
    """A case as plain text, and the spans that its brackets mark, which may stand inside others,
    with what they say about them."""
    text, marks, opened = "", [], []
    for piece in re.findall(r"\[|\|[^\]\[]+\]|[^\[\]|]+", line):
        if piece == "[":
            opened.append(len(text))
        elif piece.startswith("|"):
            marks.append(((opened.pop(), len(text)), piece[1:-1]))
        else:
            text += piece
    return text, sorted(marks)


def misread(line: str) -> Iterator[str]:
    """What is wrong in the reading of a case: places that are missing or too many, and governments
    that are missing."""
    text, marks = nested(line)
    read = before(issues.find, text)
    found = {(span, f"{p.name} {p.country or '-'}") for p in read.places for span in p.mentions}
    wanted = {(span, what) for span, what in marks if not what.startswith(GOVERNMENT)}
    yield from (
        f"missing {text[slice(*span)]!r} as {what}" for span, what in sorted(wanted - found)
    )
    yield from (
        f"too much {text[slice(*span)]!r} as {what}" for span, what in sorted(found - wanted)
    )
    states = {(span, a.state) for a in read.actors if a.kind == "state" for span in a.mentions}
    for span, what in marks:
        if what.startswith(GOVERNMENT) and (span, what.removeprefix(GOVERNMENT)) not in states:
            yield f"missing {text[slice(*span)]!r} as {what}"


def answered(line: str) -> str:
    """What is given as the place of the words that a case asks about."""
    text, span, _ = asked(line)
    place = places.at(draft(text), span)
    return place.name if place else "-"


def is_right(heading: str, line: str) -> bool:
    """True where a case is read as it says."""
    return answered(line) == asked(line)[2] if heading == "Where" else not [*misread(line)]


@pytest.mark.parametrize("line", FOUND)
def test_found(line: str) -> None:
    """Each place of a case is found with its exact span, name and country, and no other; a
    government is a state that acts."""
    assert not list(misread(line))


@pytest.mark.parametrize("line", WHERE)
def test_where(line: str) -> None:
    """The place of a clause is where it plays, not where it is told or what it is about."""
    assert answered(line) == asked(line)[2]


def test_sentences_that_no_rule_was_tuned_on() -> None:
    """Of a hundred other sentences no fewer are right than are promised."""
    assert sum(is_right(heading, line) for heading, line in lines("places-unseen")) >= UNSEEN_RIGHT


def test_one_place_has_all_its_mentions() -> None:
    """A place named twice is one place, and two names of one city are one."""
    found = draft("The envoys met in Kiev. Later they returned to Kyiv.").places
    assert [(p.name, len(p.mentions), p.by) for p in found] == [("Kyiv", 2, "places/city-only")]
    assert found[0].geonames == 703448


def test_one_edge_of_a_land_is_one_place() -> None:
    """A border named twice is one place, and "the border" means it; another side of the same land
    is another."""
    text = "Lorries wait at the Moldovan border. The border is shut. The northern Moldovan border is open."
    assert [(p.name, len(p.mentions), p.by) for p in draft(text).places] == [
        ("Moldovan border", 2, "places/edge-named"),
        ("northern Moldovan border", 1, "places/edge-named"),
    ]


def test_a_far_place_is_there_only_if_no_other_was_named() -> None:
    """After four sentences "there" means the one place that was named, of two none."""
    rest = "The winter was long. The letters were few. The money was gone. The war went on. She wants to go back there."
    assert [len(p.mentions) for p in draft(f"She was born in Quito. {rest}").places] == [2]
    assert [
        len(p.mentions) for p in draft(f"She was born in Quito and worked in Lima. {rest}").places
    ] == [1, 1]


def test_regions_are_clean() -> None:
    """Each region has coordinates in range, a known kind and a known country, and each name stands
    once."""
    rows = table("regions")
    assert all(-90 <= float(r["lat"]) <= 90 and -180 <= float(r["lon"]) <= 180 for r in rows)
    assert {r["kind"] for r in rows} == {"us-state", "region", "water", "continent", "building"}
    assert all(r["country"] in {"", *by_iso3()} for r in rows)
    assert len({r["name"] for r in rows}) == len(rows)


def test_city_names_are_of_known_cities() -> None:
    """Each row of the table of city names points at a city of the package."""
    numbers = {
        spot.geonames
        for spots in gazetteer.by_name().values()
        for spot in spots
        if spot.sort == "city"
    }
    assert all(int(row["geonames"]) in numbers for row in table("city_names"))
