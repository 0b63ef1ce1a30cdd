"""Gzip data unpacked as it streams by; behind a damaged member the next that begins a WARC record
is found."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from onrecord.reports.refused import Refused

GZIP = b"\x1f\x8b"
MEMBER = re.compile(rb"\x1f\x8b\x08[\x00-\x1f]")
STEP = 1 << 16
KEPT = 1 << 18
"""Packed bytes that are kept to look for the next member in: damage shows some way behind it."""
AGAIN = 1 << 20
"""Packed bytes that may be read again in any file, beside as many as it has."""
TRIED = 1024
"""Packed bytes of what may be a member that are unpacked to see how it begins."""


class Damaged(Exception):
    """The gzip data breaks off here; what is read next comes from a later member."""

    def __init__(self, what: str, *, inside: bool = False) -> None:
        super().__init__(what)
        self.inside = inside
        """The bytes before this place come from the member that is broken."""
        self.refused = Refused(f"the gzip data is {what}", "fetch the file again")


class Unpacked(io.RawIOBase):
    """The bytes of a gzip file; a read raises `Damaged` where they break off, and the next one goes
    on behind that place."""

    def __init__(self, packed: BinaryIO) -> None:
        self._pieces = _unpacked(_Packed(packed))
        self._left = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        while not self._left:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            if isinstance(piece, Damaged):
                raise piece
            self._left = piece
        data, self._left = self._left[: len(view)], self._left[len(view) :]
        view[: len(data)] = data
        return len(data)


class _Packed:
    """The packed bytes from a place on, which may be moved forward, and back as far as some are
    kept."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._data = bytearray()
        self._gone = self._at = self._again = 0

    def front(self, size: int) -> bytes:
        """The next bytes, fewer than asked for only at the end."""
        while len(self._data) - self._at < size and (piece := self._stream.read(STEP)):
            spare = max(0, self._at - KEPT)
            del self._data[:spare]
            self._gone, self._at = self._gone + spare, self._at - spare
            self._data += piece
        return bytes(self._data[self._at : self._at + size])

    def pass_over(self, size: int) -> None:
        self._at += size

    @property
    def place(self) -> int:
        return self._gone + self._at

    def back_to(self, place: int, seen: int) -> None:
        """Moves back from the place up to which bytes were seen, as long as no more are seen again
        than there are and `AGAIN`: members may lie in each other. Else moves on behind them."""
        self._again += seen - place
        to = place if self._again <= AGAIN + seen else seen
        self._at = min(max(0, to - self._gone), len(self._data))


def _unpacked(packed: _Packed) -> Iterator[bytes | Damaged]:
    """What each member holds, and `Damaged` where one breaks off; zeros between members are
    nothing."""
    while front := packed.front(STEP):
        if front[0] == 0:
            packed.pass_over(len(front) - len(front.lstrip(b"\0")))
        elif front.startswith(GZIP[: len(front)]):
            yield from _member(packed)
        else:
            yield Damaged("damaged")
            _to_record(packed)


def _member(packed: _Packed) -> Iterator[bytes | Damaged]:
    """What a member holds; where it breaks off, the next is looked for behind where it began, for
    it may be that one that the damage was read from."""
    start, member, given = packed.place, zlib.decompressobj(31), False
    what = ""
    while not member.eof and not what:
        front, before = packed.front(STEP), member.copy()
        try:
            data = member.decompress(front, STEP)
            packed.pass_over(len(front) - len(member.unused_data or member.unconsumed_tail))
            what = "" if front or data or member.eof else "cut short"
        except zlib.error:
            data, what = _whole_part(before, front), "damaged"
        given = given or bool(data)
        yield data
    if what:
        yield Damaged(what, inside=given)
        packed.back_to(start + 1, packed.place + len(front))
        _to_record(packed)


def _whole_part(member: zlib._Decompress, packed: bytes) -> bytes:
    """What can be unpacked of bytes that are broken somewhere."""
    data = bytearray()
    try:
        for at in range(len(packed)):
            data += member.decompress(packed[at : at + 1])
    except zlib.error:
        return bytes(data)
    return bytes(data)


def _to_record(packed: _Packed) -> None:
    """Moves to the next member that begins a WARC record, or to the end."""
    while front := packed.front(STEP + TRIED):
        for found in MEMBER.finditer(front, 0, STEP + 3):
            if _begins_record(front[found.start() : found.start() + TRIED]):
                packed.pass_over(found.start())
                return
        packed.pass_over(min(STEP, len(front)))


def _begins_record(packed: bytes) -> bool:
    try:
        return zlib.decompressobj(31).decompress(packed, 8).startswith(b"WARC/")
    except zlib.error:
        return False
