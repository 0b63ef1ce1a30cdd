"""WARC files that are damaged: what is whole is read, and each broken record has one line."""

from __future__ import annotations

import gzip
import io
import re
import struct
import tracemalloc
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

import brotli
import pytest

from onrecord.record import Report, Unread
from onrecord.reports import formats, gunzip, reports

TOWNS = ("Turku", "Lima", "Arusha", "Bern", "Quito")


def page(town: str) -> bytes:
    """A page of its own for each town."""
    told = f"Envoys of both banks met in {town} on Monday, and they will meet again before the ferries stop for the winter."
    head = f"<title>Envoys meet in {town}</title>"
    return f"<!doctype html>\n<html><head>{head}</head>\n\n<body><h1>Envoys meet in {town}</h1><p>{told}</p></body></html>".encode()


def answer(
    body: bytes, *more: bytes, status: bytes = b"HTTP/1.1 200 OK", end: bytes = b"\r\n"
) -> bytes:
    """An HTTP answer; its length is said unless another is."""
    lines = [status, b"Content-Type: text/html; charset=utf-8", *more]
    if not any(line.lower().startswith((b"content-length", b"transfer")) for line in lines):
        lines.append(b"Content-Length: %d" % len(body))
    return end.join([*lines, b"", body])


def record(
    block: bytes, *, kind: bytes = b"response", length: int | None = None, end: bytes = b"\r\n"
) -> bytes:
    """A record of a block, with the length that is said, or the true one."""
    said = len(block) if length is None else length
    lines = [
        b"WARC/1.0", b"WARC-Type: " + kind, b"WARC-Target-URI: https://news.example/2031/06/05/talks", b"WARC-Date: 2031-06-05T10:00:00Z",
        b"Content-Type: application/http;msgtype=" + kind, b"Content-Length: %d" % said,
    ]  # fmt: skip
    return end.join([*lines, b"", block]) + end + end


def whole(town: str) -> bytes:
    return record(answer(page(town)))


def chunked(body: bytes, size: int = 50) -> bytes:
    pieces = [body[i : i + size] for i in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def chunk_answer(body: bytes, *more: bytes) -> bytes:
    return answer(body, b"Transfer-Encoding: chunked", *more)


def unsized(block: bytes) -> bytes:
    """An answer that does not say its length."""
    return re.sub(rb"\r\nContent-Length: \d+", b"", block)


def found(folder: Path, *pieces: bytes, name: str = "a.warc") -> tuple[list[str], list[str]]:
    """The towns of the pages that are read, each of them whole, and the reasons of the lines."""
    path = folder / name
    path.write_bytes(b"".join(pieces))
    read = list(reports([path]))
    texts = [x.text for x in read if isinstance(x, Report)]
    towns = [next(town for town in TOWNS if town in text) for text in texts]
    assert all("before the ferries stop for the winter." in text for text in texts)
    assert [x.path for x in read] == [f"{path}#{i}" for i in range(1, len(read) + 1)]
    assert all(x.why and x.advice for x in read if isinstance(x, Unread))
    return towns, [x.why for x in read if isinstance(x, Unread)]


BODY = page("Lima")
READ: dict[str, Callable[[], bytes]] = {
    "gzip left over a body that is not packed": lambda: record(answer(BODY, b"Content-Encoding: gzip")),
    "gzip left over, with the length of what was packed": lambda: record(answer(BODY, b"Content-Encoding: gzip", b"Content-Length: 77")),
    "brotli left over": lambda: record(answer(BODY, b"Content-Encoding: br")),
    "zstd left over": lambda: record(answer(BODY, b"Content-Encoding: zstd")),
    "deflate left over": lambda: record(answer(BODY, b"Content-Encoding: deflate")),
    "an encoding that nobody knows, left over": lambda: record(answer(BODY, b"Content-Encoding: x-nobody")),
    "packed with gzip, and says nothing": lambda: record(answer(gzip.compress(BODY))),
    "packed with gzip": lambda: record(answer(gzip.compress(BODY), b"Content-Encoding: gzip")),
    "packed with zlib": lambda: record(answer(zlib.compress(BODY), b"Content-Encoding: deflate")),
    "packed without the frame of zlib": lambda: record(answer(zlib.compress(BODY)[2:-4], b"Content-Encoding: deflate")),
    "packed with brotli": lambda: record(answer(brotli.compress(BODY), b"Content-Encoding: br")),
    "packed twice": lambda: record(answer(gzip.compress(brotli.compress(BODY)), b"Content-Encoding: br, gzip")),
    "chunks": lambda: record(chunk_answer(chunked(BODY))),
    "chunks of gzip": lambda: record(chunk_answer(chunked(gzip.compress(BODY)), b"Content-Encoding: gzip")),
    "chunks left over a body in one": lambda: record(chunk_answer(BODY)),
    "a length one too short": lambda: record(answer(BODY), length=len(answer(BODY)) - 1),
    "a length far too short": lambda: record(answer(BODY), length=20),
    "a length too short, before a blank line": lambda: record(answer(BODY), length=answer(BODY).index(b"\n\n<body>")),
    "a length one too long": lambda: record(answer(BODY), length=len(answer(BODY)) + 1),
    "a length too long by a record": lambda: record(answer(BODY), length=len(answer(BODY)) + 900),
    "a length beyond all measure": lambda: record(answer(BODY), length=10**14),
    "a length that is no number": lambda: record(answer(BODY)).replace(b"Content-Length: ", b"Content-Length: x", 1),
    "no length": lambda: record(answer(BODY)).replace(b"Content-Length: ", b"X-Length: ", 1),
    "a wrong length and none in the answer": lambda: record(unsized(answer(BODY)), length=60),
    "a wrong length over chunks": lambda: record(chunk_answer(chunked(BODY)), length=60),
    "a wrong length over gzip": lambda: record(unsized(answer(gzip.compress(BODY), b"Content-Encoding: gzip")), length=60),
    "bare line feeds in the HTTP head": lambda: record(answer(BODY, end=b"\n")),
    "bare line feeds in the WARC head": lambda: record(answer(BODY), end=b"\n"),
    "bare line feeds everywhere": lambda: record(answer(BODY, end=b"\n"), end=b"\n"),
    "no blank lines behind the record": lambda: record(answer(BODY)).rstrip(),
    "many blank lines behind the record": lambda: record(answer(BODY)) + b"\r\n" * 300,
    "a header that is not UTF-8": lambda: record(answer(BODY, b"X-Town: Z\xfcrich")).replace(b"/talks", b"/Z\xfcrich"),
    "a header that goes on": lambda: record(answer(BODY, b"X-Note: one\r\n  two")),
    "no Content-Type": lambda: record(answer(BODY).replace(b"Content-Type", b"Xontent-Type")),
    "no WARC-Type": lambda: record(answer(BODY)).replace(b"WARC-Type", b"XARC-Type"),
    "HTTP 2": lambda: record(answer(BODY, status=b"HTTP/2 200")),
}  # fmt: skip
"""Damage, or what looks like it, behind which the page is still whole."""


@pytest.mark.parametrize("kind", READ)
def test_a_page_that_is_whole_is_read(tmp_path: Path, kind: str) -> None:
    """Whatever is wrong around a page that is all there, it is read, and so are those before and
    behind it."""
    assert found(tmp_path, whole("Turku"), READ[kind](), whole("Arusha")) == (
        ["Turku", "Lima", "Arusha"],
        [],
    )


@pytest.mark.parametrize("kind", READ)
def test_the_last_page_is_read(tmp_path: Path, kind: str) -> None:
    """The same holds at the end of a file, where no record follows."""
    assert found(tmp_path, whole("Turku"), READ[kind]()) == (["Turku", "Lima"], [])


LONG = answer(BODY)
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "cut in the page": (lambda: record(LONG)[:-80], "not as long"),
    "cut in the page, without a length in the answer": (lambda: record(unsized(LONG))[:-80], "not as long"),
    "bytes lost inside": (lambda: record(LONG).replace(b" and they will", b""), "not as long"),
    "cut in the HTTP head": (lambda: record(LONG)[: record(LONG).index(b"charset=utf-8")], "not as long"),
    "cut in the WARC head": (lambda: record(LONG)[: record(LONG).index(b"WARC-Date")], "head of a WARC record"),
    "stored in part": (lambda: record(LONG).replace(b"WARC-Date", b"WARC-Truncated: length\r\nWARC-Date"), "WARC-Truncated"),
    "chunks that are cut": (lambda: record(chunk_answer(chunked(BODY)[:-40])), "chunks"),
    "chunks of a wrong length": (lambda: record(chunk_answer(chunked(BODY).replace(b"32\r\n", b"30\r\n"))), "chunks"),
    "gzip that is cut": (lambda: record(answer(gzip.compress(BODY)[:-20], b"Content-Encoding: gzip")), "encoding (gzip)"),
    "gzip that is damaged": (lambda: record(answer(gzip.compress(BODY)[:60] + b"\xff" * 60)), "encoding (gzip)"),
    "brotli that is cut": (lambda: record(answer(brotli.compress(BODY)[:-20], b"Content-Encoding: br")), "encoding (br)"),
    "packed as nobody knows": (lambda: record(answer(zlib.compress(BODY), b"Content-Encoding: x-nobody")), "encoding (x-nobody)"),
    "packed too often": (lambda: record(answer(BODY, b"Content-Encoding: br,br,br,br")), "more than 3 times"),
    "no status": (lambda: record(answer(BODY, status=b"HTTP/1.1 OK")), "status line"),
    "a damaged status line": (lambda: record(answer(BODY, status=b"HT\xffP/1.1 200 OK")), "status line"),
    "an HTTP head without an end": (lambda: record(LONG[: LONG.index(b"\r\n\r\n")] + b"\r\n"), "head of its HTTP answer"),
    "NUL bytes": (lambda: record(answer(BODY.replace(b"Monday", b"\0\0\0\0\0\0"))), "NUL"),
    "binary under the name of HTML": (lambda: record(answer(b"%PDF-1.7 " + BODY)), "a PDF"),
}  # fmt: skip
"""Damage behind which a page is not whole, and a word of the reason."""


@pytest.mark.parametrize("kind", REFUSED)
def test_a_page_that_is_not_whole_is_refused(tmp_path: Path, kind: str) -> None:
    """It has one line that says why, nothing of it is stored, and the others are read."""
    made, why = REFUSED[kind]
    for behind in ([whole("Arusha")], []):
        towns, reasons = found(tmp_path, whole("Turku"), made(), *behind)
        assert towns == ["Turku", "Arusha"][: 1 + len(behind)]
        assert len(reasons) == 1
        assert why in reasons[0]


@pytest.mark.parametrize(
    "junk",
    [b"x", b"\x00\xff" * 300, b"<p>WARC/1.0 is a format</p>" * 9, b"y" * 3_000_000],
    ids=["x", "ff", "p", "y"],
)
def test_bytes_between_records_have_a_line(tmp_path: Path, junk: bytes) -> None:
    """What stands between two whole records costs neither of them, and is named."""
    towns, reasons = found(tmp_path, whole("Turku"), junk, whole("Lima"), whole("Bern"))
    assert towns == ["Turku", "Lima", "Bern"]
    assert len(reasons) == 1
    assert "belong to no WARC record" in reasons[0]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_the_first_record_may_be_the_broken_one(tmp_path: Path, name: str) -> None:
    """A file named as a WARC file is one, even where it begins with something else."""
    data = whole("Turku").replace(b"WARC/1.0", b"XXXX/1.0") + whole("Lima")
    towns, reasons = found(
        tmp_path, gzip.compress(data) if name.endswith("gz") else data, name=name
    )
    assert towns == ["Lima"]
    assert len(reasons) == 1


def test_much_between_records_costs_no_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More bytes than a page may have stand between two records, and neither is lost."""
    monkeypatch.setattr(formats, "LIMIT", 1 << 20)
    towns, reasons = found(tmp_path, whole("Turku"), b"y" * (5 << 20), whole("Lima"))
    assert towns == ["Turku", "Lima"]
    assert len(reasons) == 1


def test_what_is_no_page_is_silent(tmp_path: Path) -> None:
    """Requests, redirects, pictures, pages not found and what is said of the file itself have no
    line."""
    quiet = [
        record(b"GET /talks HTTP/1.1\r\nHost: news.example\r\n\r\n", kind=b"request"),
        record(answer(BODY, status=b"HTTP/1.1 404 Not Found")),
        record(answer(b"", b"Location: /x", status=b"HTTP/1.1 301 Moved")),
        record(b"HTTP/1.1 304 Not Modified\r\n"),
        record(answer(b"\x89PNG\r\n\x1a\n").replace(b"text/html", b"image/png")),
        record(answer(BODY), kind=b"revisit"),
        record(b"software: x\r\n", kind=b"warcinfo"),
        record(b"software: x\r\n", kind=b"warcinfo", length=3),
        record(b"GET /talks HTTP/1.1\r\n\r\n", kind=b"request", length=900),
        record(answer(b"{}" * 30).replace(b"text/html", b"application/json"), length=9),
    ]
    assert found(tmp_path, *quiet, whole("Turku")) == (["Turku"], [])


DAMAGED: dict[str, Callable[[bytes], bytes]] = {
    "a byte changed": lambda data: (
        data[: len(data) // 2] + b"\xff\xff\xff\xff" + data[len(data) // 2 + 4 :]
    ),
    "the checksum": lambda data: data[:-6] + b"\xff\xff" + data[-4:],
    "the middle cut out": lambda data: data[:100] + data[-100:],
    "the end cut off": lambda data: data[:-30],
    "the first bytes": lambda data: b"\0\1\2" + data[3:],
}


@pytest.mark.parametrize("at", [0, 1, 3])
@pytest.mark.parametrize("kind", DAMAGED)
def test_a_damaged_gzip_member_costs_one_record(tmp_path: Path, kind: str, at: int) -> None:
    """In a file of one gzip member a record, damage to one leaves the pages of all others."""
    members = [gzip.compress(whole(town)) for town in TOWNS[:4]]
    members[at] = DAMAGED[kind](members[at])
    if at == 0 and kind == "the first bytes":
        members.insert(0, gzip.compress(record(b"software: x\r\n", kind=b"warcinfo")))
    towns, reasons = found(tmp_path, *members, name="a.warc.gz")
    assert towns == [town for i, town in enumerate(TOWNS[:4]) if i != at]
    assert len(reasons) == 1
    assert "gzip data" in reasons[0]


def test_gzip_of_a_whole_file_is_read_as_far_as_it_is_whole(tmp_path: Path) -> None:
    """In a file that is one gzip member the records before the damage are read, then one line says
    that it ends there."""
    data = gzip.compress(b"".join(map(whole, TOWNS)), 0)
    place = data.index(b"Envoys meet in Bern")
    towns, reasons = found(tmp_path, data[:place], name="a.warc.gz")
    assert towns == ["Turku", "Lima", "Arusha"]
    assert reasons == ["the gzip data is cut short"]


@pytest.mark.parametrize(
    "broken",
    [
        "WARC/1.0\r\n" * 3,
        "WARC/1.0\r\nWARC-Type: response\r\n\r\n",
        "WARC/1.0\r\nA: b\r\n" + "c" * 200_000,
    ],
)
def test_a_head_that_says_nothing_ends_no_file(tmp_path: Path, broken: str) -> None:
    """First lines of records with nothing behind them are passed over."""
    towns, reasons = found(tmp_path, whole("Turku"), broken.encode(), b"\r\n", whole("Lima"))
    assert towns == ["Turku", "Lima"]
    assert len(reasons) == 1


def test_no_more_than_a_record_is_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Records over the limit, true or by a wrong length, are not held, and the pages behind them
    are read."""
    monkeypatch.setattr(formats, "LIMIT", 1 << 20)
    large = answer(page("Bern") + b" " * (40 << 20))
    video = record(large.replace(b"text/html", b"video/mp4"))
    data = [
        whole("Turku"),
        record(large),
        video,
        record(answer(BODY), length=1 << 40),
        whole("Arusha"),
    ]
    (tmp_path / "a.warc").write_bytes(b"".join(data))
    del large, video, data
    tracemalloc.start()
    read = list(reports([tmp_path / "a.warc"]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [type(x) for x in read] == [Report, Unread, Report, Report]
    assert isinstance(read[1], Unread)
    assert "larger" in read[1].why
    assert peak < 16 << 20


def pieces_cut(data: bytes, step: int) -> Sequence[bytes]:
    return [data[:size] for size in range(200, len(data), step)]


def test_a_file_cut_anywhere_gives_whole_pages(tmp_path: Path) -> None:
    """Wherever a file ends, plain or packed, each page in it is whole or has a line."""
    plain = b"".join(map(whole, TOWNS[:2]))
    packed = b"".join(gzip.compress(whole(town)) for town in TOWNS[:2])
    for name, cuts in (("a.warc", pieces_cut(plain, 61)), ("a.warc.gz", pieces_cut(packed, 37))):
        for cut in cuts:
            towns, reasons = found(tmp_path, cut, name=name)
            assert len(towns) + len(reasons) in (1, 2)


def nested(size: int) -> bytes:
    """Gzip members that lie in each other's stored data, and all break off at one place behind
    them."""
    data = bytearray()
    while len(data) < size - 15:
        left = min(size - len(data) - 15, 60_000)
        data += (
            b"\x1f\x8b\x08\0\0\0\0\0\0\xff\0"
            + struct.pack("<HH", left, left ^ 0xFFFF)
            + b"WARC/1.0\nA:"
        )
    return bytes(data[:size]) + b"\x07" * 10


def test_a_page_of_several_gzip_members_is_whole(tmp_path: Path) -> None:
    """A body that was packed in parts is unpacked to its end."""
    body = b"".join(gzip.compress(BODY[i : i + 50]) for i in range(0, len(BODY), 50))
    assert found(tmp_path, record(answer(body, b"Content-Encoding: gzip"))) == (["Lima"], [])


def test_a_page_in_segments_is_not_stored_in_part(tmp_path: Path) -> None:
    """The first of several segments has a line, and the page after them is read."""
    segment = whole("Lima").replace(b"WARC-Date", b"WARC-Segment-Number: 1\r\nWARC-Date", 1)
    towns, why = found(tmp_path, segment, whole("Bern"))
    assert towns == ["Bern"]
    assert ["segments" in each for each in why] == [True]


def test_members_that_lie_in_each_other_are_read_a_few_times_only() -> None:
    """What is damaged is looked through again as often as its length allows, however often it
    begins anew."""
    data, read = nested(50_000), 0
    stream = gunzip.Unpacked(io.BytesIO(data))
    ended = False
    while not ended:
        try:
            piece = stream.read(1 << 16)
            read, ended = read + len(piece or b""), not piece
        except gunzip.Damaged:
            continue
    assert len(data) < read < 40 * len(data)


def test_an_answer_that_was_announced_is_read(tmp_path: Path) -> None:
    """A "100 Continue" before the answer hides no page."""
    told = b"HTTP/1.1 100 Continue\r\n\r\n"
    assert found(tmp_path, record(told + answer(BODY)), whole("Bern")) == (["Lima", "Bern"], [])
