"""The inputs that all others are made from: files of `seeds/`, sample reports, and some made here.

What is large, or cannot be kept in a file that people read, is made here.
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import wrapping
from inputs import ENDINGS, Input
from wrapping import line, page, record

HERE = Path(__file__).parent
FOLDERS = (HERE / "seeds", HERE.parent / "samples" / "reports")

TALKS = (
    "OSLO, May 14, 2031 — Foreign Minister Ragna Tveitt said on Tuesday that Norway "
    "would meet Chile in Lima.\n\n"
    "“We will not wait,” Tveitt told reporters. The Chilean envoy, Amaro Quilodran, "
    "denied that the talks had been called off.\n\n"
    "A senior official, who spoke on condition of anonymity, said the two governments "
    "had agreed to halve the fee.\n"
)
PAGE = page(TALKS).encode()
MUCH = 100_000
"""How many of a thing a large seed holds."""
DEEP = 3_000
"""How deep a seed nests."""


def told(**linked: object) -> bytes:
    """A page that says so in its JSON-LD."""
    return page(TALKS, linked).encode()


def with_attributes(number: int) -> bytes:
    return PAGE.replace(
        b"<article>", b"<article " + b" ".join(b"a%d=1" % n for n in range(number)) + b">"
    )


def deep_html(depth: int) -> bytes:
    return PAGE.replace(b"<article>", b"<div>" * depth + b"<article>")


def deep_json(depth: int) -> bytes:
    return (
        b'{"text": '
        + json.dumps(TALKS).encode()
        + b', "x": '
        + b"[" * depth
        + b"]" * depth
        + b"}\n"
    )


def deep_linked_data(depth: int) -> bytes:
    graph = '{"@graph": [' * depth + '{"@type": "NewsArticle", "headline": "Talks"}' + "]}" * depth
    return PAGE.replace(
        b"</head>", f'<script type="application/ld+json">{graph}</script></head>'.encode()
    )


def deep_authors(depth: int) -> bytes:
    author = '{"name": [' * depth + '"Ragna Tveitt"' + "]}" * depth
    said = '{"@type": "NewsArticle", "headline": "Talks", "author": ' + author + "}"
    return PAGE.replace(
        b"</head>", f'<script type="application/ld+json">{said}</script></head>'.encode()
    )


def names(number: int) -> str:
    """So many names of invented people, all different."""
    return ", ".join(
        f"Ragna {chr(65 + n % 26)}{'aeiou'[n % 5]}rs{n % 7 * 'o'}n" for n in range(number)
    )


def chunked(body: bytes, size: int) -> bytes:
    pieces = [body[n : n + size] for n in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


Made = dict[str, Callable[[], bytes]]

GZIPPED = gzip.compress(PAGE, mtime=0)
TYPE = wrapping.PAGE
BOMB = 4 * 2**20

PAGES: Made = {
    "half a character as author": lambda: told(author={"name": "Ragna \ud800 Tveitt"}),
    "half a character as publisher": lambda: told(publisher={"name": "The \udfff Post"}),
    "half a character as headline": lambda: told(headline="Talks \ud83d"),
    "half a character as address": lambda: told(url="https://paper.example/\udfff"),
    "half a character as day": lambda: told(datePublished="2031-05-14\ud800"),
    "half a character as reference": lambda: PAGE.replace(b"Tveitt", b"&#xD800;"),
    "NUL as reference": lambda: PAGE.replace(b"Tveitt", b"&#0;"),
    "bad address in JSON-LD": lambda: told(url="http://["),
    "bad address as canonical": lambda: PAGE.replace(
        b"</head>", b'<link rel=canonical href="http://["></head>'
    ),
    "bad address as og:url": lambda: page(TALKS, {}, {"og:url": "http://[::1/2031"}).encode(),
    "bad address of a link": lambda: PAGE.replace(
        b"<article>", b'<a href="http://[">x</a><article>'
    ),
    "author that holds itself": lambda: told(
        author={"name": {"name": ["Ragna Tveitt", {"name": None}]}}
    ),
    "author that is a number": lambda: told(author=[10**40, True, None, 1.5]),
    "author of 100 KB": lambda: told(author="Ragna Tveitt and " * (MUCH // 17)),
    "author of 100 KB of spaces": lambda: told(author="Ragna" + " " * MUCH + "Tveitt"),
    "author of 100 KB without a space": lambda: told(author="A" * MUCH),
    "authors, 10,000": lambda: told(author=names(10_000).split(", ")),
    "headline of markup": lambda: told(headline="<p>" * 5_000 + "Talks"),
    "headline of a null character": lambda: told(headline="Talks \0 in Oslo"),
    "headline that is a comment": lambda: told(headline="<!-- Talks -->"),
    "days that are none": lambda: told(datePublished="2031-02-31T25:61:61Z"),
    "day before all days": lambda: told(datePublished="0000-00-00"),
    "day of 5 digits": lambda: told(datePublished="99999-12-31"),
    "day at the end of time": lambda: told(datePublished="9999-12-31T23:59:59-12:00"),
    "100,000 attributes": lambda: with_attributes(MUCH),
    "an attribute of 1 MB": lambda: PAGE.replace(
        b"<article>", b'<article class="' + b"caption-" * (MUCH + MUCH // 4) + b'">'
    ),
    "deep HTML": lambda: deep_html(DEEP),
    "HTML as deep as may be": lambda: deep_html(240),
    "deep JSON-LD": lambda: deep_linked_data(200),
    "deeper JSON-LD": lambda: deep_linked_data(MUCH),
    "deep authors": lambda: deep_authors(480),
    "10,000 headings": lambda: PAGE.replace(
        b"<h1>Talks</h1>", b"<h1>Talks about the fee</h1>" * 10_000
    ),
    "20,000 links": lambda: PAGE.replace(
        b"<h1>", b"<a href='/x'>More of this</a><br>" * 20_000 + b"<h1>"
    ),
    "a page of nothing but script": lambda: (
        b"<html><body><script>" + b"x=1;" * MUCH + b"</script></body></html>"
    ),
    "an open comment": lambda: PAGE.replace(b"<h1>", b"<!--" * 1_000 + b"<h1>"),
    "an open tag": lambda: PAGE + b"<a " * 10_000,
    "frames and forms": lambda: PAGE.replace(
        b"<p>", b"<form><table><tr><td><select><option><p>" * 20
    ),
    "a page in UTF-16": lambda: PAGE.decode().encode("utf-16"),
    "a page that says UTF-16": lambda: PAGE.replace(b"utf-8", b"utf-16"),
    "a page in an unknown code": lambda: PAGE.replace(b"utf-8", b"ebcdic-xx").replace(
        "“".encode(), b"\x93"
    ),
}
LINES: Made = {
    "deep JSON": lambda: deep_json(DEEP),
    "deeper JSON": lambda: deep_json(MUCH),
    "an id with a line end": lambda: line(TALKS, {"id": "first\nsecond"}),
    "an id with an escape": lambda: line(TALKS, {"id": "\x1b[31mred\x07\u2028\u0085"}),
    "an id of 100 KB": lambda: line(TALKS, {"id": "i" * MUCH}),
    "a refused id with a line end": lambda: line(" ", {"id": "first\nsecond"}) + line(TALKS),
    "an id of 5,000 digits": lambda: (
        b'{"text": "Talks in Oslo.", "id": ' + b"9" * 5_000 + b"}\n" + line(TALKS)
    ),
    "a field of 5,000 digits": lambda: (
        b'{"x": ' + b"9" * 5_000 + b', "text": "Talks."}\n' + line(TALKS)
    ),
    "numbers without end": lambda: b'{"text": "Talks.", "x": [1e999, -1e999, NaN, Infinity]}\n',
    "half a character in a text": lambda: line(TALKS + "\ud800"),
    "NUL in a text": lambda: line(TALKS + "\0"),
    "a title of 100 KB": lambda: line(TALKS, {"title": "Talks in Oslo " * (MUCH // 14)}),
    "an address of 100 KB": lambda: line(
        TALKS, {"url": "https://paper.example/" + "2031/05/14/" * (MUCH // 11)}
    ),
    "an address that is none": lambda: line(TALKS, {"url": "http://["}),
    "an outlet of 100 KB": lambda: line(TALKS, {"outlet": "The " * (MUCH // 4)}),
    "a day of 100 KB": lambda: line(TALKS, {"published": "2031-05-14 " * (MUCH // 11)}),
    "a byline of 100 KB": lambda: line(TALKS, {"byline": names(5_000)}),
    "a byline of 100 KB of spaces": lambda: line(
        TALKS, {"byline": "By Ragna" + " " * MUCH + "Tveitt"}
    ),
    "a byline of 10,000 names": lambda: line(TALKS, {"byline": names(10_000).split(", ")}),
    "a page in a line": lambda: json.dumps({"html": PAGE.decode(), "url": "http://["}).encode(),
    "20,000 lines that are none": lambda: b'{"\n' * 20_000 + line(TALKS),
    "a line twice": lambda: line(TALKS) * 2,
    "a key twice": lambda: b'{"text": "Talks in Oslo.", "text": 1}\n',
}
TEXTS: Made = {
    "a byline line of 100 KB": lambda: f"Talks\n\nBy {names(5_000)}\n\n{TALKS}".encode(),
    "a byline line of 100 KB of spaces": lambda: (
        f"Talks\n\nBy Ragna{' ' * MUCH}Tveitt\n\n{TALKS}".encode()
    ),
    "a dateline of 100 KB": lambda: ("OSLO, " * (MUCH // 6) + "May 14 — " + TALKS).encode(),
    "a line of 100 KB of commas": lambda: (TALKS + "\n" + "," * MUCH).encode(),
    "a line of 1 MB without a space": lambda: (TALKS + "\n" + "Oslo" * (MUCH * 5 // 2)).encode(),
    "numbers of 100 KB": lambda: (
        TALKS + "\n" + "9" * MUCH + " days ago, on May " + "1" * MUCH
    ).encode(),
    "a list of a thousand names": lambda: (
        f"{TALKS}\n\nNorway met {', '.join(['UN', 'EU', 'US', 'UK'] * 248)}.".encode()
    ),
    "100 KB of combining characters": lambda: (TALKS + "\ne" + "\u0301" * MUCH).encode(),
    "bytes of every value": lambda: bytes(range(256)) * 20,
    "not UTF-8": lambda: TALKS.encode() + b"\xff\xfe\xc3\x28\xed\xa0\x80",
    "Windows-1252 with holes": lambda: TALKS.encode("cp1252") + b"\x81\x8d\x8f",
    "NUL": lambda: TALKS.encode() + b"\0" + TALKS.encode(),
    "UTF-16 cut short": lambda: TALKS.encode("utf-16")[:-1],
    "UTF-16 of half characters": lambda: b"\xff\xfe" + b"\x00\xd8" * 50,
    "UTF-32 out of range": lambda: b"\xff\xfe\0\0" + b"\xff\xff\xff\x7f" * 5,
    "line ends of every kind": lambda: TALKS.replace(
        "\n\n", "\r\r\n\u2028\x85\x0b\x0c\x1c\x1d\x1e\n"
    ).encode(),
}
PACKED_TEXTS: Made = {
    "blank lines, 4 MB in gz": lambda: gzip.compress(
        TALKS.encode() + b"\n" * BOMB + TALKS.encode(), mtime=0
    ),
    "blank lines before it, 4 MB in gz": lambda: gzip.compress(
        b"\n" * BOMB + TALKS.encode(), mtime=0
    ),
    "blank lines, 17 MB in gz": lambda: gzip.compress(b"\n" * (17 * 2**20), mtime=0),
    "blank lines with spaces, 4 MB in gz": lambda: gzip.compress(
        TALKS.encode() + b" \t\n" * (BOMB // 3) + b"x", mtime=0
    ),
    "blanks, 4 MB in gz": lambda: gzip.compress(TALKS.encode() + b" " * BOMB + b"x", mtime=0),
    "half a gz": lambda: GZIPPED[: len(GZIPPED) // 2],
}
PACKED_PAGES: Made = {
    "gz with something behind": lambda: GZIPPED + b"behind",
    "gz in gz": lambda: gzip.compress(GZIPPED, mtime=0),
}
BYTES: Made = {
    "random bytes": lambda: random.Random(7).randbytes(5_000),
}
ARCHIVES: Made = {
    "WARC, Content-Encoding that is not so": lambda: record(
        PAGE, (TYPE, b"Content-Encoding: gzip")
    ),
    "WARC, Content-Encoding that is so": lambda: record(GZIPPED, (TYPE, b"Content-Encoding: gzip")),
    "WARC, gzip cut short": lambda: record(GZIPPED[:-40], (TYPE, b"Content-Encoding: gzip")),
    "WARC, unknown Content-Encoding": lambda: record(PAGE, (TYPE, b"Content-Encoding: zz")),
    "WARC, chunked": lambda: record(chunked(PAGE, 99), (TYPE, b"Transfer-Encoding: chunked")),
    "WARC, chunked that is not so": lambda: record(PAGE, (TYPE, b"Transfer-Encoding: chunked")),
    "WARC, chunk of a huge length": lambda: record(
        b"fffffffffffffff\r\n" + PAGE, (TYPE, b"Transfer-Encoding: chunked")
    ),
    "WARC, length too small": lambda: record(PAGE, length=400) + record(PAGE),
    "WARC, length too large": lambda: record(PAGE, length=50_000),
    "WARC, length beyond all": lambda: record(PAGE, length=10**18) + record(PAGE),
    "WARC, length below zero": lambda: record(PAGE, length=-5) + record(PAGE),
    "WARC, length 0": lambda: record(PAGE, length=0) + record(PAGE),
    "WARC, garbage behind": lambda: record(PAGE) + b"garbage \0\xff" * 50,
    "WARC, garbage between": lambda: record(PAGE) + b"garbage\r\n\r\n" + record(PAGE),
    "WARC, cut in the page": lambda: record(PAGE)[: -len(PAGE) // 2],
    "WARC, cut in the head": lambda: record(PAGE) + record(PAGE)[:150],
    "WARC, bare LF in the HTTP head": lambda: record(PAGE, end=b"\n"),
    "WARC, no HTTP head": lambda: record(PAGE).replace(b"HTTP/1.1 200 OK", b""),
    "WARC, a status that is none": lambda: record(PAGE).replace(b"200 OK", b"2x0"),
    "WARC, a code that is none": lambda: record(
        PAGE, (b"Content-Type: text/html; charset=\xff\xfe",)
    ),
    "WARC, an address that is none": lambda: record(PAGE, url="http://["),
    "WARC, an address with half a character": lambda: record(
        PAGE, url="https://paper.example/\ud800"
    ),
    "WARC, 100,000 heads": lambda: record(PAGE, (TYPE, *(b"X-%d: 1" % n for n in range(MUCH)))),
    "WARC, 500 bad pages and a good one": lambda: record(b"", (TYPE,)) * 500 + record(PAGE),
}
PACKED_ARCHIVES: Made = {
    "WARC, gz of every record": lambda: gzip.compress(record(PAGE), mtime=0) * 3,
    "WARC, gz cut short": lambda: (
        gzip.compress(record(PAGE), mtime=0) + gzip.compress(record(PAGE), mtime=0)[:200]
    ),
    "WARC, gz with garbage behind": lambda: gzip.compress(record(PAGE), mtime=0) + b"garbage" * 9,
}
MADE: dict[str, tuple[str, Callable[[], bytes]]] = {
    name: (ending, make)
    for ending, some in (
        (".html", PAGES),
        (".jsonl", LINES),
        (".txt", TEXTS),
        (".txt.gz", PACKED_TEXTS),
        (".html.gz", PACKED_PAGES),
        ("", BYTES),
        (".warc", ARCHIVES),
        (".warc.gz", PACKED_ARCHIVES),
    )
    for name, make in some.items()
}
"""What each input shows, how the name of its file ends, and how it is made."""


def ending(path: Path) -> str:
    """How the name of a file ends, as far as an input says it."""
    return max((e for e in ENDINGS if path.name.endswith(e)), key=len)


def stored() -> dict[str, Input]:
    """The inputs kept as files, by their names."""
    paths = sorted(path for folder in FOLDERS for path in folder.iterdir() if path.is_file())
    return {path.name: Input(ending(path), path.read_bytes()) for path in paths}


def made() -> Iterator[tuple[str, Input]]:
    """The inputs made here, by what they show."""
    return ((name, Input(end, make())) for name, (end, make) in MADE.items())


def small(most: int = 20_000) -> tuple[Input, ...]:
    """Every input that is short enough, also unpacked, to be changed and read many times."""
    short = (each for name, each in made() if name not in PACKED_TEXTS)
    return tuple(each for each in (*stored().values(), *short) if len(each.data) <= most)
