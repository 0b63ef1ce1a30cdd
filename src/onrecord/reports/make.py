"""A text with its parts -> Report."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.record import Part, Report, Words, words
from onrecord.reports import page, plain
from onrecord.reports import scene as scenes
from onrecord.reports.given import Given
from onrecord.reports.language import language
from onrecord.reports.people import agency, authors
from onrecord.reports.plain import dateline_of
from onrecord.reports.published import Evidence, published
from onrecord.reports.refused import Refused
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
    return report(scenes.scene(text, given), source)


def from_page(html: str, source: Source, given: Given) -> Report:
    """The report that an HTML page is."""
    seen = page.scene(html, given)
    if not seen.lines:
        raise Refused("the page shows no text", "save the page again from a browser, or give the text itself")
    return report(seen, source)


def report(seen: Scene, source: Source) -> Report:
    """A text with its parts decided and all that the parts and the metadata tell."""
    parts, given, text = plain.parts(seen), seen.given, seen.text
    names, wire = signed(text, parts)
    return Report(
        id=source.digest[:16], path=source.path, lang=language(read_text(text, parts)), text=text,
        title=whole(text, parts, "title"), standfirst=whole(text, parts, "standfirst"), dateline=dateline(text, parts),
        byline=told(given) or names, agency=wired(given) or wire, outlet=given.outlet, url=given.url,
        published=published(Evidence(text, parts, given, given.url)),
        parts=parts, digest=source.digest, encoding=source.encoding, given=given.id,
    )  # fmt: skip


def told(given: Given) -> tuple[str, ...]:
    """The authors that are given, without the agency among them."""
    named = [authors(name)[0] or ((name,) if agency(name) is None else ()) for name in given.byline]
    return tuple(dict.fromkeys(n for names in named for n in names))


def wired(given: Given) -> str | None:
    """The agency that is given, by the name that is usual for it."""
    if given.agency:
        return agency(given.agency) or given.agency
    return next(filter(None, map(agency, given.byline)), None)


def whole(text: str, parts: Sequence[Part], kind: str) -> Words | None:
    """The words of the parts of one kind."""
    spans = [part.span for part in parts if part.kind == kind]
    return words(text, *spans) if spans else None


def dateline(text: str, parts: Sequence[Part]) -> Words | None:
    """The words of the first dateline, without the dash."""
    part = next((p for p in parts if p.kind == "dateline"), None)
    found = dateline_of(text[part.span[0] : part.span[1]] + " ") if part else None
    return words(text, (part.span[0], part.span[0] + found.end("words"))) if part and found else None


def signed(text: str, parts: Sequence[Part]) -> tuple[tuple[str, ...], str | None]:
    """The authors and the agency that the report itself names, in its bylines, agency lines and dateline."""
    names: dict[str, None] = {}
    wire: str | None = None
    for part in parts:
        shown = text[part.span[0] : part.span[1]]
        if part.kind == "byline":
            found, by_agency = authors(shown)
            names.update(dict.fromkeys(found))
            wire = wire or by_agency
        elif part.kind == "agency":
            wire = wire or agency(shown)
        elif part.kind == "dateline":
            match = dateline_of(shown + " ")
            wire = wire or (agency(match["agency"].strip()) if match and match["agency"] else None)
    return tuple(names), wire


def read_text(text: str, parts: Sequence[Part]) -> str:
    """The article's words, from which its language is told; all words where it has none."""
    body = "\n".join(text[p.span[0] : p.span[1]] for p in parts if p.kind == "body")
    return body if len(body) > 20 else text
