"""Who says, thinks or wants what a cue reports: the words that the model marks, put right by the
grammar, or those of the grammar alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.read.paragraphs import Paragraph, Run, tight
from onrecord.read.statements import ends
from onrecord.read.statements.grammar import noun_phrase, own_subject, subject, top

if TYPE_CHECKING:
    from spacy.tokens import Token

Named = tuple[Run, "Token | None"]
"""The words of a source and their head."""


def source(
    par: Paragraph, cue: Run, verb: Token | None, content: Sequence[Run], marked: Run | None
) -> Named | None:
    """The source of a cue, given what the model marks as one, if anything."""
    told = by_grammar(par, cue, verb, content)
    if marked is None:
        return told
    if told is not None and (_part_of(marked, told) or _with(verb, told)):
        return told
    run = _with_name(par, ends.name(par, marked))
    return run, top(par, run)


def _with_name(par: Paragraph, run: Run) -> Run:
    """A description with the name that is set beside it (Chile's envoy, ANA DUARTE, …)."""
    start, end = run
    head = top(par, run)
    beside = (
        next(
            (t for t in head.rights if t.dep_ == "appos" and t.pos_ == "PROPN" and t.i > end), None
        )
        if head is not None
        else None
    )
    if beside is None or par.doc[end].text != "," or beside.left_edge.i != end + 1:
        return run
    return start, beside.right_edge.i + 1


def by_grammar(
    par: Paragraph, cue: Run, verb: Token | None, content: Sequence[Run]
) -> tuple[Run, Token] | None:
    """The words of the one who does what a cue says, and their head: words that are neither of the
    cue nor reported."""
    who = _who(verb) if verb is not None else None
    if who is None or any(a <= who.i < b for a, b in (cue, *content)) or who.dep_ == "expl":
        return None
    run = tight(par, _clipped(noun_phrase(who), who.i, (cue, *content)))
    return (run, who) if run[0] <= who.i < run[1] else None


def without_speaker(verb: Token | None, content: tuple[Run, ...]) -> tuple[Run, ...]:
    """Runs of content without one that holds who speaks, where another stands before it (The talks
    failed, said A DIPLOMAT …)."""
    who = own_subject(verb) if verb is not None else None
    held = (
        tuple(
            run for run in content if who is None or who.i < verb.i or not run[0] <= who.i < run[1]
        )
        if verb is not None
        else content
    )
    return held or content


def _part_of(marked: Run, told: tuple[Run, Token]) -> bool:
    """True of words of a noun phrase without its head (CHILE'S envoy)."""
    (start, end), who = told
    return (
        start <= marked[0]
        and marked[1] <= end
        and not marked[0] <= who.i < marked[1]
        and who.i >= marked[1]
    )


def _with(verb: Token | None, told: tuple[Run, Token]) -> bool:
    """True of one who speaks beside what the sentence tells (…, with THE ENVOY saying …)."""
    return (
        verb is not None
        and verb.tag_ == "VBG"
        and told[1].dep_ == "pobj"
        and told[1].head.lower_ == "with"
    )


def _who(verb: Token) -> Token | None:
    """The subject of a verb, of a passive one its agent; the owner of a noun; the noun that a
    participle describes."""
    if verb.pos_ not in ("VERB", "AUX"):
        return next((t for t in verb.lefts if t.dep_ == "poss"), None)
    if any(t.dep_ in ("nsubjpass", "auxpass") for t in verb.lefts):
        agent = next((t for t in verb.rights if t.dep_ == "agent"), None)
        return next(iter(agent.rights), None) if agent is not None else None
    if verb.dep_ == "acl" and own_subject(verb) is None and verb.tag_ == "VBG":
        return verb.head
    return subject(verb)


def _clipped(phrase: Run, at: int, others: Sequence[Run]) -> Run:
    """The part of a phrase around a token that enters none of the other runs."""
    start = max((b for _, b in others if b <= at), default=0)
    end = min((a for a, _ in others if a > at), default=phrase[1])
    return max(phrase[0], start), min(phrase[1], end)
