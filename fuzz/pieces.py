"""What is put into texts, fields and bytes to make them odd."""

from __future__ import annotations

import re


def listed(table: str) -> list[str]:
    """The entries of a table, of which many stand on a line."""
    return re.split(r" \| | ?\n", table.strip("\n"))


MARKS = list("“”\"'‘’«»„()[]{}—–-…:;,.!?*•#|/\\&<>$%@_~`^=+")
SPACES = list("\n\r\t \u00a0\u2028\x0b\x0c\x85")
SPACES += ["\n\n", "\r\n", "   ", "\n\n\n\n", "\n- ", "\n1. ", "\nQ: ", "\nA: "]
ODD = listed("""
\u202e | \u202c | \u200f | \u200b | \ufeff | \u00ad | e\u0301\u0301\u0301 | ß | İ | ŉ | ǅ | ﬀ | Ω
ﷺ | שלום | مرحبا | 外务省 | МИД | ① | ٣ | ½ | \x01 | \x1b[31m | \x7f | \U000e0041 | 𝓞𝓼𝓵𝓸
""")
DATES = listed("""
2031-05-14 | 14/5/2031 | May 14 | May 14, 2031 | on Tuesday | 31 February 2031 | 0000-00-00
99999-99-99 | last year | two days ago | in the 1990s | 9:30 a.m. | from May to June | at noon
every Monday | the day before yesterday | 20310514T250000Z | a decade | 1e9 years ago
3,000,000,000 days | Q3 2031 | the week of May 3 | Friday | the end of June | 24 hours
""")
NAMES = listed("""
Ragna Tveitt | Tveitt | Mr. Tveitt | Amaro Quilodran | Ms. Quilodran | Chad Jordan | Oslo | Norway
Chile | the United States | U.S. | Lima | Georgia | Paris, Texas | the European Union | she | he
the ministry | the Foreign Ministry | a senior official | officials | they | it | who | its
the country | his brother | the two governments | the White House | the Oslo Institute of Trade
the army | Foreign Minister | former president | acting | deputy | prime minister of | the talks
ambassador to | Norwegian | Chilean | de la | van der | al- | O' | St. | Jr. | III | the envoy
UN | EU | US | UK | Mr. | Ms. | A | B | a
""")
VERBS = listed("""
said | said that | told reporters that | asked | warned | accused | denied | met | will meet | to
visited | signed | called off | according to | added | wrote | declined to comment | threatened to
agreed | would | did not | has been | imposed | and | or | but | of | in | with | by | because | a
whether | on condition of anonymity | the | that | were | elected | resigned | against
""")
LINES = listed("""
By Ragna Tveitt | By | OSLO (Meridian Press) — | OSLO, May 14, 2031 — | Updated May 14, 2031
Read more: | Photo: Ragna Tveitt | Advertisement | Share this | Q. | A. | www. | Source:
5 min read | https://paper.example/2031/05/14/talks | http://[ | ragna@paper.example | © 2031
* * * | - 30 - | (END) | Published: 2031-05-14 | RAGNA TVEITT: | The New Harbour Ledger | &amp;
&#0; | &#55296; | <p> | </p> | <br> | <script> | <!-- | --> | <a href=x> | { | } | {"text": " | null
1e999 | \\ud800 | \\u0000
""")
PIECES = (MARKS, SPACES, ODD, DATES, NAMES, VERBS, LINES)
"""Words, marks and lines that a report may hold; each table is as likely as another."""

SYLLABLES = listed("""
ber | lun | mar | sol | tve | kar | hol | pra | nov | dal | stra | vik | ost | ham | ril
gor
""")
CODES = listed("""
utf-8 | utf-8 | utf-8 | utf-8-sig | utf-16 | utf-16-le | utf-32 | cp1252 | latin-1
shift_jis | koi8-r
""")

FIELDS = listed("id | url | title | outlet | byline | agency | published | text | html")
LINKED = listed("""
author | publisher | datePublished | headline | url | mainEntity | @graph | @type
articleBody | name
""")
METAS = listed("""
author | og:url | og:title | og:site_name | article:published_time | date | byl
description
""")
"""Names of metadata: of JSON Lines, of JSON-LD, of meta elements."""

NO_VALUES = (None, True, -1, 10**40, 1.5, [], {}, "", " ", "\n")
BAD_VALUES = (
    "\ud800",
    "a\0b",
    "a\nb\x1b[31m",
    "http://[",
    [{"name": "\udfff"}],
    {"name": {"name": [["A B"]]}},
)
VALUES: tuple[object, ...] = NO_VALUES + BAD_VALUES

HEADS = [
    *(f"Content-Encoding: {code}".encode() for code in ("gzip", "br", "x")),
    *(
        f"Content-Type: text/{kind}".encode("latin-1")
        for kind in ("html; charset=utf-7", "html; charset=\xff", "plain")
    ),
    *(f"Content-Length: {said}".encode() for said in (3, -1)),
    *(b"Transfer-Encoding: chunked", b": ", b"X"),
]
"""Lines of the HTTP head of a page in a WARC file."""

JUNK = [b"\0", b"\xff", b"\xc3", b"\r", b"\n", b"\x1f\x8b", b"WARC/1.0\r\n", b"<", b"{", b'"']
JUNK += [b"\xed\xa0\x80", b"\xf4\x90\x80\x80", bytes(range(256))]
