"""An HTML page -> its visible text as a scene, with the article that trafilatura finds marked in
it."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

from onrecord.reports import visible
from onrecord.reports.features import Page, densest
from onrecord.reports.given import MOST_TITLE, Given
from onrecord.reports.lines import Line, line
from onrecord.reports.metadata import given_by
from onrecord.reports.refused import Refused
from onrecord.reports.scene import Scene, judged, limited
from onrecord.reports.slug import page_of
from onrecord.reports.visible import Block

RUN = 4
ENOUGH = 0.6
WORD = re.compile(r"\w+")
MOST_EXTRACTED, LONGEST_EXTRACTED = 50_000, 4_000_000
"""Elements and characters of a page out of which the article is extracted; a larger one is judged
line by line."""
LONGEST_HEADING = 400
"""Characters of a first-level heading that are compared with the title, and of the title."""


def scene(source: str, given: Given) -> Scene:
    """A page as a scene; what is given from outside the page goes before what it says of itself."""
    tree, elements = visible.tree_of(source)
    blocks = list(limited(visible.blocks(tree)))
    if not blocks:
        raise Refused(
            "the page shows no text", "save the page again from a browser, or give the text itself"
        )
    said = given_by(tree, given.url)
    text = "\n".join(block.text for block in blocks)
    shown, start = [], 0
    for block in blocks:
        shown.append(line((start, start + len(block.text)), block.text, gap=False))
        start += len(block.text) + 1
    both = merged(given, said)
    page = titled(page_of(shown, both.url, both.title), blocks, both.title)
    simple = elements <= MOST_EXTRACTED and len(source) <= LONGEST_EXTRACTED
    kept = judged(page, aligned(shown, extracted(source, both.url) if simple else ""))
    return Scene(text, page, kept, both, tuple(block.inside for block in blocks))


def merged(given: Given, said: Given) -> Given:
    """What is given, with what the page says where nothing is given."""
    names = ("id", "url", "title", "outlet", "byline", "agency", "published")
    return Given(**{name: getattr(given, name) or getattr(said, name) for name in names})


def extracted(source: str, url: str | None) -> str:
    """The article as trafilatura finds it, a block a line; nothing where it finds none."""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        return (
            trafilatura.extract(source, url=url, include_comments=False, include_tables=False) or ""
        )
    except Exception:
        return ""  # an odd page is still a page: its lines are then judged without an article


def titled(page: Page, blocks: Sequence[Block], title: str | None) -> Page:
    """The page with its headline: the first-level heading that is most like the title given, else
    what the address spells."""
    heads = [
        i
        for i, block in enumerate(blocks)
        if "h1" in block.inside and 8 < len(block.text) <= MOST_TITLE
    ]
    if title and page.title is not None and not heads:
        return page
    wanted = (title or "")[:LONGEST_HEADING].lower()
    like = [
        (SequenceMatcher(None, blocks[i].text[:LONGEST_HEADING].lower(), wanted).ratio(), i)
        for i in heads[:8]
    ]
    score, best = max(like, default=(0.0, None))
    if best is None or (page.title is not None and score < 0.3 and len(heads) > 1):
        return page
    return Page(page.lines, best, page.topic)


def aligned(shown: Sequence[Line], article: str) -> list[bool]:
    """For each visible line whether the extracted article holds it."""
    whole = WORD.findall(article)
    runs = {tuple(whole[i : i + RUN]) for i in range(len(whole) - RUN + 1)}
    short = Counter(tuple(WORD.findall(block)) for block in article.split("\n"))
    kept = [held(line, runs, short) for line in shown]
    first, last = densest(
        [
            (1 if keep else -1) * min(line.width, 200) if keep or line.width < 200 else -100
            for line, keep in zip(shown, kept, strict=True)
        ]
    )
    return once(shown, kept, range(first, last + 1))


def held(line: Line, runs: set[tuple[str, ...]], short: Counter[tuple[str, ...]]) -> bool:
    """A line most of whose runs of four words stand in the article; a shorter one that is a block
    of it."""
    words = WORD.findall(line.text)
    if len(words) < RUN:
        return tuple(words) in short and bool(words)
    mine = [tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)]
    return sum(run in runs for run in mine) >= ENOUGH * len(mine)


def once(shown: Sequence[Line], kept: list[bool], core: range) -> list[bool]:
    """A line printed more than once is the article's where it stands among the article's lines; a
    short one only there."""
    inside = {shown[i].text for i in core if kept[i]}
    last = max((i for i, keep in enumerate(kept) if keep and shown[i].prose), default=-1)
    return [
        keep
        and (i in core or (shown[i].text not in inside and (shown[i].width >= 30 and i <= last)))
        for i, keep in enumerate(kept)
    ]
