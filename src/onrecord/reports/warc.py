"""WARC files: the HTML pages of their response records, one at a time; behind a broken record the
next one is found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader

from onrecord.reports import formats
from onrecord.reports.answers import HEAD, Page, answer_end, fields_of, page_of
from onrecord.reports.formats import BLANK, TOO_LARGE
from onrecord.reports.gunzip import Damaged
from onrecord.reports.refused import Refused, faults

STEP = 1 << 16
AROUND = 1 << 20
"""Bytes of a record beside its page: its HTTP head, and the signs between chunks."""
BLANKS = 1 << 12
"""Bytes of white space behind a record that are looked at to see that the next one follows."""
START = re.compile(rb"WARC/[01]\.\d{1,3}[ \t]{0,4}\r?\n(?=[A-Za-z][\w-]{0,80}[ \t]{0,4}:)")
OVERLAP = 200
"""Bytes in which the first line of a record has room, with the name of its first field."""
BLANK_LINE = re.compile(rb"\n\r?\n")
BLANK_LINES = (b"\r\n\r\n", b"\n\n")
ADVICE = "fetch the file again, or fetch the page anew"
PASSED_OVER = Refused("bytes that belong to no WARC record were passed over", ADVICE)
HEAD_BROKEN = Refused("the head of a WARC record is broken or cut short", ADVICE)
CUT = Refused(
    "its WARC record is not as long as it says: the page is cut short, or the length is wrong",
    ADVICE,
)


@dataclass(frozen=True, slots=True)
class Record:
    """A record: its fields by their names in lower case, and its block; `broken` where that is not
    whole."""

    fields: dict[str, str]
    block: bytes
    broken: Refused | None


class Window:
    """What has been read of a file and not been taken yet, at most one record, up to the end or to
    a damaged place."""

    def __init__(self, stream: BufferedReader) -> None:
        self._stream = stream
        self.held = bytearray()
        self.ended = False
        self.damaged: Damaged | None = None

    def fill(self, size: int) -> None:
        """Reads until so many bytes are held, or as far as it goes."""
        while len(self.held) < size and not self.ended:
            try:
                piece = self._stream.read1(STEP)
            except Damaged as damaged:
                self.damaged, piece = damaged, b""
            self.held += piece
            self.ended = not piece

    def take(self, size: int) -> bytes:
        """The first bytes, which are then held no more."""
        taken = bytes(self.held[:size])
        del self.held[:size]
        return taken

    def go_on(self) -> bool:
        """Leaves a damaged place behind; false at the end of the file."""
        self.ended = self.damaged is None
        self.damaged = None
        return not self.ended


def pages(stream: BufferedReader) -> Iterator[Page | Refused]:
    """Each HTML page that was answered with success; a refusal for each that is broken, and for
    what may have been one."""
    for record in records(stream):
        found = record if isinstance(record, Refused) else _page(record)
        if found is not None:
            yield found


def _page(record: Record) -> Page | Refused | None:
    try:
        with faults():
            return page_of(record.fields, record.block, record.broken)
    except Refused as refused:
        return refused


def records(stream: BufferedReader) -> Iterator[Record | Refused]:
    """The records of a file, and a refusal for each place where there is something else."""
    window = Window(stream)
    going = True
    while going:
        yield from _unbroken(window)
        going = window.go_on()


def _unbroken(window: Window) -> Iterator[Record | Refused]:
    """The records up to the end of a file, or to a damaged place, which is told once."""
    last: Record | Refused | None = None
    while True:
        junk = _to_start(window)
        if window.held and junk:
            yield PASSED_OVER
        if not window.held:
            break
        last = _record(window)
        yield last
    reason = last.broken if isinstance(last, Record) else last
    if window.damaged and reason is not window.damaged.refused:
        yield window.damaged.refused
    elif junk and not window.damaged:
        yield PASSED_OVER


def _to_start(window: Window) -> bool:
    """Moves to where the next record begins, or to the end; whether anything but white space lay
    before it."""
    junk = False
    while True:
        window.fill(STEP)
        start = START.search(window.held)
        size = start.start() if start else len(window.held) - (0 if window.ended else OVERLAP)
        junk = bool(window.take(size).strip(BLANK)) or junk
        if start or window.ended:
            return junk


def _record(window: Window) -> Record | Refused:
    """The record that begins here; what is held then begins behind it."""
    window.fill(HEAD)
    end = BLANK_LINE.search(window.held, 0, HEAD)
    again = START.search(window.held, 1, end.end() if end else HEAD)
    if again or not end:
        window.take(again.start() if again else 1)
        _to_start(window)
        return window.damaged.refused if window.damaged and not window.held else HEAD_BROKEN
    fields = fields_of(window.take(end.end()))
    said = fields.get("content-length", "")
    length = int(said) if said.isdecimal() and len(said) < 16 else None
    return Record(fields, *_block(window, length))


def _block(window: Window, length: int | None) -> tuple[bytes, Refused | None]:
    """The block of a record, and why it is broken, if it is."""
    most = formats.LIMIT + AROUND
    window.fill(min(length or 0, most) + BLANKS)
    if length is not None and _followed(window, length):
        return window.take(length), None
    start = START.search(window.held)
    if not start:
        window.fill(most + BLANKS)
        start = START.search(window.held)
    if not start and not window.ended and not _closed(window.held, length):
        return _too_long(window, length)
    rest = bytes(window.held[: start.start() if start else len(window.held)])
    if not start and window.damaged and window.damaged.inside:
        return window.take(len(rest)), window.damaged.refused
    return _unframed(window, rest, length)


def _followed(window: Window, length: int) -> bool:
    """Behind so many bytes the next record begins, or nothing more comes."""
    if len(window.held) < length:
        return False
    behind = bytes(window.held[length : length + BLANKS])
    shown = behind.lstrip(BLANK)
    if not shown and window.ended:
        return not (window.damaged and window.damaged.inside)
    next_one = length + len(behind) - len(shown)
    return not shown or START.match(bytes(window.held[next_one : next_one + OVERLAP])) is not None


def _unframed(window: Window, rest: bytes, length: int | None) -> tuple[bytes, Refused | None]:
    """The block of a record whose length is wrong: as far as what it holds says itself; what is
    behind belongs to none."""
    end = answer_end(rest)
    if end is not None:
        return window.take(len(rest))[:end], None
    if length is not None and _closed(rest, length):
        return window.take(length), None
    window.take(len(rest))
    damaged = window.damaged if not window.held else None
    return rest, damaged.refused if damaged else CUT


def _closed(held: bytes | bytearray, length: int | None) -> bool:
    """Behind so many bytes stands the blank line that ends a record."""
    return length is not None and held[length : length + 4].startswith(BLANK_LINES)


def _too_long(window: Window, length: int | None) -> tuple[bytes, Refused | None]:
    """The head of a block that is longer than any page, which is passed over as it streams by."""
    head = bytes(window.held[:HEAD])
    left = length or 0
    while left > 0 and (window.held or not window.ended) and not START.search(window.held):
        size = min(left, len(window.held) - (0 if window.ended else OVERLAP))
        window.take(size)
        left -= size
        window.fill(STEP)
    return head, TOO_LARGE
