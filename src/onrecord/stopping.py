"""How a command ends when Ctrl-C or SIGTERM stops it: at once, with what was begun taken away and no traceback.

A record is safe whenever a process dies (`store/folder.py`), so nothing has to be wound up: what would be left behind is
taken away, one line is said, and the process ends with the status that shells give, 130 or 143. No exception is raised
for it, since one that comes out of the middle of an import or a callback ends in a traceback, or is swallowed there.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Callable, Iterator
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM)
CURSOR = b"\r\x1b[2K\x1b[?25h"
"""Takes a progress bar off the line and gives a terminal its cursor back."""

_leftovers: list[tuple[Callable[[], None], str]] = []
_held: list[int] = [0]
_waiting: list[int] = []


@contextlib.contextmanager
def taken_away(leftover: Callable[[], None], *, said: str = "") -> Iterator[None]:
    """Calls `leftover` when the block ends, and when the process is stopped in it; `said` is then told."""
    _leftovers.append((leftover, said))
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            leftover()
        _leftovers.pop()


@contextlib.contextmanager
def whole() -> Iterator[None]:
    """A stop waits until the block has ended, so that no line is cut; a second one does not wait."""
    _held[0] += 1
    try:
        yield
    finally:
        _held[0] -= 1
        if _waiting and not _held[0]:
            _end(_waiting[0])


def installed() -> None:
    """From here on Ctrl-C and SIGTERM end the process cleanly; a signal that is ignored stays so (`nohup`)."""
    for number in SIGNALS:
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, _stop)


def _stop(number: int, _frame: FrameType | None) -> None:
    if _held[0] and not _waiting:
        _waiting.append(number)
    else:
        _end(number)


def _end(number: int) -> None:
    for each in SIGNALS:
        signal.signal(each, signal.SIG_IGN)
    for leftover, _ in reversed(_leftovers):
        with contextlib.suppress(Exception):
            leftover()
    said = "".join(f"; {said}" for _, said in _leftovers if said)
    with contextlib.suppress(OSError):
        os.write(2, (CURSOR if os.isatty(2) else b"") + f"onrecord: stopped{said}\n".encode())
    os._exit(128 + number)


if os.path.basename(sys.argv[0] if sys.argv else "") == "onrecord":  # noqa: PTH119 - no import may come before this
    installed()  # so that a command that is stopped while it still loads says so, and no traceback comes
