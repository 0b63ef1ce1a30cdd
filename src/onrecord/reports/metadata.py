"""What the head of a page says of its report: JSON-LD first, then meta elements, then what
trafilatura makes of the rest."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from lxml import etree, html

from onrecord.cleaned import CONTROL, cleaned
from onrecord.reports.given import MOST_AUTHORS, MOST_BYLINE, MOST_TITLE, Given
from onrecord.reports.people import agency, authors

KINDS = re.compile(r"article|report|posting|page$", re.I)
ADDRESS = re.compile(r"https?://|www\.|@|\.com\b", re.I)
MOST_DATA = 4 * 1024 * 1024
"""Characters of the JSON-LD of a page that are read."""
MOST_OBJECTS = 10_000
"""Objects and lists in the JSON-LD of a page, and in one field of it, that are looked at."""
MOST_METAS = 1_000
"""Meta elements, and links, that are looked at."""
MOST_WORDS = 4_000
"""Characters of a meta element's name or content that are looked at."""


def linked_data(tree: html.HtmlElement) -> Iterator[dict[str, Any]]:
    """The objects in the JSON-LD of a page."""
    for value in islice(_values(tree), MOST_OBJECTS):
        if isinstance(value, dict):
            yield value


def _values(tree: html.HtmlElement) -> Iterator[Any]:
    """The values of the scripts of JSON-LD, and in them those of lists, graphs and main
    entities."""
    left = MOST_DATA
    for script in tree.iter("script"):
        said = (script.text or "") if "ld+json" in (script.get("type") or "") else ""
        left -= len(said)
        waiting = [_loaded(said)] if said and left >= 0 else []
        while waiting:
            value = waiting.pop()
            yield value
            waiting.extend(reversed(_inside(value)))


def _loaded(said: str) -> Any:
    try:
        return json.loads(CONTROL.sub(" ", said))
    except (ValueError, RecursionError):
        return None


def _inside(value: Any) -> list[Any]:
    """What a value of JSON-LD holds that may be the report, the last first."""
    if isinstance(value, dict):
        return [
            v
            for k, v in reversed(value.items())
            if k in ("@graph", "mainEntity", "mainEntityOfPage")
        ]
    return value[:MOST_OBJECTS] if isinstance(value, list) else []


def article(tree: html.HtmlElement) -> dict[str, Any]:
    """The JSON-LD object that is the report itself: of the kinds of article, and with the most
    said."""
    found = (
        o
        for o in linked_data(tree)
        if any(map(KINDS.search, texts(o.get("@type"))))
        and ("headline" in o or "datePublished" in o)
    )
    return max(
        found,
        key=lambda o: sum(k in o for k in ("headline", "author", "datePublished", "articleBody")),
        default={},
    )


def metas(tree: html.HtmlElement) -> dict[str, str]:
    """The first content of each meta element by its name."""
    found: dict[str, str] = {}
    for meta in islice(tree.iter("meta"), MOST_METAS):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        content = cleaned(meta.get("content") or "", MOST_WORDS)
        if name and content:
            found.setdefault(name[:MOST_WORDS], content)
    return found


def texts(value: object) -> Iterator[str]:
    """The texts in a field of JSON-LD: a text, an object with a name, or a list of such."""
    waiting, seen = [value], 0
    while waiting and seen < MOST_OBJECTS:
        value, seen = waiting.pop(), seen + 1
        if isinstance(value, str):
            yield cleaned(value, MOST_BYLINE)
        elif isinstance(value, dict):
            waiting.append(value.get("name"))
        elif isinstance(value, list):
            waiting.extend(reversed(value[:MOST_OBJECTS]))


def bylines(names: list[str]) -> tuple[tuple[str, ...], str | None]:
    """The authors as they are to be written, and the agency among them."""
    shown: dict[str, None] = {}
    wire: str | None = None
    for name in names:
        known, joined = authors(name)
        wire = wire or agency(name) or joined
        if name and not agency(name) and not ADDRESS.search(name):
            shown.update(dict.fromkeys(known or (name,)))
    return tuple(shown), wire


def outlet(data: dict[str, Any], meta: dict[str, str]) -> str | None:
    return meta.get("og:site_name") or next(texts(data.get("publisher")), None) or None


def text(value: object) -> str | None:
    """A text of JSON-LD without the mark-up in it."""
    said = cleaned(value, 2 * MOST_TITLE) if isinstance(value, str) else ""
    try:
        return html.fromstring(f"<p>{said}</p>").text_content().strip() or None if said else None
    except (etree.LxmlError, ValueError):
        return said


def given_by(tree: html.HtmlElement, url: str | None) -> Given:
    """What a page says of itself."""
    data, meta = article(tree), metas(tree)
    named = (
        list(islice(texts(data.get("author")), MOST_AUTHORS))
        or [
            n
            for n in (meta.get("author"), meta.get("article:author"), meta.get("byl"))
            if n and not ADDRESS.search(n)
        ][:1]
    )
    names, wire = bylines(named)
    when = data.get("datePublished") or next((meta[k] for k in DATES if k in meta), None)
    links = islice(tree.iter("link"), MOST_METAS)
    canonical = next(
        (link.get("href") for link in links if (link.get("rel") or "").lower() == "canonical"), None
    )
    return Given(
        url=url or meta.get("og:url") or canonical, title=text(data.get("headline")) or meta.get("og:title"), outlet=outlet(data, meta),
        byline=names, agency=wire, published=when if isinstance(when, str) else None,
    )  # fmt: skip


DATES = (
    "article:published_time",
    "datepublished",
    "date",
    "pubdate",
    "publishdate",
    "parsely-pub-date",
    "dc.date.issued",
    "dcterms.created",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "publish-date",
)
