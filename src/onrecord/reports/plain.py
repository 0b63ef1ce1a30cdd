"""Lines of plain text -> parts: one decision after the other looks at a line, and the first that
knows it says what it is and why."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from onrecord.record import Part
from onrecord.reports.dates import closing_date, date_line, leading_date
from onrecord.reports.houses import house, person, place_name, proper, wire_in_dateline
from onrecord.reports.lines import Line
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
from onrecord.reports.people import agency, authors, byline, office
from onrecord.reports.scene import HEAD_LINES, HEADER_END, Scene, dated_house, span_of

Decision = Callable[[Scene, int], Sequence[Part]]
"""The parts of a line where the decision knows it; nothing where it does not."""


def repeat(scene: Scene, at: int) -> Sequence[Part]:
    line = scene.lines[at]
    first = scene.first_seen.get(line.text, at)
    if first == at or at == scene.title:
        return ()
    return [scene.part("repeat", at, "repeat", "the same line stands above")]


def title(scene: Scene, at: int) -> Sequence[Part]:
    if at != scene.title:
        return ()
    why = (
        "the address or the metadata says so"
        if at == scene.page.title
        else "the nearest line above the article that reads like a headline"
    )
    line = scene.lines[at]
    opening = leading_date(line.text[:80])
    clock = CLOCK_AND_MARKS.match(line.text, opening[0]) if opening else None
    if clock and len(line.text.rstrip()) - clock.end() >= 15:
        # " date 2017-11-07 Russia condemns missile launch"
        first, before = clock.end(), len(line.text[: clock.end()].rstrip())
        return [
            Part("date", span_of(line, 0, before), "lines/title", "a date set before the title"),
            Part("title", span_of(line, first, len(line.text)), "lines/title", why),
        ]
    start = None if at == scene.page.title else closing_date(line.text)
    name = HEADER_END.sub("", line.text[:start]) if start else ""
    if (
        not start
        or len(name) < 15
        or not (DAY_FIRST.match(line.text[start:]) or JOINED.search(line.text[len(name) : start]))
    ):
        return [scene.part("title", at, "title", why)]
    return [
        Part("title", span_of(line, 0, len(name)), "lines/title", why),
        dated_rest(line, len(name), "title"),
    ]


CLOCK_AND_MARKS = re.compile(r"[^\w“\"'‘(]*(?:T?\d\d?:\d\d\S*[^\w“\"'‘(]*)?")
"""What may stand between a date and the headline: "10:30 | "."""
DAY_FIRST = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day,? ", re.I)
JOINED = re.compile(r"[|•·–—-]")


def title_again(scene: Scene, at: int) -> Sequence[Part]:
    """A headline printed more than once: the copies that are not the title."""
    if (
        scene.title is None
        or at == scene.title
        or scene.lines[at].text != scene.lines[scene.title].text
    ):
        return ()
    return [scene.part("repeat", at, "title_again", "it is the headline again")]


def teaser_block(scene: Scene, at: int) -> Sequence[Part]:
    if at < scene.tail:
        return ()
    return [
        scene.part(
            "teaser",
            at,
            "teaser_block",
            f"below the heading {scene.lines[scene.tail].text!r}, with no more of the article after it",
        )
    ]


def web_address(scene: Scene, at: int) -> Sequence[Part]:
    return (
        [scene.part("chrome", at, "web_address", "it is a web address")]
        if address(scene.lines[at].text)
        else ()
    )


def standfirst(scene: Scene, at: int) -> Sequence[Part]:
    if at in scene.standfirst:
        return [scene.part("standfirst", at, "standfirst", "between the headline and the byline")]
    if (
        not scene.marked(at, ".standfirst")
        or scene.title is None
        or not scene.title < at <= scene.title + 4
        or not scene.summary(at)
    ):
        return ()
    return [
        scene.part("standfirst", at, "standfirst", "the page marks it as such, below the headline")
    ]


def date(scene: Scene, at: int) -> Sequence[Part]:
    return (
        [scene.part("date", at, "date", "a date and nothing else")]
        if date_line(scene.lines[at].text)
        else ()
    )


def agency_and_date(scene: Scene, at: int) -> Sequence[Part]:
    """A header that names an agency or the outlet, and a date: "Xinhua | Updated: 2017-09-15"."""
    line = scene.lines[at]
    found = dated_house(line.text) if at < scene.start else None
    if not found:
        return ()
    kind, end = found
    by, why = (
        ("lines/agency_and_date", "an agency before a date")
        if kind == "agency"
        else (OUTLET, "an outlet before a date")
    )
    return [
        Part("agency" if kind == "agency" else "chrome", span_of(line, 0, end), by, why),
        dated_rest(line, end, "agency_and_date"),
    ]


def dated_rest(line: Line, end: int, by: str) -> Part:
    """The date that follows on a line, with the sign before it."""
    rest = len(line.text) - len(line.text[end:].lstrip())
    return Part("date", span_of(line, rest, len(line.text)), f"lines/{by}", "a date after a name")


OUTLET = "lines/outlet_line"
"""What gives a line that names the outlet."""


def house_line(scene: Scene, at: int) -> Sequence[Part]:
    """A line of the head that names an agency or the outlet, which no table knows."""
    kind = scene.houses.get(at)
    if kind is None:
        return ()
    if kind == "agency":
        return [
            scene.part(
                "agency",
                at,
                "house_line",
                "beside the byline or the date, in words that agencies are called by",
            )
        ]
    return [
        Part(
            "chrome",
            scene.lines[at].span,
            OUTLET,
            "beside the byline or the date, a name that is no person's and no place's",
        )
    ]


def head_line(scene: Scene, at: int) -> Sequence[Part]:
    """A short line between the lines of the head: a place, a person, or what is no part of the
    article."""
    text = scene.lines[at].text
    if (
        not scene.bare
        or scene.title is None
        or not scene.title < at < scene.start
        or not (proper(text) or place_name(text))
    ):
        return ()
    if not any(scene.label(near) for near in (at - 1, at + 1, at + 2) if near < scene.start):
        return ()
    if place_name(text):
        return [scene.part("dateline", at, "head_line", "a place between the lines of the head")]
    if person(text) and authors(text)[0]:
        return [
            scene.part("byline", at, "head_line", "a person's name between the lines of the head")
        ]
    if not all(scene.label(near) for near in (at - 1, at + 1)):
        return ()
    return [scene.part("chrome", at, "head_line", "a name between the lines of the head")]


def author_office(scene: Scene, at: int) -> Sequence[Part]:
    """What the author is, on a line of its own below the byline."""
    if (
        not 0 < at < scene.start
        or byline(scene.lines[at - 1].text) is None
        or not office(scene.lines[at].text)
    ):
        return ()
    return [
        scene.part("byline", at, "author_office", "below the byline, it says what the author is")
    ]


def header_date(scene: Scene, at: int) -> Sequence[Part]:
    """A date in front of the article on its first line: " date 2021-03-18 The talks ..."."""
    line = scene.lines[at]
    found = leading_date(line.text[:80]) if at <= scene.lead else None
    if not found or found[0] >= len(line.text):
        return ()
    return [
        Part("date", span_of(line, 0, found[0]), "lines/header_date", "a date set before the text"),
        *after(scene, at, found[0]),
    ]


def after(scene: Scene, at: int, start: int) -> Sequence[Part]:
    """The rest of a line of the article."""
    line = scene.lines[at]
    while start < len(line.text) and line.text[start].isspace():
        start += 1
    return (
        [
            Part(
                "body",
                span_of(line, start, len(line.text)),
                "lines/article",
                "the rest of the line",
            )
        ]
        if start < len(line.text)
        else []
    )


def author(scene: Scene, at: int) -> Sequence[Part]:
    line = scene.lines[at]
    if line.width > 160 or not byline(line.text):
        return ()
    start = closing_date(line.text)
    name = HEADER_END.sub("", line.text[:start]) if start else ""
    if not start or not byline(name):
        return [scene.part("byline", at, "author", "it opens like a byline and names someone")]
    named = Part(
        "byline",
        span_of(line, 0, len(name)),
        "lines/author",
        "it opens like a byline and names someone",
    )
    return [named, dated_rest(line, len(name), "author")]


def bare_author(scene: Scene, at: int) -> Sequence[Part]:
    """A name alone, above the article or at its very end, where another line is its label or its
    office."""
    line = scene.lines[at]
    above = scene.lines[at - 1].text.lower().rstrip(":") if at else ""
    if (
        above not in ("by", "von", "par", "por", "author", "written by")
        or not authors(line.text)[0]
    ):
        return ()
    return [scene.part("byline", at, "bare_author", "a name below the word for author")]


def agency_line(scene: Scene, at: int) -> Sequence[Part]:
    line = scene.lines[at]
    return (
        [scene.part("agency", at, "agency_line", "it names a news agency and nothing else")]
        if line.width <= 60 and agency(line.text)
        else ()
    )


PLACE = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+(?: (?:[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+|de|du|of))*"
REGION = r"(?:\s?[/,]\s?[A-ZÀ-Þ][\w.'’]*(?: [A-ZÀ-Þ][\w.'’]*){0,3}){0,2}"
DAY = r"(?:\s?,?\s[A-Z][a-z]+\.? \d{1,2}(?:\s?,\s\d{4})?)?"
WIRE = r"\s?\((?P<agency>[\w .'’/-]{2,40})\s?\)"
DASH = r"\s*(?:--|—|–|-(?=\s)|_)\s*"
DATELINES = (
    re.compile(rf"(?P<words>{PLACE}{REGION}{DAY}(?:\s?,)?{WIRE})(?:{DASH}|\s*:\s+|\s*$)"),
    re.compile(rf"(?P<words>[A-ZÀ-Þ][\w.'’-]+(?:[ ,]+[A-ZÀ-Þ][\w.'’-]*){{0,5}}{DAY}{WIRE}){DASH}"),
    re.compile(rf"(?P<words>(?P<bare>{PLACE}){REGION}{DAY}){DASH}"),
)
NO_PLACE = re.compile(
    r"\b(?:BREAKING|NEWS|UPDATE|UPDATED?|EXCLUSIVE|ANALYSIS|WATCH|LIVE|OPINION|EDITORIAL|VIDEO|NOTE|QUESTION|ANSWER|TEST|SERIES|REPORT|FACT|FACTBOX|SPECIAL|ADVISORY|BULLETIN|CORRECTION|WARNING|WITH|THE|AND|FOR|IS|ON|CNN|BBC|FILE|PHOTO)\b"
)


def dateline_of(text: str) -> re.Match[str] | None:
    """The place, and the agency if it is named, in front of a report: "NAIROBI, Kenya (AP) _"."""
    for pattern in DATELINES[:2]:
        found = pattern.match(text)
        if found and (agency(found["agency"].strip()) or unlisted(found)):
            return found
    found = DATELINES[2].match(text)
    if (
        not found
        or len(found["words"]) > 50
        or len(found["bare"].split()) > 3
        or NO_PLACE.search(found["bare"])
    ):
        return None
    return found


def unlisted(found: re.Match[str]) -> bool:
    """A dateline with an agency that no table knows: "TURKU (Meridian Press) —"."""
    name, place = found["agency"].strip(), found["words"].split("(")[0].strip(" ,")
    if not found[0].rstrip().endswith(DASHES) or NO_PLACE.search(place):
        return False
    return (
        house(name) is not None
        if not place.split(",")[0].isupper()
        else wire_in_dateline(name, place)
    )


DASHES = ("-", "–", "—", "_")
BEFORE_DATELINE = 2
"""A standfirst and a caption may be paragraphs that stand before the dateline."""


def dateline(scene: Scene, at: int) -> Sequence[Part]:
    line = scene.lines[at]
    if (
        at > scene.lead + HEAD_LINES
        or sum(map(scene.paragraph, range(scene.lead, at))) > BEFORE_DATELINE
    ):
        return ()
    found = dateline_of(line.text[:160])
    if not found:
        return ()
    return [
        Part(
            "dateline",
            span_of(line, 0, len(found[0].rstrip())),
            "lines/dateline",
            "a place in capitals before the text",
        ),
        *after(scene, at, found.end()),
    ]


def credit(scene: Scene, at: int) -> Sequence[Part]:
    line = scene.lines[at]
    if scene.article[at] and not line.text.startswith(("(", "[")) and line.prose:
        return ()
    return (
        [scene.part("credit", at, "credit", "it names the maker of a picture")]
        if credit_line(line)
        else ()
    )


def caption(scene: Scene, at: int) -> Sequence[Part]:
    """What a picture shows, with its maker at the end."""
    line = scene.lines[at]
    found = closing_credit(line.text)
    if (
        not found
        or found[0] == 0
        or (
            scene.article[at]
            and (
                agency(line.text[found[0] : found[1]])
                or (line.text[found[0]] not in "([" and line.width > 300)
            )
        )
    ):
        return ()
    stop = len(line.text[: found[0]].rstrip())
    return [
        Part(
            "caption",
            span_of(line, 0, stop),
            "lines/caption",
            "it ends with the credit of a picture",
        ),
        Part(
            "credit",
            span_of(line, found[0], len(line.text)),
            "lines/caption",
            "the credit that ends a caption",
        ),
    ]


def marked_caption(scene: Scene, at: int) -> Sequence[Part]:
    """What the page marks as the words below a picture, with the credit that ends it."""
    line = scene.lines[at]
    if (
        not (scene.marked(at, "figcaption") or scene.marked(at, ".caption"))
        or line.width > LONGEST_CAPTION
    ):
        return ()
    if credit_line(line) or agency(line.text) or scene.marked(at, ".credit"):
        return [
            scene.part(
                "credit", at, "marked_caption", "the credit of a picture, in the page's own mark-up"
            )
        ]
    found = closing_credit(line.text)
    stop = len(line.text[: found[0]].rstrip()) if found else len(line.text)
    shown = Part(
        "caption",
        span_of(line, 0, stop),
        "lines/marked_caption",
        "the page marks it as the caption of a picture",
    )
    rest = (
        [
            Part(
                "credit",
                span_of(line, found[0], len(line.text)),
                "lines/marked_caption",
                "the credit that ends a caption",
            )
        ]
        if found
        else []
    )
    return [shown, *rest] if stop else rest


LONGEST_CAPTION = 800


def picture(scene: Scene, at: int) -> Sequence[Part]:
    """A caption without a credit that says that it is one."""
    return (
        [scene.part("caption", at, "picture", "it speaks of a picture")]
        if pictured(scene.lines[at].text)
        else ()
    )


def picture_twice(scene: Scene, at: int) -> Sequence[Part]:
    """A caption without a credit, printed twice in a row above the article, as captions are."""
    line = scene.lines[at]
    below = scene.lines[at + 1].text if at + 1 < len(scene.lines) else ""
    if (
        below != line.text
        or not line.prose
        or scene.title is None
        or at >= scene.head_end
        or closing_credit(line.text)
    ):
        return ()
    return [scene.part("caption", at, "picture_twice", "printed twice in a row above the article")]


def colophon_line(scene: Scene, at: int) -> Sequence[Part]:
    """A note on the report itself, below its last paragraph."""
    if at < scene.own_end or not scene.own_end or not colophon(scene.lines[at].text):
        return ()
    return [
        scene.part(
            "chrome",
            at,
            "colophon_line",
            "below the last paragraph, it speaks of the report itself",
        )
    ]


def makers(scene: Scene, at: int) -> Sequence[Part]:
    return (
        [scene.part("credit", at, "makers", "it names those who reported, wrote or edited")]
        if workers(scene.lines[at].text)
        else ()
    )


def pointer_line(scene: Scene, at: int) -> Sequence[Part]:
    return (
        [scene.part("teaser", at, "pointer_line", "it sends the reader to another report")]
        if pointer(scene.lines[at].text)
        else ()
    )


def offered(scene: Scene, at: int) -> Sequence[Part]:
    """A heading for teasers inside the article, and what it heads."""
    start = at
    while (
        start > 0
        and at - start < 6
        and not (scene.lines[start].prose and scene.article[start])
        and not heads_teasers(scene.lines[start].text)
    ):
        start -= 1
    if (scene.article[at] and scene.lines[at].prose) or not heads_teasers(scene.lines[start].text):
        return ()
    if start < at and (scene.running or any(scene.article[i] for i in range(start + 1, at + 1))):
        return ()
    return [scene.part("teaser", at, "offered", "it stands below a heading for other reports")]


def page_word(scene: Scene, at: int) -> Sequence[Part]:
    return (
        [scene.part("chrome", at, "page_word", "a button, a notice or a mark of the page")]
        if furniture(scene.lines[at]) and not scene.lines[at].prose
        else ()
    )


def article(scene: Scene, at: int) -> Sequence[Part]:
    """The article as the line model sees it."""
    return (
        [scene.part("body", at, "article", "the line model takes it for the article")]
        if scene.article[at]
        else ()
    )


def opening(scene: Scene, at: int) -> Sequence[Part]:
    """Paragraphs straight below the byline: what the line model misses in a short article among
    much else."""
    return (
        [scene.part("body", at, "opening", "a paragraph straight below the byline")]
        if at in scene.opening
        else ()
    )


def running_text(scene: Scene, at: int) -> Sequence[Part]:
    """What the line model would drop from a text that is an article and hardly anything else."""
    line = scene.lines[at]
    inside = scene.lead <= at < scene.end
    if (
        not scene.bare
        and not (scene.running and (inside or line.prose or line.ends))
        and len(scene.lines) > 1
    ):
        return ()
    return [scene.part("body", at, "running_text", "the text is running text nearly throughout")]


def teaser(scene: Scene, at: int) -> Sequence[Part]:
    line = scene.lines[at]
    return (
        [scene.part("teaser", at, "teaser", "a headline or a sentence outside the article")]
        if line.width >= 35 and len(line.words) >= 5
        else ()
    )


def chrome(scene: Scene, at: int) -> Sequence[Part]:
    return [scene.part("chrome", at, "chrome", "short words outside the article")]


DECISIONS: tuple[Decision, ...] = (
    teaser_block, title, title_again, picture_twice, repeat, web_address, date, agency_and_date,
    author, bare_author, agency_line, house_line, author_office, head_line, standfirst, header_date, dateline,
    makers, credit, marked_caption, caption, picture, colophon_line, pointer_line, offered, page_word,
    article, opening, running_text, teaser, chrome,
)  # fmt: skip


def parts(scene: Scene) -> tuple[Part, ...]:
    """The parts of a text, in order; lines of one kind that follow each other for one reason are
    one part."""
    return tuple(joined(part for at in range(len(scene.lines)) for part in decided(scene, at)))


def decided(scene: Scene, at: int) -> Sequence[Part]:
    """What the first decision that knows the line says of it."""
    return next(filter(None, (decision(scene, at) for decision in DECISIONS)))


def joined(found: Iterator[Part]) -> Iterator[Part]:
    last: Part | None = None
    for part in found:
        if (
            last
            and (last.kind, last.by, last.why) == (part.kind, part.by, part.why)
            and part.kind in ("body", "teaser", "chrome")
        ):
            last = Part(last.kind, (last.span[0], part.span[1]), last.by, last.why)
            continue
        if last:
            yield last
        last = part
    if last:
        yield last
