"""Opens a file that may be packed, and gives its lines without ever holding more than one."""

from __future__ import annotations

import bz2
import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.cleaned import printable
from onrecord.errors import InputError

LONGEST = 1 << 26
"""Bytes of a line that is read; a longer one is named, and passed over."""
PASSED = 1 << 30
"""Bytes of blank lines, or of one line, that are passed over at most; what comes after more is not
read."""
PACKED = ((b"\x1f\x8b", gzip.open), (b"BZh", bz2.open))


class Endless(Exception):
    """So many bytes hold no line that nothing after them is read."""


@contextmanager
def opened(path: Path) -> Iterator[io.BufferedReader]:
    """The bytes of a file, unpacked where it is gzip or bzip2; raises InputError where it cannot be
    read."""
    name = printable(str(path))
    try:
        with path.open("rb") as raw:
            start = raw.read(3)
            raw.seek(0)
            way = next((way for magic, way in PACKED if start.startswith(magic)), None)
            if way is None:
                yield raw
            else:
                with way(raw, "rb") as file:
                    yield io.BufferedReader(file)
    except FileNotFoundError:
        raise InputError(name, "is not there", "check the path") from None
    except IsADirectoryError:
        raise InputError(name, "is a folder", "give a file") from None
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise InputError(
            name, f"the packed data is cut short or broken ({error})", "fetch the file again"
        ) from error
    except Endless:
        raise InputError(
            name,
            f"has over {PASSED:,} bytes without a line; nothing after them was read",
            "check the file",
        ) from None
    except (OSError, ValueError) as error:
        said = error.strerror if isinstance(error, OSError) else None
        raise InputError(name, f"cannot be read ({said or error})", "check the file") from error


def lines(file: io.BufferedReader) -> Iterator[tuple[int, bytes | None]]:
    """The lines of a file that are not blank, with their numbers from 1; None for one longer than
    `LONGEST`."""
    number = _blank(file)
    while line := file.readline(LONGEST):
        number += 1
        whole = line.endswith(b"\n") or len(line) < LONGEST
        if not whole:
            _pass_over(file)
        if line.strip():
            yield number, line if whole else None
        number += _blank(file)


def _blank(file: io.BufferedReader) -> int:
    """Passes over the blank lines that follow, many at a time; says how many."""
    number = passed = 0
    while (ahead := file.peek()) and (
        size := ahead.rfind(b"\n", 0, len(ahead) - len(ahead.lstrip())) + 1
    ):
        number += ahead.count(b"\n", 0, size)
        passed += len(file.read(size))
        if passed > PASSED:
            raise Endless
    return number


def _pass_over(file: io.BufferedReader) -> None:
    """Passes over the rest of a line."""
    passed = 0
    while (rest := file.readline(1 << 20)) and not rest.endswith(b"\n"):
        passed += len(rest)
        if passed > PASSED:
            raise Endless
