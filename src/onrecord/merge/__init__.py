"""Readings -> Record; the result does not depend on the order of the readings."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from msgspec import structs

from onrecord.merge import (
    actors,
    claims,
    copies,
    days,
    differences,
    events,
    positions,
    stories,
    timeline,
)
from onrecord.merge.events import Shown
from onrecord.merge.register import Register
from onrecord.record import (
    Claim,
    Difference,
    Known,
    MergedActor,
    MergedEvent,
    Reading,
    Record,
    Report,
    Source,
    Span,
    Statement,
    StoredReport,
    StoredStatement,
    Story,
)


def merge(readings: Iterable[Reading], known: Iterable[Known] = ()) -> Record:
    """The record of the readings; `known` are the lines of a knowledge file, which may say who is
    meant and nothing else."""
    ordered = list(stories.order(readings))
    told = [stories.told(r.report) for r in ordered]
    groups = stories.groups(told)
    story_of = {
        ordered[n].report.id: _story_id([ordered[m] for m in group])
        for group in groups
        for n in group
    }
    numbers = {ordered[n].report.id: at for at, group in enumerate(groups) for n in group}
    everyone, whose = actors.merge(ordered, numbers, Register(known))
    context = _context(ordered, story_of, (everyone, whose))
    return _record(ordered, [[told[n] for n in group] for group in groups], context, everyone)


def _story_id(members: Sequence[Reading]) -> str:
    return "st" + hashlib.sha256(members[0].report.id.encode()).hexdigest()[:12]


def _context(
    ordered: Sequence[Reading],
    story_of: Mapping[str, str],
    who: tuple[Sequence[MergedActor], Mapping[str, str]],
) -> claims.Context:
    everyone, whose = who
    by_id = {a.id: a for a in everyone}
    return claims.Context(
        story_of=story_of,
        actors={local: by_id[merged] for local, merged in whose.items()},
        names={a.id: a.name for a in everyone},
        copies=copies.find([r.report for r in ordered]),
        rank={r.report.id: n for n, r in enumerate(ordered)},
    )


@dataclass(frozen=True)
class _Merged:
    """What merging found, before it is put in order."""

    readings: Sequence[Reading]
    context: claims.Context
    actors: Sequence[MergedActor]
    claims: Sequence[Claim]
    events: Sequence[MergedEvent]
    shown: Mapping[str, Shown]
    """The events of the reports by their ids."""

    def statements(self) -> dict[str, tuple[str, Statement]]:
        return {s.id: (r.report.id, s) for r in self.readings for s in r.statements}


def _record(
    ordered: Sequence[Reading],
    groups: Sequence[Sequence[stories.Told]],
    context: claims.Context,
    everyone: Sequence[MergedActor],
) -> Record:
    said = [(r.report.id, s) for r in ordered for s in r.statements]
    shown = events.shown([(r.report, r.events, r.places) for r in ordered], context)
    merged = _Merged(
        ordered, context, everyone, claims.merge(said, context), events.merge(shown, context), {s.event.id: s for s in shown}
    )  # fmt: skip
    claim_of = {i: c.id for c in merged.claims for i in c.statements}
    event_of = {m.event: e.id for e in merged.events for m in e.mentions}
    found = [_story(group, merged) for group in groups]
    return Record(
        reports=tuple(sorted((_stored(r.report, context) for r in ordered), key=lambda r: r.id)),
        actors=tuple(everyone),
        statements=tuple(
            sorted(
                (_statement(where, s, claim_of[s.id], context) for where, s in said),
                key=lambda s: s.id,
            )
        ),
        claims=tuple(merged.claims),
        events=tuple(merged.events),
        stories=tuple(sorted(found, key=lambda s: s.id)),
        positions=positions.find(ordered, context, event_of),
        differences=tuple(
            sorted({d.id: d for d in _differences(merged, found)}.values(), key=lambda d: d.id)
        ),
    )


def _stored(report: Report, context: claims.Context) -> StoredReport:
    return StoredReport(**structs.asdict(report), story=context.story_of[report.id])


def _statement(
    where: str, statement: Statement, claim: str, context: claims.Context
) -> StoredStatement:
    """The statement with the actors of the record; one that is not among them is left out."""
    source = statement.source
    one = context.actors.get(source.actor) if source.actor else None
    joint = dict.fromkeys(a.id for i in source.actors if (a := context.actors.get(i)) is not None)
    to = Source(one.id if one else None, tuple(joint), source.text, source.spans)
    addressee = context.actors.get(statement.addressee) if statement.addressee else None
    fields = {
        **structs.asdict(statement),
        "source": to,
        "addressee": addressee.id if addressee else statement.addressee,
    }
    return StoredStatement(**fields, report=where, claim=claim, story=context.story_of[where])


# --- stories --------------------------------------------------------------------------------------


def _story(group: Sequence[stories.Told], merged: _Merged) -> Story:
    reports = [t.report for t in group]
    key = merged.context.story_of[reports[0].id]
    words = stories.shared(group)
    why = (
        (
            f"most of its {len(reports)} reports have these telling words in common: {', '.join(words)}",
        )
        if words and len(reports) > 1
        else ()
    )
    return Story(
        id=key,
        title=_title(group, merged),
        reports=tuple(r.id for r in reports),
        first=min(filter(None, map(days.first, reports)), default=None),
        last=max(filter(None, map(days.last, reports)), default=None),
        timeline=timeline.rows(e for e in merged.events if e.story == key),
        why=why,
    )


def _title(group: Sequence[stories.Told], merged: _Merged) -> str:
    """The title of the report that is most like the others; of reports without titles the event
    that most of them tell."""
    titled = [t for t in group if t.report.heading]
    if titled:
        found = stories.central(titled, group)
        return found.report.heading or ""
    key = merged.context.story_of[group[0].report.id]
    told = [e for e in merged.events if e.story == key]
    best = min(
        told, key=lambda e: (-len(e.reports), -len(e.sides), e.date or "9999", e.id), default=None
    )
    return best.label if best else stories.opening(group[0].report)


# --- differences ----------------------------------------------------------------------------------


def _differences(merged: _Merged, found: Sequence[Story]) -> Iterator[Difference]:
    context, by_id = merged.context, {r.report.id: r.report for r in merged.readings}
    independent = {s.id: context.copies.independent(s.reports) for s in found}
    statements, about = merged.statements(), _entries(merged)
    for claim in merged.claims:
        yield from differences.only_here(
            claim, differences.claim_given(claim, statements), independent[claim.story]
        )
    for event in merged.events:
        yield from differences.only_here(
            event, differences.event_given(event), independent[event.story]
        )
        yield from differences.of_event(
            event, [merged.shown[m.event] for m in event.mentions], context
        )
    spelt = {(r.report.id, a.id): a.name for r in merged.readings for a in r.actors}
    for actor in merged.actors:
        yield from differences.of_actor(actor, spelt, context)
    for story in found:
        yield from differences.of_numbers(
            [by_id[i] for i in story.reports], story.id, context, about
        )


def _entries(merged: _Merged) -> dict[str, list[tuple[Span, str]]]:
    """Where in each report the words of claims and events stand."""
    where: dict[str, list[tuple[Span, str]]] = {r.report.id: [] for r in merged.readings}
    statements = merged.statements()
    for claim in merged.claims:
        for report, statement in map(statements.__getitem__, claim.statements):
            where[report] += [(span, claim.id) for span in statement.content.spans]
    for event in merged.events:
        for mention in event.mentions:
            where[mention.report] += [(span, event.id) for span in mention.evidence]
    return where
