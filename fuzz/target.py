"""The whole reader under atheris: bytes -> a file -> readings whose anchors hold, or refusals.

A refusal says why in a line.

    python fuzz/target.py CORPUS [options of libFuzzer, as -max_total_time=3600]

CORPUS is a folder; where it is empty the seeds are put there first.
"""

from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["onrecord"]):
    import onrecord
    import onrecord.read.steps
    import onrecord.reports.read_file

import seeds
from checks import check
from inputs import Input, unpacked
from mutations import damaged, mutated, text_of

SMALL = seeds.small()
FOLDER = Path(tempfile.mkdtemp(prefix="fuzz-"))
MUTATED = 0.7
"""The share of mutations that know of our formats; the others are those of libFuzzer."""


def one(data: bytes) -> None:
    """Reads what the bytes are; raises where something that comes out is not as it should be."""
    for found in onrecord.read_all([unpacked(data).written(FOLDER)]):
        check(found)


def mutate(data: bytes, most: int, number: int) -> bytes:
    """Other bytes made of these."""
    chance = random.Random(number)
    if chance.random() > MUTATED:
        return bytes(atheris.Mutate(data, most))
    return mutated(unpacked(data), chance).packed()[:most]


def cross(data: bytes, other: bytes, most: int, number: int) -> bytes:
    """The text of one input in the middle of another's."""
    chance = random.Random(number)
    first, second = unpacked(data), unpacked(other)
    text = text_of(first)
    at = chance.randrange(len(text) + 1)
    both = text[:at] + text_of(second) + text[at:]
    spliced = Input(first.ending, both.encode("utf-8", "replace"))
    return Input(first.ending, damaged(spliced.data, chance)).packed()[:most]


def main() -> None:
    corpus = next((Path(each) for each in sys.argv[1:] if not each.startswith("-")), None)
    if corpus is None:
        raise SystemExit(__doc__)
    corpus.mkdir(parents=True, exist_ok=True)
    if not any(corpus.iterdir()):
        for number, each in enumerate(SMALL):
            (corpus / f"seed-{number}").write_bytes(each.packed())
    atheris.Setup(sys.argv, one, custom_mutator=mutate, custom_crossover=cross)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
