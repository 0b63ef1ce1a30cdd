"""Resolves descriptions of persons: "the foreign minister", "a senior official", "officials", "a
legend"."""

from __future__ import annotations

import functools

from onrecord.read.actors.descriptionwords import (
    key,
    names_whose,
    of_somebody,
    side,
    with_determiner,
)
from onrecord.read.actors.focus import MANY, Focus, acts, each, speaks
from onrecord.read.actors.groups import examples_end, group
from onrecord.read.actors.kin import CHILDREN, owner, relative, relatives
from onrecord.read.actors.likeness import like
from onrecord.read.actors.predicates import predicate
from onrecord.read.actors.several import counted
from onrecord.read.lines import Line
from onrecord.read.names.chains import Cast, Chain
from onrecord.read.names.titles import Title, demonym, plural_of, singulars
from onrecord.read.offices.tenure import PAST

EPITHETS = frozenset(
    [
        "dictator",
        "strongman",
        "leader",
        "ruler",
        "politician",
        "republican",
        "democrat",
        "statesman",
        "tycoon",
        "billionaire",
    ]
)


LOWLY = frozenset(
    (
        "secretary",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "adviser",
        "advisor",
        "ambassador",
        "envoy",
    )
)
"""Offices that one does not lead a country from."""


def title(focus: Focus, line: Line, title: Title, sentence: int) -> Chain | None:
    """The actor whom a title describes that stands by itself; a new one where it acts or speaks and
    was not seen before."""
    if line.deps[title.head] in ("compound", "nmod", "amod", "npadvmod"):
        return None
    if not title.plural and (chain := predicate(focus.cast, line, title)):
        focus.cast.put(chain, (line.number, title.first, title.end), "predicate", title.head + 1)
        return chain
    where = (
        line.number,
        title.first,
        examples_end(focus.cast, line, title.end) if title.plural else title.end,
    )
    if title.plural:
        if several := counted(focus, line, title, sentence):
            return several
        whose = owner(focus, line, title) if title.sort == "kin" else None
        chain = relatives(focus, line, title, whose) if whose else group(focus, line, title)
    else:
        chain = _one(focus, line, title, sentence)
    for one in each(chain):
        focus.cast.put(one, where, "description", title.head + 1)
    return chain


def _active(line: Line, title: Title, *, definite: bool) -> bool:
    """True of one who speaks, and of one told of with "the" by an office or role who acts."""
    return acts(line, title.head) and (
        (definite and title.sort not in ("person", "kin")) or speaks(line, title.head)
    )


def _one(focus: Focus, line: Line, title: Title, sentence: int) -> Chain | None:
    definite = title.determiner in ("the", "this", "that")
    if (
        title.determiner in ("his", "her")
        and line.lowers[title.head] in ("counterpart", "colleague")
        and (equal := _equal(focus, line, title))
    ):
        return equal
    if (title.sort == "kin" or line.lowers[title.head] in CHILDREN) and (
        whose := owner(focus, line, title)
    ):
        return relative(focus, line, title, whose)
    if definite:
        chain = (
            _holder(focus, line, title)
            or _unnamed(focus, line, title)
            or like(focus, line, title, sentence)
        )
        chain = (
            chain
            or _epithet(focus, line, title, sentence)
            or _only_one(focus, line, title, sentence)
        )
        if chain:
            chain.quiet = chain.quiet and not _active(line, title, definite=definite)
            return chain
    elif title.determiner in ("a", "an", "another", "one", "") and (
        seen := _headline(focus, line, title)
    ):
        return seen
    if title.determiner in ("no", "any", "every", "each"):
        return None
    chain = focus.new(
        "unnamed", line.text(with_determiner(line, title), title.end), line.lowers[title.head]
    )
    chain.quiet = not (
        names_whose(line, title)
        or of_somebody(focus, line, title)
        or _active(line, title, definite=definite)
    )
    chain.state = side(focus, line, title) or (
        _like_group(focus, line, title) if definite else None
    )
    chain.gender = title.gender
    chain.titles.append((line.number, title))
    return chain


def _equal(focus: Focus, line: Line, title: Title) -> Chain | None:
    """Of "her Danish counterpart" the one person who holds the same office for that state."""
    own = focus.cast.head(line.number, title.first - 1)
    state = next(filter(None, map(demonym, line.words[title.first : title.head])), None)
    heads = (
        {o.title.split()[-1].lower() for o in own.offices if not o.former}
        if own and state
        else set()
    )
    fits = [
        c
        for c in focus.last("person")
        if c.state == state and any(o.title.split()[-1].lower() in heads for o in c.offices)
    ]
    return fits[0] if len(fits) == 1 else None


def _holder(focus: Focus, line: Line, title: Title) -> Chain | None:
    """The last person of whom the report says that he or she has this office: "the foreign
    minister"."""
    wanted = {line.lowers[title.head]} | {w for w in key(line, title) if not demonym(w.title())}
    past = any(word in PAST for word in line.lowers[title.first : title.head])
    state = side(focus, line, title)
    fits = []
    for chain in (
        focus.last("person") if line.lowers[title.head] not in ("official", "diplomat") else ()
    ):
        held = focus.held(chain, functools.partial(_words_of, focus.cast))
        agree = not (state and chain.state and state != chain.state)
        if agree and any(wanted <= words and bool(words & PAST) == past for words in held):
            fits.append(chain)
    if fits:
        return _compatriot(focus, line, title, fits) or fits[0]
    return _president(focus) if wanted == {"president"} and not past else None


def _compatriot(focus: Focus, line: Line, title: Title, fits: list[Chain]) -> Chain | None:
    """Of several the one who acts for the state of the sentence's subject: "a Danish official said
    the minister would come"."""
    here = (
        k
        for k in range(title.first)
        if line.sentences[k] == line.sentences[title.head] and line.deps[k] == "nsubj"
    )
    states = {
        chain.state for k in here if (chain := focus.cast.head(line.number, k)) and chain.state
    }
    return next((c for c in fits if c.state in states), None)


def _president(focus: Focus) -> Chain | None:
    """The person by whom the last administration is called."""
    return next(
        (
            c.members[0]
            for c in focus.last("organisation")
            if c.members and c.name.endswith("administration")
        ),
        None,
    )


def _words_of(cast: Cast, number: int, title: Title) -> frozenset[str]:
    words = cast.lines[number].lowers[title.first : title.end]
    return frozenset(singulars().get(w, w) for w in words) if title.named else frozenset(words)


def _unnamed(focus: Focus, line: Line, title: Title) -> Chain | None:
    """The last of those without a name whom the words fit: "the official" after "a senior Danish
    official"."""
    known = focus.described(line.lowers[title.head])
    return next(
        (c for c in focus.last("unnamed") if c in known and _fits(focus.cast, c, line, title)), None
    )


def _fits(cast: Cast, chain: Chain, line: Line, title: Title) -> bool:
    number, first = chain.titles[0]
    said = {
        word
        for word in key(line, title)
        if not chain.state or demonym(word.capitalize()) != chain.state
    }
    return not chain.plural and said <= key(cast.lines[number], first)


def _headline(focus: Focus, line: Line, title: Title) -> Chain | None:
    """Of "a senior official" in the text: the "Senior official" of title or standfirst."""
    if line.kind in ("title", "standfirst"):
        return None
    for chain in focus.grouped.get(line.lowers[title.head], ())[:MANY]:
        number, first = chain.titles[0]
        other = focus.cast.lines[number]
        above = (
            other.kind in ("title", "standfirst") and len(chain.mentions) == 1 and not chain.plural
        )
        if above and _repeats(key(line, title), key(other, first)):
            chain.state = chain.state or side(focus, line, title)
            chain.name = max(
                chain.name, line.text(with_determiner(line, title), title.end), key=len
            )
            return chain
    return None


def _repeats(words: frozenset[str], above: frozenset[str]) -> bool:
    """True of a description that says what the headline did, or more: "a senior Danish official"
    after "senior official"."""
    return words == above or bool(above and above < words)


def _epithet(focus: Focus, line: Line, title: Title, sentence: int) -> Chain | None:
    """ "the dictator", "the Republican": the last person named whose offices do not speak against
    it."""
    if line.lowers[title.head] not in EPITHETS or key(line, title):
        return None
    for one in focus.near(sentence, 2):
        if (
            one.chain.kind == "person"
            and one.sentence < sentence
            and not any(o.title for o in one.chain.offices if _lowly(o.title))
        ):
            return one.chain
    return None


def _only_one(focus: Focus, line: Line, title: Title, sentence: int) -> Chain | None:
    """ "the man", "the girl", "the child": the one person of the last sentences whom the word fits, if there is but
    one."""
    if title.sort != "person" or title.plural or title.end > title.head + 1 or key(line, title):
        return None
    near = {
        one.chain
        for one in focus.near(sentence, 2)
        if one.chain.kind == "person" and not one.chain.plural
    }
    fits = [c for c in near if not (c.gender and title.gender and c.gender != title.gender)]
    return (
        fits[0]
        if len(fits) == 1 and (len(near) == 1 or (title.gender and fits[0].gender))
        else None
    )


def _lowly(title: str) -> bool:
    return title.split()[-1].lower() in LOWLY


def _like_group(focus: Focus, line: Line, title: Title) -> str | None:
    """Of "the official" whom nobody introduced: the state of the officials spoken of last."""
    known = focus.described(plural_of(line.lowers[title.head]))
    return next((c.state for c in focus.last("group") if c in known), None)
