"""What each line of a plain text is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.record import Part, Report
from onrecord.reports.given import Given
from onrecord.reports.make import Source, from_text
from onrecord.reports.refused import Refused

CASES = Path(__file__).parent.parent / "cases" / "parts.md"


def report(text: str, told: Given | None = None) -> Report:
    return from_text(text, Source("a.txt", "0" * 64, "utf-8"), told or Given())


def cases() -> list[tuple[str, str, list[str]]]:
    """Name, text and expected parts of each case."""
    found = []
    for case in CASES.read_text(encoding="utf-8").split("\n## ")[1:]:
        name, rest = case.split("\n\n", 1)
        text, expected = rest.split("\n---\n")
        found.append((name, text, expected.strip().splitlines()))
    return found


def fits(expected: str, text: str, part: Part) -> bool:
    """A part is of the kind and has the words that a line of a case says."""
    kind, words = expected.split(": ", 1)
    first, _, last = words.partition(" … ")
    shown = text[slice(*part.span)]
    return part.kind == kind and (
        shown == words or (bool(last) and shown.startswith(first) and shown.endswith(last))
    )


@pytest.mark.parametrize(
    ("name", "text", "expected"), cases(), ids=[name for name, _, _ in cases()]
)
def test_the_parts_of_a_text(name: str, text: str, expected: list[str]) -> None:
    """Each case of tests/cases/parts.md has the parts that it says, and each part says by what and
    why."""
    parts = report(text).parts
    shown = [f"{p.kind}: {text[slice(*p.span)]}" for p in parts]
    merged = merge(parts)
    assert len(merged) == len(expected), (name, shown)
    assert [fits(e, text, p) for e, p in zip(expected, merged, strict=True)] == [True] * len(
        expected
    ), shown
    assert all(re.fullmatch(r"lines/\w+", p.by) and p.why for p in parts)


def merge(parts: tuple[Part, ...]) -> list[Part]:
    """Neighbours of one kind as one: how a text is cut for different reasons is not part of a
    case."""
    found: list[Part] = []
    for part in parts:
        if found and found[-1].kind == part.kind:
            found[-1] = Part(part.kind, (found[-1].span[0], part.span[1]))
        else:
            found.append(part)
    return found


def test_what_the_parts_tell() -> None:
    """Title, standfirst, authors in normal case, agency by its name, and the days between which the
    report came out."""
    text = cases()[0][1]
    found = report(text)
    assert found.title is not None
    assert found.standfirst is not None
    assert found.title.text == "Sweden and Finland open talks on ferry line"
    assert found.standfirst.text == "Minister: Both sides see a chance to keep the line open."
    assert found.byline == ("Kaisa O’Neill-Virta",)
    assert found.agency == "Associated Press"
    assert found.published is not None
    assert (
        found.published.date,
        found.published.earliest,
        found.published.latest,
        found.published.basis,
    ) == (
        None,
        "2031-05-06",
        "2031-05-07",
        "internal",
    )


def test_a_dateline_names_place_and_agency() -> None:
    """The dateline is given without its dash, and its agency is the report's."""
    found = report(next(text for name, text, _ in cases() if name == "an agency's report"))
    assert found.dateline is not None
    assert (found.dateline.text, found.agency) == ("TURKU, Finland (AP)", "Associated Press")


def test_the_outlet_is_told_by_its_line() -> None:
    """A line of the head that is called as outlets are names the outlet; one given beside the text
    goes before it."""
    text = next(
        text
        for name, text, _ in cases()
        if name == "a head of short lines directly below each other"
    )
    assert report(text).outlet == "The Turku Observer"
    assert report(text, Given(outlet="Turku Daily")).outlet == "Turku Daily"
    assert report(text.replace("The Turku Observer", "Anna Roe")).outlet is None


@pytest.mark.parametrize(
    ("head", "wire"),
    [
        ("TURKU (Skerry Newswire) — ", "Skerry Newswire"),
        ("TURKU, Sept. 9, 2031 (SNW) -- ", "SNW"),
        ("Turku (Skerry Press) – ", "Skerry Press"),
        ("BRANDT (Sweden) — ", None),
        ("TURKU (Updated) — ", None),
        ("EU (European Union) — ", None),
        ("Brandt (Labour) — ", None),
    ],
)
def test_an_unlisted_agency_is_told_by_its_place(head: str, wire: str | None) -> None:
    """A name in parentheses after a place is the agency; a country, a mark of the desk, a meaning
    or a party is not."""
    assert (
        report(
            head
            + "The ministers of both countries met in Turku on Tuesday, and they said that they would meet again."
        ).agency
        == wire
    )


def test_a_given_title_marks_its_line() -> None:
    """The line that is the title given is the title, wherever it stands."""
    text = (
        "Ferry\nNews\nTalks end without a word.\n"
        + "The talks ended on Tuesday, and neither of the ministers said a word about it to reporters.\n"
        * 2
    )
    found = report(text, Given(title="Talks end without a word."))
    assert found.title is not None
    assert found.title.text == "Talks end without a word."


BITS = st.sampled_from(
    [
        "By JO DOE",
        "AP",
        "Reuters",
        "More in News",
        "Advertisement",
        "Read more: x",
        "May 6, 2031",
        "TURKU (AP) —",
        "(Jo Doe / Pool Photo)",
        "Talks in Turku",
        "https://a.example/x",
        "é",
        "🇫🇮",
        "\t",
        "   ",
    ]
    + [
        "The ministers met in Turku on Tuesday, and they said that the talks would go on through the week."
    ]
    * 4
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.one_of(BITS, st.text(max_size=60)), max_size=25),
    st.sampled_from(["\n", "\n\n", "\r\n", " "]),
)
def test_parts_tile_any_text(bits: list[str], joint: str) -> None:
    """Every character that is not blank lies in exactly one part, the parts are in order, and the
    text is unchanged."""
    text = joint.join(bits)
    try:
        found = report(text)
    except Refused:
        assert not text.strip()
        return
    assert found.text == text
    count = [0] * len(text)
    for part in found.parts:
        for i in range(*part.span):
            count[i] += 1
    assert all(count[i] == 1 for i, c in enumerate(text) if not c.isspace())
    assert [p.span for p in found.parts] == sorted(p.span for p in found.parts)


@pytest.mark.parametrize(
    "text",
    [
        "A line.\n" * 20_000,
        "Related\n" * 20_000,
        "(" * 300_000,
        "A " * 300_000,
        "AAAA, " * 100_000,
        "By " * 100_000,
        "1/" * 200_000,
        ". " * 200_000,
        "May 1 " * 100_000,
        "The Turku Observer\n" * 20_000,
        "This report was written.\n" * 20_000,
        "In this " * 60_000,
        "Doe and Roe, and " * 20_000,
        "By Jo Doe\nHelsinki\n9 September 2031\n" * 6_000,
    ],
)
@pytest.mark.timeout(60)
def test_odd_texts_take_linear_time(text: str) -> None:
    """Texts made to slow down a careless rule are read in seconds."""
    assert report(text).parts
