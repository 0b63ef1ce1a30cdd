"""The sector of society that an actor belongs to, and why."""

from __future__ import annotations

import pytest

from marked import draft
from onrecord.read import actors
from onrecord.record import Actor

SECTORS = [
    (
        "Foreign Minister Sunniva Brekkhus of Norway said the talks went on.",
        "Sunniva Brekkhus",
        "GOV",
    ),
    ("Philippa Renwick, Canada's ambassador to Norway, left the talks.", "Philippa Renwick", "GOV"),
    ("Vice-President Aldo Ferrini said he would sign.", "Aldo Ferrini", "GOV"),
    ("Senator Aldo Ferrini said he would vote for the treaty.", "Aldo Ferrini", "LEG"),
    ("Gen. Marit Oskarsen said the troops would leave on Monday.", "Marit Oskarsen", "MIL"),
    ("Opposition leader Bertrand Okafor-Lyle called for a vote.", "Bertrand Okafor-Lyle", "OPP"),
    ("Army chief Marit Oskarsen spoke to reporters in Oslo.", "Marit Oskarsen", "MIL"),
    ("Police chief Marit Oskarsen spoke to reporters in Oslo.", "Marit Oskarsen", "COP"),
    ("Marit Oskarsen, a reporter for the Northern Gazette, saw them.", "Marit Oskarsen", "JRN"),
    (
        "Aldo Ferrini, the chief executive of Brightwater Energy Ltd, signed the deal.",
        "Aldo Ferrini",
        "BUS",
    ),
    ("Aldo Ferrini, a professor at Northern University, praised the deal.", "Aldo Ferrini", "EDU"),
    ("Aldo Ferrini, a former Italian foreign minister, praised the deal.", "Aldo Ferrini", "ELI"),
    ("The United Nations and NATO welcomed the deal.", "NATO", "IGO"),
    ("Amnesty International criticised the deal.", "Amnesty International", "NGO"),
    ("The Kenyan parliament approved the deal.", "Kenyan parliament", "LEG"),
    ("The Kenyan government approved the deal.", "Kenyan government", "GOV"),
    ("Kenya approved the deal.", "Kenya", None),
    (
        "Two people familiar with the talks said the deal was close.",
        "Two people",
        None,
    ),
]


def one(text: str, name: str) -> Actor:
    return next(actor for actor in actors.find(draft(text)) if actor.name == name)


@pytest.mark.parametrize(("text", "name", "sector"), SECTORS)
def test_sector(text: str, name: str, sector: str | None) -> None:
    assert one(text, name).sector == sector


def test_why_tells_kind_state_and_sector() -> None:
    why = one(
        "Foreign Minister Sunniva Brekkhus of Norway said the talks went on.", "Sunniva Brekkhus"
    ).why
    assert any(sentence.startswith("a person") for sentence in why)
    assert "acts for Norway as “Foreign Minister”" in why
    assert "sector GOV by “Foreign Minister”" in why


def test_a_body_without_words_for_it_has_no_sector() -> None:
    actor = one(
        "Ostlund Varga said it would leave the market, said Ostlund Varga.", "Ostlund Varga"
    )
    assert actor.sector is None
