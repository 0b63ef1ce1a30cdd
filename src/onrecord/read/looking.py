"""What the model says of all words of a report, in one pass before any other step."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from onrecord.models import belonging, mentions
from onrecord.models.events import triggers
from onrecord.models.reader import Scored, look, scored, vocabulary
from onrecord.models.windows import words
from onrecord.read import tagging
from onrecord.read.events import phrases
from onrecord.read.paragraphs import Paragraph, paragraph
from onrecord.read.quotations import quotations

if TYPE_CHECKING:
    from onrecord.models.belonging import Glance
    from onrecord.models.events import Standing, Trigger
    from onrecord.models.mentions import View
    from onrecord.models.reader import Seen
    from onrecord.models.windows import Word
    from onrecord.read.draft import Draft
    from onrecord.record import Phrase, Span

AT_ONCE = 50_000
"""Words whose scores are kept together; a score takes a hundred times the room of its word."""
LIKELY = 0.2
"""The probability of an event from which a word is looked at."""


@dataclass(frozen=True, eq=False)
class Stretch:
    """Words of a paragraph as the model sees them."""

    par: Paragraph
    words: Sequence[Word]


@dataclass(frozen=True, eq=False)
class Look:
    """Stretches of a report, one after another, and what the model says of the statements in
    them."""

    stretches: Sequence[Stretch]
    scores: Scored

    @property
    def id(self) -> str:
        """Where they stand; no other look at the report begins there."""
        return str(self.stretches[0].par.block.start) if self.stretches else ""

    @property
    def parts(self) -> list[tuple[int, int]]:
        """Which of all words each stretch holds."""
        return list(pairwise((0, *accumulate(len(stretch.words) for stretch in self.stretches))))


def find(draft: Draft) -> Iterator[Look | Trigger | Glance | View]:
    """What the model says of the statements, events, mentions and states of a report."""
    stretches = [
        Stretch(par, words(par.text, (0, len(par.text)), quotations(par.text), vocabulary()))
        for par in map(paragraph, draft.blocks)
    ]
    for some in _some(stretches):
        noted: list[Trigger | Glance | View] = []
        seen = _noting(look([tuple(s.words) for s in some]), some, noted, draft.phrases)
        yield Look(some, scored(sum(len(s.words) for s in some), seen))
        yield from noted


def sources(looks: Iterable[Look]) -> Iterator[Span]:
    """The words of those who say something."""
    for one in looks:
        words_of = [
            (stretch.par.block.start + word.span[0], stretch.par.block.start + word.span[1])
            for stretch in one.stretches
            for word in stretch.words
        ]
        for first, end in tagging.runs(one.scores, one.parts)["source"]:
            yield words_of[first][0], words_of[end - 1][1]


def again(stretches: Sequence[Stretch]) -> Iterator[Look]:
    """What the model says of statements in these words by themselves."""
    for some in _some(stretches):
        seen = look([tuple(s.words) for s in some])
        yield Look(some, scored(sum(len(s.words) for s in some), seen))


def _some(stretches: Sequence[Stretch]) -> Iterator[Sequence[Stretch]]:
    """Stretches of so many words together."""
    first = held = 0
    for number, stretch in enumerate(stretches):
        if held and held + len(stretch.words) > AT_ONCE:
            yield stretches[first:number]
            first, held = number, 0
        held += len(stretch.words)
    yield stretches[first:]


def _noting(
    seen: Iterator[Seen],
    stretches: Sequence[Stretch],
    noted: list[Trigger | Glance | View],
    known: tuple[Phrase, ...],
) -> Iterator[Seen]:
    """Passes on what the model says, and notes what it and the lexicon say of events, mentions and
    states."""
    standing = list(_standing(stretches, known)) if known else []
    spans = [
        (stretch.par.block.start + start, stretch.par.block.start + end)
        for stretch in stretches
        for start, end in (word.span for word in stretch.words)
    ]
    for one in seen:
        first, last = one.window.first, one.window.first + len(one.tag)
        start = bisect_right(standing, first, key=lambda s: s.end)
        stop = bisect_left(standing, last, key=lambda s: s.at)
        seen_spans = spans[first:last]
        noted.extend(triggers(one, seen_spans, LIKELY, standing[start:stop]))
        noted.append(belonging.glance(one, seen_spans))
        noted.append(mentions.view(one, seen_spans))
        yield one


def _standing(stretches: Sequence[Stretch], known: tuple[Phrase, ...]) -> Iterator[Standing]:
    """Where the phrases of a lexicon stand, by the numbers of their words among all."""
    before = 0
    for stretch in stretches:
        spelt = [stretch.par.text[slice(*word.span)] for word in stretch.words]
        yield from phrases.find(spelt, known, before)
        before += len(spelt)
