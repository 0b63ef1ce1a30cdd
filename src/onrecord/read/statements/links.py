"""Which statement answers which, and which goes on with one before it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from onrecord.read.draft import Draft
from onrecord.read.mentions import Mentions, index
from onrecord.read.statements.found import Saying
from onrecord.read.statements.grammar import lemma, own_subject
from onrecord.read.statements.paragraphs import Paragraph
from onrecord.record import Statement

ANSWERS = frozenset({"respond", "reply", "retort", "counter", "rebut", "answer", "refute"})
BACK = frozenset({"shoot", "hit", "fire", "strike", "push", "clap", "snap", "fight", "bite"})
ABOUT = frozenset(
    {"accusation", "allegation", "charge", "claim", "criticism", "demand", "threat", "warning", "remark", "remarks", "comment", "statement"}
)
REACH = 3
"""How many statements back an answer may reach."""


@dataclass(frozen=True, eq=False)
class Said:
    """A statement with how it was found."""

    statement: Statement
    saying: Saying


def linked(draft: Draft, said: list[Said], pars: Iterable[Paragraph]) -> list[Statement]:
    """The statements with what they reply to."""
    leads = _leads(pars, {(s.saying.par.block.start, s.saying.verb.i) for s in said if s.saying.verb is not None})
    found = index(draft)
    out: list[Statement] = []
    for n, one in enumerate(said):
        before = [s.statement for s in said[max(0, n - 4 * REACH) : n]]
        meant = _meant(one, before, found, leads)
        held = _holder(one, said[max(0, n - REACH) : n + REACH]) if one.saying.nested else None
        out.append(msgspec.structs.replace(one.statement, reply_to=meant, inside=held) if meant or held else one.statement)
    return out


def _holder(one: Said, near: list[Said]) -> str | None:
    """The statement in whose words another one stands, the shortest if there are several."""
    (at, _) = one.saying.par.span(one.saying.cue[0])
    holding = [(e - s, t.statement.id) for t in near if t is not one for s, e in t.statement.content.spans if s <= at < e]
    return min(holding)[1] if holding else None


def _meant(one: Said, before: list[Statement], found: Mentions, leads: dict[int, tuple[int, str | None]]) -> str | None:
    saying = one.saying
    if saying.rule == "alone" or not before:
        return None
    about = _named_in(one, before, found)
    if about:
        return about
    block = saying.par.block.start
    start = one.statement.content.spans[0][0]
    lead = leads.get(block)
    if lead and lead[0] < start:
        return _last_other(one.statement, [s for s in before if s.content.spans[0][0] < lead[0]])
    if saying.key in ANSWERS and saying.rule in ("cue-after", "cue-before", "clause", "inserted"):
        return _last_other(one.statement, before)
    return None


def _named_in(one: Said, before: list[Statement], found: Mentions) -> str | None:
    """The statement of someone whom the content names with what they did (declined to respond to X's threat)."""
    saying = one.saying
    if one.statement.act not in ("decline", "reject", "deny") or saying.rule in ("cue-after", "cue-before", "clause"):
        return None
    words = saying.par.doc[saying.content[0][0] : saying.content[-1][1]]
    if not any(lemma(t) in ABOUT for t in words):
        return None
    named = {a.id for span in one.statement.content.spans for a in found.inside(span)}
    others = [s for s in before if s.source.actor != one.statement.source.actor]
    by_name = [s for s in others if s.source.actor in named]
    return by_name[-1].id if by_name else others[-1].id if others else None


def _last_other(one: Statement, before: list[Statement]) -> str | None:
    """The last statement before by another source, of the last few."""
    others = [s for s in before[-REACH:] if s.source.actor != one.source.actor or s.source.actor is None]
    return others[-1].id if others else None


def _leads(pars: Iterable[Paragraph], used: set[tuple[int, int]]) -> dict[int, tuple[int, str | None]]:
    """Paragraphs that a short "X shot back" opens, in them or right before: where it stands."""
    leads: dict[int, tuple[int, str | None]] = {}
    last: tuple[int, str | None] | None = None
    for par in pars:
        if last:
            leads[par.block.start] = last
        last = None
        for verb in par.doc:
            if _answers(par, verb.i) and (par.block.start, verb.i) not in used:
                at = par.block.start + verb.idx
                leads[par.block.start] = last = (at, None)
    return leads


def _answers(par: Paragraph, at: int) -> bool:
    verb = par.doc[at]
    if verb.pos_ != "VERB" or par.inside[at] >= 0 or own_subject(verb) is None:
        return False
    key = lemma(verb)
    back = key in BACK and any(t.lower_ == "back" for t in verb.rights)
    return back or (key in ("respond", "retaliate", "retort") and not any(t.dep_ in ("ccomp", "dobj") for t in verb.rights))
