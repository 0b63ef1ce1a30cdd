"""What is made of an HTML page."""

from __future__ import annotations

import json

import pytest

from onrecord.record import Report
from onrecord.reports.given import Given
from onrecord.reports.make import Source, from_page

FIRST = "Sweden and Finland opened talks on Tuesday about the ferry line between Turku and Stockholm, which both governments have paid for."
SECOND = "The talks are to go on in Helsinki within the week, and the ministers of both countries said that they hope for an end before summer."
THIRD = "“We will keep the line open if we can,” the foreign minister of Sweden, Olof Brandt, told reporters in Turku after the first hour."
OTHER = "A dog race drew a crowd of five hundred people to the harbor of Naantali on Sunday, and nobody could say which dog had won."


def page(body: str, head: str = "") -> Report:
    return from_page(
        f"<!doctype html><html><head>{head}</head><body>{body}</body></html>",
        Source("a.html", "0" * 64, "utf-8"),
        Given(),
    )


def words(report: Report, kind: str) -> list[str]:
    return [report.text[slice(*p.span)] for p in report.parts if p.kind == kind]


WHOLE = f"""
<nav><a href="/">Home</a> <a href="/news">News</a></nav><script>var hidden = 1;</script>
<article><h1>Talks on ferry line open</h1><p class="byline">By JO DOE</p>
<time datetime="2031-05-06">May 6, 2031</time>
<p>{FIRST}</p><figure><img src="x.jpg"><figcaption>The harbor of Turku. (Mika Salo / Pool Photo)</figcaption></figure>
<p>{SECOND}</p><p>{THIRD}</p></article>
<aside><h2>Most read</h2><p><a href="/dogs">{OTHER}</a></p></aside><footer>Copyright 2031 Turku Herald. All rights reserved.</footer>
"""


def test_the_visible_text_is_kept_whole() -> None:
    """A page becomes its visible text, one block a line, with the article marked in it and nothing
    thrown away but scripts."""
    report = page(WHOLE)
    assert report.text.splitlines() == [
        "Home News",
        "Talks on ferry line open", "By JO DOE", "May 6, 2031", FIRST,
        "The harbor of Turku. (Mika Salo / Pool Photo)", SECOND, THIRD,
        "Most read", OTHER, "Copyright 2031 Turku Herald. All rights reserved.",
    ]  # fmt: skip
    assert "\n".join(words(report, "body")).splitlines() == [FIRST, SECOND, THIRD]
    assert words(report, "caption") == ["The harbor of Turku."]
    assert words(report, "title") == ["Talks on ferry line open"]
    assert report.byline == ("Jo Doe",)
    assert report.published is not None
    assert (report.published.date, report.published.basis) == ("2031-05-06", "header")


def test_marks_of_the_page_tell_captions_and_standfirst() -> None:
    """What the page marks as caption, credit or standfirst is that, without a word that says so; a
    class of the whole article is none."""
    report = page(
        f"""<nav><a href="/">Home</a></nav><article class="has-caption"><h1>Talks on ferry line open</h1>
        <h2 class="article__standfirst">Ministers of both sides hope for an end before the summer</h2>
        <p>{FIRST}</p><figure><img src="x.jpg"><figcaption>The castle of Turku in the first snow
        <div class="photo-credit">Mika Salo</div></figcaption></figure>
        <p>{SECOND}</p><p>{THIRD}</p></article>"""
    )
    assert words(report, "standfirst") == [
        "Ministers of both sides hope for an end before the summer"
    ]
    assert words(report, "caption") == ["The castle of Turku in the first snow"]
    assert words(report, "credit") == ["Mika Salo"]
    assert "\n".join(words(report, "body")).splitlines() == [FIRST, SECOND, THIRD]


def test_json_ld_tells_title_authors_and_day() -> None:
    """What the page says of itself for machines goes before what it shows."""
    data = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": "Turku Herald"},
            {
                "@type": "NewsArticle",
                "headline": "Talks on ferry line open",
                "datePublished": "2031-05-05T22:00:00Z",
                "author": [
                    {"@type": "Person", "name": "ANN ROE"},
                    {"@type": "Organization", "name": "Reuters"},
                ],
                "publisher": {"name": "Turku Herald"},
            },
        ],
    }
    report = page(WHOLE, f'<script type="application/ld+json">{json.dumps(data)}</script>')
    assert (report.byline, report.agency, report.outlet) == (
        ("Ann Roe",),
        "Reuters",
        "Turku Herald",
    )
    assert report.title is not None
    assert report.title.text == "Talks on ferry line open"
    assert report.published is not None
    assert (report.published.date, report.published.basis) == ("2031-05-05", "metadata")


@pytest.mark.parametrize(
    "broken",
    [
        "{",
        "[]",
        '{"@type": 7}',
        '{"@type": "NewsArticle", "headline": 7, "author": {"name": 9}, "datePublished": []}',
        "[" * 5000,
    ],
)
def test_broken_json_ld_is_passed_over(broken: str) -> None:
    """Metadata that cannot be used costs nothing but itself."""
    assert page(WHOLE, f'<script type="application/ld+json">{broken}</script>').byline == (
        "Jo Doe",
    )


def test_the_outlet_is_no_author() -> None:
    """Where the metadata name the outlet as the author, the byline that the page shows is taken."""
    data = {
        "@type": "NewsArticle",
        "headline": "Talks",
        "author": {"name": "The Turku Herald"},
        "publisher": {"name": "Turku Herald"},
    }
    assert page(
        WHOLE, f'<script type="application/ld+json">{json.dumps(data)}</script>'
    ).byline == ("Jo Doe",)


def test_inline_elements_do_not_break_a_line() -> None:
    """Links and emphasis stay in their sentence, with the blanks that a browser shows; line breaks
    and blocks end a line."""
    report = page(
        "<p>The <b>talks</b>   in\n<a href='/t'>Turku</a>, <i>she</i> said.<br>More<!-- note --> later.</p>tail<div>end</div>"
    )
    assert report.text == "The talks in Turku, she said.\nMore later.\ntail\nend"


@pytest.mark.parametrize(
    "body",
    [
        "<p>" * 300,
        "<p>A<p>B",
        "text alone",
        "<table><tr><td>a</td><td>b</td></tr></table>",
        "<svg><text>x</text></svg>words",
        "&#0;&#xd800;words",
    ],
)
def test_odd_pages_are_pages(body: str) -> None:
    """Pages without an article, without an end to their elements, or with impossible characters are
    read or refused, never more."""
    try:
        report = page(body + "<p>words</p>")
    except Exception as error:
        pytest.fail(repr(error))
    report.text.encode("utf-8")
    assert {i for p in report.parts for i in range(*p.span)} >= {
        i for i, c in enumerate(report.text) if not c.isspace()
    }
