"""What the statement model finds in a report, as runs of tokens of its parsed paragraphs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, zip_longest
from typing import TYPE_CHECKING

from onrecord.read import looking, tagging
from onrecord.read.paragraphs import Paragraph, Run, tight
from onrecord.read.statements import ends, layout, sources, tying
from onrecord.read.statements.found import Saying
from onrecord.read.statements.grammar import FINITE, key, lemma, own_subject, top, with_to
from onrecord.read.statements.negatives import is_said
from onrecord.record import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

    from onrecord.models.windows import Word
    from onrecord.read.looking import Look, Stretch
    from onrecord.read.statements.tying import Tied


@dataclass(frozen=True, eq=False)
class Reel:
    """Stretches of a report, one after another, with which words of the whole each holds."""

    stretches: Sequence[Stretch]
    parts: Sequence[tagging.Run]

    def split(self, run: tagging.Run) -> Iterator[tuple[int, Run]]:
        """A run of words as runs of tokens, each with the number of its stretch."""
        number = bisect_right(self.parts, run[0], key=lambda part: part[0]) - 1
        while number < len(self.parts) and self.parts[number][0] < run[1]:
            first = self.parts[number][0]
            start, end = max(run[0], first), min(run[1], self.parts[number][1])
            if start < end:
                stretch = self.stretches[number]
                yield (
                    number,
                    tokens(
                        stretch.par,
                        (
                            stretch.words[start - first].span[0],
                            stretch.words[end - first - 1].span[1],
                        ),
                    ),
                )
            number += 1


def find(looks: Sequence[Look]) -> list[list[Saying]]:
    """What is said in each paragraph of a report, in text order."""
    stretches = [stretch for one in looks for stretch in one.stretches]
    pars = [stretch.par for stretch in stretches]
    found: dict[int, list[Saying]] = {id(par): [] for par in pars}
    first = [saying for one in looks for saying in _in(one) if saying.content]
    for saying in (*first, *_told_inside(stretches, first)):
        found[id(saying.par)].append(saying)
    for saying in (*layout.turns(pars), *layout.signed(pars)):
        found[id(saying.par)] = [
            saying,
            *(s for s in found[id(saying.par)] if s.cue and s.cue != saying.cue),
        ]
    return [
        sorted(
            (*_outer(held := found[id(par)], len(par)), *alone(par, held)), key=lambda s: s.start
        )
        for par in pars
    ]


def _in(one: Look) -> Iterator[Saying]:
    """What is said in stretches of text."""
    reel = Reel(one.stretches, one.parts)
    found = tagging.runs(one.scores, reel.parts)
    cues = [
        cue
        for cue, behind in zip_longest(found["cue"], found["cue"][1:])
        if not _is_name(reel, cue, behind)
    ]
    for tied in tying.tied(one.scores, {**found, "cue": cues}, reel.parts):
        yield from _sayings(reel, tied)


def _is_name(reel: Reel, cue: tagging.Run, behind: tagging.Run | None) -> bool:
    """True of the end of a name that the model takes for a cue right before another one (the Lima
    DAILY calling it …)."""
    number, (start, end) = next(reel.split(cue))
    return (
        behind is not None
        and behind[0] == cue[1]
        and all(t.pos_ == "PROPN" for t in reel.stretches[number].par.doc[start:end])
    )


def alone(par: Paragraph, sayings: Sequence[Saying]) -> Iterator[Saying]:
    """Whole sentences in quotation marks of which nothing belongs to a cue."""
    held = {
        par.inside[at]
        for saying in sayings
        for start, end in saying.content
        for at in range(start, end)
    }
    for number, quote in enumerate(par.quotes):
        if (
            number not in held
            and quote[1] - quote[0] > SHORT
            and par.ends_sentence(number)
            and _begins(par, quote[0])
        ):
            yield Saying("alone", par, (quote,))


SHORT = 4
"""Tokens, marks among them, of a quotation that may be a title or a single word."""


def _begins(par: Paragraph, at: int) -> bool:
    """True of a token that begins a sentence."""
    start, end = tight(par, (par.sentence_start(at, 0), at))
    return start >= end


TOLD = frozenset(
    {
        "say",
        "tell",
        "announce",
        "warn",
        "claim",
        "insist",
        "confirm",
        "deny",
        "promise",
        "admit",
        "acknowledge",
        "write",
    }
)
"""Cues that report a statement even inside another one (he said that officials had told him that
…)."""


def _told_inside(stretches: Sequence[Stretch], sayings: Sequence[Saying]) -> Iterator[Saying]:
    """What others are said to have told, found by a second look at the content alone: the model
    marks no words twice."""
    words_of = {id(stretch.par): stretch.words for stretch in stretches}
    told = [
        looking.Stretch(saying.par, within)
        for saying in sayings
        for run in saying.content
        if _tells(saying.par, run)
        and (within := _within(saying.par, words_of[id(saying.par)], run))
    ]
    for saying in (saying for one in looking.again(told) for saying in _in(one)):
        if (
            saying.key in TOLD
            and saying.who is not None
            and saying.who.pos_ in ("NOUN", "PROPN")
            and saying.rule == "clause"
        ):
            yield replace(saying, nested=True)


def _tells(par: Paragraph, run: Run) -> bool:
    """True of words in which someone else is said to have told something."""
    return any(
        t.pos_ == "VERB" and par.inside[t.i] < 0 and lemma(t) in TOLD and own_subject(t) is not None
        for t in par.doc[run[0] : run[1]]
    )


def _within(par: Paragraph, held: Sequence[Word], run: Run) -> Sequence[Word]:
    """The words of a run, without the "that" which opens it."""
    start = par.starts[run[0] + (par.doc[run[0]].lower_ == "that" and run[1] - run[0] > 1)]
    end = par.starts[run[1] - 1] + len(par.doc[run[1] - 1])
    return [word for word in held if start <= word.span[0] < end]


def _outer(found: Sequence[Saying], size: int) -> Iterator[Saying]:
    """Those whose cue does not stand in what another one reports, unless they are known to."""
    steps = [0] * (size + 1)
    for start, end in (run for saying in found for run in saying.content):
        steps[start] += 1
        steps[end] -= 1
    held = list(accumulate(steps))
    yield from (s for s in found if s.nested or not s.cue or (not held[s.cue[0][0]] and is_said(s)))


def tokens(par: Paragraph, span: Span) -> Run:
    """The tokens of a paragraph that a span of its text touches."""
    return bisect_right(par.starts, span[0]) - 1, bisect_left(par.starts, span[1])


def _sayings(reel: Reel, tied: Tied) -> Iterator[Saying]:
    """A cue with what it reports in its own paragraph, and what it reports in others."""
    here, cue = next(reel.split(tied.cue))
    par = reel.stretches[here].par
    source = (
        next((run for number, run in reel.split(tied.source) if number == here), None)
        if tied.source
        else None
    )
    held: dict[int, list[Run]] = {here: []}
    for reported in tied.content:
        for number, run in reel.split(reported):
            held.setdefault(number, []).append(run)
    saying = _saying(par, cue, source, held.pop(here))
    saying = replace(saying, evidence=tied.evidence)
    if saying.content:
        yield replace(saying, rule=_rule(saying))
    for number, runs in held.items():
        there = reel.stretches[number].par
        content = tuple(ends.content(there, runs))
        if content and all(there.inside[start] >= 0 for start, _ in content):
            yield Saying("goes-on", there, content, evidence=tied.evidence, told=saying)


def _saying(par: Paragraph, cue: Run, source: Run | None, reported: Sequence[Run]) -> Saying:
    """A cue with its source and content, their ends put right by the parse, and their heads."""
    cue = ends.cue(par, cue)
    verb = top(par, cue)
    whole = tuple(ends.content(par, reported, *(bar for bar in (cue, source) if bar)))
    content = ends.behind_topic(par, ends.near(par, cue, whole)) if whole else ()
    cue, content = ends.declined(verb, cue, tuple(ends.without_days(par, verb, content)))
    if source is None:
        content = sources.without_speaker(verb, content)
    named = sources.source(par, cue, verb, content, source)
    word = key(verb) if verb is not None else par.doc[cue[0]].lower_
    run, who = named or (None, None)
    return Saying("", par, content, (run,) if run else (), (cue,), word, verb, who)


def _rule(saying: Saying) -> str:
    """What kind of words a cue reports: whole clauses in quotation marks, a clause, an infinitive,
    or less."""
    par, (start, end) = saying.par, saying.content[0]
    if par.inside[start] >= 0 and (
        _clause(par, (start, end)) or par.ends_sentence(par.inside[start])
    ):
        return "quotation"
    if any(_clause(par, run) for run in saying.content):
        return "clause"
    deed = top(par, (start, end))
    return (
        "infinitive"
        if par.doc[start].tag_ == "TO" or (deed is not None and with_to(deed))
        else "phrase"
    )


def _clause(par: Paragraph, run: Run) -> bool:
    """True of words that hold a finite verb with its subject, neither in a clause that only
    describes a noun."""
    return any(_finite(token, run) for token in par.doc[run[0] : run[1]])


def _finite(token: Token, run: Run) -> bool:
    finite = token.tag_ in FINITE or token.tag_ == "MD"
    verb = token.head if token.dep_ in ("aux", "auxpass") else token
    subject = any(
        t.dep_ in ("nsubj", "nsubjpass", "expl", "csubj") and t.i >= run[0] for t in verb.lefts
    )
    return (
        finite
        and verb.dep_ != "relcl"
        and (subject or (token.i == run[0] and token.pos_ in ("VERB", "AUX")))
    )
