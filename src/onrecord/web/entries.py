"""The pages of one entry: a statement, a claim, an event, an actor; each with its words in every report that carried it."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from typing import TypeVar

from msgspec import Struct

from onrecord import show
from onrecord.errors import NoEntry
from onrecord.record import Claim, MergedActor, MergedEvent, Position, Span, StoredReport, StoredStatement, Story
from onrecord.show import Mark, Segment
from onrecord.store import Store
from onrecord.web import links
from onrecord.web.people import by_id
from onrecord.web.said import Said, all_said
from onrecord.web.story import Card, Day, Differs, card, days, differs, labels

T = TypeVar("T", bound=Struct)


class Quoted(Struct, frozen=True):
    """An entry's words in one report, within the lines around them, and the way to their place in it."""

    card: Card
    href: str
    parts: tuple[Segment, ...]


class StatementPage(Struct, frozen=True, kw_only=True):
    """All that the page of a statement shows."""

    statement: StoredStatement
    story: Story
    claim: Claim
    speakers: tuple[MergedActor, ...]
    words: tuple[Quoted, ...]
    elsewhere: tuple[Quoted, ...]
    """The same claim in other places."""
    answers: StoredStatement | None
    """The statement to which it replies."""


class ClaimPage(Struct, frozen=True, kw_only=True):
    """All that the page of a claim shows."""

    claim: Claim
    story: Story
    said: Said
    words: tuple[Quoted, ...]
    differences: tuple[Differs, ...]


class EventPage(Struct, frozen=True, kw_only=True):
    """All that the page of an event shows."""

    event: MergedEvent
    story: Story
    sources: tuple[MergedActor, ...]
    targets: tuple[MergedActor, ...]
    participants: tuple[MergedActor, ...]
    words: tuple[Quoted, ...]
    differences: tuple[Differs, ...]


class Stand(Struct, frozen=True):
    """A position with the name of its issue and the ways to what shows it."""

    position: Position
    issue: str
    shown_by: tuple[tuple[str, str], ...]
    """(text, address) of each statement and event."""


class ActorPage(Struct, frozen=True, kw_only=True):
    """All that the page of an actor shows."""

    actor: MergedActor
    reports: tuple[tuple[Card, str], ...]
    """The first reports that name it, with the way to the words."""
    more: bool
    """It said or did more than is shown."""
    said: tuple[Said, ...]
    days: tuple[Day, ...]
    positions: tuple[Stand, ...]


def statement(store: Store, id: str) -> StatementPage:
    """The page of a statement; raises NoEntry where there is none with that id."""
    it = entry(store, id, StoredStatement)
    reports = {r.id: r for r in store.reports(story=it.story)}
    return StatementPage(
        statement=it,
        story=store.story(it.story),
        claim=entry(store, it.claim, Claim),
        speakers=tuple(store.actor(a) for a in (it.source.actors or ([it.source.actor] if it.source.actor else []))),
        words=tuple(_said_in([it], reports)),
        elsewhere=tuple(_said_in((m for m in store.statements(claim=it.claim) if m.id != it.id), reports)),
        answers=_maybe(store, it.reply_to),
    )


def claim(store: Store, id: str) -> ClaimPage:
    """The page of a claim; raises NoEntry where there is none with that id."""
    it = entry(store, id, Claim)
    reports = {r.id: r for r in store.reports(story=it.story)}
    made = store.statements(claim=it.id)
    rows = all_said([it], made, by_id(store.actors(story=it.story)), labels(reports.values()))
    if not rows:
        raise NoEntry(f"{id}: no statement of the record makes this claim; build the record again")
    return ClaimPage(
        claim=it,
        story=store.story(it.story),
        said=rows[0],
        words=tuple(_said_in(made, reports)),
        differences=tuple(_differences(store, it, it.text, "claim")),
    )


def event(store: Store, id: str) -> EventPage:
    """The page of an event; raises NoEntry where there is none with that id."""
    it = entry(store, id, MergedEvent)
    reports = {r.id: r for r in store.reports(story=it.story)}
    people = by_id(store.actors(story=it.story))
    return EventPage(
        event=it,
        story=store.story(it.story),
        sources=_known(it.source, people),
        targets=_known(it.target, people),
        participants=_known([p for p in it.participants if p not in (*it.source, *it.target)], people),
        words=tuple(_done_in(it, reports)),
        differences=tuple(_differences(store, it, it.label, "event")),
    )


MOST = 200
"""Of a state or a person of whom very many reports tell, so many statements and events are shown, and half as many reports."""


def actor(store: Store, id: str) -> ActorPage:
    """The page of an actor; raises NoEntry where there is none with that id."""
    it = store.actor(id)
    made = store.statements(actor=id, limit=MOST)
    wanted = {s.claim for s in made}
    claims = [c for story in dict.fromkeys(s.story for s in made) for c in store.claims(story=story) if c.id in wanted]
    events = store.events(actor=id, limit=MOST)
    reports = {r: store.report(r) for r in dict.fromkeys((*it.reports[: MOST // 2], *(s.report for s in made)))}
    return ActorPage(
        actor=it,
        reports=tuple((card(r), links.words(r.id, id)) for r in _by_day(reports[r] for r in it.reports[: MOST // 2])),
        more=max(len(made), len(events)) == MOST,
        said=all_said(claims, made, {it.id: it}, labels(reports.values())),
        days=tuple(days(events)),
        positions=tuple(_stands(store, it, {s.id: s for s in made}, {e.id: e for e in events})),
    )


def _by_day(reports: Iterable[StoredReport]) -> list[StoredReport]:
    """The reports in the order of their days, those whose day is not known last."""
    return sorted(reports, key=lambda r: (r.published is None, r.published.earliest if r.published else "", r.id))


def entry(store: Store, id: str, kind: type[T]) -> T:
    """The entry with this id if it is of that kind; raises NoEntry otherwise."""
    found = store.entry(id)
    if not isinstance(found, kind):
        raise NoEntry(f"{id}: the record has an entry with this id, but of another kind; search for it")
    return found


def _maybe(store: Store, id: str | None) -> StoredStatement | None:
    try:
        return entry(store, id, StoredStatement) if id else None
    except NoEntry:
        return None


def _known(ids: Iterable[str], people: dict[str, MergedActor]) -> tuple[MergedActor, ...]:
    return tuple(people[a] for a in ids if a in people)


def _said_in(statements: Iterable[StoredStatement], reports: dict[str, StoredReport]) -> Iterator[Quoted]:
    for it in statements:
        yield _quoted(reports[it.report], it.id, it.content.spans, show.statement_marks(it))


def _done_in(it: MergedEvent, reports: dict[str, StoredReport]) -> Iterator[Quoted]:
    for mention in it.mentions:
        yield _quoted(reports[mention.report], it.id, mention.evidence, [Mark(s, "event", it.id) for s in mention.evidence])


def _quoted(report: StoredReport, id: str, spans: tuple[Span, ...], marks: Iterable[Mark]) -> Quoted:
    parts = show.segments(report.text, marks, within=show.excerpt(report.text, spans))
    return Quoted(card(report), links.words(report.id, id), parts)


def _differences(store: Store, it: Claim | MergedEvent, label: str, kind: str) -> Iterator[Differs]:
    names = labels(store.reports(story=it.story))
    return differs((d for d in store.differences(story=it.story) if d.about == it.id), {it.id: (label, links.page(kind, it.id))}, names)


def _stands(store: Store, it: MergedActor, made: dict[str, StoredStatement], done: dict[str, MergedEvent]) -> Iterator[Stand]:
    found = store.positions(actor=it.id)
    names = _issue_names(store) if found else {}
    for position in found:
        said = [(made[s].content.text, links.page("statement", s)) for s in position.statements if s in made]
        acts = [(done[e].label, links.page("event", e)) for e in position.events if e in done]
        yield Stand(position, names.get(position.issue, position.issue), (*said, *acts))


@functools.lru_cache(maxsize=2)
def _issue_names(store: Store) -> dict[str, str]:
    return {i.id: i.name for i in store.issues()}
