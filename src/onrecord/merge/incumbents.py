"""Whom a report means that gives an office and no name: the one whom the record, or the register,
shows to have held it then."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from onrecord.lexicon import table
from onrecord.merge import days
from onrecord.merge.people import Seen
from onrecord.merge.register import Register
from onrecord.merge.tenures import Held, Holders, office_key, single
from onrecord.merge.tenures import Office as Key
from onrecord.record import Known, Office, Report

INDEFINITE = frozenset(
    {
        "a",
        "an",
        "another",
        "one",
        "any",
        "some",
        "his",
        "her",
        "their",
        "former",
        "this",
        "that",
        "no",
    }
)
Named = Sequence[tuple[Sequence[Seen], Known | None]]


class Who(NamedTuple):
    """Who is meant: the number of a person of the record, or somebody of the register whom no
    report names; and why."""

    number: int | None
    known: Known | None
    why: str


class Incumbents:
    """Who held which office when, as the reports of a record show it."""

    def __init__(self, named: Named, register: Register) -> None:
        self._register = register
        self._named = named
        self._number = {known: n for n, (_, known) in enumerate(named) if known}
        self._holders = Holders(_shown(named), _ended(named))
        self._names: dict[int, str] = {}

    def who(self, seen: Seen) -> Who | None:
        """The person whom an actor without a name is by the office, or None."""
        office, day = definite(seen), days.first(seen.report)
        if not office or not day or day != days.last(seen.report):
            return None
        key = _key(seen, office)
        if not key:
            return None
        held = self._holders.at(key, day)
        if held:
            return Who(held.who, None, self._because(seen, office, held))
        known = self._register.holder(key, day)
        if not known:
            return None
        one, spell = known
        until = f"to {spell.last}" if spell.last < "9999" else "on"
        why = f"“{seen.actor.name}” is {one.name}, who by the knowledge file was {office.title} from {spell.first} {until}"
        return Who(self._number.get(one), one, why)

    def _because(self, seen: Seen, office: Office, held: Held) -> str:
        shown = (
            f"on {held.first}" if held.first == held.last else f"from {held.first} to {held.last}"
        )
        return f"“{seen.actor.name}” is {self._name(held.who)}, whom reports show as {office.title} {shown}"

    def _name(self, number: int) -> str:
        """The longest name of a person of the record."""
        if number not in self._names:
            self._names[number] = max(
                (s.actor.name for s in self._named[number][0]), key=lambda n: (len(n.split()), n)
            )
        return self._names[number]


def definite(seen: Seen) -> Office | None:
    """The office of one without a name that one person alone holds at a time: "the Danish foreign
    minister"."""
    actor = seen.actor
    if (
        actor.kind != "unnamed"
        or len(actor.offices) != 1
        or INDEFINITE.intersection(actor.name.lower().split()[:1])
    ):
        return None
    (office,) = actor.offices
    return office if not office.former and single(office.title) else None


def _key(seen: Seen, office: Office) -> Key | None:
    state = office.state or seen.actor.state or _peculiar(office.title)
    return (office_key(office.title), state) if state else None


def _peculiar(title: str) -> str | None:
    """The state that alone has an office of this name."""
    return _peculiar_states().get(title.lower())


@functools.cache
def _peculiar_states() -> dict[str, str | None]:
    return {row["office"]: row["state"] for row in reversed(table("offices"))}


def spell(report: Report, held: Office) -> tuple[str | None, str | None]:
    """Since and until when a report shows an office held, as fine as it tells: of a former one what
    it tells, else its own days."""
    first, last = days.first(report), days.last(report)
    if held.former:
        return held.since, held.until or first
    end = days.span(held.until)
    return held.since or first, held.until if end and last and end.last < last else last


def _span(report: Report, held: Office) -> days.Span | None:
    """The days on which the office was held for sure, by what a report tells."""
    since, until = map(days.span, spell(report, held))
    if not since or not until or (held.former and not held.until):
        return None
    return days.Span(
        since.last if held.since else since.first, until.first if held.until else until.last
    )


def _shown(named: Named) -> Iterator[tuple[Key, Held]]:
    """Each showing of an office of which there is one: on the report's day, and over the days that
    it tells."""
    for number, (seen, _) in enumerate(named):
        for one in seen:
            for office in one.actor.offices:
                key, span = (
                    _key(one, office) if single(office.title) else None,
                    _span(one.report, office),
                )
                if key and span and span.first <= span.last:
                    yield key, Held(span.first, span.last, number, not office.former)


def _ended(named: Named) -> dict[tuple[Key, int], str]:
    """The first day on which a report calls somebody a former holder."""
    found: dict[tuple[Key, int], str] = {}
    for number, (seen, _) in enumerate(named):
        for one in seen:
            for office in one.actor.offices:
                key, day = _key(one, office), days.first(one.report)
                if office.former and key and day:
                    found[key, number] = min(day, found.get((key, number), day))
    return found
