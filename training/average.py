"""Writes the mean of the weights of several saved runs of one training.

    python training/average.py RUN.pt RUN.pt ... --out MEAN.pt

Weights of several epochs of one run lie close enough for their mean to be a model, and a better one
than each (Izmailov et al., 2018).
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
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    runs = [torch.load(run) for run in args.runs]
    torch.save(
        {name: torch.stack([run[name].float() for run in runs]).mean(0) for name in runs[0]},
        args.out,
    )


if __name__ == "__main__":
    main()
