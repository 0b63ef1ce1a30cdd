"""Resolves descriptions of several persons: "Danish officials", "people familiar with the talks",
"critics like Ana Ruiz"."""

from __future__ import annotations

from onrecord.read.actors.descriptionwords import key, names_whose, side
from onrecord.read.actors.focus import NUMBERS, Focus, acts, speaks
from onrecord.read.lines import Line
from onrecord.read.names.chains import Cast, Chain
from onrecord.read.names.titles import Title

INFORMED = frozenset(("familiar", "close", "briefed", "aware", "involved"))
BELONGING = frozenset(("members", "colleagues", "participants", "guests"))
"""Groups that are nobody without saying of what."""
EXAMPLES = frozenset(("like", "such", "including"))
"""Words between a description of several and names of some of them."""
EXAMPLES_WITHIN = 6
LONGEST_LIST = 60
NOMINAL = ("ADP", "DET", "NOUN", "PROPN", "ADJ")
BETWEEN = frozenset((",", "and", "&", "or", "the"))
ANYBODY = frozenset(
    (
        "people",
        "men",
        "women",
        "children",
        "staff",
        "youths",
        "families",
        "relatives",
        "voters",
        "viewers",
        "readers",
        "crowds",
    )
)
"""Groups that are others each time they are told of without an article."""
DEFINITE = frozenset(("the", "these", "those"))


def group(focus: Focus, line: Line, title: Title) -> Chain:
    """Those whom a title in the plural describes: the ones told of before in these words, or new
    ones."""
    word = line.lowers[title.head]
    known = next(
        (
            c
            for c in reversed(focus.grouped.get(word, ()))
            if _same_group(focus.cast, c, line, title)
        ),
        None,
    )
    active = acts(line, title.head) and (title.sort == "office" or speaks(line, title.head))
    nobody = word in BELONGING and title.end == title.head + 1 and title.first == title.head
    if known:
        known.quiet = known.quiet and (nobody or not active)
        return known
    informed = (
        line.word(title.end) in INFORMED and line.deps[title.end] in ("acl", "amod", "relcl")
    ) or _knowing(line, title.end)
    first = title.first - 1 if informed and title.determiner in NUMBERS else title.first
    first -= title.determiner == "their"
    name = line.text(first, _informed_end(line, title.end) if informed else title.end)
    listed = examples_end(focus.cast, line, title.end) > title.end
    chain = focus.new("unnamed" if informed else "group", name, word)
    chain.plural, chain.state = True, side(focus, line, title)
    chain.quiet = not listed and (nobody or not (active or names_whose(line, title) or chain.state))
    chain.titles.append((line.number, title))
    return chain


def examples_end(cast: Cast, line: Line, end: int) -> int:
    """Past the names that a description of several gives as examples: "critics" "like Ana Ruiz and
    Bo Lind"."""
    at = end
    while (
        at < min(len(line), end + EXAMPLES_WITHIN)
        and line.lowers[at] not in EXAMPLES
        and line.pos[at] in NOMINAL
    ):
        at += 1
    if line.word(at) not in EXAMPLES or (line.word(at) == "such" and line.word(at + 1) != "as"):
        return end
    return names_end(cast, line, at + 1 + (line.word(at) == "such")) or end


def names_end(cast: Cast, line: Line, at: int) -> int:
    """Past the names that a list begins with; 0 where it has none."""
    last, stop = 0, min(len(line), at + LONGEST_LIST)
    while at < stop and (
        cast.head(line.number, at) or line.lowers[at] in BETWEEN or line.heads[at] > at
    ):
        named = cast.head(line.number, at)
        last = at + 1 if named and named.names else last
        at += 1
    return last


def _knowing(line: Line, at: int) -> bool:
    """True of "officials" "with knowledge of the talks"."""
    return line.word(at) == "with" and "knowledge" in line.lowers[at + 1 : at + 4]


def _informed_end(line: Line, at: int) -> int:
    """Past "familiar with the talks" and the like."""
    end = at + 1
    while (
        end < len(line) and end - at < 7 and line.pos[end] in ("ADP", "DET", "ADJ", "NOUN", "PROPN")
    ):
        end += 1
    return end


def _same_group(cast: Cast, chain: Chain, line: Line, title: Title) -> bool:
    number, first = chain.titles[0]
    other = cast.lines[number]
    mine, theirs = key(line, title), key(other, first)
    anybody = (
        chain.quiet or title.sort in ("role", "kin", "person") or line.lowers[title.head] in ANYBODY
    )
    if (
        anybody
        and not mine
        and title.determiner not in DEFINITE
        and line.pos[title.head] != "PROPN"
    ):
        return False
    ends = line.lowers[title.head + 1 : title.end], other.lowers[first.head + 1 : first.end]
    if all(ends) and ends[0] != ends[1]:
        return False
    return mine == theirs or (title.determiner in DEFINITE and mine < theirs)
