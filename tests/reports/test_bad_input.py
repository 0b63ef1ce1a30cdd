"""Input that cannot be read: one `Unread` each, with a reason and an advice, and the others go
on."""

from __future__ import annotations

import gzip
import io
import json
import os
import socket
import sys
import tracemalloc
from pathlib import Path

import pytest

from onrecord.record import Part, Report, Unread
from onrecord.reports import formats, plain, reports
from onrecord.reports.scene import Scene

TALKS = "The foreign ministers of Chile and Peru met in Lima on Tuesday, and both said that the talks would go on.\n"


def one(path: Path | str) -> Report | Unread:
    """The only thing that a path gives."""
    (found,) = reports([path])
    return found


def unread(path: Path | str) -> Unread:
    found = one(path)
    assert isinstance(found, Unread)
    assert found.why
    assert found.advice
    return found


def written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" \n\t \r\n",
        b"\xef\xbb\xbf",
        b"\xef\xbb\xbf \n",
        gzip.compress(b""),
        gzip.compress(b"\n"),
    ],
)
def test_a_file_without_a_word_is_empty(tmp_path: Path, data: bytes) -> None:
    """Nothing, white space, a byte order mark or a gzipped nothing is no report."""
    assert "empty" in unread(written(tmp_path, "a.txt", data)).why


def test_a_file_that_begins_with_much_white_space_is_read(tmp_path: Path) -> None:
    """White space before the text, however much, does not hide it."""
    found = one(written(tmp_path, "a.txt", b"\n" * 10_000 + TALKS.encode()))
    assert isinstance(found, Report)
    assert found.text.strip() == TALKS.strip()


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("a.txt", bytes(range(256)) * 20, "binary"),
        ("a.txt", b"%PDF-1.7\n" + b"text " * 50, "PDF"),
        ("a.html", b"\x89PNG\r\n\x1a\n" + b"x" * 50, "picture"),
        ("a.jsonl", b"PK\x03\x04" + b"x" * 50, "ZIP"),
        ("a.txt", b"\x01\x02\x03\x04\x05\x06 text" * 50, "binary"),
    ],
)
def test_binary_is_named_for_what_it_is(tmp_path: Path, name: str, data: bytes, what: str) -> None:
    """Bytes that are not text are refused, whatever the name of the file promises."""
    assert what in unread(written(tmp_path, name, data)).why


@pytest.mark.parametrize("name", ["a.txt", "a.html"])
def test_nul_bytes_are_refused(tmp_path: Path, name: str) -> None:
    """A NUL byte, early or late, means that the file is binary or damaged."""
    for place in (10, 20_000):
        data = (TALKS * 300).encode()
        assert "NUL" in unread(written(tmp_path, name, data[:place] + b"\0" + data[place:])).why


@pytest.mark.parametrize("name", ["a.txt.gz", "a.html.gz", "a.jsonl.gz", "a.warc.gz"])
@pytest.mark.parametrize("left", [12, 300])
def test_a_gzip_file_cut_short_says_so(tmp_path: Path, name: str, left: int) -> None:
    """A truncated gzip file is told from a text, and from a damaged one."""
    data = gzip.compress(os.urandom(2000).hex().encode())[:left]
    assert "cut short" in unread(written(tmp_path, name, data)).why


def test_a_damaged_gzip_file_says_so(tmp_path: Path) -> None:
    """Bytes changed inside a gzip file are noticed."""
    data = bytearray(gzip.compress(os.urandom(2000).hex().encode()))
    data[200:260] = b"\xff" * 60
    assert "damaged" in unread(written(tmp_path, "a.txt.gz", bytes(data))).why


def test_the_lines_before_the_cut_are_read(tmp_path: Path) -> None:
    """JSON Lines cut short in gzip give the objects that came whole, then say what is missing."""
    rows = "".join(
        json.dumps({"id": f"r{i}", "text": f"{i} {os.urandom(300).hex()} {TALKS}"}) + "\n"
        for i in range(300)
    )
    found = list(reports([written(tmp_path, "a.jsonl.gz", gzip.compress(rows.encode())[:60_000])]))
    assert len([x for x in found if isinstance(x, Report)]) > 20
    assert isinstance(found[-1], Unread)
    assert "cut short" in found[-1].why


BROKEN_ROWS = [
    (b'{"id": "x", "text": "The talks', "not JSON"),
    (b"not json at all", "not JSON"),
    (b'["text"]', "no object"),
    (b"17", "no object"),
    (b'{"id": "x"}', "neither text nor html"),
    (b'{"id": "x", "text": ""}', "neither text nor html"),
    (b'{"text": null, "html": "  "}', "neither text nor html"),
    (b'{"text": 7}', "'text'"),
    (b'{"text": ["a"]}', "'text'"),
    (b'{"text": "Talks.", "title": {"a": 1}}', "'title'"),
    (b'{"text": "Talks.", "published": 20210318}', "'published'"),
    (b'{"text": "Talks.", "byline": [1]}', "'byline'"),
    (b'{"text": "Talks.", "id": [1]}', "'id'"),
    (b'{"text": "Talks \\ud800 went on."}', "surrogate"),
    (b'{"text": "Talks \\u0000 went on."}', "NUL"),
    (b'{"text": "Talks \xff went on."}', "UTF-8"),
    (b'{"html": "<script>1</script>"}', "no text"),
    (b"[" * 100_000, "JSON"),
    (b'{"a":' * 100_000, "JSON"),
]


@pytest.mark.parametrize(("row", "what"), BROKEN_ROWS)
def test_a_broken_line_costs_that_line_only(tmp_path: Path, row: bytes, what: str) -> None:
    """Each object that is no report is named by its line, and its neighbours are read."""
    good = json.dumps({"id": "good", "text": TALKS}).encode()
    before, broken, after = reports([written(tmp_path, "a.jsonl", b"\n".join([good, row, good]))])
    assert isinstance(before, Report)
    assert isinstance(after, Report)
    assert isinstance(broken, Unread)
    assert what in broken.why
    assert broken.path in (f"{tmp_path}/a.jsonl#2", f"{tmp_path}/a.jsonl#x")


def test_a_line_over_the_limit_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A line too long is neither read nor held, and the next one is read."""
    monkeypatch.setattr(formats, "LIMIT", 1 << 20)
    good = json.dumps({"text": TALKS}).encode() + b"\n"
    path = written(tmp_path, "a.jsonl", good + b'{"text": "' + b"x" * (24 << 20) + b'"}\n' + good)
    tracemalloc.start()
    first, long, last = reports([path])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(first, Report)
    assert isinstance(long, Unread)
    assert "larger" in long.why
    assert isinstance(last, Report)
    assert last.path.endswith("#3")
    assert peak < 16 << 20


@pytest.mark.parametrize("name", ["a.txt.gz", "a.html.gz"])
def test_a_gzip_bomb_is_not_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """What unpacks to more than the limit is given up at the limit."""
    monkeypatch.setattr(formats, "LIMIT", 1 << 20)
    data = gzip.compress(b"<p>" + b"talks " * (20 << 20))
    tracemalloc.start()
    found = unread(written(tmp_path, name, data))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "larger" in found.why
    assert peak < 16 << 20


def test_an_endless_line_ends_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line in search of whose end too much was passed over is not followed further."""
    monkeypatch.setattr(formats, "LIMIT", 1 << 16)
    monkeypatch.setattr("onrecord.reports.json_lines.SKIPPED", 1 << 20)
    data = gzip.compress(b'{"text": "' + b"x" * (30 << 20))
    assert "nothing after it" in unread(written(tmp_path, "a.jsonl.gz", data)).why


def test_an_unknown_encoding_is_not_guessed(tmp_path: Path) -> None:
    """A page that declares an encoding that nobody knows, and is not UTF-8, is refused."""
    page = '<html><head><meta charset="x-nobody-1"></head><body><p>Das Gespräch in Köln</p></body></html>'
    assert "x-nobody-1" in unread(written(tmp_path, "a.html", page.encode("latin-1"))).why
    found = one(written(tmp_path, "b.html", page.encode()))
    assert isinstance(found, Report)
    assert (found.text, found.encoding) == ("Das Gespräch in Köln", "utf-8")


def test_bytes_of_no_encoding_are_refused(tmp_path: Path) -> None:
    """Bytes that are neither UTF-8 nor Windows-1252 are not text that can be read."""
    assert (
        "encoding"
        in unread(written(tmp_path, "a.txt", b"The talks \x81\x8d\x8f\x90\x9d went on." * 9)).why
    )


@pytest.mark.parametrize("tag", ["div", "span", "b", "table><tr><td"])
def test_html_that_nests_very_deep_is_refused(tmp_path: Path, tag: str) -> None:
    """A page of 100,000 elements one in the other neither crashes nor hangs."""
    page = f"<html><body>{f'<{tag}>' * 100_000}The talks went on.</body></html>"
    assert "deep" in unread(written(tmp_path, "a.html", page.encode())).why


def test_html_that_nests_deep_is_read(tmp_path: Path) -> None:
    """A page that nests as deep as clumsy ones do keeps all its text."""
    page = f"<html><body>{'<div>' * 600}The talks in Lima went on.{'</div>' * 600}<p>The end.</p></body></html>"
    found = one(written(tmp_path, "a.html", page.encode()))
    assert isinstance(found, Report)
    assert found.text == "The talks in Lima went on.\nThe end."


def test_a_page_without_text_is_refused(tmp_path: Path) -> None:
    """A page of scripts alone shows nothing."""
    assert (
        "no text"
        in unread(
            written(tmp_path, "a.html", b"<!doctype html><html><script>talks()</script></html>")
        ).why
    )


def test_a_named_pipe_is_not_opened(tmp_path: Path) -> None:
    """A named pipe that nobody writes to does not hang the reading."""
    os.mkfifo(tmp_path / "pipe")
    assert "pipe" in unread(tmp_path / "pipe").why


def test_a_device_is_not_opened() -> None:
    """A device never ends; it is refused."""
    assert "device" in unread("/dev/zero").why


def test_a_socket_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A socket is no file."""
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket")
        assert "socket" in unread("socket").why


def test_a_missing_path_is_named(tmp_path: Path) -> None:
    """A path that leads nowhere comes back as given."""
    found = unread(tmp_path / "none.txt")
    assert found.path == str(tmp_path / "none.txt")
    assert "no such" in found.why
    assert "not a folder" in unread(written(tmp_path, "a.txt", b"x") / "b.txt").why


@pytest.mark.parametrize("path", ["a\0b", "x" * 5000, ""])
def test_what_is_no_path_is_named(path: str) -> None:
    """A string that cannot be a path is refused."""
    unread(path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_named(tmp_path: Path) -> None:
    """A file that this user may not read is refused."""
    path = written(tmp_path, "a.txt", TALKS.encode())
    path.chmod(0)
    assert "may not be read" in unread(path).why


def test_a_file_that_the_system_will_not_open_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the system says on opening becomes a reason, and the others go on."""
    path, other = (
        written(tmp_path, "a.txt", TALKS.encode()),
        written(tmp_path, "b.txt", TALKS.encode()),
    )
    real = os.open

    def refusing(name: str, *rest: int) -> int:
        if str(name) == str(path):
            raise PermissionError(13, "Permission denied")
        return real(name, *rest)

    monkeypatch.setattr(os, "open", refusing)
    first, second = reports([path, other])
    assert isinstance(first, Unread)
    assert "may not be read" in first.why
    assert isinstance(second, Report)


def test_a_dangling_link_is_named(tmp_path: Path) -> None:
    """A link to nothing is told from a path that does not exist."""
    (tmp_path / "link.txt").symlink_to(tmp_path / "gone.txt")
    assert "link" in unread(tmp_path / "link.txt").why


def test_links_that_lead_round_are_named(tmp_path: Path) -> None:
    """Links that lead to each other, and a link to a folder above, are each named once, and the
    files beside them are read."""
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "up").symlink_to(tmp_path)
    written(tmp_path / "folder", "talks.txt", TALKS.encode())
    found = list(reports([tmp_path]))
    assert [type(x).__name__ for x in found] == ["Unread", "Unread", "Report", "Unread"]
    assert "back to a folder" in found[3].why


def test_folders_too_deep_for_a_path_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Folders so deep that the system has no path for them give a line, not a crash."""
    monkeypatch.chdir(tmp_path)
    for _ in range(30):
        os.mkdir("d" * 200)  # noqa: PTH102 - the whole path would be too long
        os.chdir("d" * 200)
    monkeypatch.chdir(tmp_path)
    assert "too long" in unread(tmp_path).why


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    """A folder without a file is no input."""
    assert "empty" in unread(tmp_path).why


def test_a_warc_file_without_a_page_is_named(tmp_path: Path) -> None:
    """A WARC file that holds no HTML response holds no report; so does a file that only begins like
    one."""
    info = b"WARC/1.1\r\nWARC-Type: warcinfo\r\nWARC-Record-ID: <urn:uuid:1>\r\nContent-Length: 2\r\n\r\nab\r\n\r\n"
    assert "no HTML" in unread(written(tmp_path, "a.warc", info)).why
    unread(written(tmp_path, "b.warc", b"WARC/1.1\r\nnonsense"))


@pytest.mark.parametrize("data", [b"", b"\0\0", gzip.compress(TALKS.encode())[:20]])
def test_bad_standard_input_is_named(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    """Standard input is held to the same."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert unread("-").path == "-"


def test_the_others_go_on(tmp_path: Path) -> None:
    """Among many bad inputs every good one is read, in the order given."""
    good = written(tmp_path, "good.txt", TALKS.encode())
    bad = [
        tmp_path / "none",
        written(tmp_path, "empty.txt", b""),
        written(tmp_path, "bin", bytes(range(256))),
        Path("/dev/null"),
    ]
    found = list(reports([bad[0], good, bad[1], bad[2], good, bad[3]]))
    assert [isinstance(x, Report) for x in found] == [False, True, False, False, True, False]


def test_a_fault_of_ours_stops_no_other_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A report on which onrecord itself fails is named, with where it failed, and the next one is
    read."""
    whole = plain.parts

    def failing(scene: Scene) -> tuple[Part, ...]:
        if "stumble" in scene.text:
            raise ZeroDivisionError("one over nothing")
        return whole(scene)

    monkeypatch.setattr(plain, "parts", failing)
    path = tmp_path / "two.jsonl"
    path.write_text(
        '{"text": "Envoys stumble over a carpet in Lima."}\n{"text": "Envoys met in Lima on Monday."}\n',
        encoding="utf-8",
    )
    first, second = reports([path])
    assert isinstance(first, Unread)
    assert "ZeroDivisionError: one over nothing" in first.why
    assert isinstance(second, Report)
