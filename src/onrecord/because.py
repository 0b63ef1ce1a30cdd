"""Why an entry is there: the step and rule that found it, in which words, and why it was put
together with others."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from msgspec import Struct

from onrecord.lexicon import table
from onrecord.record import (
    Claim,
    Difference,
    MergedActor,
    MergedEvent,
    Reading,
    Span,
    StoredReport,
    StoredStatement,
    Story,
)
from onrecord.store import Entry, Store

LONGEST = 300
"""Characters of words given with a reason."""


class Reason(Struct, frozen=True):
    """One reason: of which entry, `by` which step and rule, what the rule says, and the words it
    was found in."""

    entry: str
    by: str
    says: str
    words: str = ""


@functools.cache
def _rules() -> dict[str, str]:
    return {row["rule"]: row["says"] for row in table("rules")}


def rule(by: str) -> str:
    """What a rule says, in one line: `events/verb-meet` by the row of its own, or of `events/verb`,
    or of the step `events`."""
    step, _, name = by.partition("/")
    parts = name.split("-")
    rows = [f"{step}/{'-'.join(parts[:n])}" for n in range(len(parts), 0, -1)]
    return next((_rules()[row] for row in (*rows, step) if row in _rules()), "")


def because(store: Store, entry: Entry) -> tuple[Reason, ...]:
    """Why an entry is there, one reason a line."""
    match entry:
        case StoredStatement():
            near = (entry.cue or entry.content).spans
            there = _place(store.reading(entry.report), entry.place, entry.id, near)
            return (
                _found(entry.id, entry.by, entry.content.text),
                *there,
                *_merged(entry.claim, store.claim(entry.claim).why),
            )
        case MergedEvent():
            return (*_mentions(store, entry), *_merged(entry.id, entry.why))
        case MergedActor():
            return (*_members(store, entry), *_merged(entry.id, entry.why))
        case Claim():
            said = store.statements(claim=entry.id)
            return (
                *(_found(s.id, s.by, s.content.text) for s in said),
                *_merged(entry.id, entry.why),
            )
        case StoredReport():
            return tuple(
                Reason(entry.id, p.by, p.why or rule(p.by), _words(entry.text, (p.span,)))
                for p in entry.parts
            )
        case Story():
            return tuple(_merged(entry.id, entry.why))
        case Difference():
            return tuple(_told(store, entry))


def _found(entry: str, by: str, words: str) -> Reason:
    return Reason(entry, by, rule(by), words)


def _merged(entry: str, why: tuple[str, ...]) -> Iterator[Reason]:
    return (Reason(entry, "merge", sentence) for sentence in why)


def _mentions(store: Store, event: MergedEvent) -> Iterator[Reason]:
    for mention in event.mentions:
        reading = store.reading(mention.report)
        found = next((e for e in reading.events if e.id == mention.event), None)
        yield _found(
            mention.event, found.by if found else "", _words(reading.report.text, mention.evidence)
        )
        yield from _place(reading, found.place if found else None, mention.event, mention.evidence)


def _place(
    reading: Reading, place: str | None, entry: str, near: tuple[Span, ...]
) -> Iterator[Reason]:
    """How the place of an entry is known, with its mention next to the words of the entry."""
    for one in (p for p in reading.places if p.id == place):
        start = near[0][0] if near else 0
        words = _words(
            reading.report.text, tuple(sorted(one.mentions, key=lambda m: abs(m[0] - start))[:1])
        )
        yield Reason(
            entry, one.by or "places", f"its place is {one.name}: {rule(one.by or 'places')}", words
        )


def _members(store: Store, actor: MergedActor) -> Iterator[Reason]:
    for member in actor.members:
        reading = store.reading(member.report)
        found = next((a for a in reading.actors if a.id == member.actor), None)
        yield _found(
            member.actor,
            found.by if found else "",
            _words(reading.report.text, member.mentions[:3]),
        )
        yield from (
            Reason(member.actor, "actors", sentence) for sentence in (found.why if found else ())
        )


def _told(store: Store, difference: Difference) -> Iterator[Reason]:
    for value in difference.values:
        for evidence in value.evidence:
            words = _words(store.report(evidence.report).text, evidence.spans)
            yield Reason(
                evidence.report,
                f"merge/{difference.kind}",
                f"gives {difference.field} as {value.value}",
                words,
            )


def _words(text: str, spans: tuple[Span, ...]) -> str:
    """The words at the spans on one line, without the middle where they are long."""
    joined = " ".join(" … ".join(text[start:end] for start, end in spans).split())
    return joined if len(joined) <= LONGEST else f"{joined[: LONGEST - 60]} … {joined[-50:]}"
