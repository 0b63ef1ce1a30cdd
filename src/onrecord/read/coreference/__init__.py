"""Coreference: whom descriptions and pronouns mean, by what the reader says of each word and of
pairs of expressions.

An expression means the actor whose mentions around it speak for that the most (a noisy or over
them, as the reader is trained), if they do so enough; a description that means none of those is
the last actor who was told of by its last word ("the court", "the minister"), or a new one.
"""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.models.mentions import Expression, View
from onrecord.read.coreference.agreement import agree, is_pair, is_plural, may_be_several
from onrecord.read.coreference.standing import Described, Placed, Standing, Tokens
from onrecord.read.lines import Line
from onrecord.read.names.chains import Cast, Chain, Where
from onrecord.read.names.titles import Title, of_sort
from onrecord.record import ActorKind, Span

SURE = 0.6
"""The probability from which words are taken for an expression that means somebody."""
NOBODY = 0.4
"""The probability from which an expression means none of the actors around it; like those beside it
chosen on 114 reports that were marked for that."""
EACH = 0.4
"""The probability from which it means an actor."""
PLACE = 0.6
"""The probability from which the name of a state only tells where."""
ACTORS = ("name", "description", "pronoun")
"""Forms of expressions that mean actors."""
NAMED = ("person", "organisation", "")
"""Kinds of names by which one may be an actor whom no rule names."""
DEFINITE = frozenset(("the", "this", "that", "these", "those", "its", "their", "his", "her"))


def resolve(cast: Cast, views: Iterable[View], sources: Iterable[Span]) -> None:
    """Adds to the cast's actors their descriptions and pronouns, and to the cast those who are only
    described, among them who says something in the words of a source; takes from states the names
    that only tell where."""
    tokens, placed, described = Tokens(cast), Placed(cast), Described(cast)
    for view in views:
        told = [
            (one, where)
            for one in view.expressions
            if one.last >= view.new
            and one.sure >= SURE
            and (where := tokens.of((view.spans[one.first][0], view.spans[one.last][1])))
        ]
        for one, where in told:
            if one.chance("place") >= PLACE:
                _only_where(cast, placed, where)
        standing = Standing(tokens, placed, view)
        for one, where in told:
            if one.form in ACTORS and not standing.at(one.last):
                for chain in _meant(cast, standing, described, one, where):
                    placed.put(chain, where, one.form)
                    standing.add(chain, one.last)
                    if one.form == "description":
                        described.add(chain, where)
    for span in sources:
        if where := tokens.of(span):
            _speaks(cast, described, where)


def _only_where(cast: Cast, placed: Placed, where: Where) -> None:
    """A state is not mentioned by a name that only tells where: "in Peru"."""
    number, _, end = where
    chain = cast.head(number, end - 1)
    if chain and chain.kind == "state":
        for there, who, _ in list(placed.mentions(cast.lines[number])):
            if who is chain and there[2] == end:
                placed.drop(chain, there)


def _meant(
    cast: Cast, standing: Standing, described: Described, one: Expression, where: Where
) -> list[Chain]:
    """The actors whom an expression means, of one who is told of for the first time a new one."""
    line = cast.lines[where[0]]
    title = next((t for t in cast.titles[where[0]] if where[1] <= t.head < where[2]), None)
    chances = standing.chances(one, lambda chain: agree(line, where, title, chain))
    nobody = 1 - sum(chances.values())
    likely = sorted((c for c in chances if chances[c] >= EACH), key=lambda c: -chances[c])
    meant = likely if may_be_several(line, where) else likely[:1]
    if nobody >= NOBODY or (len(meant) == 1 and is_pair(line, where)):
        meant = []
    told = one.form == "description" or (one.form == "name" and one.kind in NAMED)
    if not meant and told and not standing.in_a_name(one.last):
        definite = line.lowers[where[1]] in DEFINITE
        before = described.before(where) if definite else None
        fits = before and agree(line, where, title, before)
        meant = [before if before and fits else _new(cast, line, where, title, one)]
    return meant


def _speaks(cast: Cast, described: Described, where: Where) -> None:
    """One who says something and is told of by what he or she is: "an aide" said."""
    number, first, end = where
    for title in cast.titles[number]:
        if first <= title.head < end and not cast.head(number, title.head):
            where = number, title.first, title.end
            described.add(chain := _new(cast, cast.lines[number], where, title), where)
            cast.put(chain, where, "description", title.head + 1)


def _new(
    cast: Cast, line: Line, where: Where, title: Title | None, one: Expression | None = None
) -> Chain:
    """One who is only described: "a senior official", "troops", "a court"; or named, but not in
    the way that names are."""
    number, first, end = where
    plural = title.plural if title else is_plural(line, end - 1)
    kind_of = one.kind if one else ""
    body = kind_of == "organisation" or (not title and line.lowers[end - 1] in of_sort("body"))
    named = one is not None and one.form == "name" and one.kind == "person"
    kind: ActorKind = (
        "person" if named else "group" if plural else "organisation" if body else "unnamed"
    )
    chain = cast.new(kind, line.text(first, end))
    chain.plural = plural
    if title:
        chain.titles.append((number, title))
    return chain
