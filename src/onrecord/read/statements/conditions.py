"""On what condition someone speaks whose name is withheld: told in the sentence of a statement, or
in one of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from onrecord.read.actors.mentions import index
from onrecord.read.draft import Draft
from onrecord.read.paragraphs import Paragraph, Run
from onrecord.read.statements.found import Saying
from onrecord.read.statements.links import Said
from onrecord.record import Span, Words, words

if TYPE_CHECKING:
    from spacy.tokens import Token

_SPEAK = r"(?:speak|discuss|comment|talk|brief|disclose|share|describe|reveal|give|be (?:quoted|named|identified))"
_MAY = rf"(?:authori[sz]ed|permitted|allowed|cleared) to {_SPEAK}"
_ON = r"[^.;,“”\"\n]*"
_NAMES = r"(?:his|her|its|their) (?:full )?names?"
CONDITION = re.compile(
    r"\b(?:on|under) (?:the )?(?:condition of (?:strict )?anonymity|condition (?:that )?(?:they|he|she|it) not be (?:named|identified))"
    rf"(?: (?:to|because|in order|so|as|since|due|for|in)\b{_ON})?"
    rf"|\bbecause (?:they|he|she|the \w+) (?:was|were|is|are)(?: not|n['’]t) {_MAY}{_ON}"
    rf"|\b(?:not|(?:was|were|is|are)n['’]t) {_MAY}{_ON}"
    rf"|\b(?:ask|request|insist|plead)(?:s|ed|ing)? (?:that (?:they|he|she) )?(?:not to be|not be) (?:named|identified|quoted){_ON}"
    rf"|\b(?:declin|refus)(?:es?|ed|ing) to be (?:named|identified){_ON}"
    rf"|\b(?:declin|refus)(?:es?|ed|ing) to give (?:his|her|their) (?:last |full |real )?(?:sur)?names?{_ON}"
    rf"|\b(?:did|do|does)(?: not|n['’]t) want to speak (?:on the record|publicly|openly){_ON}"
    rf"|\b(?:would|could)(?: not|n['’]t) be (?:named|identified) {_ON}"
    rf"|\b(?:did|do|does)(?: not|n['’]t) want to be (?:named|identified|quoted){_ON}"
    rf"|\b(?:did|do|does)(?: not|n['’]t) want {_NAMES} (?:to be )?(?:used|given|printed|published){_ON}"
    rf"|\bwhose names? (?:is|are|was|were|has been|have been)(?: being)? withheld{_ON}"
    rf"|\bask(?:s|ed|ing) (?:that )?{_NAMES} (?:be withheld|not be (?:used|given|printed|published)){_ON}"
    rf"|\bg[ai]ve (?:only )?(?:(?:his|her|their|a) )(?:only )?first names? only{_ON}|\bg[ai]ve only (?:his|her|their|a) first names?{_ON}"
    rf"|\b(?:spoke|speak|speaking) (?:on (?:deep )?background|off the record|not for attribution){_ON}"
    rf"|\bidentified (?:himself|herself|themselves )?only (?:as|by){_ON}"
    rf"|\b(?:wish|want|prefer|ask)(?:s|ed|ing)? to (?:remain|stay) (?:anonymous|unnamed){_ON}"
    rf"|\b(?:request|insist|demand|ask)(?:s|ed|ing)?(?: on| for)? anonymity{_ON}"
    rf"|\b(?:(?:was|were) )?granted anonymity{_ON}"
    rf"|\b(?:speak|spoke|speaking) anonymously{_ON}",
    re.IGNORECASE,
)
LATELY = 20
"""How many statements back a sentence about a condition may reach."""


def condition(draft: Draft, saying: Saying) -> Words | None:
    """The words of the cue's sentence that say on what condition the source speaks; none of one who
    is named."""
    if _is_named(draft, saying):
        return None
    at, par = saying.cue[0][0], saying.par
    start, end = par.span((par.sentence_start(at, 0), max(par.sentence_end(at, len(par)), at + 1)))
    found = CONDITION.search(draft.report.text, start, end)
    if found is None or ("anonym" not in found[0] and _held(par, saying, found.span())):
        return None
    return words(draft.report.text, found.span())


def _is_named(draft: Draft, saying: Saying) -> bool:
    if saying.who is None or saying.who.pos_ != "PROPN":
        return False
    actor = index(draft).at(saying.par.block.span(saying.who))
    return actor is not None and actor.kind in ("person", "state")


def _held(par: Paragraph, saying: Saying, span: Span) -> bool:
    return any(s <= span[0] < e for s, e in par.spans(saying.content))


def apply(draft: Draft, par: Paragraph, said: list[Said]) -> None:
    """Puts the conditions that sentences of their own in this paragraph tell to the statements,
    among the last ones, of those meant."""
    for found in CONDITION.finditer(draft.report.text, par.block.start, par.block.end):
        sentence = _sentence(par, found.span())
        near = said[-LATELY:]
        if sentence is None or any(s.saying.par is par and _in(s.saying, sentence) for s in near):
            continue
        meant = _meant(draft, par, (sentence[0], found.start()), near)
        said[-LATELY:] = [
            _under(s, words(draft.report.text, found.span())) if s.statement.id in meant else s
            for s in near
        ]


def _sentence(par: Paragraph, span: Span) -> Run | None:
    """The first and last token of the sentence around words of a paragraph that nobody is quoted
    with."""
    tokens = par.block.tokens(span)
    if not tokens or par.inside[tokens.start] >= 0:
        return None
    return par.sentence_start(tokens.start, 0), par.sentence_end(tokens.start, len(par))


def _in(saying: Saying, sentence: Run) -> bool:
    return any(sentence[0] <= at < sentence[1] for at, _ in saying.cue)


def _meant(draft: Draft, par: Paragraph, within: Run, near: list[Said]) -> set[str]:
    """The statements of whom the words before a condition name; of "they" or "both officials" those
    of who last spoke without a name."""
    stop = next(
        (t.i for t in par.doc[within[0] :] if par.block.start + t.idx >= within[1]), within[0]
    )
    if stop <= within[0]:
        return set()
    who = {
        a.id
        for a in index(draft).inside(par.span((within[0], stop)))
        if a.kind in ("unnamed", "group")
    }
    known = {s.statement.id for s in near if s.statement.source.actor in who}
    return known or _last_unnamed(par.doc[within[0] : stop], near)


def _last_unnamed(before: Iterable[Token], near: list[Said]) -> set[str]:
    subject = next((t for t in before if t.dep_ in ("nsubj", "nsubjpass")), None)
    last = near[-1].statement if near else None
    if subject is None or subject.pos_ == "PROPN" or last is None or last.terms == "named":
        return set()
    return {
        s.statement.id for s in near if s.statement.source == last.source or s.statement is last
    }


def _under(one: Said, condition: Words) -> Said:
    """A statement under a condition, unless it has one."""
    if one.statement.condition is not None:
        return one
    return Said(
        msgspec.structs.replace(one.statement, condition=condition, terms="anonymous"), one.saying
    )
