"""Descriptions: who is told of by what he or she is, alone or beside a name."""

from __future__ import annotations

import pytest

from marked import draft, lines
from onrecord.read import actors


def told(text: str) -> list[str]:
    """The actors of a text with their mentions, as the cases write them."""
    found = actors.find(draft(text))
    return [
        f"{a.name}, {a.kind} {a.state or '-'}: " + "; ".join(text[s:e] for s, e in a.mentions)
        for a in found
    ]


@pytest.mark.parametrize("case", [line for _, line in lines("descriptions")])
def test_description(case: str) -> None:
    """The actor of a case is found with its kind, its state and exactly its mentions."""
    text, _, wanted = case.rpartition(" -> ")
    assert wanted in told(text)


def test_a_list_is_no_longer_than_its_names() -> None:
    """Where no name follows "like", a description ends as it does elsewhere."""
    assert told("Danish critics like to say so.") == ["Danish critics, group -: Danish critics"]
