"""What holds of everything that comes out of the reader, whatever went in."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from datetime import date

import msgspec

from onrecord.record import Reading, Report, Span, Unread, Words

LONGEST = 500
"""Characters of a reason and of an advice at most: each is one line for a person."""


def check_parts(report: Report) -> None:
    """Every character that is not blank lies in exactly one part."""
    at = 0
    for start, end in sorted(part.span for part in report.parts):
        assert at <= start < end <= len(report.text), (at, start, end)
        assert not report.text[at:start].strip(), "a stretch is in no part"
        at = end
    assert not report.text[at:].strip(), "the end is in no part"


def check_head(report: Report) -> None:
    """What the head of a report holds are words of its text, and its day is a day."""
    for held in (report.title, report.standfirst, report.dateline):
        assert held is None or covers(report, held)
    days = report.published
    for day in (days.date, days.earliest, days.latest) if days else ():
        assert day is None or date.fromisoformat(day)
    assert all(name.strip() for name in report.byline)


def covers(report: Report, held: Words) -> bool:
    """True where words are what their spans cover."""
    return " ".join(report.text[s:e] for s, e in held.spans) == held.text


def check_path(found: Report | Unread) -> None:
    """A path is printed on one line of a terminal."""
    assert not any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") for c in found.path), repr(
        found.path
    )


def check_kept(found: Reading | Report | Unread) -> None:
    """What is found is written as JSON and comes back the same."""
    assert msgspec.json.decode(msgspec.json.encode(found), type=type(found)) == found


def spans_of(reading: Reading) -> Iterable[tuple[Span, ...]]:
    yield from (a.mentions for a in reading.actors)
    yield from (o.spans for a in reading.actors for o in a.offices)
    yield from (p.mentions for p in reading.places)
    yield from (i.mentions for i in reading.issues)
    yield from (e.evidence for e in reading.events)


def words_of(reading: Reading) -> Iterable[Words]:
    for s in reading.statements:
        held = (s.source, s.content, s.cue, s.condition, s.date)
        yield from (Words(w.text, w.spans) for w in held if w is not None)
    yield from (Words(e.date.text, e.date.spans) for e in reading.events if e.date is not None)
    yield from (Words(t.text, (t.span,)) for t in reading.times)


def check_spans(reading: Reading) -> None:
    """Spans lie in the text, in its order."""
    for spans in spans_of(reading):
        assert spans
        assert all(0 <= s < e <= len(reading.report.text) for s, e in spans)
        assert list(spans) == sorted(spans)


def check_words(reading: Reading) -> None:
    """The words of an entry are what its spans cover."""
    assert all(covers(reading.report, held) for held in words_of(reading))


def check_ids(reading: Reading) -> None:
    """Every id that an entry names is that of an entry of the reading."""
    actors = [a.id for a in reading.actors]
    statements = [s.id for s in reading.statements]
    known = {
        None,
        *actors,
        *statements,
        *(p.id for p in reading.places),
        *(i.id for i in reading.issues),
    }
    assert len(set(actors + statements)) == len(actors + statements)
    for s in reading.statements:
        assert {
            s.source.actor,
            *s.source.actors,
            s.place,
            *s.issues,
            s.reply_to,
            s.continues,
            s.inside,
        } <= known
        assert s.id not in (s.reply_to, s.continues, s.inside)
    for e in reading.events:
        assert {*e.source, *e.target, *e.participants, e.place} <= known


OF_REPORT: tuple[Callable[[Report], None], ...] = (check_path, check_parts, check_head, check_kept)
OF_READING: tuple[Callable[[Reading], None], ...] = (
    check_spans,
    check_words,
    check_ids,
    check_kept,
)


def check_unread(unread: Unread) -> None:
    """A refusal says why and what to do, a line each, and is no fault of ours."""
    assert "onrecord failed on it" not in unread.why, unread.why
    for line in (unread.why, unread.advice):
        assert 0 < len(line) <= LONGEST, f"{len(line)} characters"
        assert len(line.splitlines()) == 1, repr(line)
    assert " " in unread.why, f"{unread.why!r} is no reason"
    check_path(unread)
    check_kept(unread)


def check(found: Reading | Report | Unread) -> None:
    """Raises AssertionError where something that is found is not as it should be."""
    if isinstance(found, Unread):
        check_unread(found)
        return
    for of_report in OF_REPORT:
        of_report(found.report if isinstance(found, Reading) else found)
    for of_reading in OF_READING if isinstance(found, Reading) else ():
        of_reading(found)
