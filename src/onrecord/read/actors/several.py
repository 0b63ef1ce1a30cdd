"""Resolves what stands for several: "the two", "the four officials", "both sides", and lists of
persons."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.read.actors.focus import FAR, NUMBERS, SUBJECT, Focus, acts, each, role
from onrecord.read.lines import Line
from onrecord.read.names.chains import Chain
from onrecord.read.names.titles import Title, singulars
from onrecord.record import Office

SEVERAL_BACK = 10
"""Sentences back in which "the four officials" are looked for."""
BETWEEN = frozenset((",", "and", "&", "the", "both", "his", "her", "their", "then"))
PARTIES = frozenset(
    (
        "governments",
        "countries",
        "nations",
        "sides",
        "states",
        "parties",
        "neighbors",
        "neighbours",
        "allies",
        "capitals",
    )
)


def pair(focus: Focus, line: Line, at: int, sentence: int, chain: Chain) -> None:
    """Two or more persons or states joined by "and" are seen together too, as those of whom "they"
    may be said."""
    name = focus.cast.called.get((line.number, at))
    if chain.kind not in ("person", "state") or not name:
        return
    before, after, members = focus.row
    between = line.words[after : name.lead] if before == line.number and after <= name.lead else ()
    joined = 0 < len(between) < 4 and set(between) <= BETWEEN and members[-1].kind == chain.kind
    members = (*members, chain) if joined else (chain,)
    focus.row = (line.number, name.end, members)
    if joined and ("and" in between or "&" in between):
        first = role(line, line.heads[at]) if line.deps[at] == "conj" else role(line, at)
        focus.see(sentence, line.number, at, first, Chain("group", plural=True, members=members))


def number(focus: Focus, line: Line, at: int, sentence: int) -> Chain | None:
    """ "the two" and "both" by themselves: the last persons named together."""
    alone = line.deps[at] in (*SUBJECT, "dobj", "pobj") and line.word(at + 1) != "of"
    if not alone or (line.lowers[at] != "both" and line.word(at - 1) not in ("the", "these")):
        return None
    return _together(focus, line, at, at + 1, sentence)


def _together(focus: Focus, line: Line, at: int, end: int, sentence: int) -> Chain | None:
    wanted = NUMBERS[line.lowers[at]]
    chain = next(
        (s.chain for s in focus.near(sentence, 2 * FAR) if len(_persons(s.chain)) == wanted), None
    )
    chain = chain or (_several(focus, wanted, sentence) if wanted > 2 else None)
    for one in each(chain):
        focus.cast.put(one, (line.number, at, end), "number")
    return chain


def _persons(chain: Chain) -> tuple[Chain, ...]:
    """The persons named together, where these are persons."""
    return (
        chain.members
        if chain.kind == "group" and all(one.kind == "person" for one in chain.members)
        else ()
    )


def _several(focus: Focus, wanted: int, sentence: int) -> Chain | None:
    """So many persons as one sentence names, the nearest such sentence before."""
    persons: dict[int, dict[Chain, None]] = {}
    for one in focus.near(sentence, SEVERAL_BACK):
        if one.chain.kind == "person" and one.sentence < sentence:
            persons.setdefault(one.sentence, {})[one.chain] = None
    members = next((tuple(held) for held in persons.values() if len(held) == wanted), ())
    return Chain("group", plural=True, members=members) if members else None


def counted(focus: Focus, line: Line, title: Title, sentence: int) -> Chain | None:
    """ "the two men", "the four officials": the last so many persons named together."""
    before = title.first - 1
    if line.word(before) in NUMBERS and (
        line.word(before) == "both" or line.word(before - 1) in ("the", "these")
    ):
        wanted = NUMBERS[line.word(before)]
        found = _together(focus, line, before, title.end, sentence) or _office_holders(
            focus, line, title, wanted
        )
        return found or (_both_before(focus, line, title, sentence) if wanted == 2 else None)
    return _office_holders(focus, line, title, 2) if title.determiner in ("the", "their") else None


def _both_before(focus: Focus, line: Line, title: Title, sentence: int) -> Chain | None:
    """ "the two leaders": the only two persons of the sentence before, or of the one before
    that."""
    near = (
        s
        for s in focus.near(sentence, 2)
        if s.sentence < sentence and s.chain.kind == "person" and not s.chain.plural
    )
    persons: dict[int, dict[Chain, None]] = {}
    for seen in near:
        persons.setdefault(seen.sentence, {})[seen.chain] = None
    pair = next((tuple(held) for held in persons.values() if len(held) == 2), ())
    other = any(title.gender and c.gender and c.gender != title.gender for c in pair)
    if not pair or other or title.sort not in ("office", "post", "person"):
        return None
    for one in pair:
        focus.cast.put(one, (line.number, title.first, title.end), "number")
    return Chain("group", plural=True, members=pair)


def _office_holders(focus: Focus, line: Line, title: Title, wanted: int) -> Chain | None:
    """So many persons as hold the office: "both ministers" where the report has named two
    ministers."""
    if title.sort != "office" or title.end > title.head + 1:
        return None
    words = [*line.lowers[title.first : title.head], singulars().get(line.lowers[title.head], "")]
    holding: dict[str, list[Chain]] = {}
    for chain in focus.last("person"):
        for title_held in {o.title.lower() for o in chain.offices if _holds(o, words)}:
            holding.setdefault(title_held, []).append(chain)
    groups = [tuple(held) for held in holding.values() if len(held) > 1]
    members = groups[0] if len(groups) == 1 else ()
    if len(members) != wanted or len({c.state for c in members}) != wanted:
        return None
    for one in members:
        focus.cast.put(one, (line.number, title.first, title.end), "number")
    return Chain("group", plural=True, members=members)


def _holds(held: Office, words: Sequence[str]) -> bool:
    return not held.former and held.title.lower().split()[-len(words) :] == words


def parties(focus: Focus, line: Line, at: int) -> Chain | None:
    """ "the two governments", "both sides": a group of whom the report does not say again who they
    are."""
    end = next(
        (end for end in range(at + 1, min(at + 4, len(line))) if line.lowers[end] in PARTIES), 0
    )
    if not end or any(
        line.pos[k] not in ("ADJ", "NOUN", "PROPN", "PUNCT") for k in range(at + 1, end)
    ):
        return None
    name = line.text(at, end + 1)
    known = focus.grouped.get(name)
    if not known and not acts(line, end):
        return None
    chain = known[0] if known else focus.new("group", name, name)
    chain.plural = True
    focus.cast.put(chain, (line.number, at, end + 1), "parties")
    return chain
