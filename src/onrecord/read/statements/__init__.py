"""Finds the statements of a report: who said what, in which words."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator

import msgspec

from onrecord.read.draft import Draft
from onrecord.read.mentions import index
from onrecord.read.statements import according, acts, conditions, confidence, links, named, nominal, quoted, reported, setting, speakers
from onrecord.read.statements.found import Saying
from onrecord.read.statements.links import Said
from onrecord.read.statements.paragraphs import Paragraph, paragraph
from onrecord.read.statements.within import within
from onrecord.record import Act, Actor, Span, Statement, StatementKind, Words

CLAUSES = frozenset({"cue-before", "cue-after", "alone", "clause", "inserted", "according", "name-colon"})
"""The rules by which whole clauses are reported, so that they can be quoted as a whole."""


def find(draft: Draft) -> Iterator[Statement]:
    """The statements of a report, in text order."""
    pars = [paragraph(block) for block in draft.blocks]
    yield from told(draft, pars, [sayings(par) for par in pars])


def told(draft: Draft, pars: list[Paragraph], found: list[list[Saying]]) -> list[Statement]:
    """What is found in each paragraph as statements: on what terms, to what end, to whom, where, when, and in answer to what."""
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


def sayings(par: Paragraph) -> list[Saying]:
    """All that the rules find in a paragraph, in text order, without what stands in another one's words."""
    quotes = quoted.find(par)
    taken = frozenset(s.verb.i for s in quotes if s.verb is not None)
    found = [*quotes, *reported.find(par, taken), *according.find(par), *nominal.find(par), *named.find(par)]
    return sorted(_outer(found, len(par)), key=lambda s: s.start)


TOLD = frozenset({"say", "tell", "announce", "warn", "claim", "insist", "confirm", "deny", "promise", "admit", "acknowledge", "write"})
"""Cues that report a statement even inside another one (he said that officials had told him that …)."""


def _outer(found: list[Saying], size: int) -> Iterator[Saying]:
    """Those whose cue does not stand in what another one reports, and in it only what someone plainly said."""
    steps = [0] * (size + 1)
    for start, end in (run for saying in found for run in saying.content):
        steps[start] += 1
        steps[end] -= 1
    held = list(itertools.accumulate(steps))
    for saying in found:
        if not saying.cue or not held[saying.cue[0][0]]:
            yield saying
        elif saying.rule == "clause" and saying.key in TOLD and saying.who is not None and saying.who.pos_ in ("NOUN", "PROPN"):
            yield dataclasses.replace(saying, nested=True)


def _statement(draft: Draft, saying: Saying, before: list[Said]) -> Statement | None:
    """A saying as an entry of the record; words that stand alone belong to who spoke last, or to nobody."""
    content = speakers.words_at(saying.par, saying.content)
    if content is None:
        return None
    name = draft.name("s", len(before) + 1)
    if saying.rule == "alone":
        return _continued(name, saying, content, before)
    actors = speakers.actors(saying, index(draft))
    saying = dataclasses.replace(saying, voice=speakers.voice(saying, actors, index(draft)))
    cue = speakers.words_at(saying.par, saying.cue)
    condition = conditions.condition(draft, saying)
    if condition and _inside(saying.par.span(saying.cue[0]), condition.spans):
        return None
    source = speakers.source(saying, speakers.parties(actors, draft.actors, index(draft)))
    terms = "anonymous" if condition or _withheld(actors, before) else speakers.terms(saying, actors[0] if actors else None)
    return Statement(
        id=name, kind=kind(saying), confidence=confidence.of(saying.rule, cue), source=source,
        cue=cue, content=content, terms=terms, condition=condition,
        act=_act(saying, before, actors), addressee=setting.addressee(saying),
        place=setting.place(draft, saying), date=setting.date(draft, saying),
        issues=_issues(draft, saying, content.spans), by=f"statements/{saying.rule}",
    )  # fmt: skip


def _withheld(actors: tuple[Actor, ...], before: list[Said]) -> bool:
    """True of one whose name was withheld a little before ("the people", "they")."""
    known = {s.statement.source.actor for s in before[-LATELY:] if s.statement.terms == "anonymous"}
    return len(actors) == 1 and actors[0].kind in ("unnamed", "group") and actors[0].id in known


def _act(saying: Saying, before: list[Said], actors: tuple[Actor, ...]) -> Act:
    """What a statement does; of one who has just rejected or denied something, and says what it is not, the same."""
    act = acts.act(saying)
    last = before[-1] if before else None
    if act != "assert" or last is None or last.saying.par is not saying.par or saying.rule not in CLAUSES:
        return act
    same = len(actors) == 1 and last.statement.source.actor == actors[0].id
    return last.statement.act if same and last.statement.act in ("reject", "deny") and acts.goes_on_refusing(saying) else act


LATELY = 20


def _continued(name: str, saying: Saying, content: Words, before: list[Said]) -> Statement | None:
    last = next((s.statement for s in reversed(before[-LATELY:]) if s.saying.rule in CLAUSES and not s.saying.nested), None)
    if last is None:
        return None
    return Statement(
        id=name, kind=kind(saying), confidence=None, source=last.source, cue=None, content=content, terms=last.terms,
        act=acts.act(saying), continues=last.id, by="statements/alone",
    )  # fmt: skip


def kind(saying: Saying) -> StatementKind:
    """Direct where nine words in ten stand in quotation marks, indirect where one in ten does at most, else mixed."""
    par = saying.par
    held = [par.inside[t.i] >= 0 for a, b in saying.content for t in par.doc[a:b] if t.is_alpha or t.like_num]
    share = sum(held) / max(len(held), 1)
    return "indirect" if share <= 0.1 else "direct" if share >= 0.9 and saying.rule in CLAUSES else "mixed"


def _inside(span: Span, spans: tuple[Span, ...]) -> bool:
    return any(s <= span[0] and span[1] <= e for s, e in spans)


def _issues(draft: Draft, saying: Saying, spans: tuple[Span, ...]) -> tuple[str, ...]:
    """The matters that a statement speaks of, in the order in which the report first does."""
    here = {name for span, name in within(draft).issues.get(saying.par.block.start, ()) if _inside(span, spans)}
    return tuple(i.id for i in draft.issues if i.id in here) if here else ()
