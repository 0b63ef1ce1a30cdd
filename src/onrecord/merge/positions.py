"""Where actors stand on issues, by what they say and do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.merge import days
from onrecord.merge.claims import Context, sources
from onrecord.record import (
    Act,
    Event,
    Issue,
    MergedActor,
    Position,
    Reading,
    Report,
    Span,
    Statement,
)

STANCES: dict[Act, str] = {
    "assert": "comments", "accuse": "accuses", "demand": "demands", "threaten": "threatens", "promise": "promises",
    "reject": "rejects", "deny": "rejects", "endorse": "supports", "expect": "expects",
}  # fmt: skip
"""What the act of a statement says of the stance of its source; declining to comment takes none."""
DEEDS = {
    "REQUEST": "demands", "REJECT": "rejects", "ACCUSE": "accuses", "THREATEN": "threatens", "PROTEST": "opposes", "SANCTION": "opposes",
    "SUPPORT": "supports", "AGREE": "supports", "COOPERATE": "supports", "AID": "supports",
}  # fmt: skip
"""What the type of an event says of the stance of those who act."""
NEAR = 80
"""Characters before and after the words of an event within which the issue it is about is named."""


@dataclass
class _Shown:
    """What shows a stance: statements, events, and the days of their reports."""

    statements: set[str] = field(default_factory=set)
    events: set[str] = field(default_factory=set)
    reports: list[Report] = field(default_factory=list)


Key = tuple[str, str, str]
"""Actor, issue and stance."""


def find(
    readings: Sequence[Reading], context: Context, event_of: Mapping[str, str]
) -> tuple[Position, ...]:
    """The positions that statements and events show, of people and of the states for which they
    act."""
    shown: dict[Key, _Shown] = defaultdict(_Shown)
    for reading in readings:
        named = {i.id: issue_key(i) for i in reading.issues}
        for statement in reading.statements:
            for key in _said(statement, named, context):
                shown[key].statements.add(statement.id)
                shown[key].reports.append(reading.report)
        for event in (e for e in reading.events if e.shown):
            for key in _done(event, reading.issues, context):
                shown[key].events.add(event_of[event.id])
                shown[key].reports.append(reading.report)
    known = {a.id for a in context.actors.values()}
    return tuple(_position(key, what) for key, what in sorted(shown.items()) if key[0] in known)


def issue_key(issue: Issue) -> str:
    """What makes issues of several reports one: the name, which holds the referent where there is
    one."""
    referent = issue.referent if issue.referent and issue.referent not in issue.name else None
    return f"{issue.name} ({referent})" if referent else issue.name


def _said(statement: Statement, named: Mapping[str, str], context: Context) -> Iterator[Key]:
    stance = STANCES.get(statement.act)
    if stance is None:
        return
    for actor in _standing(sources(statement, context)):
        for issue in dict.fromkeys(named[i] for i in statement.issues if i in named):
            yield actor, issue, stance


def _done(event: Event, issues: Iterable[Issue], context: Context) -> Iterator[Key]:
    stance = DEEDS.get(event.type)
    if stance is None or event.status not in ("happened", "ongoing"):
        return
    about = dict.fromkeys(issue_key(i) for i in issues if _near(i.mentions, event.evidence))
    acting = _standing(context.actors[i] for i in event.source if i in context.actors)
    for actor in dict.fromkeys((*acting, *(f"state:{code}" for code in event.sides))):
        for issue in about:
            yield actor, issue, stance


def _near(mentions: Iterable[Span], evidence: Sequence[Span]) -> bool:
    return any(s < end + NEAR and start - NEAR < e for s, e in mentions for start, end in evidence)


def _standing(actors: Iterable[MergedActor]) -> tuple[str, ...]:
    """Those whose stance it is: each one that has a name, and the state for which anyone speaks."""
    found: dict[str, None] = {}
    for actor in actors:
        if actor.kind in ("person", "organisation", "state"):
            found[actor.id] = None
        if actor.state:
            found[f"state:{actor.state}"] = None
    return tuple(found)


def _position(key: Key, what: _Shown) -> Position:
    first = min(filter(None, map(days.first, what.reports)), default=None)
    last = max(filter(None, map(days.last, what.reports)), default=None)
    return Position(
        actor=key[0], issue=key[1], stance=key[2], first=first, last=last,
        statements=tuple(sorted(what.statements)), events=tuple(sorted(what.events)),
    )  # fmt: skip
