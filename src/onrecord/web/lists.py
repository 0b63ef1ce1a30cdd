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
    number: int
    """Which page of stories this is, from 1."""
    last: int
    """The number of the last one."""


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


A_PAGE = 50
"""So many stories are on one page."""


def stories(store: Store, number: int = 1) -> StoriesPage:
    """A page of the stories, the latest first; a number beyond the last gives the last."""
    found = sorted(store.stories(), key=lambda s: (s.last or "", s.id), reverse=True)
    last = max(-(-len(found) // A_PAGE), 1)
    number = min(max(number, 1), last)
    here = found[(number - 1) * A_PAGE : number * A_PAGE]
    return StoriesPage(stories=tuple(_cards(store, here)), counts=store.counts(), number=number, last=last)


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
