"""Times: spans, types and values, and when something happened."""

from __future__ import annotations

from datetime import date, timedelta
from typing import cast

import pytest

from marked import asked, draft, lines, published, unmarked
from onrecord.read import times
from onrecord.read.draft import Draft
from onrecord.read.times import calendar, day_value
from onrecord.record import Part, PartKind, Report, Time

UNSEEN_RIGHT = 95
"""So many of the hundred held-out sentences must be read without a mistake."""
FOUND = [(heading, line) for heading, line in lines("times") if "When" not in heading]
WHEN = [(heading, line) for heading, line in lines("times") if "When" in heading]


@pytest.mark.parametrize(("heading", "line"), FOUND, ids=[line for _, line in FOUND])
def test_found(heading: str, line: str) -> None:
    """Each time of a case is found with its exact span, type and value, and no other."""
    text, marked = unmarked(line)
    found = _times(text, heading)
    assert [_answer(t) for t in found] == marked
    assert all(text[slice(*t.span)] == t.text for t in found)


def test_unseen() -> None:
    """Sentences on which no rule was tuned are read as well as they were when the floor was set."""
    cases = [(heading, *unmarked(line)) for heading, line in lines("times-unseen")]
    wrong = [
        text
        for heading, text, marked in cases
        if [_answer(t) for t in _times(text, heading)] != marked
    ]
    assert len(cases) == 100
    assert len(cases) - len(wrong) >= UNSEEN_RIGHT, wrong


def _times(text: str, heading: str) -> list[Time]:
    report = Report(
        "0" * 16,
        "case.txt",
        "en",
        text,
        published=published(heading),
        parts=(Part("body", (0, len(text))),),
    )
    return list(times.find(Draft(report, ())))


def _answer(time: Time) -> tuple[str, str]:
    return time.text, f"{time.value or '?'}{'' if time.type == 'DATE' else f' {time.type}'}"


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


def test_captions_tell_the_past_in_the_present_tense() -> None:
    """Who "arrives on Monday" in a caption has arrived; in a report's body the day is to come."""
    text = "The envoy arrives in Oslo on Monday."
    for kind, day in (("caption", "2021-03-15"), ("body", "2021-03-22")):
        parts = (Part(cast("PartKind", kind), (0, len(text))),)
        (found,) = times.find(
            Draft(
                Report(
                    "0" * 16, "case.txt", "en", text, published=published("2021-03-18"), parts=parts
                ),
                (),
            )
        )
        assert found.value == day


INTERVALS = (
    "last week", "this month", "next year", "yesterday", "two months ago", "in the spring", "in the third quarter", "on March 16",
    "in October", "at Christmas", "last night", "the day after tomorrow", "early next month", "on Good Friday", "the week before last",
)  # fmt: skip


@pytest.mark.parametrize("words", INTERVALS)
@pytest.mark.parametrize(
    ("first", "days"), [("2021-03-16", 2), ("2020-12-28", 6), ("2021-02-25", 9), ("2020-06-20", 40)]
)
def test_every_day_agrees(words: str, first: str, days: int) -> None:
    """Where only an interval of publication is known, a value holds what each of its days would
    give."""
    sentence = f"It came {words}."
    start = date.fromisoformat(first)
    each = [_times(sentence, f"{start + timedelta(n)}")[0].value for n in range(days)]
    (found,) = _times(sentence, f"{start} and {start + timedelta(days - 1)}")
    held = calendar.bounds(found.value)
    for value in each:
        one = calendar.bounds(value)
        assert found.value in (None, value) or (
            held and one and held[0] <= one[0] and one[1] <= held[1]
        )


def test_names_with_words_of_time_are_times_in_titles_only() -> None:
    """A programme's name is no time; a title may be written in capitals throughout."""
    assert _in_part("He told This Week that he would go", "body") == []
    assert _in_part("Envoys To Meet Next Week", "title") == ["Next Week"]


@pytest.mark.parametrize(
    "text",
    [
        "1" * 5000 + "th of March",
        "1" * 5000 + " years ago",
        "9" * 30 + " weeks later",
        "9000 years ago",
    ],
)
def test_no_number_is_too_large(text: str) -> None:
    """A number that no date can hold gives no date, and nothing fails."""
    assert all(
        t.text.startswith("March") or calendar.bounds(t.value) is None
        for t in _times(text, "2021-03-18")
    )


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_no_day_of_publication_is_too_far(day: str) -> None:
    """Where the calendar ends nothing is counted from the day of publication, and nothing fails."""
    said = "He came last week, on Friday, at Easter, in the winter, two weeks ago; he leaves next year, a week from Monday."
    assert {
        t.value for t in _times(said, day) if t.text in ("last week", "Friday", "next year")
    } == {None}


def test_impossible_dates_have_no_value() -> None:
    """A day that no calendar has gets no value, and nothing fails."""
    found = draft(
        "On February 30, 2021, and on 2021-13-45, and 99999 years ago, and on 31 June.",
        published("2021-03-18"),
    ).times
    assert {t.value for t in found if "February" in t.text or "2021" in t.text} == {None}


@pytest.mark.parametrize(
    "word",
    [
        "the early ",
        "about ",
        "last ",
        "next to last ",
        "two and a half ",
        "1/2 ",
        "1,000,000",
        "\n ",
        "March 1 ",
        "a",
        "1",
        "e\u0301",
        "\u05d0\u05d1 ",
        "\U0001f6a2Monday ",
    ],
)
def test_no_text_is_slow(word: str) -> None:
    """Words of time over and over take no longer than other text: the test would not end
    otherwise."""
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


def test_a_headline_in_capitals_may_have_two_days() -> None:
    found = [
        t.value
        for t in _times("TALKS ARE PLANNED FOR APRIL 24 AND 25, 2031.", "published 2031-03-20")
    ]
    assert found == ["2031-04-24", "2031-04-25"]
