"""The page of all stories, and that of a search."""

from __future__ import annotations

from msgspec import Struct

from onrecord.record import StoredStatement
from onrecord.store import Store, listed
from onrecord.store.listed import ListedActor, ListedEvent, ListedStory
from onrecord.web.story import Card, card


class StoryCard(Struct, frozen=True):
    """A story in the list of stories."""

    story: ListedStory
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
    events: tuple[ListedEvent, ...]
    actors: tuple[ListedActor, ...]
    cards: dict[str, Card]
    more: bool
    """There is more than is shown."""


SHOWN = 100
"""At most so many entries of a kind are listed on the page of a search."""


A_PAGE = 50
"""So many stories are on one page."""


def stories(store: Store, number: int = 1) -> StoriesPage:
    """A page of the stories, the latest first; a number beyond the last gives the last."""
    counts = store.counts()
    last = max(-(-counts.get("stories", 0) // A_PAGE), 1)
    number = min(max(number, 1), last)
    found = listed.stories(store, limit=A_PAGE, offset=(number - 1) * A_PAGE)
    seen = listed.glances(store, [s.id for s in found])
    cards = tuple(_card(s, seen[s.id]) for s in found)
    return StoriesPage(stories=cards, counts=counts, number=number, last=last)


def _card(story: ListedStory, days: listed.Days) -> StoryCard:
    return StoryCard(story, days.states, days.events, days.claims, days.printed)


def search(store: Store, query: str) -> SearchPage:
    """The statements, events and actors with these words."""
    wanted = query.strip()[:200]
    said, done = listed.with_words(store, wanted, limit=SHOWN + 1) if wanted else ((), ())
    who = tuple(listed.actors(store, store.who(wanted) if wanted else (), limit=SHOWN + 1).values())
    reports = listed.heads(store, {s.report for s in said[:SHOWN]})
    more = max(map(len, (said, done, who))) > SHOWN
    return SearchPage(
        query=wanted,
        statements=said[:SHOWN],
        events=done[:SHOWN],
        actors=who[:SHOWN],
        cards={r.id: card(r) for r in reports},
        more=more,
    )
