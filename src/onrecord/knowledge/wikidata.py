"""Reads a Wikidata JSON dump into the lines of a knowledge file: people with offices, states,
bodies; two passes, memory bounded."""

from __future__ import annotations

import functools
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

import msgspec
from msgspec import Struct

from onrecord.cleaned import cleaned, printable
from onrecord.knowledge.opened import LONGEST, lines, opened
from onrecord.lexicon import table
from onrecord.lexicon.states import by_demonym, by_iso3, by_name
from onrecord.record import Known, KnownOffice, Unread

HUMAN, INSTANCE, HELD, CITIZEN, COUNTRY, JURISDICTION = "Q5", "P31", "P39", "P27", "P17", "P1001"
START, END, CODE, SHORT = "P580", "P582", "P298", "P1813"
LANGUAGES = ("en", "mul", "en-gb", "en-us")
ID = re.compile(rb'"id"\s*:\s*"(Q\d+)"')
HEAD = 200
"""Bytes at the beginning of a line in which the id of its entity stands."""
TIME = re.compile(r"\+(\d{4})-(\d\d)-(\d\d)T")
DAY, MONTH, YEAR = 11, 10, 9
MOST_WORDS = 300
"""Characters of a reason."""
ADVICE = "fetch the dump again, or leave the line out"


class Term(Struct, frozen=True):
    """An office as a dump has it: ids in place of names."""

    position: str
    since: str | None
    until: str | None
    places: tuple[str, ...]


class Person(Struct, frozen=True):
    """A person of the dump before the offices have their names."""

    id: str
    name: str
    aliases: tuple[str, ...]
    citizen: tuple[str, ...]
    terms: tuple[Term, ...]


class Position(Struct, frozen=True):
    """What the dump says of an office or a jurisdiction."""

    name: str
    jurisdictions: tuple[str, ...]
    countries: tuple[str, ...]


class Countries:
    """The codes of states by their ids, and which ids the second pass must look up."""

    def __init__(self) -> None:
        self.codes: dict[str, str] = {}
        self.wanted: set[str] = set()


def from_wikidata(dump: Path) -> Iterator[Known | Unread]:
    """The states, bodies and office-holders of a dump (plain, gzip or bzip2); a bad line comes as
    `Unread`, and the others go on."""
    countries, name = Countries(), printable(str(dump))
    with tempfile.TemporaryFile() as people, tempfile.TemporaryFile() as bodies:
        for number, entity in _entities(dump, TELLING):
            try:
                yield from _first(_read(entity), countries, (people, bodies))
            except Strange as strange:
                yield Unread(f"{name}#{number}", strange.why, ADVICE)
        positions = dict(_positions(dump, countries.wanted))
        yield from _bodies(bodies, countries.codes)
        yield from (_known(one, positions, countries.codes) for one in _rows(people))


def _entities(dump: Path, worth: re.Pattern[bytes]) -> Iterator[tuple[int, bytes | None]]:
    """The lines that a pattern finds something in, and those that are no entities, with their
    numbers."""
    with opened(dump) as file:
        for number, line in lines(file):
            if line is None or worth.search(line) or _cut(line):
                yield number, line


def _cut(line: bytes) -> bool:
    """True of a line that is no whole object, and no bracket of the list."""
    text = line.strip().rstrip(b",")
    return (
        bool(text)
        and text not in (b"[", b"]")
        and not (text.startswith(b"{") and text.endswith(b"}"))
    )


class Strange(Exception):
    """A line is no entity of Wikidata, or one of another shape."""

    def __init__(self, said: object) -> None:
        self.why = cleaned(f"is no entity of Wikidata ({said})", MOST_WORDS)


def _read(line: bytes | None) -> dict[str, Any]:
    if line is None:
        raise Strange(f"longer than {LONGEST:,} bytes")
    try:
        found = msgspec.json.decode(line.strip().rstrip(b","))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Strange(error) from error
    if not isinstance(found, dict) or not isinstance(found.get("id"), str):
        raise Strange("no id")
    return found


@functools.cache
def _classes() -> frozenset[str]:
    return frozenset(row["class"] for row in table("wikidata_classes"))


TELLING = re.compile(
    rb'"P39"|"P298"|"Q(?:' + b"|".join(sorted(c[1:].encode() for c in _classes())) + rb')"'
)
"""Lines of people with offices, of states and of bodies."""


def _first(
    entity: dict[str, Any], countries: Countries, keep: tuple[IO[bytes], IO[bytes]]
) -> Iterator[Known]:
    """What the first pass makes of an entity: a state at once, people and bodies kept until all
    states are known."""
    people, bodies = keep
    name, classes = _name(entity), _ids(entity, INSTANCE)
    code = next(iter(_strings(entity, CODE)), None)
    if code in by_iso3():
        countries.codes[entity["id"]] = code
        if name:
            yield Known(
                name=name,
                aliases=_aliases(entity, name),
                kind="state",
                state=code,
                wikidata=entity["id"],
            )
    elif name and HUMAN in classes:
        person = Person(
            entity["id"], name, _aliases(entity, name), _ids(entity, CITIZEN), tuple(_terms(entity))
        )
        if person.terms:
            countries.wanted.update(i for t in person.terms for i in (t.position, *t.places))
            people.write(msgspec.json.encode(person) + b"\n")
    elif name and _classes().intersection(classes):
        body = Person(entity["id"], name, _aliases(entity, name), _ids(entity, COUNTRY), ())
        bodies.write(msgspec.json.encode(body) + b"\n")


def _rows(file: IO[bytes]) -> Iterator[Person]:
    file.seek(0)
    for line in file:
        yield msgspec.json.decode(line, type=Person)


def _positions(dump: Path, wanted: set[str]) -> Iterator[tuple[str, Position]]:
    """The second pass: the names and jurisdictions of the offices that somebody holds."""
    with opened(dump) as file:
        for _, line in lines(file):
            found = ID.search(line, 0, HEAD) if line else None
            if line and (not found or found[1].decode() in wanted):
                yield from _position(line, wanted)


def _position(line: bytes, wanted: set[str]) -> Iterator[tuple[str, Position]]:
    try:
        entity = _read(line)
    except Strange:  # it has been named in the first pass
        return
    if entity["id"] in wanted and (name := _name(entity)):
        yield entity["id"], Position(name, _ids(entity, JURISDICTION), _ids(entity, COUNTRY))


def _bodies(file: IO[bytes], codes: Mapping[str, str]) -> Iterator[Known]:
    for body in _rows(file):
        yield Known(
            name=body.name,
            aliases=body.aliases,
            kind="organisation",
            state=_only(body.citizen, codes),
            wikidata=body.id,
        )


def _known(person: Person, positions: Mapping[str, Position], codes: Mapping[str, str]) -> Known:
    offices = tuple(o for t in person.terms if (o := _office(t, positions, codes)))
    return Known(
        name=person.name,
        aliases=person.aliases,
        state=_only(person.citizen, codes),
        offices=offices,
        wikidata=person.id,
    )


def _only(ids: Iterable[str], codes: Mapping[str, str]) -> str | None:
    """The code of the one state among some; None where there are several."""
    found = {codes[i] for i in ids if i in codes}
    return found.pop() if len(found) == 1 else None


def _office(
    term: Term, positions: Mapping[str, Position], codes: Mapping[str, str]
) -> KnownOffice | None:
    position = positions.get(term.position)
    if not position:
        return None
    places = term.places or position.jurisdictions
    state = _only(places, codes)
    shown = _only(position.countries, codes)
    if not places and shown and _without_state(position.name, shown) != position.name:
        state = shown
    of = next(
        (
            state_name(codes[i]) if i in codes else positions[i].name
            for i in places
            if i in codes or i in positions
        ),
        None,
    )
    title = _without_state(position.name, state) if state else position.name
    return KnownOffice(
        title, of or (state_name(state) if state else None), state, term.since, term.until
    )


def state_name(code: str) -> str:
    """The name of a state by its code."""
    return by_iso3()[code].name


def _without_state(title: str, code: str) -> str:
    """A title without the name of its state: "Minister of Defence of Norway", "Norwegian Minister
    of Defence"."""
    names = [n for n, s in by_name().items() if s.iso3 == code]
    peoples = [n for n, s in by_demonym().items() if s.iso3 == code]
    for name in sorted(names, key=len, reverse=True):
        for tail in (f" of the {name}", f" of {name}", f" in {name}"):
            if title.endswith(tail):
                return title[: -len(tail)]
    for name in sorted((*names, *peoples), key=len, reverse=True):
        if title.startswith(f"{name} "):
            return title[len(name) + 1 :]
    return title


# --- the shapes of a dump -------------------------------------------------------------------------


def _name(entity: dict[str, Any]) -> str | None:
    labels = entity.get("labels")
    found = (labels.get(language) for language in LANGUAGES) if isinstance(labels, dict) else ()
    return next(
        (
            one["value"]
            for one in found
            if isinstance(one, dict) and isinstance(one.get("value"), str)
        ),
        None,
    )


def _aliases(entity: dict[str, Any], name: str) -> tuple[str, ...]:
    held = entity.get("aliases")
    listed = (
        [one for language in LANGUAGES for one in _listed(held.get(language))]
        if isinstance(held, dict)
        else []
    )
    values = [
        one["value"]
        for one in listed
        if isinstance(one, dict) and isinstance(one.get("value"), str)
    ]
    terms = [v for v in _values(entity, SHORT) if isinstance(v, dict) and v.get("language") == "en"]
    short = [v["text"] for v in terms if isinstance(v.get("text"), str)]
    return tuple(v for v in dict.fromkeys((*values, *short)) if v != name)


def _listed(value: Any) -> list[Any]:
    """A list; of anything else none."""
    return value if isinstance(value, list) else []


def _statements(holder: dict[str, Any], property: str) -> Iterator[dict[str, Any]]:
    """The statements of a property that are not marked as wrong."""
    claims = holder.get("claims")
    found = _listed(claims.get(property)) if isinstance(claims, dict) else []
    yield from (s for s in found if isinstance(s, dict) and s.get("rank") != "deprecated")


def _value(snak: Any) -> Any:
    """The value of a snak; None where it says "unknown" or "none"."""
    return (
        snak.get("datavalue", {}).get("value")
        if isinstance(snak, dict) and isinstance(snak.get("datavalue"), dict)
        else None
    )


def _values(entity: dict[str, Any], property: str) -> Iterator[Any]:
    yield from (
        v for s in _statements(entity, property) if (v := _value(s.get("mainsnak"))) is not None
    )


def _ids(entity: dict[str, Any], property: str) -> tuple[str, ...]:
    found = (_id(v) for v in _values(entity, property))
    return tuple(dict.fromkeys(i for i in found if i))


def _id(value: Any) -> str | None:
    found = value.get("id") if isinstance(value, dict) else None
    return found if isinstance(found, str) else None


def _strings(entity: dict[str, Any], property: str) -> Iterator[str]:
    yield from (v for v in _values(entity, property) if isinstance(v, str))


def _terms(entity: dict[str, Any]) -> Iterator[Term]:
    """The offices of a person, each with the days of its qualifiers."""
    for statement in _statements(entity, HELD):
        position = _id(_value(statement.get("mainsnak")))
        if position:
            places = (
                i
                for p in (JURISDICTION, COUNTRY)
                for v in _qualifiers(statement, p)
                if (i := _id(v))
            )
            yield Term(
                position, _day(statement, START), _day(statement, END), tuple(dict.fromkeys(places))
            )


def _qualifiers(statement: dict[str, Any], property: str) -> Iterator[Any]:
    held = statement.get("qualifiers")
    found = _listed(held.get(property)) if isinstance(held, dict) else []
    yield from (v for snak in found if (v := _value(snak)) is not None)


def _day(statement: dict[str, Any], property: str) -> str | None:
    """The day of a qualifier, as fine as the dump has it: a day, a month or a year."""
    for value in _qualifiers(statement, property):
        match = TIME.match(str(value.get("time"))) if isinstance(value, dict) else None
        precision = value.get("precision") if isinstance(value, dict) else None
        if match and precision in (DAY, MONTH, YEAR):
            return "-".join(match.groups()[: precision - YEAR + 1])
    return None
