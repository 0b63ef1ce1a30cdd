"""Records made by hand for the tests: invented people and outlets, real states, days in 2031."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any

import msgspec

from onrecord import __version__, search
from onrecord.record import (
    Claim,
    Dated,
    Difference,
    Event,
    EventMention,
    Evidence,
    HeldOffice,
    Member,
    MergedActor,
    MergedEvent,
    Moment,
    Part,
    Position,
    Published,
    Reading,
    Record,
    Report,
    Source,
    Span,
    StoredReport,
    StoredStatement,
    Story,
    Value,
    words,
)
from onrecord.store import Store, folder, tables
from onrecord.store.index import rows

LEDGER = """Ministers of Norway and Chile to meet over fishing rights

OSLO — Foreign Minister Ragna Tveitt will meet Chilean envoy Amaro Quilodrán in Oslo on Thursday, the ministry said.

“We will not sign anything this week,” Tveitt said. She called the Chilean plan “a first step.”

A senior Norwegian official, who spoke on condition of anonymity to discuss private talks, said a deal was months away.

Also in the news
Storm warning for the coast
"""
WIRE = """Talks on fishing rights open in Oslo

“We will not sign anything this week,” Ms. Tveitt told reporters, hours before the talks began on Wednesday.

Chile has called off a visit by its trade delegation, Quilodrán said. “Our boats will stay,” he added.
"""
COAST = """Fishing talks: what we know

The ministers met in Oslo on Thursday. “We will not sign anything this week,” Tveitt said.
"""
FRENCH = """Pêche : les négociations s’ouvrent à Oslo

Les ministres se sont rencontrés jeudi.
"""


def span(text: str, part: str, nth: int = 1) -> Span:
    """Where the nth `part` stands in the text."""
    at = -1
    for _ in range(nth):
        at = text.index(part, at + 1)
    return at, at + len(part)


def near(text: str, part: str, place: Span) -> Span:
    """Where the `part` nearest to a place stands in the text."""
    found = [(m.start(), m.end()) for m in re.finditer(re.escape(part), text)]
    return min(found, key=lambda s: min(abs(s[0] - place[1]), abs(s[1] - place[0])))


def report(text: str, path: str, outlet: str | None, day: str | None, **more: Any) -> StoredReport:
    """A report whose first line is the title, and whose "Also in the news" begins the teasers."""
    digest = hashlib.sha256((path + text).encode("utf-8", "surrogatepass")).hexdigest()
    line = text.find("\n") if "\n" in text else len(text)
    rest = text.find("Also in the news")
    end = len(text) if rest < 0 else rest
    parts = [
        Part("title", (0, line), "lines/title", "the first line"),
        Part("body", (line, end), "lines/body", "prose"),
    ]
    parts += (
        [Part("teaser", (rest, len(text)), "lines/teasers", "short lines after the end")]
        if rest >= 0
        else []
    )
    return StoredReport(
        **{"story": "st1", "lang": "en", **more},
        id=digest[:16],
        path=path,
        text=text,
        title=words(text, (0, line)) if line else None,
        outlet=outlet,
        published=Published(day, day, day, "header") if day else None,
        parts=tuple(p for p in parts if p.span[0] < p.span[1]),
        digest=digest,
    )


def statement(id: str, of: StoredReport, content: str, source: str, **more: Any) -> StoredStatement:
    """A statement whose words stand in the report; source and cue are those nearest to its
    content."""
    said = span(of.text, content)
    where = words(of.text, near(of.text, source, said)) if source else words(of.text)
    cue, actor = more.pop("cue", ""), more.pop("actor", None)
    return StoredStatement(
        **{
            "kind": "direct",
            "terms": "named",
            "confidence": 0.9,
            "by": "statements/quoted",
            "claim": "c-" + id,
            **more,
        },
        id=id,
        report=of.id,
        story=of.story,
        source=Source(actor, (), where.text, where.spans),
        cue=words(of.text, near(of.text, cue, said)) if cue else None,
        content=words(of.text, said),
    )


def claim(
    id: str,
    statements: list[StoredStatement],
    *,
    source: str | None,
    independent: int,
    why: tuple[str, ...] = (),
) -> Claim:
    reports = tuple(dict.fromkeys(s.report for s in statements))
    return Claim(
        id=id,
        story=statements[0].story,
        text=statements[0].content.text,
        source=source,
        statements=tuple(s.id for s in statements),
        reports=reports,
        independent=independent,
        why=why,
    )


def event(
    id: str,
    type: str,
    label: str,
    day: str | None,
    told: list[tuple[StoredReport, str]],
    **more: Any,
) -> MergedEvent:
    """An event that the reports tell with these words."""
    mentions = tuple(EventMention(r.id, f"{r.id}-{id}", (span(r.text, said),)) for r, said in told)
    fields: dict[str, Any] = {
        "mode": None,
        "contexts": (),
        "source": (),
        "target": (),
        "participants": (),
        "sides": (),
        "targets": (),
        "place": None,
        "place_name": None,
        "status": "happened",
        "independent": len(told),
        "story": told[0][0].story,
    }
    return MergedEvent(
        **{**fields, **more},
        id=id,
        type=type,
        date=day,
        label=label,
        mentions=mentions,
        reports=tuple(r.id for r, _ in told),
    )


def actor(
    id: str,
    name: str,
    kind: str,
    state: str | None,
    seen: list[tuple[StoredReport, str]],
    **more: Any,
) -> MergedActor:
    members = tuple(Member(r.id, f"{r.id}-{id}", (span(r.text, said),)) for r, said in seen)
    reports = tuple(dict.fromkeys(r.id for r, _ in seen))
    return MergedActor(
        **{"offices": (), "names": (name,), **more},
        id=id,
        name=name,
        kind=kind,
        state=state,
        reports=reports,
        members=members,
    )


def fishing() -> Record:
    """A story in four reports (one in French), and a second story of one report that says
    nothing."""
    ledger = report(
        LEDGER,
        "ledger.txt",
        "The Harbour Ledger",
        "2031-05-13",
        url="https://ledger.example/fishing",
    )
    wire = report(WIRE, "wire.txt", "Pearl Monitor", "2031-05-14", url="javascript:alert(1)")
    coast = report(COAST, "coast.txt", "Coast Tribune", "2031-05-16")
    french = report(FRENCH, "dépêche.txt", "La Dépêche", None, lang="fr")
    bare = report(
        "Notes without a day\n\nNothing happened that anyone would write down.\n",
        "notes.txt",
        None,
        None,
        story="st2",
    )
    sign = "We will not sign anything this week,"
    made = [
        statement("s1", ledger, sign, "Tveitt", actor="a1", cue="said", claim="c1", act="reject"),
        statement(
            "s2",
            wire,
            sign,
            "Ms. Tveitt",
            actor="a1",
            cue="told",
            claim="c1",
            act="reject",
            date=Dated("Wednesday", (span(WIRE, "Wednesday"),), "2031-05-14"),
        ),
        statement("s3", coast, sign, "Tveitt", actor="a1", claim="c1", act="reject"),
        statement(
            "s4",
            ledger,
            "a deal was months away",
            "A senior Norwegian official",
            actor="a3",
            kind="indirect",
            terms="anonymous",
            claim="c2",
            act="expect",
            condition=words(
                LEDGER, span(LEDGER, "on condition of anonymity to discuss private talks")
            ),
        ),
        statement(
            "s5",
            wire,
            "Our boats will stay,",
            "he",
            actor="a2",
            cue="added",
            claim="c3",
            act="promise",
            reply_to="s2",
        ),
        statement(
            "s6",
            ledger,
            "She called the Chilean plan “a first step.”",
            "She",
            actor="a1",
            kind="mixed",
            claim="c4",
        ),
    ]
    by_id = {s.id: s for s in made}
    return Record(
        reports=tuple(sorted((ledger, wire, coast, french, bare), key=lambda r: r.id)),
        actors=(
            actor(
                "a1",
                "Ragna Tveitt",
                "person",
                "NOR",
                [(ledger, "Ragna Tveitt"), (wire, "Ms. Tveitt"), (coast, "Tveitt")],
                names=("Ragna Tveitt", "Tveitt", "Ms. Tveitt"),
                offices=(
                    HeldOffice(
                        "Foreign Minister",
                        "Norway",
                        "NOR",
                        "2031-05-13",
                        "2031-05-16",
                        (ledger.id, coast.id),
                    ),
                ),
                why=("the same family name and office",),
            ),
            actor(
                "a2",
                "Amaro Quilodrán",
                "person",
                "CHL",
                [(ledger, "Amaro Quilodrán"), (wire, "Quilodrán")],
            ),
            actor(
                "a3",
                "a senior Norwegian official",
                "unnamed",
                "NOR",
                [(ledger, "A senior Norwegian official")],
            ),
            actor("a4", "Norway", "state", "NOR", [(ledger, "Norway")]),
        ),
        statements=tuple(made),
        claims=(
            claim(
                "c1",
                [by_id["s1"], by_id["s2"], by_id["s3"]],
                source="a1",
                independent=3,
                why=("the same words by the same source",),
            ),
            claim("c2", [by_id["s4"]], source="a3", independent=1),
            claim("c3", [by_id["s5"]], source="a2", independent=1),
            claim("c4", [by_id["s6"]], source="a1", independent=1),
        ),
        events=(
            event(
                "e1",
                "CONSULT",
                "Norway and Chile meet in Oslo",
                "2031-05-15",
                [
                    (ledger, "will meet Chilean envoy Amaro Quilodrán in Oslo"),
                    (coast, "The ministers met in Oslo on Thursday"),
                ],
                sides=("CHL", "NOR"),
                source=("a1",),
                target=("a2",),
                place_name="Oslo",
                why=("the same sides, place and day",),
            ),
            event(
                "e2",
                "CONSULT",
                "Chile calls off a visit by its trade delegation",
                None,
                [(wire, "called off a visit")],
                sides=("CHL",),
                status="called off",
            ),
            event(
                "e3",
                "AGREE",
                "A deal on fishing rights",
                "2031-05-13",
                [(ledger, "a deal")],
                sides=("NOR", "CHL"),
                status="not expected",
            ),
            event(
                "e4",
                "REQUEST",
                "Chile asks Norway for a first step",
                "2031-05-13",
                [(ledger, "the Chilean plan")],
                sides=("CHL",),
                targets=("NOR",),
                status="planned",
            ),
        ),
        stories=(
            Story(
                id="st1",
                title="Ministers of Norway and Chile to meet over fishing rights",
                reports=(ledger.id, wire.id, coast.id, french.id),
                first="2031-05-13",
                last="2031-05-16",
                timeline=(Moment("2031-05-15", "e1", "Norway and Chile meet in Oslo"),),
                why=("they share sixteen rare words",),
            ),
            Story(
                id="st2",
                title="Notes without a day",
                reports=(bare.id,),
                first=None,
                last=None,
                timeline=(),
            ),
        ),
        positions=(
            Position(
                actor="a1",
                issue="fishing",
                stance="against",
                first="2031-05-13",
                last="2031-05-16",
                statements=("s1",),
                events=("e3",),
            ),
        ),
        differences=(
            Difference(
                id="d1",
                story="st1",
                about="e1",
                field="date",
                kind="conflict",
                values=(
                    Value(
                        "2031-05-15", (coast.id,), (Evidence(coast.id, (span(COAST, "Thursday"),)),)
                    ),
                    Value(
                        "2031-05-14", (wire.id,), (Evidence(wire.id, (span(WIRE, "Wednesday"),)),)
                    ),
                ),
            ),
        ),
    )


def many(number: int) -> Record:
    """A story of two reports with so many statements and events, long titles and long words."""
    lines = [
        f"“Sentence {n} is about the price of herring and the honour of small ports,” said Delegate Number{n}."
        for n in range(number)
    ]
    title = (
        "A title that does not end: "
        + "ministers, envoys, delegations and their interpreters " * 6
        + "Donaudampfschifffahrtsgesellschaftskapitän" * 3
    )
    first = report(
        title + "\n\n" + "\n\n".join(lines),
        "long.txt",
        "The Gazette of Everything That Was Said at Length",
        "2031-02-28",
    )
    second = report(
        "Short copy\n\n" + "\n\n".join(lines[:3]),
        "short.txt",
        "The Gazette of Everything That Was Said at Length",
        "2031-03-01",
    )
    states = ("NOR", "CHL", "FJI", "KEN", "UGA", "PER", "JPN", "ISL")
    statuses = (
        "happened",
        "ongoing",
        "planned",
        "expected",
        "not expected",
        "called off",
        "demanded",
        "hypothetical",
        "denied",
    )
    made = [
        statement(
            f"s{n:04}",
            first,
            f"Sentence {n} is about the price of herring and the honour of small ports,",
            f"Delegate Number{n}.",
            actor=f"a{n:04}",
            claim=f"c{n:04}",
        )
        for n in range(number)
    ]
    return Record(
        reports=tuple(sorted((first, second), key=lambda r: r.id)),
        actors=tuple(
            actor(
                f"a{n:04}",
                f"Delegate Number{n}",
                "person",
                states[n % 8],
                [(first, f"Delegate Number{n}.")],
            )
            for n in range(number)
        ),
        statements=tuple(made),
        claims=tuple(claim(s.claim, [s], source=s.source.actor, independent=1) for s in made),
        events=tuple(
            event(
                f"e{n:04}",
                "CONSULT",
                f"Delegations of round {n} meet, talk for a long time about a long list of things, and part without a word",
                f"2031-{1 + n % 3:02}-{1 + n % 28:02}",
                [(first, f"Sentence {n} ")],
                sides=(states[n % 8], states[(n * 3 + 1) % 8]),
                targets=(states[(n + 2) % 8],) if n % 3 == 0 else (),
                status=statuses[n % 9],
            )
            for n in range(number)
        ),
        stories=(
            Story(
                id="st1",
                title=title,
                reports=(first.id, second.id),
                first="2031-01-01",
                last="2031-03-28",
                timeline=(),
            ),
        ),
    )


HOSTILE = (
    "<script>alert('title')</script>\" onmouseover=\"alert(1)\n\n"
    '“<img src=x onerror=alert(2)>]]>&lt;b&gt; {{ 7*7 }} {% raw %}” said <a href="javascript:alert(3)">O\'Mallory</a>.\n\n'
    "A line that turns: \u202egnihtemos\u202c, a bell \x07, an escape \x1b[2J, a null \x00.\n\n"
    + "x" * 1_000_000
    + "\n"
)


def hostile() -> Record:
    """A report that tries to break out of the page, of its tags, of its attributes and of the
    terminal."""
    it = report(
        HOSTILE,
        "../../<b>path</b>.txt",
        "\"><script>alert('outlet')</script>",
        "2031-01-01",
        url="javascript:alert(document.domain)",
    )
    quoted = "<img src=x onerror=alert(2)>]]>&lt;b&gt; {{ 7*7 }} {% raw %}"
    name = "O'Mallory</a>"
    condition = "\u202egnihtemos\u202c, a bell \x07, an escape \x1b[2J"
    said = statement(
        "s1",
        it,
        quoted,
        name,
        actor="a1",
        claim="c1",
        terms="anonymous",
        condition=words(HOSTILE, span(HOSTILE, condition)),
        act="accuse",
    )
    who = actor(
        "a1",
        '"><svg onload=alert(4)>',
        "person",
        "ZZZ",
        [(it, name)],
        why=("<script>alert(5)</script>",),
    )
    done = event(
        "e1",
        "<b>TYPE</b>",
        "</title><script>alert(6)</script>",
        "2031-13-45",
        [(it, "x" * 1_000_000)],
        sides=("<i>",),
        targets=("NOR",),
        source=("a1",),
    )
    return Record(
        reports=(it,),
        actors=(who,),
        statements=(said,),
        claims=(claim("c1", [said], source="a1", independent=1),),
        events=(done,),
        stories=(
            Story(
                id="st1",
                title=it.title.text if it.title else "",
                reports=(it.id,),
                first="2031-01-01",
                last="2031-01-01",
                timeline=(),
            ),
        ),
        differences=(
            Difference(
                id="d1",
                story="st1",
                about="nobody",
                field="<u>field</u>",
                kind="conflict",
                values=(Value("<s>", (it.id,), (Evidence(it.id, ((0, 8),)),)),),
            ),
        ),
    )


def reading(record: Record, of: StoredReport) -> Reading:
    """What `read` would have printed of a report, as far as the index for full text needs it."""
    plain = Report(**{f: getattr(of, f) for f in Report.__struct_fields__})
    told = [(e, m) for e in record.events for m in e.mentions if m.report == of.id]
    return Reading(
        report=plain,
        events=tuple(Event(id=m.event, type=e.type, evidence=m.evidence) for e, m in told),
    )


def kept(record: Record, path: Path) -> Store:
    """The record on disk, opened."""
    path.mkdir(parents=True, exist_ok=True)
    new = folder.draft(path)
    counts = {
        name: tables.write(new, name, getattr(record, name)) for name in Record.__struct_fields__
    }
    for name in ("issues", "places"):
        tables.write(new, name, ())
    readings = [reading(record, r) for r in record.reports]
    lines = new / "new.jsonl"
    tables.write_lines(
        lines,
        (
            tables.Kept(r.report.id, r.report.digest, __version__, msgspec.json.encode(r).decode())
            for r in readings
        ),
    )
    tables.write_readings(new, lines, None)
    search.write(new / search.FILE, rows(record, readings))
    folder.put(path, new, counts)
    return Store(path)
