"""Runs of words that the statement model takes for a source, a cue or a content."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from onrecord.models.reader import Scored

Role = Literal["source", "cue", "content"]
Run = tuple[int, int]
"""A run of the model's words, half-open."""

ROLES: tuple[Role, ...] = ("source", "cue", "content")
NEVER = -1e9


def runs(scored: Scored, parts: Sequence[Run]) -> dict[Role, list[Run]]:
    """The runs of each role in text order; none goes from one of the `parts` of the words into the
    next."""
    found: dict[Role, list[Run]] = {role: [] for role in ROLES}
    rows = scored.tags.tolist()
    for start, end in parts:
        for role, run in _runs(best_path(rows[start:end]), start):
            found[role].append(run)
    return found


def _runs(path: list[int], offset: int) -> Iterator[tuple[Role, Run]]:
    start = 0
    for at in range(1, len(path) + 1):
        if at < len(path) and path[at] and path[at] % 2 == 0:
            continue
        if path[start]:
            yield ROLES[(path[start] - 1) // 2], (start + offset, at + offset)
        start = at


def best_path(rows: Sequence[Sequence[float]]) -> list[int]:
    """The best sequence of tags (outside, and begin and inside of each role) in which every inside
    follows its own role (Viterbi)."""
    if not rows:
        return []
    ins = range(2, len(rows[0]), 2)
    score = [NEVER if tag in ins else value for tag, value in enumerate(rows[0])]
    back: list[list[int]] = []
    for row in rows[1:]:
        top = max(range(len(score)), key=score.__getitem__)
        came = [top] * len(score)
        for tag in ins:
            came[tag] = tag if score[tag] >= score[tag - 1] else tag - 1
        score = [score[came[tag]] + value for tag, value in enumerate(row)]
        back.append(came)
    path = [max(range(len(score)), key=score.__getitem__)]
    for came in reversed(back):
        path.append(came[path[-1]])
    return path[::-1]
