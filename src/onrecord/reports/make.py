"""A text with its parts -> Report."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.cleaned import HALF
from onrecord.record import Part, Report, Words, words
from onrecord.reports import page, plain
from onrecord.reports import scene as scenes
from onrecord.reports.given import MOST_AUTHORS, MOST_NAME, Given
from onrecord.reports.language import language
from onrecord.reports.people import agency, authors, employer
from onrecord.reports.plain import OUTLET, dateline_of
from onrecord.reports.published import Evidence, published
from onrecord.reports.refused import Refused, faults
from onrecord.reports.scene import Scene


@dataclass(frozen=True, slots=True)
class Source:
    """Where a report comes from and what its bytes are."""

    path: str
    digest: str
    encoding: str

    @staticmethod
    def of(path: str, data: bytes, encoding: str) -> Source:
        return Source(path, hashlib.sha256(data).hexdigest(), encoding)


def from_text(text: str, source: Source, given: Given) -> Report:
    """The report that a plain text is; the text stays as it is."""
    with faults():
        seen = scenes.scene(unchanged(text), given)
        if not seen.lines:
            raise Refused("it is empty", "give a file with a report in it")
        return report(seen, source)


def from_page(html: str, source: Source, given: Given) -> Report:
    """The report that an HTML page is."""
    with faults():
        return report(page.scene(unchanged(html), given), source)


def unchanged(text: str) -> str:
    """The text itself, which is refused where it could not be kept as it is given."""
    if HALF.search(text):
        raise Refused(
            "its text holds half a character (a lone surrogate)",
            "write the text again from its source as UTF-8",
        )
    return text


def report(seen: Scene, source: Source) -> Report:
    """A text with its parts decided and all that the parts and the metadata tell."""
    parts, given, text = plain.parts(seen), seen.given, seen.text
    names, wire = signed(text, parts)
    title = whole(text, parts, "title")
    return Report(
        id=source.digest[:16], path=source.path, lang=language(read_text(text, parts)), text=text,
        title=title, headline=None if title else given.title, standfirst=whole(text, parts, "standfirst"), dateline=dateline(text, parts),
        byline=told(given) or names or unsigned(given), agency=wired(given) or wire,
        outlet=given.outlet or outlet(text, parts), url=given.url,
        published=published(Evidence(text, parts, given, given.url)),
        parts=parts, digest=source.digest, encoding=source.encoding, given=given.id,
    )  # fmt: skip


def told(given: Given) -> tuple[str, ...]:
    """The authors that are given, without an agency and without the outlet itself."""
    named = [
        authors(name)[0] or (name[:MOST_NAME],)
        for name in given.byline
        if agency(name) is None and not same(name, given.outlet)
    ]
    return some(n for names in named for n in names)


def some(names: Iterable[str]) -> tuple[str, ...]:
    """Each name once, as far as a report has authors."""
    return tuple(dict.fromkeys(names))[:MOST_AUTHORS]


def unsigned(given: Given) -> tuple[str, ...]:
    """The outlet, where it is given as the author and the report names no other."""
    return tuple(name[:MOST_NAME] for name in given.byline if agency(name) is None)


def same(name: str, outlet: str | None) -> bool:
    """An author that is the outlet by another writing of its name."""
    a, b = (
        "".join(filter(str.isalnum, x or "")).casefold().removeprefix("the") for x in (name, outlet)
    )
    return bool(a) and (a in b or b in a) if a and b else False


def wired(given: Given) -> str | None:
    """The agency that is given, by the name that is usual for it."""
    if given.agency:
        return agency(given.agency) or given.agency
    return next(filter(None, (agency(name) or authors(name)[1] for name in given.byline)), None)


def whole(text: str, parts: Sequence[Part], kind: str) -> Words | None:
    """The words of the parts of one kind."""
    spans = [part.span for part in parts if part.kind == kind]
    return words(text, *spans) if spans else None


def dateline(text: str, parts: Sequence[Part]) -> Words | None:
    """The words of the first dateline, without the dash."""
    part = next((p for p in parts if p.kind == "dateline"), None)
    found = dateline_of(text[part.span[0] : part.span[1]] + " ") if part else None
    end = part.span[0] + found.end("words") if part and found else part.span[1] if part else 0
    return words(text, (part.span[0], end)) if part else None


def signed(text: str, parts: Sequence[Part]) -> tuple[tuple[str, ...], str | None]:
    """The authors and the agency that the report itself names, in its bylines, agency lines and
    dateline."""
    found = [read_signature(text[p.span[0] : p.span[1]], p.kind) for p in own(parts)]
    names = some(name for names, _ in found for name in names)
    return names, next((wire for _, wire in found if wire), None)


def own(parts: Sequence[Part]) -> list[Part]:
    """The lines that sign the report: those above its first paragraph, else those before its end;
    what is below signs other reports."""
    body = [p.span for p in parts if p.kind == "body"]
    signs = [p for p in parts if p.kind in ("byline", "agency", "dateline")]
    above = [p for p in signs if not body or p.span[0] < body[0][0]]
    named = any(p.kind == "byline" for p in above)
    return (
        [p for p in signs if not body or p.span[0] < body[-1][1] + NEAR_END] if not named else above
    )


NEAR_END = 200


def read_signature(shown: str, kind: str) -> tuple[tuple[str, ...], str | None]:
    """The authors and the agency in one such line."""
    if kind == "byline":
        return authors(shown)
    if kind == "agency":
        return (), agency(shown) or shown.strip()
    match = dateline_of(shown + " ")
    wire = match.groupdict().get("agency") if match else None
    return (), agency(wire.strip()) or wire.strip() if wire else None


def outlet(text: str, parts: Sequence[Part]) -> str | None:
    """The outlet that the head of the report names, on a line of its own or after the author."""
    body = next((p.span[0] for p in parts if p.kind == "body"), len(text))
    above = [(p, text[p.span[0] : p.span[1]].strip()) for p in parts if p.span[0] < body]
    lines = (shown for p, shown in above if p.by == OUTLET)
    return next(lines, None) or next(
        filter(None, (employer(shown) for p, shown in above if p.kind == "byline")), None
    )


def read_text(text: str, parts: Sequence[Part]) -> str:
    """The article's words, from which its language is told; all words where it has none."""
    body = "\n".join(text[p.span[0] : p.span[1]] for p in parts if p.kind == "body")
    return body if len(body) > 20 else text
