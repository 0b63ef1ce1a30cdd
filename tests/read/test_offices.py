"""Offices: the title, whose it is, and the state for which its holder acts."""

from __future__ import annotations

import pytest

from marked import draft, lines
from onrecord.read import actors


@pytest.mark.parametrize("case", [line for _, line in lines("offices")])
def test_office(case: str) -> None:
    """Each person of a case has the offices told there, and no others."""
    text, _, wanted = case.rpartition(" -> ")
    held = [(a.name, o) for a in actors.find(draft(text)) for o in a.offices]
    told = ("; ").join(f"{who}: {o.title} | {o.of or '-'} | {o.state or '-'}" + " | former" * o.former for who, o in held)
    assert told == wanted


def test_words_of_an_office() -> None:
    """An office points at the exact words that give it."""
    text = "White House press secretary Karen Doyle said no."
    (held,) = (o for a in actors.find(draft(text)) for o in a.offices)
    assert [text[s:e] for s, e in held.spans] == ["White House press secretary"]


def test_home_state() -> None:
    """A bare title is of the state whose offices the report names without saying whose they are."""
    text = "Secretary of State Paul Marsh flew home. President John Whitfield met him at the White House."
    states = {a.name: a.state for a in actors.find(draft(text)) if a.kind == "person"}
    assert states == {"Paul Marsh": "USA", "John Whitfield": "USA"}


def test_no_home_for_a_foreign_office() -> None:
    """A bare office that the report's home does not have is nobody's."""
    text = "Secretary of State Paul Marsh flew to meet Prime Minister Ana Ruiz at the White House."
    states = {a.name: a.state for a in actors.find(draft(text)) if a.kind == "person"}
    assert states == {"Paul Marsh": "USA", "Ana Ruiz": None}


def test_kin_act_for_the_same_state() -> None:
    """Who is told of only as kin of a state's ruler acts for that state."""
    text = "North Korea's Kim Jae Won did not speak. The dictator's sister, Pak Ji Ho, warned the United States."
    states = {a.name: a.state for a in actors.find(draft(text)) if a.kind == "person"}
    assert states == {"Kim Jae Won": "PRK", "Pak Ji Ho": "PRK"}
