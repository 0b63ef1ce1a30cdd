"""One highlighter for terminal, notebook and page, and the sheet on which any entry is shown with
its words.

Overlapping marks become a flat list of segments, each with the kinds that cover it and the
innermost entry. Control characters of a report are replaced for display, one for one: a report can
neither move a terminal's cursor nor turn the direction of the words around it. The record and its
JSON keep the text as it is.
"""

from __future__ import annotations

import heapq
import html as _html
import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from msgspec import Struct
from rich.console import Group
from rich.padding import Padding
from rich.text import Text

from onrecord import wording
from onrecord.errors import NoEntry
from onrecord.record import (
    Claim,
    Difference,
    Evidence,
    MergedActor,
    MergedEvent,
    Span,
    StoredReport,
    StoredStatement,
    Story,
    Words,
)

if TYPE_CHECKING:
    from onrecord.store import Store

KINDS = (
    "here",
    "condition",
    "cue",
    "source",
    "statement",
    "anonymous",
    "event",
    "actor",
    "place",
    "time",
    "issue",
)
"""The kinds of mark, the most telling first; a terminal shows a segment in the style of its first
kind."""

STYLES = {
    "here": "bold reverse",
    "condition": "magenta italic",
    "cue": "dim",
    "source": "bold",
    "statement": "cyan",
    "anonymous": "magenta",
    "event": "yellow",
    "actor": "underline",
}
_UNSEEN = dict.fromkeys(
    (*range(32), *range(127, 160), *range(8234, 8239), *range(8294, 8298), *range(55296, 57344)),
    "�",
)
_SHOWN = {**_UNSEEN, 9: "\t", 10: "\n", 13: " "}


BESIDE = frozenset({"source", "cue", "condition"})
"""Marks of an entry that are not its words: they link to it, and it does not begin with them."""


class Mark(Struct, frozen=True):
    """A stretch of text to be marked: where, as what, and the id of the entry it belongs to (empty
    where it has none)."""

    span: Span
    kind: str
    entry: str = ""


class Segment(Struct, frozen=True):
    """A stretch of text that the same marks cover from end to end."""

    text: str
    start: int
    kinds: tuple[str, ...] = ()
    entry: str = ""
    """The innermost entry that covers it."""
    begins: tuple[str, ...] = ()
    """The entries whose first words these are."""


# --- overlapping marks -> flat segments -----------------------------------------------------------


def segments(
    text: str, marks: Iterable[Mark], *, cuts: Iterable[int] = (), within: Span | None = None
) -> tuple[Segment, ...]:
    """The text (`within` a span of it) as segments in order, cut where a mark starts or ends and at
    `cuts`; they join to that text."""
    start, end = within or (0, len(text))
    clipped = _clipped(marks, start, end)
    edges = sorted(
        {start, end, *(c for c in cuts if start < c < end), *(e for m in clipped for e in m.span)}
    )
    return tuple(_flat(text, clipped, edges))


def _clipped(marks: Iterable[Mark], start: int, end: int) -> list[Mark]:
    cut = (Mark((max(m.span[0], start), min(m.span[1], end)), m.kind, m.entry) for m in marks)
    return sorted((m for m in cut if m.span[0] < m.span[1]), key=lambda m: (m.span[0], -m.span[1]))


def _flat(text: str, marks: list[Mark], edges: list[int]) -> Iterator[Segment]:
    """Sweeps once over the edges: kinds are counted, the innermost entry lies on top of a heap."""
    live: Counter[str] = Counter()
    ends = sorted(marks, key=lambda m: m.span[1])
    inner: list[tuple[int, int, int, str]] = []
    opened = closed = 0
    seen: set[str] = set()
    for start, end in itertools.pairwise(edges):
        while closed < len(ends) and ends[closed].span[1] <= start:
            live[ends[closed].kind] -= 1
            closed += 1
        fresh: dict[str, None] = {}
        while opened < len(marks) and marks[opened].span[0] <= start:
            mark = marks[opened]
            live[mark.kind] += 1
            opened += 1
            if mark.entry:
                heapq.heappush(inner, (-mark.span[0], mark.span[1], opened, mark.entry))
                fresh |= {} if mark.kind in BESIDE else {mark.entry: None}
        while inner and inner[0][1] <= start:
            heapq.heappop(inner)
        begins = tuple(e for e in fresh if e not in seen)
        seen.update(begins)
        kinds = tuple(k for k in KINDS if live[k] > 0)
        yield Segment(text[start:end], start, kinds, inner[0][3] if inner else "", begins)


def shown(text: str) -> str:
    """The text with control characters replaced, as long as before."""
    return text.translate(_SHOWN)


# --- segments -> HTML, terminal, plain ------------------------------------------------------------


def html(
    parts: Iterable[Segment],
    link: Callable[[str], str | None] | None = None,
    *,
    anchors: bool = False,
) -> str:
    """The segments as escaped HTML: marks as `<mark>`, linked by `link(entry id)`, with the entry's
    id as an anchor."""
    return "".join(_html_segment(p, link, anchors) for p in parts)


def _html_segment(part: Segment, link: Callable[[str], str | None] | None, anchors: bool) -> str:
    text = _html.escape(shown(part.text))
    if not part.kinds:
        return text
    places = part.begins if anchors else ()
    spots = "".join(f'<span class="spot" id="{_html.escape(e)}"></span>' for e in places[1:])
    name = f' id="{_html.escape(places[0])}"' if places else ""
    href = link(part.entry) if link and part.entry else None
    if href:
        skip = "" if part.entry in part.begins else ' tabindex="-1"'
        text = f'<a href="{_html.escape(href)}"{skip}>{text}</a>'
    return f'{spots}<mark{name} class="{" ".join(part.kinds)}">{text}</mark>'


def rich_text(parts: Iterable[Segment]) -> Text:
    """The segments for a terminal, each in the style of its first kind."""
    out = Text()
    for part in parts:
        out.append(shown(part.text), STYLES.get(part.kinds[0], "") if part.kinds else "")
    return out


def plain_text(parts: Sequence[Segment]) -> str:
    """The segments as plain text: the words sought stand between ⟦ and ⟧, or all that is said where
    none are sought."""
    lit = HERE if any("here" in p.kinds for p in parts) else SAID
    out: list[str] = []
    inside = False
    for part in parts:
        now = not lit.isdisjoint(part.kinds)
        out.append(("⟦" if now else "⟧") if now != inside else "")
        out.append(shown(part.text))
        inside = now
    return "".join(out) + ("⟧" if inside else "")


HERE, SAID = frozenset({"here"}), frozenset({"statement", "anonymous"})


# --- the words of a report around a span ----------------------------------------------------------

MARGIN = 220
"""An excerpt reaches at most so many characters to either side of its words."""
LONG = 3000
"""Words longer than so many characters are cut where they are shown among others."""


def short(text: str) -> str:
    """The text, cut where it is too long to be shown among others."""
    return text if len(text) <= LONG else text[:LONG] + "…"


def excerpt(text: str, spans: Sequence[Span]) -> Span:
    """The line or lines that hold the spans, but at most a margin to either side, cut between
    words; of long words the beginning."""
    if not spans:
        return (0, 0)
    start, end = min(s for s, _ in spans), max(e for _, e in spans)
    end = min(end, start + LONG)
    left = max(text.rfind("\n", 0, start) + 1, start - MARGIN)
    stop = text.find("\n", end)
    right = min(len(text) if stop < 0 else stop, end + MARGIN)
    return _at_a_space(text, left, start, 1), _at_a_space(text, right, end, -1)


def stretch(spans: Sequence[Span]) -> Span:
    """The part of a text that its excerpt is made from: nothing outside it changes the excerpt."""
    if not spans:
        return (0, 0)
    start, end = min(s for s, _ in spans), max(e for _, e in spans)
    return max(start - MARGIN - 2, 0), min(end, start + LONG) + MARGIN + 2


def _at_a_space(text: str, edge: int, words: int, step: int) -> int:
    """The edge, moved towards the words until it stands between two words (at most 40 characters,
    else left as it is)."""
    at = edge
    for _ in range(40):
        if at == words or at in (0, len(text)) or text[at - 1].isspace() or text[at].isspace():
            return at
        at += step
    return edge


# --- any entry as a sheet -------------------------------------------------------------------------


class Carried(Struct, frozen=True):
    """Words of a report that carry an entry, within the lines around them."""

    report: str
    title: str
    parts: tuple[Segment, ...]


class Sheet(Struct, frozen=True):
    """An entry for a person to read: a heading, facts as (name, value), the words, and why it was
    put together so."""

    id: str
    kind: str
    heading: str
    facts: tuple[tuple[str, str], ...] = ()
    words: tuple[Carried, ...] = ()
    why: tuple[str, ...] = ()


def name_of(report: StoredReport) -> str:
    """The title of a report, else the beginning of its first paragraph, on one line."""
    flat = " ".join(shown(report.heading or _beginning(report)).split())
    return (flat[:119] + "…" if len(flat) > 120 else flat) or "A report without words"


def _beginning(report: StoredReport) -> str:
    start = next((p.span[0] for p in report.parts if p.kind == "body"), 0)
    return report.text[start : start + 2000].strip().partition("\n")[0]


def publisher_of(report: StoredReport) -> str:
    """Who printed a report: the outlet, else the agency, else the site of its address, else its
    file."""
    site = (urlsplit(report.url or "").hostname if _whole(report.url) else "") or ""
    return report.outlet or report.agency or site.removeprefix("www.") or file_of(report)


def file_of(report: StoredReport) -> str:
    """The name of a report's file, without its folders; of a container's record "talks.jsonl#3"."""
    return report.path.rpartition("/")[2]


def _whole(url: str | None) -> bool:
    """False for an address that cannot be taken apart, as "http://[" cannot."""
    try:
        return urlsplit(url or "").hostname is not None
    except ValueError:
        return False


def statement_marks(statement: StoredStatement) -> Iterator[Mark]:
    """The marks of one statement: content, source, cue and condition."""
    kind = "anonymous" if statement.terms == "anonymous" else "statement"
    yield from _marks(kind, statement.content, statement.id)
    for part, words in (
        ("source", statement.source),
        ("cue", statement.cue),
        ("condition", statement.condition),
    ):
        if words is not None:
            yield from _marks(part, Words(words.text, words.spans), statement.id)


def _marks(kind: str, words: Words, entry: str) -> Iterator[Mark]:
    return (Mark(span, kind, entry) for span in words.spans)


def carried(
    store: Store, report: str, spans: Sequence[Span], marks: Iterable[Mark] = ()
) -> Carried:
    """The words at the spans of a report, with the line around them."""
    found = store.report(report)
    here = (Mark(span, "here") for span in spans)
    parts = segments(found.text, [*marks, *here], within=excerpt(found.text, spans))
    return Carried(report, name_of(found), parts)


def sheet(store: Store, entry: str) -> Sheet:
    """The sheet of any entry of a record; raises NoEntry where there is none with that id."""
    match store.entry(entry):
        case StoredStatement() as found:
            return _statement(store, found)
        case Claim() as found:
            return _claim(store, found)
        case MergedEvent() as found:
            return _event(store, found)
        case MergedActor() as found:
            return _actor(store, found)
        case StoredReport() as found:
            return _report(store, found)
        case Story() as found:
            return _story(store, found)
        case Difference() as found:
            return _difference(store, found)
        case _:
            raise NoEntry(
                f"{entry}: the record has no such entry; `onrecord find` lists entries with their ids"
            )


def _statement(store: Store, it: StoredStatement) -> Sheet:
    facts = (
        ("said by", it.source.text or "nobody named"),
        ("terms", wording.TERMS[it.terms]),
        ("condition", it.condition.text if it.condition else ""),
        ("what it does", wording.did(it.act, it.manner)),
        ("manner", "" if it.manner == "said" else wording.MANNER[it.manner]),
        ("how it is told", wording.KIND[it.kind]),
        ("day", wording.day(it.date.value) if it.date else ""),
        ("claim", it.claim),
        ("found by", it.by),
    )
    words = carried(store, it.report, it.content.spans, statement_marks(it))
    return Sheet(it.id, "statement", it.content.text, facts, (words,))


def _claim(store: Store, it: Claim) -> Sheet:
    said = [s for s in map(store.entry, it.statements) if isinstance(s, StoredStatement)]
    facts = (
        ("said by", names(store, [it.source] if it.source else [])),
        ("told by", wording.carried(len(it.reports), it.independent)),
    )
    words = tuple(carried(store, s.report, s.content.spans, statement_marks(s)) for s in said)
    return Sheet(it.id, "claim", it.text, facts, words, it.why)


def _event(store: Store, it: MergedEvent) -> Sheet:
    facts = (
        ("what", wording.EVENT.get(it.type, it.type) + (f" ({it.mode})" if it.mode else "")),
        ("status", wording.STATUS[it.status]),
        ("day", wording.day(it.date)),
        ("place", it.place_name or ""),
        ("by", names(store, it.source)),
        ("to", names(store, it.target)),
        ("with", names(store, [p for p in it.participants if p not in (*it.source, *it.target)])),
        ("sides", wording.listed([wording.state(s) for s in it.sides])),
        ("on the word of", names(store, it.said_by)),
        ("sure", f"{it.confidence:.0%}" if it.confidence is not None else ""),
        ("told by", wording.carried(len(it.reports), it.independent)),
    )
    words = tuple(carried(store, m.report, m.evidence) for m in it.mentions)
    return Sheet(it.id, "event", it.label, facts, words, it.why)


def _actor(store: Store, it: MergedActor) -> Sheet:
    facts = (
        ("kind", wording.ACTOR[it.kind]),
        ("for", wording.state(it.state) if it.state else ""),
        ("sector", f"{it.sector}, {wording.SECTOR[it.sector]}" if it.sector else ""),
        ("also called", wording.listed([n for n in it.names if n != it.name])),
        *(("office", office_line(o.title, o.of, o.since, o.until)) for o in it.offices),
    )
    words = tuple(carried(store, m.report, m.mentions[:1]) for m in it.members if m.mentions)
    return Sheet(it.id, "actor", it.name, facts, words, it.why)


def office_line(title: str, of: str | None, since: str | None, until: str | None) -> str:
    """An office in one line, with the days between which reports show it."""
    days = f" ({wording.span_of_days(since, until)})" if since or until else ""
    return title + (f", {of}" if of else "") + days


def names(store: Store, actors: Iterable[str]) -> str:
    """The names of actors as an English list."""
    return wording.listed([store.actor(a).name for a in actors])


def _report(store: Store, it: StoredReport) -> Sheet:
    facts = (
        ("printed by", publisher_of(it)),
        ("published", published(it)),
        ("by", wording.listed(it.byline)),
        ("agency", it.agency or ""),
        ("address", it.url or ""),
        ("story", it.story),
    )
    whole = Carried(it.id, name_of(it), segments(it.text, report_marks(store, it.id)))
    return Sheet(it.id, "report", name_of(it), facts, (whole,))


def published(report: StoredReport) -> str:
    """The day of publication in words, or the days between which it lies."""
    when = report.published
    return (
        "day not known"
        if when is None
        else wording.day(when.date or f"{when.earliest}/{when.latest}")
    )


def report_marks(store: Store, report: str) -> list[Mark]:
    """The marks of all entries of a report."""
    said = [m for s in store.statements(report=report) for m in statement_marks(s)]
    done = [
        Mark(span, "event", e.id)
        for e in store.events(report=report)
        for m in e.mentions
        if m.report == report
        for span in m.evidence
    ]
    story = store.report(report).story
    who = [
        Mark(span, "actor", a.id)
        for a in store.actors(story=story)
        for m in a.members
        if m.report == report
        for span in m.mentions
    ]
    return [*said, *done, *who]


def _story(store: Store, it: Story) -> Sheet:
    days = ("days", wording.span_of_days(it.first, it.last))
    rows = tuple((wording.day(m.date), m.label) for m in it.timeline)
    facts = (
        days,
        ("reports", str(len(it.reports))),
        *rows,
        *(("report", f"{r}  {name_of(store.report(r))}") for r in it.reports),
    )
    return Sheet(it.id, "story", it.title, facts, (), it.why)


def _difference(store: Store, it: Difference) -> Sheet:
    facts = tuple((v.value, wording.count(len(v.reports), "report")) for v in it.values)
    shown_by: list[Evidence] = [e for v in it.values for e in v.evidence]
    return Sheet(
        it.id,
        "difference",
        it.field,
        facts,
        tuple(carried(store, e.report, e.spans) for e in shown_by),
    )


# --- sheets for people ----------------------------------------------------------------------------


def terminal(store: Store, entry: str) -> Group:
    """An entry for a terminal, its words highlighted."""
    it = sheet(store, entry)
    head = Text.assemble((shown(it.heading), "bold"), "\n", (f"{it.kind} {it.id}", "dim"))
    facts = [
        Text.assemble((f"{name:>15}  ", "dim"), shown(value)) for name, value in it.facts if value
    ]
    words = [
        part
        for c in it.words
        for part in (
            Text.assemble("\n", (c.title, "italic"), ("  " + c.report, "dim")),
            Padding(rich_text(c.parts), (0, 2)),
        )
    ]
    why = [Text("\nwhy", style="dim"), *(Text("  " + shown(w)) for w in it.why)] if it.why else []
    return Group(head, *facts, *words, *why)


def plain(store: Store, entry: str) -> str:
    """An entry as plain lines, its words between ⟦ and ⟧."""
    it = sheet(store, entry)
    lines = [
        f"{it.kind} {it.id}",
        shown(it.heading),
        *(f"{name}: {shown(value)}" for name, value in it.facts if value),
    ]
    for c in it.words:
        lines += [
            "",
            f"{c.report}  {c.title}",
            *("  " + line for line in plain_text(c.parts).split("\n")),
        ]
    return "\n".join([*lines, *(f"why: {shown(w)}" for w in it.why)]) + "\n"
