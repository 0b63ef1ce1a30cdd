"""Reports made to break a reader: right or quiet, and never slow. `bench/hostile.py` measures how
each step grows on them."""

from __future__ import annotations

import cProfile
import importlib.util
import pstats
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

import onrecord
from checks import check
from onrecord.merge import actors
from onrecord.read.names import persons
from onrecord.read.steps import STEPS
from onrecord.record import Reading

WORDS = 400


def bench(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        name, Path(__file__).parent.parent / "bench" / f"{name}.py"
    )
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


REPORTS: dict[str, Callable[[int], str]] = bench("hostile").REPORTS


@pytest.mark.parametrize("title", REPORTS)
def test_anchors_hold(title: str) -> None:
    """A hostile report is read, and what each anchor covers is what its entry says."""
    reading = onrecord.read(REPORTS[title](WORDS), published="2031-05-14")
    check(reading)


def read(text: str) -> Reading:
    """A body of some length, so that it is read as English prose."""
    return onrecord.read(
        f"The ministers met in the harbour town for talks about fish and ferries on Monday.\n\n{text}\n",
        published="2031-05-14",
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
    reading = read(
        "\u202bשלום\u202c e\u0301\u0301\u0301 The envoys will meet in Lima on Tuesday, \u202emasked\u202c officials said."
    )
    said = [
        reading.report.text[s:e] for p in reading.places if p.name == "Lima" for s, e in p.mentions
    ]
    assert said == ["Lima"]


def test_a_thousand_quotation_marks_say_nothing() -> None:
    """Quotation marks without words hold no statement."""
    reading = read('“”"' * 300)
    first = reading.report.text.index("“")
    assert all(end <= first for s in reading.statements for _, end in s.content.spans)


def calls(work: Callable[[], object]) -> int:
    """How many calls of functions some work takes; the same on every machine."""
    profile = cProfile.Profile()
    profile.runcall(work)
    return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]


def test_merging_grows_little_faster_than_the_reports() -> None:
    """Actors of twice as many reports take little more than twice the work."""
    invented = bench("actors")

    def work(number: int) -> int:
        made = list(invented.readings(number))
        return calls(
            lambda: actors.merge(
                made, {reading.report.id: n // 8 for n, reading in enumerate(made)}
            )
        )

    few, many = work(1200), work(2400)
    assert many < 2.3 * few


def test_reading_grows_as_the_words_do() -> None:
    """Actors of twice as many words about one minister take about twice the work."""
    invented, step = (
        bench("hostile"),
        next(step for step in STEPS if step.__module__.endswith(".actors")),
    )

    def work(words: int) -> int:
        draft = invented.draft(invented.REPORTS["one minister"](words))
        return calls(lambda: list(step(draft)))

    few, many = work(600), work(1200)
    assert many < 2.3 * few


def test_names_of_persons_are_looked_up() -> None:
    """Ten thousand full names are joined without a look at every pair."""
    names = [(f"a{n % 100}", "maria", f"b{n // 100}") for n in range(10_000)] + [
        (f"a{n}", "b7") for n in range(100)
    ]
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    assert calls(lambda: found.update(persons.forms(names))) < 60 * len(names)
    assert found["a3", "b7"] == ("a3", "maria", "b7")
