"""Tests of how the text of a report is put into paragraphs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from invented import report
from onrecord.show import Mark
from onrecord.web.report import blocks, paragraphs


def read(text: str) -> list[str]:
    return [text[s:e] for s, e in paragraphs(text, (0, len(text)))]


def test_blank_lines_part_paragraphs() -> None:
    """A blank line, with spaces in it or not, ends a paragraph."""
    assert read("One.\n\nTwo.\n  \n\n Three.") == ["One.", "Two.", "Three."]


def test_a_line_is_a_paragraph_where_lines_are_long() -> None:
    """The visible text of a page has a block a line and no blank lines."""
    long = "word " * 30
    assert read(f"{long}\n{long}\n{long}") == [long, long, long]


def test_lines_that_were_broken_to_fit_a_screen_stay_together() -> None:
    """Three or more short lines without a blank one between them are one paragraph."""
    assert read("The ministers of the two\ncountries met on Tuesday\nin the capital.") == [
        "The ministers of the two\ncountries met on Tuesday\nin the capital."
    ]


@given(
    st.text(alphabet="ab “”\n\t ", max_size=80),
    st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=5),
)
def test_every_word_of_a_report_is_in_a_paragraph(text: str, spans: list[tuple[int, int]]) -> None:
    """Nothing but blanks is left out, whatever the text and the marks."""
    marks = [Mark((min(s), max(s)), "statement", "s") for s in spans]
    shown = "".join(
        part.text + " " for b in blocks(report(text, "x", None, None), marks) for part in b.parts
    )
    assert "".join(shown.split()) == "".join(text.split())
