"""Tells who is asked in a report that is an interview, so that "I" and "you" can be given to somebody."""

from __future__ import annotations

from collections import Counter

from onrecord.read.chains import Cast, Chain

LEAD = 4
"""Paragraphs in which an interview says that it is one."""
QUESTIONS = 2


def interviewee(cast: Cast) -> Chain | None:
    """The one person whom an interview questions, or None where the report is none or asks several."""
    lead = cast.lines[:LEAD]
    if not any(word.startswith("interview") for line in lead for word in line.lowers):
        return None
    if sum(bool(line.words) and line.words[-1] == "?" for line in cast.lines) < QUESTIONS:
        return None
    for line in lead:
        here = set(_asked(cast, line.number))
        if len(here) == 1 and any(word.startswith("interview") for word in line.lowers):
            return here.pop()
    asked = Counter(chain for line in lead for chain in _asked(cast, line.number))
    ranked = asked.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def _asked(cast: Cast, number: int) -> list[Chain]:
    """The persons named in a paragraph of the lead, each as often as named."""
    return [chain for chain in cast.chains if chain.kind == "person" for name in chain.names if name.line == number]
