"""The table of states and its look-ups."""

from __future__ import annotations

import pytest

from onrecord.lexicon.states import (
    by_capital,
    by_demonym,
    by_iso3,
    by_name,
    by_people,
    plural,
    states,
)


def test_every_member_of_the_united_nations_is_there() -> None:
    """The table has 193 members, each with a demonym or a reason in its header not to, and each row
    once."""
    assert sum(state.member for state in states()) == 193
    assert len(by_iso3()) == len(states())
    assert [s.iso3 for s in states() if s.member and not s.demonyms] == ["DMA"]


def test_every_row_has_a_place_on_the_map() -> None:
    """Each state has coordinates in range."""
    assert all(
        s.lat is not None and s.lon is not None and -90 <= s.lat <= 90 and -180 <= s.lon <= 180
        for s in states()
    )


def test_cells_are_clean() -> None:
    """No name has white space at its ends or stands twice in its cell."""
    for state in states():
        for cell in ((state.name,), state.names, state.demonyms, state.capitals):
            assert all(word == word.strip() for word in cell), state.iso3
            assert len(set(cell)) == len(cell), state.iso3


@pytest.mark.parametrize(
    ("name", "iso3"),
    [
        ("U.S.", "USA"),
        ("Burma", "MMR"),
        ("Côte d’Ivoire", "CIV"),
        ("DPRK", "PRK"),
        ("Holland", "NLD"),
        ("Macau", "MAC"),
        ("Zaire", "COD"),
    ],
)
def test_other_names(name: str, iso3: str) -> None:
    """Short, official and historic names find their state, with either apostrophe."""
    assert by_name()[name].iso3 == iso3


def test_small_words_are_no_states() -> None:
    """Case is kept: "us" is a pronoun."""
    assert "us" not in by_name()
    assert "Reunion" not in by_name()


@pytest.mark.parametrize(
    ("word", "iso3"),
    [("Dominican", "DOM"), ("Indian", "IND"), ("Briton", "GBR"), ("Guinean", "GIN")],
)
def test_shared_demonyms(word: str, iso3: str) -> None:
    """A demonym belongs to the state that news reports mean by it."""
    assert by_demonym()[word].iso3 == iso3


def test_people() -> None:
    """Plural people are derived, and words that stay the same have none."""
    assert by_people()["Poles"].iso3 == "POL"
    assert by_people()["Frenchmen"].iso3 == "FRA"
    assert plural("German") == "Germans"
    assert [plural(word) for word in ("Japanese", "Swiss", "Spanish", "U.S.", "Icelandic")] == [
        None
    ] * 5


def test_capitals_are_governments() -> None:
    """Brussels stands for the European Union and is not Belgium's government here."""
    assert by_capital()["Kyiv"] is by_capital()["Kiev"]
    assert "Brussels" not in by_capital()
