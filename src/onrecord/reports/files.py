"""Paths -> open files: folders in order, and nothing opened that could hang."""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from onrecord.cleaned import printable
from onrecord.record import Unread
from onrecord.reports.refused import Refused

STANDARD_INPUT = "-"
RECORD = re.compile(
    r"build\.lock|record\.json(?:\.new)?|pending\.jsonl(?:\.new)?|(?:version|draft|damaged)-\d+"
)
"""The names of what lies in the folder of a record."""
Identity = tuple[int, int]

OTHER_KINDS = (
    (stat.S_ISFIFO, "a named pipe", "pass - as the path and pipe it in"),
    (stat.S_ISSOCK, "a socket", "save what it sends to a file first"),
    (stat.S_ISCHR, "a device", "give a file or a folder"),
    (stat.S_ISBLK, "a device", "give a file or a folder"),
)

FAILURES = {
    errno.ENOENT: ("there is no such file or folder", "check the path"),
    errno.EACCES: ("it may not be read by this user", "change its permissions or copy it"),
    errno.EPERM: ("it may not be read by this user", "change its permissions or copy it"),
    errno.ELOOP: ("its links lead round in a circle", "remove the link or give the real path"),
    errno.ENAMETOOLONG: ("its path is too long", "move it to a shorter path"),
    errno.ENOTDIR: ("a part of the path is not a folder", "check the path"),
}


def failure(error: OSError) -> Refused:
    """A refusal that says in plain words why the system would not open a path."""
    why, advice = FAILURES.get(
        error.errno or 0,
        (error.strerror or type(error).__name__, "check the file and the disk, then try again"),
    )
    return Refused(why, advice)


def files(path: str) -> Iterator[str | Unread]:
    """The path itself where it is a file; every file below a folder, sorted (names that begin with
    a dot are passed over)."""
    waiting: list[tuple[str, frozenset[Identity]]] = [(path, frozenset())]
    while waiting:
        here, above = waiting.pop()
        try:
            found = os.stat(here)  # noqa: PTH116 - the path may be "-" or hold bytes that are not UTF-8
            if stat.S_ISDIR(found.st_mode):
                waiting.extend(
                    (p, above | {_identity(found)}) for p in reversed(_inside(here, found, above))
                )
            else:
                _regular(found)
                yield here
        except Refused as refused:
            yield refused.at(printable(here))
        except OSError as error:
            yield (_dangling(here) or failure(error)).at(printable(here))
        except ValueError:
            yield Refused("this is not a path", "check the path").at(printable(here))


def _identity(found: os.stat_result) -> Identity:
    return found.st_dev, found.st_ino


def _inside(folder: str, found: os.stat_result, above: frozenset[Identity]) -> list[str]:
    if _identity(found) in above:
        raise Refused("it leads back to a folder that it lies in", "remove the link")
    with os.scandir(folder) as entries:
        names = sorted(e.name for e in entries if not e.name.startswith("."))
    if not names and not above:
        raise Refused("the folder is empty", "give a folder with reports in it")
    if "build.lock" in names and all(
        map(RECORD.fullmatch, names)
    ):  # that is built from the folder that it lies in, as often
        if not above:
            raise Refused("it is a record", "give a folder with reports in it")
        return []
    return [os.path.join(folder, name) for name in names]  # noqa: PTH118 - keeps the path as it was given


def _regular(found: os.stat_result) -> None:
    for test, what, advice in OTHER_KINDS:
        if test(found.st_mode):
            raise Refused(f"it is {what}, not a file", advice)


def _dangling(path: str) -> Refused | None:
    try:
        broken = not os.path.lexists(Path(path).parent / Path(path).readlink())
    except (OSError, ValueError):  # no link, or one that went away meanwhile
        return None
    return Refused("the link leads to nothing", "mend or remove the link") if broken else None


def opened(path: str) -> BinaryIO:
    """A file open for reading; standard input for `-`."""
    if path == STANDARD_INPUT:
        if sys.stdin is None:
            raise Refused("standard input is closed", "pipe a report in")
        return sys.stdin.buffer
    descriptor = os.open(
        path,
        os.O_RDONLY
        | getattr(os, "O_NONBLOCK", 0)
        | getattr(os, "O_CLOEXEC", 0)
        | getattr(os, "O_BINARY", 0),
    )
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise Refused("it is not a file any more", "give a file or a folder")
    return os.fdopen(descriptor, "rb")
