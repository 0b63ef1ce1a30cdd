"""The readings of a build that has not ended, so that a build that dies loses none but the one in
work.

A line each: the reading as the record keeps it, and its SHA-256. A line is on the disk before the
next report is read. A line that is not whole, as the last one is where the machine went down, is
passed over, and its report is read again.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from onrecord.record import Reading
from onrecord.store.tables import Kept


class Line(Kept, frozen=True):
    """A reading as it is kept, and the SHA-256 of all that is said of it."""

    sum: str


class Pending:
    """The file of such readings, open for more; `readers` tells which onrecord made the reading of
    each report in it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.readers = {kept.id: kept.reader for kept in whole(path)}
        self._file: BinaryIO | None = None

    def add(self, kept: Kept) -> None:
        """Keeps a reading; it is on the disk when this returns."""
        if self._file is None:
            self._file = self.path.open("ab")
            self._file.write(b"\n" if damaged(self.path) else b"")  # so that half a line ends
        self._file.write(_line(kept))
        self._file.flush()
        os.fsync(self._file.fileno())
        self.readers[kept.id] = kept.reader

    def last(self) -> Iterator[Kept]:
        """The readings, of each report the last one."""
        numbers = {kept.id: number for number, kept in enumerate(whole(self.path))}
        return (kept for number, kept in enumerate(whole(self.path)) if numbers[kept.id] == number)

    def readings(self) -> Iterator[Reading]:
        """The same, decoded; what is added before the first is asked for is among them."""
        for kept in self.last():
            yield msgspec.json.decode(kept.reading, type=Reading)

    def close(self) -> None:
        """Closes the file, and takes it away where nothing is kept in it."""
        if self._file:
            self._file.close()
        if not self.readers:
            self.path.unlink(missing_ok=True)

    def drop(self) -> None:
        """Takes the file away, when its readings stand in a version."""
        self.readers = {}
        self.close()


def whole(path: Path) -> Iterator[Kept]:
    """The readings of the lines that are whole."""
    return (kept for kept in _lines(path) if kept)


def damaged(path: Path) -> int:
    """How many lines are not whole."""
    return sum(kept is None for kept in _lines(path))


def rewrite(path: Path) -> None:
    """Leaves out the lines that are not whole."""
    if damaged(path):
        new = path.with_name(f"{path.name}.new")
        with new.open("wb") as out:
            out.writelines(_line(kept) for kept in whole(path))
        new.replace(path)


def _line(kept: Kept) -> bytes:
    return (
        msgspec.json.encode(Line(kept.id, kept.digest, kept.reader, kept.reading, _sum(kept)))
        + b"\n"
    )


def strange(path: Path) -> bool:
    """True where something else than a file stands in its place."""
    return os.path.lexists(path) and (path.is_symlink() or not path.is_file())


def _lines(path: Path) -> Iterator[Kept | None]:
    """The reading of each line; None of one that is not whole."""
    if not path.is_file():
        return
    with path.open("rb") as file:
        yield from (_kept(line) for line in file if line != b"\n")


def _kept(line: bytes) -> Kept | None:
    try:
        found = msgspec.json.decode(line, type=Line)
        msgspec.json.decode(
            found.reading, type=Reading
        )  # one of another onrecord may be of another shape
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    whole = line.endswith(b"\n") and found.sum == _sum(found)
    return Kept(found.id, found.digest, found.reader, found.reading) if whole else None


def _sum(kept: Kept) -> str:
    said = "\n".join((kept.id, kept.digest, kept.reader, kept.reading))
    return hashlib.sha256(said.encode()).hexdigest()
