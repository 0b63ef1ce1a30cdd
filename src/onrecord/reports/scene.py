"""A text as the decisions on its lines see it: nothing here changes while they are made."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from onrecord.models import lines as model
from onrecord.record import Part, PartKind, Span
from onrecord.reports.dates import closing_date, date_line
from onrecord.reports.features import FEATURES, Page
from onrecord.reports.given import Given
from onrecord.reports.houses import House, house, unknown_house
from onrecord.reports.lines import Line, lines
from onrecord.reports.marks import (
    address,
    closing_credit,
    colophon,
    credit_line,
    furniture,
    heads_teasers,
    pictured,
    pointer,
    workers,
)
from onrecord.reports.people import agency, byline, office
from onrecord.reports.refused import Refused
from onrecord.reports.slug import page_of

PROSE_SHARE, BARE_SHARE = 0.85, 0.6
HEAD_LINES = 12
"""How far above the first paragraph a headline is looked for."""
MOST_LINES = 100_000
T = TypeVar("T")
WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True)
class Scene:
    """The lines of a text, what the line model says of them, and what is known of the report."""

    text: str
    page: Page
    article: tuple[bool, ...]
    """What the line model takes for the article."""
    given: Given = field(default_factory=Given)
    inside: tuple[frozenset[str], ...] = ()
    """For a page the elements that each line stands in."""

    @property
    def lines(self) -> tuple[Line, ...]:
        return self.page.lines

    def part(self, kind: PartKind, at: int, by: str, why: str) -> Part:
        """A whole line as one part."""
        return Part(kind, self.lines[at].span, f"lines/{by}", why)

    def marked(self, at: int, element: str) -> bool:
        """The line of a page stands in such an element, or in one of such a class (".caption")."""
        return bool(self.inside) and element in self.inside[at]

    @cached_property
    def head_end(self) -> int:
        """The first line of the head: the headline, else the first paragraph."""
        return self.lead if self.title is None else min(self.title, self.lead)

    @cached_property
    def running(self) -> bool:
        """The text is running text nearly throughout, as a report is that was stored without its
        page."""
        return not self.inside and self.prose_share >= PROSE_SHARE

    @cached_property
    def bare(self) -> bool:
        """The text is a report without a page around it: mostly running text, and not a word of
        furniture in it."""
        return (
            not self.inside
            and self.prose_share >= BARE_SHARE
            and not any(map(self.furnished, range(len(self.lines))))
        )

    @cached_property
    def prose_share(self) -> float:
        """How much of the text is running text; the lines that sign it and date it do not count."""
        shown = [
            line
            for i, line in enumerate(self.lines)
            if not self.label(i) and house(line.text) is None
        ]
        every = sum(line.width for line in shown)
        return (
            sum(line.width for line in shown if line.prose or line.ends) / every if every else 0.0
        )

    def furnished(self, at: int) -> bool:
        """A line that only a page would have."""
        line = self.lines[at]
        return furniture(line) or heads_teasers(line.text) or pointer(line.text)

    @cached_property
    def first_seen(self) -> dict[str, int]:
        """Where each longer line stands first."""
        seen: dict[str, int] = {}
        for i, line in enumerate(self.lines):
            if line.width >= 40:
                seen.setdefault(line.text, i)
        return seen

    def paragraph(self, at: int) -> bool:
        """A line that could be the article's own: prose that is no caption, no credit and not
        printed before."""
        return self.paragraphs[at]

    @cached_property
    def paragraphs(self) -> tuple[bool, ...]:
        return tuple(
            line.prose and self.first_seen.get(line.text, i) == i and not self.beside(i)
            for i, line in enumerate(self.lines)
        )

    def beside(self, at: int) -> bool:
        """Prose that is no paragraph: a caption, a caption printed twice in a row, or a long line
        of the head."""
        text = self.lines[at].text
        twice = at + 1 < len(self.lines) and self.lines[at + 1].text == text
        return twice or closing_credit(text) is not None or pictured(text) or self.label(at)

    @cached_property
    def lead(self) -> int:
        """The first paragraph of the article, the standfirst counted; the number of lines where
        there is none."""
        kept = (
            i
            for i in range(len(self.lines))
            if self.paragraph(i) and (self.article[i] or self.running or self.bare)
        )
        short = (i for i, keep in enumerate(self.article) if keep)
        return next(kept, next(short, len(self.lines)))

    def label(self, at: int) -> bool:
        """A line that belongs to the head of a report: byline, agency or date."""
        text = self.lines[at].text
        return len(text) <= 160 and (
            byline(text) is not None or agency(text) is not None or date_line(text) is not None
        )

    @cached_property
    def standfirst(self) -> range:
        """The lines between the headline and the byline, the agency or the date."""
        begin = len(self.lines) if self.title is None else self.title + 1
        stop = next(
            (
                i
                for i in range(begin, min(begin + 3, len(self.lines)))
                if self.label(i) or house(self.lines[i].text)
            ),
            begin,
        )
        found = range(begin, stop)
        article = any(
            self.paragraphs[i] for i in range(stop, min(stop + HEAD_LINES, len(self.lines)))
        )
        return found if article and all(map(self.summary, found)) else range(0)

    def summary(self, at: int) -> bool:
        """A line that could sum a report up: some words, not too many, and nothing of the page."""
        line = self.lines[at]
        return (
            20 <= line.width <= 320
            and len(line.words) >= 4
            and not self.furnished(at)
            and closing_credit(line.text) is None
        )

    @cached_property
    def title(self) -> int | None:
        """The headline: the line that the address or the metadata names, else the nearest line
        above the article that reads like one."""
        if self.page.title is not None:
            return self.page.title
        if len(self.lines) < 2 or self.lead >= len(self.lines):
            return None
        above = range(max(0, self.lead - HEAD_LINES), self.lead)
        found = [i for i in above if self.headline(i)]
        found = [i for i in found if house(self.lines[i].text) is None] or found
        return (found[0] if self.running or self.bare else found[-1]) if found else None

    def headline(self, at: int) -> bool:
        """A line that reads like a headline: a few words without a full stop, and no other part of
        the head."""
        line = self.lines[at]
        if (
            not 15 <= line.width <= 220
            or line.text[-1] in ".,;:"
            or len(WORD.findall(line.text)) < 3
            or self.label(at)
        ):
            return False
        return not (
            furniture(line)
            or dated_house(line.text)
            or heads_teasers(line.text)
            or pointer(line.text)
            or credit_line(line)
            or closing_credit(line.text)
            or address(line.text)
        )

    @cached_property
    def start(self) -> int:
        """The first paragraph of the article below the standfirst."""
        after = range(max(self.lead, self.standfirst.stop), len(self.lines))
        return next((i for i in after if self.paragraphs[i]), self.lead)

    @cached_property
    def houses(self) -> dict[int, House]:
        """The lines of a plain head that name an agency or the outlet, as far as no table knows
        it."""
        if self.inside or self.lead >= len(self.lines):
            return {}
        above = range(max(0, self.start - HEAD_LINES), self.start)
        found = {
            i: house(self.lines[i].text) or self.placed(i)
            for i in above
            if i != self.title and i not in self.standfirst and not self.label(i)
        }
        return {i: kind for i, kind in found.items() if kind and self.signs(i)}

    def signs(self, at: int) -> bool:
        """A line beside the byline or the date; in a text without a page also beside the
        headline."""
        beside = [i for i in (at - 1, at + 1) if 0 <= i < self.start]
        return any(map(self.label, beside)) or (self.bare and self.title in beside)

    def placed(self, at: int) -> House | None:
        """A name between the byline and the date, or between the byline and the text, is the
        outlet's."""
        text = self.lines[at].text
        if (
            not self.bare
            or at == 0
            or byline(self.lines[at - 1].text) is None
            or office(text)
            or not unknown_house(text)
        ):
            return None
        last = at + 1 == self.start and len(text.split()) <= 3
        return "outlet" if last or date_line(self.lines[at + 1].text) else None

    @cached_property
    def own_end(self) -> int:
        """One past the last line that is the article's own and no note on it."""
        kept = (
            i
            for i in range(self.tail - 1, -1, -1)
            if self.article[i] or (self.running and self.lines[i].ends)
        )
        return next((i for i in kept if not self.note(i)), -1) + 1

    def note(self, at: int) -> bool:
        """A line about the report itself."""
        return colophon(self.lines[at].text) or workers(self.lines[at].text)

    @cached_property
    def opening(self) -> range:
        """The paragraphs between the lines of the head and the first that the line model takes for
        the article."""
        first = next((i for i, keep in enumerate(self.article) if keep), 0)
        begin = first
        while begin > 0 and self.paragraphs[begin - 1] and not self.article[begin - 1]:
            begin -= 1
        return range(begin, first) if begin and self.label(begin - 1) else range(0)

    @cached_property
    def end(self) -> int:
        """One past the last paragraph of the article."""
        last = (
            i
            for i in range(self.tail - 1, -1, -1)
            if self.paragraph(i) and (self.article[i] or self.running)
        )
        return next(last, self.tail - 1) + 1

    @cached_property
    def tail(self) -> int:
        """Where the block of teasers begins that ends the text: a heading for teasers with no more
        of the article below it."""
        start = self.lead + 1
        return next(
            (
                i
                for i in range(start, len(self.lines))
                if heads_teasers(self.lines[i].text) and not self.resumes(i + 1)
            ),
            len(self.lines),
        )

    def resumes(self, at: int) -> bool:
        """The article goes on: two long paragraphs of it stand below."""
        return at <= self.last_pair

    @cached_property
    def last_pair(self) -> int:
        """The last long paragraph of the article but one."""
        kept = (
            i
            for i in range(len(self.lines) - 1, -1, -1)
            if self.article[i] and self.lines[i].width >= 120 and self.paragraph(i)
        )
        next(kept, None)
        return next(kept, -1)


HEADER_END = re.compile(r"[\s|•·,;:–—-]+$")


def dated_house(text: str) -> tuple[House, int] | None:
    """A line that names an agency or an outlet and a date, "Xinhua | Updated: 2017-09-15": which,
    and where the name ends."""
    start = closing_date(text) if len(text) <= 120 else None
    name = HEADER_END.sub("", text[:start]) if start else ""
    kind: House | None = "agency" if name and agency(name) else house(name)
    return (kind, len(name)) if kind and text[len(name)] != ":" else None


def scene(text: str, given: Given) -> Scene:
    """A text with its lines seen and judged by the line model."""
    page = page_of(tuple(limited(lines(text))), given.url, given.title)
    return Scene(text, page, judged(page), given)


def limited(found: Iterator[T]) -> Iterator[T]:
    """The lines of a text, unless there are more than any report has."""
    for number, each in enumerate(found):
        if number >= MOST_LINES:
            raise Refused(
                f"it has over {MOST_LINES:,} lines", "cut it into one report a file or a line"
            )
        yield each


def judged(page: Page, extracted: Sequence[bool] | None = None) -> tuple[bool, ...]:
    """What the line model takes for the article; what an extractor took from the markup counts as
    one more feature."""
    rows = ([f(page, i) for f in FEATURES] for i in range(len(page.lines)))
    if extracted is None:
        return tuple(map(bool, model.article(NAMES, rows)))
    voted = ([*row, "yes" if vote else "no"] for row, vote in zip(rows, extracted, strict=True))
    return tuple(map(bool, model.article((*NAMES, "extracted"), voted)))


NAMES = tuple(f.__name__ for f in FEATURES)


def span_of(line: Line, start: int, end: int) -> Span:
    """Where a piece of a line's text stands in the report."""
    return line.span[0] + start, line.span[0] + end
