"""Tests of the words in which a person reads the codes of the record."""

from __future__ import annotations

from typing import get_args

import pytest

from onrecord import record, wording


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("2031-05-13", "13 May 2031"),
        ("2031-05-13T10:00", "13 May 2031"),
        ("2031-05", "May 2031"),
        ("2031", "2031"),
        ("2031-W10", "week of 3 March 2031"),
        ("2031-W99", "2031-W99"),
        ("2031-13-45", "2031-13-45"),
        ("2031-05-13/2031-05-16", "13 to 16 May 2031"),
        ("2031-04-30/2031-05-02", "30 April to 2 May 2031"),
        ("2030-12-30/2031-01-02", "30 December 2030 to 2 January 2031"),
        ("2031-05-13/2031-05-13", "13 May 2031"),
        ("2031-05/2031-06", "May 2031 to June 2031"),
        ("", "day not known"),
        (None, "day not known"),
    ],
)
def test_days_read_as_a_person_writes_them(value: str | None, says: str) -> None:
    """A day, month, week or interval is put into words; what is none of these stays as it is."""
    assert wording.day(value) == says


def test_every_code_of_the_record_has_words() -> None:
    """No status, act, kind or term of the record would be shown as a bare code."""
    tables = (
        (wording.STATUS, record.Status),
        (wording.ACT, record.Act),
        (wording.MANNER, record.Manner),
        (wording.HELD, record.Manner),
        (wording.KIND, record.StatementKind),
        (wording.TERMS, record.Terms),
        (wording.ACTOR, record.ActorKind),
        (wording.DIFFERENCE, record.DifferenceKind),
        (wording.BASIS, record.Basis),
    )
    for words, codes in tables:
        assert set(words) == set(get_args(codes))


def test_numbers_and_lists_read_as_english() -> None:
    """One report, two reports; a, b and c; copies of one text are not counted as voices of their
    own."""
    assert [wording.count(n, "report") for n in (0, 1, 2, 1500)] == [
        "0 reports",
        "1 report",
        "2 reports",
        "1,500 reports",
    ]
    assert [wording.listed(list(s)) for s in ("", "a", "ab", "abc")] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
    assert [wording.carried(*n) for n in ((1, 1), (3, 3), (3, 2), (2, 1))] == [
        "1 report",
        "3 reports",
        "3 reports, 2 on their own",
        "2 reports, 1 on its own",
    ]


def test_states_have_their_names() -> None:
    """A code that the table knows is shown as a name, another as itself."""
    assert [wording.state(s) for s in ("NOR", "ZZZ", None)] == ["Norway", "ZZZ", "No state given"]
