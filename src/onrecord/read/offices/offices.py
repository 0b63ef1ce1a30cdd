"""Reads offices: what the title is, of which body or country, and for which state its holder
acts."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from onrecord.lexicon import table
from onrecord.lexicon.gazetteer import by_name as places
from onrecord.lexicon.states import by_iso3, by_name
from onrecord.read.lines import Line
from onrecord.read.names.attached import ATTACHING, portfolios_end
from onrecord.read.names.chains import national
from onrecord.read.names.titles import Title, bodies, demonym, of_sort, singulars, sorts
from onrecord.read.offices import appointments, provinces
from onrecord.read.offices.tenure import ACTING, DETERMINERS, PAST, Days, tenure
from onrecord.record import Office

PLAIN = (
    *(
        "outgoing",
        "newly",
        "new",
        "longtime",
        "veteran",
        "influential",
        "current",
        "sitting",
        "embattled",
        "appointed",
        "elected",
    ),
    *("female", "woman", "ever"),
    *("-", "–"),
)
UNSAID = PAST | ACTING | frozenset(PLAIN)
GRADES = frozenset(("senior", "top", "high", "ranking", "leading", "junior", "chief"))
"""Words that may stand before the state of a title: "senior Danish diplomat"."""
NOT_YET = frozenset(("next", "future", "prospective", "potential", "possible", "likely"))
"""Words before a title whose office is not held."""
GENITIVE = ("'s", "’s", "'", "’")
LEGISLATURES = frozenset(
    ("parliament", "senate", "congress", "assembly", "legislature", "knesset", "duma", "bundestag")
)
LEADERS = frozenset(("leader", "chief", "head"))
"""Posts whose holders are of the state in the genitive before them: "Chile's opposition leader"."""
BY_EXECUTIVES = frozenset(("HKG", "MAC"))
"""Territories whose government a chief executive leads."""
REBELLIOUS = frozenset(
    (
        "rebel",
        "guerrilla",
        "militia",
        "militant",
        "gang",
        "cartel",
        "separatist",
        "insurgent",
        "jihadist",
        "union",
        "protest",
    )
)
"""Words of titles whose holders do not act for the state named before them."""
NATIONAL = frozenset(
    (
        "council",
        "ministry",
        "department",
        "parliament",
        "senate",
        "army",
        "navy",
        "police",
        "agency",
        "assembly",
        "court",
    )
)
"""Words of bodies that are of the state named before them."""
BESIDE = frozenset(("shadow", "deputy", "assistant", "under"))
HONORIFIC = frozenset(
    (
        "prince",
        "princess",
        "king",
        "queen",
        "sheikh",
        "lord",
        "lady",
        "professor",
        "colonel",
        "captain",
        "admiral",
        "judge",
    )
)
"""Titles that may follow an office before a name: "Foreign Minister Prince ..."."""
AIDES = frozenset(
    ("adviser", "advisor", "aide", "spokesman", "spokeswoman", "spokesperson", "deputy", "envoy")
)
ABROAD = frozenset(
    (
        "ambassador",
        "envoy",
        "consul",
        "negotiator",
        "counselor",
        "attache",
        "attaché",
        "representative",
    )
)


@functools.cache
def peculiar() -> dict[str, str]:
    """Offices that one state alone has under their name."""
    return {row["office"]: row["state"] for row in table("offices")}


@dataclass(frozen=True)
class Owner:
    """Who stands in the genitive before a title: the state, of a body the name, and the person whom
    an aide serves."""

    state: str | None = None
    name: str | None = None
    person: str | None = None


def offices(line: Line, title: Title, owner: Owner, days: Days) -> Iterator[Office]:
    """The offices that a title tells of ("foreign minister and deputy premier" of two); none of
    what is no office."""
    if (
        title.sort not in ("office", "post", "role")
        or title.plural
        or NOT_YET.intersection(line.lowers[title.first : title.head])
    ):
        return
    held, when = _office(line, title, owner), tenure(line, title, days)
    if held is not None and not appointments.to_come(line, title):
        for one in _each(held.title):
            yield replace(
                held,
                title=one,
                former=when.former,
                acting=when.acting,
                since=when.since,
                until=when.until,
            )


def _each(named: str) -> Iterator[str]:
    """The titles that "and" joins: "Foreign Minister and Deputy Premier"."""
    words = named.split()
    cut = next(
        (at for at, w in enumerate(words) if w == "and" and words[at - 1].lower() in sorts()), 0
    )
    for part in (words[:cut], words[cut + 1 :]) if cut else (words,):
        if part:
            yield " ".join(part)


def _office(line: Line, title: Title, owner: Owner) -> Office | None:
    """What the office is, of whom, and for which state its holder acts."""
    state, told, after_state = (
        (title.state, title.first, _past_states(line, title))
        if title.state
        else state_before(line, title)
    )
    words, body = _title_words(line, title, after_state)
    words = [
        *(
            at
            for at in range(title.first, told)
            if state and line.lowers[at] not in UNSAID and not _counted(line, at)
        ),
        *words,
    ]
    if not words:
        return None
    of, of_state = _of(line, title)
    abroad = line.lowers[title.head] in ABROAD
    named = _joined(line, words, title)
    shown = (bodies().get(body) or provinces.state(body, line.lowers[title.head])) if body else None
    own = state or shown or owner.state or (None if abroad else of_state) or _peculiar(named)
    if title.sort != "office":
        own = shown or (None if of in by_name() or title.sort == "role" else of_state)
        leads = line.lowers[title.head] in LEADERS or (
            named.lower() == "chief executive" and state in BY_EXECUTIVES
        )
        of_nation = state if body and NATIONAL.intersection(body.lower().split()) else None
        own = (
            own
            or of_nation
            or _peculiar(named)
            or ((state or owner.state) if not (of or body) and leads else None)
        )
    if REBELLIOUS.intersection(named.lower().split()):
        own = None
    if line.word(_topic(line, title)) == "in" and (owner.name or owner.state) and not abroad:
        of = None
    if abroad and of:
        named, of = f"{named} {line.text(title.head + 1, title.end)}", None
    of = None if title.state else of
    if (
        not own
        and of
        and "member" in line.lowers[title.head]
        and LEGISLATURES.intersection(of.lower().split())
    ):
        own = of_state
    body = "" if of and line.lowers[title.head] == "member" else body
    belongs = owner.person or body or of or owner.name or (by_iso3()[own].name if own else None)
    return Office(named, belongs, own, (line.span(title.first, title.end),))


def _joined(line: Line, kept: Sequence[int], title: Title) -> str:
    """The words of a title as they stand in the text, the hyphens between them too; the singular of
    one that several share."""
    text, before = "", -9
    for at in kept:
        hyphen = at == before + 2 and line.words[before + 1] in "-–" and not line.spaced[before]
        beside = at == before + 1 and not line.spaced[before]
        one = title.named and at == title.head
        text += ("-" if hyphen else "" if beside else " ") + (
            _singular(line.words[at]) if one else line.words[at]
        )
        before = at
    return text.strip()


def _peculiar(named: str) -> str | None:
    """The state that alone has an office, or the one of which this is the deputy or shadow."""
    words = named.lower().partition(" for ")[0].split()
    bare = next((at for at, word in enumerate(words) if word not in BESIDE), 0)
    return peculiar().get(" ".join(words)) or peculiar().get(" ".join(words[bare:]))


def state_before(line: Line, title: Title) -> tuple[str | None, int, int]:
    """The state named at the beginning of a title, its first token, and the token after it."""
    at = title.first
    while at < title.head and (
        line.lowers[at] in UNSAID or line.lowers[at] in GRADES or _counted(line, at)
    ):
        at += 1
    for end in range(min(at + 4, title.head), at, -1):
        text = line.text(at, end)
        state = by_name().get(text)
        found = state.iso3 if state else demonym(text)
        if (
            found
            and not (state and _sent_there(line, title, text))
            and not provinces.province(text, line.lowers[title.head])
        ):
            return found, at, end
    return (
        None,
        title.first,
        next(
            (k for k in range(title.first, title.head) if line.lowers[k] not in UNSAID), title.head
        ),
    )


def _sent_there(line: Line, title: Title, land: str) -> bool:
    """True of the land that an envoy is for: "Syria envoy", and not "U.S. envoy"."""
    return (
        line.lowers[title.head] in ("envoy", "negotiator") and not land.replace(".", "").isupper()
    )


def _past_states(line: Line, title: Title) -> int:
    """The token after the last of the peoples at the beginning of a title."""
    return next(
        (at + 1 for at in range(title.head - 1, title.first - 1, -1) if demonym(line.words[at])),
        title.first,
    )


def _title_words(line: Line, title: Title, first: int) -> tuple[list[int], str]:
    """The words of the title itself, and the body named before them: "White House" in "White House
    press secretary"."""
    land = provinces.leading(line, first, title.head)
    body, first = line.text(first, land), land
    for end in range(title.taken if not body else 0, first, -1):
        if line.text(first, end) in bodies():
            body, first = line.text(first, end), end
            break
    opening = first == 0 or line.sentences[first] != line.sentences[first - 1]
    alone = opening and title.taken == first + 1 and line.lowers[first] in of_sort("body")
    named = first < title.taken and line.labels[title.taken - 1] != "NORP" and not alone
    capital = line.words[title.taken - 1][0].isupper() and line.pos[title.taken - 1] != "ADJ"
    if (
        not body
        and named
        and capital
        and not _area(line, first, title)
        and (line.words[title.head][0].islower() or _whole(line, first, title))
    ):
        body, first = line.text(first, title.taken), title.taken
    if title.portfolio:
        return [*range(*title.portfolio), title.head], body
    kept = [
        at
        for at in range(first, title.head + 1)
        if line.lowers[at] not in UNSAID and _titular(line, at, title)
    ]
    if (
        kept
        and line.lowers[kept[0]] == "first"
        and line.word(kept[0] + 1) in ("female", "woman", "ever")
    ):
        kept = kept[1:]
    if len(kept) > 1 and line.lowers[kept[-1]] in HONORIFIC and _office_word(line.lowers[kept[-2]]):
        kept.pop()
    return [*kept, *range(title.head + 1, _topic(line, title))], body


def _area(line: Line, first: int, title: Title) -> bool:
    """True of the part of the world that an envoy is for: "Middle East envoy", "Syria envoy"."""
    land = line.text(first, title.taken)
    area = any(spot.sort in ("region", "continent", "state") for spot in places().get(land, ()))
    return area and line.lowers[title.head] in ABROAD and not land.replace(".", "").isupper()


def _whole(line: Line, first: int, title: Title) -> bool:
    """True of the name of a body in several words before a title in capitals: "European Central
    Bank President"."""
    return title.taken > first + 1 and line.lowers[title.taken - 1] in of_sort("body")


def _office_word(word: str) -> bool:
    return word in sorts() and word not in of_sort("modifier")


def _singular(word: str) -> str:
    one = singulars().get(word.lower(), word)
    return one.capitalize() if word[0].isupper() else one


def _titular(line: Line, at: int, title: Title) -> bool:
    """False of a party before a title ("Republican attorney general"), and of words like "recently
    appointed"."""
    adverb = line.pos[at - 1] == "ADV" and line.heads[at - 1] == at
    passing = (
        line.pos[at] == "ADV"
        or _counted(line, at)
        or line.labels[at] == "DATE"
        or ((adverb or line.pos[at] == "VERB") and line.lowers[at].endswith("ed"))
    )
    return at == title.head or (line.labels[at] != "NORP" and not passing)


def _counted(line: Line, at: int) -> bool:
    """True of "48th" in "the 48th president"."""
    return line.labels[at] == "ORDINAL" and line.words[at][0].isdigit()


def _topic(line: Line, title: Title) -> int:
    """Past the words after the head that are of the title itself: "of State", "of law", "for
    European affairs", "-elect"."""
    first = title.head + 1
    if line.word(first) in ("-", "–"):
        return title.end
    if line.word(first) not in ("of", "for") or first + 1 >= title.end:
        return first
    stop = next(
        (at for at in range(first + 1, title.end) if line.lowers[at] in ATTACHING), title.end
    )
    start = first + 1 + (line.word(first + 1) == "the")
    if (told := portfolios_end(line, first + 1) or portfolios_end(line, start)) in (
        title.end,
        stop,
    ):
        return title.end if told == stop and portfolios_end(line, stop + 1) == title.end else told
    last = stop - 1
    plain = (
        line.words[last][0].islower()
        and line.lowers[last] not in of_sort("body")
        and line.lowers[title.head] not in AIDES
    )
    owned = any(
        line.words[at] in GENITIVE or line.lowers[at] in DETERMINERS for at in range(first, stop)
    )
    return stop if plain and not owned else first


def _of(line: Line, title: Title) -> tuple[str | None, str | None]:
    """What stands after "of", "at" or "to", and the state that it shows."""
    first = _topic(line, title) + 1
    while line.word(first) in DETERMINERS:
        first += 1
    if first >= title.end:
        return None, None
    of = line.text(first, title.end)
    return of, provinces.state(of, line.lowers[title.head]) or state_of_words(of)


def state_of_words(text: str) -> str | None:
    """The state that the name of a country, capital or body shows by itself."""
    if text in by_name():
        return by_name()[text].iso3
    return bodies().get(text) or national(text.replace("’s", "").replace("'s", "").split())
