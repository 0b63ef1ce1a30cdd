"""What someone is said to say, think or want in the words of the report: a cue verb with what depends on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.read.statements import cues
from onrecord.read.statements.found import Saying
from onrecord.read.statements.grammar import cue_run, lemma, noun_phrase, own_subject, run, subject
from onrecord.read.statements.paragraphs import Paragraph, Run, tight, whole

if TYPE_CHECKING:
    from spacy.tokens import Token

Framed = tuple[str, tuple[Run, ...]]
"""The name of a construction and the words that it says are reported."""


def find(par: Paragraph, taken: frozenset[int]) -> Iterator[Saying]:
    """What each cue verb of a paragraph reports, by the first construction in which it is a cue; `taken` verbs have theirs already."""
    for verb in par.doc:
        if verb.pos_ not in ("VERB", "AUX") or verb.i in taken or par.inside[verb.i] >= 0:
            continue
        key = lemma(verb)
        frames = cues.frames(key)
        if not frames:
            continue
        for frame, content in constructions(par, verb):
            if frame in frames:
                saying = _saying(par, verb, frame, content)
                if saying:
                    yield saying
                break


def constructions(par: Paragraph, verb: Token) -> Iterator[Framed]:
    """The constructions in which a verb stands, the most telling first."""
    below: dict[str, Token] = {}
    for token in verb.children:
        below.setdefault(token.dep_, token)
    passive = "nsubjpass" in below
    if "ccomp" in below:
        yield from _clause(par, verb, below["ccomp"])
    if passive:
        yield from _passive(below)
    elif verb.dep_ in ("parataxis", "ccomp") and "ccomp" not in below and own_subject(verb) is not None:
        yield from _inserted(par, verb)
    if "xcomp" in below and not passive:
        yield from _open_clause(verb, below)
    if "dobj" in below and not passive:
        yield "object", (_object(verb, below["dobj"]),)
    if "oprd" in below and not passive and "dobj" not in below:
        yield "complement", (run(below["oprd"]),)
    for token in verb.rights:
        if token.dep_ == "prep" and token.right_edge.i > token.i:
            yield token.lower_, ((token.i + 1, token.right_edge.i + 1),)


def _clause(par: Paragraph, verb: Token, clause: Token) -> Iterator[Framed]:
    start, end = run(clause)
    if clause.i < verb.i:
        who = own_subject(verb)
        stop = verb.i if who is None or who.i > verb.i else noun_phrase(who)[0]
        left = max(verb.left_edge.i, par.sentence_start(start, 0))
        yield "clause", ((left, stop),)
        return
    infinitive = clause.tag_ == "VB" and any(t.tag_ == "TO" for t in clause.lefts)
    if infinitive:
        to = next(t.i for t in clause.lefts if t.tag_ == "TO")
        yield "address", ((to, end),)
        yield "infinitive", ((start, end),)
        return
    yield "clause", ((max(start, verb.i + 1), end),)


def _passive(below: dict[str, Token]) -> Iterator[Framed]:
    who = below["nsubjpass"]
    if "xcomp" in below:
        yield "passive-infinitive", (noun_phrase(who), run(below["xcomp"]))
    elif "ccomp" not in below:
        yield "passive", (noun_phrase(who),)


def _inserted(par: Paragraph, verb: Token) -> Iterator[Framed]:
    """A clause with the cue in its midst or at its end (The talks, she said, had failed)."""
    head = verb.head
    start, end = run(head)
    inner = run(verb)
    parts = [tight(par, (start, inner[0])), tight(par, (inner[1], end))]
    kept = tuple(p for p in parts if p[1] > p[0])
    if kept and verb.dep_ == "parataxis":
        yield "inserted", kept


def _open_clause(verb: Token, below: dict[str, Token]) -> Iterator[Framed]:
    clause = below["xcomp"]
    start, end = run(clause)
    if clause.i < verb.i:
        return
    to = any(t.tag_ == "TO" for t in clause.lefts)
    if to and "dobj" in below and below["dobj"].i < clause.i:
        yield "address", ((start, end),)
    elif to:
        yield "infinitive", ((start, end),)
    else:
        yield ("gerund" if clause.tag_ == "VBG" else "small-clause"), ((start, end),)


WITH_OBJECT = frozenset({"as", "of", "for"})


def _object(verb: Token, thing: Token) -> Run:
    """The object of a verb with what is said of it: called him a liar; described the talks as frank; accused them of theft."""
    start, end = run(thing)
    for token in verb.rights:
        if token.left_edge.i < end:
            continue
        if token.left_edge.i > end or not (token.dep_ in ("oprd", "xcomp") or (token.dep_ == "prep" and token.lower_ in WITH_OBJECT)):
            break
        end = token.right_edge.i + 1
    return start, end


def _saying(par: Paragraph, verb: Token, frame: str, content: tuple[Run, ...]) -> Saying | None:
    who = _source(verb, frame)
    cue = cue_run(verb, 0)
    source = tight(par, _clipped(noun_phrase(who), cue, content)) if who is not None else None
    runs = tuple(whole(par, part, cue[1] if part[0] >= verb.i else 0) for part in (tight(par, c) for c in content) if part[1] > part[0])
    if not runs:
        return None
    named = (source,) if source and source[1] > source[0] else ()
    return Saying(frame, par, runs, named, (cue,), lemma(verb), verb, who)


def _source(verb: Token, frame: str) -> Token | None:
    if frame.startswith("passive"):
        agent = next((t for t in verb.rights if t.dep_ == "agent"), None)
        return next(iter(agent.rights), None) if agent is not None else None
    if verb.dep_ == "acl" and own_subject(verb) is None:
        return verb.head
    return subject(verb)


def _clipped(source: Run, cue: Run, content: tuple[Run, ...]) -> Run:
    """The words of the source that are neither the cue's nor the content's."""
    start, end = source
    for part in (cue, *content):
        if start <= part[0] < end:
            end = part[0]
        elif part[0] < start < part[1]:
            start = min(part[1], end)
    return start, end
