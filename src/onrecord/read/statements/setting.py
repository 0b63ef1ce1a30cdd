"""To whom, where and when something was said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.read import places, times
from onrecord.read.draft import Draft
from onrecord.read.mentions import index
from onrecord.read.statements.found import Saying
from onrecord.read.statements.grammar import lemma, run
from onrecord.read.statements.paragraphs import Paragraph
from onrecord.read.statements.within import Marked, within
from onrecord.record import Dated, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

ADDRESSED = frozenset(
    {"tell", "remind", "warn", "ask", "urge", "assure", "inform", "brief", "advise", "order", "press", "notify", "reassure", "call"}
)
SPOKEN_TO = frozenset(
    {"say", "explain", "write", "speak", "complain", "announce", "suggest", "propose", "respond", "reply", "confirm", "describe"}
)


def addressee(saying: Saying) -> str | None:
    """Whom the words were said to, as the report names them."""
    verb = saying.verb
    if verb is None:
        return None
    for head in _addressed(verb):
        if not any(a <= head.i < b for a, b in (*saying.content, *saying.source)):
            return saying.par.doc[head.left_edge.i : min(head.right_edge.i + 1, _stop(saying, head))].text.strip(" ,") or None
    return _briefed(saying)


def _stop(saying: Saying, head: Token) -> int:
    """Where what is said begins behind a word, or the end."""
    return min((a for a, _ in saying.content if a > head.i), default=len(saying.par))


def _addressed(verb: Token) -> Iterator[Token]:
    key = lemma(verb)
    for token in verb.children:
        if key in ADDRESSED and token.dep_ in ("dobj", "dative") and token.pos_ in ("NOUN", "PROPN", "PRON"):
            yield token
        if key in ADDRESSED and token.dep_ == "ccomp":
            yield from (t for t in token.lefts if t.dep_ == "nsubj" and any(u.tag_ == "TO" for u in token.lefts))
        if key in SPOKEN_TO and token.dep_ in ("prep", "dative") and token.lower_ == "to":
            yield from (t for t in token.rights if t.dep_ == "pobj")


def _briefed(saying: Saying) -> str | None:
    """Whom the source is said to have told, in its own relative clause (the official, who briefed reporters …)."""
    if saying.who is None:
        return None
    start, end = run(saying.who)
    for token in saying.par.doc[start : min(end, start + LONG)]:
        if token.pos_ == "VERB" and lemma(token) in ("brief", "tell", "speak"):
            for head in _addressed(token):
                return saying.par.doc[head.left_edge.i : head.right_edge.i + 1].text
    return None


LONG = 30
"""Words of a source that are looked at."""


def place(draft: Draft, saying: Saying) -> str | None:
    """The place where it was said, never one that only what is said speaks of."""
    if not saying.cue or not _told_between(saying, within(draft).places):
        return None
    found = places.at(draft, _around(saying))
    if found is None:
        return None
    here = within(draft).places.get(saying.par.block.start, ())
    return found.id if any(_outside(saying, span) for span, name in here if name == found.id) else None


@dataclass(frozen=True)
class Stage:
    """Where a paragraph says that someone speaks, for what they say in the next."""

    place: str
    speakers: frozenset[str]


SPEECHES = frozenset({"remark", "speech", "interview", "briefing", "conference", "address", "statement", "comment"})


def stage(draft: Draft, par: Paragraph) -> Stage | None:
    """Where a paragraph says that someone speaks (set the tone in remarks in Oslo)."""
    for token in par.doc:
        if token.pos_ == "NOUN" and lemma(token) in SPEECHES:
            found = places.at(draft, par.block.span(token))
            if found is not None:
                inside = index(draft).inside((par.block.start, par.block.end))
                return Stage(found.id, frozenset(a.id for a in inside))
    return None


def date(draft: Draft, saying: Saying) -> Dated | None:
    """The day on which it was said, never one that only what is said speaks of."""
    if not saying.cue or not _told_between(saying, within(draft).times):
        return None
    found = times.when(draft, _around(saying))
    return found if found is not None and all(_outside(saying, s) for s in found.spans) else None


def _told_between(saying: Saying, marked: dict[int, list[Marked]]) -> bool:
    """True where one of the mentions lies in the cue's paragraph, outside what is said."""
    held = saying.par.spans(saying.content)
    return any(not any(a <= s < b for a, b in held) for (s, _), _ in marked.get(saying.par.block.start, ()))


def _around(saying: Saying) -> Span:
    return saying.par.span(saying.cue[-1])


def _outside(saying: Saying, span: Span) -> bool:
    """True of words of the cue's sentence that are not in what is said."""
    par = saying.par
    at = saying.cue[-1][0]
    run = (par.sentence_start(at, 0), par.sentence_end(at, len(par)))
    whole = par.span(run)
    if not whole[0] <= span[0] < whole[1]:
        return False
    return not any(s <= span[0] < e for s, e in par.spans(saying.content))
