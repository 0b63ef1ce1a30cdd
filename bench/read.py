"""Words per CPU second and peak memory of `read`, step by step, beside the bare spaCy pipeline in
the same run.

    python bench/read.py [PATH...]        (default: the sample reports)

Each side runs in a process of its own, so that neither pays for the other's memory; the pipeline
runs over whole texts, as its users run it. The loading of model and tables is left out of both: a
few reports are read before the clock starts. Compare ratios: seconds differ from machine to
machine.
"""

from __future__ import annotations

import json
import multiprocessing
import resource
import sys
import time
from collections import Counter, deque
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

from onrecord import read_all
from onrecord.read import parse
from onrecord.read.draft import Draft
from onrecord.read.steps import STEPS
from onrecord.record import Report
from onrecord.reports import reports

Costs = dict[str, float]
WARM = 5


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def bare(paths: list[str]) -> Costs:
    """CPU seconds of the spaCy pipeline alone over the same texts."""
    texts = [r.text for r in reports(paths) if isinstance(r, Report) and r.lang == "en"]
    nlp = parse.pipeline()
    start = time.process_time()
    for _ in nlp.pipe(texts):
        pass
    return {
        "spaCy alone": time.process_time() - start,
        "words": sum(len(t.split()) for t in texts),
        "peak": peak_mb(),
    }


def stepwise(paths: list[str]) -> Costs:
    """CPU seconds of each stage and step of `read`."""
    costs: Counter[str] = Counter()
    deque(islice(read_all(map(Path, paths)), WARM), maxlen=0)

    def timed(name: str, run: Callable[[], Any]) -> Any:
        start = time.process_time()
        result = run()
        costs[name] += time.process_time() - start
        return result

    incoming = reports(paths)
    while (report := timed("report", lambda: next(incoming, None))) is not None:
        if isinstance(report, Report):
            with parse.memory():
                read_one(report, timed)
    return {**costs, "peak": peak_mb()}


def read_one(report: Report, timed: Callable[[str, Callable[[], object]], object]) -> None:
    blocks = timed("parse", lambda: parse.blocks(report))
    draft = Draft(report, blocks)  # type: ignore[arg-type]
    for step in STEPS:
        found = timed(
            step.__module__.rpartition(".")[2], lambda step=step, draft=draft: tuple(step(draft))
        )
        draft = draft.plus(found)  # type: ignore[arg-type]


def apart(side: Callable[[list[str]], Costs], paths: list[str]) -> Costs:
    """The costs of one side, measured in a fresh process."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(side, (paths,))


def main() -> None:
    paths = sys.argv[1:] or [str(Path(__file__).parent.parent / "samples" / "reports")]
    alone, ours = apart(bare, paths), apart(stepwise, paths)
    words, base = alone["words"], alone["spaCy alone"]
    rows = {"spaCy alone": base, **{k: v for k, v in ours.items() if k != "peak"}}
    rows["read, all"] = sum(v for k, v in ours.items() if k != "peak")
    print(f"{int(words)} words")
    print(f"{'':16}{'CPU s':>9}{'words/CPU s':>13}{'of spaCy':>10}")
    for name, seconds in rows.items():
        print(f"{name:16}{seconds:9.2f}{words / max(seconds, 1e-9):13.0f}{seconds / base:10.2f}")
    print(f"peak memory: spaCy alone {alone['peak']:.0f} MB, read {ours['peak']:.0f} MB")
    print(
        json.dumps({"ratio": round(rows["read, all"] / base, 3), "peak_mb": round(ours["peak"])}),
        file=sys.stderr,
    )


if __name__ == "__main__":
    main()
