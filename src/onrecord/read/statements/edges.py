"""How far the words go that a cue reports, where the parser takes too many or too few."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.read.statements import cues
from onrecord.read.statements.grammar import FINITE, lemma, other_tense
from onrecord.read.statements.paragraphs import Paragraph, Run

if TYPE_CHECKING:
    from spacy.tokens import Token


def reach(par: Paragraph, verb: Token, clause: Run) -> Run:
    """A reported clause without a participle that reports something else, and with a second clause that "and that" joins."""
    start, end = _from_that(par, verb, clause)
    end = _before_second_cue(par, verb, (start, _before_according(par, (start, end))))
    return start, _joined(par, _before_aside(par, (start, _before_participle(par, (start, end)))))


def _before_according(par: Paragraph, clause: Run) -> int:
    """The end of a clause before ", according to …", which tells of another source."""
    start, end = clause
    found = (at for at in range(start + 2, end) if par.doc[at].lower_ == "according" and par.doc[at - 1].text == ",")
    return next((at - 1 for at in found if par.inside[at] < 0), end)


SPOKEN = frozenset({"say", "tell", "call", "add", "warn", "urge", "accuse", "deny", "insist", "note", "ask", "vow", "pledge", "reject"})


def _before_second_cue(par: Paragraph, verb: Token, clause: Run) -> int:
    """The end of a clause before "and said that …" of the same speaker, or ", and Peru said …" of another one."""
    start, end = clause
    if verb.tag_ not in FINITE:
        return end
    for at in range(start + 2, end):
        token = par.doc[at]
        if token.lower_ not in ("and", "but", "while") or par.inside[at] >= 0:
            continue
        second = _second_cue(par, (at + 1, end), verb, par.doc[at - 1].text == ",")
        if second:
            return at - 1 if par.doc[at - 1].text == "," else at
    return end


def _second_cue(par: Paragraph, within: Run, verb: Token, comma: bool) -> bool:
    """True where a verb of speech follows, in the same tense: at once, or behind a comma with its subject."""
    for token in par.doc[within[0] : min(within[0] + 8, within[1])]:
        if token.pos_ in ("VERB", "AUX"):
            alone = all(t.pos_ == "ADV" for t in par.doc[within[0] : token.i]) and (token.head == verb or other_tense(token))
            named = comma and any(t.dep_ == "nsubj" and t.i >= within[0] for t in token.lefts)
            return token.tag_ == verb.tag_ and par.inside[token.i] < 0 and lemma(token) in SPOKEN and (alone or named)
        if par.inside[token.i] >= 0 or token.text == ",":
            return False
    return False


ASIDE = frozenset({"in", "during", "at", "on", "referring", "adding", "citing", "calling", "a", "using", "speaking"})
"""Words that begin what the report adds behind words in quotation marks that end with a comma."""


def _before_aside(par: Paragraph, clause: Run) -> int:
    """The end of a clause before what the report adds behind its quoted words (…“that mess,” in an interview on Sunday)."""
    start, end = clause
    for at in range(start + 2, end):
        held = par.inside[at - 1]
        if par.inside[at] >= 0 or held < 0 or par.doc[at].lower_ not in ASIDE:
            continue
        if par.inner(held).endswith(",") and par.quotes[held][1] == at:
            return at
    return end


def _from_that(par: Paragraph, verb: Token, clause: Run) -> Run:
    """A clause with all that follows the "that" which opens it (told them that the talks, which … , had failed)."""
    for at in range(verb.i + 1, clause[0]):
        token = par.doc[at]
        if token.lower_ == "that" and token.tag_ == "IN" and par.inside[at] < 0:
            return at, clause[1]
        if token.pos_ in ("VERB", "AUX"):
            break
    return clause


def _before_participle(par: Paragraph, clause: Run) -> int:
    """The end of a clause before ", adding …" or ", though she warned …", which go with the verb that reports it."""
    start, end = clause
    for at in range(start + 2, end):
        token = par.doc[at]
        if token.dep_ != "advcl" or par.inside[at] >= 0 or not cues.frames(lemma(token)):
            continue
        first = at if token.tag_ == "VBG" else token.left_edge.i
        own = token.tag_ == "VBG" or par.doc[first].lower_ in ("though", "although", "while", "but")
        if (
            own
            and first > start + 1
            and par.doc[first - 1].text in (",", "–", "—", "--")
            and "clause" in cues.frames(lemma(token)) | {"clause" if first == at else ""}
        ):
            return first - 1
    return end


def _joined(par: Paragraph, end: int) -> int:
    """The end of the last clause that "and that" joins to one that ends at `end`."""
    for _ in range(3):
        at = end
        while at < len(par) and par.doc[at].text in (",", "and", "but", "or") and at < end + 2:
            at += 1
        if at == end or at >= len(par) or par.doc[at].lower_ != "that" or par.doc[at].dep_ != "mark" or par.inside[at] >= 0:
            return end
        end = max(par.doc[at].head.right_edge.i + 1, at + 1)
    return end


def quoted_only(par: Paragraph, thing: Run) -> Run:
    """What something is called, without what the report adds behind the words in quotation marks (a “complex relationship” that …)."""
    start, end = thing
    quote = next((par.inside[at] for at in range(start, min(start + 2, end)) if par.inside[at] >= 0), -1)
    if quote < 0 or any(par.inside[at] > quote for at in range(start, end)):
        return thing
    stop = par.quotes[quote][1]
    return (start, stop) if stop < end and par.doc[stop].lower_ in ("that", "which", "who") else thing


def behind_dateline(par: Paragraph, part: Run) -> Run:
    """Reported words without the dateline that the parser takes for a part of them."""
    return (max(part[0], par.opening), part[1]) if part[0] < par.opening < part[1] else part


def without_who(par: Paragraph, thing: Run) -> Run:
    """A noun phrase without a clause that tells of someone in it (the minister, who said …)."""
    start, end = thing
    comma = next((at for at in range(start + 1, end - 1) if par.doc[at].text == "," and par.doc[at + 1].lower_ == "who"), end)
    return start, comma


def without_with(par: Paragraph, part: Run) -> Run:
    """Reported words without what the report adds of another who speaks (…, with a spokesman saying …)."""
    start, end = part
    for at in range(start + 1, end - 3):
        if par.doc[at].text != "," or par.doc[at + 1].lower_ != "with" or par.inside[at] >= 0:
            continue
        if any(t.tag_ == "VBG" and "clause" in cues.frames(lemma(t)) for t in par.doc[at + 3 : min(at + 14, end)]):
            return start, at
    return part
