"""The statement model: what it is given, what it says, and what is said where it is missing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from onrecord.cli import main
from onrecord.models import confidence, statements
from onrecord.models.windows import words


def test_every_word_has_scores() -> None:
    """One row a word, in which the tags add up to one."""
    text = "Ana Duarte said that the bridge would stay closed."
    paragraph = words(text, (0, len(text)), (), statements.vocabulary())
    scored = statements.score([paragraph, paragraph])
    assert scored.tags.shape == (2 * len(paragraph), len(statements.TAGS))
    assert scored.ask.shape == scored.answer.shape == (2 * len(paragraph), 2, statements.ARC)
    assert np.allclose(np.exp(scored.tags).sum(axis=1), 1, atol=1e-4)
    assert statements.TAGS[int(scored.tags[2].argmax())] == "B-cue"


def test_nothing_to_read_has_no_scores() -> None:
    assert len(statements.score([]).tags) == 0


def test_a_missing_model_is_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without the file the program says which is missing and how to get it, and stops with status
    1."""
    monkeypatch.setattr(statements, "FILE", "gone.onnx")
    statements.session.cache_clear()
    report = tmp_path / "report.txt"
    report.write_text("Ana Duarte said that the bridge would stay closed.", encoding="utf-8")
    try:
        done = CliRunner().invoke(main, ["read", str(report)])
    finally:
        statements.session.cache_clear()
    assert done.exit_code == 1
    assert done.stdout == ""
    assert "gone.onnx" in done.stderr
    assert "pip install" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_unmeasured_features_have_no_confidence() -> None:
    """Where too few cases were seen there is no number."""
    assert confidence.probability({"never seen": 1.0}) is None


def test_a_confidence_is_a_probability() -> None:
    features = dict.fromkeys(confidence.weights(), 0.0)
    assert confidence.probability(features) == 0.5
