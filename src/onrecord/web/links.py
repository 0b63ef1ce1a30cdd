"""Addresses: of an entry's page, of its words in a report, and of what a report links to
outside."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import quote, urlsplit

from onrecord.record import Span

SPANS = 50
"""An address lights up at most so many stretches of text."""
PAIR = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")


def page(kind: str, entry: str) -> str:
    """The address of an entry's page."""
    return f"/{kind}/{quote(entry, safe='')}"


def words(report: str, entry: str) -> str:
    """The address of an entry's words in a report: they are lit up, and the page jumps to the first
    of them."""
    return f"{page('report', report)}?at={quote(entry, safe='')}#{quote(entry, safe='')}"


def spans(report: str, where: Sequence[Span]) -> str:
    """The address of any words in a report."""
    return f"{page('report', report)}?words={','.join(f'{s}-{e}' for s, e in where[:SPANS])}#words"


def read_spans(value: str) -> tuple[Span, ...]:
    """The spans that such an address names; raises ValueError, which says what is wrong, where it
    names none."""
    pairs = [pair for pair in value.split(",", SPANS + 1) if pair]
    if len(pairs) > SPANS:
        raise ValueError(
            f"The part of the address after “words=” may name {SPANS} stretches of text."
        )
    found = [PAIR.fullmatch(pair) for pair in pairs]
    if not all(found):
        raise ValueError("The part of the address after “words=” must be like 12-40,55-60.")
    return merged((int(pair[1]), int(pair[2])) for pair in found if pair)


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in the order of the text, those that overlap or touch as one."""
    found: list[Span] = []
    for start, end in sorted(s for s in spans if s[0] < s[1]):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return tuple(found)


def outside(url: str | None) -> str | None:
    """The address of a page elsewhere if it is plain http or https, else null: a report must not
    make a link that runs."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme.lower() in ("http", "https") and parts.hostname else None
