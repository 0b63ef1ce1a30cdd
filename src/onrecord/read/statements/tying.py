"""Which content and which source belong to which cue, by what the statement model says of each pair
of words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from onrecord.models.reader import ARC, TAGS
from onrecord.read.tagging import Role, Run

if TYPE_CHECKING:
    from onrecord.models.reader import Floats, Scored

NEAR = 250
"""Words that may stand between a cue and what belongs to it."""
MOST = 6.0
"""No word speaks louder than this for or against a cue."""
SWITCH = 8.0
"""What it costs to give two parts of one run of content to two cues."""
UNSURE = -0.5
"""The mean score of its words from which a run is taken for the source of a cue."""
SOURCE, CONTENT = 0, 1
B_CUE, B_CONTENT, I_CONTENT = (TAGS.index(tag) for tag in ("B-cue", "B-content", "I-content"))


class Evidence(NamedTuple):
    """What speaks for a cue with its source and content: log-probabilities of tags and scores of
    arcs, as means over words."""

    cue: float
    """That its first word begins a cue."""
    begin: float
    """That the first word of the content begins one."""
    inside: float
    """That the words of the content are content."""
    end: float
    """That the word behind the content is none."""
    tie: float
    """That the content belongs to this cue."""
    source: float
    """That the source belongs to this cue; of none, the highest score of what was not taken."""
    second: float
    """The next highest score of a source."""


@dataclass(frozen=True)
class Tied:
    """A cue with its source, if the report names one, and the runs of what it reports; all in the
    model's words."""

    cue: Run
    source: Run | None
    content: tuple[Run, ...]
    evidence: Evidence


def tied(scored: Scored, found: dict[Role, list[Run]], parts: Sequence[Run]) -> Iterator[Tied]:
    """Each cue that reports something, in text order; `parts` are the paragraphs."""
    held: dict[int, list[Run]] = {}
    for run in found["content"]:
        for number, part in _shared(scored, found["cue"], run, parts):
            held.setdefault(number, []).append(part)
    for number in sorted(held):
        cue, part = found["cue"][number], around(parts, found["cue"][number])
        first, last = beside(found["source"], part)
        sources = _sources(scored, cue, found["source"][first:last])
        source = sources[0][1] if sources and sources[0][0] > UNSURE else None
        yield Tied(
            cue,
            source,
            tuple(held[number]),
            _evidence(scored, cue, held[number], [value for value, _ in sources]),
        )


def _shared(
    scored: Scored, cues: Sequence[Run], run: Run, parts: Sequence[Run]
) -> Iterator[tuple[int, Run]]:
    """The parts of a run of content, each with the number of its cue: one of its paragraph, else
    one near it."""
    first, last = beside(cues, around(parts, run))
    if first == last:
        first, last = beside(cues, (run[0] - NEAR, run[1] + NEAR))
    if first == last:
        return
    own = _best_owners(scores(scored, cues[first:last], run, CONTENT).T)
    start = 0
    for at in range(1, len(own) + 1):
        if at == len(own) or own[at] != own[start]:
            yield first + own[start], (run[0] + start, run[0] + at)
            start = at


def around(parts: Sequence[Run], run: Run) -> Run:
    """The paragraph that holds a run."""
    return parts[bisect_right(parts, run[0], key=lambda part: part[0]) - 1]


def beside(runs: Sequence[Run], part: Run) -> Run:
    """Which of the runs, in order, begin in a part."""
    return bisect_left(runs, (part[0],)), bisect_left(runs, (part[1],))


def scores(scored: Scored, cues: Sequence[Run], run: Run, role: int) -> Floats:
    """How much each word of a run belongs to each cue, in that role (cues, words)."""
    asked = scored.ask[[start for start, _ in cues], role]
    pairs: Floats = np.clip(asked @ scored.answer[run[0] : run[1], role].T / ARC**0.5, -MOST, MOST)
    return pairs


def _best_owners(rows: Floats) -> list[int]:
    """The cue of each word (words, cues), where going from one cue to another costs `SWITCH`
    (Viterbi)."""
    total = rows[0]
    back: list[Floats] = []
    for row in rows[1:]:
        top = int(total.argmax())
        back.append(np.where(total >= total[top] - SWITCH, np.arange(len(total)), top))
        total = np.maximum(total, total[top] - SWITCH) + row
    own = [int(total.argmax())]
    for came in reversed(back):
        own.append(int(came[own[-1]]))
    return own[::-1]


def _sources(scored: Scored, cue: Run, runs: Sequence[Run]) -> list[tuple[float, Run]]:
    """Runs of sources by how much they belong to a cue, the most first."""
    return sorted(
        ((float(scores(scored, [cue], run, SOURCE).mean()), run) for run in runs), reverse=True
    )


def _evidence(
    scored: Scored, cue: Run, content: Sequence[Run], sources: Sequence[float]
) -> Evidence:
    logs, after = scored.tags, content[-1][1]
    return Evidence(
        cue=float(logs[cue[0], B_CUE]),
        begin=float(logs[content[0][0], B_CONTENT]),
        inside=float(
            np.mean(
                [
                    np.logaddexp(logs[s:e, B_CONTENT], logs[s:e, I_CONTENT]).mean()
                    for s, e in content
                ]
            )
        ),
        end=float(np.log1p(-min(np.exp(logs[after, I_CONTENT]), 0.999)))
        if after < len(logs)
        else 0.0,
        tie=float(np.mean([scores(scored, [cue], run, CONTENT).mean() for run in content])),
        source=sources[0] if sources else -MOST,
        second=sources[1] if len(sources) > 1 else -MOST,
    )
