"""The day of publication, and by what it is known."""

from __future__ import annotations

import pytest

from onrecord.record import Published
from onrecord.reports.given import Given
from onrecord.reports.make import Source, from_text

BODY = (
    "Sweden and Finland opened talks about the ferry line between Turku and Stockholm, officials of both of the countries said.\n\n"
    * 1
)
MORE = "The ministers of both countries said that they hoped for an end of the talks before the summer, and that nothing was agreed.\n\n"


def day(text: str, **told: str) -> Published | None:
    return from_text(text, Source("a.txt", "0" * 64, "utf-8"), Given(**told)).published  # type: ignore[arg-type]


def caption(when: str) -> str:
    return f"Olof Brandt speaks to Aino Laakso at the castle in Turku {when}. (Mika Salo / Pool Photo)\n\nTalks on ferry line open\n\n"


@pytest.mark.parametrize(
    ("text", "told", "expected"),
    [
        (
            BODY,
            {"published": "2031-05-06T23:59:00+02:00"},
            ("2031-05-06", "2031-05-06", "2031-05-06", "metadata"),
        ),
        (
            BODY,
            {"published": "May 6, 2031"},
            ("2031-05-06", "2031-05-06", "2031-05-06", "metadata"),
        ),
        (
            "Talks open\n\nPublished: May 6, 2031 8:15 a.m. EDT\nUpdated: May 7, 2031\n\n"
            + BODY
            + MORE,
            {},
            ("2031-05-06", "2031-05-06", "2031-05-06", "header"),
        ),
        (
            "Talks open\n\nUpdated 7 May 2031\n\nTuesday, May 6, 2031\n\n" + BODY + MORE,
            {},
            ("2031-05-06", "2031-05-06", "2031-05-06", "header"),
        ),
        (
            "Talks open\nBy Jo Doe\n6 May 2031\n" + BODY + MORE,
            {},
            ("2031-05-06", "2031-05-06", "2031-05-06", "header"),
        ),
        (
            "Talks open\nTurku Post\nmardi 6 mai 2031\n" + BODY + MORE,
            {},
            ("2031-05-06", "2031-05-06", "2031-05-06", "header"),
        ),
        (
            "May 6, 2031\nTalks open in Turku\nBy Jo Doe\n" + BODY + MORE,
            {},
            ("2031-05-06", "2031-05-06", "2031-05-06", "header"),
        ),
        (
            "Talks open\n\nBy Jo Doe | May 6, 2031\n\n" + BODY + MORE,
            {},
            ("2031-05-06", "2031-05-06", "2031-05-06", "header"),
        ),
        (
            "Talks open in Turku Tuesday, May 6, 2031\n\n" + BODY + MORE,
            {},
            ("2031-05-06", "2031-05-06", "2031-05-06", "header"),
        ),
        (
            "Talks open\n\n06.05.2031, 17:59 Uhr\n\n" + BODY + MORE,
            {},
            ("2031-05-06", "2031-05-06", "2031-05-06", "header"),
        ),
        (
            "TURKU, May 6, 2031 (Reuters) - " + BODY + MORE,
            {},
            ("2031-05-06", "2031-05-06", "2031-05-06", "header"),
        ),
        (
            BODY + MORE,
            {"url": "https://a.example/2031/05/06/talks"},
            ("2031-05-06", "2031-05-06", "2031-05-06", "url"),
        ),
        (
            BODY + MORE,
            {"url": "https://a.example/2031/may/06/talks"},
            ("2031-05-06", "2031-05-06", "2031-05-06", "url"),
        ),
        (
            BODY + MORE,
            {"url": "https://a.example/2031/02/talks"},
            (None, "2031-02-01", "2031-02-28", "url"),
        ),
        (
            caption("Tuesday, May 6, 2031") + "They met on Tuesday. " + BODY,
            {},
            (None, "2031-05-06", "2031-05-12", "internal"),
        ),
        (
            caption("Tuesday, May 6, 2031")
            + "They met on Tuesday and will meet again Friday. "
            + BODY,
            {},
            (None, "2031-05-06", "2031-05-08", "internal"),
        ),
    ],
)
def test_the_day_is_told(
    text: str, told: dict[str, str], expected: tuple[str | None, str, str, str]
) -> None:
    """Metadata, a line of the head, the address and a dated caption tell the day, in this order of
    trust."""
    assert day(text, **told) == Published(*expected)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (BODY + MORE, {}),
        (BODY + MORE, {"published": "soon"}),
        (BODY + MORE, {"published": "2031-13-45"}),
        (BODY + MORE, {"url": "https://a.example/2031/13/talks"}),
        (BODY + MORE, {"url": "https://a.example/talks-20310506123"}),
        ("Paper tells of the talks of May 6, 2031\n\n" + BODY + MORE, {}),
        ("Talks open\n\n03/04/2031\n\n" + BODY + MORE, {}),
        (caption("Tuesday, May 6, 2031") + BODY + MORE, {}),
        ("FILE - " + caption("Tuesday, May 6, 2031") + "They met on Tuesday. " + BODY, {}),
        (
            BODY
            + MORE
            + "More in News\n\nSnow falls on Monday, May 5, 2031. (Jo Doe / Turku Herald)\nSnow expected\n\nMay 4, 2031\n",
            {},
        ),
    ],
)
def test_no_day_is_invented(text: str, told: dict[str, str]) -> None:
    """Nothing, nonsense, a date with two readings, an old picture, or a teaser's date tell no
    day."""
    assert day(text, **told) is None
