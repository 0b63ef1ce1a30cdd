"""Full text: which words find what, and what days mean."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord import search
from onrecord.search import Row, days

ROWS = (
    Row(
        "statements",
        "s1",
        "The Chinese side will sanction two firms",
        "Delegate Élan Møller",
        ("2031-03-01", "2031-03-01"),
        ("trade",),
    ),
    Row(
        "statements",
        "s2",
        "Sanctions were lifted in Beijing",
        "a senior official",
        ("2031-03-05", "2031-03-07"),
    ),
    Row("events", "e1", "Japan and Peru sign", "sanctions", None, ("trade", "fish")),
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("it's #1 & more?") / search.FILE
    search.write(path, ROWS)
    return path


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"text": "sanctions"}, {"s1", "s2"}),
        ({"text": "elan moller"}, {"s1"}),
        ({"text": '"two firms"'}, {"s1"}),
        ({"text": "“firms two”"}, set()),
        ({"text": "China"}, {"s1"}),
        ({"text": "china sanctions firms"}, {"s1"}),
        ({"text": "ÉLAN Møller"}, {"s1"}),
        ({"about": "official"}, set()),
        ({"text": "official", "about": "Beijing"}, {"s2"}),
        ({"text": "official", "day": "2031-03-06"}, {"s2"}),
        ({"day": "2031-03-02/2031-03-05"}, {"s2"}),
        ({"day": "2031-03-02"}, set()),
        ({"text": "—"}, set()),
        ({"text": "two\0firms"}, {"s1"}),
        ({"text": "\0two"}, {"s1"}),
    ],
)
def test_words_and_days_that_find(index: Path, asked: dict[str, str], found: set[str]) -> None:
    """Endings, case and accents do not matter; quotation marks keep words together; `about` leaves
    the speaker out."""
    assert set(search.find(index, "statements", **asked)) == found


def test_an_entry_is_found_among_its_kind_only(index: Path) -> None:
    """An event is not found among statements."""
    assert search.find(index, "events", text="sanctions") == ("e1",)


def test_issues_find_entries(index: Path) -> None:
    """Any one of the issues will do, and an entry with two of them comes once."""
    assert search.with_issues(index, "events", ["trade", "fish"]) == ("e1",)
    assert search.with_issues(index, "statements", ["trade"]) == ("s1",)


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2031-03-18", "2031-03-18", "2031-03-18"),
        ("2031-03-18T14:00", "2031-03-18", "2031-03-18"),
        ("2032-02", "2032-02-01", "2032-02-29"),
        ("2031", "2031-01-01", "2031-12-31"),
        ("2031-W10", "2031-03-03", "2031-03-09"),
        ("2031-03-16/2031-03", "2031-03-16", "2031-03-31"),
        ("2031-03-16 / 2031-03-18", "2031-03-16", "2031-03-18"),
    ],
)
def test_days_of_a_date(value: str, first: str, last: str) -> None:
    """A day, month, year or week, or two of them, give their first and last day."""
    assert days(value) == (first, last)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "Thursday",
        "2031-02-30",
        "2031-13",
        "31-03-18",
        "2031-W60",
        "2031-03-18/2031-03-16",
        "PRESENT_REF",
        "2031-3-1",
    ],
)
def test_what_is_no_day_is_an_error(value: str) -> None:
    """Nothing is guessed of what is not a date."""
    with pytest.raises(ValueError, match="not a day"):
        days(value)
