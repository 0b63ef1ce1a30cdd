"""The state of an actor where no words about him name it: that to which the model points, if it is
sure by all his mentions."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from marked import before
from onrecord.models.belonging import Glance
from onrecord.models.pieces import WORD
from onrecord.models.reader import ARC
from onrecord.read import actors, belonging
from onrecord.record import Actor

TEXT = "Ana Ruiz came to Lima. The envoy of Peru was glad. Later Ruiz left for Chile."


def actor(text: str, name: str, *pointing: tuple[int, str, float]) -> Actor | None:
    """The actor of that name in a text, with the state that is found for him where the model says
    of the numbered words that they belong to a word, with such odds."""
    spans = [m.span() for m in WORD.finditer(text)]
    ask, answer = np.zeros((2, len(spans), ARC), np.float32)
    answer[:, 0] = 8
    ask[:, 0] = -6
    for n, (at, word, odds) in enumerate(pointing, 1):
        target = next(k for k, (s, e) in enumerate(spans) if text[s:e] == word)
        answer[target, n] = 1
        ask[at, n] = odds * ARC**0.5 + 48
    draft = before(actors.read, text)
    whole = draft.plus(actors.read(replace(draft, views=())))
    whole = replace(whole, glances=(Glance(spans, 0, ask, answer),))
    return next((a for a in belonging.find(whole) if a.name == name), None)


def test_a_state_to_which_all_mentions_point() -> None:
    found = actor(TEXT, "Ana Ruiz", (0, "Peru", 4), (1, "Peru", 4), (14, "Peru", 4))
    assert found is not None
    assert found.state == "PER"
    assert found.why[-1].startswith("acts for Peru")


@pytest.mark.parametrize("odds", [-6, 0, 1])
def test_none_where_the_model_is_not_sure(odds: float) -> None:
    assert actor(TEXT, "Ana Ruiz", *((n, "Peru", odds) for n in (0, 1, 14))) is None


def test_none_where_one_mention_contradicts() -> None:
    assert actor(TEXT, "Ana Ruiz", (0, "Peru", 4), (1, "Peru", 4), (14, "Peru", -6)) is None


def test_a_state_that_the_words_name_stays() -> None:
    text = "The foreign minister of Chile, Ana Ruiz, spoke in Peru."
    assert actor(text, "Ana Ruiz", (6, "Peru", 4), (7, "Peru", 4)) is None
    other = text.replace("The foreign minister of Chile", "There on Monday after lunch")
    found = actor(other, "Ana Ruiz", (6, "Peru", 4), (7, "Peru", 4))
    assert found is not None
    assert found.state == "PER"


def test_people_in_a_street_act_for_no_state() -> None:
    text = "Protesters gathered in Lima. They spoke of Peru."
    odds = [(n, "Peru", 8.0) for n in (0, 5)]
    assert actor(text, "Protesters", *odds) is None
