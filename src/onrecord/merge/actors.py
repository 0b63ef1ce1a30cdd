"""Which actors of several reports are one: states by their code, bodies by their name, people by
table, the unnamed by their office."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.merge import days, incumbents, names, people
from onrecord.merge.people import Seen, by_key, commonest, parted, state_name
from onrecord.merge.register import Register
from onrecord.merge.tenures import office_key
from onrecord.record import Actor, HeldOffice, Known, Member, MergedActor, Office, Reading


@dataclass(frozen=True)
class Cluster:
    """Actors that are one, why, and who it is by the register."""

    seen: tuple[Seen, ...]
    why: tuple[str, ...] = ()
    known: Known | None = None
    described: tuple[Seen, ...] = ()
    """Those without a name whose office says that they are this one."""


def clusters(seen: Sequence[Seen], register: Register) -> Iterator[Cluster]:
    """The actors of the record; those without a name of their own (groups, unnamed sources) stay
    alone unless their office names them."""
    kinds: dict[str, list[Seen]] = defaultdict(list)
    for one in seen:
        kinds[_kind(one.actor)].append(one)
    yield from _states(kinds["state"], register)
    yield from _bodies(kinds["organisation"], register)
    yield from _described(list(_people(kinds["person"], register)), kinds["alone"], register)


def _kind(actor: Actor) -> str:
    if actor.kind == "state":
        return "state" if actor.state else "organisation"
    return (
        actor.kind
        if actor.kind in ("person", "organisation") and names.plain(actor.name)
        else "alone"
    )


def _states(seen: Iterable[Seen], register: Register) -> Iterator[Cluster]:
    for code, found in by_key(seen, lambda s: str(s.actor.state)):
        yield Cluster(
            tuple(found),
            _told(found, f"each is the state {state_name(code)}"),
            register.state(code),
        )


def _bodies(seen: Iterable[Seen], register: Register) -> Iterator[Cluster]:
    """Bodies by name and state; of two names that the register has for one, too."""
    for _, found in by_key(seen, lambda s: _body_key(s.actor, register)):
        for whose, part in parted(found):
            called = f"each is called “{part[0].actor.name}”"
            known = register.body(part[0].actor.name, whose)
            if len({names.body(s.actor.name) for s in part}) > 1 and known:
                called = f"the knowledge file has these names for {known.name}"
            yield Cluster(
                tuple(part),
                _told(part, f"{called} and acts for {state_name(whose)}" if whose else called),
                known,
            )


def _body_key(actor: Actor, register: Register) -> str:
    known = register.body(actor.name, actor.state)
    return names.body(known.name if known else actor.name)


def _told(found: Sequence[Seen], why: str) -> tuple[str, ...]:
    return (why,) if len(found) > 1 else ()


def _people(seen: Iterable[Seen], register: Register) -> Iterator[Cluster]:
    who = people.people(seen, register)
    for group, why in people.groups(who):
        found = [s for n in group for s in who[n].seen]
        known = next((who[n].known for n in group if who[n].known), None)
        own = (
            _told(found, f"each is called “{commonest(s.actor.name for s in found)}”")
            if not why
            else ()
        )
        yield Cluster(
            tuple(sorted(found, key=lambda s: (s.report.id, s.actor.id))), (*own, *why), known
        )


def _described(
    named: Sequence[Cluster], alone: Sequence[Seen], register: Register
) -> Iterator[Cluster]:
    """People with those whom a report names by office alone and who held it then, and the others
    alone."""
    find = incumbents.Incumbents([(c.seen, c.known) for c in named], register)
    joined: dict[int, list[tuple[Seen, str]]] = defaultdict(list)
    for one in alone:
        who = find.who(one)
        if who is not None and who.number is not None:
            joined[who.number].append((one, who.why))
        else:
            yield Cluster((one,), (who.why,) if who else (), who.known if who else None)
    for number, cluster in enumerate(named):
        found = joined.get(number, [])
        yield replace(
            cluster,
            described=tuple(s for s, _ in found),
            why=tuple(dict.fromkeys((*cluster.why, *(w for _, w in found)))),
        )


# --- the actors of the record ---------------------------------------------------------------------


def identity(found: Sequence[Seen]) -> str:
    """The id of a merged actor: a state's is its code, another's comes from its earliest member."""
    first = min(found, key=lambda s: (days.first(s.report) or "9999", s.actor.id))
    if _kind(first.actor) == "state":
        return f"state:{first.actor.state}"
    return "a" + hashlib.sha256(first.actor.id.encode()).hexdigest()[:12]


def merged(cluster: Cluster) -> MergedActor:
    """One actor across reports, with the offices that the reports show it in."""
    found, known = cluster.seen, cluster.known
    first, everywhere = found[0].actor, (*found, *cluster.described)
    code = next(iter(sorted({s.actor.state for s in found if s.actor.state})), None)
    members = sorted(everywhere, key=lambda s: (s.report.id, s.actor.id))
    return MergedActor(
        id=identity(found),
        name=state_name(code) if code and _kind(first) == "state" else _fullest(found),
        names=tuple(sorted({s.actor.name for s in found})),
        kind=first.kind,
        state=code or (known.state if known and first.kind in ("person", "organisation") else None),
        offices=tuple(_offices(found)),
        reports=tuple(sorted({s.report.id for s in everywhere})),
        members=tuple(Member(s.report.id, s.actor.id, s.actor.mentions) for s in members),
        why=cluster.why,
        wikidata=known.wikidata if known else None,
        sector=commonest(told)
        if (told := [s.actor.sector for s in everywhere if s.actor.sector])
        else None,
    )


def _fullest(found: Sequence[Seen]) -> str:
    """The commonest of its names of two words or more, else the longest."""
    counts = Counter(s.actor.name for s in found)
    return min(counts, key=lambda n: (len(names.plain(n)) < 2, -counts[n], -len(n), n))


def _offices(found: Sequence[Seen]) -> Iterator[HeldOffice]:
    """Each office with the first and last day of publication that shows it held; of one that is
    only called former, just a last day."""
    under: dict[frozenset[str], list[tuple[Seen, Office]]] = defaultdict(list)
    for seen in found:
        for held in seen.actor.offices:
            under[office_key(held.title)].append((seen, held))
    offices = [_held(part) for shown in under.values() for part in _by_state(shown)]
    yield from sorted(
        offices, key=lambda o: (o.since or "9999", o.title, o.of or "", o.state or "")
    )


def _by_state(shown: Sequence[tuple[Seen, Office]]) -> Iterator[Sequence[tuple[Seen, Office]]]:
    """An office of one title is another for each state; where a report names none, it is the office
    of the only state there is."""
    states = {held.state for _, held in shown if held.state}
    for code in sorted(states) or (None,):
        part = [
            (seen, held)
            for seen, held in shown
            if held.state == code or (len(states) < 2 and held.state is None)
        ]
        if part:
            yield part
    if len(states) > 1 and (rest := [(seen, held) for seen, held in shown if held.state is None]):
        yield rest


def _held(shown: Sequence[tuple[Seen, Office]]) -> HeldOffice:
    title = commonest(held.title for _, held in shown)
    of = (
        commonest(held.of or "" for _, held in shown if held.of or not any(h.of for _, h in shown))
        or None
    )
    spells = [incumbents.spell(seen.report, held) for seen, held in shown]
    since = min(filter(None, (s for s, _ in spells)), default=None)
    until = max(
        (u for (_, u), (_, held) in zip(spells, shown, strict=True) if u and not held.former),
        default=None,
    )
    past = min(
        (u for (_, u), (_, held) in zip(spells, shown, strict=True) if u and held.former),
        default=None,
    )
    code = next((held.state for _, held in shown if held.state), None)
    return HeldOffice(
        title, of, code, since, until or past, tuple(sorted({seen.report.id for seen, _ in shown}))
    )


def merge(
    readings: Sequence[Reading], story_of: Mapping[str, int], register: Register | None = None
) -> tuple[tuple[MergedActor, ...], dict[str, str]]:
    """The actors of the record, and which of them each actor of a report is."""
    seen = [Seen(r.report, story_of[r.report.id], actor) for r in readings for actor in r.actors]
    found = [(merged(cluster), cluster) for cluster in clusters(seen, register or Register())]
    whose = {
        s.actor.id: one.id for one, cluster in found for s in (*cluster.seen, *cluster.described)
    }
    return tuple(sorted((one for one, _ in found), key=lambda a: a.id)), whose
