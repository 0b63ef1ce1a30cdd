"""The reader: what it is given, what it says, and what is said where it is missing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from onrecord.cli import main
from onrecord.models import confidence, events, reader
from onrecord.models.reader import look, scored
from onrecord.models.windows import words

TEXT = "Ana Duarte said that the bridge would stay closed."


def test_every_word_has_scores() -> None:
    """One row a word, in which the tags add up to one."""
    paragraph = words(TEXT, (0, len(TEXT)), (), reader.vocabulary())
    count = 2 * len(paragraph)
    scores = scored(count, look([paragraph, paragraph]))
    assert scores.tags.shape == (count, len(reader.TAGS))
    assert scores.ask.shape == scores.answer.shape == (count, 2, reader.ARC)
    assert np.allclose(np.exp(scores.tags).sum(axis=1), 1, atol=1e-4)
    assert reader.TAGS[int(scores.tags[2].argmax())] == "B-cue"


def test_nothing_to_read_has_no_scores() -> None:
    assert len(scored(0, look([])).tags) == 0


def test_every_window_has_all_heads() -> None:
    """A row a word for each head of events, as wide as what it tells."""
    paragraph = words(TEXT, (0, len(TEXT)), (), reader.vocabulary())
    (seen,) = look([paragraph])
    assert seen.trigger.shape == (len(paragraph), events.FIRST + len(events.TYPES))
    assert seen.status.shape == (len(paragraph), len(events.STATUS))
    assert seen.mode.shape == (len(paragraph), len(events.MODES))
    assert seen.event_ask.shape == seen.event_answer.shape
    assert seen.event_ask.shape == (len(paragraph), len(events.ROLES) * reader.ARC)


def test_triggers_are_words_that_are_likely_enough() -> None:
    """With a bar of nothing every word is one; their types and statuses are probabilities."""
    paragraph = words(TEXT, (0, len(TEXT)), (), reader.vocabulary())
    spans = [word.span for word in paragraph]
    (seen,) = look([paragraph])
    found = list(events.triggers(seen, spans, 0.0))
    assert [t.span[0] for t in found] == [start for start, _ in spans]
    assert all(0 <= t.probability <= 1 and np.isclose(t.status.sum(), 1) for t in found)
    assert all(t.arcs.shape == (len(events.ROLES), len(paragraph)) for t in found)
    assert list(events.triggers(seen, spans, 1.1)) == []


def test_a_missing_model_is_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without the file the program says which is missing and how to get it, and stops with status
    1."""
    monkeypatch.setattr(reader, "FILE", "gone.onnx")
    reader.session.cache_clear()
    report = tmp_path / "report.txt"
    report.write_text(TEXT, encoding="utf-8")
    try:
        done = CliRunner().invoke(main, ["read", str(report)])
    finally:
        reader.session.cache_clear()
    assert done.exit_code == 1
    assert done.stdout == ""
    assert "gone.onnx" in done.stderr
    assert "pip install" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


TABLES = ("statements.confidence.tsv", "events.confidence.tsv")


@pytest.mark.parametrize("table", TABLES)
def test_unmeasured_features_have_no_confidence(table: str) -> None:
    """Where too few cases were seen there is no number."""
    assert confidence.probability({"never seen": 1.0}, table) is None


@pytest.mark.parametrize("table", TABLES)
def test_a_confidence_is_a_probability(table: str) -> None:
    features = dict.fromkeys(confidence.weights(table), 0.0)
    assert confidence.probability(features, table) == 0.5
