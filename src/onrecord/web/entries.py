"""The pages of one entry: a statement, a claim, an event, an actor; each with its words in every
report that carried it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from msgspec import Struct, structs

from onrecord import show
from onrecord.errors import NoEntry
from onrecord.record import (
    Claim,
    MergedActor,
    MergedEvent,
    Position,
    Span,
    StoredReport,
    StoredStatement,
)
from onrecord.show import Mark, Segment
from onrecord.store import Store, listed
from onrecord.store.listed import ListedActor, ListedEvent, ListedStory
from onrecord.web import links
from onrecord.web.people import People, office
from onrecord.web.said import Said, all_said
from onrecord.web.story import Card, Day, Differs, card, days, differs, labels

T = TypeVar("T", bound=Struct)


class Quoted(Struct, frozen=True):
    """An entry's words in one report, within the lines around them, and the way to their place in
    it."""

    card: Card
    href: str
    parts: tuple[Segment, ...]


class StatementPage(Struct, frozen=True, kw_only=True):
    """All that the page of a statement shows."""

    statement: StoredStatement
    story: ListedStory
    claim: Claim
    speakers: tuple[ListedActor, ...]
    words: tuple[Quoted, ...]
    elsewhere: tuple[Quoted, ...]
    """The same claim in other places."""
    answers: StoredStatement | None
    """The statement to which it replies."""


class ClaimPage(Struct, frozen=True, kw_only=True):
    """All that the page of a claim shows."""

    claim: Claim
    story: ListedStory
    said: Said
    words: tuple[Quoted, ...]
    more: bool
    """It is in more places than are shown."""
    differences: tuple[Differs, ...]


class EventPage(Struct, frozen=True, kw_only=True):
    """All that the page of an event shows."""

    event: MergedEvent
    story: ListedStory
    reports: int
    """How many reports tell it."""
    sources: tuple[ListedActor, ...]
    targets: tuple[ListedActor, ...]
    participants: tuple[ListedActor, ...]
    said_by: tuple[ListedActor, ...]
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
    named: int
    """How many reports name it."""
    office: str
    """The office that it is shown to hold last."""
    reports: tuple[tuple[Card, str], ...]
    """The first reports that name it, with the way to the words."""
    more: bool
    """It said or did more than is shown."""
    said: tuple[Said, ...]
    days: tuple[Day, ...]
    positions: tuple[Stand, ...]


MOST = 200
"""Of an entry of which very many reports tell, so many statements and events are shown, and half as
many reports."""
PLACES = 50
"""So many places where the same is said or told are shown."""


def statement(store: Store, id: str) -> StatementPage:
    """The page of a statement; raises NoEntry where there is none with that id."""
    it = entry(store, id, StoredStatement)
    elsewhere = [m for m in store.statements(claim=it.claim, limit=PLACES) if m.id != it.id]
    speakers = it.source.actors or ([it.source.actor] if it.source.actor else [])
    first, *others = _said_in(store, [it, *elsewhere])
    return StatementPage(
        statement=it,
        story=_story(store, it.story),
        claim=_short(entry(store, it.claim, Claim)),
        speakers=_known(speakers, listed.actors(store, speakers)),
        words=(first,),
        elsewhere=tuple(others),
        answers=_maybe(store, it.reply_to),
    )


def claim(store: Store, id: str) -> ClaimPage:
    """The page of a claim; raises NoEntry where there is none with that id."""
    it = entry(store, id, Claim)
    made = store.statements(claim=it.id, limit=MOST)
    names = labels(listed.heads(store, {s.report for s in made}))
    people = listed.actors(
        store, {a for s in made for a in (it.source, s.source.actor, *s.source.actors) if a}
    )
    rows = all_said([it], made, people, names)
    if not rows:
        raise NoEntry(f"{id}: no statement of the record makes this claim; build the record again")
    return ClaimPage(
        claim=_short(it),
        story=_story(store, it.story),
        said=rows[0],
        words=tuple(_said_in(store, made[:PLACES])),
        more=len(it.statements) > PLACES,
        differences=tuple(_differences(store, it, it.text, "claim")),
    )


def event(store: Store, id: str) -> EventPage:
    """The page of an event; raises NoEntry where there is none with that id."""
    it = entry(store, id, MergedEvent)
    people = listed.actors(store, {*it.source, *it.target, *it.participants, *it.said_by})
    others = [p for p in it.participants if p not in (*it.source, *it.target)]
    return EventPage(
        event=structs.replace(
            it, mentions=it.mentions[:PLACES], reports=it.reports[:MOST], why=it.why[:MOST]
        ),
        story=_story(store, it.story),
        reports=len(it.reports),
        sources=_known(it.source, people),
        targets=_known(it.target, people),
        participants=_known(others, people),
        said_by=_known(it.said_by, people),
        words=tuple(_done_in(store, it)),
        differences=tuple(_differences(store, it, it.label, "event")),
    )


def actor(store: Store, id: str) -> ActorPage:
    """The page of an actor; raises NoEntry where there is none with that id."""
    it = store.actor(id)
    made = store.statements(actor=id, limit=MOST)
    claims = listed.claims(store, listed.THESE, list({s.claim for s in made}), limit=MOST)
    events = listed.events(store, listed.ACTS, id, limit=MOST)
    people = listed.actors(store, [id])
    heads = {
        r.id: r for r in listed.heads(store, {*it.reports[: MOST // 2], *(s.report for s in made)})
    }
    named = _by_day(heads[r] for r in it.reports[: MOST // 2])
    return ActorPage(
        actor=_few(it),
        named=len(it.reports),
        office=office(people[id]),
        reports=tuple((card(r), links.words(r.id, id)) for r in named),
        more=max(len(made), len(events)) == MOST,
        said=all_said(claims, made, people, labels(heads.values())),
        days=tuple(days(events)),
        positions=tuple(_stands(store, it, {s.id: s for s in made}, {e.id: e for e in events})),
    )


def _story(store: Store, id: str) -> ListedStory:
    it = store.story(id)
    return ListedStory(it.id, it.title, it.first, it.last, len(it.reports))


def _short(it: Claim) -> Claim:
    """A claim with the first of its places and reasons."""
    return structs.replace(it, why=it.why[:MOST])


def _few(it: MergedActor) -> MergedActor:
    """An actor with the first of its reports, names and reasons."""
    return structs.replace(
        it,
        reports=it.reports[:MOST],
        members=it.members[:MOST],
        names=it.names[:MOST],
        offices=tuple(structs.replace(o, reports=o.reports[:MOST]) for o in it.offices[:MOST]),
        why=it.why[:MOST],
    )


def _by_day(reports: Iterable[StoredReport]) -> list[StoredReport]:
    """The reports in the order of their days, those whose day is not known last."""
    return sorted(
        reports,
        key=lambda r: (r.published is None, r.published.earliest if r.published else "", r.id),
    )


def entry(store: Store, id: str, kind: type[T]) -> T:
    """The entry with this id if it is of that kind; raises NoEntry otherwise."""
    found = store.entry(id)
    if not isinstance(found, kind):
        raise NoEntry(
            f"{id}: the record has an entry with this id, but of another kind; search for it"
        )
    return found


def _maybe(store: Store, id: str | None) -> StoredStatement | None:
    try:
        return entry(store, id, StoredStatement) if id else None
    except NoEntry:
        return None


def _known(ids: Iterable[str], people: People) -> tuple[ListedActor, ...]:
    return tuple(people[a] for a in ids if a in people)


def _said_in(store: Store, statements: Sequence[StoredStatement]) -> Iterator[Quoted]:
    found = [
        (it.report, it.id, it.content.spans, list(show.statement_marks(it))) for it in statements
    ]
    return _quoted(store, found)


def _done_in(store: Store, it: MergedEvent) -> Iterator[Quoted]:
    found = [
        (m.report, it.id, m.evidence, [Mark(s, "event", it.id) for s in m.evidence])
        for m in it.mentions[:PLACES]
    ]
    return _quoted(store, found)


Place = tuple[str, str, tuple[Span, ...], list[Mark]]
"""A report, the entry that it carries, the spans of its words, and what is marked in them."""


def _quoted(store: Store, places: Sequence[Place]) -> Iterator[Quoted]:
    """The words at each place; of a text only the part around them is read."""
    cards = {r.id: card(r) for r in listed.heads(store, {report for report, *_ in places})}
    texts = listed.stretches(
        store, [(report, show.stretch(spans)) for report, _, spans, _ in places]
    )
    for (report, id, spans, marks), text in zip(places, texts, strict=True):
        start = show.stretch(spans)[0]
        moved = [Mark((m.span[0] - start, m.span[1] - start), m.kind, m.entry) for m in marks]
        within = show.excerpt(text, [(s - start, e - start) for s, e in spans])
        yield Quoted(
            cards[report], links.words(report, id), show.segments(text, moved, within=within)
        )


def _differences(store: Store, it: Claim | MergedEvent, label: str, kind: str) -> Iterator[Differs]:
    found = listed.differences(store, it.story, about=it.id, limit=MOST)
    names = labels(
        listed.heads(store, {e.report for d in found for v in d.values for e in v.evidence})
    )
    return differs(found, {it.id: (label, links.page(kind, it.id))}, names)


def _stands(
    store: Store, it: MergedActor, made: dict[str, StoredStatement], done: dict[str, ListedEvent]
) -> Iterator[Stand]:
    found = store.positions(actor=it.id)
    names = listed.issue_names(store, {p.issue for p in found})
    for position in found:
        said = [
            (show.short(made[s].content.text), links.page("statement", s))
            for s in position.statements
            if s in made
        ]
        acts = [(done[e].label, links.page("event", e)) for e in position.events if e in done]
        yield Stand(position, names.get(position.issue, position.issue), (*said, *acts))
