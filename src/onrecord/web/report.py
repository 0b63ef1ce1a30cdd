"""The page of a report: its text with every entry marked, and the list of entries beside it."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct, structs

from onrecord import show
from onrecord.record import MergedActor, MergedEvent, PartKind, Span, StoredReport, StoredStatement, Story
from onrecord.show import Mark, Segment
from onrecord.store import Store
from onrecord.web import links
from onrecord.web.story import Card, card


class Block(Struct, frozen=True):
    """A paragraph of the text: the part that it is of, why it is that, and its segments."""

    kind: PartKind
    why: str
    parts: tuple[Segment, ...]


class ReportPage(Struct, frozen=True, kw_only=True):
    """All that the page of a report shows."""

    report: StoredReport
    card: Card
    story: Story
    blocks: tuple[Block, ...]
    statements: tuple[StoredStatement, ...]
    events: tuple[MergedEvent, ...]
    actors: tuple[MergedActor, ...]
    hrefs: dict[str, str]
    """The page of each entry that is marked."""
    sought: str
    """The words that the address asked for, in the order of the text."""


def page(store: Store, report_id: str, *, at: str = "", words: Sequence[Span] = ()) -> ReportPage:
    """The page of a report, with the words of the entry `at`, or the spans `words`, lit up."""
    report = store.report(report_id)
    said = store.statements(report=report_id)
    done = store.events(report=report_id)
    who = tuple(a for a in store.actors(story=report.story) if any(m.report == report_id for m in a.members))
    sought = tuple(words) or tuple(_sought(report_id, at, (*said, *done, *who)))
    marks = [*_marks(report_id, said, done, who), *(Mark(s, "here", "" if at else "words") for s in sought)]
    return ReportPage(
        report=structs.replace(report, path=show.file_of(report)),
        card=card(report),
        story=store.story(report.story),
        blocks=tuple(blocks(report, marks)),
        statements=said,
        events=done,
        actors=tuple(sorted(who, key=lambda a: (a.kind == "unnamed", a.name))),
        hrefs=_hrefs(said, done, who),
        sought=" … ".join(report.text[s:e] for s, e in sorted(sought)),
    )


def _marks(report: str, said: Iterable[StoredStatement], done: Iterable[MergedEvent], who: Iterable[MergedActor]) -> Iterator[Mark]:
    for statement in said:
        yield from show.statement_marks(statement)
    yield from (Mark(s, "event", e.id) for e in done for m in e.mentions if m.report == report for s in m.evidence)
    yield from (Mark(s, "actor", a.id) for a in who for m in a.members if m.report == report for s in m.mentions)


def _sought(report: str, at: str, entries: Iterable[StoredStatement | MergedEvent | MergedActor]) -> Iterator[Span]:
    """The spans of the entry with the id `at` in the report."""
    for entry in entries:
        if entry.id != at:
            continue
        match entry:
            case StoredStatement():
                yield from entry.content.spans
            case MergedEvent():
                yield from (s for m in entry.mentions if m.report == report for s in m.evidence)
            case MergedActor():
                yield from (s for m in entry.members if m.report == report for s in m.mentions)


def _hrefs(said: Iterable[StoredStatement], done: Iterable[MergedEvent], who: Iterable[MergedActor]) -> dict[str, str]:
    kinds = (("statement", said), ("event", done), ("actor", who))
    return {e.id: links.page(kind, e.id) for kind, entries in kinds for e in entries}


# --- paragraphs ---------------------------------------------------------------------------------------------------

_GAP = re.compile(r"\n[^\S\n]*\n\s*")
WRAPPED = 100
"""Lines of at most so many characters, three or more to a paragraph, were broken to fit a screen."""


def blocks(report: StoredReport, marks: Sequence[Mark]) -> Iterator[Block]:
    """The text as paragraphs, each of one part; what lies between parts is blank."""
    found = [(start, end, part.kind, part.why) for part in report.parts for start, end in paragraphs(report.text, part.span)]
    if not report.parts:
        found = [(start, end, "body", "") for start, end in paragraphs(report.text, (0, len(report.text)))]
    found.sort(key=lambda row: row[0])
    flat = show.segments(report.text, marks, cuts=[edge for start, end, *_ in found for edge in (start, end)])
    starts = [s.start for s in flat]
    for start, end, kind, why in found:
        yield Block(kind, why, flat[bisect.bisect_left(starts, start) : bisect.bisect_left(starts, end)])


def paragraphs(text: str, span: Span) -> Iterator[Span]:
    """The paragraphs of a stretch of text: parted by blank lines, and by line breaks unless lines were broken to fit a screen."""
    at = span[0]
    for gap in (*_GAP.finditer(text, *span), None):
        end = gap.start() if gap else span[1]
        yield from _lines(text, at, end)
        at = gap.end() if gap else end


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    lines = text[start:end].split("\n")
    if len(lines) > 2 and max(map(len, lines)) <= WRAPPED:
        lines = [text[start:end]]
    for line in lines:
        if line.strip():
            yield start, start + len(line)
        start += len(line) + 1
