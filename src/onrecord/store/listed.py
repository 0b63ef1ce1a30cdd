"""Entries as lists show them: rows that stay short however many reports tell of an entry, and never
more than a limit.

What a page shows comes from here, so that its memory does not grow with the record.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
from msgspec import Struct

from onrecord.record import (
    ActorKind,
    Claim,
    Difference,
    Span,
    Status,
    StoredReport,
    StoredStatement,
)

if TYPE_CHECKING:
    from onrecord.store import Store

T = TypeVar("T", bound=Struct)


class ListedStory(Struct, frozen=True):
    """A story in a list."""

    id: str
    title: str
    first: str | None
    last: str | None
    reports: int
    """How many reports it has."""


class LastOffice(Struct, frozen=True):
    """The office that an actor is shown to hold last."""

    title: str
    of: str | None


class ListedActor(Struct, frozen=True):
    """An actor in a list."""

    id: str
    name: str
    kind: ActorKind
    state: str | None
    office: LastOffice | None
    reports: int
    """How many reports name it."""
    here: tuple[Span, ...] = ()
    """Where the one report that was asked for names it."""


class ListedEvent(Struct, frozen=True):
    """An event in a list."""

    id: str
    story: str
    type: str
    status: Status
    date: str | None
    label: str
    sides: tuple[str, ...]
    targets: tuple[str, ...]
    independent: int
    reports: int
    """How many reports tell it."""
    first: str
    """The id of one of them."""
    here: tuple[Span, ...] = ()
    """Where the one report that was asked for tells it."""


class Days(Struct, frozen=True):
    """A story at a glance: its states, the busiest first, its events by day, its claims, and the
    days of its reports."""

    states: tuple[str, ...] = ()
    events: dict[str, int] = {}
    claims: int = 0
    printed: tuple[str, ...] = ()


LAST_OFFICE = """list_sort([struct_pack(a := coalesce(o."to", ''), b := coalesce(o."from", ''), c := len(o.reports),
    d := -n, title := o.title, of := o.of) for o, n in offices], 'desc')[1]"""
ACTOR = f"id, name, kind, state, {LAST_OFFICE} office, len(reports) reports"
EVENT = """id, story, type, status, "date", label, sides, targets, independent, len(reports) reports, reports[1] "first" """
AMONG = "in (select unnest(?::varchar[]))"


def opened(path: str | Path) -> Store:
    """The record, opened to be asked for a long time: memory goes back when a query has ended, not
    when much of it is free."""
    from onrecord.store import Store

    store = Store(path)
    store._ask("set allocator_bulk_deallocation_flush_threshold = '1MB'")
    return store


def _rows(
    store: Store, kind: type[T], sql: str, values: Sequence[Any] | dict[str, Any]
) -> tuple[T, ...]:
    decode = msgspec.json.Decoder(kind).decode
    found = store._ask(f"select to_json(row_) from ({sql}) row_", values)
    return tuple(decode(row[0]) for row in found)


# --- stories --------------------------------------------------------------------------------------


def stories(store: Store, *, limit: int, offset: int = 0) -> tuple[ListedStory, ...]:
    """The stories, the latest first."""
    sql = """select id, title, "first", "last", len(reports) reports from stories
             order by "last" desc nulls last, id desc limit ? offset ?"""
    return _rows(store, ListedStory, sql, [limit, offset])


def glances(store: Store, ids: Sequence[str]) -> dict[str, Days]:
    """Each of these stories at a glance."""
    by_day = f"""select story, left("date", 10), count(*) from events
                 where shown and "date" is not null and story {AMONG} group by all order by all"""
    busy = f"""select story, state, count(*) from (select story, unnest(list_distinct(sides || targets)) state
               from events where shown and story {AMONG}) group by all order by 3 desc, 2"""
    claims = f"select story, count(*) from claims where story {AMONG} group by all"
    printed = f"""select distinct story, published.date from reports
                  where published.date is not null and story {AMONG} order by all"""
    asked = (by_day, busy, claims, printed)
    days, states, said, dates = (
        [tuple(row) for row in store._ask(sql, [list(ids)])] for sql in asked
    )
    found: dict[str, Any] = {id: ([], {}, [0], []) for id in ids}
    for story, day, number in days:
        found[story][1][day] = number
    for story, state, _ in states:
        found[story][0].append(state)
    for story, number in said:
        found[story][2][0] = number
    for story, day in dates:
        found[story][3].append(day)
    return {id: Days(tuple(s), e, c[0], tuple(p)) for id, (s, e, c, p) in found.items()}


def count(store: Store, *, story: str) -> dict[str, int]:
    """How many events, claims and differences a story has, and how many events that are not sure
    enough to be shown; its reports and actors are listed with it."""
    kinds = {
        "events": "events where shown",
        "unsure": "events where not shown",
        "claims": "claims where true",
        "differences": "differences where true",
    }
    each = " union all ".join(
        f"select '{kind}', count(*) from {which} and story = $story"
        for kind, which in kinds.items()
    )
    return dict(store._ask(each, {"story": story}))


# --- actors ---------------------------------------------------------------------------------------


def actors(store: Store, ids: Iterable[str], *, limit: int = 200) -> dict[str, ListedActor]:
    """These actors by id, those in most reports first."""
    sql = f"select {ACTOR} from actors where id {AMONG} order by reports desc, name, id limit ?"
    return {a.id: a for a in _rows(store, ListedActor, sql, [list(ids), limit])}


def actors_of_story(store: Store, story: str, *, limit: int) -> tuple[ListedActor, ...]:
    """The actors whom reports of a story name, those in most reports first."""
    sql = f"""select {ACTOR} from actors where list_has_any(reports, (select reports from stories where id = ?))
              order by reports desc, name, id limit ?"""
    return _rows(store, ListedActor, sql, [story, limit])


def actors_of_report(store: Store, report: str, *, limit: int) -> tuple[ListedActor, ...]:
    """The actors whom a report names, with the places."""
    here = "flatten([m.mentions for m in members if m.report = ?])"
    sql = f"select {ACTOR}, {here} here from actors where list_contains(reports, ?) order by name, id limit ?"
    return _rows(store, ListedActor, sql, [report, report, limit])


# --- events ---------------------------------------------------------------------------------------


def events(store: Store, test: str, value: object, *, limit: int) -> tuple[ListedEvent, ...]:
    """The events that fit, by day; where there are more than the limit, those that most reports
    tell."""
    sql = f"""select * from (select {EVENT} from events where {test} order by independent desc, "date" nulls last, id
              limit ?) order by "date" nulls last, id"""
    return _rows(store, ListedEvent, sql, [value, limit])


def events_of_report(store: Store, report: str, *, limit: int) -> tuple[ListedEvent, ...]:
    """The events that a report tells, by day, with the places."""
    here = "flatten([m.evidence for m in mentions if m.report = ?])"
    sql = f"""select {EVENT}, {here} here from events where list_contains(reports, ?)
              order by "date" nulls last, id limit ?"""
    return _rows(store, ListedEvent, sql, [report, report, limit])


STORY = "story = ?"
SURE = "shown and story = ?"
"""Of the events of a story those that are sure enough to be shown."""
ACTS = "shown and list_contains(source || target || participants, ?)"
THESE = f"id {AMONG}"


# --- what was said --------------------------------------------------------------------------------


def claims(store: Store, test: str, value: object, *, limit: int) -> tuple[Claim, ...]:
    """The claims that fit, those that most reports carry on their own first."""
    sql = f"""select * replace (reports[:{EACH}] as reports, statements[:{EACH}] as statements, why[:{EACH}] as why)
              from claims where {test} order by independent desc, len(reports) desc, id limit ?"""
    return _rows(store, Claim, sql, [value, limit])


EACH = 1000
"""Ids and reasons that a row of a list has at most."""


def statements(store: Store, claims: Iterable[str], *, each: int) -> tuple[StoredStatement, ...]:
    """The statements that make these claims, so many of each, by report and place in it."""
    sql = f"""select * from statements where claim {AMONG}
              qualify row_number() over (partition by claim order by report, content.spans[1][1], id) <= ?
              order by report, content.spans[1][1], id"""
    return _rows(store, StoredStatement, sql, [list(claims), each])


def statements_of_report(
    store: Store, report: str, *, id: str | None = None, within: Span | None = None
) -> tuple[StoredStatement, ...]:
    """The statements of a report in the order of its text: one of them, or those whose words begin
    within a span."""
    sql = """select * from statements where report = $report and id = coalesce($id, id)
             and ($start is null or coalesce(content.spans[1][1], 0) between $start and $end)
             order by content.spans[1][1], id"""
    start, end = (within[0], within[1] - 1) if within else (None, None)
    return _rows(
        store, StoredStatement, sql, {"report": report, "id": id, "start": start, "end": end}
    )


SHOWN = 10
"""Values of a difference, and reports that give each, that are shown."""


def differences(
    store: Store, story: str, *, about: str | None = None, limit: int
) -> tuple[Difference, ...]:
    """Where the reports of a story do not agree, conflicts first; what one alone tells is left out.

    Which there are is asked before their values are: these are large, and most entries have none.
    """
    which = """select id from differences where kind <> 'only here' and story = ? and coalesce(about = ?, true)
               order by kind = 'conflict' desc, kind = 'finer' desc, id limit ?"""
    ids = [row[0] for row in store._ask(which, [story, about, limit])]
    if not ids:
        return ()
    shown = f"""[struct_pack(value := v.value, reports := v.reports[:{SHOWN}], evidence := v.evidence[:{SHOWN}])
                for v in values[:{SHOWN}]]"""
    sql = f"select * replace ({shown} as values) from differences where id {AMONG}"
    found = {d.id: d for d in _rows(store, Difference, sql, [ids])}
    return tuple(found[id] for id in ids)


def issue_names(store: Store, ids: Iterable[str]) -> dict[str, str]:
    """The names of issues by id."""
    return dict(
        store._ask(f"select id, min(name) from issues where id {AMONG} group by id", [list(ids)])
    )


# --- by their words -------------------------------------------------------------------------------


def with_words(
    store: Store, words: str, *, limit: int
) -> tuple[tuple[StoredStatement, ...], tuple[ListedEvent, ...]]:
    """The statements and the events with these words, by their place in the record."""
    said, done = (store._found(kind, {"text": words})[0] for kind in ("statements", "events"))
    statements = (
        f"select * from statements where {said[0]} order by report, content.spans[1][1], id limit ?"
    )
    events = (
        f"""select {EVENT} from events where {done[0]} order by "date" nulls last, id limit ?"""
    )
    return _rows(store, StoredStatement, statements, [*said[1], limit]), _rows(
        store, ListedEvent, events, [*done[1], limit]
    )


# --- reports --------------------------------------------------------------------------------------

BEGINNING = 2000
"""Characters of a report's body that stand for a title where it has none."""
HEAD = f"""* replace (substr(text, coalesce([p.span[1] for p in parts if p.kind = 'body'][1], 0) + 1, {BEGINNING}) as text,
    [] as parts)"""


def heads(store: Store, ids: Iterable[str], *, limit: int = 300) -> tuple[StoredReport, ...]:
    """These reports by day of publication, with no more of their text than the beginning of the
    body."""
    sql = f"select {HEAD} from reports where id {AMONG} order by published.earliest nulls last, id limit ?"
    return _rows(store, StoredReport, sql, [list(ids), limit])


def heads_of_story(store: Store, story: str, *, limit: int) -> tuple[StoredReport, ...]:
    """The reports of a story by day of publication, with no more of their text than the beginning
    of the body."""
    sql = f"select {HEAD} from reports where story = ? order by published.earliest nulls last, id limit ?"
    return _rows(store, StoredReport, sql, [story, limit])


def stretches(store: Store, wanted: Sequence[tuple[str, Span]]) -> list[str]:
    """Stretches of the texts of reports, in the order asked for."""
    sql = """select n, substr(text, a + 1, b - a) from reports, (select unnest(?::varchar[]) report,
             unnest(?::bigint[]) a, unnest(?::bigint[]) b, unnest(?::bigint[]) n) where id = report"""
    rows = [(report, a, b, n) for n, (report, (a, b)) in enumerate(wanted)]
    found = (
        dict(store._ask(sql, [list(column) for column in zip(*rows, strict=True)])) if rows else {}
    )
    return [found.get(n, "") for n in range(len(wanted))]
