"""A text in each of the formats that are read."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping, Sequence

PAGE = b"Content-Type: text/html; charset=utf-8"
ADDRESS = "https://paper.example/2031/05/14/talks"


def page(
    text: str, linked: Mapping[str, object] | None = None, metas: Mapping[str, str] | None = None
) -> str:
    """An HTML page with a text's paragraphs, JSON-LD, and meta elements."""
    head = "".join(
        f'<meta name="{html.escape(k)}" content="{html.escape(v)}">'
        for k, v in (metas or {}).items()
    )
    if linked is not None:
        told = json.dumps({"@type": "NewsArticle", "headline": "Talks", **linked})
        head += f'<script type="application/ld+json">{told}</script>'
    body = "\n".join(f"<p>{html.escape(p, quote=False)}</p>" for p in text.split("\n\n"))
    return (
        f"<!DOCTYPE html>\n<html><head><meta charset=utf-8><title>Talks</title>{head}</head>\n"
        f"<body><article><h1>Talks</h1>\n{body}\n</article></body></html>\n"
    )


def line(text: str, fields: Mapping[str, object] | None = None) -> bytes:
    """A line of JSON Lines; half a character stays as an escape."""
    return json.dumps({"text": text, **(fields or {})}).encode() + b"\n"


def record(
    body: bytes,
    head: Sequence[bytes] = (PAGE,),
    *,
    end: bytes = b"\r\n",
    length: int | None = None,
    url: str = ADDRESS,
) -> bytes:
    """A response record of a WARC file.

    Given are the lines of its HTTP head, how they end, and the length that it says it has.
    """
    answer = end.join([b"HTTP/1.1 200 OK", *head, b"", body])
    said = len(answer) if length is None else length
    lines = (
        b"WARC/1.1",
        b"WARC-Type: response",
        b"WARC-Target-URI: " + url.encode("utf-8", "surrogatepass"),
        b"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>",
        b"Content-Type: application/http;msgtype=response",
        b"Content-Length: %d" % said,
    )
    return b"\r\n".join(lines) + b"\r\n\r\n" + answer + b"\r\n\r\n"
