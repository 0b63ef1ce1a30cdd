"""Trains the line model: which lines of a page are the article.

    python training/lines.py TEXTS.jsonl [--out src/onrecord/models/lines.tsv] [--folds 5]

TEXTS holds pages as visible text with the spans of the article (`text`, `keep`, `url`). With
`--folds` the figures of a cross-validation are printed, in which no publisher is in both parts;
with `--out` a model of all pages is written. A linear chain over two states is fitted by
conditional likelihood (Adam, no randomness but the fixed order of the folds). Only weights of
features leave this script; no text does.
"""

from __future__ import annotations

import argparse
import json
import re
import zlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np

from onrecord.reports.features import FEATURES
from onrecord.reports.lines import Line, lines
from onrecord.reports.slug import page_of

STEPS, RATE, L2, MIN_PAGES = 150, 0.1, 1e-2, 3


@dataclass
class Sample:
    """A page as indices of features, with the true states."""

    rows: list[list[str]]
    keep: list[int]
    group: str
    sizes: list[int]


def sample(doc: dict, *, shown: list[Line] | None = None) -> Sample:
    found = tuple(lines(doc["text"])) if shown is None else tuple(shown)
    marked = bytearray(len(doc["text"]))
    for start, end in doc["keep"]:
        marked[start:end] = b"\1" * (end - start)
    page = page_of(found, doc["url"])
    rows = [[f"{f.__name__}={f(page, i)}" for f in FEATURES] for i in range(len(found))]
    keep = [int(sum(marked[x.span[0] : x.span[1]]) * 2 > len(x.text)) for x in found]
    return Sample(
        rows,
        keep,
        urlsplit(doc["home"]).netloc.removeprefix("www."),
        [len(re.findall(r"\w+", x.text)) for x in found],
    )


def bare(doc: dict, *, blank: bool) -> dict:
    """The article alone, as most reports come: nothing but paragraphs."""
    text, keep = "", []
    for start, end in doc["keep"]:
        keep.append((len(text), len(text) + end - start))
        text += doc["text"][start:end] + ("\n\n" if blank else "\n")
    return {"text": text, "keep": keep, "url": None, "home": doc["home"]}


def fit(samples: list[Sample]) -> dict[str, float]:
    """The weights of a chain of two states (in favour of `keep`; transitions as keep-keep and
    drop-drop)."""
    pages = Counter(name for s in samples for name in {f for row in s.rows for f in row})
    names = sorted(n for n, c in pages.items() if c >= MIN_PAGES)
    index = {n: i for i, n in enumerate(names)}
    rows = [[index[f] for f in row if f in index] for s in samples for row in s.rows]
    flat = np.array([i for row in rows for i in row])
    line_of = np.repeat(np.arange(len(rows)), [len(r) for r in rows])
    gold = np.array([k for s in samples for k in s.keep], dtype=float)
    starts = np.cumsum([0] + [len(s.keep) for s in samples])
    w, first, second = np.zeros(len(names) + 3), np.zeros(len(names) + 3), np.zeros(len(names) + 3)
    for step in range(1, STEPS + 1):
        emit = np.bincount(line_of, weights=w[flat], minlength=len(rows)) + w[-1]
        p, stay = marginals(emit, starts, w[-3], w[-2])
        diff = p - gold
        grad = np.zeros_like(w)
        grad[:-3] = np.bincount(flat, weights=diff[line_of], minlength=len(names))
        grad[-1] = diff.sum()
        same = gold[1:] + gold[:-1]
        inner = np.ones(len(rows) - 1, dtype=bool)
        inner[starts[1:-1] - 1] = False
        grad[-3] = stay[0] - ((same == 2) & inner).sum()
        grad[-2] = stay[1] - ((same == 0) & inner).sum()
        grad = grad / len(samples) + L2 * w
        first = 0.9 * first + 0.1 * grad
        second = 0.99 * second + 0.01 * grad**2
        rate = RATE * (1 - 0.9 * step / STEPS)
        w = w - rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    return {
        **dict(zip(names, map(float, w), strict=False)),
        "keep-keep": float(w[-3]),
        "drop-drop": float(w[-2]),
        "bias": float(w[-1]),
    }


def marginals(
    emit: np.ndarray, starts: np.ndarray, kk: float, dd: float
) -> tuple[np.ndarray, tuple[float, float]]:
    """P(keep) of each line, and the expected numbers of keep-keep and drop-drop steps; all pages
    advance together."""
    sizes = np.diff(starts)
    order = np.argsort(-sizes, kind="stable")
    longest = int(sizes.max())
    pad = np.zeros((len(sizes), longest))
    for row, page in enumerate(order):
        pad[row, : sizes[page]] = emit[starts[page] : starts[page + 1]]
    alive = [int((sizes > t).sum()) for t in range(longest)]
    fwd = np.zeros((len(sizes), longest, 2))
    back = np.zeros((len(sizes), longest, 2))
    move = np.array([[dd, 0.0], [0.0, kk]])
    fwd[:, 0, 1] = pad[:, 0]
    for t in range(1, longest):
        n = alive[t]
        prev = fwd[:n, t - 1, :, None] + move[None]
        fwd[:n, t] = np.logaddexp(prev[:, 0], prev[:, 1])
        fwd[:n, t, 1] += pad[:n, t]
    for t in range(longest - 2, -1, -1):
        n = alive[t + 1]
        nxt = back[:n, t + 1].copy()
        nxt[:, 1] += pad[:n, t + 1]
        step = move[None] + nxt[:, None, :]
        back[:n, t] = np.logaddexp(step[:, :, 0], step[:, :, 1])
    z = np.array([np.logaddexp(*fwd[r, sizes[p] - 1]) for r, p in enumerate(order)])
    keep = np.exp(fwd[:, :, 1] + back[:, :, 1] - z[:, None])
    out = np.zeros(len(emit))
    for row, page in enumerate(order):
        out[starts[page] : starts[page + 1]] = keep[row, : sizes[page]]
    stay = [0.0, 0.0]
    for t in range(1, longest):
        n = alive[t]
        stay[0] += np.exp(fwd[:n, t - 1, 1] + kk + pad[:n, t] + back[:n, t, 1] - z[:n]).sum()
        stay[1] += np.exp(fwd[:n, t - 1, 0] + dd + back[:n, t, 0] - z[:n]).sum()
    return out, (stay[0], stay[1])


def decode(weights: dict[str, float], s: Sample) -> list[int]:
    from onrecord.models.lines import best_path

    emit = [sum(weights.get(f, 0.0) for f in row) + weights["bias"] for row in s.rows]
    return best_path(emit, weights["keep-keep"], weights["drop-drop"])


def scores(true: list[Sample], got: list[list[int]]) -> tuple[float, float, float]:
    """Precision, recall and F1 of words, averaged over pages."""
    precision, recall = [], []
    for s, path in zip(true, got, strict=True):
        hit = sum(n for n, k, g in zip(s.sizes, s.keep, path, strict=True) if k and g)
        have = sum(n for n, g in zip(s.sizes, path, strict=True) if g)
        want = sum(n for n, k in zip(s.sizes, s.keep, strict=True) if k)
        if have:
            precision.append(hit / have)
        if want:
            recall.append(hit / want)
    p, r = sum(precision) / len(precision), sum(recall) / len(recall)
    return 100 * p, 100 * r, 200 * p * r / (p + r)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("texts", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    args = parser.parse_args()
    docs = [json.loads(line) for line in args.texts.read_text(encoding="utf-8").splitlines()]
    docs = [{**d, "home": d["url"]} for d in docs]
    pages = [sample(d) for d in docs]
    extra = [sample(bare(d, blank=i % 4 == 1)) for i, d in enumerate(docs) if i % 2 == 1]
    extra += [sample({**d, "url": None}) for i, d in enumerate(docs) if i % 3 == 0]
    got: dict[int, list[int]] = {}
    kept: list[tuple[int, int]] = []
    for fold in range(args.folds):
        out = {i for i, s in enumerate(pages) if zlib.crc32(s.group.encode()) % args.folds == fold}
        groups = {pages[i].group for i in out}
        weights = fit(
            [s for i, s in enumerate(pages) if i not in out]
            + [s for s in extra if s.group not in groups]
        )
        got.update({i: decode(weights, pages[i]) for i in out})
        for s in (s for s in extra if s.group in groups and all(s.keep)):
            kept.append(
                (
                    sum(n for n, g in zip(s.sizes, decode(weights, s), strict=True) if g),
                    sum(s.sizes),
                )
            )
        print(
            f"fold {fold}: {len(weights)} weights, {len(out)} pages",
            *(f"{x:.1f}" for x in scores([pages[i] for i in out], [got[i] for i in out])),
            flush=True,
        )
    if args.folds:
        print("all", *(f"{x:.1f}" for x in scores(pages, [got[i] for i in range(len(pages))])))
        print("kept of bare articles", sum(a for a, _ in kept) / sum(b for _, b in kept))

    if args.out:
        write(fit(pages + extra), args.out)


EXTRACTED = 4.0
"""What the vote of an extractor that saw the markup weighs; chosen among 1, 2, 3, 4 and 6 on pages
as HTML."""


def write(weights: dict[str, float], path: Path) -> None:
    weights = {**weights, "extracted=yes": EXTRACTED, "extracted=no": -EXTRACTED}
    rows = [
        f"{name}\t{value:.3f}"
        for name, value in sorted(weights.items())
        if abs(value) >= 0.005 or "=" not in name
    ]
    path.write_text("feature\tweight\n" + "\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
