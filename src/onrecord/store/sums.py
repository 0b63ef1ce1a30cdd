"""What the bytes of a file are: its SHA-256, taken when a process first opens it and again only
when it has changed."""

from __future__ import annotations

import hashlib
import stat
from pathlib import Path

from msgspec import Struct


class Sum(Struct, frozen=True):
    """What a manifest says of a file: its bytes, how many and of which SHA-256."""

    size: int
    sha256: str


Identity = tuple[int, int, int, int]
"""Device, inode, size and time in nanoseconds: a file that was changed since has another one."""

_taken: dict[Path, tuple[Identity, Sum]] = {}


def taken(path: Path) -> Sum:
    """The sum of a file as it is now."""
    now = _identity(path)
    known = _taken.get(path)
    if known is None or known[0] != now:
        with path.open("rb") as file:
            known = now, Sum(now[2], hashlib.file_digest(file, "sha256").hexdigest())
        _taken[path] = known
    return known[1]


def _identity(path: Path) -> Identity:
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):  # a pipe in its place would wait for ever
        raise OSError(None, "it is no file")
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def damage(path: Path, expected: Sum) -> str | None:
    """What is wrong with a file that should have these bytes; None where it has them."""
    try:
        found = taken(path)
    except FileNotFoundError:
        return "is missing"
    except OSError as error:
        return f"cannot be read ({error.strerror})"
    return None if found == expected else "is damaged"


def forget() -> None:
    """Takes the sums anew from here on, as `onrecord check` does."""
    _taken.clear()
