"""Times: spans, types and values, and when something happened."""

from __future__ import annotations

import pytest

from marked import asked, draft, lines, published, unmarked
from onrecord.read import times
from onrecord.read.draft import Draft
from onrecord.read.times import day_value
from onrecord.record import Part, PartKind, Report

FOUND = [(heading, line) for heading, line in lines("times") if "When" not in heading]
WHEN = [(heading, line) for heading, line in lines("times") if "When" in heading]


@pytest.mark.parametrize(("heading", "line"), FOUND, ids=[line for _, line in FOUND])
def test_found(heading: str, line: str) -> None:
    """Each time of a case is found with its exact span, type and value, and no other."""
    text, marked = unmarked(line)
    found = draft(text, published(heading)).times
    assert [(t.text, f"{t.value or '?'}{'' if t.type == 'DATE' else f' {t.type}'}") for t in found] == marked
    assert all(text[slice(*t.span)] == t.text for t in found)


@pytest.mark.parametrize(("heading", "line"), WHEN, ids=[line for _, line in WHEN])
def test_when(heading: str, line: str) -> None:
    """The day of a clause is that of its own time, not of who tells it."""
    text, span, answer = asked(line)
    dated = times.when(draft(text, published(heading)), span)
    assert (dated.value if dated else "-") == answer


def _in_part(text: str, kind: PartKind, lang: str = "en") -> list[str]:
    report = Report("0" * 16, "case.txt", lang, text, parts=(Part(kind, (0, len(text))),))
    return [t.text for t in times.find(Draft(report, ()))]


def test_date_lines_give_full_dates_only() -> None:
    """A date line's full date is a time; its weekday alone is not."""
    assert _in_part("date 2021-03-18", "date") == ["2021-03-18"]
    assert _in_part("OSLO, March 9 (Agency)", "dateline") == ["March 9"]
    assert _in_part("Updated Thursday", "date") == []


def test_teasers_and_other_languages_are_not_read() -> None:
    """Nothing is found in teasers, nor in a report that is not in English."""
    assert _in_part("More news of 9 April 1996", "teaser") == []
    assert _in_part("Le 9 April 1996", "body", "fr") == []


def test_impossible_dates_have_no_value() -> None:
    """A day that no calendar has gets no value, and nothing fails."""
    found = draft("On February 30, 2021, and on 2021-13-45, and 99999 years ago, and on 31 June.", published("2021-03-18")).times
    assert {t.value for t in found if "February" in t.text or "2021" in t.text} == {None}


@pytest.mark.parametrize(
    "word", ["the early ", "about ", "last ", "next to last ", "two and a half ", "1/2 ", "1,000,000", "\n ", "March 1 "]
)
def test_no_text_is_slow(word: str) -> None:
    """Words of time over and over take no longer than other text: the test would not end otherwise."""
    text = word * 20_000
    report = Report("0" * 16, "case.txt", "en", text, parts=(Part("body", (0, len(text))),))
    assert all(0 <= t.span[0] < t.span[1] <= len(text) for t in times.find(Draft(report, ())))


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2021-03-16T10:30", "2021-03-16"), ("2021-03-16TNI", "2021-03-16"), ("2021-W10", "2021-W10"), ("2021-Q1", "2021-01-01/2021-03-31"),
        ("2021-W10-WE", "2021-03-13/2021-03-14"), ("P2M", None), ("PRESENT_REF", None), ("XXXX-03-16", None), (None, None),
    ],
)  # fmt: skip
def test_day_value(value: str | None, day: str | None) -> None:
    """What dates an event is ISO 8601: a day, week, month, year or interval, and nothing else."""
    assert day_value(value) == day
