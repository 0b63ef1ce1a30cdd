"""Every format that a report may come in, and what each gives."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import sys
import tracemalloc
from pathlib import Path

import pytest

from onrecord.record import Report
from onrecord.reports import reports

TALKS = "The foreign ministers of Chile and Peru met in Lima on Tuesday, and both said that the talks would go on.\n"
PAGE = f"<!doctype html><html><head><title>Talks</title></head><body><h1>Talks in Lima</h1><p>{TALKS * 4}</p></body></html>"


def read(*paths: Path | str) -> list[Report]:
    """The reports under the paths, of which none is unread."""
    found = list(reports(paths))
    assert all(isinstance(x, Report) for x in found), found
    return [x for x in found if isinstance(x, Report)]


def written(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def record(number: int, page: bytes, *, kind: str = "text/html", status: str = "200 OK") -> bytes:
    """A response record of a WARC file."""
    body = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + page
    head = "WARC/1.1\r\nWARC-Type: response\r\n"
    head += f"WARC-Target-URI: https://paper.example/2031/05/0{number}/talks\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
    return (
        head.encode()
        + b"Content-Type: application/http;msgtype=response\r\nContent-Length: %d\r\n\r\n"
        % len(body)
        + body
        + b"\r\n\r\n"
    )


@pytest.mark.parametrize("name", ["a.txt", "a", "a.html", "a.jsonl.txt"])
def test_plain_text_stays_as_it_is(tmp_path: Path, name: str) -> None:
    """The text of a report from plain text is the decoded file, line ends and blanks and all."""
    text = f" \r\n{TALKS}\r\n\t{TALKS}  \n\n"
    (report,) = read(written(tmp_path, name, text))
    assert report.text == text
    assert report.path == str(tmp_path / name)
    assert report.encoding == "utf-8"


@pytest.mark.parametrize("label", [" date 2031-05-06 ", "2031-05-06 ", "2031-05-06 10:30 | "])
def test_a_date_before_the_headline_is_the_day_of_publication(tmp_path: Path, label: str) -> None:
    text = f"{label}20 envoys of Chile and Peru open talks\n\n{TALKS.strip() * 3}\n{TALKS.strip() * 2}\n"
    (report,) = read(written(tmp_path, "a.txt", text))
    assert report.title is not None
    assert report.title.text == "20 envoys of Chile and Peru open talks"
    assert report.published is not None
    assert (report.published.date, report.published.basis) == ("2031-05-06", "header")


def test_the_id_comes_from_the_bytes(tmp_path: Path) -> None:
    """The same bytes have the same id, gzipped or not, whatever their name; other bytes have
    another."""
    a, b, c, d = read(
        written(tmp_path, "a.txt", TALKS),
        written(tmp_path, "b", TALKS),
        written(tmp_path, "c.txt.gz", gzip.compress(TALKS.encode())),
        written(tmp_path, "d.txt", TALKS + " "),
    )
    assert a.id == b.id == c.id == hashlib.sha256(TALKS.encode()).hexdigest()[:16]
    assert a.digest == hashlib.sha256(TALKS.encode()).hexdigest()
    assert d.id != a.id


def test_json_lines_give_a_report_an_object(tmp_path: Path) -> None:
    """Objects come in order, named by their id or their line, with all that they tell; their text
    is exact."""
    rows = [
        {
            "id": "one",
            "text": TALKS * 2,
            "title": "Talks in Lima",
            "outlet": "The Lima Post",
            "published": "2031-05-06T10:00:00Z",
            "url": "https://a.example/x",
        },
        {"html": PAGE, "byline": "By JO DOE, Reuters"},
        {"text": "\ufefftext  with \u2028 odd \r\n blanks and 🇵🇪 flags "},
    ]
    path = written(tmp_path, "a.jsonl", "\n\n".join(json.dumps(r) for r in rows) + "\n")
    one, two, three = read(path)
    assert (one.path, one.given, one.text, one.outlet) == (
        f"{path}#one",
        "one",
        TALKS * 2,
        "The Lima Post",
    )
    assert one.published is not None
    assert (one.published.date, one.published.basis) == ("2031-05-06", "metadata")
    assert (two.path, two.given, two.byline, two.agency) == (
        f"{path}#3",
        None,
        ("Jo Doe",),
        "Reuters",
    )
    assert two.text.startswith("Talks in Lima\nThe foreign ministers")
    assert three.text == rows[2]["text"]
    assert one.id == hashlib.sha256(json.dumps(rows[0]).encode()).hexdigest()[:16]


def test_json_lines_are_known_by_what_they_hold(tmp_path: Path) -> None:
    """The name of a file does not matter where its content is plain; a single object may be spread
    over lines."""
    row = json.dumps({"text": TALKS})
    for name in ("a", "a.txt", "a.html", "a.json", "a.jsonl.gz"):
        data = row.encode() if not name.endswith("gz") else gzip.compress(row.encode())
        (report,) = read(written(tmp_path, name, data))
        assert report.text == TALKS
    (report,) = read(written(tmp_path, "b.json", json.dumps({"text": TALKS}, indent=1)))
    assert report.text == TALKS
    (report,) = read(written(tmp_path, "c.jsonl", b"\xef\xbb\xbf" + row.encode()))
    assert report.text == TALKS


@pytest.mark.parametrize("packed", [False, True])
def test_warc_gives_the_pages_that_were_answered(tmp_path: Path, packed: bool) -> None:
    """HTML responses with success come in order, with their address; pictures, errors and requests
    are passed over."""
    records = [
        record(1, PAGE.encode()),
        record(2, b"\x89PNG", kind="image/png"),
        record(3, PAGE.encode(), status="404 Not Found"),
        record(
            4, PAGE.replace("Lima", "Malmö").encode("latin-1"), kind="text/html; charset=iso-8859-1"
        ),
    ]
    data = b"".join(map(gzip.compress, records) if packed else records)
    path = written(tmp_path, "a.warc.gz" if packed else "a.warc", data)
    one, two = read(path)
    assert (one.path, two.path) == (f"{path}#1", f"{path}#2")
    assert one.url == "https://paper.example/2031/05/01/talks"
    assert one.published is not None
    assert (one.published.date, one.published.basis) == ("2031-05-01", "url")
    assert "Malmö" in two.text
    assert two.encoding == "windows-1252"
    assert one.id == hashlib.sha256(PAGE.encode()).hexdigest()[:16]


def test_a_folder_is_read_in_order(tmp_path: Path) -> None:
    """All files below a folder, sorted by name, hidden ones left out."""
    for name in ("b.txt", "a/z.txt", "a/b/c.txt", ".hidden", "c.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        written(tmp_path, name, PAGE if name.endswith("html") else f"{name}: {TALKS}")
    assert [Path(r.path).relative_to(tmp_path).as_posix() for r in read(tmp_path)] == [
        "a/b/c.txt",
        "a/z.txt",
        "b.txt",
        "c.html",
    ]


@pytest.mark.parametrize(
    "data", [TALKS.encode(), gzip.compress(TALKS.encode()), json.dumps({"text": TALKS}).encode()]
)
def test_standard_input_is_any_format(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    """What comes on standard input is known by what it holds."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    (report,) = read("-")
    assert report.text == TALKS
    assert report.path in ("-", "-#1")


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TALKS.replace("Lima", "Köln").encode(), "utf-8"),
        (TALKS.replace("Lima", "Köln").encode("utf-8-sig"), "utf-8"),
        (TALKS.replace("Lima", "Köln").encode("utf-16"), "utf-16"),
        (TALKS.replace("Lima", "Köln").encode("utf-32"), "utf-32"),
        (TALKS.replace("Lima", "Köln").encode("cp1252"), "windows-1252"),
    ],
)
def test_the_encoding_is_found_out(tmp_path: Path, data: bytes, encoding: str) -> None:
    """By byte order mark, as UTF-8, else as Windows-1252; and recorded."""
    (report,) = read(written(tmp_path, "a.txt", data))
    assert (report.text, report.encoding) == (TALKS.replace("Lima", "Köln"), encoding)


def test_a_page_may_declare_its_encoding(tmp_path: Path) -> None:
    """A declared encoding is used where it holds, and one that the bytes contradict is not."""
    page = '<html><head><meta http-equiv="Content-Type" content="text/html; charset={}"></head><body><p>Переговоры в Москве</p></body></html>'
    (report,) = read(written(tmp_path, "a.html", page.format("windows-1251").encode("cp1251")))
    assert (report.text, report.encoding) == ("Переговоры в Москве", "windows-1251")
    (report,) = read(written(tmp_path, "b.html", page.format("utf-16").encode()))
    assert report.text == "Переговоры в Москве"
    (report,) = read(written(tmp_path, "c.html", page.format("latin-1").encode()))
    assert report.text == "Переговоры в Москве"


def test_a_long_file_is_not_held(tmp_path: Path) -> None:
    """Reading JSON Lines takes the memory of a report, not of the file."""
    path = written(tmp_path, "a.jsonl", (json.dumps({"text": TALKS * 20}) + "\n") * 400)
    read(written(tmp_path, "warm.txt", TALKS))
    tracemalloc.start()
    count = sum(isinstance(r, Report) for r in reports([path]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 400
    assert path.stat().st_size > 800_000
    assert peak < 600_000
