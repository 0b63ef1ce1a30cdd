"""Finds the statements of a report: who said what, in which words."""

from __future__ import annotations

import dataclasses

import msgspec

from onrecord.read.actors.mentions import index
from onrecord.read.draft import Draft
from onrecord.read.paragraphs import Paragraph
from onrecord.read.statements import (
    acts,
    conditions,
    confidence,
    finding,
    links,
    manner,
    setting,
    speakers,
)
from onrecord.read.statements.found import Saying
from onrecord.read.statements.links import Said
from onrecord.read.statements.within import within
from onrecord.record import Act, Actor, Span, Statement, StatementKind

CLAUSES = frozenset({"quotation", "clause", "goes-on", "alone", "turn", "signed"})
"""The rules by which whole clauses are reported, so that they can be quoted as a whole."""


def find(draft: Draft) -> list[Statement]:
    """The statements of a report, in text order."""
    pars = [stretch.par for look in draft.looks for stretch in look.stretches]
    return told(draft, pars, finding.find(draft.looks))


def told(draft: Draft, pars: list[Paragraph], found: list[list[Saying]]) -> list[Statement]:
    """What is found in each paragraph as statements: on what terms, to what end, to whom, where,
    when, and in answer to what."""
    said: list[Said] = []
    stage: setting.Stage | None = None
    for par, sayings in zip(pars, found, strict=True):
        for saying in sayings:
            statement = _statement(draft, saying, said)
            if statement:
                said.append(Said(_staged(statement, stage), saying))
        conditions.apply(draft, par, said)
        stage = None if sayings else setting.stage(draft, par)
    return links.linked(draft, said, pars)


def _staged(statement: Statement, stage: setting.Stage | None) -> Statement:
    """A statement at the place where the paragraph before says that its source speaks."""
    if stage is None or statement.place is not None or statement.source.actor not in stage.speakers:
        return statement
    return msgspec.structs.replace(statement, place=stage.place)


def _statement(draft: Draft, saying: Saying, before: list[Said]) -> Statement | None:
    """A saying as an entry of the record; words that stand alone belong to who spoke last, or to
    nobody."""
    name = draft.name("s", len(before) + 1)
    begun = _begun(saying, before)
    if begun is not None:
        return _continued(name, saying, begun)
    told = saying.told or saying
    condition = conditions.condition(draft, told) if told.cue else None
    saying = _outside(saying, condition.spans if condition else ())
    if (
        not told.cue
        or not saying.content
        or (condition and _inside(told.par.span(told.cue[0]), condition.spans))
    ):
        return None
    actors = speakers.actors(told, index(draft))
    saying = dataclasses.replace(saying, voice=speakers.voice(saying, actors, index(draft)))
    content = saying.par.words(saying.content)
    source = speakers.source(told, speakers.parties(actors, draft.actors, index(draft)))
    terms = (
        "anonymous"
        if condition or _withheld(actors, before)
        else speakers.terms(told, actors[0] if actors else None)
    )
    return Statement(
        id=name, kind=kind(saying), confidence=confidence.of(saying), source=source,
        cue=told.par.words(told.cue), content=content, terms=terms, condition=condition,
        act=_act(saying, before, actors), manner=manner.manner(told), addressee=setting.addressee(told),
        place=setting.place(draft, told), date=setting.date(draft, told),
        issues=_issues(draft, saying, content.spans), by=f"statements/{saying.rule}",
    )  # fmt: skip


def _outside(saying: Saying, spans: tuple[Span, ...]) -> Saying:
    """A saying without the words of its content that tell the condition on which it was said."""
    return dataclasses.replace(
        saying,
        content=tuple(run for run in saying.content if not _inside(saying.par.span(run), spans)),
    )


def _same_cue(saying: Saying, told: Saying) -> bool:
    return saying.told is told or (saying.par is told.par and saying.cue == told.cue)


def _begun(saying: Saying, before: list[Said]) -> Statement | None:
    """The statement that words without a cue of their own go on with: that of their cue, or of who
    spoke last."""
    lately = [s for s in reversed(before[-LATELY:]) if not s.saying.nested]
    if saying.told is not None:
        told = saying.told
        return next((s.statement for s in lately if _same_cue(s.saying, told)), None)
    if saying.rule == "alone":
        return next((s.statement for s in lately if s.saying.rule in CLAUSES), None)
    return None


def _withheld(actors: tuple[Actor, ...], before: list[Said]) -> bool:
    """True of one whose name was withheld a little before ("the people", "they")."""
    known = {s.statement.source.actor for s in before[-LATELY:] if s.statement.terms == "anonymous"}
    return len(actors) == 1 and actors[0].kind in ("unnamed", "group") and actors[0].id in known


def _act(saying: Saying, before: list[Said], actors: tuple[Actor, ...]) -> Act:
    """What a statement does; of one who has just rejected or denied something, and says what it is
    not, the same."""
    act = acts.act(saying, actors)
    last = before[-1] if before else None
    if (
        act != "assert"
        or last is None
        or last.saying.par is not saying.par
        or saying.rule not in CLAUSES
    ):
        return act
    same = len(actors) == 1 and last.statement.source.actor == actors[0].id
    return (
        last.statement.act
        if same and last.statement.act in ("reject", "deny") and acts.goes_on_refusing(saying)
        else act
    )


LATELY = 20


def _continued(name: str, saying: Saying, begun: Statement) -> Statement:
    """Words without a cue of their own, by who spoke before."""
    return Statement(
        id=name, kind=kind(saying), confidence=confidence.of(saying), source=begun.source, cue=None,
        content=saying.par.words(saying.content), terms=begun.terms, act=acts.act(saying),
        manner="written" if begun.manner == "written" else "said", continues=begun.id, by=f"statements/{saying.rule}",
    )  # fmt: skip


def kind(saying: Saying) -> StatementKind:
    """Direct where nine words in ten stand in quotation marks, indirect where one in ten does at
    most, else mixed."""
    par = saying.par
    held = [
        par.inside[t.i] >= 0
        for a, b in saying.content
        for t in par.doc[a:b]
        if t.is_alpha or t.like_num
    ]
    share = sum(held) / max(len(held), 1)
    return (
        "indirect"
        if share <= 0.1
        else "direct"
        if share >= 0.9 and saying.rule in CLAUSES
        else "mixed"
    )


def _inside(span: Span, spans: tuple[Span, ...]) -> bool:
    return any(s <= span[0] and span[1] <= e for s, e in spans)


def _issues(draft: Draft, saying: Saying, spans: tuple[Span, ...]) -> tuple[str, ...]:
    """The matters that a statement speaks of, in the order in which the report first does."""
    here = {
        name
        for span, name in within(draft).issues.get(saying.par.block.start, ())
        if _inside(span, spans)
    }
    return tuple(i.id for i in draft.issues if i.id in here) if here else ()
