"""Offices: the title, whose it is, since and until when, and the state for which its holder
acts."""

from __future__ import annotations

import pytest

from marked import draft, lines
from onrecord.read import actors
from onrecord.record import Actor, Office

UNSEEN_RIGHT = 89
"""Of the hundred sentences that no rule is tuned on."""


def told(text: str) -> str:
    """The offices of the named persons of a text, as the cases write them."""
    held = [(a, o) for a in actors.find(draft(text)) if a.kind == "person" for o in a.offices]
    return "; ".join(one(a, o) for a, o in held) or "nobody"


def one(who: Actor, held: Office) -> str:
    days = f" | since {held.since}" * bool(held.since) + f" | until {held.until}" * bool(held.until)
    return (
        f"{who.name}: {held.title} | {held.of or '-'} | {held.state or '-'}"
        + " | former" * held.former
        + " | acting" * held.acting
        + days
    )


@pytest.mark.parametrize("case", [line for _, line in lines("offices")])
def test_office(case: str) -> None:
    """Each person of a case has the offices told there, and no others."""
    text, _, wanted = case.rpartition(" -> ")
    assert set(told(text).split("; ")) == set(wanted.split("; "))


def test_unseen() -> None:
    """Of the sentences that no rule is tuned on at least so many are right in every word."""
    cases = [line.rpartition(" -> ") for _, line in lines("offices-unseen")]
    right = sum(set(told(text).split("; ")) == set(wanted.split("; ")) for text, _, wanted in cases)
    assert len(cases) == 100
    assert right >= UNSEEN_RIGHT


def test_words_of_an_office() -> None:
    """An office points at the exact words that give it."""
    text = "White House press secretary Karen Doyle said no."
    (held,) = (o for a in actors.find(draft(text)) for o in a.offices)
    assert [text[s:e] for s, e in held.spans] == ["White House press secretary"]


def test_words_of_one_who_heads() -> None:
    """Of one who heads a body the office points at the verb and the body."""
    text = "Aksel Brandt, who has long headed the Arctic Fish Council, said no."
    (held,) = (o for a in actors.find(draft(text)) for o in a.offices)
    assert [text[s:e] for s, e in held.spans] == ["headed the Arctic Fish Council"]


def test_the_unnamed_hold_offices() -> None:
    """Who is told of by an office alone has it too, so that merging can ask who held it."""
    (held,) = (
        o for a in actors.find(draft("The Danish foreign minister said no.")) for o in a.offices
    )
    assert (held.title, held.of, held.state) == ("foreign minister", "Denmark", "DNK")


def test_a_pronoun_holds_an_office() -> None:
    """An office that is said of "he" is the person's for whom the word stands."""
    text = "Rasmus Holm flew home. He has been Denmark's foreign minister since 2029."
    (held,) = (o for a in actors.find(draft(text)) for o in a.offices)
    assert (held.title, held.state, held.since) == ("foreign minister", "DNK", "2029")


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
    text = "North Korea's Kim Jae Won did not speak. Kim Jae Won's sister, Pak Ji Ho, warned the United States."
    states = {a.name: a.state for a in actors.find(draft(text)) if a.kind == "person"}
    assert states == {"Kim Jae Won": "PRK", "Pak Ji Ho": "PRK"}
