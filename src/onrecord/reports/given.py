"""What is told of a report beside its text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

from onrecord.cleaned import cleaned

MOST_TITLE = 2_000
"""Characters of a title; a longer one is cut."""
MOST_NAME = 200
"""Characters of the name of an outlet or an agency; a longer one is cut."""
MOST_BYLINE = 1_000
"""Characters of one entry of a byline, which may name several authors; a longer one is cut."""
MOST_AUTHORS = 100
"""Authors of a report; those after them are left out."""
MOST_URL = 4_000
"""Characters of an address; a longer one is left out."""
MOST_PUBLISHED = 200
"""Characters of a date of publication as given; a longer one is cut."""
MOST_ID = 200
"""Characters of an `id`; a longer one is left out."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a JSON object, the head of a page or a WARC record says of a report; empty where it says
    nothing.

    Whoever makes one, its words are cleaned here, and nowhere else.
    """

    id: str | None = None
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    byline: tuple[str, ...] = ()
    agency: str | None = None
    published: str | None = None

    def __post_init__(self) -> None:
        put = object.__setattr__
        put(self, "id", _whole(self.id, MOST_ID))
        put(self, "url", _address(self.url))
        put(self, "title", _cut(self.title, MOST_TITLE))
        put(self, "outlet", _cut(self.outlet, MOST_NAME))
        put(self, "byline", _names(self.byline))
        put(self, "agency", _cut(self.agency, MOST_NAME))
        put(self, "published", _cut(self.published, MOST_PUBLISHED))


def _cut(words: str | None, most: int) -> str | None:
    return cleaned(words, most) or None if words else None


def _whole(words: str | None, most: int) -> str | None:
    """Words that say nothing once they are cut."""
    return _cut(words, most) if words and len(words) <= most else None


def _address(url: str | None) -> str | None:
    """An address that can be taken apart."""
    found = _whole(url, MOST_URL)
    try:
        return found if found and urlsplit(found) else None
    except ValueError:  # "http://["
        return None


def _names(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(filter(None, (cleaned(name, MOST_BYLINE) for name in islice(names, MOST_AUTHORS))))
