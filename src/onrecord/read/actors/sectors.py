"""Tells the sector of society that an actor belongs to, in PLOVER's codes: GOV, LEG, MIL, JRN and
others.

PLOVER's primary sectors and its codes for bodies of no state are those of the PLOVER manual (Open
Event Data Alliance), "Actor and Sector Codes". A state by itself has no sector there, and none
here.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from onrecord.lexicon import table
from onrecord.lexicon.states import by_name
from onrecord.read.names.chains import Cast, Chain
from onrecord.read.names.titles import demonym, singulars
from onrecord.read.offices.tenure import PAST
from onrecord.record import Office

SPOKEN_FOR = frozenset(
    (
        *(
            "chief",
            "head",
            "director",
            "chairman",
            "chairwoman",
            "chairperson",
            "chair",
            "leader",
            "boss",
            "manager",
            "executive",
        ),
        *(
            "officer",
            "spokesman",
            "spokeswoman",
            "spokesperson",
            "official",
            "representative",
            "member",
            "adviser",
            "advisor",
            "aide",
        ),
        *(
            "secretary",
            "secretary-general",
            "director-general",
            "president",
            "commissioner",
            "commander",
            "fighter",
            "negotiator",
        ),
        *(
            "delegate",
            "founder",
            "economist",
            "analyst",
            "lawyer",
            "governor",
            "deputy",
            "staff",
            "personnel",
            "supporter",
            "activist",
        ),
        "source",
    )
)
"""Persons whose sector is that of the body they lead, serve or speak for, where that is known."""
OF_STATES = frozenset(
    (
        "chief",
        "head",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "deputy",
        "aide",
        "adviser",
        "advisor",
        "leader",
    )
)
"""Persons who, when they act for a state and no body is told, are of its government."""
INTERNATIONAL = frozenset(
    ("united nations", "un", "european", "eu", "nato", "african union", "arab league", "asean")
)
ARMED = frozenset(
    (
        "liberation front",
        "liberation army",
        "resistance army",
        "resistance front",
        "mujahideen",
        "brigades",
        "jihad",
    )
)
"""What the names of armed groups end with."""
STRONG = frozenset(("OPP", "REB", "MIL", "COP", "SPY"))
"""Sectors that a word before any person shows: "army doctor", "rebel official"."""
UNSURE = frozenset(("president", "secretary", "governor", "commissioner", "administrator"))
"""Offices of states and of other bodies."""
GOVERNING = frozenset(
    ("government", "ministry", "embassy", "regime", "consulate", "cabinet", "parliament")
)
"""Bodies that none but a state has."""
JOINING = ("of", "for", "at", "in", "to")


class Sector(NamedTuple):
    """A sector, and the words that show it."""

    code: str
    shown: str


@functools.cache
def _words(place: str) -> dict[str, str]:
    """The sectors by the words of one place in the table: "person", "before", "body"."""
    return {
        row["word"].replace("-", " "): row["sector"]
        for row in table("sectors")
        if row["place"] == place
    }


@functools.cache
def _named() -> dict[str, str]:
    return {row["name"]: row["sector"] for row in table("bodies") if row["sector"]}


def sector(cast: Cast, chain: Chain) -> Sector | None:
    """The sector of an actor, None where its words show none."""
    match chain.kind:
        case "state":
            return None
        case "organisation":
            whose = next((_of_offices(one) for one in chain.members), None)
            return of_body(chain.name, of_state=bool(chain.state)) or whose
        case "person":
            return _of_offices(chain) or _described(cast, chain)
        case _:
            people = Sector("CVL", chain.name) if demonym(chain.name.split()[-1]) else None
            return (
                _described(cast, chain) or _of_words(chain.name, None, bool(chain.state)) or people
            )


def of_body(name: str, *, of_state: bool) -> Sector | None:
    """The sector of a body by its name: one that is known, else by the words that say what it
    is."""
    known = _named().get(name) or _named().get(name.removeprefix("the ").removeprefix("The "))
    if known:
        return Sector(known, name)
    words = [word.strip(",'’").replace(".", "").lower() for word in name.split()]
    text = " ".join(words)
    if any(text.startswith(f"{whose} ") for whose in INTERNATIONAL):
        return Sector("IGO", name)
    if any(text.endswith(armed) for armed in ARMED):
        return Sector("REB", name)
    if words and words[0] in ("central", "reserve") and "bank" in words:
        return Sector("GOV", name)
    return _first(_by_body(words, of_state))


def _by_body(words: Sequence[str], of_state: bool) -> Iterator[Sector]:
    """What the last word says that stands before "of", "for", "at" or "in", else the first of the
    words before it that says something."""
    stop = next((at for at, word in enumerate(words) if word in JOINING and at), len(words))
    for word in reversed(words[:stop]):
        code = _words("body").get(word)
        if code and (
            code not in ("GOV", "LEG") or of_state or len(words) == 1 or word in GOVERNING
        ):
            yield Sector(code, word)
        if code:
            return


def _of_offices(chain: Chain) -> Sector | None:
    """The sector of the office that a person holds; who held one of the state before is of its
    elites."""
    held = [o for o in chain.offices if not o.former]
    found = _first(s for o in held if (s := _of_office(o, chain)))
    if found or held:
        return found
    past = _first(
        s for o in chain.offices if (s := _of_office(o, chain)) and s.code in ("GOV", "LEG")
    )
    return Sector("ELI", f"former {past.shown}") if past else None


def _of_office(office: Office, chain: Chain) -> Sector | None:
    return _of_words(office.title, office.of, bool(office.state or chain.state))


def _described(cast: Cast, chain: Chain) -> Sector | None:
    """The sector that the words for a person or persons show: "activist", "government troops"."""
    words = (
        cast.lines[line].text(title.first, title.end)
        for line, title in chain.titles
        if not PAST
        & {
            cast.lines[line].word(title.first - 1),
            *cast.lines[line].lowers[title.first : title.head],
        }
    )
    return _first(s for text in words if (s := _of_words(text, None, bool(chain.state))))


def _of_words(title: str, of: str | None, of_state: bool) -> Sector | None:
    """The sector of an office or role by its words and the body that it is of."""
    words = title.lower().split()
    stop = next((at for at, word in enumerate(words) if word in JOINING and at), len(words))
    whose = of or " ".join(title.split()[stop + 1 :])
    body = of_body(whose, of_state=of_state) if whose and not _a_state(whose) else None
    return _of_head(words[:stop], body, Sector("", title), of_state) if words else None


def _of_head(
    words: Sequence[str], body: Sector | None, shown: Sector, of_state: bool
) -> Sector | None:
    """The sector of the last of the words, unless those before it or the body say more."""
    head = singulars().get(words[-1], words[-1])
    before = _before(words[:-1])
    known, forms = _words("person"), (" ".join(words[-2:]), words[-1], head)
    person = next(
        (known[form] for form in (f.replace("-", " ") for f in forms) if form in known), None
    )
    if before and (head in SPOKEN_FOR or (person and before in STRONG)):
        return shown._replace(code=before)
    if (
        body
        and (head in SPOKEN_FOR or person == "GOV")
        and not (person == "GOV" and body.code in ("GOV", "COP", "MIL", "LEG", "JUD"))
    ):
        return shown._replace(code=body.code)
    if person == "GOV" and head in UNSURE and body is None and not of_state and len(words) > 1:
        return None
    code = (
        person
        or _words("body").get(words[-1])
        or ("GOV" if head in OF_STATES and of_state else None)
    )
    return shown._replace(code=code) if code else None


def _before(words: Sequence[str]) -> str | None:
    """The sector that the words before a head show, the last first."""
    known = _words("before")
    pairs = (" ".join(words[at - 1 : at + 1]) for at in range(len(words) - 1, 0, -1))
    return next((known[w] for w in (*pairs, *reversed(words)) if w in known), None)


def _a_state(words: str) -> bool:
    return words in by_name() or bool(demonym(words))


def _first(found: Iterator[Sector]) -> Sector | None:
    return next(found, None)
