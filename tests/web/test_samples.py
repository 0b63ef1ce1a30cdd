"""The page of real readings: every entry of some sample reports links to exactly the words that it
came from."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

import onrecord
from asking import ask
from onrecord.record import Span
from onrecord.web import app

REPORTS = Path(__file__).parents[2] / "samples" / "reports"
NAMES = ("arctic-1-harbour-ledger.txt", "arctic-2-scrape.txt", "arctic-7-after.html")


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("samples") / "record"
    onrecord.build([REPORTS / name for name in NAMES], path)
    return path


def lit(source: str) -> str:
    """The words that are lit up, without spaces."""
    marks = re.findall(r'<mark[^>]*class="([^"]*)"[^>]*>(.*?)</mark>', source, flags=re.S)
    return bare(
        "".join(re.sub(r"<[^>]+>", "", text) for kinds, text in marks if "here" in kinds.split())
    )


def bare(text: str) -> str:
    return "".join(unescape(text).split())


def covered(text: str, spans: list[Span]) -> str:
    """What the spans cover, each place once."""
    places = sorted({n for s, e in spans for n in range(s, e)})
    return bare("".join(text[n] for n in places))


def test_every_entry_is_lit_up_where_it_stands(record: Path) -> None:
    """For each statement, event and actor of each report: the address of its words lights up these
    and no others, and jumps to them."""
    store, page = onrecord.open(record), app(record)
    asked = 0
    for report in store.reports():
        entries = [(s.id, list(s.content.spans)) for s in store.statements(report=report.id)]
        entries += [
            (e.id, [s for m in e.mentions if m.report == report.id for s in m.evidence])
            for e in store.events(report=report.id)
        ]
        actors = store.actors(story=report.story)
        entries += [
            (a.id, [s for m in a.members if m.report == report.id for s in m.mentions])
            for a in actors
            if report.id in a.reports
        ]
        for id, spans in entries:
            source = ask(page, f"/report/{report.id}?at={id}").text
            assert lit(source) == covered(report.text, spans), (report.path, id)
            assert f' id="{id}"' in source or not spans, (report.path, id)
            asked += 1
    assert asked > 30


def test_every_report_is_on_the_page_whole(record: Path) -> None:
    """Not a word of a report is lost between its parts, its marks and its paragraphs."""
    store, page = onrecord.open(record), app(record)
    for report in store.reports():
        source = ask(page, f"/report/{report.id}").text
        paper = source[source.index('<article class="paper"') : source.index("</article>")]
        assert bare(re.sub(r"<[^>]+>", "", paper)) == bare(report.text)
