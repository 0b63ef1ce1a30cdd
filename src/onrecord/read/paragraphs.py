"""A parsed paragraph with its quotations, and runs of its words."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.read.quotations import quotations
from onrecord.record import Span, Words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from onrecord.read.parse import Block

Run = tuple[int, int]
"""A run of tokens of a paragraph, half-open."""

STOPS = frozenset(".!?")
DATELINE = re.compile(
    r"[A-Z][A-Z.'’]+(?:[ ,]+[A-Z][\w.'’]*){0,5}(?: \([^)\n]{1,40}\))? ?(?:[—–]|--|-) "
)
LONGEST_DATELINE = 20
OPENING = frozenset({"“", '"', "''", "``", "‘", "(", "["})
CLOSING = frozenset({"”", '"', "''", "’", ")", "]"})
LOOSE = frozenset(".,;:!?-–—") | {"...", "…", "--"}


@dataclass(frozen=True, eq=False)
class Paragraph:
    """A paragraph: its tokens, its quotations as runs, and for each token the number of the
    quotation that holds it (or -1)."""

    block: Block
    quotes: tuple[Run, ...]
    inside: tuple[int, ...]
    text: str
    opening: int
    """The first token behind a dateline (OSLO (AP) —)."""

    @property
    def doc(self) -> Doc:
        return self.block.doc

    def __len__(self) -> int:
        return len(self.inside)

    @functools.cached_property
    def starts(self) -> list[int]:
        """Where each token begins in the text of the paragraph."""
        return [token.idx for token in self.doc]

    def span(self, run: Run) -> Span:
        """Where a run stands in the report's text."""
        first, last = self.doc[run[0]], self.doc[run[1] - 1]
        return self.block.start + first.idx, self.block.start + last.idx + len(last)

    def spans(self, runs: Iterable[Run]) -> tuple[Span, ...]:
        return tuple(self.span(run) for run in sorted(runs))

    def words(self, runs: Iterable[Run]) -> Words:
        """What runs cover, with where it stands."""
        start, spans = self.block.start, self.spans(runs)
        return Words(" ".join(self.text[s - start : e - start] for s, e in spans), spans)

    def sentence_start(self, at: int, floor: int) -> int:
        """Where the sentence that holds token `at` begins, not before `floor`: words in quotation
        marks end none."""
        starts, _ = self.sentences
        found = bisect_right(starts, at) - 1
        return max(starts[found] if found >= 0 else 0, floor, min(self.opening, at))

    def sentence_end(self, at: int, roof: int) -> int:
        """One past the last token, its full stop not counted, of the sentence that holds token
        `at`, at most `roof`."""
        _, stops = self.sentences
        found = bisect_left(stops, at)
        return max(at, min(stops[found], roof)) if found < len(stops) else max(at, roof)

    @functools.cached_property
    def sentences(self) -> tuple[list[int], list[int]]:
        """Where sentences begin, and where their full stops stand."""
        stops = [at for at in range(len(self)) if self.is_stop(at)]
        behind = {at + 1 for at in stops}
        behind.update(end for _, end in self.quotes if end < len(self) and self._quote_stops(end))
        return sorted(behind), stops

    def _quote_stops(self, at: int) -> bool:
        """True of a token right behind a quotation whose end is the end of a sentence."""
        held = self.inside[at - 1]
        return (
            held >= 0
            and self.inside[at] != held
            and self.ended(held)
            and not self.doc[at].text[:1].islower()
        )

    def is_stop(self, at: int) -> bool:
        """True of a full stop, question or exclamation mark, or line end, outside quotation
        marks."""
        token = self.doc[at]
        if self.inside[at] >= 0:
            return False
        if (
            token.text == "."
            and at
            and len(self.doc[at - 1]) == 1
            and self.doc[at - 1].is_upper
            and not self.doc[at - 1].whitespace_
        ):
            return False
        return token.text in STOPS or (token.is_space and "\n" in token.text)

    def inner(self, quote: int) -> str:
        """The words of a quotation without the marks that close it."""
        start, end = self.quotes[quote]
        return self.doc[start:end].text.rstrip("”\"'’ ")

    def ended(self, quote: int) -> bool:
        """True where the last words of a quotation end with a full stop."""
        inner = self.inner(quote)
        return inner.endswith(".") and not inner.endswith("..")

    def ends_sentence(self, quote: int) -> bool:
        """True of a quotation whose last words end a sentence, or that is left open."""
        start, end = self.quotes[quote]
        inner = self.inner(quote)
        return inner == self.doc[start:end].text or inner[-1:] in ".!?…—–-"


def paragraph(block: Block) -> Paragraph:
    """A parsed paragraph with its quotations marked."""
    runs: list[Run] = []
    inside = [-1] * len(block.doc)
    at = 0
    text = block.doc.text
    for start, end in quotations(text):
        while at < len(inside) and block.doc[at].idx + len(block.doc[at]) <= start:
            at += 1
        first = at
        while at < len(inside) and block.doc[at].idx < end:
            inside[at] = len(runs)
            at += 1
        if at > first:
            runs.append((first, at))
    dateline = DATELINE.match(text)
    opening = (
        next((t.i for t in block.doc[:LONGEST_DATELINE] if t.idx >= dateline.end()), 0)
        if dateline
        else 0
    )
    return Paragraph(block, tuple(runs), tuple(inside), text, opening)


def tight(par: Paragraph, run: Run) -> Run:
    """A run without loose punctuation and white space at its ends."""
    start, end = run
    while start < end and _loose(par, par.doc[start]):
        start += 1
    while end > start and _loose(par, par.doc[end - 1]):
        end -= 1
    return start, end


def _loose(par: Paragraph, token: Token) -> bool:
    return token.is_space or (token.text in LOOSE and par.inside[token.i] < 0)


def whole(par: Paragraph, run: Run, after: int) -> Run:
    """A run that cuts no quotation in two: it takes in one that it enters, from `after` on, and one
    that it only just leaves out."""
    start, end = run
    if end <= start:
        return run
    held = par.inside[end - 1]
    if held >= 0:
        end = max(end, par.quotes[held][1])
    elif end < len(par) and par.inside[end] >= 0 and par.quotes[par.inside[end]][0] < end:
        end = par.quotes[par.inside[end]][1]
    first = par.inside[start]
    if first >= 0 and par.quotes[first][0] >= after:
        start = par.quotes[first][0]
    return start, end
