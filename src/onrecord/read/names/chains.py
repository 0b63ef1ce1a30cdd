"""Joins the names of a report into actors: full names with their short forms, bodies with their
initials."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from onrecord.lexicon.states import by_iso3, by_name
from onrecord.read.lines import Line
from onrecord.read.names import persons
from onrecord.read.names.name import Name, plain
from onrecord.read.names.titles import Title, demonym, given_names
from onrecord.record import ActorKind, Office

Where = tuple[int, int, int]
"""A run of tokens: number of the line, first token, end."""
PUBLIC = frozenset(
    [
        "ministry",
        "department",
        "army",
        "navy",
        "police",
        "embassy",
        "parliament",
        "senate",
        "congress",
        "government",
        "council",
        "court",
        "party",
        "force",
        "forces",
        "guard",
        "agency",
        "consulate",
        "military",
        "cabinet",
        "supreme",
        "intelligence",
        "service",
    ]
)
"""Words that show a body to be of the state whose name or adjective it begins with."""
APART = frozenset(("the", "his", "her", "their", "its", "my", "our", "'s", "’s", "'", "’"))
"""What stands before a description that is set beside a name."""
SMALL = frozenset(["of", "the", "for", "and", "in", "on", "&"])


@dataclass(eq=False)
class Chain:
    """One actor while it is put together."""

    kind: ActorKind
    name: str = ""
    names: list[Name] = field(default_factory=list)
    mentions: dict[Where, str] = field(default_factory=dict)
    """Where it is mentioned, with the rule that says so."""
    titles: list[tuple[int, Title]] = field(default_factory=list)
    """What describes it, with the number of the line."""
    offices: list[Office] = field(default_factory=list)
    state: str | None = None
    gender: str = ""
    plural: bool = False
    members: tuple[Chain, ...] = ()

    def add(self, where: Where, rule: str) -> None:
        """One more mention."""
        self.mentions.setdefault(where, rule)


@dataclass(eq=False)
class Cast:
    """The lines of a report with the actors found in them so far."""

    lines: Sequence[Line]
    titles: Sequence[Sequence[Title]]
    chains: list[Chain] = field(default_factory=list)
    at: dict[tuple[int, int], Chain] = field(default_factory=dict)
    """The actor whose name or description has a token: by line and token."""
    called: dict[tuple[int, int], Name] = field(default_factory=dict)
    """The name that ends with a token."""
    spots: dict[tuple[int, int], Chain] = field(default_factory=dict)
    """The place whose name ends with a token."""
    bodies: dict[tuple[str, str], Chain] = field(default_factory=dict)
    """Governments, ministries and the like, by whose they are and the words for them."""
    days: Mapping[int, str] = field(default_factory=dict)
    """The values of the report's dates by where their words begin."""

    def new(self, kind: ActorKind, name: str) -> Chain:
        chain = Chain(kind, name)
        self.chains.append(chain)
        return chain

    def put(self, chain: Chain, where: Where, rule: str, until: int = 0) -> None:
        """A mention, with its tokens (up to one, for what follows may tell of others); what is
        narrower and was there before stays."""
        chain.add(where, rule)
        for at in range(where[1], until or where[2]):
            self.at.setdefault((where[0], at), chain)

    def head(self, line: int, token: int) -> Chain | None:
        """The actor whose name or description has this token."""
        return self.at.get((line, token))


def join(cast: Cast, names: Iterable[Name]) -> None:
    """Fills the cast with the actors that the names are of."""
    by_kind: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        by_kind[name.kind].append(name)
    for name, chain in [
        *_persons(cast, by_kind["person"]),
        *_bodies(cast, by_kind["organisation"]),
        *_states(cast, by_kind["state"]),
    ]:
        chain.names.append(name)
        cast.put(chain, (name.line, name.first, name.end), "name")
        cast.called[name.line, name.end - 1] = name
        if name.title:
            chain.titles.append((name.line, name.title))
            for at in range(name.title.taken, name.title.end):
                cast.at.setdefault((name.line, at), chain)
        if name.shared and chain.kind == "person":
            chain.titles.append((name.line, name.shared))
            for at in range(name.shared.first, name.shared.end):
                cast.at.setdefault((name.line, at), chain)
        if chain.kind == "person" and name.lead < name.first:
            _with_title(chain, name)
    for chain in cast.chains:
        _settle(chain)
    _within(cast, (n for kind in ("organisation", "thing", "place", "") for n in by_kind[kind]))


def _within(cast: Cast, names: Iterable[Name]) -> None:
    """The name of a body or thing that begins with that of an actor of the report, or has it after
    "of", is a mention of that one too."""
    known = {n.words: c for c in cast.chains for n in c.names if c.kind != "group"}
    families = {
        n.words[-1:]: c
        for c in cast.chains
        if c.kind == "person"
        for n in c.names
        if len(n.words) > 1
    }
    states = {c.state: c for c in cast.chains if c.kind == "state"}
    for name in names:
        for at, size in (
            (at, size) for at in _begins(cast.lines[name.line], name) for size in (3, 2, 1)
        ):
            chain = (
                _beginning(cast.lines[name.line], at, size, (known, families, states))
                if size < name.end - name.first
                else None
            )
            if chain and at + size <= name.end and (at == name.first or chain.kind == "state"):
                chain.add((name.line, at, at + size), "within")
                break


def _beginning(
    line: Line, at: int, size: int, known: Sequence[Mapping[Any, Chain]]
) -> Chain | None:
    """The actor whose name these words are: by whole names, by family names, by the names of
    states."""
    words = tuple(map(plain, line.words[at : at + size]))
    names, families, states = known
    state = by_name().get(line.text(at, min(at + size, len(line))))
    return names.get(words) or families.get(words) or (states.get(state.iso3) if state else None)


def _with_title(chain: Chain, name: Name) -> None:
    """A title and the name after it are one mention, but two where the title stands by itself:
    "Norway's prime minister" "Anna Motta"."""
    if name.title and _apart(name):
        chain.add((name.line, name.title.first, name.title.head + 1), "title")
    else:
        chain.add((name.line, name.lead, name.end), "title")


def _apart(name: Name) -> bool:
    """True of a title with an article or an owner before it, in the words of common nouns."""
    return bool(
        name.title and name.title.determiner in APART and name.title.end == name.title.head + 1
    )


def _begins(line: Line, name: Name) -> Iterator[int]:
    """Where a name begins, and where the words after "of" and "of the" in it do."""
    yield name.first
    for at in range(name.first + 1, name.end - 1):
        if line.lowers[at] == "of":
            yield at + 1 + (line.lowers[at + 1] == "the")


def _settle(chain: Chain) -> None:
    if chain.kind == "person":
        full = max(chain.names, key=lambda n: len(n.words))
        chain.name = full.text
        chain.gender = _gender(chain)
    led = {
        (n.line, n.first, n.end)
        for n in chain.names
        if n.lead < n.first and not _apart(n) and chain.kind == "person"
    }
    chain.mentions = {where: rule for where, rule in chain.mentions.items() if where not in led}


def _gender(chain: Chain) -> str:
    shown = [n.gender for n in chain.names if n.gender] + [
        t.gender for _, t in chain.titles if t.gender
    ]
    if shown:
        return shown[0]
    firsts = [n.text.split()[0] for n in chain.names if len(n.words) > 1]
    known = [given_names()[w] for w in firsts if given_names().get(w, "?") != "?"]
    return known[0] if known else ""


# --- persons --------------------------------------------------------------------------------------


def _persons(cast: Cast, names: list[Name]) -> list[tuple[Name, Chain]]:
    chains: dict[tuple[str, ...], Chain] = {}
    for words, longest in persons.forms(n.words for n in names if len(n.words) > 1).items():
        chains[words] = chains.get(longest) or cast.new("person", "")
    whole = persons.Whole(names, cast.lines)
    return [(name, _person(cast, name, whole, chains)) for name in names]


def _person(
    cast: Cast, name: Name, whole: persons.Whole, chains: dict[tuple[str, ...], Chain]
) -> Chain:
    full = name if len(name.words) > 1 else whole.of(name)
    if full:
        return chains[full.words]
    return chains.setdefault(name.words, chains.get(name.words) or cast.new("person", ""))


# --- bodies and states ----------------------------------------------------------------------------


def _bodies(cast: Cast, names: list[Name]) -> list[tuple[Name, Chain]]:
    chains: dict[str, Chain] = {}
    full = _full({n.words for n in names})
    found = []
    for name in names:
        key = full[name.words]
        if key not in chains:
            chains[key] = cast.new("organisation", name.text)
        chain = chains[key]
        chain.name = max(chain.name, name.text, key=len)
        chain.state = chain.state or name.state or _public(name)
        found.append((name, chain))
    return found


def _public(name: Name) -> str | None:
    """The state of a body of government that its name begins with: "Danish Coast Guard"."""
    return national(name.text.split()) if any(word in PUBLIC for word in name.words) else None


def _full(names: set[tuple[str, ...]]) -> dict[tuple[str, ...], str]:
    """For each name of a body the one that stands for all its forms: without a state before it, and
    not by initials alone."""
    bare = {words: _bare(words) for words in names}
    longest = sorted(set(bare.values()), key=lambda w: (-len(w), w))
    initials = {_initials(words): words for words in reversed(longest) if len(words) > 1}
    heads = {
        words[:at]: words
        for words in reversed(longest)
        for at in range(2, len(words))
        if words[at] in ("of", "for", "at", "in")
    }
    found = {}
    for words, short in bare.items():
        whole = initials.get(short[0], short) if len(short) == 1 else short
        found[words] = " ".join(heads.get(whole, whole))
    return found


def _bare(words: tuple[str, ...]) -> tuple[str, ...]:
    kept = tuple(w for w in words if w not in ("the", "s", "'s", "’s"))
    for size in (2, 1):
        if len(kept) > size + 1 and kept[:size] in _own():
            return kept[size:]
    return kept or words


@functools.cache
def _own() -> frozenset[tuple[str, ...]]:
    """Names of states as they begin the names of their bodies."""
    return frozenset(tuple(map(plain, name.split())) for name in by_name())


def _initials(words: tuple[str, ...]) -> str:
    return "".join(w[0] for w in words if w not in SMALL)


def _states(cast: Cast, names: list[Name]) -> list[tuple[Name, Chain]]:
    chains: dict[str, Chain] = {}
    found = []
    for name in names:
        assert name.state
        if name.state not in chains:
            chains[name.state] = cast.new("state", by_iso3()[name.state].name)
            chains[name.state].state = name.state
        found.append((name, chains[name.state]))
    return found


def national(words: Sequence[str]) -> str | None:
    """The state whose adjective or name begins a body's name: "Danish Coast Guard" → DNK."""
    for size in (3, 2, 1):
        state = by_name().get(" ".join(words[:size]))
        if state:
            return state.iso3
    return demonym(words[0]) if words else None
