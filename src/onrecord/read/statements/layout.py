"""Who speaks by the layout of a report: the turns of a transcript, and names that sign a
quotation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from onrecord.read.paragraphs import Paragraph, Run, tight
from onrecord.read.statements.found import Saying
from onrecord.read.statements.grammar import FINITE

TURN = re.compile(r"[\"“]?(?P<name>(?:[A-Z][\w.'’-]*)(?: [A-Z][\w.'’-]*){0,4}): (?=\S)")
"""A name with a colon that opens a paragraph."""

DASHES = frozenset({"―", "—", "–", "--", "-"})
LONGEST = 16
"""Tokens of a line that only signs what stands above it."""


def turns(pars: Sequence[Paragraph]) -> Iterator[Saying]:
    """The turns of a transcript: paragraphs that a name with a colon opens, where two or more
    do."""
    opened = [(par, found) for par in pars if (found := TURN.match(par.text))]
    for par, found in opened if len(opened) > 1 else ():
        first = 1 if found.start("name") else 0
        colon = next(t.i for t in par.doc if t.idx + len(t) >= found.end("name") + 1)
        content = tight(par, (colon + 1, len(par)))
        if first < colon and content[1] > content[0]:
            yield Saying(
                "turn",
                par,
                (content,),
                ((first, colon),),
                ((colon, colon + 1),),
                ":",
                par.doc[colon],
                par.doc[colon - 1],
            )


def signed(pars: Sequence[Paragraph]) -> Iterator[Saying]:
    """Quotations that are a paragraph of their own, by the name behind a dash that signs them there
    or in the next."""
    for par, below in zip_longest(pars, pars[1:]):
        quote = par.quotes[0] if par.quotes and par.quotes[0][0] == 0 else None
        if quote is None or len(par.quotes) > 1:
            continue
        alone = quote[1] >= len(par) - 1
        name = _signature(below, 0) if alone and below is not None else _signature(par, quote[1])
        if name is not None:
            yield (
                Saying("signed", par, (quote,), told=name)
                if alone
                else replace(name, content=(quote,))
            )


def _signature(par: Paragraph, start: int) -> Saying | None:
    """A dash and a name, from a token to the end of a paragraph."""
    while start < len(par) and par.doc[start].is_space:
        start += 1
    source: Run = tight(par, (start + 1, len(par)))
    if not 0 < source[1] - source[0] <= LONGEST or par.doc[start].text not in DASHES:
        return None
    who = next((t for t in par.doc[source[0] : source[1]] if t.pos_ == "PROPN"), None)
    if who is None or any(
        t.tag_ in FINITE or t.tag_ == "MD" for t in par.doc[source[0] : source[1]]
    ):
        return None
    while who.dep_ == "compound" and who.head.i < source[1]:
        who = who.head
    return Saying(
        "signed",
        par,
        (),
        (source,),
        ((start, start + 1),),
        par.doc[start].text,
        par.doc[start],
        who,
    )
