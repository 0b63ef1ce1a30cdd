"""Reports per CPU second of the step that finds times, alone, and how its cost grows with hostile
text.

    python bench/times.py [REPORTS.jsonl] [--most CHARACTERS]

The loading of tables is left out. The reports are read twice, since the step keeps what it has
worked out for stretches of words. Each hostile text is read at a quarter, at half and at the whole
of the size (a million characters where not said): the last column is the cost of the whole over
that of the half, which is 2 where the cost grows with the length.
"""

from __future__ import annotations

import argparse
import time
from collections import deque
from collections.abc import Iterable
from pathlib import Path

from onrecord.read import times
from onrecord.read.draft import Draft
from onrecord.record import Part, Published, Report
from onrecord.reports import reports

SAMPLES = Path(__file__).parent.parent / "samples" / "reports"
DAY = Published("2021-03-18", "2021-03-18", "2021-03-18", "metadata")
HOSTILE = {
    "full dates": "On March 3, 2021, ",
    "one word over and over": "treaty ",
    "one word without end": "a",
    "one number without end": "1",
    "months without days": "March ",
    "last last last": "last ",
    "right to left": "\u05d0\u05d1\u05d2 ",
    "combining characters": "e\u0301\u0323",
    "emoji before dates": "\U0001f6a2Monday ",
    "line ends and spaces": "\n ",
    "verbs without a subject": "was set to be held ",
}


def seconds(read: Iterable[Report]) -> float:
    """CPU seconds of the step over some reports."""
    start = time.process_time()
    for report in read:
        deque(times.find(Draft(report, ())), maxlen=0)
    return time.process_time() - start


def of_text(text: str) -> Report:
    return Report(
        "0" * 16, "hostile.txt", "en", text, published=DAY, parts=(Part("body", (0, len(text))),)
    )


def growth(word: str, most: int) -> list[float]:
    """The cost of a word over and over, at a quarter, at half and at the whole of the size."""
    sizes = (most // 4, most // 2, most)
    return [seconds([of_text((word * (size // len(word) + 1))[:size])]) for size in sizes]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("path", nargs="?", default=str(SAMPLES))
    parser.add_argument(
        "--most",
        type=int,
        default=1_000_000,
        help="size of the largest hostile text, in characters",
    )
    args = parser.parse_args()
    seconds([of_text("The envoys met on Monday.")])
    read = [r for r in reports([args.path]) if isinstance(r, Report)]
    words = sum(len(r.text.split()) for r in read)
    print(f"{len(read)} reports, {words} words")
    for sight in ("first", "second"):
        spent = seconds(read)
        print(
            f"at {sight} sight: {len(read) / spent:.0f} reports and {words / spent:.0f} words a CPU second"
        )
    print(f"{'':26}{'1/4':>8}{'1/2':>8}{'whole':>8}{'growth':>8}")
    for name, word in HOSTILE.items():
        costs = growth(word, args.most)
        print(
            f"{name:26}"
            + "".join(f"{cost:8.2f}" for cost in costs)
            + f"{costs[-1] / max(costs[-2], 1e-9):8.1f}"
        )


if __name__ == "__main__":
    main()
