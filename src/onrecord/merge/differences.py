"""Where reports of one story do not agree, where one alone tells something, and where one is more
exact."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from onrecord.merge import days, figures, labels, names
from onrecord.merge.claims import Context
from onrecord.merge.events import OFF, ON, Shown
from onrecord.record import (
    Claim,
    Difference,
    DifferenceKind,
    Evidence,
    MergedActor,
    MergedEvent,
    Report,
    Span,
    Statement,
    Value,
)


@dataclass(frozen=True)
class Given:
    """A value that a report gives, and its words."""

    value: str
    report: str
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class About:
    """What a difference is about: the story, the id of the entry, and the field."""

    story: str
    id: str
    field: str


def difference(about: About, kind: DifferenceKind, given: Iterable[Given]) -> Difference:
    """A difference between the values given."""
    under: dict[str, list[Given]] = defaultdict(list)
    for one in given:
        under[one.value].append(one)
    values = tuple(_value(value, same) for value, same in sorted(under.items()))
    key = "|".join((about.story, about.id, about.field, kind, *(v.value for v in values)))
    return Difference(
        id="d" + hashlib.sha256(key.encode()).hexdigest()[:12],
        story=about.story,
        about=about.id,
        field=about.field,
        values=values,
        kind=kind,
    )


def _value(value: str, given: Sequence[Given]) -> Value:
    reports = sorted({g.report for g in given})
    spans = {
        r: tuple(sorted({s for g in given if g.report == r for s in g.spans})) for r in reports
    }
    return Value(value, tuple(reports), tuple(Evidence(r, spans[r]) for r in reports))


# --- events ---------------------------------------------------------------------------------------


def of_event(
    event: MergedEvent, members: Sequence[Shown], context: Context
) -> Iterator[Difference]:
    """Days, places and statuses of one event that reports give differently."""
    if len({context.copies.group[s.report.id] for s in members}) < 2:
        return
    for field, given, relate in (
        ("date", _dates(members), _relate_dates),
        ("place", _places(members), lambda a, b: _relate_places(a, b, members)),
        ("status", _statuses(members), _relate_statuses),
    ):
        kind = _kind(given, relate)
        if kind is not None:
            yield difference(About(event.story, event.id, field), kind, given)


Relate = Callable[[str, str], DifferenceKind | None]


def _kind(given: Sequence[Given], relate: Relate) -> DifferenceKind | None:
    """A conflict where two reports exclude each other, else finer where one is more exact, else
    nothing."""
    found = {relate(a, b) for a, b in _different(given)}
    if "conflict" in found:
        return "conflict"
    return "finer" if "finer" in found else None


def _different(given: Sequence[Given]) -> Iterator[tuple[str, str]]:
    """Each two values that do not both come from one and the same report."""
    reports: dict[str, set[str]] = defaultdict(set)
    for one in given:
        reports[one.value].add(one.report)
    for a, b in combinations(sorted(reports), 2):
        if len(reports[a] | reports[b]) > 1:
            yield a, b


def _dates(members: Sequence[Shown]) -> list[Given]:
    dated = [s for s in members if s.day is not None and s.event.date is not None]
    return [
        Given(s.event.date.value or "", s.report.id, s.event.date.spans)
        for s in dated
        if s.event.date is not None
    ]


def _relate_dates(a: str, b: str) -> DifferenceKind | None:
    one, other = days.span(a), days.span(b)
    if one is None or other is None or one == other:
        return None
    if not days.overlap(one, other):
        return "conflict"
    return "finer" if days.length(one) != days.length(other) else None


def _places(members: Sequence[Shown]) -> list[Given]:
    return [
        Given(s.place.name, s.report.id, s.event.evidence) for s in members if s.place is not None
    ]


def _relate_places(a: str, b: str, members: Sequence[Shown]) -> DifferenceKind | None:
    found = {s.place.name: s.place for s in members if s.place is not None}
    one, other = found[a], found[b]
    if one.country != other.country:
        return "conflict"
    return "finer" if labels.is_country(one) != labels.is_country(other) else "conflict"


def _statuses(members: Sequence[Shown]) -> list[Given]:
    """What the reports say of whether it happens, those that do and those that do not; what a later
    report knows better is no conflict."""
    off = [s for s in members if s.event.status in OFF]
    on = [s for s in members if s.event.status in ON and any(_against(s, o) for o in off)]
    against = [o for o in off if any(_against(s, o) for s in on)]
    return [Given(s.event.status, s.report.id, s.event.evidence) for s in (*on, *against)]


def _against(on: Shown, off: Shown) -> bool:
    """True where one day has both, or what had happened is denied later: a meeting that is planned,
    then called off, makes no conflict."""
    earlier, later = (days.span(_published(s)) for s in (on, off))
    if earlier is None or later is None:
        return False
    return days.overlap(earlier, later) or (
        earlier.last < later.first and on.event.status in ("happened", "ongoing")
    )


def _published(shown: Shown) -> str | None:
    published = shown.report.published
    return f"{published.earliest}/{published.latest}" if published else None


def _relate_statuses(a: str, b: str) -> DifferenceKind | None:
    return "conflict" if (a in OFF) != (b in OFF) else None


# --- actors ---------------------------------------------------------------------------------------


def of_actor(
    actor: MergedActor, spelt: Mapping[tuple[str, str], str], context: Context
) -> Iterator[Difference]:
    """Names of one person that reports of a story spell differently (not a short form or a middle
    name)."""
    under: dict[str, list[Given]] = defaultdict(list)
    for member in actor.members:
        name = spelt[member.report, member.actor]
        if actor.kind == "person" and len(names.plain(name)) > 1:
            under[context.story_of[member.report]].append(
                Given(name, member.report, member.mentions[:1])
            )
    for story, given in sorted(under.items()):
        if any(names.spelling(a, b) for a, b in _different(given)):
            yield difference(About(story, actor.id, "name"), "conflict", given)


# --- numbers --------------------------------------------------------------------------------------


def of_numbers(
    reports: Sequence[Report],
    story: str,
    context: Context,
    about: Mapping[str, Sequence[tuple[Span, str]]],
) -> Iterator[Difference]:
    """Numbers of the same thing that differ between reports of a story, under the entry in whose
    words most of them stand."""
    found = [f for report in reports for f in figures.find(report)]
    for counted in figures.conflicts(found, context.copies):
        entries = Counter(
            entry for figure in counted for entry in dict.fromkeys(_at(figure, about))
        )
        entry = min(entries, key=lambda e: (-entries[e], e), default=story)
        field = (
            "number" if counted[0].unit in ("percent", "per") else f"number of {counted[0].noun}"
        )
        yield difference(
            About(story, entry, field),
            "conflict",
            [Given(f.value, f.report, (f.span,)) for f in counted],
        )


def _at(figure: figures.Figure, about: Mapping[str, Sequence[tuple[Span, str]]]) -> Iterator[str]:
    start, end = figure.span
    return (entry for (s, e), entry in about.get(figure.report, ()) if s <= start and end <= e)


# --- told by one ----------------------------------------------------------------------------------


def only_here(
    entry: Claim | MergedEvent, given: Sequence[Given], groups: int
) -> Iterator[Difference]:
    """What one report alone tells (or the copies of one text), where its story has other
    reports."""
    if entry.independent == 1 and groups > 1 and given:
        field = "claim" if isinstance(entry, Claim) else "event"
        yield difference(About(entry.story, entry.id, field), "only here", given)


def claim_given(claim: Claim, statements: Mapping[str, tuple[str, Statement]]) -> list[Given]:
    """The words of a claim in each report."""
    return [
        Given(claim.text, statements[i][0], statements[i][1].content.spans)
        for i in claim.statements
    ]


def event_given(event: MergedEvent) -> list[Given]:
    """The words of an event in each report."""
    return [Given(event.label, m.report, m.evidence) for m in event.mentions]
