"""Finds names, and decides for each name over the whole report what it is a name of."""

from __future__ import annotations

import functools
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.lexicon import table
from onrecord.lexicon.gazetteer import by_name as places_by_name
from onrecord.lexicon.states import State, by_capital, by_name
from onrecord.read.lines import Line
from onrecord.read.names.attached import portfolios_end
from onrecord.read.names.titles import (
    Title,
    address,
    after_name,
    bodies,
    demonym,
    given_names,
    name_like,
    of_sort,
    owns_body,
    singulars,
    sorts,
    states_told,
)
from onrecord.read.offices import appointments

PARTICLES = frozenset(
    [
        "de",
        "van",
        "von",
        "der",
        "den",
        "bin",
        "ibn",
        "al",
        "el",
        "la",
        "da",
        "do",
        "dos",
        "di",
        "du",
        "le",
        "ter",
        "ten",
        "bint",
        "abu",
        "ben",
        "del",
        "della",
    ]
)
ORGANISED = frozenset(("ORG", "FAC"))
NOT_ACTORS = frozenset(("EVENT", "WORK_OF_ART", "LAW", "PRODUCT", "LANGUAGE"))
VOTES = {"PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place", "NORP": "people"} | dict.fromkeys(
    NOT_ACTORS, "thing"
)
SPOT = frozenset(("in", "at", "near", "from", "across", "outside", "around", "through"))
DERIVED = frozenset(
    ("based", "backed", "led", "born", "style", "related", "owned", "run", "held", "controlled", "era", "inspired", "sponsored", "funded")
)
"""What makes an adjective of a name: "Lisbon-based"."""
COMPASS = frozenset(("West", "East", "North", "South", "Midwest", "Arctic", "Antarctic"))
CALLED = frozenset(("as", "called", "named"))
"""Words before the name of what was told of before them."""
MEMBERS = frozenset(("members", "member", "founder", "founders", "employees"))
NAMED_BODIES = frozenset(
    ("team", "band", "group", "company", "firm", "organization", "organisation", "party", "newspaper", "charity", "agency")
)
"""Nouns that stand directly beside the name of a body."""
CITY = 100_000
"""Inhabitants of a city that is known by its name alone."""
ADDRESSING = frozenset(("Sir", "Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Dr", "Dr.", "Dame", "Baroness"))
"""Words with which another name begins: "Liberal Democrat" "Sir Paul Marsh"."""
REACH = 5
"""Words back from "called" in which the noun stands that says what it is."""
NEVER_INSIDE = frozenset(("/", "(", ")", ":", ";", "—", "–", "“", "”", '"'))
COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5}
DATELINE = 14
"""Tokens within which a dateline ends."""
NO_NAME = frozenset(("NORP", "DATE", "TIME", "CARDINAL", "ORDINAL", "EVENT", "LAW"))
DAYS = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ]
)


@dataclass(frozen=True)
class Name:
    """A name as it stands at one place."""

    line: int
    first: int
    end: int
    words: tuple[str, ...]
    """Its words without accents, points and hyphens, in lower case."""
    text: str
    votes: tuple[tuple[str, float], ...]
    title: Title | None = None
    """The title directly before it."""
    gender: str = ""
    """What a form of address shows."""
    state: str | None = None
    """Of a state's name, or of a body known to act for one: ISO 3166-1 alpha-3."""
    kind: str = ""
    addressed: bool = False
    """A form of address stands before it."""
    shared: Title | None = None
    """The title in the plural that stands before several names, as that of this one."""
    noun: int = 0
    """How many common nouns before it say what he or she is: "illustrator Vera Lind"."""

    @property
    def lead(self) -> int:
        """Where the mention begins, the title included."""
        return self.title.first if self.title else self.first - bool(self.gender or self.addressed) - self.noun


@functools.cache
def _state_starts() -> frozenset[str]:
    return frozenset(name.split()[0].split("-")[0] for name in by_name())


def plain(word: str) -> str:
    """A word in lower case without accents, points and apostrophes."""
    if word.isascii():
        return word.lower().replace(".", "")
    folded = unicodedata.normalize("NFKD", word)
    return "".join(c for c in folded if not unicodedata.combining(c)).lower().replace(".", "")


def names(line: Line, titles: Sequence[Title]) -> list[Name]:
    """The names in a line, in order."""
    taken = {at for t in titles for at in range(t.taken, _taken_end(line, t))}
    after = {t.end: t for t in titles}
    beside = {t.end + 1 for t in titles if not t.plural and line.word(t.end) == ","}
    described = {line.heads[t.head] for t in titles if not t.plural and line.deps[t.head] == "appos"}
    appointed = {at for t in titles if not t.plural and t.sort in ("office", "post") for at in appointments.appointed(line, t)}
    label = {first: (end, kind) for first, end, kind in line.names}
    ends = {t.end for t in titles if t.end > t.head + 1}
    found = [_name(line, first, end, after, label) for first, end in _runs(line, taken, ends)]
    past = _dateline(line)
    found = [n for n in found if n.first >= past or n.text in by_name()]
    more = [(n, (*_apposed(line, n, beside, described), *_appointed(n, appointed))) for n in found]
    found = [replace(n, votes=(*n.votes, *votes)) if votes else n for n, votes in more]
    return _with_shared(line, found, {t.end: t for t in titles if t.plural and t.sort in ("office", "post")})


def _dateline(line: Line) -> int:
    """Past the dash of the dateline that a paragraph begins with: "OSLO, Norway (Northern Press) —"."""
    dash = next((at for at in range(1, min(DATELINE, len(line))) if line.words[at] in ("—", "–", "--", "-") and line.spaced[at]), 0)
    before = line.words[:dash]
    city = line.kind == "body" and dash > 0 and before[0].isupper() and len(before[0]) > 2 and line.spaced[dash - 1]
    return dash if city and not any(pos in ("VERB", "AUX") for pos in line.pos[:dash]) else 0


def _with_shared(line: Line, found: list[Name], plural: dict[int, Title]) -> list[Name]:
    """The names, those with the title that they share: "Foreign ministers Anna Motta of Norway and Peter Lund of Canada"."""
    begun = {n.first: n for n in found}
    shared = {}
    for end, title in plural.items():
        comma = line.word(end) == "," and end not in begun
        members = list(_listed(line, end + comma, begun))
        counted = COUNTS.get(title.determiner, 0) == len(members)
        states = states_told(line.words[title.first : title.end])
        parts = _portfolios(line, title)
        if len(members) < 2 or (comma and not counted and len(members) not in (len(states), len(parts))):
            continue
        several = comma and len(members) == len(states)
        for at, name in enumerate(members):
            part = parts[at] if len(parts) == len(members) and not several else None
            own = replace(title, plural=False, named=name.first, state=states[at] if several else "", portfolio=part)
            shared[name.first] = replace(name, shared=own, votes=(*name.votes, ("person", 3.0)))
    return [shared.get(n.first, n) for n in found]


def _portfolios(line: Line, title: Title) -> list[tuple[int, int]]:
    """The portfolios that "and" joins before a title: "the finance and trade ministers"."""
    cut = next((at for at in range(title.first, title.head) if line.words[at] == "and"), 0)
    parts = [(cut - 1, cut), (cut + 1, title.head)] if cut > title.first else []
    return parts if all(word in of_sort("modifier") for first, end in parts for word in line.lowers[first:end]) else []


def _listed(line: Line, at: int, begun: dict[int, Name]) -> Iterator[Name]:
    """The names from a token on that commas and "and" join, whatever states follow them."""
    while at in begun and begun[at].text not in by_name():
        yield begun[at]
        at = begun[at].end
        if line.word(at) == "of" and at + 1 in begun:
            at = begun[at + 1].end
        while line.word(at) in (",", "and"):
            at += 1


def _apposed(line: Line, name: Name, beside: set[int], described: set[int]) -> Iterator[tuple[str, float]]:
    """Votes of a title set off by a comma: "the Danish envoy, Aksel Brandt", "Aksel Brandt, a Danish envoy"."""
    above = line.heads[name.end - 1]
    inner = name.end == name.first + 1 and line.labels[name.first] == "GPE" and line.labels[above] == "ORG"
    if name.first in beside and line.deps[name.end - 1] == "appos" and not inner:
        yield "person", 3.0
    if name.end - 1 in described and line.word(name.end) == ",":
        yield "person", 2.0


def _appointed(name: Name, appointed: set[int]) -> Iterator[tuple[str, float]]:
    """A vote of a verb that gives an office: "Norway appointed Anna Motta as envoy"."""
    if name.end - 1 in appointed:
        yield "person", 2.0


def _taken_end(line: Line, title: Title) -> int:
    """Past the tokens that are title alone: "of State" too, but not the name in "of the Senate"."""
    told = portfolios_end(line, title.head + 2) if title.end > title.head + 2 else 0
    return max(told, title.head + 1)


def _runs(line: Line, taken: set[int], ends: set[int]) -> Iterator[tuple[int, int]]:
    """Runs of capitals; none goes over the end of a title with its place: "ambassador to Berlin" "Anna Motta"."""
    cuts = ends | {first for first, _, kind in line.names if kind in ("PERSON", "GPE") and _parts(line, first)}
    bodies_of_tagger = {first: end for first, end, kind in line.names if kind in ORGANISED}
    at = 0
    while at < len(line):
        if at in taken or not _starts(line, at):
            at += 1
            continue
        end = _run_end(line, at, taken, cuts)
        end = max(end, _body_end(line, at, end, bodies_of_tagger, taken | ends))
        yield from _pieces(line, at, end)
        at = end


def _parts(line: Line, at: int) -> bool:
    """True where what the tagger takes for a new name does begin one: not "Gazette" after "Oslo"."""
    apart = at > 0 and (bool(line.labels[at - 1]) or not line.spaced[at - 1])
    return apart and line.lowers[at] not in of_sort("body") and not _hyphened(line, at)


def _hyphened(line: Line, at: int) -> bool:
    """True of the second half of a double name: "Marsh" in "Lund-Marsh"."""
    return at > 1 and line.words[at - 1] == "-" and not line.spaced[at - 1] and not line.spaced[at - 2] and line.words[at - 2][0].isupper()


def _starts(line: Line, at: int) -> bool:
    if after_name(line, at):
        return False
    if _doubled(line, at) or _interviewer(line, at):
        return True
    if not name_like(line, at) or line.lowers[at] in DAYS or (not line.words[at][-1].isalnum() and line.words[at][-1] != "."):
        return _at_state(line, at) > at or (line.lowers[at] == "al" and _joins(line, at))
    if line.lowers[at] == "brig" and line.word(at + 1) == ".":
        return False
    ranked = line.lowers[at] in ("rear", "vice", "brig", "1st", "2nd") and line.word(at + 1) in address()
    return not (line.words[at] in ("The", "A", "An") or line.lowers[at] in address() or ranked)


def _interviewer(line: Line, at: int) -> bool:
    """True of the first word of a headline such as "Northwire interviews Karen Doyle"."""
    asks = at == 0 and line.words[at][0].isupper() and line.word(at + 1) == "interviews"
    return asks and at + 2 < len(line) and line.pos[at + 2] in ("PROPN", "ADJ", "NOUN")


def _doubled(line: Line, at: int) -> bool:
    """True of the first half of a double name, be it at the start of a sentence: "Lund" in "Lund-Marsh"."""
    if line.word(at + 1) != "-" or not line.words[at][0].isupper() or not _hyphened(line, at + 2) or at + 2 >= len(line):
        return False
    after = line.words[at + 2]
    lone = line.lowers[at] in sorts() or line.lowers[at] in of_sort("modifier") or len(line.words[at]) < 3
    return after[0].isupper() and after.isalpha() and line.pos[at + 2] == "PROPN" and not lone and line.labels[at] not in NO_NAME


def _run_end(line: Line, first: int, taken: set[int], cuts: set[int]) -> int:
    at = first + 1
    while at < len(line) and at not in taken and at not in cuts and line.sentences[at] == line.sentences[first]:
        if line.words[at] in ADDRESSING:
            break
        if (name_like(line, at) and line.lowers[at] not in DAYS) or _joins(line, at):
            at += 1
        else:
            break
    return at


def _joins(line: Line, at: int) -> bool:
    """True of a small token inside a name: "de", the hyphen in "Seo-yun" and what follows it, "&"."""
    if line.words[at] == "-":
        return not line.spaced[at - 1] and not line.spaced[at] and at + 1 < len(line) and line.lowers[at + 1] not in DERIVED
    if line.words[at - 1] == "-" and not line.spaced[at - 1]:
        return line.words[at].isalpha()
    if owns_body(line, at - 1):
        return True
    if line.words[at] in ("'", "’"):
        return _inner_mark(line, at)
    hyphen = line.word(at + 1) == "-" and not line.spaced[at]
    return (line.lowers[at] in PARTICLES or line.words[at] == "&") and name_like(line, at + 2 if hyphen else at + 1)


def _inner_mark(line: Line, at: int) -> bool:
    """True of an apostrophe that ends a given name ("Ng’ Odera"): no genitive, as those are of words in "s", and no end of a quotation."""
    before = line.words[at - 1]
    here = (k for k in range(at) if line.sentences[k] == line.sentences[at] and not line.spaced[k])
    opened = any(line.words[k] in ("'", "‘") for k in here)
    return (
        not line.spaced[at - 1]
        and line.spaced[at]
        and before[-1].isalpha()
        and before[-1] not in "sxz"
        and not opened
        and name_like(line, at + 1)
    )


def _body_end(line: Line, first: int, end: int, tagged: dict[int, int], taken: set[int]) -> int:
    """Past a body's name that begins here and goes on: "Ministry" "of" "Finance"."""
    start = first if first in tagged else first - 1
    stop = tagged.get(start, end) if start == first or line.word(start) == "the" else end
    while stop > end and (line.words[stop - 1] in ("'s", "’s", "'", "’", ",") or line.words[stop - 1][0].islower()):
        stop -= 1
    stop = next((at for at in range(first, stop) if at in taken or _ends(line, at, first, stop)), stop)
    while stop > end and (line.words[stop - 1] == "&" or line.words[stop - 1][0].islower()):
        stop -= 1
    while stop < len(line) and _goes_on(line, first, stop):
        more = stop + 2 if line.word(stop + 1) == "the" else stop + 1
        if not name_like(line, more) or more in taken:
            break
        stop = _run_end(line, more, taken, set())
    return stop


def _goes_on(line: Line, first: int, stop: int) -> bool:
    """True where "of", "for" or "and" goes on with a body's name: "Department" "of Health", "Department for Education" "and Skills"."""
    if line.word(stop) in ("of", "for"):
        return line.lowers[stop - 1] in of_sort("body")
    field = any(line.lowers[at] in of_sort("body") and line.word(at + 1) in ("of", "for") for at in range(first, stop - 1))
    return line.word(stop) == "and" and field and name_like(line, stop + 1) and not _strange(line.lowers[stop + 1 : stop + 2])


def _ends_person(line: Line, first: int, stop: int, at: int) -> bool:
    """True where a person's name ends: at "the" and "for", at "and" and the "of" before a state where no word is one that bodies have."""
    if line.lowers[at] == "the" and at > first and line.lowers[at - 1] not in ("of", "for", "and", "at", "in", "on", "to", "&"):
        return True
    if line.lowers[at] == "for" and 1 < at - first < 4 and line.words[first] in given_names():
        return True
    if line.lowers[at] not in ("of", "and") or any(word in of_sort("body") for word in line.lowers[first:stop]):
        return False
    if line.lowers[at] == "and" and at + 1 < _at_state(line, at + 1) == stop:
        return True
    if line.lowers[at] == "and" and (
        "of" in line.lowers[first:stop] or not all(map(_strange, (line.lowers[first:at], line.lowers[at + 1 : stop])))
    ):
        return False
    return (line.lowers[at] == "and" and line.word(at - 1) != line.word(at + 1)) or (at > first + 1 and _of_state(line, at))


def _strange(words: Sequence[str]) -> bool:
    """True of words that are not all common: "gazprom", and not "health"."""
    return any(word.isalpha() and word not in _common_words() and word.removesuffix("s") not in _common_words() for word in words)


@functools.cache
def _common_words() -> frozenset[str]:
    return of_sort("portfolio") | of_sort("modifier") | {row["stem"] for row in table("word_shares")}


def _ends(line: Line, at: int, first: int, stop: int) -> bool:
    """True of what no name goes on over: a day, a slash, the genitive after a body's name ("Northern Bank's Review")."""
    owned = line.words[at] in ("'s", "’s") and line.lowers[at - 1] in of_sort("body")
    return owned or _ends_person(line, first, stop, at) or line.words[at] in NEVER_INSIDE or line.lowers[at] in DAYS


def _pieces(line: Line, first: int, end: int) -> Iterator[tuple[int, int]]:
    """A run of capitals as names: a state before a name is one by itself ("Kenya Willis Moraa" is two)."""
    state = _at_state(line, first)
    if first < state < end and line.words[state] in given_names():
        yield first, state
        first = state
    elif demonym(line.words[first]) and end > first + 1 and _personal(line, first + 1, end):
        first += 1
    if not (end == first + 1 and demonym(line.words[first]) and line.words[first] not in by_name()):
        yield first, end


def _personal(line: Line, first: int, end: int) -> bool:
    return any(f == first and e == end and kind == "PERSON" for f, e, kind in line.names) or line.words[first] in given_names()


def _at_state(line: Line, first: int) -> int:
    """Past the longest name of a state that begins at a token; the token itself where none does."""
    if line.words[first].split("-")[0] in _state_starts():
        for end in range(min(first + 6, len(line)), first, -1):
            if line.text(first, end) in by_name():
                return end
    return first


def _name(line: Line, first: int, end: int, after: dict[int, Title], label: dict[int, tuple[int, str]]) -> Name:
    text = line.text(first, end)
    words = tuple(w for w in map(plain, line.words[first:end]) if w not in ("-", ""))
    if len(words) > 2 and words[-1] in ("jr", "sr", "ii", "iii"):
        words = words[:-1]
    called = line.word(first - 1)
    title = after.get(first) or (after.get(first - 1) if called in address() else None)
    name = Name(line.number, first, end, words, text, (), title if title and not title.plural else None, address().get(called, ""))
    if called in address():
        name = replace(name, votes=(("person", 4.0),), addressed=True)
    elif not title:
        name = replace(name, noun=_nouns(line, first, end))
    return replace(name, votes=(*name.votes, *_votes(line, name, label)))


def _nouns(line: Line, first: int, end: int) -> int:
    """How many tokens of common nouns stand directly before a name and belong to it: "illustrator", "co-ordinator"."""
    at = first
    while 0 < at > first - 3 and first <= line.heads[at - 1] < end and _describes(line, at - 1):
        at -= 1
        if at > 1 and line.words[at - 1] == "-" and not line.spaced[at - 1] and not line.spaced[at - 2]:
            at -= 2
    return first - at


def _describes(line: Line, at: int) -> bool:
    """True of a noun that may say what one is; "interviews" before a name is a verb that the parser has missed."""
    return line.pos[at] == "NOUN" and not line.labels[at] and line.words[at].isalpha() and line.lowers[at] != "interviews"


def _votes(line: Line, name: Name, label: dict[int, tuple[int, str]]) -> Iterator[tuple[str, float]]:
    yield from _tagged(line, name, label)
    last = line.lowers[name.end - 1]
    if name.title:
        doubtful = name.title.sort == "role" and line.labels[name.end - 1] in ("GPE", "LOC", "FAC")
        yield "person", 0.8 if doubtful else 3.0
    if len(name.words) > 1 and line.words[name.first] in given_names() and last not in of_sort("body"):
        yield "person", 1.5
    if last in of_sort("body") or line.lowers[name.first] in of_sort("body"):
        yield "organisation", 2.0
    elif last in of_sort("thing") and not (line.words[name.first] in given_names() and last[-1] != "s"):
        yield "thing", 4.0
    elif len(name.words) == 1 and name.text.isupper() and 1 < len(name.text) < 7:
        yield "organisation", 1.0
    if line.word(name.first - 1) == "the" and not name.title:
        yield "person", -2.0 if not _modifies(line, name) else 0.0
        if name.text in COMPASS:
            yield "place", 2.0
    if name.text in by_name() and line.word(name.first - 1) == "of":
        yield "place", 1.5
    if len(name.words) == 1 and not name.title and line.deps[name.end - 1] == "compound" and line.word(name.end) in singulars():
        yield "person", -1.2
        yield "people", 1.0
    if last in of_sort("site") and not name.title and name.end > name.first + 1:
        yield "place", 1.5
    yield "organisation", _body_beside(line, name)
    yield from _behaviour(line, name)


def _body_beside(line: Line, name: Name) -> float:
    """How much a noun for a body beside a name tells: "the team, known as the Harriers", "the band Blue Lantern"."""
    the = line.word(name.first - 1) in ("the", '"', "“")
    before = name.first - 1 - the
    if line.word(before) in CALLED:
        said = before - 1 if line.word(before) != "as" else before - 2
        near = line.lowers[max(said - REACH, 0) : said + 1]
        return 3.0 if any(word in of_sort("body") for word in near) else 0.0
    if line.word(before) == "of" and line.word(before - 1) in MEMBERS:
        return 1.0
    apposed = before >= 0 and line.lowers[before] in NAMED_BODIES and line.heads[before] == name.end - 1 and not the
    return 1.5 if apposed or (line.word(name.end) in NAMED_BODIES and line.heads[name.end - 1] == name.end) else 0.0


def _tagged(line: Line, name: Name, label: dict[int, tuple[int, str]]) -> Iterator[tuple[str, float]]:
    for at in range(max(name.first - 1, 0), name.end):
        end, kind = label.get(at, (0, ""))
        if kind in VOTES and end > name.first and end <= name.end + 1:
            weight = 0.5 if kind == "PERSON" and _placed(line, name) else 1.0
            yield VOTES[kind], weight if end >= name.end else 0.5


def _placed(line: Line, name: Name) -> bool:
    """True of a single word that is nobody's given name, after "in" and the like: the tagger errs on towns."""
    alone = len(name.words) == 1 and line.words[name.first] not in given_names()
    return alone and line.word(name.first - 1) in SPOT and line.deps[name.end - 1] == "pobj"


def _behaviour(line: Line, name: Name) -> Iterator[tuple[str, float]]:
    head = name.end - 1
    governor = line.heads[head]
    asks = line.deps[head] == "nsubj" and line.lemmas[governor] == "interview"
    if (asks or line.word(name.end) in ("interviews", "interviewed")) and len(name.words) == 1:
        yield "organisation", 2.0
    if line.deps[head] in ("nsubj", "nsubjpass") and line.lemmas[governor] in of_sort("saying") and name.text not in by_name():
        yield "person", 0.6 if len(name.words) == 1 else 1.2
        yield "organisation", 0.3
        if name.end - name.first == 3 and line.words[head - 1] == "-":
            yield "person", 0.5
    who = name.end + 1 if line.word(name.end) == "," else name.end
    if line.word(who) == "who" and any(line.deps[c] == "relcl" for c in line.children[head]):
        yield "person", 2.0
    if line.word(name.end) == "of" and 1 < len(name.words) < 4 and _of_state(line, name.end) and not _common(line, name):
        yield "person", 1.2
    if line.word(name.first - 1) in SPOT and line.deps[head] == "pobj":
        yield "place", 1.7 if _a_city(name) else 0.7
    if line.word(name.first - 1) in ("neighbouring", "neighboring", "landlocked"):
        yield "place", 3.0


def _a_city(name: Name) -> bool:
    """True of the name of a city that news may speak of without saying where it lies."""
    return any(spot.sort == "city" and spot.people >= CITY for spot in places_by_name().get(name.text, ()))


def _of_state(line: Line, at: int) -> bool:
    return at + 1 < len(line) and _at_state(line, at + 1) > at + 1


def _common(line: Line, name: Name) -> bool:
    """True of a name with a word that bodies have, or with an article: "the Northern Bank of Norway"."""
    return line.word(name.first - 1) == "the" or any(word in of_sort("body") for word in name.words)


def _modifies(line: Line, name: Name) -> bool:
    return line.deps[name.end - 1] in ("compound", "nmod", "amod", "poss")


def decide(found: Iterable[Name]) -> list[Name]:
    """The names with their kind: one for all places where the same name stands, and for a short form that of the full one."""
    listed = list(found)
    totals: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for name in listed:
        for kind, weight in name.votes:
            totals[name.words][kind] += weight  # type: ignore[assignment]
    kinds = {words: _winner(votes) for words, votes in totals.items()}
    _double_names(kinds)
    for words in [w for w, kind in kinds.items() if len(w) in (2, 3) and kind in ("", "thing", "place") and kinds.get(w[-1:]) == "person"]:
        kinds[words] = "person"
    families = _families(kinds) - {w[0] for w, votes in totals.items() if len(w) == 1 and votes["place"] > 2.5 and votes["person"] < 1}
    return [_decided(name, kinds, families) for name in listed]


def _double_names(kinds: dict[tuple[str, ...], str]) -> None:
    """What is the end of a person's full name is that person: "Lund-Marsh" of "Anna Lund-Marsh"."""
    persons = [words for words, kind in kinds.items() if kind == "person" and len(words) > 2]
    for ending in {words[at:] for words in persons for at in range(1, len(words) - 1)}:
        if ending in kinds and ending[-1] not in of_sort("body"):
            kinds[ending] = "person"


def again(line: Line, known: dict[str, Name], held: Iterable[Name], titles: Sequence[Title]) -> Iterator[Name]:
    """Where a name known from elsewhere in the report stands and the tagger saw none: "Brandt" at the start of a sentence."""
    taken = {at for n in held for at in range(n.first, n.end)} | {at for t in titles for at in range(t.taken, t.head + 1)}
    for at, word in enumerate(line.words):
        name = known.get(word) if at not in taken else None
        first = at
        while name and first > 0 and first - 1 not in taken and line.text(first - 1, at + 1) in known:
            first -= 1
        if name:
            whole = known[line.text(first, at + 1)]
            yield replace(
                whole, line=line.number, first=first, end=at + 1, title=None, shared=None, gender="", votes=(), addressed=False, noun=0
            )


def sober(decided: Sequence[Name], lines: Sequence[Line]) -> list[Name]:
    """The names without those that only a headline in capitals shows, where any word may seem to be part of one."""
    known = {n.words for n in decided if not lines[n.line].capitals}
    return [n for n in decided if n.words in known or n.kind == "state" or n.text in bodies() or not lines[n.line].capitals]


def short_names(decided: Iterable[Name]) -> dict[str, Name]:
    """The single words by which the report's persons and bodies are named in it, and the persons' names that end with them."""
    found: dict[str, Name] = {}
    for name in decided:
        last = name.text.split()[-1]
        if name.kind == "person" and len(last) > 2 and last.isalpha() and last[0].isupper() and last not in sorts_capital():
            found.setdefault(last, replace(name, words=(plain(last),), text=last))
            ends = name.text.split()
            for at in range(len(ends) - 1):
                text = " ".join(ends[at:])
                found.setdefault(text, replace(name, words=name.words[at - len(ends) :], text=text))
        elif name.kind == "organisation" and len(name.words) == 1 and name.text[0].isupper() and len(name.text) > 2:
            found.setdefault(name.text, name)
    return found


@functools.cache
def sorts_capital() -> frozenset[str]:
    """Words for persons with a capital, which are no family names when they stand alone."""
    return frozenset(word.capitalize() for word in sorts())


def _winner(votes: Counter[str]) -> str:
    best = max(sorted(votes), key=lambda k: votes[k], default="")
    return best if best and votes[best] > 0 else ""


def _families(kinds: dict[tuple[str, ...], str]) -> frozenset[str]:
    """Words that are the last or first of a person's full name."""
    full = [words for words, kind in kinds.items() if kind == "person" and len(words) > 1]
    return frozenset(w for words in full for w in (words[0], words[-1]))


def _decided(name: Name, kinds: dict[tuple[str, ...], str], families: frozenset[str]) -> Name:
    state = _state_of(name)
    kind = kinds.get(name.words, "")
    if state and kind != "person":
        return replace(name, kind="state", state=state.iso3)
    if name.text in by_capital() and kind == "organisation":
        kind = "place"
    if name.text in bodies() and (kind != "person" or len(name.words) > 1):
        return replace(name, kind="organisation", state=bodies()[name.text] or None)
    if len(name.words) == 1 and name.words[0] in families and kind != "person" and not _stands_for_place(name):
        kind = "person"
    return replace(name, kind=kind)


def _state_of(name: Name) -> State | None:
    return by_name().get(name.text)


def _stands_for_place(name: Name) -> bool:
    votes = dict(name.votes)
    return votes.get("place", 0) >= 1.5
