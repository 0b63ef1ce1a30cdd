"""The types: what they promise of themselves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.record import Report, words
from onrecord.reports import reports

TEXT = "The envoys of Chile and Peru met in Lima on Monday. They spoke about fish for three hours and will meet again."


def given(folder: Path, **fields: str) -> Report:
    path = folder / "one.jsonl"
    path.write_text(json.dumps(fields) + "\n", encoding="utf-8")
    (report,) = reports([path])
    assert isinstance(report, Report)
    return report


@pytest.mark.parametrize("printed", [True, False])
def test_a_given_title_is_kept(tmp_path: Path, printed: bool) -> None:
    """A title given beside a text heads the report, as its title where the text holds it and as its
    headline where not."""
    report = given(
        tmp_path, title="Envoys talk fish", text=f"Envoys talk fish\n\n{TEXT}" if printed else TEXT
    )
    assert report.heading == "Envoys talk fish"
    assert (report.title is not None, report.headline is None) == (printed, printed)


def test_words_are_what_the_spans_cover() -> None:
    """Spans given in any order are put in text order and joined by one space."""
    assert words("abc def ghi", (8, 11), (0, 3)).text == "abc ghi"
