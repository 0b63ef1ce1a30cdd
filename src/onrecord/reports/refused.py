"""Why an input is not read: raised where it is noticed, turned into an `Unread` at the edge."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.record import Unread


class Refused(Exception):
    """Not a report: why, and what to do about it."""

    def __init__(self, why: str, advice: str) -> None:
        super().__init__(why)
        self.why, self.advice = why, advice

    def at(self, path: str) -> Unread:
        return Unread(path, self.why, self.advice)


def fault(error: Exception) -> Refused:
    """An error of ours as the refusal of one report, so that the others go on; it says what failed and where, for whoever mends it."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{type(error).__name__}: {error}, {Path(last.filename).name} line {last.lineno}"
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
