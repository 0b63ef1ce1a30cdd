"""Fits how sure it is that a state is on a side of an event, and how sure an event is: logistic
regressions over the scores of the reader.

    python training/event_confidence.py MARKS.jsonl --data FOLDER [--out src/onrecord/models]

MARKS (`training/marks/held.jsonl`) says what is marked in texts of FOLDER that the reader was not
trained on. An event is right where a marked one has its trigger, its type or one that fits as well,
and the same sides, targets and status; what is marked unsure counts neither way. Printed are the
figures of a cross-validation by text.
"""

from __future__ import annotations

import argparse
import dataclasses
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
import numpy as np

import marks
from onrecord.models import confidence as confidence_of
from onrecord.read import events, parse
from onrecord.read.draft import Draft
from onrecord.read.events import confidence, parties
from onrecord.read.events.parties import Cast
from onrecord.read.events.setting import Setting
from onrecord.read.placed import touch
from onrecord.read.steps import STEPS
from onrecord.record import Report
from onrecord.reports import reports
from statement_confidence import chance, fit, plot

Row = tuple[dict[str, float], bool]


def drafts(texts: Iterable[str]) -> Iterator[Draft]:
    """Each text as far as its events."""
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / "given.jsonl"
        lines = [{"id": str(n), "text": text} for n, text in enumerate(texts)]
        given.write_bytes(b"\n".join(msgspec.json.encode(line) for line in lines))
        for report in reports([given]):
            assert isinstance(report, Report)
            with parse.memory():
                draft = Draft(report, parse.blocks(report))
                for step in STEPS[: STEPS.index(events.find)]:
                    draft = draft.plus(step(draft))
                yield dataclasses.replace(draft, blocks=(), looks=(), glances=(), views=())


def states(draft: Draft, doc: marks.Doc) -> Iterator[Row]:
    """The features of each state that the window of a marked event names, for each side, and
    whether it is on that side."""
    cast = Cast(draft)
    for trigger in draft.triggers:
        marked = [e for e in doc.events if not e.unsure and touch(e.trigger, trigger.span)]
        if not marked:
            continue
        together = marked[0].type in events.TOGETHER
        for side, likely in enumerate(cast.looked(trigger, together=together)):
            on = (marked[0].sides, marked[0].targets)[side]
            yield from ((features, state in on) for state, (features, _) in likely.items())


def rows(draft: Draft, doc: marks.Doc) -> Iterator[Row]:
    """The features of each trigger that may be read, and whether its event is right."""
    cast, setting = Cast(draft), Setting(draft)
    unsure = [e.trigger for e in doc.events if e.unsure] + doc.vague
    for trigger in draft.triggers:
        if any(touch(trigger.span, span) for span in unsure):
            continue
        seen = events.sighting(draft, cast, setting, trigger)
        features = confidence.features(trigger, seen.source, seen.target)
        right = any(
            touch(e.trigger, trigger.span)
            and seen.type in (e.type, *e.also)
            and set(seen.source.states) == e.sides
            and set(seen.target.states) == e.targets
            and seen.status == e.status
            for e in doc.events
        )
        yield features, right


def fitted(pairs: list[tuple[Draft, marks.Doc]]) -> dict[str, dict[str, float]]:
    """The weights of all tables, each fitted with those before in place."""
    tables = {parties.TABLE: states, confidence.TABLE: rows}
    found: dict[str, dict[str, float]] = {table: {} for table in tables}
    confidence_of.weights = found.__getitem__  # type: ignore[assignment]
    for table, rows_of in tables.items():
        found[table] = fit([row for draft, doc in pairs for row in rows_of(draft, doc)])
    return found


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("marks", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--plot", type=Path, help="a picture of it, by matplotlib")
    parser.add_argument("--folds", type=int, default=5)
    args = parser.parse_args()
    docs = list(marks.ours(args.marks, args.data, {}))
    pairs = list(zip(drafts(doc.text for doc in docs), docs, strict=True))
    held: list[tuple[float, bool]] = []
    for fold in range(args.folds):
        weights = fitted([pair for n, pair in enumerate(pairs) if n % args.folds != fold])
        for draft, doc in pairs[fold :: args.folds]:
            test = ((chance(weights[confidence.TABLE], f), y) for f, y in rows(draft, doc))
            held += [(p, y) for p, y in test if p is not None]
    held.sort()
    print(f"{len(held)} triggers, {np.mean([y for _, y in held]):.3f} right")
    for part in np.array_split(np.array(held), 10):
        print(f"said {part[:, 0].mean():.2f}  right {part[:, 1].mean():.2f}  of {len(part)}")
    for bar in (0.5, 0.6, 0.65, 0.7, 0.75, 0.8):
        over = [y for p, y in held if p >= bar]
        print(f"from {bar}: {np.mean(over):.3f} of {len(over)} right")
    if args.plot:
        plot(held, args.plot)
    if args.out:
        for table, weights in fitted(pairs).items():
            write(args.out / table, weights)


def write(path: Path, weights: dict[str, float]) -> None:
    rows = "".join(f"{name}\t{weight:.4f}\n" for name, weight in weights.items())
    path.write_text("feature\tweight\n" + rows, encoding="utf-8")


if __name__ == "__main__":
    main()
