"""Whatever one input is made of, it costs at most itself: its neighbours are read, and what is said
can be written."""

from __future__ import annotations

import gzip
import importlib
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.cleaned import cleaned, printable
from onrecord.record import Report, Unread
from onrecord.reports import reports
from onrecord.reports.given import (
    MOST_AUTHORS,
    MOST_BYLINE,
    MOST_ID,
    MOST_NAME,
    MOST_TITLE,
    MOST_URL,
    Given,
)
from onrecord.reports.read_file import one_object

TALKS = "Envoys of both banks met in Turku on Monday, and they will meet again before the ferries stop for the winter."
READ_FILE = importlib.import_module("onrecord.reports.read_file")
HALVES = "\ud800 \udfff \udc80"


def written(found: Report | Unread) -> Report | Unread:
    """What is found, once it has been written as JSON and read again."""
    return msgspec.json.decode(msgspec.json.encode(found), type=type(found))


def object_of(**fields: Any) -> Report | Unread:
    return written(one_object("a.jsonl", "1", json.dumps({"text": TALKS, **fields}).encode()))


def page(head: str = "", body: str = "") -> str:
    return f"<!doctype html><html><head>{head}</head><body><h1>Envoys meet in Turku</h1><p>{TALKS}</p>{body}</body></html>"


def linked(**fields: Any) -> str:
    """The head of a page with such JSON-LD; half characters are escaped in it."""
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", "headline": "Envoys meet", **fields})}</script>'


# --- words from outside ---------------------------------------------------------------------------

WORDS = st.text(st.characters(codec=None, categories=None), max_size=40) | st.sampled_from(
    [HALVES, "http://[", "\0", "a\nb", "x" * 9_000]
)


@settings(max_examples=200, deadline=None)
@given(
    st.fixed_dictionaries(
        {}, optional=dict.fromkeys(("id", "url", "title", "outlet", "agency", "published"), WORDS)
    ),
    st.lists(WORDS),
)
def test_any_metadata_can_be_written(told: dict[str, str], byline: list[str]) -> None:
    """With any words beside it a report is read, its text is as given, and it can be written."""
    found = object_of(byline=byline, **told)
    assert isinstance(found, Report)
    assert found.text == TALKS
    assert len(found.path) <= len("a.jsonl#") + MOST_ID


@settings(max_examples=200, deadline=None)
@given(WORDS, st.integers(1, 50))
def test_cleaned_words_can_be_shown(words: str, most: int) -> None:
    """They have no half and no control characters, are no longer than asked for, and are not
    changed again."""
    found = cleaned(words, most)
    assert len(found) <= most
    assert not any(c < " " or "\x7f" <= c < "\xa0" or "\ud800" <= c <= "\udfff" for c in found)
    assert cleaned(found, most) == found


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=30) | WORDS)
def test_a_path_can_be_shown(path: bytes | str) -> None:
    """Whatever a path is made of, it can be written, on one line."""
    assert (
        "\n"
        not in printable(path if isinstance(path, str) else os.fsdecode(path)).encode().decode()
    )


LONG: list[tuple[str, Any, Callable[[Report], Any], Any]] = [
    ("title", "t" * 9_000, lambda r: r.heading, "t" * MOST_TITLE),
    ("outlet", "o" * 9_000, lambda r: r.outlet, "o" * MOST_NAME),
    ("agency", "g" * 9_000, lambda r: r.agency, "g" * MOST_NAME),
    ("byline", "b" * 9_000, lambda r: r.byline, ("b" * MOST_NAME,)),
    ("byline", [f"Jo Doe{'x' * i}" for i in range(150)], lambda r: len(r.byline), MOST_AUTHORS),
    ("url", "http://x.example/" + "u" * MOST_URL, lambda r: r.url, None),
    ("url", "http://[", lambda r: r.url, None),
    ("id", "i" * (MOST_ID + 1), lambda r: (r.given, r.path), (None, "a.jsonl#1")),
    ("id", "i" * MOST_ID, lambda r: r.given, "i" * MOST_ID),
    ("published", "2031-05-14" + "0" * 9_000, lambda r: r.published, None),
    (
        "published",
        "2031-05-14 " + " " * 9_000,
        lambda r: r.published.date if r.published else None,
        "2031-05-14",
    ),
    ("title", f"Envoys {HALVES}meet\0in\nTurku", lambda r: r.heading, "Envoys   meet in Turku"),
    ("byline", f"Jo{HALVES}", lambda r: r.byline, ("Jo",)),
]


@pytest.mark.parametrize(("name", "value", "seen", "expected"), LONG)
def test_words_over_a_limit_are_cut_or_left_out(
    name: str, value: Any, seen: Callable[[Report], Any], expected: Any
) -> None:
    """What is longer than its kind ever is costs itself and never the report."""
    found = object_of(**{name: value})
    assert isinstance(found, Report)
    assert seen(found) == expected


def test_whoever_tells_it_words_are_cleaned() -> None:
    """There is no way to make metadata that has not been cleaned."""
    assert Given(title=HALVES, byline=("", HALVES, "Jo Doe" + "x" * 9_000)) == Given(
        byline=("Jo Doe" + "x" * (MOST_BYLINE - 6),)
    )


@pytest.mark.parametrize("name", ["text", "html"])
def test_a_text_that_cannot_be_kept_is_refused(name: str) -> None:
    """Half a character in the report itself is not mended."""
    found = written(one_object("a", "1", json.dumps({name: page(body=HALVES)}).encode()))
    assert isinstance(found, Unread)
    assert "half a character" in found.why


HEADS = {
    "author": linked(author=HALVES),
    "authors": linked(author=[{"name": HALVES}, {"name": "Ann Quill" + HALVES}]),
    "publisher": linked(publisher={"name": HALVES}),
    "headline": linked(headline=HALVES + "<b>" + HALVES),
    "date": linked(datePublished=HALVES + "2031-05-14"),
    "type": linked(**{"@type": [HALVES, "Article"]}),
    "key": linked(**{HALVES: HALVES}),
    "shapes": linked(
        author={"name": [{"name": None}, 7, [["Ann Quill"]]]},
        publisher=[7],
        datePublished={"a": 1},
        headline=[HALVES],
    ),
    "nest": linked().replace('"Envoys meet"', "[" * 400 + '"x"' + "]" * 400, 1),
    "nest too deep": linked().replace('"Envoys meet"', "[" * 100_000, 1),
    "nested author": linked(author=7).replace("7", "[" * 600 + '"Ann Quill"' + "]" * 600, 1),
    "nested type": linked(x=7).replace('"NewsArticle"', "[" * 600 + '"Article"' + "]" * 600, 1),
    "nested graph": linked(x=7).replace(
        "7", '7,"@graph":' + '{"@graph":' * 500 + "1" + "}" * 500, 1
    ),
    "constants": linked(author=float("nan"), datePublished=float("inf")),
    "number": linked(x=7).replace("7", "7" * 9_000),
    "address": '<meta property="og:url" content="http://[">',
    "canonical": '<link rel="canonical" href="http://[::1">',
    "references": '<meta property="og:title" content="&#xd800;&#0;&#1;"><meta name="author" content="&#xdfff;">',
    "no HTML in the headline": linked(headline="<?xml version='1.0' encoding='x'?>"),
    "only a comment": linked(headline="<!-- -->"),
}


@pytest.mark.parametrize("kind", HEADS)
def test_a_page_is_read_whatever_its_head_says(tmp_path: Path, kind: str) -> None:
    """Metadata that is broken, or made to break something, costs no page its text."""
    (tmp_path / "a.html").write_text(page(HEADS[kind]), encoding="utf-8")
    (found,) = reports([tmp_path / "a.html"])
    assert isinstance(written(found), Report)
    assert TALKS in found.text
    assert found.title
    assert found.title.text == "Envoys meet in Turku"


def test_an_address_that_is_none_costs_no_report(tmp_path: Path) -> None:
    """One report with a broken address stands among others, and all are read."""
    rows = [
        json.dumps({"text": TALKS, "url": url})
        for url in ("https://x.example/a", "http://[", "http://[x]/", "https://x.example/b")
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(rows), encoding="utf-8")
    assert [type(found) for found in reports([tmp_path])] == [Report] * 4


# --- names of files and encodings -----------------------------------------------------------------


def test_a_name_that_is_not_utf_8_is_escaped(tmp_path: Path) -> None:
    """A file is opened by its real name, and shown by one that can be written; so is one that
    cannot be read."""
    folder = os.fsencode(tmp_path) + b"/f\xe9"
    os.mkdir(folder)  # noqa: PTH102 - a name of bytes
    files = {
        b"a\xff.txt": b"Envoys met.",
        b"b\xff.jsonl": b'{"text": "Envoys met."}\n{',
        b"c\xff": b"",
        b"d\n\x1b": b"Envoys met.",
    }
    for name, data in files.items():
        Path(os.fsdecode(folder + b"/" + name)).write_bytes(data)
    Path(os.fsdecode(folder + b"/e\xff")).symlink_to("nowhere")
    found = [written(x) for x in reports([os.fsdecode(folder)])]
    names = ("a\\xff.txt", "b\\xff.jsonl#1", "b\\xff.jsonl#2", "c\\xff", "d\\n\\x1b", "e\\xff")
    assert [x.path for x in found] == [f"{tmp_path}/f\\xe9/{name}" for name in names]
    assert [isinstance(x, Report) for x in found] == [True, True, False, False, True, False]


@pytest.mark.parametrize("path", ["\ud800", "a\ud800b/c"])
def test_a_path_of_half_characters_is_named(path: str) -> None:
    """A path that is none has a line that can be written."""
    (found,) = reports([path])
    assert isinstance(written(found), Unread)


CODINGS = [
    "unicode_escape",
    "raw_unicode_escape",
    "idna",
    "punycode",
    "undefined",
    "charmap",
    "rot13",
    "hex",
    "utf-7",
    "utf-32",
    "aliases",
]


@pytest.mark.parametrize("name", [*CODINGS, "x" * 3_000, "..", "mbcs", "cp65001"])
def test_an_encoding_that_no_page_has_is_not_used(tmp_path: Path, name: str) -> None:
    """Names that only Python knows are as good as none: the page is read as UTF-8."""
    (tmp_path / "a.html").write_text(
        page(f'<meta charset="{name}">', "\\ud800 caf\u00e9"), encoding="utf-8"
    )
    (tmp_path / "b.html").write_bytes(
        page(f'<meta charset="{name}">', "\\ud800 caf\u00e9").encode("latin-1")
    )
    first, second = map(written, reports([tmp_path]))
    assert isinstance(first, Report)
    assert first.text.endswith("\\ud800 café")
    assert first.encoding == "utf-8"
    assert isinstance(second, Unread) or second.text.endswith("\\ud800 café")
    assert not isinstance(second, Unread) or len(second.why) < 200


# --- faults of ours -------------------------------------------------------------------------------

STAGES = (
    "read_file.decoded", "read_file.fields", "read_file.declared", "read_file.Given",
    "page.visible.tree_of", "page.visible.blocks", "page.given_by", "page.page_of", "page.titled",
    "page.aligned", "page.judged", "page.line", "scene.lines", "scene.page_of", "scene.judged",
    "scene.model.article", "make.unchanged", "make.plain.parts", "make.language",
    "make.published", "make.signed", "make.whole", "make.told", "make.outlet", "plain.decided",
    "people.agencies", "slug.urlsplit", "metadata.article", "metadata.metas", "language.english",
    "features.look", "answers.fields_of", "answers.refuse_binary", "warc.page_of",
)  # fmt: skip
ENCODING = UnicodeEncodeError("utf-8", "\ud800", 0, 1, "no")
ERRORS = (
    ValueError("\ud800"),
    RecursionError("deep"),
    KeyError("k" * 9_000),
    ENCODING,
    OSError(5, "disk"),
)


def record(text: str) -> bytes:
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{text}"
    head = f"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: {len(answer)}"
    return f"{head}\r\n\r\n{answer}\r\n\r\n".encode()


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Each kind of input three times over."""
    folder = tmp_path_factory.mktemp("inputs")
    kinds: list[dict[str, str]] = [
        {"text": TALKS, "url": "https://x.example/envoys-meet-in-turku"},
        {"html": page()},
    ]
    rows = [json.dumps(fields) for fields in kinds for _ in range(3)]
    (folder / "a.jsonl").write_text("\n".join(rows), encoding="utf-8")
    (folder / "b.warc").write_bytes(record(page()) * 3)
    for i in range(3):
        (folder / f"c{i}.txt").write_text(TALKS, encoding="utf-8")
        (folder / f"d{i}.html").write_text(page(), encoding="utf-8")
    return folder


def failing(real: Callable[..., Any], error: Exception, *, at: int) -> Callable[..., Any]:
    """A function that fails once, on a later call."""
    calls: Iterator[int] = iter(range(10**9))

    def wrapped(*args: Any, **named: Any) -> Any:
        if next(calls) == at:
            raise error
        return real(*args, **named)

    return wrapped


@pytest.mark.parametrize("stage", STAGES)
def test_a_fault_costs_one_report(
    inputs: Path, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    """Wherever an error of any kind comes up while one report is made, that one has a line, and all
    others are read."""
    name, _, rest = stage.partition(".")
    holder: Any = importlib.import_module(f"onrecord.reports.{name}")
    *way, last = rest.split(".")
    for step in way:
        holder = getattr(holder, step)
    for error in ERRORS:
        with monkeypatch.context() as patched:
            patched.setattr(holder, last, failing(getattr(holder, last), error, at=1))
            found = [written(x) for x in reports([inputs])]
        assert len(found) == 15
        bad = [x for x in found if isinstance(x, Unread)]
        assert len(bad) == 1
        assert type(error).__name__ in bad[0].why or isinstance(error, OSError)
        assert len(bad[0].why) <= 500


def test_an_extractor_that_fails_costs_nothing(
    inputs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page on which the extractor of articles fails is judged line by line."""
    monkeypatch.setattr("trafilatura.extract", failing(len, SystemError("odd"), at=0))
    (found,) = reports([inputs / "d0.html"])
    assert isinstance(found, Report)


def test_a_disk_that_fails_costs_one_file(inputs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that breaks off while it is read has a line, and the next is read."""
    monkeypatch.setattr(
        READ_FILE, "plain", failing(READ_FILE.plain, OSError(5, "Input/output error"), at=1)
    )
    found = list(reports([inputs]))
    assert [x.path for x in found if isinstance(x, Unread)] == [str(inputs / "b.warc")]
    assert len(found) == 13


def test_good_lines_behind_many_bad_ones_are_read(tmp_path: Path) -> None:
    """However many lines of a file cannot be read, each has its line, and what stands behind them
    is read."""
    good = json.dumps({"text": TALKS})
    (tmp_path / "a.jsonl").write_text("\n".join([*["x"] * 20_000, good]), encoding="utf-8")
    found = list(reports([tmp_path]))
    assert sum(isinstance(x, Unread) for x in found) == 20_000
    assert isinstance(found[-1], Report)


def test_blank_lines_cost_little(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A great many blank lines between objects are passed over in a moment and counted; past the
    limit one line says so."""
    good = json.dumps({"text": TALKS}).encode()
    (tmp_path / "a.jsonl.gz").write_bytes(
        gzip.compress(good + b"\n" * (50 << 20) + good + b"\n \n", 1)
    )
    assert [x.path.rpartition("#")[2] for x in reports([tmp_path]) if isinstance(x, Report)] == [
        "1",
        str((50 << 20) + 1),
    ]
    monkeypatch.setattr("onrecord.reports.json_lines.SKIPPED", 40 << 20)
    assert [type(x) for x in reports([tmp_path])] == [Report, Unread]


def test_a_page_goes_on_behind_an_early_end(tmp_path: Path) -> None:
    """What stands behind the first "</html>" is part of the page, as in a browser."""
    page = f"<html><body><h1>Envoys meet</h1><p>{TALKS}</p></body></html><div><p>The ferries stop on Friday.</p></div></html>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    (found,) = reports([tmp_path])
    assert isinstance(found, Report)
    assert found.text.splitlines() == ["Envoys meet", TALKS, "The ferries stop on Friday."]


@pytest.mark.parametrize(
    "word", ["an empty <body> tag", "<head> and <html>", "a<b> and <!doctype html>"]
)
def test_a_text_may_tell_of_html(tmp_path: Path, word: str) -> None:
    """Prose with a tag or two in it stays as it is."""
    text = f"{TALKS}\n\nThe web site showed {word}, she said.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (found,) = reports([tmp_path])
    assert isinstance(found, Report)
    assert found.text == text


@pytest.mark.parametrize(
    "day",
    ["APR\u0130L 18, 2031", "Apr\u0131l 18, 2031", "Augu\u017ft 3, 2031", "\u017feptember 3, 2031"],
)
def test_a_month_in_odd_letters_is_no_fault(tmp_path: Path, day: str) -> None:
    """Letters that are like small ones only to a pattern make no month, and no fault."""
    (tmp_path / "a.jsonl").write_text(
        json.dumps({"text": f"LIMA, {day}\n\n{TALKS}", "published": day}), encoding="utf-8"
    )
    (found,) = reports([tmp_path])
    assert isinstance(found, Report)
