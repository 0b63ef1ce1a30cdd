"""How a text is cut into paragraphs before it is parsed."""

from __future__ import annotations

import random

import pytest

import onrecord
from onrecord.read import limits, parse

LINE = "The envoys of both ports will meet again in the autumn to speak of herring. "


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in parse.paragraphs(text, 0, len(text))]


def test_a_paragraph_of_usual_length_is_one() -> None:
    """Paragraphs end at line ends; one of many sentences is not cut."""
    assert pieces(f" {LINE * 200}\n\nThey left.\n") == [(LINE * 200).strip(), "They left."]


def test_a_paragraph_too_long_is_cut_between_sentences() -> None:
    """Each piece of it but the last ends with a sentence and is nearly as long as may be."""
    found = pieces(LINE * 1000)
    assert " ".join(found) == (LINE * 1000).strip()
    assert all(piece.endswith("herring.") for piece in found)
    assert all(
        limits.PARAGRAPH - len(LINE) <= len(piece) <= limits.PARAGRAPH for piece in found[:-1]
    )


@pytest.mark.parametrize("word", ["Oslo ", "Oslo", "\u0301", "😀", "“ ", "שלום "])
def test_a_sentence_without_end_is_cut(word: str) -> None:
    """No piece is longer than a sentence may be, and nothing is lost but white space."""
    text = word * (50_000 // len(word))
    found = pieces(text)
    assert max(map(len, found)) <= limits.SENTENCE
    assert "".join(found).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize("seed", range(20))
def test_pieces_hold_all_but_white_space(seed: int) -> None:
    """However marks, spaces and line ends are strewn, pieces come in order, cover the text and are
    short enough."""
    chance = random.Random(seed)
    text = "".join(
        chance.choice(["word", " ", ". ", "?” ", "\n", "\n\n", "x" * 3000, " y" * 900, "!\t"])
        for _ in range(60)
    )
    spans = list(parse.paragraphs(text, 0, len(text)))
    assert spans == sorted(spans)
    assert all(0 < end - start <= limits.PARAGRAPH for start, end in spans)
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(
        text.split()
    )


def test_what_stands_there_over_and_over_is_parsed_once() -> None:
    """Of a paragraph without end, pieces with the same words are one."""
    report = onrecord.read(f"{LINE * 4000}\n", published="2031-05-14").report
    with parse.memory():
        first, last = parse.blocks(report)
        assert (first.start, first.doc[-1].text) == (0, ".")
        assert last.end == len(report.text.rstrip())


def test_only_the_parse_is_kept() -> None:
    """What the parser computed from takes ten times the room, and no step looks at it."""
    report = onrecord.read(f"{LINE}\n", published="2031-05-14").report
    with parse.memory():
        assert not any(block.doc.tensor.nbytes for block in parse.blocks(report))
