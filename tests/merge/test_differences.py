from __future__ import annotations

import pytest

from onrecord.merge import figures, merge
from onrecord.record import Difference
from readings import FERRY, RETOLD, Page, norway


def numbers(*texts: str) -> list[Difference]:
    pages = [
        Page((FERRY.replace("40 trawlers", "the fleet"), RETOLD)[n] + text, f"2031-05-{13 + n}")
        for n, text in enumerate(texts)
    ]
    return [
        d for d in merge(p.reading() for p in pages).differences if d.field.startswith("number")
    ]


def test_another_number_of_the_same_thing_is_a_conflict() -> None:
    """Two reports that count the same boats differently differ, and the words of each are given."""
    (difference,) = numbers(
        "Chile wants licences for 40 trawlers that wait in port, its envoy said.",
        "Only 35 trawlers wait in port for licences that Chile wants.",
    )
    assert [v.value for v in difference.values] == ["35", "40"]
    assert difference.field == "number of trawlers"
    assert difference.kind == "conflict"


def test_numbers_of_other_things_do_not_differ() -> None:
    """Forty trawlers and twelve ministers, or trawlers of another sentence, are no conflict."""
    assert not numbers(
        "Chile wants licences for 40 trawlers that wait in port.",
        "In Bergen a storm sank 12 trawlers at night.",
    )


def test_a_report_that_gives_both_numbers_differs_from_none() -> None:
    """Where one report has both numbers, they count two things."""
    assert not numbers(
        "Chile wants licences for 40 trawlers that wait in port. Of them 35 trawlers wait in port for fish licences.",
        "Only 35 trawlers wait in port for licences that Chile wants.",
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Canada took 15 percent of it.", ["15 percent"]),
        ("They hold 1,200 sheep.", []),
        ("They freed 1,200 captured sailors.", ["1,200 captured sailors"]),
        ("It cost 3.5 million dollars.", ["3.5 million dollars"]),
        ("Two ministers met on May 14, 2031.", ["Two ministers"]),
        ("It lasted three days and 20 minutes.", []),
        ("Flight BA-117 left at 10:30 for pier 4.", []),
    ],
)
def test_numbers_that_count_something(text: str, found: list[str]) -> None:
    """A number counts where a plural or a percentage stands behind it; dates, times and names with
    numbers do not count."""
    assert [f.text for f in figures.find(Page(text).report)] == found


def test_what_one_report_tells_alone_is_said_so() -> None:
    """A claim of one report is "only here" where the story has another report, and not where it has
    none."""
    first, second = norway(), Page(RETOLD + "Nothing else is known.", "2031-05-14")
    alone = merge([first.reading()]).differences
    both = merge([first.reading(), second.reading()]).differences
    assert not [d for d in alone if d.kind == "only here"]
    assert {d.field for d in both if d.kind == "only here"} == {"claim", "event"}


def test_copies_do_not_confirm() -> None:
    """What only the copies of one text tell is told by one alone, where the story has a text of its
    own besides."""
    text = "Diplomats from Santiago and Oslo quarrel over salmon quotas; Amaro Quilodran meets Ragna Tveitt there to end the salmon quarrel."
    pages = [norway(), norway("2031-05-14"), Page(text, "2031-05-14")]
    found = [
        d
        for d in merge(p.reading() for p in pages).differences
        if d.kind == "only here" and d.field == "claim"
    ]
    assert [len(v.reports) for d in found for v in d.values] == [2]
