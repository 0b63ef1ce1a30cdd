"""Addresses: of an entry's page, of its words in a report, and of what a report links to outside."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote, urlsplit

from onrecord.record import Span


def page(kind: str, entry: str) -> str:
    """The address of an entry's page."""
    return f"/{kind}/{quote(entry, safe='')}"


def words(report: str, entry: str) -> str:
    """The address of an entry's words in a report: they are lit up, and the page jumps to the first of them."""
    return f"{page('report', report)}?at={quote(entry, safe='')}#{quote(entry, safe='')}"


def spans(report: str, where: Sequence[Span]) -> str:
    """The address of any words in a report."""
    return f"{page('report', report)}?words={','.join(f'{s}-{e}' for s, e in where[:50])}#words"


def read_spans(value: str) -> tuple[Span, ...]:
    """The spans that such an address names; raises ValueError where it names none."""
    pairs = (tuple(int(n) for n in pair.split("-")) for pair in value.split(",") if pair)
    return tuple((s, e) for s, e in pairs if s < e)


def outside(url: str | None) -> str | None:
    """The address of a page elsewhere if it is plain http or https, else null: a report must not make a link that runs."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme.lower() in ("http", "https") and parts.hostname else None
