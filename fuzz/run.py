"""Reads inputs made from the seeds and says what came of them.

    python fuzz/run.py --number 100000 --whole [--start 0] [--kept FOLDER] [--patience 20]

Prints how many inputs there were, how many readings (or reports, without --whole) came of them,
what was refused by reason, whatever else happened, and the inputs that took longer than so many
CPU seconds; those and the ones that failed are kept as files.
"""

from __future__ import annotations

import argparse
import re
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

import onrecord
import seeds
from checks import check
from inputs import Input
from mutations import MOST, made
from onrecord.record import Reading, Report, Unread
from onrecord.reports import reports

HANGS = 8
"""An input that takes so many times as long as it may is broken off."""


class Hangs(BaseException):
    """An input took too long; no `except Exception` on the way keeps it."""


@contextmanager
def patience(seconds: float) -> Iterator[None]:
    """Raises `Hangs` inside after so many CPU seconds, so that it is seen where."""

    def out(_number: int, _frame: FrameType | None) -> None:
        raise Hangs

    signal.signal(signal.SIGPROF, out)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


@dataclass
class Tally:
    """What came of the inputs so far."""

    kept: Path
    patience: float
    whole: bool
    inputs: int = 0
    came: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    failed: list[str] = field(default_factory=list)
    slow: list[str] = field(default_factory=list)

    def take(self, name: str, given: Input) -> None:
        """Reads one input and counts what comes of it."""
        self.inputs += 1
        began = time.process_time()
        wrong = self._wrong(given)
        took = time.process_time() - began
        if wrong:
            self._note(self.failed, name, given, wrong)
        if took > self.patience:
            self._note(self.slow, name, given, f"{took:.1f} s")

    def _wrong(self, given: Input) -> str:
        try:
            with tempfile.TemporaryDirectory() as folder, patience(HANGS * self.patience):
                for found in out_of(given.written(Path(folder)), whole=self.whole):
                    self._count(found)
                    check(found)
        except Hangs as error:
            return "broken off: " + " < ".join(where(error)[::-1][:6])
        except Exception as error:
            return f"{type(error).__name__}: {error}: {' < '.join(where(error)[::-1][:3])}"
        return ""

    def _count(self, found: Reading | Report | Unread) -> None:
        self.came[type(found).__name__] += 1
        if isinstance(found, Unread):
            self.reasons[re.sub(r"'[^']*'|\d+", "…", found.why)] += 1

    def _note(self, notes: list[str], name: str, given: Input, what: str) -> None:
        path = self.kept / f"{re.sub('[^a-zA-Z0-9]+', '-', name)}{given.ending}"
        path.write_bytes(given.data)
        notes.append(f"{name} ({len(given.data):,} bytes): {what}"[:400])
        print(notes[-1], flush=True)

    def told(self) -> str:
        """The tally, for a person."""
        counted = [f"{n:8,} {what}" for what, n in self.came.most_common()]
        refused = [f"{n:8,} refused: {why}" for why, n in self.reasons.most_common()]
        rest = [
            f"{len(self.failed):8,} failed",
            f"{len(self.slow):8,} took over {self.patience:g} CPU seconds",
        ]
        return "\n".join([f"{self.inputs:8,} inputs", *counted, *refused, *rest])


def out_of(path: Path, *, whole: bool) -> Iterator[Reading | Report | Unread]:
    """What comes out of a file: readings, or the reports only."""
    yield from onrecord.read_all([path]) if whole else reports([path])


def where(error: BaseException) -> list[str]:
    """The functions that an error came through."""
    return [
        f"{Path(f.filename).name}:{f.lineno} {f.name}"
        for f in traceback.extract_tb(error.__traceback__)
    ]


def inputs(start: int, number: int, most: int) -> Iterator[tuple[str, Input]]:
    """The seeds, if it is begun at the beginning, and then the inputs made of them."""
    if start == 0:
        yield from seeds.stored().items()
        yield from seeds.made()
    small = seeds.small()
    yield from ((f"number {n}", made(n, small, most)) for n in range(start, start + number))


def main() -> int:
    args = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    args.add_argument("--number", type=int, default=1_000, help="how many inputs are made")
    args.add_argument("--start", type=int, default=0, help="the number of the first")
    args.add_argument("--whole", action="store_true", help="read the reports, too")
    args.add_argument(
        "--most", type=int, default=MOST, help="characters of an input's text at most"
    )
    args.add_argument(
        "--patience", type=float, default=20.0, help="CPU seconds that an input may take"
    )
    args.add_argument(
        "--kept", type=Path, help="where the inputs that failed or were slow are kept"
    )
    given = args.parse_args()
    kept = given.kept or Path(tempfile.mkdtemp(prefix="fuzz-"))
    kept.mkdir(exist_ok=True, parents=True)
    tally = Tally(kept, given.patience, given.whole)
    for name, each in inputs(given.start, given.number, given.most):
        tally.take(name, each)
    print(tally.told())
    print(f"kept in {kept}" if tally.failed or tally.slow else "nothing to keep", file=sys.stderr)
    return 1 if tally.failed or tally.slow else 0


if __name__ == "__main__":
    raise SystemExit(main())
