"""How a command ends when Ctrl-C or SIGTERM stops it: at once, with what was begun taken away and
no traceback.

A record is safe whenever a process dies (`store/folder.py`), so nothing has to be wound up: what
would be left behind is taken away, one line is said, and the process ends with the status that
shells give, 130 or 143. No exception is raised for it, since one that comes out of the middle of an
import or a callback ends in a traceback, or is swallowed there.

The package imports this module first, and it imports only what Python has loaded by then: a command
is stopped cleanly while it still loads, too. (`signal` itself makes enumerations at its import,
long enough to be stopped in.)
"""

from __future__ import annotations

import _signal
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType, TracebackType

SIGNALS = (_signal.SIGINT, _signal.SIGTERM)
CURSOR = b"\r\x1b[2K\x1b[?25h"
"""Takes a progress bar off the line and gives a terminal its cursor back."""

_open: list[TakenAway] = []
_held: list[Held] = []
_waiting: list[int] = []


class TakenAway:
    """Calls `leftover` when the block ends, and when the process is stopped in it; `said` is then
    told."""

    def __init__(self, leftover: Callable[[], object], *, said: str = "") -> None:
        self.leftover, self.said = leftover, said

    def __enter__(self) -> None:
        _open.append(self)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.end()
        _open.remove(self)

    def end(self) -> None:
        """Takes it away as far as that can be done."""
        try:
            self.leftover()
        except OSError:
            return


class Held:
    """A stop waits until the block has ended, so that no line is cut; a second one does not
    wait."""

    def __enter__(self) -> None:
        _held.append(self)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        _held.remove(self)
        if _waiting and not _held:
            _end(_waiting[0])


def _stop(number: int, _frame: FrameType | None) -> None:
    if _held and not _waiting:
        _waiting.append(number)
    else:
        _end(number)


def _end(number: int) -> None:
    for each in SIGNALS:
        _signal.signal(each, _signal.SIG_IGN)
    for one in reversed(_open):
        one.end()
    said = "".join(f"; {one.said}" for one in _open if one.said)
    try:
        os.write(2, (CURSOR if os.isatty(2) else b"") + f"onrecord: stopped{said}\n".encode())
    finally:
        os._exit(128 + number)


if sys.argv and os.path.basename(sys.argv[0]) == "onrecord":  # noqa: PTH119 - the command, and no program that uses the package
    for number in SIGNALS:
        if _signal.getsignal(number) != _signal.SIG_IGN:  # as `nohup` leaves it
            _signal.signal(number, _stop)
