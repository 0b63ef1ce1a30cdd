"""What was said, once however often printed: a claim with its speaker, its terms, and the way to
its words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from onrecord import show, wording
from onrecord.record import Claim, StoredStatement
from onrecord.web import links
from onrecord.web.people import People


class Way(Struct, frozen=True):
    """A way to the words: the report's name and the address of its words."""

    report: str
    label: str
    href: str


class Said(Struct, frozen=True, kw_only=True):
    """A claim as a page shows it."""

    claim: str
    text: str
    quoted: bool
    """Every word of it is in quotation marks in a report."""
    speakers: tuple[tuple[str, str], ...]
    """The speakers as (actor id, name)."""
    called: str
    """The words of the report for the source, where no actor is known."""
    state: str | None
    terms: str
    condition: str
    act: str
    manner: str
    reports: int
    independent: int
    ways: tuple[Way, ...]
    statements: tuple[str, ...]


def said(
    claim: Claim, statements: Sequence[StoredStatement], people: People, labels: dict[str, str]
) -> Said:
    """A claim with its statements put together; the fullest direct quotation speaks for it."""
    best = max(
        statements,
        key=lambda s: (s.kind == "direct", s.content.text == claim.text, len(s.content.text)),
    )
    ids = best.source.actors or (
        [claim.source] if claim.source else [best.source.actor] if best.source.actor else []
    )
    actors = [people[a] for a in ids if a in people]
    return Said(
        claim=claim.id,
        text=show.short(claim.text),
        quoted=any(s.kind == "direct" and s.content.text == claim.text for s in statements),
        speakers=tuple((a.id, a.name) for a in actors if a.kind != "unnamed"),
        called=best.source.text,
        state=next((a.state for a in actors if a.state), None),
        terms=_least_open(statements),
        condition=next((s.condition.text for s in statements if s.condition), ""),
        act=best.act,
        manner=best.manner,
        reports=len(claim.reports),
        independent=claim.independent,
        ways=tuple(_ways(statements, labels)),
        statements=claim.statements,
    )


def _least_open(statements: Iterable[StoredStatement]) -> str:
    """The terms of the statement that hides its source most: one report's care must not be lost in
    another's silence."""
    return max((s.terms for s in statements), key=("named", "unnamed", "anonymous").index)


def _ways(statements: Iterable[StoredStatement], labels: dict[str, str]) -> Iterable[Way]:
    first = {s.report: s for s in sorted(statements, key=lambda s: s.content.spans, reverse=True)}
    return (
        Way(r, labels.get(r, r), links.words(r, s.id))
        for r, s in sorted(first.items(), key=lambda row: labels.get(row[0], ""))
    )


def all_said(
    claims: Iterable[Claim],
    statements: Iterable[StoredStatement],
    people: People,
    labels: dict[str, str],
) -> tuple[Said, ...]:
    """The claims as a page shows them, those that most reports carry on their own first."""
    of: dict[str, list[StoredStatement]] = {}
    for statement in statements:
        of.setdefault(statement.claim, []).append(statement)
    rows = [said(c, of[c.id], people, labels) for c in claims if c.id in of]
    return tuple(
        sorted(rows, key=lambda r: (-r.independent, -r.reports, r.terms == "named", r.claim))
    )


class Voice(Struct, frozen=True):
    """What one side said."""

    state: str | None
    name: str
    said: tuple[Said, ...]


def voices(rows: Iterable[Said], order: Sequence[str]) -> tuple[Voice, ...]:
    """The claims by side: the states in the order given, those of no state last."""
    of: dict[str | None, list[Said]] = {}
    for row in rows:
        of.setdefault(row.state, []).append(row)
    keys = sorted(
        of, key=lambda s: (s is None, order.index(s) if s in order else len(order), s or "")
    )
    return tuple(Voice(k, wording.state(k) if k else "Others", tuple(of[k])) for k in keys)
