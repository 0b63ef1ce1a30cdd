"""What the index for full text holds of each entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord import search
from onrecord.record import MergedEvent, Published, Reading, Record, Span, StoredStatement
from onrecord.search import Row


def rows(record: Record, readings: Iterable[Reading]) -> Iterator[Row]:
    """A row for every report, statement, event, actor and story."""
    index = _Index(record, readings)
    yield from (
        Row("reports", r.id, r.heading or "", f"{r.text} {r.outlet or ''}", _published(r.published))
        for r in record.reports
    )
    yield from map(index.statement, record.statements)
    yield from map(index.event, record.events)
    for actor in record.actors:
        offices = " ".join(f"{o.title} {o.of or ''}" for o in actor.offices)
        yield Row("actors", actor.id, " ".join(actor.names), f"{actor.name} {offices}", None)
    yield from (
        Row(
            "stories",
            s.id,
            s.title,
            " ".join(m.label for m in s.timeline),
            _between(s.first, s.last),
        )
        for s in record.stories
    )


class _Index:
    """The names of issues, places and actors by their ids, and where issues are mentioned."""

    def __init__(self, record: Record, readings: Iterable[Reading]) -> None:
        self.names = {a.id: a.name for a in record.actors}
        self.texts = {r.id: r.text for r in record.reports}
        self.published = {r.id: _published(r.published) for r in record.reports}
        self.issues: dict[str, list[tuple[Span, str]]] = {}
        for reading in readings:
            self.names |= {i.id: f"{i.name} {i.area} {i.referent or ''}" for i in reading.issues}
            self.names |= {p.id: p.name for p in reading.places}
            self.issues[reading.report.id] = [
                (span, i.id) for i in reading.issues for span in i.mentions
            ]

    def name(self, *ids: str | None) -> str:
        return " ".join(self.names.get(id, "") for id in ids if id)

    def statement(self, s: StoredStatement) -> Row:
        about = f"{s.content.text} {self.name(*s.issues)}"
        days = _days(s.date.value if s.date else None) or self.published[s.report]
        return Row(
            "statements",
            s.id,
            about,
            f"{s.source.text} {self.name(s.source.actor, *s.source.actors, s.place)}",
            days,
            s.issues,
        )

    def event(self, e: MergedEvent) -> Row:
        issues = tuple(
            dict.fromkeys(id for m in e.mentions for id in self._touched(m.report, m.evidence))
        )
        about = " ".join(
            (
                e.label,
                *(self.texts[m.report][a:b] for m in e.mentions for a, b in m.evidence),
                self.name(*issues),
            )
        )
        text = " ".join(
            (
                e.type,
                e.mode or "",
                *e.contexts,
                e.place_name or "",
                self.name(*e.source, *e.target, *e.participants),
            )
        )
        return Row("events", e.id, about, text, _days(e.date), issues)

    def _touched(self, report: str, spans: tuple[Span, ...]) -> Iterator[str]:
        """The issues mentioned in the spans."""
        return (
            id
            for (s, e), id in self.issues[report]
            if any(s < end and start < e for start, end in spans)
        )


def _published(day: Published | None) -> tuple[str, str] | None:
    return (day.earliest, day.latest) if day else None


def _between(first: str | None, last: str | None) -> tuple[str, str] | None:
    return _days(f"{first}/{last or first}") if first else None


def _days(value: str | None) -> tuple[str, str] | None:
    """The days of a date that a report gives; none of one that is no day ("PRESENT_REF")."""
    try:
        return search.days(value) if value else None
    except ValueError:
        return None
