"""What is told about a statement: its act, manner and terms, to whom, where and when it was said,
by whom, and in answer to what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from marked import MARK, before, lines, unmarked
from onrecord.read import statements
from onrecord.read.draft import Draft
from onrecord.read.paragraphs import Paragraph, Run, paragraph
from onrecord.read.statements.found import Saying
from onrecord.read.statements.grammar import key
from onrecord.record import Span, Statement

CASES = [line for _, line in lines("attributes")]
UNSEEN = [line for _, line in lines("attributes-unseen")]
FLOOR = 0.97
"""The share of all facts of the unseen cases that must be right."""


@dataclass(frozen=True)
class Marks:
    """Where the words of one statement stand: its source, cue and content."""

    who: tuple[Span, ...]
    cue: tuple[Span, ...]
    said: tuple[Span, ...]


def marks(line: str) -> list[Marks]:
    """What the brackets of a case mark, by the number behind their label."""
    found: dict[tuple[str, str], list[Span]] = {}
    taken = 0
    for mark in MARK.finditer(line):
        role, _, number = mark[2].partition(" ")
        start = mark.start() - taken
        found.setdefault((number, role), []).append((start, start + len(mark[1])))
        taken += len(mark[0]) - len(mark[1])
    numbers = sorted({number for number, _ in found})
    return [
        Marks(*(tuple(found.get((n, role), ())) for role in ("who", "cue", "said")))
        for n in numbers
    ]


def runs(par: Paragraph, spans: tuple[Span, ...]) -> tuple[Run, ...]:
    """The runs of tokens that spans of the text cover, with the quotation marks around them."""
    found = []
    for span in spans:
        tokens = par.block.tokens(span)
        assert tokens is not None
        start, end = tokens.start, tokens.end
        first, last = par.inside[start], par.inside[end - 1]
        if first >= 0 and par.quotes[first][0] == start - 1:
            start -= 1
        if last >= 0 and all(t.is_punct for t in par.doc[end : par.quotes[last][1]]):
            end = par.quotes[last][1]
        found.append((start, end))
    return tuple(found)


def head(par: Paragraph, held: tuple[Run, ...]):  # type: ignore[no-untyped-def]
    """The word that governs the others of some runs: a verb if there is one, else the first such
    word."""
    tops = [
        t
        for a, b in held
        for t in par.doc[a:b]
        if not any(s <= t.head.i < e for s, e in held) or t.head == t
    ]
    return next((t for t in tops if t.pos_ == "VERB"), tops[0]) if tops else None


def saying(par: Paragraph, at: Marks) -> Saying:
    """A marked statement as the finder hands it over."""
    cue, who = runs(par, at.cue), runs(par, at.who)
    verb = head(par, cue)
    return Saying(
        "clause",
        par,
        runs(par, at.said),
        who,
        cue,
        key(verb) if verb else "",
        verb,
        head(par, who[:1]),
    )


def told(line: str) -> tuple[Draft, list[Statement]]:
    """The statements that the marks of a case make."""
    report, _, _ = line.rpartition(" -> ")
    text, _ = unmarked(report.replace(" ¶ ", "\n\n"))
    draft = before(statements.find, text)
    pars = [paragraph(block) for block in draft.blocks]
    where = marks(report.replace(" ¶ ", "\n\n"))
    found = [
        [saying(par, at) for at in where if par.block.start <= at.said[0][0] < par.block.end]
        for par in pars
    ]  # fmt: skip
    return draft, statements.told(draft, pars, found)


FIELDS = ("kind", "to", "at", "on", "under", "answers", "by")


def have(draft: Draft, statement: Statement, every: list[Statement]) -> dict[str, str]:
    """What is told about a statement, in the words of the cases."""
    names = {e.id: e.name for e in (*draft.actors, *draft.places)}
    source = statement.source
    numbers = {s.id: str(n) for n, s in enumerate(every, 1)}
    return {
        "act": statement.act,
        "manner": statement.manner,
        "terms": statement.terms,
        "to": statement.addressee or "",
        "at": names.get(statement.place or "", ""),
        "on": statement.date.value or "" if statement.date else "",
        "under": statement.condition.text if statement.condition else "",
        "answers": numbers.get(statement.reply_to or "", ""),
        "by": " & ".join(names[i] for i in (source.actor, *source.actors) if i),
    }


def wanted(answer: str) -> dict[str, str]:
    """What a case says of one statement; a field that it does not name is empty, but for `by`,
    which is then left open."""
    first, *rest = answer.split("; ")
    named = dict(part.split(" ", 1) for part in rest)
    found = dict(zip(("act", "manner", "terms"), first.split(), strict=True))
    return {**found, **dict.fromkeys(FIELDS[1:6], ""), **named}


def wrong(line: str) -> Iterator[str]:
    """Each fact of a case that is told otherwise."""
    draft, every = told(line)
    for n, answer in enumerate(line.rpartition(" -> ")[2].split(" ;; ")):
        got = have(draft, every[n], every) if n < len(every) else {}
        for field, want in wanted(answer).items():
            if got.get(field) not in re.split("/", want):
                yield f"{field}: {got.get(field)!r} for {want!r}"


def facts(line: str) -> int:
    return sum(len(wanted(answer)) for answer in line.rpartition(" -> ")[2].split(" ;; "))


@pytest.mark.parametrize("line", CASES)
def test_cases(line: str) -> None:
    """Everything that a case says about its statements is told so."""
    assert not list(wrong(line))


def test_unseen() -> None:
    """Of the facts about statements that no rule was made for, the share told right does not
    fall."""
    missed = [f"{line}\n    {miss}" for line in UNSEEN for miss in wrong(line)]
    share = 1 - len(missed) / sum(facts(line) for line in UNSEEN)
    assert share >= FLOOR, "\n".join(missed)
