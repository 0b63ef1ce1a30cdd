"""Finds the events of a report: what the model or a user's lexicon takes for one, told once however
often it stands there, with who acts, for which states, when and where."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.models.events import STATUS, Trigger
from onrecord.read.draft import Draft
from onrecord.read.events import confidence, kinds, speech
from onrecord.read.events.joining import LEXICON, MODEL, Sighting, joined
from onrecord.read.events.parties import Cast, Party
from onrecord.read.events.setting import CENTRAL, Setting
from onrecord.record import Actor, Event, Place, Span, Statement, is_shown

TOGETHER = frozenset({"AGREE", "CONSULT"})
"""Types whose parties are all on one side."""
SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s+(?=[\"'“‘(]*[A-Z0-9])|\n")
REACH = 160
"""How many characters from the trigger the words of its parties are taken into the evidence."""


def find(draft: Draft) -> Iterator[Actor | Place | Event]:
    """The events of a report, in text order, and the actors and places that only they name."""
    cast, setting = Cast(draft), Setting(draft)
    seen = (sighting(draft, cast, setting, trigger) for trigger in draft.triggers)
    told = joined(s for s in seen if confidence.is_kept(s.confidence, s.likely))
    found = [s for s in told if s.confidence >= confidence.PRINTED]
    named = {i for s in found for i in (*s.source.actors, *s.target.actors)}
    yield from (actor for actor in cast.new if actor.id in named)
    where = {s.place.id for s in found if s.place}
    yield from (place for place in setting.new.values() if place.id in where)
    for number, one in enumerate(found, 1):
        yield as_event(one, draft.name("e", number))


def sighting(draft: Draft, cast: Cast, setting: Setting, trigger: Trigger) -> Sighting:
    """What one place of a report tells."""
    type_ = kinds.type_(trigger)
    status = STATUS[int(trigger.status.argmax())]
    source, target = cast.parties(trigger, together=type_ in TOGETHER)
    told = evidence(draft, trigger, source, target)
    said = speech.statement(draft.statements, type_, trigger.span)
    said_in = speech.around(draft.statements, trigger.span)
    return Sighting(
        type=type_,
        mode=kinds.mode(trigger, type_),
        status=status,
        source=source,
        target=target,
        said_by=cast.speakers(trigger) or speakers(said_in),
        place=setting.place(trigger),
        date=setting.date(trigger, status),
        central=trigger.central,
        confidence=confidence.of(trigger, source, target),
        likely=float(trigger.types.max()),
        evidence=(told,),
        contexts=kinds.contexts(draft.report.text[slice(*told)]),
        statement=said.id if said else None,
        by=LEXICON if trigger.phrase else MODEL,
    )


def speakers(said: Statement | None) -> tuple[str, ...]:
    """Those who say it."""
    if said is None:
        return ()
    return said.source.actors or ((said.source.actor,) if said.source.actor else ())


def evidence(draft: Draft, trigger: Trigger, *parties: Party) -> Span:
    """The words from those who take part to the trigger, as far as they stand in its sentence."""
    text, (start, end) = draft.report.text, trigger.span
    stops = [m.end() for m in SENTENCE_END.finditer(text, max(0, start - REACH), start)]
    first = stops[-1] if stops else max(0, start - REACH)
    stop = SENTENCE_END.search(text, end, end + REACH)
    last = stop.start() + 1 if stop else min(len(text), end + REACH)
    told = [s for party in parties for s in party.spans if first <= s[0] and s[1] <= last]
    told.append((start, end))
    return min(s for s, _ in told), max(e for _, e in told)


def as_event(seen: Sighting, name: str) -> Event:
    """A sighting as an event of that id."""
    source, target = seen.source, seen.target
    return Event(
        id=name,
        type=seen.type,
        mode=seen.mode,
        contexts=seen.contexts,
        source=source.actors,
        target=target.actors,
        participants=tuple(dict.fromkeys(source.actors + target.actors)),
        sides=source.states,
        targets=target.states,
        place=seen.place.id if seen.place else None,
        date=seen.date,
        status=seen.status,
        said_by=seen.said_by,
        confidence=round(seen.confidence, 3),
        central=seen.central >= CENTRAL,
        shown=is_shown(seen.confidence, source.states + target.states),
        statement=seen.statement,
        evidence=seen.evidence,
        by=seen.by,
    )
