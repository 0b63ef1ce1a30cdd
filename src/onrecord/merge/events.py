"""Which events of several reports are one: type, sides, place, day, those who took part, and the
words that tell of it."""

from __future__ import annotations

import hashlib
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from msgspec import structs

from onrecord.merge import cluster, days, labels, wording
from onrecord.merge.claims import Context
from onrecord.merge.compare import NEUTRAL, Comparison, Verdict, judge
from onrecord.record import (
    Event,
    EventMention,
    MergedActor,
    MergedEvent,
    Place,
    Report,
    Status,
    is_shown,
)

SAME = 0.6
"""Events whose comparisons sum to this on average are one."""
BLOCKING = cluster.Blocking(shared=1, many=60, window=20)
MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
"""Types whose parties all act alike: it does not matter who is named first."""
ON: frozenset[Status] = frozenset({"happened", "ongoing", "planned", "expected"})
OFF: frozenset[Status] = frozenset({"called off", "denied", "not expected"})


@dataclass(frozen=True)
class Shown:
    """An event of one report, as events compare it."""

    report: Report
    story: str
    event: Event
    sides: frozenset[str]
    targets: frozenset[str]
    people: frozenset[str]
    place: Place | None
    day: days.Span | None
    weights: Mapping[str, float]


def sides(a: Shown, b: Shown) -> Verdict:
    """Whether the same states act, and act on the same states."""
    if a.event.type in MUTUAL:
        return _states(a.sides | a.targets, b.sides | b.targets, "meet")
    found = [_states(a.sides, b.sides, "act"), _states(a.targets, b.targets, "are acted on")]
    if min(v.score for v in found) < 0:
        return Verdict(-3.0)
    return Verdict(
        sum(v.score for v in found) / 3, " and ".join(v.because for v in found if v.because)
    )


def _states(a: frozenset[str], b: frozenset[str], what: str) -> Verdict:
    if not a or not b:
        return NEUTRAL
    if not a & b:
        return Verdict(-3.0)
    share = len(a & b) / len(a | b)
    return Verdict(share if share > 0.4 else 0.0, f"in both {labels.states(a & b)} {what}")


def place(a: Shown, b: Shown) -> Verdict:
    """Whether both are in one city, or one in a city of the other's country."""
    if a.place is None or b.place is None:
        return NEUTRAL
    if a.place.name == b.place.name or (a.place.geonames and a.place.geonames == b.place.geonames):
        return Verdict(1.0, f"both in {a.place.name}")
    if a.place.country != b.place.country:
        return Verdict(-1.5)
    if labels.is_country(a.place) or labels.is_country(b.place):
        first, second = sorted((a.place.name, b.place.name))
        return Verdict(0.6, f"{first} and {second} are one country")
    return Verdict(-1.0)


def day(a: Shown, b: Shown) -> Verdict:
    """Whether the days can be one; a day or two of difference may be an error of a report."""
    if a.day is None or b.day is None:
        return NEUTRAL
    if days.overlap(a.day, b.day):
        exact = max(days.length(a.day), days.length(b.day)) <= 7
        return Verdict(1.0 if exact else 0.3, "the days agree")
    return Verdict(-0.6 if days.gap(a.day, b.day) <= 2 else -2.5)


def people(a: Shown, b: Shown) -> Verdict:
    """Whether the same people take part."""
    if not a.people or not b.people:
        return NEUTRAL
    if not a.people & b.people:
        return Verdict(-0.5)
    return Verdict(len(a.people & b.people) / len(a.people | b.people), "the same people take part")


def words(a: Shown, b: Shown) -> Verdict:
    """How much of the words that tell of them, by weight, is the same."""
    both = sum(w for stem, w in a.weights.items() if stem in b.weights)
    if not both:
        return NEUTRAL
    common = sorted((s for s in a.weights if s in b.weights), key=lambda s: (-a.weights[s], s))[:4]
    forms = wording.forms(" ".join(a.report.text[slice(*span)] for span in a.event.evidence))
    score = both / min(sum(a.weights.values()), sum(b.weights.values()))
    return Verdict(
        score, f"both are told with the words {', '.join(forms.get(s, s) for s in common)}"
    )


def mode(a: Shown, b: Shown) -> Verdict:
    """Whether both are of one mode, a visit or a call."""
    if a.event.mode is None or b.event.mode is None:
        return NEUTRAL
    return (
        Verdict(1.0, f"both are of the mode {a.event.mode}")
        if a.event.mode == b.event.mode
        else Verdict(-1.0)
    )


def status(a: Shown, b: Shown) -> Verdict:
    """What is still to come when, or after, another report says that it has happened is another
    event: "met, and will meet again"."""
    for done, coming in ((a, b), (b, a)):
        if done.event.status in ("happened", "ongoing") and coming.event.status in (
            "planned",
            "expected",
        ):
            return (
                Verdict(-1.0)
                if (days.first(done.report) or "9999") <= (days.last(coming.report) or "")
                else NEUTRAL
            )
    return NEUTRAL


def report(a: Shown, b: Shown) -> Verdict:
    """A report that tells of two events means two, unless all else says one."""
    return Verdict(-1.0) if a.report.id == b.report.id else NEUTRAL


COMPARISONS: tuple[Comparison[Shown], ...] = (
    Comparison("sides", 0.45, sides),
    Comparison("place", 0.3, place),
    Comparison("day", 0.3, day),
    Comparison("people", 0.25, people),
    Comparison("words", 0.45, words),
    Comparison("mode", 0.1, mode),
    Comparison("status", 0.6, status),
    Comparison("report", 0.3, report),
)


def shown(
    readings: Iterable[tuple[Report, Sequence[Event], Sequence[Place]]], context: Context
) -> list[Shown]:
    """The events of all reports, as they are compared."""
    found = []
    for where, events, places in readings:
        named = {p.id: p for p in places}
        for event in events:
            told = {
                stem: 0.0
                for span in event.evidence
                for stem in wording.content(where.text[slice(*span)])
            }
            found.append(_shown(where, event, named.get(event.place or ""), told, context))
    weights = wording.weights(one.weights for one in found)
    return [replace(one, weights={stem: weights[stem] for stem in one.weights}) for one in found]


def _shown(
    where: Report, event: Event, at: Place | None, told: Mapping[str, float], context: Context
) -> Shown:
    who = frozenset(a.id for a in _people(event, context))
    return Shown(
        where, context.story_of[where.id], event, frozenset(_sides(event, context)), frozenset(event.targets), who, at,
        days.span(event.date.value if event.date else None), told,
    )  # fmt: skip


def _people(event: Event, context: Context) -> list[MergedActor]:
    return [
        a
        for i in event.participants
        if (a := context.actors.get(i)) is not None and a.kind == "person"
    ]


def _sides(event: Event, context: Context) -> set[str]:
    """The states that act; of those who meet also the states that other reports say they act
    for."""
    also = {a.state for a in _people(event, context) if a.state} if event.type in MUTUAL else set()
    return {*event.sides, *also}


def _keys(one: Shown) -> list[tuple[str, str, str]]:
    """An event is sought among those of its story and type that share a state, a person or a
    telling word."""
    heavy = sorted(one.weights, key=lambda s: (-one.weights[s], s))[:5]
    about = [*sorted(one.sides | one.targets), *sorted(one.people), *heavy]
    return [(one.story, one.event.type, key) for key in about]


def merge(found: Sequence[Shown], context: Context) -> tuple[MergedEvent, ...]:
    """The events of the record."""
    judged = {
        (a, b): judge(COMPARISONS, found[a], found[b])
        for a, b in cluster.candidates([_keys(one) for one in found], BLOCKING)
    }
    groups = cluster.joined(len(found), {pair: j.score for pair, j in judged.items()}, SAME)
    merged = []
    for group, reasons in zip(groups, cluster.inside(groups, judged), strict=True):
        why = dict.fromkeys(w for j in reasons if j.score >= SAME for w in j.why)
        merged.append(_event([found[n] for n in group], tuple(why), context))
    return tuple(sorted(merged, key=lambda e: e.id))


def _event(found: Sequence[Shown], why: tuple[str, ...], context: Context) -> MergedEvent:
    members = sorted(found, key=lambda s: (context.rank[s.report.id], s.event.id))
    events = [s.event for s in members]
    reports = tuple(sorted({s.report.id for s in members}))
    clear = clearest(members)
    at = finest_place(clear)
    agreed, sure = surest(members, context)
    main = [s.event for s in agreed]
    sides, targets = _all(s for e in main for s in _sides(e, context)), _targets(main, context)
    event = MergedEvent(
        id="e" + hashlib.sha256(events[0].id.encode()).hexdigest()[:12],
        story=members[0].story,
        type=events[0].type,
        mode=_commonest(e.mode for e in events),
        contexts=_all(c for e in events for c in e.contexts),
        source=_actors((i for e in main for i in e.source), context),
        target=_actors((i for e in main for i in e.target), context),
        participants=_actors((i for e in main for i in e.participants), context),
        sides=sides,
        targets=targets,
        place=at.id if at else None,
        place_name=at.name if at else None,
        date=finest_day(clear),
        status=latest_status(clear),
        mentions=tuple(EventMention(s.report.id, s.event.id, s.event.evidence) for s in members),
        reports=reports,
        independent=context.copies.independent(reports),
        label="",
        why=why + context.copies.explain(reports),
        said_by=_actors((i for e in events for i in e.said_by), context),
        confidence=sure,
        central=any(e.central for e in events),
        shown=any(e.shown for e in events) or is_shown(sure or 0.0, sides + targets),
    )
    return structs.replace(event, label=labels.label(event, context.names))


def surest(members: Sequence[Shown], context: Context) -> tuple[list[Shown], float | None]:
    """The tellings that agree in states and status and are surest together, and how sure: reports
    that do not depend on one another make it surer than each does (a noisy or), copies count
    once."""
    alike: dict[tuple[object, ...], list[Shown]] = {}
    for one in members:
        alike.setdefault((one.sides, one.targets, one.event.status), []).append(one)
    found = [(_together(group, context), -n, group) for n, group in enumerate(alike.values())]
    sure, _, group = max(found, key=lambda f: (f[0] or 0.0, len(f[2]), f[1]))
    return group, sure


def _together(group: Sequence[Shown], context: Context) -> float | None:
    told: dict[str, float] = {}
    for one in group:
        if one.event.confidence is not None:
            text = context.copies.group[one.report.id]
            told[text] = max(told.get(text, 0.0), one.event.confidence)
    return round(1 - math.prod(1 - c for c in told.values()), 3) if told else None


def _targets(events: Sequence[Event], context: Context) -> tuple[str, ...]:
    acting = {s for e in events for s in _sides(e, context)}
    mutual = events[0].type in MUTUAL
    return _all(t for e in events for t in e.targets if not (mutual and t in acting))


def _all(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(values)))


def _actors(ids: Iterable[str], context: Context) -> tuple[str, ...]:
    return _all(context.actors[i].id for i in ids if i in context.actors)


def _commonest(values: Iterable[str | None]) -> str | None:
    counts = Counter(v for v in values if v is not None)
    return min(counts, key=lambda v: (-counts[v], v), default=None)


def clearest(found: Sequence[Shown]) -> list[Shown]:
    """The tellings that are at least half as sure as the surest; what is told in passing does not
    decide where, when and whether it was ("no talks were expected this year")."""
    least = max(one.event.confidence or 0.0 for one in found) / 2
    return [one for one in found if (one.event.confidence or 0.0) >= least]


def finest_place(found: Sequence[Shown]) -> Place | None:
    """The place that most reports give, a city before its country."""
    places = [s.place for s in found if s.place is not None]
    counts = Counter(p.name for p in places)
    return min(
        places, key=lambda p: (labels.is_country(p), -counts[p.name], p.name, p.id), default=None
    )


def finest_day(found: Sequence[Shown]) -> str | None:
    """The shortest interval that most reports give, as they give it."""
    values = [
        (s.day, s.event.date.value)
        for s in found
        if s.day is not None and s.event.date is not None and s.event.date.value
    ]
    agree = {value: sum(days.overlap(span, other) for other, _ in values) for span, value in values}
    best = min(values, key=lambda v: (-agree[v[1]], days.length(v[0]), v[1]), default=None)
    return best[1] if best else None


def latest_status(found: Sequence[Shown]) -> Status:
    """The status by the latest report; of reports of one day, what most of them say."""
    under: dict[str, list[Status]] = defaultdict(list)
    for one in found:
        under[days.last(one.report) or ""].append(one.event.status)
    latest = Counter(under[max(under)])
    return min(latest, key=lambda s: (-latest[s], _ORDER.index(s)))


_ORDER: tuple[Status, ...] = (
    "called off", "happened", "ongoing", "planned", "expected", "not expected", "denied", "demanded", "hypothetical",
)  # fmt: skip
