"""Offices as merging compares them: their telling words, their sphere of life, and who held which
when."""

from __future__ import annotations

import functools
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from onrecord.lexicon import table
from onrecord.lexicon.states import by_demonym, by_name
from onrecord.merge import days, wording

SMALL = frozenset({"of", "the", "for", "and", "to", "at", "in", "on"})
OF_ONE = frozenset(
    {
        "president",
        "premier",
        "king",
        "queen",
        "emperor",
        "sultan",
        "emir",
        "pope",
        "taoiseach",
        "chancellor",
    }
)
"""Offices that one person holds in a state, under this word alone."""
WITH_MORE = frozenset(
    {
        "minister",
        "secretary",
        "ambassador",
        "chief",
        "adviser",
        "advisor",
        "speaker",
        "general",
        "commissioner",
    }
)
"""Words of offices that one person holds where another word says which: "foreign minister",
"attorney general"."""
OF_MANY = frozenset(
    [
        *(
            "deputy",
            "vice",
            "assistant",
            "associate",
            "junior",
            "senior",
            "special",
            "cabinet",
            "parliamentary",
            "under",
            "incoming",
        ),
        *(
            "counselor",
            "military",
            "brigadier",
            "major",
            "lieutenant",
            "police",
            "-elect",
            "elect",
            "designate",
            "shadow",
            "press",
        ),
    ]
)
"""Words that show an office to be one of many, or not held yet."""
LASTING = 90
"""Days after the last report that shows an office held for which its holder is taken to hold it
still."""
BEFOREHAND = 30
"""Days before the first one."""
NEAR = 4
"""Stretches before and after a day that are looked at."""

Key = frozenset[str]


@functools.lru_cache(maxsize=1 << 14)
def office_key(title: str) -> Key:
    """The telling words of an office: "Defense Secretary" is "secretary of defense"."""
    return frozenset(
        ALIKE.get(t.stem, t.stem) for t in wording.tokens(title) if t.stem not in SMALL
    )


ALIKE = {
    wording.stem(a): wording.stem(b)
    for a, b in (("defence", "defense"), ("labour", "labor"), ("advisor", "adviser"))
}


@functools.cache
def spheres() -> Mapping[str, str]:
    """The sphere of life of an office by the last word of its title."""
    return {row["word"]: row["sphere"] for row in table("spheres")}


@functools.lru_cache(maxsize=1 << 14)
def sphere(title: str) -> str | None:
    """The sphere of an office: of the state, arms, learning, sport; None where its words do not
    show it."""
    return next(
        (spheres()[w] for w in reversed(title.lower().replace("-", " ").split()) if w in spheres()),
        None,
    )


@functools.lru_cache(maxsize=1 << 14)
def single(title: str) -> bool:
    """True of an office that one person alone holds at a time in a state, so that its words say who
    is meant."""
    words = [w for w in title.lower().replace("-", " ").split() if w not in SMALL]
    if not words or OF_MANY.intersection(words):
        return False
    if "ambassador" in words:
        return any(n in title for n in _abroad())
    return (len(words) == 1 and words[0] in OF_ONE) or (
        len(words) > 1 and bool((OF_ONE | WITH_MORE).intersection(words))
    )


@functools.cache
def _abroad() -> tuple[str, ...]:
    return tuple(
        f" to {the}{name}" for name in by_name() for the in ("", "the ") if name not in by_demonym()
    )


class Held(NamedTuple):
    """A stretch of days in which somebody is shown to hold an office."""

    first: str
    last: str
    who: int
    open: bool = False
    """The end is the last day that shows it, not the day on which it ended."""


Office = tuple[Key, str]
"""An office by its telling words and its state."""


class Holders:
    """Who held which office when."""

    def __init__(
        self, shown: Iterable[tuple[Office, Held]], ended: Mapping[tuple[Office, int], str]
    ) -> None:
        under: dict[Office, list[Held]] = defaultdict(list)
        for office, held in shown:
            under[office].append(held)
        self._spells = {office: _spells(held) for office, held in under.items()}
        self._starts = {
            office: [s.first for s in spells] for office, spells in self._spells.items()
        }
        self._ended = ended

    def at(self, office: Office, day: str) -> Held | None:
        """The one who held an office on a day; None where nobody or more than one is shown to
        have."""
        if office not in self._spells:
            return None
        next_ = bisect_right(self._starts[office], day)
        near = self._spells[office][max(next_ - NEAR, 0) : next_ + NEAR]
        fits = [s for s in near if _covers(s, day, near) and not self._over(office, s, day)]
        exact = [s for s in fits if s.first <= day <= s.last] or fits
        return exact[0] if len({s.who for s in exact}) == 1 else None

    def _over(self, office: Office, spell: Held, day: str) -> bool:
        """True where a report calls the holder a former one by that day."""
        ended = self._ended.get((office, spell.who))
        return ended is not None and spell.last < ended <= day


def _spells(held: Sequence[Held]) -> tuple[Held, ...]:
    """The stretches of an office in order, those of one holder that follow one another made one."""
    spells: list[Held] = []
    for one in sorted(held):
        before = spells[-1] if spells else None
        if before and before.who == one.who:
            last = max(before, one, key=lambda h: h.last)
            spells[-1] = Held(before.first, last.last, one.who, last.open)
        else:
            spells.append(one)
    return tuple(spells)


def _covers(spell: Held, day: str, spells: Sequence[Held]) -> bool:
    """True where the holder is shown before and after a day, or not long before or after and nobody
    else in between."""
    if spell.first <= day <= spell.last:
        return True
    if day > spell.last:
        rivals = any(
            s.who != spell.who and spell.last <= s.first <= _shifted(day, BEFOREHAND)
            for s in spells
        )
        return spell.open and not rivals and day <= _shifted(spell.last, LASTING)
    rivals = any(s.who != spell.who and s.first <= spell.first for s in spells)
    return not rivals and spell.first <= _shifted(day, BEFOREHAND)


def _shifted(day: str, by: int) -> str:
    span = days.span(day)
    return (date.fromisoformat(span.first) + timedelta(by)).isoformat() if span else day
