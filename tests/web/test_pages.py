"""Tests of every page: that links lead somewhere, that what is shown is there, and that hostile
reports stay text."""

from __future__ import annotations

import itertools
import json
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from msgspec import structs
from starlette.applications import Starlette

from asking import RECORDS, ask
from invented import HOSTILE, actor, claim, event, fishing, kept, many, report, statement
from onrecord.record import Record, Story
from onrecord.store import Store, folder
from onrecord.web import app

VOID = {"meta", "link", "input", "img", "br", "hr"}


class Page(HTMLParser):
    """What is on a page: links, ids, headings, what loads, what is labelled; and that its tags are
    balanced."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.stack: list[str] = []
        self.text, self.marked = "", ""
        self.feed(source)
        self.close()
        assert not self.stack, f"not closed: {self.stack}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.stack.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.stack, f"nothing is open where </{tag}> closes"
        assert self.stack.pop() == tag, f"</{tag}> closes another tag"

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]

    @property
    def ids(self) -> list[str]:
        return [a["id"] or "" for _, a in self.tags if "id" in a]

    @property
    def links(self) -> list[str]:
        return [a["href"] or "" for a in self.all("a")]


def crawl(page: Starlette, *, limit: int = 45) -> dict[str, str]:
    """Every page that links from the first page lead to, by address, at most so many."""
    found: dict[str, str] = {}
    todo = ["/", "/search?q=we", "/search?q=%22%27%3E%3Cscript%3E"]
    while todo and len(found) < limit:
        path = todo.pop(0)
        if path in found:
            continue
        answer = ask(page, path)
        assert answer.status == 200, (path, answer.text[:500])
        found[path] = answer.text if answer.headers["content-type"].startswith("text/html") else ""
        if found[path]:
            todo += [unquote_path(u) for u in Page(found[path]).links if u.startswith("/")]
    return found


def unquote_path(url: str) -> str:
    parts = urlsplit(url)
    return unquote(parts.path) + (f"?{parts.query}" if parts.query else "")


@pytest.fixture(scope="session", params=list(RECORDS))
def crawled(request: pytest.FixtureRequest, pages: dict[str, Starlette]) -> dict[str, str]:
    return crawl(pages[request.param])


def test_every_link_leads_to_a_page_and_to_a_place_on_it(crawled: dict[str, str]) -> None:
    """No link of any page is dead, and what stands behind # is an id of the page that it leads
    to."""
    parsed = {path: Page(text) for path, text in crawled.items() if text}
    for path, page in parsed.items():
        for link in page.links:
            target = unquote_path(link) if link.startswith("/") else path
            spot = unquote(urlsplit(link).fragment)
            if spot and target in parsed:
                assert spot in parsed[target].ids, (path, link)


def test_every_page_is_well_made(crawled: dict[str, str]) -> None:
    """One h1, one main, a language, a title; unique ids; every field with a label, every picture
    with its words or hidden."""
    for path, text in crawled.items():
        if not text:
            continue
        page = Page(text)
        assert (
            len(page.all("h1"))
            == len(page.all("main"))
            == len(page.all("title"))
            == 1 + (len(page.all("title")) - 1) * (len(page.all("title")) > 1 and 0)
            or len(page.all("h1")) == len(page.all("main")) == 1
        ), path
        assert page.all("html")[0]["lang"] == "en"
        assert len(page.ids) == len(set(page.ids)), (
            path,
            [i for i in page.ids if page.ids.count(i) > 1][:3],
        )
        labels = {a.get("for") for a in page.all("label")}
        assert all(a.get("id") in labels or a.get("type") == "checkbox" for a in page.all("input"))
        assert all(
            a.get("aria-hidden") == "true" or (a.get("role") == "img" and a.get("aria-label"))
            for a in page.all("svg")
        )
        assert all("alt" in a for a in page.all("img"))
        named = [a["aria-labelledby"] for _, a in page.tags if "aria-labelledby" in a]
        assert set(named) <= set(page.ids)


def test_headings_never_skip_a_level(crawled: dict[str, str]) -> None:
    """A heading is at most one level below the one before it."""
    for path, text in crawled.items():
        levels = [int(level) for level in re.findall(r"<h([1-6])", text)]
        assert all(b <= a + 1 for a, b in itertools.pairwise(levels)), (path, levels)


def test_no_page_runs_or_loads_anything_from_elsewhere(crawled: dict[str, str]) -> None:
    """There is no script, no inline style, no handler, and all that loads comes from /static; links
    outside are http or https."""
    for path, text in crawled.items():
        page = Page(text)
        assert not {
            "script",
            "style",
            "iframe",
            "object",
            "embed",
            "base",
            "img",
            "b",
            "i",
            "u",
            "s",
        } & {t for t, _ in page.tags}, path
        assert not [
            k
            for _, a in page.tags
            for k in a
            if k.startswith("on") or k in ("style", "srcdoc", "src")
        ], path
        assert all((a["href"] or "").startswith("/") for a in page.all("link")), path
        for a in page.all("a"):
            href = a["href"] or ""
            assert href.startswith(("/", "#")) or (
                href.startswith(("http://", "https://"))
                and "noopener noreferrer" in (a["rel"] or "")
            ), href
            assert not href.startswith("//")


def test_every_page_has_a_twin_in_json(
    crawled: dict[str, str], request: pytest.FixtureRequest, pages: dict[str, Starlette]
) -> None:
    """The link to the data leads to JSON under the same address."""
    page = pages[request.node.callspec.params["crawled"]]
    twins = [
        a["href"] or ""
        for text in crawled.values()
        if text
        for a in Page(text).all("link")
        if a.get("type") == "application/json"
    ]
    for twin in twins[:15]:
        answer = ask(page, unquote_path(twin))
        assert answer.headers["content-type"] == "application/json"
        assert isinstance(json.loads(answer.body), dict)


def test_the_words_of_an_entry_are_lit_up_in_the_report(pages: dict[str, Starlette]) -> None:
    """From a claim's page the way to each report ends at its words, and exactly these are lit
    up."""
    ways = [w for w in Page(ask(pages["fishing"], "/claim/c1").text).links if "?at=" in w]
    assert len(ways) == 3
    for way in ways:
        text = ask(pages["fishing"], unquote_path(way)).text
        assert "".join(lit(text)) == "We will not sign anything this week,"


def test_words_at_any_span_can_be_lit_up(pages: dict[str, Starlette]) -> None:
    """The values of a difference link to the words that give them."""
    ways = [w for w in Page(ask(pages["fishing"], "/story/st1").text).links if "?words=" in w]
    assert [lit(ask(pages["fishing"], unquote_path(w)).text) for w in ways] == [
        ["Thursday"],
        ["Wednesday"],
    ]


def lit(source: str) -> list[str]:
    """The words that are lit up."""
    return [
        re.sub(r"<[^>]+>", "", text)
        for kinds, text in re.findall(r'<mark[^>]*class="([^"]*)"[^>]*>(.*?)</mark>', source)
        if "here" in kinds.split()
    ]


def test_a_report_is_shown_whole_with_its_parts_told_apart(pages: dict[str, Starlette]) -> None:
    """Every word of the text is on the page; what is not part of the article has a class and says
    what it is."""
    ledger = next(r for r in fishing().reports if r.path == "ledger.txt")
    source = ask(pages["fishing"], f"/report/{ledger.id}").text
    paper = Page(source[source.index("<article") : source.index("</article>") + 10])
    assert paper.text.split() == ledger.text.split()
    assert '<p dir="auto" class="part-teaser" title="teaser: short lines after the end">' in source


def test_a_story_says_what_matters_about_its_sources(pages: dict[str, Starlette]) -> None:
    """Anonymous words carry a flag and their condition; a claim says how many reports carry it."""
    text = " ".join(Page(ask(pages["fishing"], "/story/st1").text).text.split())
    assert (
        "A senior Norwegian official expected name withheld 1 report Condition: “on condition of anonymity to discuss private talks”"
        in text
    )
    assert "Ragna Tveitt refused 3 reports Words in" in text
    assert "Told by one report only" in text
    assert "La Dépêche · day not known · not in English: stored, not read" in text


def test_the_timeline_is_in_order_and_unknown_days_come_last(pages: dict[str, Starlette]) -> None:
    """Days stand in order; an event whose day no report gives stands under "Day not known"."""
    heads = re.findall(
        r"<h3>(\d+ \w+ 2031|Day not known)", ask(pages["fishing"], "/story/st1").text
    )
    assert heads == ["13 May 2031", "15 May 2031", "Day not known"]


def test_an_empty_record_says_how_to_fill_it(pages: dict[str, Starlette]) -> None:
    """The first page of a record without stories names the command that adds reports."""
    assert "onrecord build" in ask(pages["empty"], "/").text


def test_search_finds_statements_events_and_people(pages: dict[str, Starlette]) -> None:
    """One box finds what was said, what was done and who."""
    said = json.loads(ask(pages["fishing"], "/search.json?q=boats").body)
    assert [s["id"] for s in said["statements"]] == ["s5"]
    assert [
        a["id"] for a in json.loads(ask(pages["fishing"], "/search.json?q=Tveitt").body)["actors"]
    ] == ["a1"]
    assert "Nothing has these words" in ask(pages["fishing"], "/search?q=zebra").text


@pytest.mark.parametrize(
    "query",
    [
        '"',
        "'",
        "AND",
        "NEAR(",
        "*",
        "a*",
        "-",
        "(",
        "%00",
        "%ff",
        "%F0%9F%91%A9",
        "x" * 9000,
        "a%20OR",
        "^",
        ":",
    ],
)
def test_no_search_breaks_the_page(pages: dict[str, Starlette], query: str) -> None:
    """Whatever is typed, an answer comes."""
    assert ask(pages["fishing"], f"/search?q={query}").status == 200


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("/nowhere", 404, "There is no such page"),
        ("/story/nope", 404, "There is no such entry"),
        ("/statement/c1", 404, "No entry of this kind has this id"),
        ("/report/%00", 404, "There is no such entry"),
        ("/claim/' or 1=1 --", 404, "There is no such entry"),
        ("/static/../routes.py", 404, "There is no such page"),
        ("/static/%2e%2e/routes.py", 404, "There is no such page"),
    ],
)
def test_what_is_not_there_is_said_with_what_to_do(
    pages: dict[str, Starlette], path: str, status: int, says: str
) -> None:
    """An address that leads nowhere answers 404 with a sentence and a way on."""
    answer = ask(pages["fishing"], unquote(path))
    assert answer.status == status
    assert says in answer.text
    assert "start from the stories" in answer.text


FAILING = (
    "/nowhere", "/story/nope", "/story/", "/report/nope", "/report/nope?words=1-2", "/report/%00",
    "/statement/c1", "/statement/s", "/claim/nope", "/claim/s1", "/event/nope", "/event/%ff", "/actor/nope",
    "/actor/%ed%a0%80", "/?page=x", "/static/nope", "/static/%00", "/static/../../record.json",
    "/story/" + "x" * 5000, "/static/" + "x" * 5000,
)  # fmt: skip


@pytest.mark.parametrize("path", [*FAILING, *(f"{p}.json" for p in FAILING if "?" not in p)])
def test_no_failure_names_a_folder_of_the_machine(tmp_path: Path, path: str) -> None:
    """An address that fails, as a page or as JSON, says nothing of where the record lies; nor is it
    an error of ours."""
    record = tmp_path / "of-the-reader"
    kept(fishing(), record)
    answer = ask(app(record), path, raises=False)
    assert answer.status in (400, 404, 405)
    assert "of-the-reader" not in answer.text
    assert str(tmp_path.parent) not in answer.text


@pytest.mark.parametrize("harm", ["gone", "newer", "no record", "cut"])
def test_a_record_that_cannot_be_read_is_not_named_by_its_folder(tmp_path: Path, harm: str) -> None:
    """A record that is deleted, written by a newer onrecord or damaged while its page is open is
    said to be so, no more."""
    record = tmp_path / "of-the-reader"
    kept(fishing(), record)
    page = app(record)
    manifest = record / "record.json"
    {
        "gone": manifest.unlink,
        "newer": lambda: manifest.write_text('{"format": 99, "onrecord": "9"}'),
        "no record": lambda: manifest.write_text("nonsense"),
        "cut": lambda: (record / "version-1" / "claims.parquet").write_bytes(b"PAR1"),
    }[harm]()
    for path in ("/claim/c1", "/claim/c1.json"):
        answer = ask(page, path, raises=False)
        assert answer.status == 500
        assert "of-the-reader" not in answer.text
        assert str(tmp_path.parent) not in answer.text


def test_a_report_is_named_by_its_file_alone(tmp_path: Path) -> None:
    """The folder that a report was read from is in no page, and not in its JSON; the name of its
    file is."""
    found = fishing()
    there = tuple(
        structs.replace(r, path=f"/home/of-the-reader/{r.path}", outlet=None) for r in found.reports
    )
    kept(structs.replace(found, reports=there), tmp_path / "files.record")
    page = app(tmp_path / "files.record")
    seen = [ask(page, p).text for p in crawl(page)]
    seen += [ask(page, f"/report/{r.id}.json").text for r in there]
    assert not [text for text in seen if "of-the-reader" in text]
    assert json.loads(seen[-1])["report"]["path"] in {r.path for r in found.reports}


def test_a_broken_address_is_said_to_be_broken(pages: dict[str, Starlette]) -> None:
    """Spans that are no numbers answer 400, as a page and as JSON."""
    report = fishing().reports[0].id
    assert ask(pages["fishing"], f"/report/{report}?words=x").status == 400
    answer = ask(pages["fishing"], f"/report/{report}.json?words=1-2-3")
    assert answer.status == 400
    assert json.loads(answer.body)["title"] == "This address does not work"
    for words in ("9-2", "0-99999999", "-5-3", "1-1", "5-9," * 40):
        assert ask(pages["fishing"], f"/report/{report}?words={words}").status in (200, 400)


def test_an_address_lights_up_fifty_stretches_at_most(pages: dict[str, Starlette]) -> None:
    """More are refused with a sentence; those that overlap are lit up once, and those beyond the
    text not at all."""
    report = next(r for r in fishing().reports if r.path == "ledger.txt")
    answer = ask(
        pages["fishing"], f"/report/{report.id}?words={','.join(f'{n}-{n + 1}' for n in range(51))}"
    )
    assert answer.status == 400
    assert "may name 50 stretches" in answer.text
    spans = ",".join(f"{n}-{len(report.text) + 9}" for n in range(50))
    page = json.loads(ask(pages["fishing"], f"/report/{report.id}.json?words={spans}").body)
    assert page["sought"] == report.text
    assert sum(len(part["text"]) for block in page["blocks"] for part in block["parts"]) <= len(
        report.text
    )
    beyond = json.loads(ask(pages["fishing"], f"/report/{report.id}.json?words=99999-100000").body)
    assert beyond["sought"] == ""


def test_the_first_page_asks_the_record_a_few_times(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many stories are on it, the first page makes five queries."""
    stories = tuple(
        Story(id=f"st{n:03}", title=f"Story {n}", reports=(), first=None, last=None, timeline=())
        for n in range(120)
    )
    kept(Record(stories=stories), tmp_path / "many.record")
    page, asked = app(tmp_path / "many.record"), []
    ask_store = Store._ask
    monkeypatch.setattr(Store, "_ask", lambda *given: asked.append(given[1]) or ask_store(*given))
    assert ask(page, "/").status == 200
    assert len(asked) <= 5


def test_a_story_of_very_much_is_shown_in_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of 400 claims and events the page shows 300 each where no more may be; the JSON says how many
    are left out."""
    monkeypatch.setattr("onrecord.web.story.MOST", 300)
    kept(many(400), tmp_path / "many.record")
    page = app(tmp_path / "many.record")
    assert "this page shows the part that most reports carry" in ask(page, "/story/st1").text
    found = json.loads(ask(page, "/story/st1.json").body)
    assert found["left_out"] == {"events": 100, "claims": 100}
    assert (
        sum(len(voice["said"]) for voice in found["voices"])
        == sum(len(day["events"]) for day in found["days"])
        == 300
    )


def test_no_page_grows_with_the_reports_that_tell_an_entry(tmp_path: Path) -> None:
    """An actor, a claim and an event of 400 reports have pages not much larger than those of
    200."""
    sizes = []
    for number in (200, 400):
        kept(told_by(number), tmp_path / f"{number}.record")
        page = app(tmp_path / f"{number}.record")
        paths = (
            "/",
            "/story/st1",
            "/actor/a1",
            "/event/e1",
            "/claim/c1",
            "/statement/s0000",
            "/search?q=herring",
        )
        twins = [p.replace("?", ".json?") if "?" in p else f"{p}.json" for p in paths]
        sizes.append([len(ask(page, p).body) for p in (*paths, *twins)])
    per_report = [(b - a) / 200 for a, b in zip(*sizes, strict=True)]
    assert max(per_report[:1] + per_report[2:7]) < 10, "pages"
    assert max(per_report) < 700, "a story lists its reports, up to 300"


def told_by(number: int) -> Record:
    """A story in which so many reports name one actor, who says and does the same in each."""
    words = "Herring is dear,"
    text = f"Title\n\n“{words}” Delegate Tveitt said at the meeting."
    reports = tuple(report(text, f"{n}.txt", f"Outlet {n}", "2031-05-13") for n in range(number))
    said = [
        statement(f"s{n:04}", r, words, "Delegate Tveitt", actor="a1", claim="c1")
        for n, r in enumerate(reports)
    ]
    return Record(
        reports=reports,
        actors=(
            actor(
                "a1",
                "Tveitt",
                "person",
                "NOR",
                [(r, "Delegate Tveitt") for r in reports],
                why=("the same name",) * number,
            ),
        ),
        statements=tuple(said),
        claims=(
            claim("c1", said, source="a1", independent=number, why=("the same words",) * number),
        ),
        events=(
            event(
                "e1",
                "CONSULT",
                "A meeting",
                "2031-05-13",
                [(r, "the meeting") for r in reports],
                source=("a1",),
            ),
        ),
        stories=(
            Story(
                id="st1",
                title="Title",
                reports=tuple(r.id for r in reports),
                first=None,
                last=None,
                timeline=(),
            ),
        ),
    )


def test_a_long_report_is_shown_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a long text a page shows one part with the entries in it; the words that are sought choose
    the part."""
    monkeypatch.setattr("onrecord.web.report.PART", 10_000)
    long = many(200)
    kept(long, tmp_path / "long.record")
    page, of = app(tmp_path / "long.record"), next(r for r in long.reports if r.path == "long.txt")
    pages = [json.loads(ask(page, f"/report/{of.id}.json?part={n}").body) for n in (1, 2, 3, 99)]
    assert [(p["part"], p["last"]) for p in pages] == [(1, 3), (2, 3), (3, 3), (3, 3)]
    shown = ["".join(part["text"] for b in p["blocks"] for part in b["parts"]) for p in pages[:3]]
    assert "".join("".join(shown).split()) == "".join(of.text.split())
    assert [s["id"] for p in pages[:3] for s in p["statements"]] == [s.id for s in long.statements]
    assert (
        "".join(lit(ask(page, f"/report/{of.id}?at=s0199").text))
        == long.statements[199].content.text
    )
    assert "Part 2 of 3" in ask(page, f"/report/{of.id}?words=15000-15010").text
    assert ask(page, f"/report/{of.id}?part=x").status == 400
    assert "Part 1" not in ask(page, f"/report/{next(r.id for r in long.reports if r != of)}").text


@pytest.mark.parametrize(
    "query",
    [
        "q=%00",
        "q=%ed%a0%80",
        "q=%",
        "q=%22" + "a" * 9000,
        "q=" + "%22" * 500,
        "q=a&" * 2000,
        "at=%00",
    ],
)
def test_no_query_is_an_error_of_ours(pages: dict[str, Starlette], query: str) -> None:
    """Whatever stands behind the question mark, of whatever page, an answer comes that is none of a
    broken page."""
    report = fishing().reports[0].id
    for path in (
        "/",
        "/search",
        "/search.json",
        f"/report/{report}",
        "/story/st1",
        "/actor/a1.json",
    ):
        assert ask(pages["fishing"], f"{path}?{query}").status in (200, 400, 431)


def test_a_hostile_report_stays_text(pages: dict[str, Starlette]) -> None:
    """Tags of a report are shown as letters, its templates are not run, its turns of direction are
    taken away, its words are all there."""
    report = json.loads(ask(pages["hostile"], "/story/st1.json").body)["reports"][0]["id"]
    source = ask(pages["hostile"], f"/report/{report}").text
    text = Page(source).text
    assert "<script>alert('title')</script>" in text
    assert "{{ 7*7 }}" in text
    assert "x" * 1_000_000 in text
    assert not re.search(r"[\x00-\x08\x0b-\x1f\u202a-\u202e]", source)
    assert "javascript:" not in re.sub(r">[^<]*<", "><", source)
    twin = json.loads(ask(pages["hostile"], f"/report/{report}.json").body)
    assert twin["report"]["text"] == HOSTILE


def test_a_newer_version_shows_without_a_restart(tmp_path: Path) -> None:
    """When a build has put a newer version in place, the next page is from it."""
    kept(fishing(), tmp_path / "talks.record")
    page = app(tmp_path / "talks.record")
    assert ask(page, "/claim/c4").status == 200
    kept(Record(), tmp_path / "newer.record")
    (tmp_path / "talks.record").rename(tmp_path / "older.record")
    newer = folder.draft(tmp_path / "newer.record")
    shutil.rmtree(newer)
    shutil.copytree(tmp_path / "newer.record" / "version-1", newer)
    folder.put(tmp_path / "newer.record", newer, {})
    (tmp_path / "newer.record").rename(tmp_path / "talks.record")
    assert ask(page, "/claim/c4").status == 404


def test_an_error_of_our_own_is_a_page_too(
    pages: dict[str, Starlette], monkeypatch: pytest.MonkeyPatch
) -> None:
    """When a page fails the reader gets a sentence under the same policy, not a trace; the error
    itself goes to the log."""

    def fail(*_: object) -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr("onrecord.web.entries.claim", fail)
    with pytest.raises(ZeroDivisionError):
        ask(pages["fishing"], "/claim/c1")
    answer = ask(pages["fishing"], "/claim/c1", raises=False)
    assert answer.status == 500
    assert "ZeroDivisionError" in answer.text
    assert "secret" not in answer.text
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")


def test_a_record_that_went_away_is_said_to_be_gone(tmp_path: Path) -> None:
    """When the record is deleted under an open page, the page says so."""
    kept(fishing(), tmp_path / "talks.record")
    page = app(tmp_path / "talks.record")
    shutil.rmtree(tmp_path / "talks.record")
    answer = ask(page, "/")
    assert answer.status == 500
    assert "The record cannot be read" in answer.text
    assert "There is no record any more" in answer.text
    assert str(tmp_path) not in answer.text


def test_many_stories_are_parted_into_pages(tmp_path: Path) -> None:
    """Fifty stories are on a page, the latest first; a number beyond the last gives the last, what
    is no number a 400."""
    stories = tuple(
        Story(
            id=f"st{n:03}",
            title=f"Story {n}",
            reports=(),
            first=None,
            last=f"2031-01-{1 + n % 28:02}",
            timeline=(),
        )
        for n in range(120)
    )
    kept(Record(stories=stories), tmp_path / "many.record")
    page = app(tmp_path / "many.record")
    sizes = [
        len(json.loads(ask(page, f"/stories.json?page={n}").body)["stories"]) for n in (1, 2, 3, 99)
    ]
    assert sizes == [50, 50, 20, 20]
    assert "Page 2 of 3" in ask(page, "/?page=2").text
    assert [ask(page, f"/?page={n}").status for n in ("x", "-1", "", "9" * 40, "²")] == [400] * 5
