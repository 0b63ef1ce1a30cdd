"""What a user knows beforehand of people, states and bodies: whom a name or an office at a date
means. It never says what a report says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec import structs

from onrecord.merge import days, names
from onrecord.merge.tenures import Held, Holders, office_key, single, sphere
from onrecord.merge.tenures import Office as Key
from onrecord.record import Actor, Known, KnownOffice, Office, Reading

ALWAYS = days.Span("0001-01-01", "9999-12-31")


class Register:
    """The lines of a knowledge file, by name and by office."""

    def __init__(self, known: Iterable[Known] = ()) -> None:
        self.known = tuple(known)
        self._people: dict[str, list[Known]] = defaultdict(list)
        self._bodies: dict[str, list[Known]] = defaultdict(list)
        self._states: dict[str, list[Known]] = defaultdict(list)
        for one in self.known:
            self._enter(one)
        self._holders = Holders(_held(self.known), {})

    def _enter(self, one: Known) -> None:
        if one.kind == "state":
            self._states[one.state or ""].append(one)
            return
        where, key = (self._people, _plain) if one.kind == "person" else (self._bodies, names.body)
        for called in dict.fromkeys(key(n) for n in (one.name, *one.aliases)):
            where[called].append(one)

    def person(
        self, name: str, state: str | None, when: days.Span | None, offices: Sequence[Office]
    ) -> Known | None:
        """The one person of the register whom a name, a state, days and offices fit; None where
        none or several do."""
        called = self._people.get(_plain(name), ())
        fits = [k for k in called if _state_fits(k, state) and _sphere_fits(k, offices)]
        in_office = [k for k in fits if any(_shares(k, o, when) for o in offices)]
        if in_office or len(names.plain(name)) < 2:
            fits = in_office
        return fits[0] if len(fits) == 1 else None

    def body(self, name: str, state: str | None) -> Known | None:
        """The one body of the register with a name and a state."""
        fits = [
            k
            for k in self._bodies.get(names.body(name), ())
            if state is None or k.state in (None, state)
        ]
        return fits[0] if len(fits) == 1 else None

    def state(self, code: str | None) -> Known | None:
        """The state of the register with a code."""
        fits = self._states.get(code or "", ()) if code else ()
        return fits[0] if len(fits) == 1 else None

    def actor(self, actor: Actor, when: days.Span | None) -> Known | None:
        """Whom an actor of a report is by name."""
        if actor.kind == "person":
            return self.person(actor.name, actor.state, when, actor.offices)
        if actor.kind == "state":
            return self.state(actor.state)
        return self.body(actor.name, actor.state) if actor.kind == "organisation" else None

    def holder(self, office: Key, day: str) -> tuple[Known, Held] | None:
        """Who held an office on a day, with the days of the register."""
        held = self._holders.at(office, day)
        return (self.known[held.who], held) if held and held.first <= day <= held.last else None


def _plain(name: str) -> str:
    return " ".join(names.plain(name))


def _held(known: Sequence[Known]) -> Iterator[tuple[Key, Held]]:
    """The offices of a register with their holders; one without a first day says nothing of
    when."""
    for number, one in enumerate(known):
        for office in one.offices:
            state, span = office.state or one.state, _span(office)
            if state and span and single(office.title):
                yield (office_key(office.title), state), Held(span.first, span.last, number)


def _span(office: KnownOffice) -> days.Span | None:
    first, last = days.span(office.since), days.span(office.until)
    return days.Span(first.first, last.last if last else ALWAYS.last) if first else None


def _state_fits(one: Known, state: str | None) -> bool:
    states = {one.state, *(o.state for o in one.offices)} - {None}
    return state is None or not states or state in states


def _sphere_fits(one: Known, offices: Sequence[Office]) -> bool:
    """False where all that is known of each is of different spheres: a coach is not the minister of
    that name."""
    mine = {sphere(o.title) for o in one.offices} - {None}
    theirs = {sphere(o.title) for o in offices} - {None}
    return not mine or not theirs or bool(mine & theirs)


def _shares(one: Known, held: Office, when: days.Span | None) -> bool:
    """True where the register has the office too, at that time or, of a former one, before."""
    for office in one.offices:
        if office_key(office.title) == office_key(held.title) and held.state in (
            None,
            office.state,
            one.state,
        ):
            span = _span(office)
            if (
                span is None
                or when is None
                or days.overlap(span, when)
                or (held.former and span.first <= when.last)
            ):
                return True
    return False


def fill(reading: Reading, register: Register) -> Reading:
    """A reading with the ids of Wikidata, and the states, of those whom the register knows for
    sure."""
    published = reading.report.published
    when = days.span(f"{published.earliest}/{published.latest}") if published else None
    return (
        structs.replace(
            reading, actors=tuple(filled(a, register.actor(a, when)) for a in reading.actors)
        )
        if register.known
        else reading
    )


def filled(actor: Actor, known: Known | None) -> Actor:
    """An actor with what the register adds; what the report says of it stays."""
    return (
        structs.replace(actor, state=actor.state or known.state, wikidata=known.wikidata)
        if known
        else actor
    )
