"""What is told of a report beside its text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Given:
    """What a JSON object, the head of a page or a WARC record says of a report; empty where it says nothing."""

    id: str | None = None
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    byline: tuple[str, ...] = ()
    agency: str | None = None
    published: str | None = None
