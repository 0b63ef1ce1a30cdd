"""The page of a story: its timeline, who took part, what each side said, what one report alone
tells, where reports differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from onrecord import show, wording
from onrecord.record import Difference, Evidence, StoredReport
from onrecord.store import Store, listed
from onrecord.store.listed import ListedActor, ListedEvent, ListedStory
from onrecord.web import links
from onrecord.web.people import Side, sides, states_of
from onrecord.web.said import Said, Voice, Way, all_said, voices


class Card(Struct, frozen=True):
    """A report in a list."""

    id: str
    title: str
    publisher: str
    agency: str | None
    published: str
    url: str | None
    lang: str


class Day(Struct, frozen=True):
    """The events of one day, or of none that is known."""

    value: str
    label: str
    weekday: str
    events: tuple[ListedEvent, ...]


class Alone(Struct, frozen=True):
    """What one report tells and no other on its own; copies of it may."""

    report: Card
    said: tuple[Said, ...]
    events: tuple[tuple[ListedEvent, str], ...]


class Told(Struct, frozen=True):
    """A value on which reports differ, with the ways to the words that give it."""

    value: str
    ways: tuple[Way, ...]


class Differs(Struct, frozen=True):
    """A matter on which reports differ."""

    id: str
    about: str
    label: str
    href: str
    field: str
    kind: str
    values: tuple[Told, ...]


class StoryPage(Struct, frozen=True, kw_only=True):
    """All that the page of a story shows."""

    story: ListedStory
    why: tuple[str, ...]
    left_out: dict[str, int]
    """How many of its reports, events and claims are not shown; empty where all are."""
    unsure: int
    """How many events are not sure enough to be shown."""
    reports: tuple[Card, ...]
    states: tuple[str, ...]
    days: tuple[Day, ...]
    sides: tuple[Side, ...]
    voices: tuple[Voice, ...]
    alone: tuple[Alone, ...]
    differences: tuple[Differs, ...]


MOST, REPORTS = 1000, 300
"""So many events, claims, actors and differences of a story are shown, those that most reports
tell, and so many reports."""
EACH = 10
"""So many reports are linked to for each thing that is said, and each value on which they
differ."""


def page(store: Store, story_id: str) -> StoryPage:
    """The page of a story; raises NoEntry where there is none with that id."""
    whole = store.story(story_id)
    story = ListedStory(whole.id, whole.title, whole.first, whole.last, len(whole.reports))
    reports = listed.heads_of_story(store, story_id, limit=REPORTS)
    cards, names = {r.id: card(r) for r in reports}, labels(reports)
    people = {a.id: a for a in listed.actors_of_story(store, story_id, limit=MOST)}
    events = listed.events(store, listed.SURE, story_id, limit=MOST)
    claims = listed.claims(store, listed.STORY, story_id, limit=MOST)
    said = all_said(
        claims, listed.statements(store, [c.id for c in claims], each=EACH), people, names
    )
    states = states_of(events, (s.state for s in said))
    counted = {"reports": story.reports, **listed.count(store, story=story_id)}
    shown = {"reports": len(reports), "events": len(events), "claims": len(claims)}
    left_out = {kind: counted[kind] - n for kind, n in shown.items() if counted[kind] > n}
    about = _about(said, events, people.values())
    found = listed.differences(store, story_id, limit=MOST)
    return StoryPage(
        story=story,
        why=whole.why[:MOST],
        left_out=left_out,
        unsure=counted["unsure"],
        reports=tuple(cards.values()),
        states=tuple(states),
        days=tuple(days(events)),
        sides=sides(people.values(), states),
        voices=voices(said, states),
        alone=tuple(alone(cards, said, events)),
        differences=tuple(
            differs((d for d in found if d.about in about or not left_out), about, names)
        ),
    )


def card(report: StoredReport) -> Card:
    """A report as lists show it."""
    publisher = show.publisher_of(report)
    return Card(
        report.id,
        show.name_of(report),
        publisher,
        report.agency,
        show.published(report),
        links.outside(report.url),
        report.lang,
    )


def labels(reports: Iterable[StoredReport]) -> dict[str, str]:
    """A short name for each report: who printed it, with a number where one printed several."""
    found: dict[str, str] = {}
    used: dict[str, int] = {}
    for report in reports:
        name = show.publisher_of(report)
        used[name] = used.get(name, 0) + 1
        found[report.id] = name if used[name] == 1 else f"{name} ({used[name]})"
    return found


def days(events: Iterable[ListedEvent]) -> Iterable[Day]:
    """The events by day, in order; those whose day is not known last."""
    of: dict[str, list[ListedEvent]] = {}
    for event in events:
        of.setdefault(event.date or "", []).append(event)
    return (
        Day(d, wording.day(d), wording.weekday(d), tuple(of[d]))
        for d in sorted(of, key=lambda d: (not d, wording.first_day(d), d))
    )


IN_VIEW, UNDATED = 40, 5
"""A timeline shows about so many events, and so many without a day; the rest is there, folded
away."""


def first_days(found: Sequence[Day]) -> int:
    """How many days, from the first, are shown before the rest is folded away."""
    seen = 0
    for number, day in enumerate(found):
        seen += len(day.events)
        if seen > IN_VIEW or (not day.value and len(day.events) > UNDATED):
            return max(number, 1)
    return len(found)


def alone(
    cards: dict[str, Card], said: Iterable[Said], events: Iterable[ListedEvent]
) -> Iterable[Alone]:
    """For each report what only it tells; nothing where the story has but one report."""
    if len(cards) < 2:
        return
    words: dict[str, list[Said]] = {}
    done: dict[str, list[tuple[ListedEvent, str]]] = {}
    for row in said:
        if row.independent <= 1 and row.ways:
            words.setdefault(row.ways[0].report, []).append(row)
    for event in events:
        if event.independent <= 1:
            done.setdefault(event.first, []).append((event, links.words(event.first, event.id)))
    for report, shown in cards.items():
        if report in words or report in done:
            yield Alone(shown, tuple(words.get(report, ())), tuple(done.get(report, ())))


def _about(
    said: Iterable[Said], events: Iterable[ListedEvent], actors: Iterable[ListedActor]
) -> dict[str, tuple[str, str]]:
    """What a difference may be about: label and address by id."""
    claims = {s.claim: (s.text, links.page("claim", s.claim)) for s in said}
    people = {a.id: (a.name, links.page("actor", a.id)) for a in actors}
    return claims | people | {e.id: (e.label, links.page("event", e.id)) for e in events}


def differs(
    found: Iterable[Difference], about: dict[str, tuple[str, str]], names: dict[str, str]
) -> Iterator[Differs]:
    """The differences other than "only here", which has a part of the page to itself."""
    for it in found:
        if it.kind != "only here":
            label, href = about.get(it.about, ("", ""))
            values = tuple(Told(v.value, tuple(_ways(v.evidence, names))) for v in it.values)
            yield Differs(it.id, it.about, label, href, it.field, it.kind, values)


def _ways(found: Iterable[Evidence], names: dict[str, str]) -> Iterator[Way]:
    return (
        Way(e.report, names.get(e.report, e.report), links.spans(e.report, e.spans)) for e in found
    )
