"""To whom, where and when something was said."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.lexicon import table
from onrecord.read import places, times
from onrecord.read.actors.mentions import index
from onrecord.read.draft import Draft
from onrecord.read.paragraphs import Paragraph
from onrecord.read.statements.found import Saying
from onrecord.read.statements.grammar import is_time, lemma, nouns, run
from onrecord.read.statements.reporting import beside, cue_words
from onrecord.read.statements.within import Marked, within
from onrecord.record import Dated, Span

if TYPE_CHECKING:
    from spacy.tokens import Token


@functools.cache
def _behind() -> frozenset[tuple[str, str]]:
    """Verbs of saying, each with where it names whom it is said to: its object, or a
    preposition."""
    return frozenset((row["verb"], row["behind"]) for row in table("addressees"))


SPEECHES = frozenset(
    {
        "remark",
        "speech",
        "interview",
        "briefing",
        "conference",
        "address",
        "statement",
        "comment",
        "testimony",
        "lecture",
        "toast",
    }
)
ASIDE = frozenset(
    {"in", "at", "during", "after", "before", "ahead", "amid", "following", "while", "when"}
)
"""Words behind an addressee that tell where or when, and no more of who it is."""


def addressee(saying: Saying) -> str | None:
    """Whom the words were said to, as the report names them."""
    held = (*saying.content, *saying.source)
    for head in _heads(saying):
        if not any(a <= head.i < b for a, b in held) or _is_asked(saying, head):
            return _named(saying, head)
    return _briefed(saying)


def _heads(saying: Saying) -> Iterator[Token]:
    for token in cue_words(saying):
        if token.pos_ in ("VERB", "AUX"):
            yield from _addressed(token)
    yield from _listeners(saying)


def _named(saying: Saying, head: Token) -> str | None:
    end = next(
        (t.i for t in head.rights if t.dep_ == "prep" and (t.lower_ in ASIDE or _is_day(t))),
        head.right_edge.i + 1,
    )
    return (
        saying.par.doc[
            head.left_edge.i : max(head.i + 1, min(end, _stop(saying, head)))
        ].text.strip(" ,")
        or None
    )


def _is_day(prep: Token) -> bool:
    return prep.lower_ == "on" and any(is_time(t) for t in prep.rights)


def _is_asked(saying: Saying, head: Token) -> bool:
    """True of the one with whom what is said begins, who is asked to do it (urged | them to go)."""
    after = head.right_edge.i + 1
    begins = head.left_edge.i == saying.content[0][0]
    return begins and after < len(saying.par.doc) and saying.par.doc[after].lower_ in ("to", "not")


def _stop(saying: Saying, head: Token) -> int:
    """Where what is said begins behind a word, or the end."""
    return min((a for a, _ in saying.content if a > head.i), default=len(saying.par))


def _addressed(verb: Token) -> Iterator[Token]:
    key = lemma(verb)
    direct = (key, "object") in _behind()
    for token in verb.children:
        if direct and token.dep_ in ("dobj", "dative") and token.pos_ in ("NOUN", "PROPN", "PRON"):
            yield token
        if direct and token.dep_ in ("ccomp", "xcomp"):
            yield from (
                t
                for t in token.lefts
                if t.dep_ == "nsubj" and any(u.tag_ == "TO" for u in token.lefts)
            )
        if (key, token.lower_) in _behind() and token.dep_ in ("prep", "dative"):
            yield from (t for t in token.rights if t.dep_ == "pobj" and not is_time(t))
            yield from (
                s for t in token.rights if t.dep_ == "pcomp" for s in t.lefts if s.dep_ == "nsubj"
            )


def _listeners(saying: Saying) -> Iterator[Token]:
    """Of a letter, a speech or an interview in which something is said, whom it is to."""
    for token in beside(saying):
        if token.dep_ not in ("pobj", "dobj") or not (
            lemma(token) in SPEECHES or lemma(token) in nouns("utterance")
        ):
            continue
        if token.dep_ == "pobj" and token.head.lower_ not in ("in", "during"):
            continue
        joined = frozenset({"to", "with"}) if lemma(token) == "interview" else frozenset({"to"})
        near = (
            *token.rights,
            *(t for t in token.head.head.rights if t.i == token.right_edge.i + 1),
        )
        yield from (
            u
            for t in near
            if t.dep_ in ("prep", "dative") and t.lower_ in joined
            for u in t.rights
            if u.dep_ == "pobj"
        )


def _briefed(saying: Saying) -> str | None:
    """Whom the source is said to have told, in its own relative clause (the official, who briefed
    reporters …)."""
    if saying.who is None:
        return None
    start, end = run(saying.who)
    for token in saying.par.doc[start : min(end, start + LONG)]:
        if token.pos_ == "VERB" and lemma(token) in ("brief", "tell", "speak"):
            for head in _addressed(token):
                return _named(saying, head)
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
    spoken = (
        span
        for span, name in here
        if name == found.id and _outside(saying, span) and not _is_of_name(draft, span)
    )
    return found.id if any(spoken) else None


def _is_of_name(draft: Draft, span: Span) -> bool:
    """True of a place that only stands in the name of a body (The Oslo Post)."""
    actor = index(draft).at(span)
    return (
        actor is not None
        and actor.kind == "organisation"
        and any(
            s <= span[0] and span[1] <= e and e - s > span[1] - span[0] for s, e in actor.mentions
        )
    )


@dataclass(frozen=True)
class Stage:
    """Where a paragraph says that someone speaks, for what they say in the next."""

    place: str
    speakers: frozenset[str]


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
    return any(
        not any(a <= s < b for a, b in held) for (s, _), _ in marked.get(saying.par.block.start, ())
    )


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
