"""Reads offices: what the title is, of which body or country, and for which state its holder acts."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.lexicon import table
from onrecord.lexicon.states import by_capital, by_iso3, by_name
from onrecord.read.chains import Cast, Chain, national
from onrecord.read.lines import Line
from onrecord.read.titles import Title, bodies, demonym, of_sort, singulars, sorts
from onrecord.record import Office

PAST = frozenset(("former", "then", "ex", "late", "onetime", "ousted", "deposed", "retired"))
UNSAID = PAST | frozenset(
    ("acting", "interim", "outgoing", "incoming", "newly", "new", "longtime", "veteran", "influential", "current", "-", "–")
)
CLOSES = frozenset((",", ".", ")", ";", "—", "-", "–", "who", ""))
MEDIA = frozenset(
    ("media", "newspaper", "broadcaster", "agency", "television", "tv", "radio", "press", "organs", "outlet", "outlets", "daily")
)
OFFICIAL = frozenset(("official", "state", "government", "state-run", "state-owned", "party"))
LEADERS = frozenset(("leader", "chief", "head"))
"""Posts whose holders are of the state in the genitive before them: "Chile's opposition leader"."""
GUESTS = frozenset(("student", "guest", "patient", "fan", "user", "visitor", "passenger", "customer", "prisoner", "inmate", "resident"))
BEFORE = 5
"""Paragraphs back in which one without a name is looked for who is named later."""
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
    """Who stands in the genitive before a title: the state, and of a body the name."""

    state: str | None = None
    name: str | None = None


def office(line: Line, title: Title, owner: Owner) -> Office | None:
    """The office that a title tells of; None for what is no office."""
    if title.sort not in ("office", "post", "role") or title.plural:
        return None
    state, after_state = _state_before(line, title) if not title.state else (title.state, _past_states(line, title))
    words, body = _title_words(line, title, after_state)
    if not words:
        return None
    of, of_state = _of(line, title)
    abroad = line.lowers[title.head] in ABROAD
    named = " ".join(words)
    own = state or (bodies().get(body) if body else None) or owner.state or (None if abroad else of_state) or _peculiar(named)
    if title.sort != "office":
        own = (bodies().get(body) if body else None) or (None if of in by_name() or title.sort == "role" else of_state)
        own = own or ((state or owner.state) if not (of or body) and line.lowers[title.head] in LEADERS else None)
    if abroad and of:
        named, of = f"{named} {line.text(title.head + 1, title.end)}", None
    of = None if title.state else of
    belongs = body or of or owner.name or (by_iso3()[own].name if own else None)
    former = any(line.lowers[at] in PAST for at in range(title.first, title.head)) or line.word(title.first - 1) in PAST
    return Office(named, belongs, own, (line.span(title.first, title.end),), former)


def _peculiar(named: str) -> str | None:
    """The state that alone has an office, or the one of which this is the deputy or shadow."""
    words = named.lower().split()
    return next(
        (peculiar()[" ".join(words[at:])] for at in (0, 1) if " ".join(words[at:]) in peculiar() and (not at or words[0] in BESIDE)), None
    )


def _state_before(line: Line, title: Title) -> tuple[str | None, int]:
    """The state named at the beginning of a title, and the token after it."""
    at = title.first
    while at < title.head and line.lowers[at] in UNSAID:
        at += 1
    for end in range(min(at + 4, title.head), at, -1):
        text = line.text(at, end)
        state = by_name().get(text)
        found = state.iso3 if state else demonym(text)
        if found:
            return found, end
    return None, at


def _past_states(line: Line, title: Title) -> int:
    """The token after the last of the peoples at the beginning of a title."""
    return next((at + 1 for at in range(title.head - 1, title.first - 1, -1) if demonym(line.words[at])), title.first)


def _title_words(line: Line, title: Title, first: int) -> tuple[list[str], str]:
    """The words of the title itself, and the body named before them: "White House" in "White House press secretary"."""
    body = ""
    for end in range(title.taken, first, -1):
        if line.text(first, end) in bodies():
            body, first = line.text(first, end), end
            break
    named = first < title.taken and line.labels[title.taken - 1] != "NORP"
    if not body and named and line.words[title.taken - 1][0].isupper() and line.words[title.head][0].islower():
        body, first = line.text(first, title.taken), title.taken
    kept = [w for at, w in enumerate(line.words[first : title.head + 1], first) if w.lower() not in UNSAID and _titular(line, at, title)]
    if title.named:
        kept[-1:] = [_singular(kept[-1])]
    if len(kept) > 1 and kept[-1].lower() in HONORIFIC and kept[-2].lower() in sorts() and kept[-2].lower() not in of_sort("modifier"):
        kept.pop()
    if title.end > title.head + 1 and _portfolio(line, title):
        kept += line.words[title.head + 1 : title.end]
    return kept, body


def _singular(word: str) -> str:
    one = singulars().get(word.lower(), word)
    return one.capitalize() if word[0].isupper() else one


def _titular(line: Line, at: int, title: Title) -> bool:
    """False of a party before a title: "Republican" in "Republican attorney general"."""
    return at == title.head or line.labels[at] != "NORP"


def _portfolio(line: Line, title: Title) -> bool:
    return line.word(title.head + 1) == "of" and line.text(title.head + 2, title.end).lower() in of_sort("portfolio")


def _of(line: Line, title: Title) -> tuple[str | None, str | None]:
    """What stands after "of", "at" or "to", and the state that it shows."""
    first = title.head + 2
    while line.word(first) in ("the", "a", "an", "his", "her", "its", "their", "our"):
        first += 1
    if first >= title.end or _portfolio(line, title):
        return None, None
    of = line.text(first, title.end)
    return of, state_of_words(of)


def state_of_words(text: str) -> str | None:
    """The state that the name of a country, capital or body shows by itself."""
    if text in by_name():
        return by_name()[text].iso3
    return bodies().get(text) or national(text.split())


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


# --- whose titles they are ----------------------------------------------------------------------------------------


def describe(cast: Cast) -> None:
    """Gives each person the titles in apposition or predication, and then the offices and the state that they show."""
    for line, titles in zip(cast.lines, cast.titles, strict=True):
        for title in titles:
            chain = _described(cast, line, title) if not title.plural else None
            if chain:
                chain.titles.append((line.number, title))
                chain.gender = chain.gender or title.gender
                cast.put(chain, (line.number, title.first, title.end), "apposition", title.head + 1)
    for chain in cast.chains:
        if chain.kind == "person" and chain.mentions:
            _introduced(cast, chain)


def _introduced(cast: Cast, chain: Chain) -> None:
    """Who is told of without a name first is the one named later: "a Danish spokesman ... the spokesman, Aksel Brandt"."""
    begun = min(chain.mentions)
    for number, title in tuple(chain.titles):
        if title.determiner != "the" or title.first != title.head or begun < (number, title.first):
            continue
        word = cast.lines[number].lowers[title.head]
        for line in reversed(cast.lines[max(number - BEFORE, 0) : number + 1]):
            first = next((t for t in cast.titles[line.number] if _may_be(cast, line, t, word) and (line.number, t.head) < begun), None)
            if first:
                chain.titles.append((line.number, first))
                cast.put(chain, (line.number, first.first, first.end), "introduced", first.head + 1)
                return


def _may_be(cast: Cast, line: Line, first: Title, word: str) -> bool:
    """True of an office with "a" by which no named person is described yet."""
    alone = first.determiner in ("a", "an") and first.sort == "office" and not first.plural
    return alone and line.lowers[first.head] == word and not cast.head(line.number, first.head)


def _described(cast: Cast, line: Line, title: Title) -> Chain | None:
    """The named person whom a title describes: "X, the envoy", "the envoy, X", "X is the envoy", "X, the envoy and a jurist"."""
    if cast.head(line.number, title.head):
        return None
    for token in (*_beside(line, title), *_beside_other(cast, line, title)):
        chain = cast.head(line.number, token)
        if chain and chain.kind == "person" and _agrees(chain, title):
            return chain
    return None


def _beside_other(cast: Cast, line: Line, title: Title) -> Iterator[int]:
    """Of a title that "and" joins to another one that ends before it, that one: "X, a fellow at the Institute and a former envoy,"."""
    joint = title.first - 1 - bool(title.determiner)
    if line.word(joint) == "and" and line.word(title.end) in CLOSES:
        yield from (t.head for t in cast.titles[line.number] if t.end == joint and not t.plural and t.determiner in ("a", "an", "the"))


def _agrees(chain: Chain, title: Title) -> bool:
    return not (chain.gender and title.gender and chain.gender in "mf" and chain.gender != title.gender)


def _beside(line: Line, title: Title) -> Iterator[int]:
    head = title.head
    governor = line.heads[head]
    if line.deps[head] == "appos":
        yield governor
    if line.deps[head] == "attr" and line.lemmas[governor] in ("be", "become", "remain") and not negated(line, governor):
        yield from (c for c in line.children[governor] if line.deps[c] == "nsubj")
    yield from (c for c in line.children[head] if line.deps[c] == "appos" and c > head)
    if line.word(title.end) == "," and (title.determiner or line.deps[head] != "ROOT"):
        yield from _name_after(line, title.end + 1)
    before = _outset(line, title)
    if line.word(before - 1) == "," and line.word(title.end) in CLOSES:
        yield before - 2
    if line.deps[head] == "conj" and _apposed(line, governor):
        yield governor


def _name_after(line: Line, first: int) -> Iterator[int]:
    """The last token of a name between commas: "the envoy, Aksel Brandt, said"."""
    end = first
    while end < len(line) and end - first < 5 and (line.pos[end] == "PROPN" or line.words[end] == "-"):
        end += 1
    if end > first and (line.word(end) in CLOSES or any(line.deps[at] == "appos" and line.heads[at] < first for at in range(first, end))):
        yield end - 1


def _outset(line: Line, title: Title) -> int:
    """Where the words of a title begin with its article, or with the owner in the genitive."""
    at = title.first
    if title.determiner in ("'s", "’s", "'", "’"):
        at -= 1
        while at > 0 and line.pos[at - 1] in ("PROPN", "NOUN", "ADJ") and title.first - at < 6:
            at -= 1
    elif title.determiner:
        at -= 1
    return at - 1 if line.word(at - 1) == "the" else at


def _apposed(line: Line, governor: int) -> bool:
    return line.deps[governor] in ("appos", "attr") or any(line.deps[c] == "appos" and c > governor for c in line.children[governor])


def negated(line: Line, verb: int) -> bool:
    """True of a verb with "not"."""
    return any(line.deps[c] == "neg" for c in line.children[verb])


def appoint(cast: Cast) -> str | None:
    """Sets offices and states of all persons; the state is the report's home, whose offices are named without it."""
    held = [(c, n, t) for c in cast.chains if c.kind == "person" for n, t in c.titles]
    for chain, number, title in held:
        found = office(cast.lines[number], title, _owner(cast, number, title))
        if found and (title.sort != "role" or _employed(cast.lines[number], title, found)):
            chain.offices.append(found)
    bodies_seen = [n.state for c in cast.chains if c.kind == "organisation" for n in c.names if n.state and not national(n.text.split())]
    media(cast)
    base = home([o for c in cast.chains for o in c.offices], bodies_seen) or _only(cast)
    for chain in cast.chains:
        if chain.kind == "person":
            _side(cast, chain, base)
    return base


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
    owned = title.determiner in ("'s", "’s", "'", "’")
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
    if title.determiner not in ("'s", "’s", "'", "’"):
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
