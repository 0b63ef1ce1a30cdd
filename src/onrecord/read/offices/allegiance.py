"""For which state a person acts: by office, by a state in the genitive, as kin or aide, or as the
report is at home there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from onrecord.read.lines import Line
from onrecord.read.names.chains import Cast, Chain, national
from onrecord.read.names.titles import Title
from onrecord.read.offices.offices import AIDES, peculiar
from onrecord.read.offices.owners import owner
from onrecord.record import Office

MEDIA = frozenset(
    (
        "media",
        "newspaper",
        "broadcaster",
        "agency",
        "television",
        "tv",
        "radio",
        "press",
        "organs",
        "outlet",
        "outlets",
        "daily",
    )
)
OFFICIAL = frozenset(("official", "state", "government", "state-run", "state-owned", "party"))
LOCAL = frozenset(
    (
        "mayor",
        "councillor",
        "councilor",
        "councilman",
        "politician",
        "sheriff",
        "constable",
        "inspector",
        "sergeant",
        "judge",
        "official",
        "diplomat",
    )
)
"""Offices that show no state."""
NOT_AT_HOME: dict[str, tuple[str, ...]] = {
    "USA": (
        "prime",
        "premier",
        "chancellor",
        "king",
        "queen",
        "foreign",
        "mp",
        "minister",
        "emperor",
        "sultan",
        "emir",
    ),
    "GBR": ("president", "senator", "governor", "emperor", "dictator", "congressman", "premier"),
    "CHN": ("senator", "governor", "king", "queen", "prime", "chancellor"),
}
"""Words of offices that a state is known not to have."""


def home(found: Sequence[Office], known: Sequence[str]) -> str | None:
    """The state whose offices the report names without saying whose they are, if there is one such
    state."""
    votes = Counter(known)
    votes.update(o.state for o in found if o.state and peculiar().get(o.title.lower()) == o.state)
    ranked = votes.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[1][1] * 2 > ranked[0][1]):
        return None
    return ranked[0][0]


def fits_home(held: Office, state: str) -> bool:
    """True where the state could have such an office, and the report does not say whose it is."""
    words = held.title.lower().split()
    if not words or words[-1] in LOCAL:
        return False
    return (
        not held.state and not held.of and not any(w in NOT_AT_HOME.get(state, ()) for w in words)
    )


def only(cast: Cast) -> str | None:
    """The one state of a report that names no other and speaks of its government."""
    shown = {c.state for c in cast.chains if c.kind in ("state", "organisation") and c.state}
    governs = any(c.kind == "organisation" for c in cast.chains if c.state)
    return next(iter(shown)) if len(shown) == 1 and governs else None


def sides(cast: Cast, base: str | None) -> None:
    """Sets for each person the state that he or she acts for."""
    for chain in cast.chains:
        if chain.kind == "person":
            _side(cast, chain, base)


def _side(cast: Cast, chain: Chain, base: str | None) -> None:
    """The state for which a person acts: by an office, a state in the genitive before the name, or
    the report's home."""
    current = [o for o in chain.offices if not o.former]
    shown = Counter(o.state for o in current if o.state)
    chain.state = shown.most_common(1)[0][0] if shown else _genitive(cast, chain)
    if chain.state or not base:
        return
    before = ((n.line, n.title or n.shared) for n in chain.names)
    led = {
        cast.lines[number].span(t.first, t.end) for number, t in before if t and t.sort == "office"
    }
    if any(fits_home(o, base) and led.intersection(o.spans) for o in current):
        chain.state = base


def _genitive(cast: Cast, chain: Chain) -> str | None:
    for name in chain.names:
        line = cast.lines[name.line]
        if line.word(name.first - 1) in ("'s", "’s"):
            owner = cast.head(name.line, name.first - 2)
            if owner and owner.kind == "state":
                return owner.state
        land = cast.head(name.line, name.end + 1) if line.word(name.end) == "of" else None
        if land and land.kind == "state":
            return land.state
    return None


def media(cast: Cast) -> None:
    """A paper or broadcaster that bears a state's name and is told of as official media there acts
    for that state."""
    for chain in cast.chains:
        state = (
            national(chain.name.split())
            if chain.kind == "organisation" and not chain.state
            else None
        )
        if state and any(_official(cast.lines[number]) for number in {n.line for n in chain.names}):
            chain.state = state


def _official(line: Line) -> bool:
    """True of a paragraph that speaks of "official media" or a "state-run newspaper"."""
    return any(
        word in MEDIA and any(before in OFFICIAL for before in line.lowers[max(at - 4, 0) : at])
        for at, word in enumerate(line.lowers)
    )


def kin(cast: Cast) -> None:
    """Who is told of only as kin or aide of another acts for the same state: "the ruler's
    sister"."""
    for chain in cast.chains:
        if chain.kind == "person" and not chain.state and not any(o.state for o in chain.offices):
            owned = (
                owner(cast, n, t).state
                for n, t in chain.titles
                if t.sort == "kin" or _serves(cast.lines[n], t)
            )
            chain.state = next(filter(None, owned), None)


def _serves(line: Line, title: Title) -> bool:
    """True of one whose office is under the person named before it: "Prado's chief of staff", "his
    finance minister"."""
    word = line.lowers[title.head]
    return (
        word in AIDES
        or word == "chief"
        or (title.sort == "office" and word not in (*LOCAL, "counterpart"))
    )
