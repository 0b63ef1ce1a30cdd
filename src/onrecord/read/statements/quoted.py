"""Whole clauses in quotation marks: said before, after or around the cue, or standing alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.read.statements import cues
from onrecord.read.statements.found import Saying
from onrecord.read.statements.grammar import NOMINAL, cue_run, lemma, noun_phrase, own_subject, subject
from onrecord.read.statements.paragraphs import Paragraph, Run, tight

if TYPE_CHECKING:
    from spacy.tokens import Token

NEAR = 4
"""How many words may stand between a quotation and the clause that reports it."""


@dataclass(frozen=True)
class Told:
    """The clause that reports a quotation: its verb and who its subject is."""

    verb: Token
    who: Token | None
    source: Run | None


def find(par: Paragraph) -> list[Saying]:
    """The quotations of a paragraph that someone is said to have spoken, each with all its parts."""
    given: dict[int, tuple[str, Told]] = {}
    used: set[int] = set()
    for quote in range(len(par.quotes)):
        before, after = _before(par, quote), _after(par, quote)
        if before is not None and before.verb.i not in used:
            given[quote] = ("cue-before", before)
        elif after is not None:
            given[quote] = ("cue-after", after)
        used.update(told.verb.i for _, told in list(given.values())[-1:])
    return list(_joined(par, given))


def _joined(par: Paragraph, given: dict[int, tuple[str, Told]]) -> Iterator[Saying]:
    """Each reported quotation with the quotations around it that belong to it; then those that stand alone."""
    free = [q for q in range(len(par.quotes)) if q not in given]
    for quote, (rule, told) in given.items():
        first, parts = quote, [quote]
        while rule == "cue-after" and first - 1 in free and _touch(par, first - 1, first) and _begins(par, first - 1):
            first -= 1
            parts.insert(0, first)
        last = quote
        while last + 1 in free and _goes_on(par, last, told if last == quote and rule == "cue-after" else None):
            last += 1
            parts.append(last)
        free = [q for q in free if q not in parts]
        yield _saying(par, rule, told, parts)
    for quote in free:
        if _alone(par, quote):
            yield Saying("alone", par, (par.quotes[quote],))


def _saying(par: Paragraph, rule: str, told: Told, parts: list[int]) -> Saying:
    runs = [par.quotes[q] for q in parts]
    if rule == "cue-after":
        start = tight(par, (par.sentence_start(runs[0][0], 0), runs[0][0]))[0]
        runs[0] = (_behind_topic(par, (start, runs[0][0])), runs[0][1])
    source = (told.source,) if told.source else ()
    cue = cue_run(told.verb, 0)
    return Saying(rule, par, tuple(runs), source, (cue,), lemma(told.verb), told.verb, told.who)


TOPIC = frozenset({"on", "in", "for", "about", "behind"})


def _behind_topic(par: Paragraph, before: Run) -> int:
    """Where a clause begins behind the words that only say what it is about (On trade, the government is “not there yet,” …)."""
    start, end = before
    if start < end and par.doc[start].lower_ in TOPIC and par.inside[start] < 0:
        comma = par.doc[start].right_edge.i + 1
        if comma < end and par.doc[comma].text == ",":
            return comma + 1
    return start


def _after(par: Paragraph, quote: int) -> Told | None:
    """The clause right behind a quotation that reports it ("…," she said; "…," said the minister, who …)."""
    start = par.quotes[quote][1]
    roof = par.quotes[quote + 1][0] if quote + 1 < len(par.quotes) else len(par)
    end = par.sentence_end(start, roof)
    if end == start or (par.ended(quote) and not par.doc[start].text[:1].islower()):
        return None
    if par.inner(quote)[-1:].isalnum() and par.doc[start].text not in (",", "-", "–", "—", "--"):
        return None
    for token in par.doc[start:end]:
        if token.pos_ in ("VERB", "AUX") and "quote" in cues.frames(lemma(token)):
            return _speaker_near(par, token, (start, end)) if not _says_more(par, token, end) else None
    return None


def _says_more(par: Paragraph, verb: Token, end: int) -> bool:
    """True of a verb with a clause of its own behind it, so that the words in quotation marks before it are not what it reports."""
    return any(t.dep_ == "ccomp" and t.i < end and par.inside[t.i] < 0 for t in verb.rights)


def _speaker_near(par: Paragraph, verb: Token, within: Run) -> Told | None:
    """The verb with its subject, where the clause begins right behind the quotation."""
    start, end = within
    who = own_subject(verb)
    if who is not None and not start <= who.i < end:
        who = None
    if who is None:
        who = _noun_beside(par, verb, within)
    if who is None:
        return None
    source = noun_phrase(who)
    source = tight(par, (max(source[0], start), min(source[1], end) if who.i > verb.i else min(source[1], verb.i)))
    begins = min(source[0], verb.i)
    return Told(verb, who, source) if begins - start <= NEAR else None


def _noun_beside(par: Paragraph, verb: Token, within: Run) -> Token | None:
    """The noun right behind a verb that opens the clause, or right before one that closes it, whatever the parser calls it."""
    start, end = within
    if verb.i - start <= 1:
        return next((t for t in verb.rights if t.pos_ in NOMINAL and t.i < end), None)
    before = par.doc[verb.i - 1]
    if before.pos_ in NOMINAL and before.i > start - 1:
        return before
    return None


def _before(par: Paragraph, quote: int) -> Told | None:
    """The clause right before a quotation that opens it with a comma or a colon (She said: "…")."""
    stop = par.quotes[quote][0]
    floor = par.quotes[quote - 1][1] if quote else 0
    start = par.sentence_start(stop, floor)
    if stop - start < 2:
        return None
    last = par.doc[stop - 1]
    if last.text not in (",", ":") or par.quotes[quote][1] - stop < 4:
        return None
    for token in reversed(par.doc[start : stop - 1]):
        if token.pos_ in ("VERB", "AUX") and "quote" in cues.frames(lemma(token)):
            return _speaker_before(par, token, (start, stop))
    return None


def _speaker_before(par: Paragraph, verb: Token, within: Run) -> Told | None:
    who = subject(verb)
    if who is None:
        return None
    source = noun_phrase(who)
    source = tight(par, (source[0], min(source[1], verb.i) if who.i < verb.i else min(source[1], within[1])))
    return Told(verb, who, source) if source[1] > source[0] else None


def _touch(par: Paragraph, left: int, right: int) -> bool:
    """True where nothing stands between two quotations."""
    return all(t.is_space for t in par.doc[par.quotes[left][1] : par.quotes[right][0]])


def _goes_on(par: Paragraph, left: int, told: Told | None) -> bool:
    """True where the next quotation goes on with what the last one says: right behind it, or right behind the clause that reports it."""
    start, stop = par.quotes[left][1], par.quotes[left + 1][0]
    if told is None:
        return _touch(par, left, left + 1)
    end = par.sentence_end(start, stop)
    if end == stop:
        return par.doc[stop - 1].text in (",", ":", ";", "—", "–", "--") and par.quotes[left + 1][1] - stop > NEAR
    between = par.doc[end:stop]
    return all(par.is_stop(t.i) or t.is_space for t in between) and par.ends_sentence(left + 1)


def _begins(par: Paragraph, quote: int) -> bool:
    """True of a quotation that begins a sentence."""
    start = par.quotes[quote][0]
    run = tight(par, (par.sentence_start(start, 0), start))
    return run[0] >= run[1]


def _alone(par: Paragraph, quote: int) -> bool:
    """True of whole sentences in quotation marks that no clause of the paragraph reports."""
    start, end = par.quotes[quote]
    return end - start > NEAR and par.ends_sentence(quote) and _begins(par, quote)
