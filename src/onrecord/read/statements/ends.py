"""Where the words that the model marks begin and end, put right by quotation marks, punctuation and
the parse."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from onrecord.read.paragraphs import Paragraph, Run, tight, whole
from onrecord.read.statements.grammar import PARTICLES, before_terms, lemma
from onrecord.read.statements.grammar import run as phrase

if TYPE_CHECKING:
    from spacy.tokens import Token


def cue(par: Paragraph, run: Run) -> Run:
    """The run of a cue without a colon behind it, and with the particle of its verb (hit BACK)."""
    start, end = tight(par, run) if run[1] - run[0] > 1 else run
    while end - start > 1 and _of_day(par, end - 1):
        end -= 1
    after = par.doc[end].lower_ if end < len(par) else ""
    return start, end + int(after in PARTICLES.get(lemma(par.doc[end - 1]), ()))


def _of_day(par: Paragraph, at: int) -> bool:
    """True of the name of a day, and of the "on" before one."""
    token = par.doc[at + 1] if par.doc[at].lower_ == "on" and at + 1 < len(par) else par.doc[at]
    return token.ent_type_ == "DATE" and token.pos_ == "PROPN"


LOOSE = frozenset({"IN", "WDT", "CC", "DT", "TO"})
"""Tags of single words that are no piece of content of their own (that)."""


def content(par: Paragraph, runs: Sequence[Run], *bars: Run) -> Iterator[Run]:
    """Runs of content that cut no quotation in two, have no loose ends, reach into none of the
    `bars`, and do not overlap."""
    last: Run | None = None
    for run in runs:
        now = _trimmed(par, _whole(par, run, bars))
        if now[0] >= now[1] or (
            now[1] - now[0] == 1 and len(runs) > 1 and par.doc[now[0]].tag_ in LOOSE
        ):
            continue
        if last is not None and now[0] > last[1]:
            yield last
        last = (last[0], max(last[1], now[1])) if last is not None and now[0] <= last[1] else now
    if last is not None:
        yield last


def _whole(par: Paragraph, run: Run, bars: Sequence[Run]) -> Run:
    """A run with the whole of the quotations that it enters, but no farther than the bars."""
    wide = whole(par, run, 0)
    start = max((end for _, end in bars if wide[0] < end <= run[0]), default=wide[0])
    return start, min((begin for begin, _ in bars if run[1] <= begin < wide[1]), default=wide[1])


def _trimmed(par: Paragraph, run: Run) -> Run:
    start, end = tight(par, run)
    if start < par.opening < end:
        start = par.opening
    while start < end and par.inside[end - 1] < 0 and _dangles(par.doc[end - 1], start):
        start, end = tight(par, (start, end - 1))
    return start, end


def _dangles(token: Token, start: int) -> bool:
    """True of a last word that joins what goes before to what is no longer there (… was unsafe
    AND)."""
    return token.dep_ in ("cc", "det") or (
        token.dep_ == "prep" and not any(True for _ in token.children) and token.i > start
    )


def near(par: Paragraph, cue: Run, runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Runs of content without those of other sentences that are not in quotation marks, where any
    stands in the sentence of the cue."""
    start, end = par.sentence_start(cue[0], 0), par.sentence_end(cue[0], len(par))
    held = tuple(
        run for run in runs if par.inside[run[0]] >= 0 or (run[0] < end and run[1] > start)
    )
    return _before_and(par, cue, held or runs)


def _before_and(par: Paragraph, cue: Run, runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Runs of content without what the report adds in its own words behind the cue (…, officials
    said, AND THE MOOD IS TENSE)."""
    first, last = runs[0], runs[-1]
    behind = len(runs) > 1 and first[1] <= cue[0] < cue[1] <= last[0]
    joined = (
        behind
        and par.inside[last[0]] < 0
        and par.doc[last[0]].dep_ == "cc"
        and par.inside[first[0]] < 0
    )
    return runs[:-1] if joined else runs


TOPIC = frozenset({"on", "about", "regarding", "concerning"})


def behind_topic(par: Paragraph, runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Runs of content without opening words that only say what it is about (On trade, the council
    was “of two minds,” …)."""
    if not runs or par.inside[runs[0][0]] >= 0 or par.doc[runs[0][0]].lower_ not in TOPIC:
        return runs
    (start, end), *rest = runs
    comma = par.doc[start].right_edge.i + 1
    if (
        not start < comma < end - 1
        or par.doc[comma].text != ","
        or par.sentence_start(start, 0) != start
    ):
        return runs
    return ((comma + 1, end), *rest)


DECLINING = frozenset({"decline", "refuse"})
ANSWERING = frozenset({"comment", "respond", "answer", "reply", "elaborate", "speak", "talk"})
ABOUT = frozenset({"to", "on", "about", "for"})


def declined(verb: Token | None, cue: Run, content: tuple[Run, ...]) -> tuple[Run, tuple[Run, ...]]:
    """A cue and content in which one declines to comment on THE REPORT, or, where no matter is
    named, declines TO COMMENT."""
    if verb is None or verb.lemma_ not in DECLINING:
        return cue, content
    answer = next((t for t in verb.rights if t.dep_ == "xcomp" and t.lemma_ in ANSWERING), None)
    if answer is None:
        return cue, content
    about = next(
        (
            t
            for t in answer.rights
            if t.dep_ == "prep" and t.lower_ in ABOUT and t.right_edge.i > t.i
        ),
        None,
    )
    if about is None:
        return cue, ((answer.left_edge.i, answer.i + 1),)
    return (cue[0], answer.i + 1), ((about.i + 1, about.right_edge.i + 1),)


def without_days(par: Paragraph, verb: Token | None, runs: Sequence[Run]) -> Iterator[Run]:
    """Runs of content without the day of the saying in them (accused Peru ON FRIDAY of theft)."""
    days = [phrase(t) for t in verb.rights if _tells_day(t)] if verb is not None else []
    for start, end in runs:
        for a, b in days:
            if start < a < b < end and par.inside[a] < 0:
                yield tight(par, (start, a))
                start = b
        yield tight(par, (start, end))


def _tells_day(token: Token) -> bool:
    """True of a day that hangs on a verb (Friday, on Friday)."""
    day = (
        next((t for t in token.rights if t.dep_ == "pobj"), token)
        if token.dep_ == "prep"
        else token
    )
    return (
        token.dep_ in ("prep", "npadvmod")
        and day.ent_type_ == "DATE"
        and day.right_edge.i - token.left_edge.i < LONGEST_DAY
    )


LONGEST_DAY = 4


def name(par: Paragraph, run: Run) -> Run:
    """The run of a source with the whole of the names and titles that it cuts."""
    start, end = tight(par, run)
    end = before_terms(par.doc, start, end)
    while (
        start > 0
        and par.doc[start - 1].dep_ == "compound"
        and start <= par.doc[start - 1].head.i < end
    ):
        start -= 1
    while (
        0 < end < len(par)
        and par.doc[end - 1].dep_ == "compound"
        and par.doc[end - 1].head.i >= end
    ):
        end += 1
    return start, end
