"""Asking for precision: only the statements that are right with some probability."""

from __future__ import annotations

from msgspec import structs

import onrecord
from onrecord.sure import sure, sure_reading

TEXT = "Ana Duarte said that the bridge would stay closed. Her government, she told reporters in Lima, wants talks."


def test_without_a_least_confidence_all_stay() -> None:
    reading = onrecord.read(TEXT)
    assert sure_reading(reading, None) == reading


def test_only_the_sure_ones_stay_and_point_at_none_that_is_gone() -> None:
    """A statement that answered, or went on with, one that is left out points at nothing."""
    reading = onrecord.read(TEXT)
    first, second = reading.statements
    doubtful = structs.replace(first, confidence=0.2)
    sure_one = structs.replace(second, confidence=0.9, reply_to=first.id, continues=first.id)
    (kept,) = sure_reading(
        structs.replace(reading, statements=(doubtful, sure_one)), 0.5
    ).statements
    assert (kept.id, kept.reply_to, kept.continues) == (second.id, None, None)


def test_an_unknown_confidence_is_not_sure() -> None:
    first = structs.replace(onrecord.read(TEXT).statements[0], confidence=None)
    assert sure([first], 0.0) == ()
