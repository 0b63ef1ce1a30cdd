"""Actors: who acts or speaks in a report, with every mention."""

from __future__ import annotations

import time

import pytest

from marked import draft, lines
from onrecord.read import actors
from onrecord.read.draft import Draft


def read(text: str) -> Draft:
    start = draft(text)
    return start.plus(actors.find(start))


@pytest.mark.parametrize("case", [line for _, line in lines("actors")])
def test_actor(case: str) -> None:
    """The actor of a case is found with its kind, its state and exactly its mentions."""
    text, _, wanted = case.rpartition(" -> ")
    found = [
        f"{a.name}, {a.kind} {a.state or '-'}: " + "; ".join(text[s:e] for s, e in a.mentions)
        for a in actors.find(draft(text))
    ]
    assert wanted in found


@pytest.mark.parametrize(
    "text",
    [
        "The Finance Bill was passed before the General Election.",
        "The train left at 0900 GMT and the firm sold it on DVD.",
        "Treatment for HIV was cheap, and the GDP of Norway grew.",
    ],
)
def test_what_is_called_by_its_kind_is_no_actor(text: str) -> None:
    """Laws, elections and common short forms have capitals and are nobody."""
    assert not [a.name for a in actors.find(draft(text)) if a.kind in ("person", "organisation")]


def test_the_government_of_a_home_that_is_not_named_is_of_no_foreign_state() -> None:
    """A report that tells of the House of Commons and of Iraq does not mean Iraq's government by
    "the government"."""
    text = "Jack Marsh spoke in the House of Commons. Iraq had asked for help. Iraq waited. The government refused."
    assert not [
        a for a in actors.find(draft(text)) if a.kind == "organisation" and a.state == "IRQ"
    ]


def test_at_head() -> None:
    """What stands at a span is the actor of its head, the shortest mention first."""
    text = "Kremlin spokesman Oleg Barinov said no."
    index = actors.index(read(text))
    spokesman = index.at((0, len("Kremlin spokesman Oleg Barinov")))
    kremlin = index.at((0, len("Kremlin")))
    assert spokesman
    assert kremlin
    assert (spokesman.name, kremlin.name) == ("Oleg Barinov", "Kremlin")


def test_at_document() -> None:
    """A document speaks for whose it is."""
    text = "An editorial in China Gazette praised the deal."
    found = actors.index(read(text)).at((0, text.index(" praised")))
    assert found
    assert found.name == "China Gazette"


def test_at_nobody() -> None:
    """Where nobody is mentioned there is no actor."""
    assert actors.index(read("The weather was fine.")).at((0, 11)) is None


def test_inside() -> None:
    """The actors inside a span come once each, in text order."""
    text = "Paul Marsh and Karen Doyle met Marsh's aide."
    assert [a.name for a in actors.index(read(text)).inside((0, len(text)))] == [
        "Paul Marsh",
        "Karen Doyle",
        "Marsh's aide",
    ]


def test_sides_of_two_governments() -> None:
    """The sides of "the two governments" are the two states named last before."""
    text = "Danish Foreign Minister Aksel Brandt flew to Oslo. Norway was pleased, and the two governments issued a statement."
    reading = read(text)
    group = next(a for a in reading.actors if a.kind == "group")
    assert actors.index(reading).sides(group) == ("DNK", "NOR")


@pytest.mark.parametrize(
    "text",
    [
        "The Norwegian and Canadian foreign ministers met in Reykjavik.",
        "Norway and Canada will be glad when their foreign ministers meet in Reykjavik.",
    ],
)
def test_sides_of_a_group_of_two_states(text: str) -> None:
    """A group of the people of two states acts for both, and not for where they meet."""
    reading = read(text)
    group = next(a for a in reading.actors if a.kind == "group")
    assert actors.index(reading).sides(group) == ("CAN", "NOR")


def test_index_once() -> None:
    """The lookup is built once for a draft."""
    reading = read("Paul Marsh spoke.")
    assert actors.index(reading) is actors.index(reading)


@pytest.mark.parametrize(
    ("text", "name", "wanted"),
    [
        ("Rain fell on Oslo. In Oslo, Danish officials said no.", "Oslo", ["Oslo", "Oslo"]),
        ("The University of North Dakota closed.", "North Dakota", ["North Dakota"]),
        ("Ingrid Halvorsen sailed to Oslo. Karen Doyle stayed there.", "Oslo", ["Oslo", "there"]),
    ],
)
def test_place_mentions(text: str, name: str, wanted: list[str]) -> None:
    """A place has the mentions inside the names of bodies, and none that belongs to the next
    words."""
    start = draft(text)
    places = start.plus(actors.read(start)).places
    assert [text[s:e] for p in places if p.name == name for s, e in p.mentions] == wanted


def test_no_genitive() -> None:
    """A mention never takes in the genitive's ending."""
    text = "Denmark's envoy read Paul Marsh’s letter at the United Nations' hall."
    assert not [
        text[s:e]
        for a in actors.find(draft(text))
        for s, e in a.mentions
        if text[s:e].endswith(("'s", "’s", "'"))
    ]


def test_linear() -> None:
    """Four times the text takes about four times as long."""
    text = "Paul Marsh met the Danish minister. He said officials agreed. Karen Doyle of the World Bank was there. Marsh left.\n\n"
    short, long = draft(text * 30), draft(text * 120)
    start = time.process_time()
    list(actors.find(short))
    middle = time.process_time()
    list(actors.find(long))
    assert time.process_time() - middle < 12 * (middle - start) + 0.2
