"""Whatever is done to a report, what an anchor covers is what the entry says, and ids lead somewhere."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path

import pytest

import onrecord
from onrecord.record import Reading, Span, Words

SAMPLES = sorted((Path(__file__).parent.parent / "samples" / "reports").glob("*.txt"))
JUNK = [
    "“",
    "”",
    '"',
    "'",
    "\n",
    "\n\n",
    "—",
    "(",
    ")",
    "’s",
    "\u202e",
    "😀",
    "e\u0301",
    "\u200b",
    "\t",
    "\r\n",
    "&amp;",
    "$",
    "%",
    ".",
    "…",
]
JUNK += ["said ", "By ", "2031-05-13 ", "Tuesday ", "Mr. ", "the ", "CHINA ", "told reporters that "]


def mutated(text: str, chance: random.Random) -> str:
    """A text with junk put in, stretches taken out and stretches said twice."""
    letters = list(text[: chance.choice([300, 1500, 4000])])
    for _ in range(chance.choice([0, 5, 40, 200])):
        at, kind = chance.randrange(len(letters) + 1), chance.random()
        if kind < 0.5:
            letters.insert(at, chance.choice(JUNK))
        elif kind < 0.8:
            del letters[at : at + chance.choice([1, 3, 30])]
        else:
            letters[at:at] = letters[max(0, at - chance.choice([5, 50])) : at]
    return "".join(letters)


def spans_of(reading: Reading) -> Iterable[tuple[Span, ...]]:
    yield from (a.mentions for a in reading.actors)
    yield from (o.spans for a in reading.actors for o in a.offices)
    yield from (p.mentions for p in reading.places)
    yield from (i.mentions for i in reading.issues)
    yield from (e.evidence for e in reading.events)


def words_of(reading: Reading) -> Iterable[Words]:
    for s in reading.statements:
        held = (s.source, s.content, s.cue, s.condition, s.date)
        yield from (Words(w.text, w.spans) for w in held if w is not None)
    yield from (Words(t.text, (t.span,)) for t in reading.times)


def check_spans(reading: Reading) -> None:
    for spans in spans_of(reading):
        assert spans
        assert all(0 <= s < e <= len(reading.report.text) for s, e in spans)
        assert list(spans) == sorted(spans)


def check_words(reading: Reading) -> None:
    for held in words_of(reading):
        assert " ".join(reading.report.text[s:e] for s, e in held.spans) == held.text


def check_parts(reading: Reading) -> None:
    text = reading.report.text
    times = [0] * len(text)
    for part in reading.report.parts:
        for at in range(*part.span):
            times[at] += 1
    assert all(n == 1 for n, letter in zip(times, text, strict=True) if not letter.isspace())


def check_ids(reading: Reading) -> None:
    """Every id that an entry names is that of an entry of the reading."""
    actors = [a.id for a in reading.actors]
    statements = [s.id for s in reading.statements]
    known = {None, *actors, *statements, *(p.id for p in reading.places), *(i.id for i in reading.issues)}
    assert len(set(actors + statements)) == len(actors + statements)
    for s in reading.statements:
        assert {s.source.actor, *s.source.actors, s.place, *s.issues, s.reply_to, s.continues, s.inside} <= known
        assert s.id not in (s.reply_to, s.continues, s.inside)
    for e in reading.events:
        assert {*e.source, *e.target, *e.participants, e.place} <= known


@pytest.mark.parametrize("seed", range(60))
def test_mangled_reports_are_read_exactly(seed: int) -> None:
    """A sample report with junk in it is read without an error, and every anchor still holds."""
    chance = random.Random(seed)
    text = mutated(chance.choice(SAMPLES).read_text(encoding="utf-8"), chance)
    reading = onrecord.read(text, published=chance.choice([None, "2031-05-14"]))
    for check in (check_spans, check_words, check_parts, check_ids):
        check(reading)


def test_reports_are_long_enough_to_mangle() -> None:
    """The samples hold something to read, so that the checks above check something."""
    readings = [onrecord.read(path) for path in SAMPLES]
    assert sum(len(r.statements) for r in readings) > 20
