"""Tells who is asked in a report that is an interview, so that "I" and "you" can be given to somebody."""

from __future__ import annotations

from onrecord.read.chains import Cast, Chain

LEAD = 4
"""Paragraphs in which an interview says that it is one."""
QUESTIONS = 2


def interviewee(cast: Cast) -> Chain | None:
    """The one person whom an interview questions, or None where the report is none or asks several."""
    lead = cast.lines[:LEAD]
    questions = [line for line in cast.lines if line.words and line.words[-1] == "?"]
    said_so = any(word.startswith("interview") for line in lead for word in line.lowers)
    addressed = sum("you" in line.lowers for line in questions)
    if addressed < (QUESTIONS if said_so else 2 * QUESTIONS):
        return None
    named = [set(_asked(cast, line.number)) for line in lead]
    return next((here.pop() for here in named if len(here) == 1), None)


def _asked(cast: Cast, number: int) -> list[Chain]:
    """The persons named in a paragraph of the lead, each as often as named."""
    return [chain for chain in cast.chains if chain.kind == "person" for name in chain.names if name.line == number]
