"""The marks of events as training takes them: texts with their paragraphs, triggers, and words of
roles.

Items and reports told by words (`told`) name the words of each role. Marks of whole reports name
actors by key: their words are looked up in the marks of references where there are some, else in
what onrecord itself reads (`--readings`); a role of which no word stands near is unknown, and not
trained on.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from onrecord.read import belonging
from onrecord.read.bearers import Bearer, bearers
from onrecord.read.parse import paragraphs
from onrecord.record import Actor, Place, Span

ROLES = ("who", "whom", "by", "place", "when")
SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s+(?=[\"'“‘(]*[A-Z0-9])")
TOGETHER = ("AGREE", "CONSULT")
OTHER_CODE = {"KOS": "XKX", "KSV": "XKX", "UNK": "XKX", "TAW": "TWN", "PAL": "PSE"}
"""Codes of states as some mark them, and as onrecord writes them."""
Marks = dict[str, Any]


@dataclass
class Event:
    """A marked event: where its trigger stands and the words of its roles; None for a role of which
    nothing is known."""

    trigger: Span
    type: str
    also: tuple[str, ...]
    mode: str | None
    status: str
    central: bool
    unsure: bool
    roles: dict[str, list[Span] | None]
    sides: frozenset[str]
    targets: frozenset[str]
    group: int


class Allegiance(NamedTuple):
    """A mention, and the states for which the one whom it mentions acts or to which he belongs."""

    span: Span
    states: frozenset[str]


@dataclass
class Doc:
    id: str
    text: str
    spans: list[Span]
    events: list[Event]
    vague: list[Span] = field(default_factory=list)
    """Words among which an event is told again, nobody knows by which."""
    bearers: list[Bearer] = field(default_factory=list)
    """Words that may stand for a state."""
    persons: tuple[str, ...] = ()
    """The names of persons."""
    allegiances: list[Allegiance] = field(default_factory=list)
    """Mentions with the states for which those mentioned act, or which they belong to."""
    silver: bool = False
    """Whether the states of actors are taken from what onrecord reads."""
    meant: Marks | None = None
    """Who is meant by expressions of the text, as far as it was marked for that."""


def aside(key: str) -> bool:
    """True of the fifth of days and reports that is never trained on."""
    return hashlib.sha256(key.encode()).digest()[0] < 51


def lines(path: Path) -> Iterator[Marks]:
    read = gzip.open if path.suffix == ".gz" else open
    with read(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def key_of(doc: Marks) -> str:
    """What goes aside together: the items of a day, the reports of a happening or of an outlet's
    day."""
    if "category" in doc:
        return str(doc["date"])
    if doc.get("happening"):
        return str(doc["happening"])
    published = doc.get("published")
    return f"{doc['outlet']} {published}" if published else str(doc["id"])


def texts(path: Path) -> Iterator[Marks]:
    """The texts of a file of lines, or of the plain ones in a folder."""
    if path.is_dir():
        for file in sorted(path.glob("*.txt")):
            yield {"id": file.name, "text": file.read_text(encoding="utf-8")}
    else:
        yield from lines(path)


# --- events told by words ---------------------------------------------------------------------


def item(doc: Marks, marks: Marks) -> Doc:
    """An item of a single paragraph."""
    text = doc["text"]
    events = []
    for number, e in enumerate(marks["events"]):
        trigger = nth(text, e["t"])
        roles = {r: near(text, e[r], trigger) for r in ("who", "whom", "by")}
        roles |= {r: near(text, [e[r]] if e.get(r) else [], trigger) for r in ("place", "when")}
        events.append(event(e, trigger, roles, number))
    return Doc(doc["id"], text, [(0, len(text))], events, allegiances=list(acting(events)))


def told(text: str, given: Marks, meant: Marks | None) -> Doc:
    """A text whose marks say by spans where the words of the roles stand (`training/marks`), and
    perhaps who is meant by its expressions."""
    spans = list(paragraphs(text, 0, len(text)))
    found = Doc(given["id"], text, spans, [], silver=meant is None, meant=meant)
    if meant:
        state = {a["key"]: OTHER_CODE.get(a["state"], a["state"]) for a in meant["actors"]}
        found.allegiances += [
            Allegiance(tuple(m["span"]), frozenset(filter(None, map(state.get, m["actors"]))))
            for m in meant["mentions"]
        ]
    for number, e in enumerate(given["events"]):
        trigger = tuple(e["trigger"])
        par = next(s for s in found.spans if s[0] <= trigger[0] < s[1])
        named = {r: [tuple(s) for s in e.get(r, ())] for r in ROLES}
        known = {r: s if r == "place" or inside(s, par) else None for r, s in named.items()}
        first = event(e, trigger, known, number)
        found.events.append(first)
        retold(found, first, [tuple(s) for s in e.get("again", ())], dict.fromkeys(ROLES))
    known = {one.span for one in found.allegiances}
    found.allegiances += [one for one in acting(found.events) if one.span not in known]
    return found


def acting(events: Iterable[Event]) -> Iterator[Allegiance]:
    """Those who are alone on a side of an event, with the states of that side; where several are
    and no state is, each of them."""
    for e in events:
        who, whom = e.roles["who"] or [], e.roles["whom"] or []
        both = (
            [(who + whom, e.sides)] if e.type in TOGETHER else [(who, e.sides), (whom, e.targets)]
        )
        for spans, states in both:
            if len(spans) == 1 or not states:
                yield from (Allegiance(span, states) for span in spans)


def ours(path: Path, data: Path, meant: Mapping[str, Marks]) -> Iterator[Doc]:
    """The texts of a file of `training/marks`: our own, which it holds, and those of `data`, each
    known by the digest of the beginning that was marked."""
    marked: dict[str, list[Marks]] = {}
    for given in lines(path):
        if "text" in given:
            yield told(given["text"], given, meant.get(digest(given["text"])))
        else:
            marked.setdefault(given["from"], []).append(given)
    for name, all_ in marked.items():
        by_id = {given["id"]: given for given in all_}
        for doc in texts(data / name):
            given = by_id.get(doc["id"])
            text = doc["text"][: given["length"]] if given else ""
            out = given is None or ("outlet" in doc and aside(key_of(doc)))
            if not out and digest(text) == given["digest"]:
                yield told(text, given, meant.get(given.get("meant", given["digest"])))


def nothing(path: Path) -> Iterator[Doc]:
    """The beginnings of reports of sport and culture, a sixth of those in the file by digest, which
    tell of no events."""
    for doc in lines(path):
        digest = hashlib.sha256(doc["id"].encode()).digest()[0]
        if doc["section"] in ("sport", "entertainment") and digest < 40:
            spans = list(paragraphs(doc["text"], 0, len(doc["text"])))
            kept = [span for span in spans if span[0] < 1000]
            yield Doc(doc["id"], doc["text"][: kept[-1][1]], kept, [])


def nth(text: str, piece: str) -> Span:
    """Where a trigger stands: `talks#2` is the second of its kind."""
    words, _, number = piece.partition("#")
    at = -1
    for _ in range(int(number or 1)):
        at = text.index(words, at + 1)
    return at, at + len(words)


def near(text: str, pieces: Iterable[str], trigger: Span) -> list[Span]:
    """Each piece where it stands nearest to the trigger."""
    found = []
    for piece in pieces:
        starts = [m.start() for m in re.finditer(re.escape(piece), text)]
        if starts:
            start = min(starts, key=lambda s: abs(s - trigger[0]))
            found.append((start, start + len(piece)))
    return found


def event(e: Marks, trigger: Span, roles: Mapping[str, list[Span] | None], group: int) -> Event:
    return Event(
        trigger, e["type"], tuple(e.get("also") or ()), e.get("mode"), e["status"],
        bool(e["central"]), bool(e.get("unsure")), dict(roles), *states(e), group,
    )  # fmt: skip


def states(e: Marks) -> tuple[frozenset[str], frozenset[str]]:
    """The states of both sides; of a meeting or an agreement all are on one."""
    sides, targets = (
        frozenset(OTHER_CODE.get(state, state) for state in e[k]) for k in ("sides", "targets")
    )
    return (sides | targets, frozenset()) if e["type"] in TOGETHER else (sides, targets)


def inside(spans: Iterable[Span], outer: Span) -> bool:
    return all(outer[0] <= s and e <= outer[1] for s, e in spans)


def retold(
    doc: Doc, first: Event, again: Iterable[Span], roles: dict[str, list[Span] | None]
) -> None:
    """Further tellings of an event: by the same word where it stands there again."""
    stem = re.findall(r"\w+", doc.text[slice(*first.trigger)].lower())[-1][:5]
    for start, end in again:
        spots = [
            m.span()
            for m in re.compile(r"\w+").finditer(doc.text, start, end)
            if m[0].lower().startswith(stem)
        ]
        if len(spots) == 1 and len(stem) > 2:
            doc.events.append(
                Event(
                    spots[0],
                    first.type,
                    first.also,
                    first.mode,
                    first.status,
                    first.central,
                    first.unsure,
                    dict(roles),
                    first.sides,
                    first.targets,
                    first.group,
                )
            )
        else:
            doc.vague.append((start, end))


# --- events of actors by key ------------------------------------------------------------------


@dataclass(frozen=True)
class Mention:
    span: Span
    actors: frozenset[str]


def report(doc: Marks, mentions: list[Mention], times: list[tuple[Span, str]]) -> Doc:
    """A whole report whose marks name actors; `mentions` by the keys of these, `times` with their
    values."""
    text = doc["text"]
    whole = sorted({tuple(s) for s in [*([doc["title"]] if doc["title"] else []), *doc["body"]]})
    spans: list[Span] = []
    for start, end in whole:
        if not spans or start >= spans[-1][1]:
            spans.append((start, end))
    found = Doc(doc["id"], text, spans, [])
    for number, e in enumerate(doc["events"]):
        trigger = tuple(e["trigger"])
        par = next((s for s in spans if s[0] <= trigger[0] < s[1]), None)
        if par is None:
            continue
        around = sentence(text, par, trigger)
        roles: dict[str, list[Span] | None] = {
            r: words_of(e[k], mentions, trigger, around)
            for r, k in (("who", "who"), ("whom", "whom"), ("by", "said_by"))
        }
        roles["place"] = place(text, e.get("place"), trigger, around)
        roles["when"] = when(e.get("date"), times, around)
        first = event(e, trigger, roles, number)
        found.events.append(first)
        retold(found, first, [tuple(s) for s in e.get("again") or ()], dict.fromkeys(ROLES))
    state = {a["key"]: OTHER_CODE.get(a["state"], a["state"]) for a in doc["actors"]}
    for mention in mentions:
        if mention.actors:
            states = frozenset(s for key in mention.actors if (s := state.get(key)))
            found.allegiances.append(Allegiance(mention.span, states))
    return found


def sentence(text: str, par: Span, trigger: Span) -> Span:
    """The sentence of a paragraph that holds the trigger, by its full stops."""
    ends = [m.end() for m in SENTENCE_END.finditer(text, *par)]
    start = max([par[0], *(e for e in ends if e <= trigger[0])])
    return start, min([par[1], *(e for e in ends if e > trigger[0])])


def words_of(
    keys: Iterable[str] | None, mentions: list[Mention], trigger: Span, around: Span
) -> list[Span] | None:
    """The mention of each actor that stands nearest in the sentence; None where one has none."""
    found = []
    for key in keys or ():
        here = [m.span for m in mentions if key in m.actors and inside([m.span], around)]
        here = [s for s in here if s[1] <= trigger[0] or s[0] >= trigger[1]]
        if not here:
            return None
        distance = lambda s: min(abs(s[1] - trigger[0]), abs(s[0] - trigger[1]))  # noqa: E731
        nearest = min(here, key=lambda s: (distance(s), s[0] - s[1]))
        outer = [s for s in here if s[0] <= nearest[0] and nearest[1] <= s[1]]
        found.append(max(outer, key=lambda s: s[1] - s[0]))
    return found


def place(text: str, name: str | None, trigger: Span, around: Span) -> list[Span] | None:
    """The place where it is named in the sentence, else where it was named last before."""
    if not name:
        return []
    here = [s for s in near(text[: around[1]], [name], trigger) if inside([s], around)]
    before = text.rfind(name, 0, around[0])
    return here or ([(before, before + len(name))] if before >= 0 else None)


def when(date: str | None, times: list[tuple[Span, str]], around: Span) -> list[Span] | None:
    """The time words of the sentence that have the value of the date."""
    here = [(s, value) for s, value in times if inside([s], around)]
    if not here:
        return []
    return [s for s, value in here if value == date][:1] or None


def alike(marked: Marks, read: Marks) -> bool:
    """True where a marked actor and one that onrecord reads are the same, by kind, state and
    name."""
    if marked["kind"] == "state" and read["kind"] == "state":
        return bool(marked["state"]) and marked["state"] == read["state"]
    a, b = (
        set(re.findall(r"\w+", x["name"].lower())) - {"the", "of", "and"} for x in (marked, read)
    )
    if not a or not b:
        return False
    return a <= b or b <= a or len(a & b) / len(a | b) >= 0.5


def mentions_read(doc: Marks, reading: Marks) -> list[Mention]:
    """Mentions of the actors of a reading, by the keys of the marked ones that they are."""
    found = []
    for actor in reading["actors"]:
        keys = frozenset(a["key"] for a in doc["actors"] if alike(a, actor))
        if keys:
            found += [Mention(tuple(s), keys) for s in actor["mentions"]]
    return found


def mentions_marked(doc: Marks, references: Marks) -> list[Mention]:
    """Mentions as they are marked, by the keys of the actors of the events."""
    same = {
        r["key"]: {a["key"] for a in doc["actors"] if a["key"] == r["key"] or alike(a, r)}
        for r in references["actors"]
    }
    return [
        Mention(tuple(m["span"]), frozenset().union(*(same.get(k, ()) for k in m["actors"])))
        for m in references["mentions"]
    ]


def readings(paths: Iterable[Path]) -> dict[str, Marks]:
    """What onrecord reads in each text."""
    return {d["report"]["text"]: d for path in paths for d in lines(path)}


def with_bearers(doc: Doc, reading: Marks) -> Doc:
    """A text with the words that may stand for a state, by the actors and places of its reading,
    and where no actors are marked the states of those that onrecord reads."""
    actors = msgspec.convert(reading["actors"], list[Actor])
    known = {one.span for one in doc.allegiances}
    if doc.silver:
        doc.allegiances += [
            Allegiance(span, frozenset({actor.state}))
            for actor in actors
            if actor.state and actor.kind in belonging.KINDS and actor.by != belonging.BY
            for span in actor.mentions
            if span not in known
        ]
    doc.persons = tuple(actor.name for actor in actors if actor.kind == "person")
    doc.bearers = bearers(doc.text, actors, msgspec.convert(reading["places"], list[Place]))
    if doc.meant:
        until = doc.meant.get("length", len(doc.text))
        read = [b for b in doc.bearers if b.actor is None or b.span[0] >= until]
        doc.bearers = sorted((*read, *_marked_bearers(doc.meant)), key=lambda b: b.span)
    return doc


def _marked_bearers(meant: Marks) -> Iterator[Bearer]:
    """The expressions that are marked to mean somebody who acts for a state."""
    state = {a["key"]: OTHER_CODE.get(a["state"], a["state"]) for a in meant["actors"]}
    for mention in meant["mentions"]:
        for key in mention["actors"]:
            if state.get(key):
                yield Bearer(tuple(mention["span"]), state[key], key)


def references(paths: Iterable[Path]) -> dict[str, Marks]:
    """Who is meant in texts, by the digest of the text that was marked; its `length` is told where
    more of it is marked for events."""
    return {d.get("digest") or digest(d["text"]): d for path in paths for d in lines(path)}


def digest(text: str) -> str:
    """By which marks know the text that they are of."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def reports(
    path: Path, marked: Mapping[str, Marks], by_text: Mapping[str, Marks]
) -> Iterator[tuple[Marks, Doc]]:
    """The marked reports of a file, with the words of their roles; `marked` says who is meant."""
    for doc in lines(path):
        reading = by_text[doc["text"]]
        meant = marked.get(digest(doc["text"]))
        mentions = mentions_marked(doc, meant) if meant else mentions_read(doc, reading)
        times = [(tuple(t["span"]), t["value"]) for t in reading["times"]]
        told_of = report(doc, mentions, times)
        told_of.meant = meant
        yield doc, told_of
