"""Issues: the terms of the table, and what they are about."""

from __future__ import annotations

import pytest

from marked import before
from onrecord.lexicon import table
from onrecord.read import issues
from onrecord.record import Issue


def found(text: str) -> list[Issue]:
    """The issues of a report of that text alone."""
    return list(issues.find(before(issues.find, text, None)))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Canada raised concerns about human rights in Myanmar and Belarus.",
            ["human rights: Myanmar", "human rights: Belarus"],
        ),
        ("The two ministers discussed tariffs on steel from Brazil.", ["tariffs: Brazil"]),
        (
            "Norway wants North Korea to end its nuclear programme.",
            ["nuclear programme: North Korea"],
        ),
        (
            "They spoke of sanctions against Iran and arms sales to Egypt.",
            ["sanctions: Iran", "arms sales: Egypt"],
        ),
        ("China's treatment of journalists was criticised.", ["human rights: China"]),
        ("The fleet sailed through the South China Sea.", ["waters and islands: South China Sea"]),
        ("Climate change was on the agenda.", ["climate change"]),
        ("The national security adviser left early.", []),
        ("The minister was in the trade.", []),
        ("The team won the match.", []),
    ],
)
def test_names_and_referents(text: str, names: list[str]) -> None:
    """An issue is named by its term and by the place or state that it is about, where the words say
    so."""
    assert [i.name for i in found(text)] == names


def test_one_issue_with_all_its_mentions() -> None:
    """The same matter about the same place is one issue, with exact spans."""
    text = "Tariffs on Mexico will rise. The minister said that tariffs on Mexico hurt trade with Mexico."
    tariffs = next(i for i in found(text) if i.name == "tariffs: Mexico")
    assert [text[slice(*span)].lower() for span in tariffs.mentions] == ["tariffs", "tariffs"]
    assert (tariffs.area, tariffs.referent) == ("trade", "Mexico")


def test_ids_are_numbered_in_text_order() -> None:
    """Ids are those of the report, in the order of the first mention."""
    read = found("Sanctions on Iran were discussed, and then arms control.")
    assert [i.id for i in read] == ["0000000000000000.i1", "0000000000000000.i2"]


def test_the_table_names_each_term_once() -> None:
    """No term of the table belongs to two issues, so that a name is stable across reports."""
    terms = [term for row in table("issues") for term in row["terms"].split("|")]
    assert sorted(terms) == sorted(set(terms))
    assert all(row["area"] and row["name"] == row["name"].lower() for row in table("issues"))
