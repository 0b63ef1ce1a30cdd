"""What the head of a page says of its report: JSON-LD first, then meta elements, then what trafilatura makes of the rest."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml import html

from onrecord.reports.given import Given
from onrecord.reports.people import agency, authors

KINDS = re.compile(r"article|report|posting|page$", re.I)
CONTROL = re.compile(r"[\x00-\x1f]+")
JOINED = re.compile(r"\s*(?:;|\||,|&|\band\b)\s*")
ADDRESS = re.compile(r"https?://|www\.|@|\.com\b", re.I)


def linked_data(tree: html.HtmlElement) -> Iterator[dict[str, Any]]:
    """Every object in the JSON-LD of a page."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            waiting: list[Any] = [json.loads(CONTROL.sub(" ", script.text or ""))]
        except (ValueError, RecursionError):
            continue
        while waiting:
            value = waiting.pop()
            if isinstance(value, dict):
                yield value
                waiting.extend(v for k, v in value.items() if k in ("@graph", "mainEntity", "mainEntityOfPage"))
            elif isinstance(value, list):
                waiting.extend(reversed(value))


def article(tree: html.HtmlElement) -> dict[str, Any]:
    """The JSON-LD object that is the report itself: of the kinds of article, and with the most said."""
    found = [o for o in linked_data(tree) if KINDS.search(str(o.get("@type"))) and ("headline" in o or "datePublished" in o)]
    return max(found, key=lambda o: sum(k in o for k in ("headline", "author", "datePublished", "articleBody")), default={})


def metas(tree: html.HtmlElement) -> dict[str, str]:
    """The first content of each meta element by its name."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        if name and meta.get("content"):
            found.setdefault(name, meta.get("content").strip())
    return found


def people(value: object) -> Iterator[str]:
    """The names in an author field of JSON-LD: a text, an object with a name, or a list of such."""
    if isinstance(value, str):
        yield value.strip()
    elif isinstance(value, dict):
        yield from people(value.get("name"))
    elif isinstance(value, list):
        for item in value:
            yield from people(item)


def bylines(names: list[str]) -> tuple[tuple[str, ...], str | None]:
    """The authors as they are to be written, and the agency among them."""
    shown: list[str] = []
    wire: str | None = None
    for name in names:
        known, joined = authors(name)
        wire = wire or agency(name) or joined
        if agency(name) or ADDRESS.search(name) or not name:
            continue
        shown.extend(n for n in (known or (name,)) if n not in shown)
    return tuple(shown), wire


def outlet(data: dict[str, Any], meta: dict[str, str]) -> str | None:
    publisher = next(people(data.get("publisher")), None)
    return meta.get("og:site_name") or publisher or None


def text(value: object) -> str | None:
    return html.fromstring(f"<p>{value}</p>").text_content().strip() or None if isinstance(value, str) and value.strip() else None


def given_by(tree: html.HtmlElement, url: str | None) -> Given:
    """What a page says of itself."""
    data, meta = article(tree), metas(tree)
    named = (
        list(people(data.get("author")))
        or [n for n in (meta.get("author"), meta.get("article:author"), meta.get("byl")) if n and not ADDRESS.search(n)][:1]
    )
    names, wire = bylines(named)
    when = data.get("datePublished") or next((meta[k] for k in DATES if k in meta), None)
    canonical = next((link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"), None)
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
