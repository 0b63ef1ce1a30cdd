"""The page of a report: its text with every entry marked, and the list of entries beside it."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from msgspec import Struct, structs

from onrecord import show
from onrecord.record import PartKind, Span, StoredReport, StoredStatement
from onrecord.show import Mark, Segment
from onrecord.store import Store, listed
from onrecord.store.listed import ListedActor, ListedEvent, ListedStory
from onrecord.web import links
from onrecord.web.story import Card, card

Here = TypeVar("Here", ListedEvent, ListedActor)


class Block(Struct, frozen=True):
    """A paragraph of the text: the part that it is of, why it is that, and its segments."""

    kind: PartKind
    why: str
    parts: tuple[Segment, ...]


class ReportPage(Struct, frozen=True, kw_only=True):
    """All that the page of a report shows."""

    report: StoredReport
    card: Card
    story: ListedStory
    blocks: tuple[Block, ...]
    statements: tuple[StoredStatement, ...]
    events: tuple[ListedEvent, ...]
    actors: tuple[ListedActor, ...]
    hrefs: dict[str, str]
    """The page of each entry that is marked."""
    sought: str
    """The words that the address asked for, in the order of the text."""
    part: int
    """Which part of a long text is shown, from 1; the statements and events are those of this
    part."""
    last: int
    """The number of the last part."""


PART = 250_000
"""A text of more characters is shown in parts; a paragraph stands in the part in which it
begins."""


def page(
    store: Store, report_id: str, *, at: str = "", words: Sequence[Span] = (), part: int = 0
) -> ReportPage:
    """The page of a report, with the words of the entry `at`, or the spans `words`, lit up.

    Of a long report it is the part with that number, else the one in which the words begin.
    """
    report = store.report(report_id)
    done = listed.events_of_report(store, report_id, limit=MOST)
    who = listed.actors_of_report(store, report_id, limit=MOST)
    one = listed.statements_of_report(store, report_id, id=at) if at else ()
    sought = _within(report.text, words or _sought(at, one, (*done, *who)))
    last = max(-(-len(report.text) // PART), 1)
    part = min(part or (sought[0][0] // PART + 1 if sought else 1), last)
    here = ((part - 1) * PART, part * PART)
    said = listed.statements_of_report(store, report_id, within=here)
    done, who = _of_part(done, here), _of_part(who, here)
    marks = [*_marks(said, done, who), *(Mark(s, "here", "" if at else "words") for s in sought)]
    whole = store.story(report.story)
    return ReportPage(
        report=structs.replace(report, path=show.file_of(report)),
        card=card(report),
        story=ListedStory(whole.id, whole.title, whole.first, whole.last, len(whole.reports)),
        blocks=tuple(blocks(report, marks, here)),
        statements=said,
        events=done,
        actors=tuple(sorted(who, key=lambda a: (a.kind == "unnamed", a.name))),
        hrefs=_hrefs(said, done, who),
        sought=show.short(" … ".join(report.text[s:e] for s, e in sought)),
        part=part,
        last=last,
    )


def _of_part(found: Iterable[Here], part: Span) -> tuple[Here, ...]:
    """The events or actors that are told in a part of the text; those told nowhere are with the
    first."""
    start, end = part
    return tuple(
        f for f in found if any(start <= s < end for s, _ in f.here) or (not f.here and not start)
    )


MOST = 2000
"""So many events and actors of a report are marked."""


def _within(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """The parts of the spans that lie in the text, those that overlap as one."""
    return links.merged((start, min(end, len(text))) for start, end in spans)


def _marks(
    said: Iterable[StoredStatement], done: Iterable[ListedEvent], who: Iterable[ListedActor]
) -> Iterator[Mark]:
    for statement in said:
        yield from show.statement_marks(statement)
    yield from (Mark(s, "event", e.id) for e in done for s in e.here)
    yield from (Mark(s, "actor", a.id) for a in who for s in a.here)


def _sought(
    at: str, said: Iterable[StoredStatement], others: Iterable[ListedEvent | ListedActor]
) -> Iterator[Span]:
    """The spans of the entry with the id `at`."""
    yield from (s for it in said if it.id == at for s in it.content.spans)
    yield from (s for it in others if it.id == at for s in it.here)


def _hrefs(
    said: Iterable[StoredStatement], done: Iterable[ListedEvent], who: Iterable[ListedActor]
) -> dict[str, str]:
    kinds = (("statement", said), ("event", done), ("actor", who))
    return {e.id: links.page(kind, e.id) for kind, entries in kinds for e in entries}


# --- paragraphs -----------------------------------------------------------------------------------

_GAP = re.compile(r"\n[^\S\n]*\n\s*")
WRAPPED = 100
"""Lines of at most so many characters, three or more to a paragraph, were broken to fit a
screen."""


def blocks(
    report: StoredReport, marks: Sequence[Mark], within: Span | None = None
) -> Iterator[Block]:
    """The text as paragraphs, each of one kind, those that begin `within` a span; what lies between
    parts is blank."""
    first, last = within or (0, len(report.text))
    found = [
        (start, end, part.kind, part.why)
        for part in report.parts
        for start, end in paragraphs(report.text, part.span)
    ]
    if not report.parts:
        found = [
            (start, end, "body", "")
            for start, end in paragraphs(report.text, (0, len(report.text)))
        ]
    found = sorted((row for row in found if first <= row[0] < last), key=lambda row: row[0])
    around = (found[0][0], max(row[1] for row in found)) if found else (0, 0)
    flat = show.segments(
        report.text, marks, cuts=[edge for row in found for edge in row[:2]], within=around
    )
    starts = [s.start for s in flat]
    for start, end, kind, why in found:
        yield Block(
            kind, why, flat[bisect.bisect_left(starts, start) : bisect.bisect_left(starts, end)]
        )


def paragraphs(text: str, span: Span) -> Iterator[Span]:
    """The paragraphs of a stretch of text: parted by blank lines, and by line breaks unless lines
    were broken to fit a screen."""
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
