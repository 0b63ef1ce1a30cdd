"""How sure a statement or an event is: a logistic regression over what the reader says; reader.md is
its card."""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping
from importlib.resources import files


@functools.cache
def weights(table: str) -> dict[str, float]:
    """The weight of each feature of a table."""
    rows = files(__package__).joinpath(table).read_text(encoding="utf-8").splitlines()[1:]
    return {name: float(weight) for name, weight in (row.split("\t") for row in rows)}


def odds_of_any(total: float) -> float:
    """The logarithm of the odds of a noisy or: `total` is the sum over its parts of minus the
    logarithm of the chance that they do not hold."""
    return math.log(max(-math.expm1(-total), LEAST)) + min(total, MOST)


LEAST, MOST = 1e-4, 9.0


def probability(features: Mapping[str, float], table: str) -> float | None:
    """The share of those with such features that are right, or None where too few were seen."""
    known = weights(table)
    if not features.keys() <= known.keys():
        return None
    return round(
        1 / (1 + math.exp(-sum(known[name] * value for name, value in features.items()))), 3
    )
