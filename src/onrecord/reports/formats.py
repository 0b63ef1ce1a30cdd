"""What kind of input a stream of bytes is, decided by what it holds; the name is only a hint."""

from __future__ import annotations

import io
import re
from typing import BinaryIO, Literal

from onrecord.reports.gunzip import GZIP, Damaged, Unpacked
from onrecord.reports.refused import Refused

Format = Literal["text", "html", "jsonl", "json", "warc"]

LIMIT = 16 * 1024 * 1024
"""Bytes of one report at most, decompressed: a line of JSON Lines, a page of a WARC file, a file of
any other kind."""
SKIPPED = 1024 * 1024 * 1024
"""Bytes of one line that are passed over at most in search of its end."""
HEAD = 4096
TOO_LARGE = Refused(
    f"it is larger than {LIMIT // 2**20} MiB", "cut it into one report a file or a line"
)

BINARY = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\xd0\xcf\x11\xe0": "an office document",
    b"{\\rtf": "an RTF document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x7fELF": "a program",
    b"PAR1": "a Parquet file",
    b"BZh": "a bzip2 file",
    b"\xfd7zXZ": "an xz file",
    b"\x28\xb5\x2f\xfd": "a zstd file",
    b"7z\xbc\xaf": "a 7z archive",
    b"SQLite format 3": "a database",
}
BLANK = b" \t\r\n\0"
WIDE = (b"\xff\xfe", b"\xfe\xff")
CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
PAGE = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.I)
TAG = re.compile(
    rb"</?(?:p|div|a|span|h[1-6]|meta|title|article|section|br|img|table|ul|li|script|figure|main)\b[^<>]*>",
    re.I,
)
OBJECT = re.compile(rb'\s*\{\s*(?:"|\}|$)')


class _Rejoined(io.RawIOBase):
    """A stream whose first pieces have been looked at already; a place where it breaks off is one
    of them."""

    def __init__(self, pieces: list[bytes | Damaged], rest: BinaryIO) -> None:
        self._pieces, self._rest = pieces[::-1], rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        piece = self._pieces.pop() if self._pieces else self._rest.read(len(view))
        if isinstance(piece, Damaged):
            raise piece
        data = piece[: len(view)]
        if len(data) < len(piece):
            self._pieces.append(piece[len(view) :])
        view[: len(data)] = data
        return len(data)


def peeked(stream: BinaryIO) -> tuple[bytes, io.BufferedReader]:
    """The head of a stream, and the stream with its head still on."""
    pieces: list[bytes | Damaged] = []
    head = b""
    while len(head) < HEAD and len(pieces) < HEAD:
        try:
            piece = stream.read(HEAD - len(head))
        except Damaged as damaged:
            pieces.append(damaged)
            continue
        if not piece:
            break
        pieces.append(piece)
        head += piece
    return head, io.BufferedReader(_Rejoined(pieces, stream), 1 << 16)


def plain(stream: BinaryIO) -> tuple[bytes, io.BufferedReader]:
    """The head of a stream, and the stream, both unpacked where it is gzipped."""
    head, whole = peeked(stream)
    return peeked(Unpacked(whole)) if head.startswith(GZIP) else (head, whole)  # type: ignore[arg-type]


def format_of(head: bytes, name: str) -> Format:
    """The kind of input that begins with these bytes."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    name = name.lower().removesuffix(".gz")
    if start.startswith(b"WARC/") or name.endswith(
        ".warc"
    ):  # its first record may be the one that is damaged
        return "warc"
    refuse_binary(head)
    if OBJECT.match(start):
        return (
            "json" if b'"' not in start.split(b"\n", 1)[0] and name.endswith(".json") else "jsonl"
        )
    if name.endswith((".jsonl", ".ndjson")) and start:
        return "jsonl"
    return "html" if _page(head, name) else "text"


def _page(head: bytes, name: str) -> bool:
    narrow = head.replace(b"\0", b"") if head.startswith(WIDE) else head
    tags = len(TAG.findall(narrow))
    begins = narrow.lstrip()[:1] == b"<"  # a text may name a "<body>", too
    return (
        (PAGE.search(narrow) is not None and (begins or tags > 2))
        or (name.endswith((".html", ".htm", ".xhtml")) and tags > 0)
        or (begins and tags > 2)
    )


def refuse_binary(data: bytes) -> None:
    """Raises where the bytes are not text."""
    kind = next((what for magic, what in BINARY.items() if data.startswith(magic)), None)
    if kind:
        raise Refused(f"it is {kind}, not text", "extract its text first")
    if data.startswith(WIDE):
        return
    if b"\0" in data:
        raise Refused(
            "it holds NUL bytes, so it is binary or damaged", "give the text itself, as UTF-8"
        )
    if len(CONTROL.findall(data[:HEAD])) * 20 > len(data[:HEAD]):
        raise Refused("it is binary, not text", "give the text itself, as UTF-8")


def whole(stream: BinaryIO) -> bytes:
    """All bytes of a stream that holds one report."""
    try:
        data = stream.read(LIMIT + 1)
    except Damaged as damaged:
        raise damaged.refused from damaged
    if len(data) > LIMIT:
        raise TOO_LARGE.anew()
    return data
