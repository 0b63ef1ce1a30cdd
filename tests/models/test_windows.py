"""Windows: every word is in one of them with its place, and the first of each only give context."""

from __future__ import annotations

import random

import pytest

from onrecord.models.pieces import Vocabulary
from onrecord.models.windows import ROOM, Paragraph, size, windows, words

VOCABULARY = Vocabulary.of(["[UNK]", "a", "##b"])


def paragraphs(*lengths: int) -> list[Paragraph]:
    """Paragraphs of so many words, each word of one or two pieces."""
    rng = random.Random(sum(lengths))
    texts = [" ".join(rng.choice(("a", "ab")) for _ in range(n)) for n in lengths]
    return [words(text, (0, len(text)), (), VOCABULARY) for text in texts]


@pytest.mark.parametrize(
    "lengths",
    [(), (1,), (3, 0, 5), (40,) * 30, (2000,), (10, 900, 10, 300, 20), (250, 250), (1,) * 700],
)
def test_every_word_is_scored_once(lengths: tuple[int, ...]) -> None:
    """Behind its context each window goes on where the one before ended, and none is too large."""
    found = paragraphs(*lengths)
    whole = [word for paragraph in found for word in paragraph]
    at = 0
    for window in windows(found):
        held = [word for part in window.parts for word in part]
        assert held == whole[window.first : window.first + len(held)]
        assert window.first + window.known <= at
        assert sum(size(part) + 1 for part in window.parts) <= ROOM
        at = max(at, window.first + len(held))
    assert at == len(whole)


def test_a_short_paragraph_is_seen_again_before_the_next() -> None:
    """The last paragraph of a full window begins the next one, for context only."""
    first, second = windows(paragraphs(120, 10, 120))
    assert (first.first, second.first) == (0, 120)
    assert second.known == 10


def test_forms_tell_capitals_and_quotation_marks() -> None:
    """Small letters, a capital, all capitals; three more inside quotation marks."""
    text = 'He said "NATO is Here" now'
    assert [word.form for word in words(text, (0, len(text)), [(8, 22)], VOCABULARY)] == [
        1,
        0,
        3,
        5,
        3,
        4,
        3,
        0,
    ]
