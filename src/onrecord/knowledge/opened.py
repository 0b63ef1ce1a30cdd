"""Opens a file that may be packed, and gives its lines without ever holding more than one."""

from __future__ import annotations

import bz2
import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from onrecord.errors import InputError

LONGEST = 1 << 26
"""Bytes of a line that is read; a longer one is passed over."""
PACKED = ((b"\x1f\x8b", gzip.open), (b"BZh", bz2.open))


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The bytes of a file, unpacked where it is gzip or bzip2; raises InputError where it cannot be read."""
    try:
        with path.open("rb") as raw:
            start = raw.read(3)
            raw.seek(0)
            way = next((way for magic, way in PACKED if start.startswith(magic)), None)
            if way is None:
                yield raw
            else:
                with way(raw, "rb") as file:
                    yield cast(BinaryIO, file)
    except FileNotFoundError:
        raise InputError(str(path), "is not there", "check the path") from None
    except IsADirectoryError:
        raise InputError(str(path), "is a folder", "give a file") from None
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise InputError(str(path), f"the packed data is cut short or broken ({error})", "fetch the file again") from error
    except OSError as error:
        raise InputError(str(path), f"cannot be read ({error.strerror or error})", "check the file") from error


def lines(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """The lines of a file with their numbers from 1; of a line longer than `LONGEST` an empty one."""
    number = 0
    while line := file.readline(LONGEST):
        number += 1
        whole = line.endswith(b"\n") or len(line) < LONGEST
        while not whole:
            rest = file.readline(LONGEST)
            whole = not rest or rest.endswith(b"\n")
            line = b""
        yield number, line
