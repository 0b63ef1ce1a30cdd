"""How sure a statement is: a logistic regression over what the statement model's scores say;
reader.md is its card."""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping
from importlib.resources import files


@functools.cache
def weights() -> dict[str, float]:
    """The weight of each feature."""
    rows = (
        files(__package__).joinpath("confidence.tsv").read_text(encoding="utf-8").splitlines()[1:]
    )
    return {name: float(weight) for name, weight in (row.split("\t") for row in rows)}


def probability(features: Mapping[str, float]) -> float | None:
    """The share of statements with such features that are right, source and content, or None where
    too few were seen."""
    known = weights()
    if not features.keys() <= known.keys():
        return None
    return round(
        1 / (1 + math.exp(-sum(known[name] * value for name, value in features.items()))), 3
    )
