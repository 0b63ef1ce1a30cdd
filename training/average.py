"""Writes the mean of the weights of several saved runs.

    python training/average.py RUN.pt RUN.pt ... --out MEAN.pt [--weights 0.8 0.2]

Weights of several epochs of one run lie close enough for their mean to be a model, and a better one
than each (Izmailov et al., 2018); so do those of a model and of what it became by further training,
and their mean forgets less of what it knew (Wortsman et al., 2022). What only the first run has is
taken from it.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("runs", type=Path, nargs="+")
    parser.add_argument("--weights", type=float, nargs="+", help="one a run; else all alike")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    runs = [torch.load(run) for run in args.runs]
    weights = args.weights or [1 / len(runs)] * len(runs)
    mean = {}
    for name, first in runs[0].items():
        held = [(run[name].float(), w) for run, w in zip(runs, weights, strict=True) if name in run]
        mean[name] = sum(x * w for x, w in held) / sum(w for _, w in held)
        mean[name] = mean[name].to(first.dtype)
    torch.save(mean, args.out)


if __name__ == "__main__":
    main()
