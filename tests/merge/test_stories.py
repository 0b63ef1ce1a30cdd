from __future__ import annotations

from onrecord.merge import merge, stories
from onrecord.record import Reading
from readings import Page, norway, quake


def groups(*pages: Page) -> list[set[str]]:
    return [set(s.reports) for s in merge(p.reading() for p in pages).stories]


def test_reports_of_one_happening_are_a_story() -> None:
    """Two reports of the salmon talks in other words are one story, and the earthquake is
    another."""
    a, c = norway(), quake()
    b = Page(
        "Chile hopes that Norway will lift its salmon quotas when Amaro Quilodran comes to Oslo this week. Ragna Tveitt, who receives him, "
        "has said that quotas stay until summer. Trawlers from Puerto Montt wait for the outcome of the talks.",
        "2031-05-14",
    )
    found = groups(a, b, c)
    assert {a.report.id, b.report.id} in found
    assert {c.report.id} in found


def test_two_unlike_reports_are_two_stories() -> None:
    """A collection of two reports that have nothing in common makes two stories."""
    assert len(groups(norway(), quake())) == 2


def test_two_happenings_of_one_kind_are_two_stories() -> None:
    """Earthquakes in two countries with other names and numbers are told apart."""
    other = Page(
        "An earthquake of magnitude 6.2 hit the coast of Ecuador near Esmeraldas at noon. Mayor Lucia Almeida said the hospital stood, "
        "while fishing boats were thrown ashore by a wave. Schools stay closed until Friday.",
        "2031-08-02",
    )
    assert len(groups(quake(), other)) == 2


def test_long_time_between_reports_speaks_against_one_story() -> None:
    """Reports a year apart must be more alike than those of one week."""
    first, week, year = (
        stories.told(Page("Talks in Oslo", day).report).span
        for day in ("2031-05-13", "2031-05-16", "2032-05-13")
    )
    assert stories.near(first, week) == 1.0 > stories.near(first, year)


def test_a_story_says_what_its_reports_share() -> None:
    """The reason names telling words that the reports have in common."""
    (story,) = merge(
        [norway().reading(), norway("2031-05-14", "Rain is expected.").reading()]
    ).stories
    assert "Tveitt" in story.why[0]


def test_the_same_report_twice_is_one() -> None:
    """A report that is given twice is stored once."""
    assert len(merge([norway().reading(), norway().reading()]).reports) == 1


def test_a_report_of_no_words_is_a_story() -> None:
    """An empty report is a story of its own."""
    assert len(merge([Reading(report=Page("").report), quake().reading()]).stories) == 2


def test_nothing_makes_an_empty_record() -> None:
    """Of no readings the record is empty."""
    assert merge([]).reports == ()


def test_an_address_says_what_a_report_is_about() -> None:
    """The words and short numbers of an address count, also where it is printed with blanks; its
    host and long numbers do not."""
    assert (
        stories.address_words(
            "https://fjord.example/2031/05/salmon-talks-open-in-oslo-41939790.html"
        )
        == "2031 05 salmon talks open oslo"
    )
    assert stories.address_words("http : / / fjord . example / salmon - talks") == "salmon talks"
    assert stories.address_words("") == ""
