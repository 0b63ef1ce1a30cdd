"""Readings made by hand for the tests of merging: invented people and outlets, real states, days in
2031."""

from __future__ import annotations

import hashlib
from typing import Any

from onrecord.record import (
    Act,
    Actor,
    Dated,
    Event,
    Issue,
    Office,
    Part,
    Place,
    Published,
    Reading,
    Report,
    Source,
    Span,
    Statement,
    words,
)


class Page:
    """A report under a pen: what is found in it is added by its words, in the order of the
    calls."""

    def __init__(self, text: str, day: str | None = None, **more: Any) -> None:
        digest = hashlib.sha256(f"{day}{text}{sorted(more.items())}".encode()).hexdigest()
        published = Published(day, day, day, "header") if day else None
        parts = (Part("body", (0, len(text))),)
        self.report = Report(
            digest[:16],
            f"{digest[:6]}.txt",
            "en",
            text,
            published=published,
            parts=parts,
            digest=digest,
            **more,
        )
        self.actors: list[Actor] = []
        self.statements: list[Statement] = []
        self.events: list[Event] = []
        self.places: list[Place] = []
        self.issues: list[Issue] = []

    def at(self, part: str) -> Span:
        start = self.report.text.index(part)
        return start, start + len(part)

    def actor(
        self,
        name: str,
        kind: Any = "person",
        state: str | None = None,
        office: str | None = None,
        *,
        former: bool = False,
    ) -> str:
        """The id of the actor with this name, who is added when first called."""
        for known in self.actors:
            if known.name == name:
                return known.id
        offices = (Office(office, None, state, (), former),) if office else ()
        found = Actor(f"{self.report.id}.a{len(self.actors) + 1}", name, kind, state, offices, ())
        self.actors.append(found)
        return found.id

    def place(self, name: str, country: str) -> str:
        found = Place(
            f"{self.report.id}.p{len(self.places) + 1}", name, country, None, None, None, ()
        )
        self.places.append(found)
        return found.id

    def issue(self, name: str) -> str:
        found = Issue(
            f"{self.report.id}.i{len(self.issues) + 1}", name, "trade", None, (self.at(name),)
        )
        self.issues.append(found)
        return found.id

    def says(self, source: str | None, content: str, act: Act = "assert", **more: Any) -> str:
        """The id of a statement with this content."""
        kind = "direct" if content.startswith("“") else "indirect"
        fields = {"kind": kind, "confidence": None, "terms": "named", "cue": None, **more}
        found = Statement(
            id=f"{self.report.id}.s{len(self.statements) + 1}",
            source=Source(source, (), "", ()),
            content=words(self.report.text, self.at(content)),
            act=act,
            **fields,
        )
        self.statements.append(found)
        return found.id

    def event(self, type: str, evidence: str, day: str | None = None, **more: Any) -> str:
        """The id of an event that these words tell."""
        where = self.at(evidence)
        date = Dated(evidence, (where,), day) if day else None
        found = Event(
            id=f"{self.report.id}.e{len(self.events) + 1}",
            type=type,
            date=date,
            evidence=(where,),
            **more,
        )
        self.events.append(found)
        return found.id

    def reading(self) -> Reading:
        return Reading(
            report=self.report,
            actors=tuple(self.actors),
            statements=tuple(self.statements),
            events=tuple(self.events),
            places=tuple(self.places),
            issues=tuple(self.issues),
        )


FERRY = (
    "The foreign ministers of Norway and Chile will meet in Oslo over salmon quotas. Ragna Tveitt and Amaro Quilodran have quarrelled "
    "about salmon quotas since winter, and Chile wants the quotas lifted for 40 trawlers. "
)
RETOLD = (
    "Salmon quotas have set Oslo against Santiago. Amaro Quilodran of Chile and his host, Ragna Tveitt of Norway, are to speak about the "
    "salmon quotas that keep a fleet in port. "
)


def norway(day: str = "2031-05-13", extra: str = "", **more: Any) -> Page:
    """A report of the salmon talks, with both ministers, both states, a quotation and the
    meeting."""
    text = FERRY + "“We will not sign anything before the summer,” Tveitt said. " + extra
    page = Page(text, day, **more)
    ragna = page.actor("Ragna Tveitt", state="NOR", office="foreign minister")
    amaro = page.actor("Amaro Quilodran", state="CHL", office="foreign minister")
    states = page.actor("Norway", "state", "NOR"), page.actor("Chile", "state", "CHL")
    page.says(ragna, "“We will not sign anything before the summer,”", "reject")
    page.event(
        "CONSULT", "will meet", "2031-05-15", source=states, participants=(ragna, amaro), sides=("CHL", "NOR"),
        place=page.place("Oslo", "NOR"), status="planned",
    )  # fmt: skip
    return page


def quake() -> Page:
    """A report of another happening."""
    return Page(
        "An earthquake shook the villages around Mount Kerinci before dawn. Rescue teams dug with their hands for survivors under "
        "collapsed schools, said Budi Hartawan, who leads them. Roads to the valley were cut by landslides.",
        "2031-05-14",
    )
