from __future__ import annotations

import pytest

from onrecord.merge import days
from onrecord.merge.days import Span


@pytest.mark.parametrize(
    ("value", "span"),
    [
        ("2031-05-13", Span("2031-05-13", "2031-05-13")),
        ("2031-05-13T14:30", Span("2031-05-13", "2031-05-13")),
        ("2031-W20", Span("2031-05-12", "2031-05-18")),
        ("2031-02", Span("2031-02-01", "2031-02-28")),
        ("2031", Span("2031-01-01", "2031-12-31")),
        ("2031-05-12/2031-05-18", Span("2031-05-12", "2031-05-18")),
        ("2031-05-18/2031-05-12", None),
        ("2031-02-30", None),
        ("P2M", None),
        ("2031-SU", None),
        ("", None),
    ],
)
def test_days_of_a_date_value(value: str, span: Span | None) -> None:
    """A day, a week, a month, a year and an interval have their days; what is none of these, or no
    real day, has none."""
    assert days.span(value) == span


def test_gap_between_intervals() -> None:
    """Intervals that overlap have no gap; else it is the days from the end of one to the start of
    the other, either way round."""
    week, day = Span("2031-05-12", "2031-05-18"), Span("2031-05-20", "2031-05-20")
    assert (days.gap(week, day), days.gap(day, week), days.gap(week, week)) == (2, 2, 0)
