"""How long merging actors takes: `python bench/actors.py [REPORTS]` doubles the number of reports
up to that (10,000).

The reports are invented: each names six people who hold offices, by full, short and differently
spelt names, a state, and somebody by office alone. Stories have eight reports. CPU seconds; a step
that compares all pairs would take four times as long for twice the reports.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta

from onrecord.merge import actors
from onrecord.record import Actor, Office, Published, Reading, Report

FIRST = (
    "Anna",
    "Per",
    "Karim",
    "Elena",
    "Sergei",
    "Mohammed",
    "Jan",
    "Lise",
    "Omar",
    "Ruth",
    "Chen",
    "Ji-ho",
    "Ana Maria",
    "Viktor",
)
PARTS = (
    "ber",
    "lun",
    "mar",
    "sol",
    "tve",
    "kar",
    "hol",
    "pra",
    "nov",
    "dal",
    "stra",
    "vik",
    "ost",
    "ham",
    "ril",
    "gor",
)
TITLES = (
    "foreign minister",
    "prime minister",
    "president",
    "ambassador to Norway",
    "trade envoy",
    "head coach",
    "general",
    "mayor",
)
STATES = ("NOR", "SWE", "CHL", "PER", "KEN", "GHA", "JPN", "EST", "DNK", "FIN")


def readings(number: int) -> Iterator[Reading]:
    """So many reports, the same ones each time."""
    chance = random.Random(7)
    people = [_person(chance) for _ in range(number // 8 + 200)]
    for n in range(number):
        day = (date(2031, 1, 1) + timedelta(n // 16)).isoformat()
        report = Report(
            f"{n:016x}", f"{n}.txt", "en", "", published=Published(day, day, day, "header")
        )
        crowd = [
            people[(n // 8 * 5 + k * k * 31 + chance.randrange(3)) % len(people)] for k in range(6)
        ]
        yield Reading(report=report, actors=tuple(_actors(chance, report.id, crowd)))


def _person(chance: random.Random) -> tuple[str, str, str]:
    last = "".join(chance.sample(PARTS, 2)).capitalize()
    return f"{chance.choice(FIRST)} {last}", chance.choice(STATES), chance.choice(TITLES)


def _actors(
    chance: random.Random, report: str, crowd: list[tuple[str, str, str]]
) -> Iterator[Actor]:
    for at, (name, state, title) in enumerate(crowd):
        called = chance.choice(
            (
                name,
                name,
                name.split()[-1],
                name.replace("ei", "ey"),
                name.replace("Ana Maria", "Ana"),
            )
        )
        offices = (Office(title, None, state, ()),) if chance.random() < 0.5 else ()
        yield Actor(
            f"{report}.a{at}",
            called,
            "person",
            state if chance.random() < 0.7 else None,
            offices,
            (),
        )
    yield Actor(f"{report}.s", crowd[0][1], "state", crowd[0][1], (), ())
    yield Actor(
        f"{report}.u",
        "The foreign minister",
        "unnamed",
        crowd[0][1],
        (Office("foreign minister", None, crowd[0][1], ()),),
        (),
    )


def seconds(number: int) -> tuple[float, int]:
    """CPU seconds for so many reports, and how many actors there are then."""
    made = list(readings(number))
    started = time.process_time()
    found, _ = actors.merge(made, {r.report.id: n // 8 for n, r in enumerate(made)})
    return time.process_time() - started, len(found)


def main() -> None:
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    for number in (most // 4, most // 2, most):
        took, found = seconds(number)
        print(f"{number:7,} reports: {found:7,} actors, {took:6.1f} s")


if __name__ == "__main__":
    main()
