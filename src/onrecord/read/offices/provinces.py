"""Parts of states whose offices reports tell of: "Virginia" in "Virginia Governor", "governor of
Virginia", "Sen. A of Virginia"."""

from __future__ import annotations

import functools

from onrecord.lexicon.gazetteer import Spot
from onrecord.lexicon.gazetteer import by_name as places
from onrecord.read.lines import Line

GOVERNING = frozenset(
    (
        "governor",
        "premier",
        "senator",
        "congressman",
        "congresswoman",
        "representative",
        "minister",
        "treasurer",
    )
)
"""Heads of titles that parts of states have, and whose holders act for the state."""
TOWNLY = frozenset(
    ("mayor", "councillor", "councilor", "councilman", "councilwoman", "sheriff", "prosecutor")
)
"""Heads of titles that towns have."""
LANDS = frozenset(
    ("region", "province", "state", "oblast", "prefecture", "county", "canton", "territory", "city")
)
AMBIGUOUS = frozenset(("Georgia",))
"""Names of parts of the United States that states have too, which have no such offices."""
OF_UNION = frozenset(("governor", "senator", "congressman", "congresswoman", "representative"))
LONGEST = 4


def state(text: str, head: str) -> str | None:
    """The state for which the holder of an office of one of its parts acts: of a governor or
    senator, not of a mayor."""
    spot = province(text, head) if head in GOVERNING else None
    return spot.country if spot else None


def province(text: str, head: str) -> Spot | None:
    """The part of a state that a title with this head may be of; a city only for a mayor, or if its
    name alone says which it is."""
    spots = places().get(_bare(text), ())
    if text in AMBIGUOUS:
        spots = spots[1:] if head in OF_UNION else ()
    if (
        not spots
        or spots[0].sort not in ("us-state", "region", "city")
        or head not in GOVERNING | TOWNLY
    ):
        return None
    return spots[0] if spots[0].sort != "city" or spots[0].known or head in TOWNLY else None


def _bare(text: str) -> str:
    """A name without the word for what it is: "Kherson" of "Kherson region"."""
    words = text.split()
    return (
        text
        if text in places() or len(words) < 2 or words[-1].lower() not in LANDS
        else " ".join(words[:-1])
    )


def leading(line: Line, first: int, head: int) -> int:
    """Past the part of a state that the words of a title begin with; where they begin, if with
    none."""
    for end in range(min(first + LONGEST, head), first, -1):
        if line.words[first][0].isupper() and province(line.text(first, end), line.lowers[head]):
            return end
    return first


def after_name(line: Line, end: int, head: str) -> tuple[str, str] | None:
    """The part of a state told after the name of one who governs or sits for it, and the state: "of
    Ohio", ", R-Texas", "(D-Vt.)"."""
    at = end
    if line.word(at) in ("of", "from"):
        return _from(line, at + 1, head)
    if line.word(at) in (",", "("):
        return _party_and_land(line, at + 1)
    return None


def before(line: Line, end: int, head: str) -> tuple[str | None, str] | None:
    """The state for which the holder of a title acts, and the part of it in the genitive before the
    title: "Virginia's governor"."""
    for first in range(max(end - LONGEST, 0), end):
        text = line.text(first, end)
        if line.words[first][0].isupper() and province(text, head):
            return state(text, head), text
    return None


def _from(line: Line, first: int, head: str) -> tuple[str, str] | None:
    for end in range(min(first + LONGEST, len(line)), first, -1):
        found = state(line.text(first, end), head)
        if found:
            return line.text(first, end), found
    return None


def _party_and_land(line: Line, at: int) -> tuple[str, str] | None:
    """A party in one letter and the part of the union after it: "R-Texas", "D-Vt."."""
    joined = line.text(at, at + 3).replace("‑", "-").replace("–", "-")
    party, _, rest = joined.partition("-")
    word = rest.split(")")[0].split(",")[0].split()
    land = states_of_union().get(word[0].rstrip(".")) if word and party in ("R", "D", "I") else None
    return (land, "USA") if land else None


@functools.cache
def states_of_union() -> dict[str, str]:
    """The states of the United States by the names and short forms that follow a party, without
    their point."""
    named = (
        (name, spot)
        for name, spots in places().items()
        for spot in spots[:2]
        if spot.sort == "us-state"
    )
    return {name.rstrip("."): spot.name.removesuffix(" state") for name, spot in named}
