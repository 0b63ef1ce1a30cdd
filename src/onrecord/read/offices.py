"""Reads offices: what the title is, of which body or country, and for which state its holder acts."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from onrecord.lexicon import table
from onrecord.lexicon.states import by_capital, by_iso3, by_name
from onrecord.read import appointments
from onrecord.read.chains import PUBLIC, Cast, Chain, national
from onrecord.read.lines import Line
from onrecord.read.ranks import rank
from onrecord.read.tenure import ACTING, DETERMINERS, PAST, Days, led, tenure
from onrecord.read.titles import ATTACHING, Title, attached_end, bodies, demonym, modifiers, of_sort, singulars, sorts
from onrecord.record import Office

PLAIN = (
    *("outgoing", "newly", "new", "longtime", "veteran", "influential", "current", "sitting", "embattled", "appointed", "elected"),
    *("female", "woman", "ever"),
    *("-", "–"),
)
UNSAID = PAST | ACTING | frozenset(PLAIN)
GRADES = frozenset(("senior", "top", "high", "ranking", "leading", "junior", "chief"))
"""Words that may stand before the state of a title: "senior Danish diplomat"."""
NOT_YET = frozenset(("next", "future", "prospective", "potential", "possible", "likely"))
"""Words before a title whose office is not held."""
MEDIA = frozenset(
    ("media", "newspaper", "broadcaster", "agency", "television", "tv", "radio", "press", "organs", "outlet", "outlets", "daily")
)
OFFICIAL = frozenset(("official", "state", "government", "state-run", "state-owned", "party"))
GENITIVE = ("'s", "’s", "'", "’")
LEGISLATURES = frozenset(("parliament", "senate", "congress", "assembly", "legislature", "knesset", "duma", "bundestag"))
LEADERS = frozenset(("leader", "chief", "head"))
"""Posts whose holders are of the state in the genitive before them: "Chile's opposition leader"."""
GUESTS = frozenset(("student", "guest", "patient", "fan", "user", "visitor", "passenger", "customer", "prisoner", "inmate", "resident"))
NATIONAL = PUBLIC | frozenset(("delegation", "mission", "brigade", "battalion", "regiment", "squadron", "troops", "commission", "ministry"))
"""Words of bodies that are of the state in the genitive or adjective before them."""
BESIDE = frozenset(("shadow", "deputy", "assistant", "under"))
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
HONORIFIC = frozenset(
    ("prince", "princess", "king", "queen", "sheikh", "lord", "lady", "professor", "colonel", "captain", "admiral", "judge")
)
"""Titles that may follow an office before a name: "Foreign Minister Prince ..."."""
AIDES = frozenset(("adviser", "advisor", "aide", "spokesman", "spokeswoman", "spokesperson", "deputy", "envoy"))
ABROAD = frozenset(("ambassador", "envoy", "consul", "negotiator", "counselor", "attache", "attaché", "representative"))
NOT_AT_HOME: dict[str, tuple[str, ...]] = {
    "USA": ("prime", "premier", "chancellor", "king", "queen", "foreign", "mp", "minister", "emperor", "sultan", "emir"),
    "GBR": ("president", "senator", "governor", "emperor", "dictator", "congressman", "premier"),
    "CHN": ("senator", "governor", "king", "queen", "prime", "chancellor"),
}
"""Words of offices that a state is known not to have."""


@functools.cache
def peculiar() -> dict[str, str]:
    """Offices that one state alone has under their name."""
    return {row["office"]: row["state"] for row in table("offices")}


@dataclass(frozen=True)
class Owner:
    """Who stands in the genitive before a title: the state, of a body the name, and the person whom an aide serves."""

    state: str | None = None
    name: str | None = None
    person: str | None = None


def offices(line: Line, title: Title, owner: Owner, days: Days) -> Iterator[Office]:
    """The offices that a title tells of ("foreign minister and deputy premier" of two); none of what is no office."""
    if title.sort not in ("office", "post", "role") or title.plural or NOT_YET.intersection(line.lowers[title.first : title.head]):
        return
    held, when = _office(line, title, owner), tenure(line, title, days)
    if held is not None and not appointments.to_come(line, title):
        for one in _each(held.title):
            yield replace(held, title=one, former=when.former, acting=when.acting, since=when.since, until=when.until)


def _each(named: str) -> Iterator[str]:
    """The titles that "and" joins: "Foreign Minister and Deputy Premier"."""
    words = named.split()
    cut = next((at for at, w in enumerate(words) if w == "and" and words[at - 1].lower() in sorts()), 0)
    for part in (words[:cut], words[cut + 1 :]) if cut else (words,):
        if part:
            yield " ".join(part)


def _office(line: Line, title: Title, owner: Owner) -> Office | None:
    """What the office is, of whom, and for which state its holder acts."""
    state, told, after_state = (title.state, title.first, _past_states(line, title)) if title.state else _state_before(line, title)
    words, body = _title_words(line, title, after_state)
    words = [*(at for at in range(title.first, told) if state and line.lowers[at] not in UNSAID), *words]
    if not words:
        return None
    of, of_state = _of(line, title)
    abroad = line.lowers[title.head] in ABROAD
    named = _joined(line, words, title)
    own = state or (bodies().get(body) if body else None) or owner.state or (None if abroad else of_state) or _peculiar(named)
    if title.sort != "office":
        own = (bodies().get(body) if body else None) or (None if of in by_name() or title.sort == "role" else of_state)
        own = own or ((state or owner.state) if not (of or body) and line.lowers[title.head] in LEADERS else None)
    if abroad and of:
        named, of = f"{named} {line.text(title.head + 1, title.end)}", None
    of = None if title.state else of
    if not own and of and "member" in line.lowers[title.head] and LEGISLATURES.intersection(of.lower().split()):
        own = of_state
    belongs = owner.person or body or of or owner.name or (by_iso3()[own].name if own else None)
    return Office(named, belongs, own, (line.span(title.first, title.end),))


def _joined(line: Line, kept: Sequence[int], title: Title) -> str:
    """The words of a title as they stand in the text, the hyphens between them too; the singular of one that several share."""
    text, before = "", -9
    for at in kept:
        hyphen = at == before + 2 and line.words[before + 1] in "-–" and not line.spaced[before]
        beside = at == before + 1 and not line.spaced[before]
        one = title.named and at == title.head
        text += ("-" if hyphen else "" if beside else " ") + (_singular(line.words[at]) if one else line.words[at])
        before = at
    return text.strip()


def _peculiar(named: str) -> str | None:
    """The state that alone has an office, or the one of which this is the deputy or shadow."""
    words = named.lower().split()
    bare = next((at for at, word in enumerate(words) if word not in BESIDE), 0)
    return peculiar().get(" ".join(words)) or peculiar().get(" ".join(words[bare:]))


def _state_before(line: Line, title: Title) -> tuple[str | None, int, int]:
    """The state named at the beginning of a title, its first token, and the token after it."""
    at = title.first
    while at < title.head and (line.lowers[at] in UNSAID or line.lowers[at] in GRADES):
        at += 1
    for end in range(min(at + 4, title.head), at, -1):
        text = line.text(at, end)
        state = by_name().get(text)
        found = state.iso3 if state else demonym(text)
        if found:
            return found, at, end
    return None, title.first, next((k for k in range(title.first, title.head) if line.lowers[k] not in UNSAID), title.head)


def _past_states(line: Line, title: Title) -> int:
    """The token after the last of the peoples at the beginning of a title."""
    return next((at + 1 for at in range(title.head - 1, title.first - 1, -1) if demonym(line.words[at])), title.first)


def _title_words(line: Line, title: Title, first: int) -> tuple[list[int], str]:
    """The words of the title itself, and the body named before them: "White House" in "White House press secretary"."""
    body = ""
    for end in range(title.taken, first, -1):
        if line.text(first, end) in bodies():
            body, first = line.text(first, end), end
            break
    opening = first == 0 or line.sentences[first] != line.sentences[first - 1]
    alone = opening and title.taken == first + 1 and line.lowers[first] in of_sort("body")
    named = first < title.taken and line.labels[title.taken - 1] != "NORP" and not alone
    if not body and named and line.words[title.taken - 1][0].isupper() and line.words[title.head][0].islower():
        body, first = line.text(first, title.taken), title.taken
    if title.portfolio:
        return [*range(*title.portfolio), title.head], body
    kept = [at for at in range(first, title.head + 1) if line.lowers[at] not in UNSAID and _titular(line, at, title)]
    if kept and line.lowers[kept[0]] == "first" and line.word(kept[0] + 1) in ("female", "woman", "ever"):
        kept = kept[1:]
    if len(kept) > 1 and line.lowers[kept[-1]] in HONORIFIC and _office_word(line.lowers[kept[-2]]):
        kept.pop()
    return [*kept, *range(title.head + 1, _topic(line, title))], body


def _office_word(word: str) -> bool:
    return word in sorts() and word not in of_sort("modifier")


def _singular(word: str) -> str:
    one = singulars().get(word.lower(), word)
    return one.capitalize() if word[0].isupper() else one


def _titular(line: Line, at: int, title: Title) -> bool:
    """False of a party before a title: "Republican" in "Republican attorney general"."""
    return at == title.head or line.labels[at] != "NORP"


def _topic(line: Line, title: Title) -> int:
    """Past the words after the head that are of the title itself: "of State", "of law", "for European affairs", "-elect"."""
    first = title.head + 1
    if line.word(first) == "-":
        return first + 2 if first + 2 <= title.end else first
    if line.word(first) not in ("of", "for") or first + 1 >= title.end:
        return first
    stop = next((at for at in range(first + 1, title.end) if line.lowers[at] in ATTACHING), title.end)
    if line.text(first + 1, title.end).lower() in of_sort("portfolio"):
        return title.end
    if line.text(first + 1, stop).lower() in of_sort("portfolio"):
        return stop
    last = stop - 1
    plain = line.words[last][0].islower() and line.lowers[last] not in of_sort("body") and line.lowers[title.head] not in AIDES
    owned = any(line.words[at] in GENITIVE or line.lowers[at] in DETERMINERS for at in range(first, stop))
    return stop if plain and not owned else first


def _of(line: Line, title: Title) -> tuple[str | None, str | None]:
    """What stands after "of", "at" or "to", and the state that it shows."""
    first = _topic(line, title) + 1
    while line.word(first) in DETERMINERS:
        first += 1
    if first >= title.end:
        return None, None
    of = line.text(first, title.end)
    return of, state_of_words(of)


def state_of_words(text: str) -> str | None:
    """The state that the name of a country, capital or body shows by itself."""
    if text in by_name():
        return by_name()[text].iso3
    return bodies().get(text) or national(text.replace("’s", "").replace("'s", "").split())


def home(found: Sequence[Office], known: Sequence[str]) -> str | None:
    """The state whose offices the report names without saying whose they are, if there is one such state."""
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
    return not held.state and not held.of and not any(w in NOT_AT_HOME.get(state, ()) for w in words)


def appoint(cast: Cast) -> str | None:
    """Sets offices and states of all persons; the state is the report's home, whose offices are named without it."""
    held = [(c, n, t) for c in cast.chains if c.kind == "person" for n, t in c.titles]
    under = {id(t): _superior(cast, n, t) for _, n, t in held}
    for chain, number, title in held:
        if not under[id(title)]:
            chain.offices += _held(cast, number, title, _owner(cast, number, title))
    for chain in cast.chains:
        chain.offices += _ranks(cast, chain) if chain.kind == "person" else ()
    leading(cast)
    bodies_seen = [n.state for c in cast.chains if c.kind == "organisation" for n in c.names if n.state and not national(n.text.split())]
    media(cast)
    base = home([o for c in cast.chains for o in c.offices], bodies_seen) or _only(cast)
    _sides(cast, base)
    for chain, number, title in held:
        if superior := under[id(title)]:
            aide = _is_aide(cast.lines[number], title)
            chain.offices += _held(cast, number, title, Owner(superior.state, None, superior.name if aide else None))
    _sides(cast, base)
    return base


def _held(cast: Cast, number: int, title: Title, owner: Owner) -> list[Office]:
    """The offices of a title; a role is one only at a body that is named."""
    line = cast.lines[number]
    return [o for o in offices(line, title, owner, cast.days) if title.sort != "role" or _employed(line, title, o)]


def _ranks(cast: Cast, chain: Chain) -> Iterator[Office]:
    """The ranks in short before the names of a person: "Lt. Col."."""
    for name in chain.names:
        line = cast.lines[name.line]
        if found := rank(line, name.first):
            yield Office(found.title, None, None, (line.span(found.first, found.end),), line.word(found.first - 1) in PAST)


def _superior(cast: Cast, number: int, title: Title) -> Chain | None:
    """The person under whom an office is held: "President Ruiz's spokesman", "an adviser to President Ruiz"."""
    line = cast.lines[number]
    chain = cast.head(number, title.first - 2) if title.determiner in GENITIVE else None
    if not chain and line.word(title.head + 1) in ("to", "for", "of") and title.end > title.head + 2:
        at = title.end if line.lowers[title.end - 1] in sorts() else title.end - 1
        chain = cast.head(number, at)
    return chain if chain and chain.kind == "person" and (number, title) not in chain.titles else None


def _is_aide(line: Line, title: Title) -> bool:
    """True of one who serves a person: a spokesman, an adviser, a chief of staff, a press secretary."""
    word = line.lowers[title.head]
    staff = word == "chief" and line.lowers[title.head + 1 : title.head + 3] == ("of", "staff")
    return staff or word in AIDES or (word == "secretary" and line.word(title.head - 1) in ("press", "private"))


def _sides(cast: Cast, base: str | None) -> None:
    for chain in cast.chains:
        if chain.kind == "person":
            _side(cast, chain, base)


def leading(cast: Cast) -> None:
    """Gives those who head, lead or chair a body that office: "who heads the Arctic Council"."""
    for line in cast.lines:
        for verb, word in enumerate(line.lemmas):
            way = appointments.ways().get(word.lower()) if line.pos[verb] == "VERB" else None
            if way and way.way == "body" and (thing := _thing(line, verb, way)) is not None:
                for chain in filter(None, (cast.head(line.number, at) for at in appointments.subjects(line, verb))):
                    if chain.kind == "person" and appointments.so(line, verb) and (held := _leader(cast, line, (verb, thing), way)):
                        chain.offices.append(held)


def _thing(line: Line, verb: int, way: appointments.Way) -> int | None:
    """The object of a verb of heading, or what follows its "for"."""
    if way.links == ("-",):
        return next((c for c in line.children[verb] if line.deps[c] == "dobj" and c > verb), None)
    links = (c for c in line.children[verb] if line.lowers[c] in way.links and c > verb)
    return next((o for c in links for o in line.children[c] if line.deps[o] == "pobj"), None)


def _leader(cast: Cast, line: Line, where: tuple[int, int], way: appointments.Way) -> Office | None:
    """The office of one who heads a body; None where what is headed is none."""
    verb, thing = where
    first, end = modifiers(line, thing), attached_end(line, thing)
    chain = cast.head(line.number, thing)
    while chain and end < len(line) and cast.head(line.number, end) is chain:
        end += 1
    body = line.lowers[thing] in of_sort("body") or (chain is not None and chain.kind == "organisation")
    if not body:
        return None
    if line.word(first - 1) in GENITIVE:
        first = next((at for at in range(first - 1, verb, -1) if line.pos[at] not in ("PROPN", "PART")), verb) + 1
    of = line.text(first, end)
    shown = chain.state if chain else None
    state = shown or (state_of_words(of) if any(w.lower() in NATIONAL for w in of.split()) else bodies().get(of))
    when = led(line, verb, end, cast.days)
    return Office(way.title, of, state or None, (line.span(verb, end),), when.former, False, when.since, when.until)


def unnamed(cast: Cast) -> None:
    """Gives those without a name the office by which they are told of: "the Danish foreign minister"."""
    for chain in cast.chains:
        if chain.kind == "unnamed" and not chain.plural and chain.titles:
            number, title = chain.titles[0]
            chain.offices += _held(cast, number, title, _owner(cast, number, title))


def referred(cast: Cast) -> None:
    """Gives offices to those for whom a pronoun stands: "She has been foreign minister since 2029"."""
    given = {id(t) for c in cast.chains for _, t in c.titles}
    for line, titles in zip(cast.lines, cast.titles, strict=True):
        for title in titles:
            if not title.plural and id(title) not in given and title.sort in ("office", "post"):
                for chain in filter(None, (cast.head(line.number, at) for at in appointments.holders(line, title))):
                    if chain.kind == "person":
                        chain.titles.append((line.number, title))
                        chain.offices += _held(cast, line.number, title, _owner(cast, line.number, title))


def _employed(line: Line, title: Title, held: Office) -> bool:
    """True of a role at a body that is named: "a researcher at the Delta Water Centre"."""
    if not held.of or held.of in by_name() or line.lowers[title.head] in GUESTS or not held.of[0].isupper():
        return False
    body = held.of in bodies() or any(word.lower() in of_sort("body") for word in held.of.split())
    return body and line.word(title.head + 1) in ("at", "with", "for", "of")


def _only(cast: Cast) -> str | None:
    """The one state of a report that names no other and speaks of its government."""
    shown = {c.state for c in cast.chains if c.kind in ("state", "organisation") and c.state}
    governs = any(c.kind == "organisation" for c in cast.chains if c.state)
    return next(iter(shown)) if len(shown) == 1 and governs else None


def _side(cast: Cast, chain: Chain, base: str | None) -> None:
    """The state for which a person acts: by an office, a state in the genitive before the name, or the report's home."""
    current = [o for o in chain.offices if not o.former]
    shown = Counter(o.state for o in current if o.state)
    chain.state = shown.most_common(1)[0][0] if shown else _genitive(cast, chain)
    if chain.state or not base:
        return
    before = ((n.line, n.title or n.shared) for n in chain.names)
    led = {cast.lines[number].span(t.first, t.end) for number, t in before if t and t.sort == "office"}
    if any(fits_home(o, base) and led.intersection(o.spans) for o in current):
        chain.state = base


def media(cast: Cast) -> None:
    """A paper or broadcaster that bears a state's name and is told of as official media there acts for that state."""
    for chain in cast.chains:
        state = national(chain.name.split()) if chain.kind == "organisation" and not chain.state else None
        if state and any(_official(cast.lines[number]) for number in {n.line for n in chain.names}):
            chain.state = state


def _official(line: Line) -> bool:
    """True of a paragraph that speaks of "official media" or a "state-run newspaper"."""
    return any(
        word in MEDIA and any(before in OFFICIAL for before in line.lowers[max(at - 4, 0) : at]) for at, word in enumerate(line.lowers)
    )


def counterparts(cast: Cast) -> dict[tuple[int, int], tuple[Chain, Title]]:
    """Who is called a counterpart, by line and token."""
    found: dict[tuple[int, int], tuple[Chain, Title]] = {}
    for chain in cast.chains:
        for number, title in chain.titles if chain.kind == "person" and chain.state else ():
            if cast.lines[number].lowers[title.head] == "counterpart":
                found[number, title.head] = (chain, title)
    return found


def equal(cast: Cast, line: Line, chain: Chain, title: Title) -> None:
    """The counterpart of one who holds an office holds the same for another state: "her Canadian counterpart, Peter Lund"."""
    other = _whose(cast, line, title)
    held = next((o for o in other.offices if _national(o, other)), None) if other and other.state != chain.state else None
    if held and chain.state and not any(o.title.lower() == held.title.lower() and o.state for o in chain.offices):
        span = line.span(title.first, title.end)
        chain.offices.append(Office(held.title, by_iso3()[chain.state].name, chain.state, (span,)))


def _whose(cast: Cast, line: Line, title: Title) -> Chain | None:
    """The person in the genitive before a title, or the one for whom the pronoun there stands."""
    owned = title.determiner in GENITIVE
    chain = cast.head(line.number, title.first - 2 if owned else title.first - 1) if title.first > 1 or not owned else None
    return chain if chain and chain.kind == "person" else None


def _national(held: Office, holder: Chain) -> bool:
    """True of a present office of a state, and no aide's."""
    own = held.of is None or bool(holder.state and held.of == by_iso3()[holder.state].name)
    return own and not held.former and held.title.split()[-1].lower() not in (*AIDES, "counterpart", "official")


def kin(cast: Cast) -> None:
    """Who is told of only as kin or aide of another acts for the same state: "the ruler's sister"."""
    for chain in cast.chains:
        if chain.kind == "person" and not chain.state and not any(o.state for o in chain.offices):
            owned = (_owner(cast, n, t).state for n, t in chain.titles if t.sort == "kin" or _serves(cast.lines[n], t))
            chain.state = next(filter(None, owned), None)


def _serves(line: Line, title: Title) -> bool:
    """True of one whose office is under the person named before it: "Prado's chief of staff", "his finance minister"."""
    word = line.lowers[title.head]
    return word in AIDES or word == "chief" or (title.sort == "office" and word not in (*LOCAL, "counterpart"))


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


def _owner(cast: Cast, number: int, title: Title) -> Owner:
    """Who is named in the genitive before a title, or after the name that it precedes: "President Ana Ruiz of Chile"."""
    line = cast.lines[number]
    if title.determiner in ("his", "her", "their", "its"):
        chain = cast.head(number, title.first - 1) or (_subject(cast, line, title.first - 1) if title.determiner == "its" else None)
        return Owner(chain.state) if chain else Owner()
    if title.determiner == "whose":
        chain = cast.head(number, title.first - 3) if line.word(title.first - 2) == "," else None
        return Owner(chain.state) if chain and chain.kind == "state" else Owner()
    if title.determiner not in GENITIVE:
        return Owner(_of_name(cast, line, title))
    chain = cast.head(number, title.first - 2)
    if chain:
        return Owner(chain.state, chain.name if chain.kind == "organisation" else None)
    other = next((t for t in cast.titles[number] if t.end == title.first - 1), None)
    if other:
        return Owner(_state_before(line, other)[0])
    capital = by_capital().get(line.words[title.first - 2])
    return Owner(capital.iso3 if capital and title.sort == "office" else None)


def _subject(cast: Cast, line: Line, at: int) -> Chain | None:
    """The one state that is a subject before "its", in its sentence or the one before: "Iceland is the host. Its prime minister"."""
    near = [k for k in range(at) if line.sentences[k] >= line.sentences[at] - 1 and line.deps[k] in ("nsubj", "nsubjpass")]
    found = {chain for k in near if (chain := cast.head(line.number, k)) and chain.kind in ("state", "organisation")}
    chain = found.pop() if len(found) == 1 else None
    return chain if chain and chain.kind == "state" else None


def _of_name(cast: Cast, line: Line, title: Title) -> str | None:
    start = end = title.named or title.end
    chain = cast.head(line.number, title.named or title.head)
    while chain and cast.head(line.number, end) is chain:
        end += 1
    land = cast.head(line.number, end + 1) if line.word(end) == "of" and end > start else None
    return land.state if land and land.kind == "state" else None
