"""Which people of several reports are one: by name, state, office, time, story, and a register
where the user gave one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.lexicon.states import by_iso3
from onrecord.merge import cluster, days, names
from onrecord.merge.compare import NEUTRAL, Comparison, Judgement, Verdict, judge
from onrecord.merge.register import Register
from onrecord.merge.tenures import Key, office_key, sphere
from onrecord.record import Actor, Known, Report

BLOCKING = cluster.Blocking(many=80, window=40)
SAME = 0.59
"""Two people whose comparisons sum to this are one."""
TOGETHER = 730
"""Days within which two people of one name in offices of different spheres are two; later the one
may have gone from one to the other."""
LONG = 25 * 365
"""Days after which one name is likely another person's."""


@dataclass(frozen=True)
class Seen:
    """An actor of one report, with the report and the number of its story."""

    report: Report
    story: int
    actor: Actor


@dataclass(frozen=True)
class Person:
    """All that is seen of people with one name and one state: in every report for a full name, in
    one story for a short one."""

    name: str
    state: str | None
    seen: tuple[Seen, ...]
    offices: frozenset[Key]
    stories: frozenset[int]
    reports: frozenset[str]
    when: days.Span | None
    known: Known | None = None
    """Who it is by the register."""
    namesake: bool = False
    """There is another person of this name, by state or by office."""

    @property
    def full(self) -> bool:
        return len(names.plain(self.name)) > 1


def name(a: Person, b: Person) -> Verdict:
    """Whether their names can be one."""
    return names.compare(a.name, b.name)


def state(a: Person, b: Person) -> Verdict:
    """Whether they act for one state."""
    if a.state is None or b.state is None:
        return NEUTRAL
    return (
        Verdict(1.0, f"both act for {state_name(a.state)}") if a.state == b.state else Verdict(-1.0)
    )


def office(a: Person, b: Person) -> Verdict:
    """Whether an office of one is an office of the other."""
    if not a.offices or not b.offices:
        return NEUTRAL
    same = sorted(" ".join(sorted(o)) for o in a.offices & b.offices)
    return Verdict(1.0, f"both hold one office ({same[0]})") if same else Verdict(-0.5)


def story(a: Person, b: Person) -> Verdict:
    """Whether reports of one story name them; reports of none in common speak against a short name,
    and against a namesake."""
    if a.stories & b.stories:
        return Verdict(1.0, "reports of one story name them")
    return NEUTRAL if a.full and b.full and not (a.namesake and b.namesake) else Verdict(-1.0)


def time(a: Person, b: Person) -> Verdict:
    """Whether decades lie between the reports that name them."""
    if a.when is None or b.when is None:
        return NEUTRAL
    return Verdict(-1.0) if days.gap(a.when, b.when) > LONG else NEUTRAL


def register(a: Person, b: Person) -> Verdict:
    """Whether the register has both names for one person."""
    if a.known is None or b.known is None:
        return NEUTRAL
    if a.known != b.known:
        return Verdict(-1.0)
    return Verdict(
        1.0,
        f"the knowledge file has both names for {a.known.name}{f' ({a.known.wikidata})' if a.known.wikidata else ''}",
    )


COMPARISONS: tuple[Comparison[Person], ...] = (
    Comparison("name", 0.7, name),
    Comparison("state", 0.15, state),
    Comparison("office", 0.15, office),
    Comparison("story", 0.25, story),
    Comparison("time", 0.2, time),
    Comparison("register", 1.5, register),
)


def state_name(code: str) -> str:
    """The name of a state by its code."""
    found = by_iso3().get(code)
    return found.name if found else code


# --- who is named ---------------------------------------------------------------------------------


def people(seen: Iterable[Seen], known: Register) -> list[Person]:
    """Everyone who is named, by full name, state and sphere of office, or by short name, state and
    story."""
    found = []
    for _, same in by_key(seen, _name_key):
        whole = [part for whose, of_state in parted(same) for part in _spheres(of_state, whose)]
        namesake = len(whole) > 1 and len(names.plain(same[0].actor.name)) > 1
        found += [_person(part, whose, known, namesake=namesake) for whose, part in whole]
    return found


def by_key(seen: Iterable[Seen], key: Callable[[Seen], str]) -> list[tuple[str, list[Seen]]]:
    """What has been seen, by a key, in the order of the keys."""
    under: dict[str, list[Seen]] = defaultdict(list)
    for one in seen:
        under[key(one)].append(one)
    return sorted(under.items())


def parted(seen: Sequence[Seen]) -> Iterator[tuple[str | None, list[Seen]]]:
    """Actors of one name by the state they act for; those of none go with the only state there
    is."""
    states = by_key(seen, lambda s: s.actor.state or "")
    if sum(code != "" for code, _ in states) < 2:
        yield states[-1][0] or None, list(seen)
        return
    yield from ((code or None, part) for code, part in states)


def _spheres(seen: Sequence[Seen], whose: str | None) -> Iterator[tuple[str | None, list[Seen]]]:
    """Actors of one name and state by the spheres of their offices, where these part them; a
    minister and a coach at one time are two."""
    stories = by_key(seen, lambda s: f"{s.story:09}")
    spheres = [frozenset(found for s in part for found in _sphere(s)) for _, part in stories]
    groups = _joined(spheres, [_when([s.report for s in part]) for _, part in stories])
    for group in groups:
        yield whose, [s for n in group for s in stories[n][1]]


def _sphere(seen: Seen) -> frozenset[str]:
    """The spheres of the offices that an actor is shown to hold now."""
    return frozenset(
        found for o in seen.actor.offices if not o.former and (found := sphere(o.title))
    )


def _joined(spheres: Sequence[frozenset[str]], when: Sequence[days.Span | None]) -> list[list[int]]:
    """Stories in groups: those that share a sphere are together, and groups that years part; those
    that show none are with the only one."""
    of_sphere: dict[str, int] = {}
    links = [
        (of_sphere.setdefault(s, n), n) for n, held in enumerate(spheres) for s in sorted(held)
    ]
    groups = cluster.connected(len(spheres), [(a, b) for a, b in links if a != b])
    telling = [g for g in groups if any(spheres[n] for n in g)]
    if len(telling) < 2:
        return [sorted(n for g in groups for n in g)]
    spans = [days.hull(when[n] for n in g) for g in telling]
    near = [(a, b) for a in range(len(telling)) for b in range(a) if _near(spans[a], spans[b])]
    if not near:
        return [sorted(n for g in groups for n in g)]
    silent = [n for g in groups for n in g if not spheres[n]]
    return [*telling, silent] if silent else telling


def _near(a: days.Span | None, b: days.Span | None) -> bool:
    return a is None or b is None or days.gap(a, b) <= TOGETHER


def _when(reports: Iterable[Report]) -> days.Span | None:
    return days.hull(
        days.span(f"{r.published.earliest}/{r.published.latest}") for r in reports if r.published
    )


def _name_key(one: Seen) -> str:
    words = names.plain(one.actor.name)
    return " ".join(words) if len(words) > 1 else f"{' '.join(words)} in story {one.story}"


def _person(seen: Sequence[Seen], whose: str | None, known: Register, *, namesake: bool) -> Person:
    offices = frozenset(key for s in seen for o in s.actor.offices if (key := office_key(o.title)))
    called, when = commonest(s.actor.name for s in seen), _when(s.report for s in seen)
    stories, reports = frozenset(s.story for s in seen), frozenset(s.report.id for s in seen)
    who = known.person(called, whose, when, [o for s in seen for o in s.actor.offices])
    return Person(
        called,
        whose or (who.state if who else None),
        tuple(seen),
        offices,
        stories,
        reports,
        when,
        who,
        namesake,
    )


def commonest(values: Iterable[str]) -> str:
    """The commonest of some words; of equals the first in the alphabet."""
    counts = Counter(values)
    return min(counts, key=lambda v: (-counts[v], v))


# --- who is one -----------------------------------------------------------------------------------


def groups(who: Sequence[Person]) -> Iterator[tuple[list[int], tuple[str, ...]]]:
    """The people who are one, as numbers, and why."""
    likely = (pair for pair in _pairs(who) if _may_be_one(who[pair[0]], who[pair[1]]))
    judged = {pair: judge(COMPARISONS, who[pair[0]], who[pair[1]]) for pair in likely}
    accepted = dict(_accepted(who, judged))
    found = cluster.connected(len(who), accepted)
    for group, reasons in zip(found, cluster.inside(found, accepted), strict=True):
        yield group, tuple(dict.fromkeys(why for sentences in reasons for why in sentences))


def _pairs(who: Sequence[Person]) -> list[cluster.Pair]:
    return cluster.candidates([list(_keys(p)) for p in who], BLOCKING)


def _may_be_one(a: Person, b: Person) -> bool:
    """False where their names differ and the register does not have both for one person; nothing
    else could make up for that."""
    return names.compare(a.name, b.name).score > 0 or (a.known is not None and a.known == b.known)


def _keys(person: Person) -> Iterator[Hashable]:
    """Where a person is sought: by its names everywhere if full, else in its story; and by the
    register."""
    for end in sorted(names.ends(person.name)):
        if person.full:
            yield end
        yield from ((end, number) for number in sorted(person.stories))
    if person.known:
        yield person.known.wikidata or person.known.name, "register"


@dataclass
class _Group:
    """People who are one so far: what forbids to join more."""

    states: frozenset[str]
    full: list[Person] = field(default_factory=list)


Judged = Mapping[cluster.Pair, Judgement]


def _accepted(
    who: Sequence[Person], judged: Judged
) -> Iterator[tuple[cluster.Pair, tuple[str, ...]]]:
    """The pairs that are one person, surest first; a short name joins only where one person alone
    fits, and states never mix."""
    of = list(range(len(who)))
    groups = {
        n: _Group(frozenset({p.state} if p.state else ()), [p] if p.full else [])
        for n, p in enumerate(who)
    }
    members = {n: [n] for n in of}
    doubtful = _doubtful(who, judged)
    for pair, judgement in sorted(judged.items(), key=lambda item: (-item[1].score, item[0])):
        a, b = sorted((of[pair[0]], of[pair[1]]), key=lambda n: (-len(members[n]), n))
        if (
            judgement.score < SAME
            or pair in doubtful
            or a == b
            or not _may_join(groups[a], groups[b])
        ):
            continue
        groups[a] = _Group(
            groups[a].states | groups[b].states, [*groups[a].full, *groups.pop(b).full]
        )
        members[a] += members[b]
        for n in members.pop(b):
            of[n] = a
        yield pair, judgement.why


def _may_join(a: _Group, b: _Group) -> bool:
    """One state at most, and full names that can be one; where one report has both, that differ in
    no more than a middle name."""
    return len(a.states | b.states) < 2 and not any(_apart(x, y) for x in a.full for y in b.full)


def _apart(a: Person, b: Person) -> bool:
    if a.known is not None and a.known == b.known:
        return False
    if a.namesake and b.namesake and names.plain(a.name) == names.plain(b.name):
        return not a.stories & b.stories
    return names.compare(a.name, b.name).score < (0.8 if a.reports & b.reports else 0.4)


def _doubtful(who: Sequence[Person], judged: Judged) -> set[cluster.Pair]:
    """The pairs of a short name, or of a namesake without a state, with one of several people it
    fits about as well."""
    fits: dict[int, list[tuple[float, int, cluster.Pair]]] = defaultdict(list)
    for pair, judgement in judged.items():
        for short, full in (pair, pair[::-1]):
            if (
                judgement.score >= SAME
                and who[full].full
                and (not who[short].full or _stateless(who[short], who[full]))
            ):
                fits[short].append((-judgement.score, full, pair))
    doubtful: set[cluster.Pair] = set()
    for found in fits.values():
        best, first, _ = min(found)
        near = [
            pair
            for score, full, pair in found
            if score <= best + 0.1 and _others(who[full], who[first])
        ]
        doubtful.update(pair for _, _, pair in found if near)
    return doubtful


def _stateless(a: Person, b: Person) -> bool:
    """True of a namesake without a state beside one with a state."""
    return a.namesake and b.namesake and a.state is None and b.state is not None


def _others(a: Person, b: Person) -> bool:
    """True of two people who are not one by their names or states."""
    states = a.state is not None and b.state is not None and a.state != b.state
    return a is not b and (states or names.compare(a.name, b.name).score < 0.4)
