"""The line model: a chain of two states, decoded; lines.md is its card."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from importlib.resources import files


def article(names: Sequence[str], rows: Iterable[Sequence[str]]) -> list[int]:
    """For each line 1 where the model takes it for the article, else 0; a row holds the values of
    the named features."""
    features, chain = weights()
    columns = [features.get(name, {}) for name in names]
    bias = chain["bias"]
    emit = [
        bias + sum(known.get(value, 0.0) for known, value in zip(columns, row, strict=True))
        for row in rows
    ]
    return best_path(emit, chain["keep-keep"], chain["drop-drop"])


@functools.cache
def weights() -> tuple[dict[str, dict[str, float]], dict[str, float]]:
    """The weights of each feature's values, and those of the chain."""
    features: dict[str, dict[str, float]] = {}
    chain: dict[str, float] = {}
    for row in (
        files(__package__).joinpath("lines.tsv").read_text(encoding="utf-8").splitlines()[1:]
    ):
        name, weight = row.split("\t")
        feature, found, value = name.partition("=")
        if found:
            features.setdefault(feature, {})[value] = float(weight)
        else:
            chain[name] = float(weight)
    return features, chain


def best_path(emit: Sequence[float], stay_in: float, stay_out: float) -> list[int]:
    """The best sequence of states (1 is article) for scores in favour of 1 and rewards for staying
    in a state."""
    back: list[tuple[int, int]] = []
    out, inside = 0.0, emit[0] if emit else 0.0
    for score in emit[1:]:
        back.append((0 if out + stay_out >= inside else 1, 1 if inside + stay_in >= out else 0))
        out, inside = max(out + stay_out, inside), score + max(inside + stay_in, out)
    state = int(inside > out)
    path = [state] * bool(emit)
    for step in reversed(back):
        state = step[state]
        path.append(state)
    return path[::-1]
