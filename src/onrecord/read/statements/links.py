"""Which statement answers which, and which goes on with one before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from onrecord.read.actors.mentions import Mentions, index
from onrecord.read.draft import Draft
from onrecord.read.paragraphs import Paragraph
from onrecord.read.statements.found import Saying
from onrecord.read.statements.grammar import FINITE, lemma, own_subject
from onrecord.read.statements.reporting import beside
from onrecord.record import Act, Actor, Statement

if TYPE_CHECKING:
    from spacy.tokens import Token

ANSWERS = frozenset(
    {"respond", "reply", "retort", "counter", "rebut", "answer", "refute", "riposte"}
)
BACK = frozenset({"shoot", "hit", "fire", "strike", "push", "clap", "snap", "fight", "bite"})
ABOUT: dict[str, Act | None] = {
    **dict.fromkeys(("accusation", "allegation", "charge", "criticism", "complaint"), "accuse"),
    **dict.fromkeys(("threat", "warning", "ultimatum"), "threaten"),
    **dict.fromkeys(("demand", "request", "call", "appeal"), "demand"),
    **dict.fromkeys(
        (
            "claim",
            "remark",
            "comment",
            "statement",
            "assertion",
            "suggestion",
            "proposal",
            "offer",
            "denial",
            "account",
        ),
        None,
    ),
}
"""Nouns for what someone has said, with what was done by it."""
REACH = 3
"""How many statements back an answer may reach."""


@dataclass(frozen=True, eq=False)
class Said:
    """A statement with how it was found."""

    statement: Statement
    saying: Saying


def linked(draft: Draft, said: list[Said], pars: Iterable[Paragraph]) -> list[Statement]:
    """The statements with what they reply to."""
    leads = _leads(
        pars,
        {(s.saying.par.block.start, s.saying.verb.i) for s in said if s.saying.verb is not None},
    )
    known = Known(index(draft), {a.id: a for a in draft.actors})
    out: list[Statement] = []
    for n, one in enumerate(said):
        before = [s.statement for s in said[max(0, n - 4 * REACH) : n]]
        meant = _meant(one, before, known, leads)
        held = _holder(one, said[max(0, n - REACH) : n + REACH]) if one.saying.nested else None
        out.append(
            msgspec.structs.replace(one.statement, reply_to=meant, inside=held)
            if meant or held
            else one.statement
        )
    return out


@dataclass(frozen=True, eq=False)
class Known:
    """The actors of a report, by where they stand and by id."""

    mentions: Mentions
    actors: dict[str, Actor]

    def state(self, statement: Statement) -> str | None:
        actor = self.actors.get(statement.source.actor or "")
        return actor.state if actor else None


def _holder(one: Said, near: list[Said]) -> str | None:
    """The statement in whose words another one stands, the shortest if there are several."""
    (at, _) = one.saying.par.span(one.saying.cue[0])
    holding = [
        (e - s, t.statement.id)
        for t in near
        if t is not one
        for s, e in t.statement.content.spans
        if s <= at < e
    ]
    return min(holding)[1] if holding else None


def _meant(
    one: Said, before: list[Statement], known: Known, leads: dict[int, tuple[int, str | None]]
) -> str | None:
    """The statement that another one answers: the one that it names, else the last of another side
    where it says that it answers."""
    others = [
        s for s in before if s.source.actor is None or s.source.actor != one.statement.source.actor
    ]
    if not one.saying.cue or not others:
        return None
    named = _rejected(one, others, known) or _asked_about(one, others, known)
    if named or one.statement.act == "decline":
        return named
    lead = leads.get(one.saying.par.block.start)
    if lead and lead[0] < one.statement.content.spans[0][0]:
        return _last([s for s in others if s.content.spans[0][0] < lead[0]])
    answer = _answer(one.saying)
    if answer is not None:
        return _answered(one.saying.par, answer, others, known)
    return _last(others) if one.saying.key in ANSWERS or one.saying.key.endswith(" back") else None


def _last(others: list[Statement]) -> str | None:
    return others[-1].id if others else None


def _rejected(one: Said, others: list[Statement], known: Known) -> str | None:
    """What one declines to answer, rejects or denies: the accusation, a threat of a named
    person."""
    if one.statement.act not in ("decline", "reject", "deny"):
        return None
    start, end = one.saying.content[0]
    for token in one.saying.par.doc[start : min(end, start + FAR)]:
        if token.tag_ in FINITE:
            return None
        if (
            lemma(token) in ABOUT
            and token.pos_ == "NOUN"
            and token.left_edge.i <= start + 3
            and _is_known(token)
        ):
            return _told_by(one.saying.par, token, others, known)
    return None


FAR = 10
"""Words of what is said in which what it rejects must be named."""


def _is_known(noun: Token) -> bool:
    """True of what the report has told before: the claim, Peru's claim; not a request for
    comment."""
    pointed = any(
        t.dep_ == "poss" or t.lower_ in ("the", "that", "this", "these", "those", "such")
        for t in noun.lefts
    )
    return pointed and not any(
        t.lower_ == "for" and any(lemma(u) == "comment" for u in t.rights) for t in noun.rights
    )


def _told_by(par: Paragraph, noun: Token, others: list[Statement], known: Known) -> str | None:
    """The last statement that a noun may mean: of its owner or, where it has none, the last by
    which that was done."""
    act = ABOUT.get(lemma(noun))
    fitting = [s for s in others if act is None or s.act == act]
    owners = list(_owners(noun))
    if not owners:
        return _last(fitting) or _last(others)
    found = [a for t in owners if (a := known.mentions.at(par.block.span(t))) is not None]
    states = {a.state for a in found if a.state}
    mine = [s for s in others if s.source.actor in {a.id for a in found}]
    return _last(mine) or _last([s for s in fitting if known.state(s) in states])


def _owners(noun: Token) -> Iterator[Token]:
    yield from (t for t in noun.lefts if t.dep_ == "poss")
    yield from (
        t
        for of in noun.rights
        if of.lower_ in ("by", "from")
        for t in of.rights
        if t.dep_ == "pobj"
    )


def _asked_about(one: Said, others: list[Statement], known: Known) -> str | None:
    """The statement about which one is asked (asked about Peru's demand, she declined …)."""
    for token in beside(one.saying):
        if lemma(token) in ("ask", "question", "press") and token.tag_ == "VBN":
            nouns = (
                t
                for about in token.rights
                if about.lower_ in ("about", "on")
                for t in about.rights
                if lemma(t) in ABOUT
            )
            return next(
                (_told_by(one.saying.par, t, others, known) for t in nouns if any(_owners(t))), None
            )
    return None


def _answer(saying: Saying) -> Token | None:
    """The word beside a cue that makes it an answer: responding to her, in response."""
    for token in beside(saying):
        if (
            token.tag_ == "VBG"
            and token != saying.verb
            and lemma(token) in ("respond", "reply", "react")
        ):
            return token
        if (
            lemma(token) in ("response", "reply", "retort", "rebuttal", "riposte")
            and token.head.lower_ == "in"
        ):
            return token
    return None


def _answered(par: Paragraph, answer: Token, others: list[Statement], known: Known) -> str | None:
    """Whose statement an answer is to: the last one, or that of whom the answer names."""
    to = next(
        (u for t in answer.rights if t.lower_ == "to" for u in t.rights if u.dep_ == "pobj"), None
    )
    if to is None:
        return _last(others)
    if lemma(to) in ABOUT:
        return _told_by(par, to, others, known)
    actor = known.mentions.at(par.block.span(to))
    return _last([s for s in others if actor is not None and s.source.actor == actor.id])


def _leads(
    pars: Iterable[Paragraph], used: set[tuple[int, int]]
) -> dict[int, tuple[int, str | None]]:
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
    return back or (
        key in ("respond", "retaliate", "retort")
        and not any(t.dep_ in ("ccomp", "dobj") for t in verb.rights)
    )
