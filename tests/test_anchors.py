"""Whatever is done to a report, what an anchor covers is what the entry says, and ids lead
somewhere."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

import onrecord
from checks import check

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
JUNK += [
    "said ",
    "By ",
    "2031-05-13 ",
    "Tuesday ",
    "Mr. ",
    "the ",
    "CHINA ",
    "told reporters that ",
]


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


@pytest.mark.parametrize("seed", range(60))
def test_mangled_reports_are_read_exactly(seed: int) -> None:
    """A sample report with junk in it is read without an error, and every anchor still holds."""
    chance = random.Random(seed)
    text = mutated(chance.choice(SAMPLES).read_text(encoding="utf-8"), chance)
    reading = onrecord.read(text, published=chance.choice([None, "2031-05-14"]))
    check(reading)


def test_reports_are_long_enough_to_mangle() -> None:
    """The samples hold something to read, so that the checks above check something."""
    readings = [onrecord.read(path) for path in SAMPLES]
    assert sum(len(r.statements) for r in readings) > 20
