"""Reports made to break a reader: right or quiet, and never slow. `bench/hostile.py` measures how each step grows on them."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

import onrecord
from onrecord.record import Reading
from test_anchors import check_ids, check_parts, check_spans, check_words

WORDS = 400
CHECKS: tuple[Callable[[Reading], None], ...] = (check_spans, check_words, check_parts, check_ids)


def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("hostile", Path(__file__).parent.parent / "bench" / "hostile.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


REPORTS: dict[str, Callable[[int], str]] = bench().REPORTS


@pytest.mark.parametrize("title", REPORTS)
def test_anchors_hold(title: str) -> None:
    """A hostile report is read, and what each anchor covers is what its entry says."""
    reading = onrecord.read(REPORTS[title](WORDS), published="2031-05-14")
    for check in CHECKS:
        check(reading)


def read(text: str) -> Reading:
    """A body of some length, so that it is read as English prose."""
    return onrecord.read(
        f"The ministers met in the harbour town for talks about fish and ferries on Monday.\n\n{text}\n", published="2031-05-14"
    )


def test_a_person_named_like_a_country() -> None:
    """Neither name of a person is a place or a state."""
    reading = read("Mr. Chad Jordan spoke for an hour. Mr. Jordan then went home.")
    assert not [p for p in reading.places if p.name in ("Chad", "Jordan")]
    assert not [a for a in reading.actors if a.kind == "state"]


def test_offsets_behind_emoji() -> None:
    """Spans count code points, also behind signs of several."""
    reading = read("👩‍👩‍👧 🇳🇴 😀 The envoys will meet in Lima 😀 and in Quito.")
    said = {p.name: [reading.report.text[s:e] for s, e in p.mentions] for p in reading.places}
    assert said["Lima"] == ["Lima"]
    assert said["Quito"] == ["Quito"]


def test_right_to_left_and_combining_characters() -> None:
    """Marks of direction and letters with many accents shift no anchor."""
    reading = read("\u202bשלום\u202c e\u0301\u0301\u0301 The envoys will meet in Lima on Tuesday, \u202emasked\u202c officials said.")
    said = [reading.report.text[s:e] for p in reading.places if p.name == "Lima" for s, e in p.mentions]
    assert said == ["Lima"]


def test_a_thousand_quotation_marks_say_nothing() -> None:
    """Quotation marks without words hold no statement."""
    reading = read('“”"' * 300)
    first = reading.report.text.index("“")
    assert all(end <= first for s in reading.statements for _, end in s.content.spans)
