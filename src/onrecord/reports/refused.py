"""Why an input is not read: raised where it is noticed, turned into an `Unread` at the edge."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.cleaned import cleaned
from onrecord.record import Unread

MOST_WORDS = 500
"""Characters of a reason or an advice."""


class Refused(Exception):
    """Not a report: why, and what to do about it."""

    def __init__(self, why: str, advice: str) -> None:
        super().__init__(why)
        self.why, self.advice = why, advice

    def anew(self) -> Refused:
        """The same, to be raised: one raised twice would hold on to what was at hand the first
        time."""
        return Refused(self.why, self.advice)

    def at(self, path: str) -> Unread:
        """The line that is shown for it; the path is one that can be written."""
        return Unread(path, cleaned(self.why, MOST_WORDS), cleaned(self.advice, MOST_WORDS))


def fault(error: Exception) -> Refused:
    """An error of ours as the refusal of one report, so that the others go on; it says what failed
    and where, for whoever mends it."""
    *_, (last, number) = traceback.walk_tb(error.__traceback__)
    said = str(error)[:MOST_WORDS]
    where = f"{type(error).__name__}: {said}, {Path(last.f_code.co_filename).name} line {number}"
    return Refused(f"onrecord failed on it ({where})", "please report this, with the file")


@contextmanager
def faults() -> Iterator[None]:
    """An error of ours inside is a refusal."""
    try:
        yield
    except Refused:
        raise
    except Exception as error:
        raise fault(error) from error
