"""Bylines, agencies and languages."""

from __future__ import annotations

import pytest

from onrecord.reports.language import language
from onrecord.reports.people import agency, byline


@pytest.mark.parametrize(
    ("line", "names", "wire"),
    [
        ("By JO DOE", ("Jo Doe",), None),
        (
            "By JO DOE, ANN MCROE and L.M. O'NEILL-VIRTA",
            ("Jo Doe", "Ann McRoe", "L.M. O'Neill-Virta"),
            None,
        ),
        ("By Jo Doe, Reuters", ("Jo Doe",), "Reuters"),
        ("by Jo Doe for Reuters", ("Jo Doe",), "Reuters"),
        ("By JO DOE, AP Diplomatic Writer", ("Jo Doe",), "Associated Press"),
        (
            "By Jo Doe in Turku and Ann Roe in Bern | AFP",
            ("Jo Doe", "Ann Roe"),
            "Agence France-Presse",
        ),
        ("By Jo van der Doe, Staff Writer", ("Jo van der Doe",), None),
        ("Von Jo Doe", ("Jo Doe",), None),
        ("By Jo Doe May 6, 2031 8:00 am", ("Jo Doe",), None),
        ("By The Associated Press", (), "Associated Press"),
    ],
)
def test_a_byline_names_its_authors(line: str, names: tuple[str, ...], wire: str | None) -> None:
    """Names come in normal case, without the word "by", offices, places and days; an agency comes
    apart."""
    assert byline(line) == (names, wire)


@pytest.mark.parametrize(
    "line",
    [
        "By Monday evening, the talks",
        "By the way",
        "by 5 percent",
        "Bypass opened",
        "By far the longest talks so far",
        "Jo Doe",
    ],
)
def test_other_lines_are_no_bylines(line: str) -> None:
    """A line that opens like a byline and names nobody is none."""
    assert byline(line) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("AP", "Associated Press"),
        ("(AP)", "Associated Press"),
        ("The Associated Press", "Associated Press"),
        ("ap", None),
        ("Turku Herald", None),
    ],
)
def test_agencies_go_by_one_name(text: str, name: str | None) -> None:
    """Each agency has one name, whatever it is called; a word that only looks like one is not."""
    assert agency(text) == name


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Sweden asked Finland to keep the ferry line open.", "en"),
        ("Ministers meet again", "en"),
        ("12 : 30", "en"),
        (
            "Die Minister beider Länder haben gesagt, dass sie sich in der Woche noch einmal treffen wollen.",
            "de",
        ),
        ("Les ministres des deux pays ont dit qu’ils se reverraient dans la semaine.", "fr"),
        ("Министры обеих стран сказали, что встретятся ещё раз на этой неделе.", "ru"),
        ("両国の外相は、今週もう一度会談すると述べた。", "ja"),
    ],
)
def test_the_language_is_told(text: str, code: str) -> None:
    """English is told even of a line; other languages by their statistics."""
    assert language(text) == code
