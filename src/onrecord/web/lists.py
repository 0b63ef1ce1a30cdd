"""The page of all stories, and that of a search."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from onrecord.record import MergedActor, MergedEvent, StoredStatement, Story
from onrecord.store import Store
from onrecord.web.people import states_of
from onrecord.web.story import Card, card


class StoryCard(Struct, frozen=True):
    """A story in the list of stories."""

    story: Story
    states: tuple[str, ...]
    events: dict[str, int]
    """How many events on each day, in order of days."""
    claims: int
    printed: tuple[str, ...]
    """The days on which its reports were published."""


class StoriesPage(Struct, frozen=True, kw_only=True):
    """All that the first page shows."""

    stories: tuple[StoryCard, ...]
    counts: dict[str, int]


class SearchPage(Struct, frozen=True, kw_only=True):
    """What a search found."""

    query: str
    statements: tuple[StoredStatement, ...]
    events: tuple[MergedEvent, ...]
    actors: tuple[MergedActor, ...]
    cards: dict[str, Card]
    more: bool
    """There is more than is shown."""


SHOWN = 100
"""At most so many entries of a kind are listed on the page of a search."""


def stories(store: Store) -> StoriesPage:
    """The stories, the latest first."""
    found = sorted(store.stories(), key=lambda s: (s.last or "", s.id), reverse=True)
    return StoriesPage(stories=tuple(_cards(store, found)), counts=store.counts())


def _cards(store: Store, found: list[Story]) -> Iterator[StoryCard]:
    for story in found:
        events = store.events(story=story.id)
        on = Counter(e.date[:10] for e in events if e.date)
        printed = sorted(r.published.date for r in store.reports(story=story.id) if r.published and r.published.date)
        claims = len(store.claims(story=story.id))
        yield StoryCard(story, tuple(states_of(events, ())), dict(sorted(on.items())), claims, tuple(printed))


def search(store: Store, query: str) -> SearchPage:
    """The statements, events and actors with these words."""
    wanted = query.strip()[:200]
    said = store.statements(text=wanted, limit=SHOWN + 1) if wanted else ()
    done = store.events(text=wanted, limit=SHOWN + 1) if wanted else ()
    who = store.actors(name=wanted, limit=SHOWN + 1) if wanted else ()
    cards = {id: card(store.report(id)) for id in dict.fromkeys(s.report for s in said[:SHOWN])}
    more = max(map(len, (said, done, who))) > SHOWN
    return SearchPage(query=wanted, statements=said[:SHOWN], events=done[:SHOWN], actors=who[:SHOWN], cards=cards, more=more)
