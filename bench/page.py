"""CPU seconds, peak memory and size of each kind of page, for the largest entries of a record.

    python bench/page.py RECORD [--against PYTHON] [--only KIND ...]

Each page is asked of a fresh `onrecord serve`, as a browser asks: `CPU s` is what the server takes
for the first answer after its start, `again` for the same page once more, `MB` the peak memory of
the whole program, `grown` how much of it came with the page, `KB` the bytes of the answer. With
--against, an environment that has another version of onrecord is measured beside this one, and the
ratios of that to this are printed. Linux only: the figures are those of /proc.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import onrecord

SERVE = "from onrecord.cli import main; main()"
TICKS = os.sysconf("SC_CLK_TCK")


class Cost(NamedTuple):
    """What one page costs."""

    status: int
    seconds: float
    again: float
    peak: float
    grown: float
    size: float


@contextmanager
def served(python: str, record: str) -> Iterator[tuple[int, str]]:
    """A running server: its process and its address."""
    command = [python, "-c", SERVE, "serve", record, "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            yield process.pid, process.stdout.readline().split(" is at ")[1].split()[0]
        finally:
            process.terminate()


def cpu(process: int) -> float:
    """CPU seconds that a process has taken."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def memory(process: int, which: str) -> float:
    """VmRSS or VmHWM of a process in MB."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(which))


def fetch(address: str) -> tuple[int, int]:
    """The status and the size of an answer."""
    try:
        with urllib.request.urlopen(address, timeout=120) as answer:
            return answer.status, sum(map(len, iter(lambda: answer.read(1 << 20), b"")))
    except urllib.error.HTTPError as refused:
        return refused.code, len(refused.read())


def awake(address: str) -> None:
    """Waits until a server answers: an older one says its address before it listens."""
    for _ in range(100):
        try:
            fetch(address)
        except urllib.error.URLError:
            time.sleep(0.05)
        else:
            return


def cost(python: str, record: str, path: str) -> Cost:
    """What a page costs a fresh server; the stylesheet is fetched before, so that the server itself
    is awake."""
    with served(python, record) as (process, address):
        awake(f"{address}static/page.css")
        before, start = memory(process, "VmRSS"), cpu(process)
        status, size = fetch(address.rstrip("/") + path)
        first = cpu(process)
        peak = memory(process, "VmHWM")
        fetch(address.rstrip("/") + path)
        return Cost(status, first - start, cpu(process) - first, peak, peak - before, size / 1024)


def largest(record: str) -> dict[str, str]:
    """The address of the largest page of each kind."""
    store = onrecord.open(record)

    def first(kind: str, order: str, what: str = "id") -> str:
        found = store.table(kind).order(order).limit(1).project(what).fetchall()
        return str(found[0][0]) if found else "none"

    busy = store.table("statements").aggregate("story, count(*) n").order("n desc, story")
    report = first("reports", "len(text) desc, id")
    spans = ",".join(f"{n * 40}-{n * 40 + 30}" for n in range(50))
    overlapping = ",".join(f"{n % 7}-{10_000 + n}" for n in range(1000))
    return {
        "stories": "/",
        "story": f"/story/{next(iter(busy.limit(1).fetchall()), ['none'])[0]}",
        "report": f"/report/{report}",
        "report, 50 spans": f"/report/{report}?words={spans}",
        "report, 1,000 spans": f"/report/{report}?words={overlapping}",
        "statement": f"/statement/{first('statements', 'len(content.text) desc, id')}",
        "claim": f"/claim/{first('claims', 'len(statements) desc, id')}",
        "event": f"/event/{first('events', 'len(reports) desc, id')}",
        "actor": f"/actor/{first('actors', 'len(reports) desc, id')}",
        "search": "/search?q=the",
        "nothing": "/story/none",
    }


def twin(path: str) -> str:
    """The same page as JSON."""
    route, mark, query = path.partition("?")
    return f"{'/stories' if route == '/' else route}.json{mark}{query}"


def row(name: str, python: str, given: argparse.Namespace, path: str) -> str:
    """One line of the table."""
    ours = cost(python, given.record, path)
    line = f"{name:26}{ours.status:5}{ours.seconds:8.2f}{ours.again:8.2f}{ours.peak:8.0f}{ours.grown:8.0f}{ours.size:10.0f}"
    if not given.against:
        return line
    other = cost(given.against, given.record, path)
    ratios = (
        other.seconds / max(ours.seconds, 0.01),
        other.peak / ours.peak,
        other.size / max(ours.size, 0.1),
    )
    before = f"{other.status:7}{other.seconds:8.2f}{other.peak:8.0f}{other.size:10.0f}"
    return line + before + "".join(f"{ratio:8.1f}" for ratio in ratios)


def main() -> None:
    args = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    args.add_argument("record")
    args.add_argument(
        "--against", metavar="PYTHON", help="an environment with another version of onrecord"
    )
    args.add_argument(
        "--only", nargs="+", metavar="KIND", help="kinds of page: stories, story, report …"
    )
    given = args.parse_args()
    head = f"{'page':26}{'':>5}{'CPU s':>8}{'again':>8}{'MB':>8}{'grown':>8}{'KB':>10}"
    other = f"{'':7}{'CPU s':>8}{'MB':>8}{'KB':>10}{'x CPU':>8}{'x MB':>8}{'x KB':>8}"
    print(head + (other if given.against else ""))
    for name, path in largest(given.record).items():
        if not given.only or name in given.only:
            print(row(name, sys.executable, given, path), flush=True)
            print(row(f"{name}, JSON", sys.executable, given, twin(path)), flush=True)


if __name__ == "__main__":
    main()
