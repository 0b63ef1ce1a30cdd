"""Fits how sure a statement is: a logistic regression over the scores of the statement model.

    python training/statement_confidence.py ATTRIBUTIONS.jsonl [--out src/onrecord/models/statements.confidence.tsv] [--folds 5]

ATTRIBUTIONS holds reports that the statement model was not trained on, with their attributions. A
statement counts as right where the words of its content and those of its source are half the same
(Jaccard) as a marked one's. Printed are the figures of a cross-validation by report: how often
statements of each level are right, and the precision above the median. Fitted by Newton's method
with L2; no randomness.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from onrecord.read import looking, parse
from onrecord.read.draft import Draft
from onrecord.read.statements import confidence, finding
from onrecord.record import Part, Report, Span

WORD = re.compile(r"\w+(?:['’]\w+)*")
L2, STEPS, LEAST = 1.0, 25, 10


def tokens(text: str, spans: Sequence[Span]) -> frozenset[int]:
    """Where the words that spans touch begin."""
    return frozenset(
        m.start() for m in WORD.finditer(text) for s, e in spans if m.start() < e and s < m.end()
    )


def alike(a: frozenset[int], b: frozenset[int]) -> float:
    return len(a & b) / len(a | b) if a or b else 1.0


def rows(doc: dict) -> list[tuple[dict[str, float], bool]]:
    """The features of each statement found in a report, and whether it is right."""
    text = doc["text"]
    report = Report("0" * 16, "text", "en", text, parts=(Part("body", (0, len(text))),))
    draft = Draft(report, parse.blocks(report))
    looks = [one for one in looking.find(draft) if isinstance(one, looking.Look)]
    marked = [(tokens(text, a["content"]), tokens(text, a["source"])) for a in doc["attributions"]]
    found = []
    last: frozenset[int] = frozenset()
    for saying in (s for sayings in finding.find(looks) for s in sayings):
        told = saying.told or saying
        content = tokens(text, saying.par.spans(saying.content))
        last = last if saying.rule == "alone" else tokens(text, told.par.spans(told.source))
        best = max(marked, key=lambda m: alike(m[0], content), default=(frozenset(), frozenset()))
        right = alike(best[0], content) >= 0.5 and (alike(best[1], last) >= 0.5)
        found.append((confidence.features(saying), right))
    return found


def fit(found: list[tuple[dict[str, float], bool]]) -> dict[str, float]:
    """The weights of features that occur often enough; statements with another one have no
    confidence."""
    counts = Counter(name for features, _ in found for name in features)
    names = sorted(name for name, count in counts.items() if count >= LEAST)
    known = [(f, y) for f, y in found if f.keys() <= set(names)]
    x = np.array([[f.get(n, 0.0) for n in names] for f, _ in known])
    y = np.array([float(right) for _, right in known])
    w = np.zeros(len(names))
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ w))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + L2 * np.eye(len(names))
        w -= np.linalg.solve(hessian, x.T @ (p - y) + L2 * w)
    return dict(zip(names, w.tolist(), strict=True))


def chance(weights: dict[str, float], features: dict[str, float]) -> float | None:
    if not features.keys() <= weights.keys():
        return None
    return float(1 / (1 + np.exp(-sum(weights[n] * v for n, v in features.items()))))


def plot(held: list[tuple[float, bool]], out: Path) -> None:
    """Draws how often statements are right, by tenths of them, against the confidence that they are
    given."""
    import matplotlib

    matplotlib.use("svg")
    from matplotlib import pyplot

    parts = [part.mean(axis=0) for part in np.array_split(np.array(held), 10)]
    figure, axes = pyplot.subplots(figsize=(4.4, 4), layout="constrained")
    axes.plot([0, 1], [0, 1], color="0.7", linestyle="--", label="as often as said")
    axes.plot(
        [p[0] for p in parts],
        [p[1] for p in parts],
        marker="o",
        color="#1f5f8b",
        label="a tenth of the statements each",
    )
    axes.set(
        xlabel="confidence", ylabel="share that is right", xlim=(0, 1), ylim=(0, 1), aspect="equal"
    )
    axes.legend(frameon=False, loc="upper left")
    figure.savefig(out, metadata={"Date": None})


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("attributions", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--plot", type=Path, help="a picture of it, by matplotlib")
    parser.add_argument("--folds", type=int, default=5)
    args = parser.parse_args()
    with parse.memory():
        docs = [rows(json.loads(line)) for line in args.attributions.open(encoding="utf-8")]
    held: list[tuple[float, bool]] = []
    for fold in range(args.folds):
        weights = fit([row for n, doc in enumerate(docs) if n % args.folds != fold for row in doc])
        test = [row for n, doc in enumerate(docs) if n % args.folds == fold for row in doc]
        held += [(p, y) for f, y in test if (p := chance(weights, f)) is not None]
    held.sort()
    print(
        f"{len(held)} of {sum(map(len, docs))} statements, {np.mean([y for _, y in held]):.3f} right"
    )
    for part in np.array_split(np.array(held), 10):
        print(f"said {part[:, 0].mean():.2f}  right {part[:, 1].mean():.2f}  of {len(part)}")
    top = held[len(held) // 2 :]
    print(f"above the median ({top[0][0]:.2f}): {np.mean([y for _, y in top]):.3f} right")
    if args.plot:
        plot(held, args.plot)
    if args.out:
        weights = fit([row for doc in docs for row in doc])
        args.out.write_text(
            "feature\tweight\n" + "".join(f"{n}\t{w:.4f}\n" for n, w in weights.items()),
            encoding="utf-8",
        )


if __name__ == "__main__":
    main()
