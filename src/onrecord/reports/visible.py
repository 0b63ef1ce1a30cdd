"""HTML -> the page's visible text, one block a line, and the elements that each line stands in."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree, html

from onrecord.reports.refused import Refused

HIDDEN = (
    "script style noscript template head iframe object svg canvas audio video math map datalist"
)
IN_LINE = """
a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark meter nobr q rp rt ruby s samp small span strike
strong sub sup time tt u var wbr link
"""
TOLD = "a address article aside blockquote button figcaption figure footer form h1 h2 h3 h4 h5 h6 header li main nav p table time"
UNSEEN, INLINE, TELLING = (
    frozenset(HIDDEN.split()),
    frozenset(IN_LINE.split()),
    frozenset(TOLD.split()),
)
SPACE = re.compile(r"[\s\u200b]+")
MOST_ELEMENTS = 300_000
"""Elements and comments of a page; one with more is refused."""
MOST_ATTRIBUTES = 500
"""Attributes of one tag; a page with more is refused."""
DEEPEST = 2_000
"""Elements open at one place of a page; one that nests deeper is refused."""
MOST_CLASSES = 400
"""Characters of an element's class that are looked at."""
ADVICE = "save the page again from a browser, or give the text itself"


@dataclass(frozen=True, slots=True)
class Block:
    """A line of visible text and the telling elements around it."""

    text: str
    inside: frozenset[str]
    linked: float
    """The share of its characters that are links."""


class _Counted:
    """Counts the elements of a page while it is parsed; raises where there are more than any real
    page has."""

    def __init__(self) -> None:
        self.elements = 0
        self._open = 0

    def start(self, _: str, attributes: Mapping[str, str]) -> None:
        self.comment("")
        self._open += 1
        if len(attributes) > MOST_ATTRIBUTES:
            raise Refused(f"a tag in its HTML has over {MOST_ATTRIBUTES:,} attributes", ADVICE)
        if self._open > DEEPEST:
            raise Refused(f"its HTML nests too deep, over {DEEPEST:,} elements", ADVICE)

    def end(self, _: str) -> None:
        self._open -= 1

    def comment(self, _: str) -> None:
        self.elements += 1
        if self.elements > MOST_ELEMENTS:
            raise Refused(f"its HTML has over {MOST_ELEMENTS:,} elements", ADVICE)

    def close(self) -> int:
        return self.elements


def tree_of(page: str) -> tuple[html.HtmlElement, int]:
    """The elements of a page and how many they are; a page with more than can be read in a moment
    is refused.

    They are counted before the tree is made: of the attributes of one tag that takes time by their
    square.
    """
    data = page.encode("utf-8", "replace")
    try:
        elements = etree.fromstring(
            data,
            html.HTMLParser(huge_tree=True, remove_pis=True, encoding="utf-8", target=_Counted()),
        )
        tree = html.document_fromstring(
            data, parser=html.HTMLParser(huge_tree=True, remove_pis=True, encoding="utf-8")
        )
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise Refused("it holds no HTML that can be read", "give the text itself") from error
    for behind in list(tree.itersiblings(etree.Element)):
        tree.append(
            behind
        )  # browsers go on behind an early "</html>", as that of a part that was pasted in
    return tree, elements


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
        r"(?:[\w-]*(?:__|--|_|-))?(?:standfirst|stand-first|subhead|subheadline|sub-?title|dek|deck)(?:-text|__text)?",
        re.I,
    ),
    ".caption": re.compile(
        r"(?:[\w-]*(?:__|--|_|-))?(?:fig|image|photo|img|picture)?-?_?caption(?:-text|__text|_text)?",
        re.I,
    ),
    ".credit": re.compile(
        r"(?:[\w-]*(?:__|--|_|-))?(?:photo|image)?-?_?credits?(?:-text|__text)?", re.I
    ),
}


@functools.lru_cache(maxsize=4096)
def roles(classes: str) -> tuple[str, ...]:
    """What the class of an element says of its words, in names that no element has."""
    return tuple(
        role for role, pattern in ROLES.items() if any(map(pattern.fullmatch, classes.split()))
    )


def said(tag: str, element: html.HtmlElement) -> tuple[str, ...]:
    """The telling names of an element: its own, and what its class says."""
    classes = element.get("class") if tag and tag not in WHOLE else None
    return ((tag,) if tag in TELLING else ()) + (roles(classes[:MOST_CLASSES]) if classes else ())


WHOLE = frozenset(("html", "body", "main", "article", "section", "form"))


def _entered(writer: _Writer, tag: str, element: html.HtmlElement) -> Iterator[Block]:
    if tag not in INLINE:
        yield from writer.flush()
    for name in said(tag, element):
        writer.open[name] += 1
    writer.add(element.text)


def _left(
    writer: _Writer, tag: str, element: html.HtmlElement, *, counted: bool
) -> Iterator[Block]:
    if counted and tag not in INLINE:
        yield from writer.flush()
    for name in said(tag, element) if counted else ():
        writer.open[name] -= 1
    writer.add(element.tail)
