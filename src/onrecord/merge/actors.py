"""Which actors of several reports are one: states by their code, bodies by their name, people by name, office, state and story."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.lexicon.states import by_iso3
from onrecord.merge import cluster, days, names, wording
from onrecord.merge.compare import NEUTRAL, Comparison, Judgement, Verdict, judge
from onrecord.record import Actor, HeldOffice, Member, MergedActor, Office, Reading, Report

BLOCKING = cluster.Blocking(many=80, window=40)
SAME = 0.59
"""Two people whose comparisons sum to this are one."""


@dataclass(frozen=True)
class Seen:
    """An actor of one report, with the report and the number of its story."""

    report: Report
    story: int
    actor: Actor


@dataclass(frozen=True)
class Person:
    """All that is seen of people with one name and one state: in every report for a full name, in one story for a short one."""

    name: str
    state: str | None
    seen: tuple[Seen, ...]
    offices: frozenset[frozenset[str]]
    stories: frozenset[int]
    reports: frozenset[str]

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
    return Verdict(1.0, f"both act for {_state_name(a.state)}") if a.state == b.state else Verdict(-1.0)


def office(a: Person, b: Person) -> Verdict:
    """Whether an office of one is an office of the other."""
    if not a.offices or not b.offices:
        return NEUTRAL
    same = sorted(" ".join(sorted(o)) for o in a.offices & b.offices)
    return Verdict(1.0, f"both hold one office ({same[0]})") if same else Verdict(-0.5)


def story(a: Person, b: Person) -> Verdict:
    """Whether reports of one story name them; reports of none in common speak against a short name."""
    if a.stories & b.stories:
        return Verdict(1.0, "reports of one story name them")
    return NEUTRAL if a.full and b.full else Verdict(-1.0)


COMPARISONS: tuple[Comparison[Person], ...] = (
    Comparison("name", 0.7, name),
    Comparison("state", 0.15, state),
    Comparison("office", 0.15, office),
    Comparison("story", 0.25, story),
)


def _state_name(code: str) -> str:
    found = by_iso3().get(code)
    return found.name if found else code


Cluster = tuple[list[Seen], tuple[str, ...]]
"""Actors that are one, and why."""


def clusters(seen: Sequence[Seen]) -> Iterator[Cluster]:
    """The actors of the record; those without a name of their own (groups, unnamed sources) each stay alone."""
    kinds: dict[str, list[Seen]] = defaultdict(list)
    for one in seen:
        kinds[_kind(one.actor)].append(one)
    yield from _states(kinds["state"])
    yield from _bodies(kinds["organisation"])
    yield from _people(kinds["person"])
    for one in kinds["alone"]:
        yield [one], ()


def _kind(actor: Actor) -> str:
    if actor.kind == "state":
        return "state" if actor.state else "organisation"
    return actor.kind if actor.kind in ("person", "organisation") and names.plain(actor.name) else "alone"


def _states(seen: Iterable[Seen]) -> Iterator[Cluster]:
    for code, found in _by(seen, lambda s: str(s.actor.state)):
        yield found, _told(found, f"each is the state {_state_name(code)}")


def _bodies(seen: Iterable[Seen]) -> Iterator[Cluster]:
    for _, found in _by(seen, lambda s: names.body(s.actor.name)):
        for whose, part in _parted(found):
            called = f"each is called “{part[0].actor.name}”"
            yield part, _told(part, f"{called} and acts for {_state_name(whose)}" if whose else called)


def _told(found: Sequence[Seen], why: str) -> tuple[str, ...]:
    return (why,) if len(found) > 1 else ()


def _by(seen: Iterable[Seen], key: Callable[[Seen], str]) -> list[tuple[str, list[Seen]]]:
    under: dict[str, list[Seen]] = defaultdict(list)
    for one in seen:
        under[key(one)].append(one)
    return sorted(under.items())


def _parted(seen: Sequence[Seen]) -> Iterator[tuple[str | None, list[Seen]]]:
    """Actors of one name by the state they act for; those of none go with the only state there is."""
    states = {s.actor.state for s in seen if s.actor.state}
    if len(states) < 2:
        yield next(iter(states), None), list(seen)
        return
    for code in (None, *sorted(states)):
        part = [s for s in seen if s.actor.state == code]
        if part:
            yield code, part


def people(seen: Iterable[Seen]) -> list[Person]:
    """Everyone who is named, by full name and state, or by short name, state and story."""
    found = []
    for _, same in _by(seen, _name_key):
        found += [_person(part, whose) for whose, part in _parted(same)]
    return found


def _name_key(one: Seen) -> str:
    words = names.plain(one.actor.name)
    return " ".join(words) if len(words) > 1 else f"{words[0]} in story {one.story}"


def _person(seen: Sequence[Seen], whose: str | None) -> Person:
    offices = frozenset(key for s in seen for o in s.actor.offices if (key := office_key(o)))
    called = _commonest(s.actor.name for s in seen)
    return Person(called, whose, tuple(seen), offices, frozenset(s.story for s in seen), frozenset(s.report.id for s in seen))


def _commonest(values: Iterable[str]) -> str:
    counts = Counter(values)
    return min(counts, key=lambda v: (-counts[v], v))


def office_key(held: Office) -> frozenset[str]:
    """The telling words of an office: "Defense Secretary" is "secretary of defense"."""
    return frozenset(t.stem for t in wording.tokens(held.title) if t.stem not in {"of", "the", "for", "and", "to", "at", "in"})


def _people(seen: Iterable[Seen]) -> Iterator[Cluster]:
    who = people(seen)
    judged = {pair: judge(COMPARISONS, who[pair[0]], who[pair[1]]) for pair in _pairs(who)}
    accepted = dict(_accepted(who, judged))
    groups = cluster.connected(len(who), accepted)
    for group, reasons in zip(groups, cluster.inside(groups, accepted), strict=True):
        found = [s for n in group for s in who[n].seen]
        why = [w for sentences in reasons for w in sentences]
        own = _told(found, f"each is called “{_commonest(s.actor.name for s in found)}”") if not why else ()
        yield sorted(found, key=lambda s: (s.report.id, s.actor.id)), tuple(dict.fromkeys((*own, *why)))


def _pairs(who: Sequence[Person]) -> list[cluster.Pair]:
    return cluster.candidates([sorted(names.ends(p.name)) for p in who], BLOCKING)


Judged = Mapping[cluster.Pair, Judgement]


def _accepted(who: Sequence[Person], judged: Judged) -> Iterator[tuple[cluster.Pair, tuple[str, ...]]]:
    """The pairs that are one person, surest first; a short name joins only where one person alone fits, and states never mix."""
    groups = {n: [n] for n in range(len(who))}
    doubtful = _doubtful(who, judged)
    for pair, judgement in sorted(judged.items(), key=lambda item: (-item[1].score, item[0])):
        a, b = groups[pair[0]], groups[pair[1]]
        if judgement.score < SAME or pair in doubtful or a is b or not _may_join(who, a, b):
            continue
        a += b
        groups.update(dict.fromkeys(b, a))
        yield pair, judgement.why


def _may_join(who: Sequence[Person], a: Sequence[int], b: Sequence[int]) -> bool:
    """One state at most, and full names that can be one; where one report has both, that differ in no more than a middle name."""
    states = {who[n].state for n in (*a, *b)} - {None}
    return len(states) < 2 and not any(_apart(who[x], who[y]) for x in a for y in b)


def _apart(a: Person, b: Person) -> bool:
    if not (a.full and b.full):
        return False
    return names.compare(a.name, b.name).score < (0.8 if a.reports & b.reports else 0.4)


def _doubtful(who: Sequence[Person], judged: Judged) -> set[cluster.Pair]:
    """The pairs of a short name with one of several people it fits about as well ("Kim" where two of them are named)."""
    fits: dict[int, list[tuple[float, int, cluster.Pair]]] = defaultdict(list)
    for pair, judgement in judged.items():
        for short, full in (pair, pair[::-1]):
            if judgement.score >= SAME and not who[short].full and who[full].full:
                fits[short].append((-judgement.score, full, pair))
    doubtful: set[cluster.Pair] = set()
    for found in fits.values():
        best, first, _ = min(found)
        near = [pair for score, full, pair in found if score <= best + 0.1 and names.compare(who[full].name, who[first].name).score < 0.4]
        doubtful.update(pair for _, _, pair in found if near)
    return doubtful


# --- the actors of the record -------------------------------------------------------------------------------------


def identity(found: Sequence[Seen]) -> str:
    """The id of a merged actor: a state's is its code, another's comes from its earliest member."""
    first = min(found, key=lambda s: (days.first(s.report) or "9999", s.actor.id))
    if _kind(first.actor) == "state":
        return f"state:{first.actor.state}"
    return "a" + hashlib.sha256(first.actor.id.encode()).hexdigest()[:12]


def merged(found: Sequence[Seen], why: tuple[str, ...]) -> MergedActor:
    """One actor across reports, with the offices that the reports show it in."""
    first = found[0].actor
    code = next(iter(sorted({s.actor.state for s in found if s.actor.state})), None)
    return MergedActor(
        id=identity(found),
        name=_state_name(code) if code and _kind(first) == "state" else _fullest(found),
        names=tuple(sorted({s.actor.name for s in found})),
        kind=first.kind,
        state=code,
        offices=tuple(_offices(found)),
        reports=tuple(sorted({s.report.id for s in found})),
        members=tuple(Member(s.report.id, s.actor.id, s.actor.mentions) for s in sorted(found, key=lambda s: (s.report.id, s.actor.id))),
        why=why,
    )


def _fullest(found: Sequence[Seen]) -> str:
    """The commonest of its names of two words or more, else the longest."""
    counts = Counter(s.actor.name for s in found)
    return min(counts, key=lambda n: (len(names.plain(n)) < 2, -counts[n], -len(n), n))


def _offices(found: Sequence[Seen]) -> Iterator[HeldOffice]:
    """Each office with the first and last day of publication that shows it held; of one that is only called former, just a last day."""
    under: dict[frozenset[str], list[tuple[Seen, Office]]] = defaultdict(list)
    for seen in found:
        for held in seen.actor.offices:
            under[office_key(held)].append((seen, held))
    offices = [_held(part) for shown in under.values() for part in _by_state(shown)]
    yield from sorted(offices, key=lambda o: (o.since or "9999", o.title, o.of or "", o.state or ""))


def _by_state(shown: Sequence[tuple[Seen, Office]]) -> Iterator[Sequence[tuple[Seen, Office]]]:
    """An office of one title is another for each state; where a report names none, it is the office of the only state there is."""
    states = {held.state for _, held in shown if held.state}
    for code in sorted(states) or (None,):
        part = [(seen, held) for seen, held in shown if held.state == code or (len(states) < 2 and held.state is None)]
        if part:
            yield part
    if len(states) > 1 and (rest := [(seen, held) for seen, held in shown if held.state is None]):
        yield rest


def _held(shown: Sequence[tuple[Seen, Office]]) -> HeldOffice:
    title = _commonest(held.title for _, held in shown)
    of = _commonest(held.of or "" for _, held in shown if held.of or not any(h.of for _, h in shown)) or None
    now = [seen.report for seen, held in shown if not held.former]
    past = [seen.report for seen, held in shown if held.former]
    since = min(filter(None, map(days.first, now)), default=None)
    until = max(filter(None, map(days.last, now)), default=None) if now else min(filter(None, map(days.first, past)), default=None)
    code = next((held.state for _, held in shown if held.state), None)
    return HeldOffice(title, of, code, since, until, tuple(sorted({seen.report.id for seen, _ in shown})))


def merge(readings: Sequence[Reading], story_of: Mapping[str, int]) -> tuple[tuple[MergedActor, ...], dict[str, str]]:
    """The actors of the record, and which of them each actor of a report is."""
    seen = [Seen(r.report, story_of[r.report.id], actor) for r in readings for actor in r.actors]
    found = [(merged(members, why), members) for members, why in clusters(seen)]
    whose = {s.actor.id: one.id for one, members in found for s in members}
    return tuple(sorted((one for one, _ in found), key=lambda a: a.id)), whose
