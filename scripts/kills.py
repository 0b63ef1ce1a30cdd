"""Kills and stops builds at random moments, and says what was lost: `python scripts/kills.py
--kills 200 --stops 60`.

A build of invented reports is killed, and goes on when it is started again, until its record is
whole; then a new record is begun. Each child writes down the reports that it has read, beside what
it keeps, so that a reading that is gone is seen. A reading is in work until it is kept, so that
each kill may cost one.
"""

from __future__ import annotations

import argparse
import contextlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import onrecord
from onrecord.errors import NoRecord
from onrecord.store import folder, pending

CHILD = """
import os, sys
sys.argv[0] = "onrecord"
import onrecord.store.write as write
from onrecord.cli import main
whole, log = write.read_safely, os.open(sys.argv.pop(1), os.O_WRONLY | os.O_APPEND | os.O_CREAT)
def logged(report, *phrases):
    reading = whole(report, *phrases)
    os.write(log, report.id.encode() + b"\\n")
    return reading
write.read_safely = logged
main()
"""
PEOPLE = (
    "Ragna Tveitt",
    "Amaro Quilodran",
    "Ilse Kronhardt",
    "Desmond Akerele",
    "Mira Sandoval",
    "Tomas Eldjarn",
)
STATES = ("Norway", "Chile", "Kenya", "Iceland", "Peru", "Finland")
MATTERS = ("krill", "ice fees", "maize", "rail", "visas", "sea cables")


def reports(number: int) -> list[str]:
    """So many short reports, each with words of its own."""
    made = []
    for n in range(number):
        who, where, what = PEOPLE[n % 6], STATES[n // 6 % 6], MATTERS[n // 36 % 6]
        made.append(
            f"{where} and talks on {what}, part {n}\n\nOSLO, May {n % 28 + 1}, 2031 — Foreign Minister {who} met officials of {where} on "
            f"{what}.\n\n“We have {n} points left,” {who} said. A spokesman said that {where} would sign by June.\n"
        )
    return made


class Trial:
    """A record on its way, and what its builds wrote down."""

    def __init__(self, given: Path, place: Path) -> None:
        self.given, self.record, self.log = given, place / "r", place / "read"
        self.kills = 0

    def start(self) -> subprocess.Popen[str]:
        args = [
            sys.executable,
            "-c",
            CHILD,
            str(self.log),
            "build",
            str(self.given),
            "-o",
            str(self.record),
        ]
        return subprocess.Popen(args, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)

    def read(self) -> Counter[str]:
        """How often each report was read; an id that a kill cut in two counts as none."""
        lines = self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else []
        return Counter(line for line in lines if len(line) == 16)

    def kept(self) -> set[str]:
        """The reports whose reading the record has, merged or not."""
        merged: set[str] = set()
        with contextlib.suppress(NoRecord):
            merged = {report.id for report in onrecord.open(self.record).reports()}
        return merged | {kept.id for kept in pending.whole(self.record / folder.PENDING)}

    def lost(self) -> int:
        """Readings that were made and are not kept, past one in work a kill."""
        return max(len(self.read().keys() - self.kept()) - 1, 0)


def stopped(
    process: subprocess.Popen[str], number: signal.Signals, after: float
) -> tuple[int, str]:
    """The exit status and what was said, of a process that gets a signal after so many seconds."""
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        process.send_signal(number)
    _, said = process.communicate(timeout=120)
    return process.returncode, said


def run(number: int, signals: tuple[signal.Signals, ...], size: int, seed: int) -> Counter[str]:
    """Sends signals at random moments; says how often what happened."""
    chance, found = random.Random(seed), Counter[str]()
    with tempfile.TemporaryDirectory() as place:
        given = Path(place, "reports")
        given.mkdir()
        for n, text in enumerate(reports(size)):
            (given / f"{n:04}.txt").write_text(text, encoding="utf-8")
        longest = took(Trial(given, Path(place)))
        trial = Trial(given, Path(tempfile.mkdtemp(dir=place)))
        for n in range(number):
            kept = trial.kept()
            status, said = stopped(
                trial.start(), signals[n % len(signals)], chance.uniform(0, longest)
            )
            found[f"status {status}"] += 1
            found["tracebacks"] += "Traceback" in said
            if "Traceback" in said or status == 1:
                print(said, file=sys.stderr)
            found["readings lost past the one in work"] += trial.lost()
            found["records lost"] += not kept <= trial.kept() or bool(faults(trial.record))
            if status == 0:
                shutil.rmtree(trial.record.parent)
                trial = Trial(given, Path(tempfile.mkdtemp(dir=place)))
    return found


def faults(record: Path) -> tuple[onrecord.Fault, ...]:
    """What `check` finds; a half line at the end of what is kept is no fault of a record."""
    try:
        return tuple(fault for fault in onrecord.check(record) if fault.file != folder.PENDING)
    except NoRecord:
        return ()


def took(trial: Trial) -> float:
    """Seconds that a whole build takes here."""
    start = time.monotonic()
    trial.start().communicate()
    shutil.rmtree(trial.record)
    trial.log.unlink()
    return time.monotonic() - start


def main() -> None:
    asked = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    asked.add_argument("--kills", type=int, default=200, help="how often to kill (SIGKILL)")
    asked.add_argument(
        "--stops", type=int, default=60, help="how often to stop (SIGINT and SIGTERM in turn)"
    )
    asked.add_argument("--reports", type=int, default=300)
    asked.add_argument("--seed", type=int, default=20311113)
    given = asked.parse_args()
    for name, number, signals in (
        ("kills", given.kills, (signal.SIGKILL,)),
        ("stops", given.stops, (signal.SIGINT, signal.SIGTERM)),
    ):
        if number:
            print(
                f"{number} {name}, {given.reports} reports:",
                dict(run(number, signals, given.reports, given.seed)),
                flush=True,
            )


if __name__ == "__main__":
    main()
