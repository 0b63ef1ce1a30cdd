"""What is told according to someone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.read.statements.found import Saying
from onrecord.read.statements.grammar import noun_phrase
from onrecord.read.statements.paragraphs import Paragraph, Run, tight, whole

if TYPE_CHECKING:
    from spacy.tokens import Token


def find(par: Paragraph) -> Iterator[Saying]:
    """The sentences of a paragraph that hold "according to X", without it."""
    for token in par.doc:
        if token.lower_ == "according" and token.i + 1 < len(par) and par.doc[token.i + 1].lower_ == "to":
            yield from _told(par, token)


def _told(par: Paragraph, cue: Token) -> Iterator[Saying]:
    end = par.sentence_end(cue.i, len(par))
    start = par.sentence_start(cue.i, 0)
    who = next((t for t in par.doc[cue.i + 2 : end] if t.dep_ == "pobj"), None)
    if who is None:
        return
    source = noun_phrase(who)
    source = (cue.i + 2, min(max(source[1], who.i + 1), end))
    content = tuple(_around(par, (start, cue.i), (source[1], end)))
    if content:
        yield Saying("according", par, content, (tight(par, source),), ((cue.i, cue.i + 2),), "according to", cue, who)


def _around(par: Paragraph, before: Run, after: Run) -> Iterator[Run]:
    for part in (before, after):
        run = tight(par, part)
        if run[1] - run[0] > 1:
            yield whole(par, run, 0)
