#!/usr/bin/env python3
"""Measures each rule for statements on attributions marked by people, and writes the shares to the lexicon.

    training/statement_confidence.py ATTRIBUTIONS.jsonl > src/onrecord/lexicon/confidence.tsv

A line of ATTRIBUTIONS.jsonl is a report: `id`, `text`, `published` and `attributions`, each with `source` and `content` as
lists of spans. A statement counts as right where an attribution has at least half of its words in common in both
(Jaccard), one to one, the best first. Give it reports that are not used for measuring anything else.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from onrecord.read import parse
from onrecord.read.draft import Draft
from onrecord.read.statements import find
from onrecord.read.statements.confidence import last_word
from onrecord.record import Part, Report, Span, Statement

WORD = re.compile(r"\w+(?:['’]\w+)*")
FEWEST = 3
"""A cue seen less often than this gets no row of its own."""

Numbers = frozenset[int]


class Words:
    """The words of a text by number."""

    def __init__(self, text: str) -> None:
        self.at = [-1] * len(text)
        for number, word in enumerate(WORD.finditer(text)):
            self.at[word.start() : word.end()] = [number] * (word.end() - word.start())

    def of(self, spans: Iterable[Span]) -> Numbers:
        return frozenset(n for s, e in spans for n in self.at[s:e] if n >= 0)


def share(a: Numbers, b: Numbers) -> float:
    """The share of words that two sets have in common; two empty ones agree."""
    return len(a & b) / len(a | b) if a or b else 1.0


def right(found: list[tuple[Numbers, Numbers]], marked: list[tuple[Numbers, Numbers]]) -> set[int]:
    """The numbers of those found that are marked too."""
    by_word: dict[int, set[int]] = defaultdict(set)
    for number, (content, _) in enumerate(marked):
        for word in content:
            by_word[word].add(number)
    pairs = []
    for mine, (content, _) in enumerate(found):
        for theirs in {n for word in content for n in by_word[word]}:
            common = share(content, marked[theirs][0])
            if common >= 0.5:
                pairs.append((-common, mine, theirs))
    taken: dict[int, int] = {}
    for _, mine, theirs in sorted(pairs):
        if mine not in taken and theirs not in taken.values():
            taken[mine] = theirs
    return {mine for mine, theirs in taken.items() if share(found[mine][1], marked[theirs][1]) >= 0.5}


def report(row: dict[str, Any]) -> Report:
    text = row["text"]
    return Report(row["id"], row["id"], "en", text, parts=(Part("body", (0, len(text))),))


def read(report: Report) -> list[Statement]:
    """The statements of a report; where they stand does not depend on the steps before."""
    with parse.memory():
        return list(find(Draft(report, parse.blocks(report))))


def outcomes(rows: Iterable[dict[str, Any]]) -> Iterator[tuple[str, str, bool]]:
    """For each statement found its rule, its cue, and whether people marked it too."""
    for row in rows:
        words = Words(row["text"])
        statements = [s for s in read(report(row)) if s.cue is not None]
        found = [(words.of(s.content.spans), words.of(s.source.spans)) for s in statements]
        marked = [(words.of(map(tuple, a["content"])), words.of(map(tuple, a["source"]))) for a in row["attributions"]]
        good = right(found, marked)
        for number, statement in enumerate(statements):
            yield statement.by.removeprefix("statements/"), last_word(statement.cue), number in good


def main() -> None:
    rows = map(json.loads, Path(sys.argv[1]).read_text(encoding="utf-8").splitlines())
    count: Counter[tuple[str, str]] = Counter()
    good: Counter[tuple[str, str]] = Counter()
    for rule, cue, is_right in outcomes(rows):
        for entry in ((rule, ""), (rule, cue)):
            count[entry] += 1
            good[entry] += is_right
    print("# The share of the statements found by a rule that people marked too (half of the words of source and content in common):")
    print(
        "# written by training/statement_confidence.py from the training part of PolNeAR 1.0. An empty cue is the rule with all its cues."
    )
    print("rule\tcue\tshare\tn")
    for (rule, cue), n in sorted(count.items()):
        if n >= FEWEST or not cue:
            print(f"{rule}\t{cue}\t{good[rule, cue] / n:.2f}\t{n}")


if __name__ == "__main__":
    main()
