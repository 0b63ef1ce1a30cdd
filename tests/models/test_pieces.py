"""Words as pieces of a vocabulary."""

from __future__ import annotations

import pytest

from onrecord.models.pieces import WORD, Vocabulary, bare

VOCABULARY = Vocabulary.of(
    ["[UNK]", "bridge", "bridges", "##s", "under", "##pass", "##es", "cafe", "'", "’"]
)


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("bridge", ["bridge"]),
        ("Bridges", ["bridges"]),
        ("underpasses", ["under", "##pass", "##es"]),
        ("Café", ["cafe"]),
        ("’", ["’"]),
        ("tunnel", ["[UNK]"]),
        ("undertow", ["[UNK]"]),
        ("b" * 41, ["[UNK]"]),
    ],
)
def test_a_word_is_the_longest_pieces_from_the_left(word: str, pieces: list[str]) -> None:
    """Capitals and accents do not count; a word that the pieces do not cover, or a very long one,
    is unknown as a whole."""
    assert [list(VOCABULARY.ids)[n] for n in VOCABULARY.pieces(word)] == pieces


def test_words_are_runs_of_letters_and_single_marks() -> None:
    """An apostrophe, a hyphen and a low line are words of their own."""
    words = ["the", "U", ".", "S", ".", "-", "led", "“", "talks", "”", "didn", "’", "t", "_", "end"]
    assert WORD.findall("the U.S.-led “talks” didn’t_end") == words


def test_a_combining_mark_is_no_letter() -> None:
    """An accent written as a character of its own leaves the word as it is without it."""
    assert bare("Cafe\u0301") == "cafe"
