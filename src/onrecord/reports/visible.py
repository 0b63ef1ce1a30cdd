"""HTML -> the page's visible text, one block a line, and the elements that each line stands in."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree, html

from onrecord.reports.refused import Refused

HIDDEN = "script style noscript template head iframe object svg canvas audio video math map datalist"
IN_LINE = """
a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark meter nobr q rp rt ruby s samp small span strike
strong sub sup time tt u var wbr link
"""
TOLD = "a address article aside blockquote button figcaption figure footer form h1 h2 h3 h4 h5 h6 header li main nav p table time"
UNSEEN, INLINE, TELLING = frozenset(HIDDEN.split()), frozenset(IN_LINE.split()), frozenset(TOLD.split())
SPACE = re.compile(r"[\s\u200b]+")
DEEP = re.compile(r"[Ee]xcessive depth|depth")


@dataclass(frozen=True, slots=True)
class Block:
    """A line of visible text and the telling elements around it."""

    text: str
    inside: frozenset[str]
    linked: float
    """The share of its characters that are links."""


def tree_of(page: str) -> html.HtmlElement:
    """The elements of a page; a page that nests deeper than any real one is refused, for a part of it would be lost."""
    parser = html.HTMLParser(huge_tree=True, remove_pis=True, encoding="utf-8")
    try:
        tree = html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise Refused("it holds no HTML that can be read", "give the text itself") from error
    if any(DEEP.search(entry.message) for entry in parser.error_log):
        raise Refused("its HTML nests too deep", "save the page again from a browser, or give the text itself")
    return tree


class _Writer:
    """Collects the text of a block and where it stood."""

    def __init__(self) -> None:
        self.open: Counter[str] = Counter()
        self._pieces: list[str] = []
        self._inside: set[str] = set()
        self._linked = 0

    def add(self, text: str | None) -> None:
        if not text:
            return
        self._pieces.append(text)
        if text.strip():
            self._inside.update(tag for tag, n in self.open.items() if n)
            self._linked += len(text.strip()) if self.open["a"] else 0

    def flush(self) -> Iterator[Block]:
        text = SPACE.sub(" ", "".join(self._pieces)).strip()
        if text:
            yield Block(text, frozenset(self._inside), min(1.0, self._linked / len(text)))
        self._pieces, self._inside, self._linked = [], set(), 0


def blocks(tree: html.HtmlElement) -> Iterator[Block]:
    """The visible text of a page, block by block."""
    writer, skipped = _Writer(), 0
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in UNSEEN:
            skipped += 1 if event == "start" else -1
        if event == "start" and not skipped:
            yield from _entered(writer, tag, element)
        if event != "start" and not skipped:
            yield from _left(writer, tag, element, counted=event == "end" and tag not in UNSEEN)
    yield from writer.flush()


ROLES = {
    ".standfirst": re.compile(
        r"(?:[\w-]*(?:__|--|_|-))?(?:standfirst|stand-first|subhead|subheadline|sub-?title|dek|deck)(?:-text|__text)?", re.I
    ),
    ".caption": re.compile(r"(?:[\w-]*(?:__|--|_|-))?(?:fig|image|photo|img|picture)?-?_?caption(?:-text|__text|_text)?", re.I),
    ".credit": re.compile(r"(?:[\w-]*(?:__|--|_|-))?(?:photo|image)?-?_?credits?(?:-text|__text)?", re.I),
}


@functools.lru_cache(maxsize=4096)
def roles(classes: str) -> tuple[str, ...]:
    """What the class of an element says of its words, in names that no element has."""
    return tuple(role for role, pattern in ROLES.items() if any(map(pattern.fullmatch, classes[:400].split())))


def said(tag: str, element: html.HtmlElement) -> tuple[str, ...]:
    """The telling names of an element: its own, and what its class says."""
    classes = element.get("class") if tag and tag not in WHOLE else None
    return ((tag,) if tag in TELLING else ()) + (roles(classes) if classes else ())


WHOLE = frozenset(("html", "body", "main", "article", "section", "form"))


def _entered(writer: _Writer, tag: str, element: html.HtmlElement) -> Iterator[Block]:
    if tag not in INLINE:
        yield from writer.flush()
    for name in said(tag, element):
        writer.open[name] += 1
    writer.add(element.text)


def _left(writer: _Writer, tag: str, element: html.HtmlElement, *, counted: bool) -> Iterator[Block]:
    if counted and tag not in INLINE:
        yield from writer.flush()
    for name in said(tag, element) if counted else ():
        writer.open[name] -= 1
    writer.add(element.tail)
