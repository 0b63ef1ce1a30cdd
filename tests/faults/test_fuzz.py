"""Whatever is fed to the reader, readings come out whose anchors hold, or refusals that say why.

How far the inputs of `fuzz/` go:
- every seed is read whole, from its bytes to the reading;
- every one of 20,000 inputs made of the seeds goes from its bytes to reports: their parts tile the
  text, their heads are words of it, and they are written as JSON and come back the same;
- one in 100 of those, and so 200, is read whole: its spans lie in the text, its words are what the
  spans cover, its ids lead to entries, and it is written as JSON and comes back the same.

ONRECORD_FUZZ=100000 makes so many inputs; `python fuzz/run.py` reads as many whole, by hand.
"""

from __future__ import annotations

import os
from itertools import islice
from pathlib import Path

import pytest

import onrecord
import seeds
from checks import check
from inputs import Input
from mutations import made
from onrecord.record import Reading
from onrecord.reports import reports

NUMBER = int(os.environ.get("ONRECORD_FUZZ", "20000"))
TOGETHER = 1_000
"""Inputs of one test, which has the time limit of every test."""
WHOLE = 100
"""One in so many is read whole."""
MOST = 3_000
"""Characters of a pattern; `fuzz/run.py` makes longer ones."""
FIRST = 20
"""Reports of one seed that are looked at; one holds 20,000."""

SEEDS: dict[str, Input] = {**seeds.stored(), **dict(seeds.made())}


@pytest.mark.parametrize("name", SEEDS)
def test_seeds(name: str, tmp_path: Path) -> None:
    """A seed is read whole, and what comes out is as it should be."""
    found = list(islice(onrecord.read_all([SEEDS[name].written(tmp_path)]), FIRST))
    assert found
    for each in found:
        check(each)


@pytest.mark.parametrize("start", range(0, NUMBER, TOGETHER))
def test_inputs_made_of_seeds(start: int, tmp_path: Path) -> None:
    """Every input gives reports or refusals as they should be; a share is read whole."""
    small = seeds.small()
    for number in range(start, min(start + TOGETHER, NUMBER)):
        path = made(number, small, MOST).written(tmp_path)
        read = onrecord.read_all if number % WHOLE == 0 else reports
        for found in read([path]):
            try:
                check(found)
            except Exception as error:
                raise AssertionError(f"python fuzz/run.py --start {number} --number 1") from error


def test_inputs_are_made_alike() -> None:
    """An input has a number, by which it is made again."""
    small = seeds.small()
    assert [made(n, small) for n in range(20)] == [made(n, small) for n in range(20)]


def test_there_is_something_to_read(tmp_path: Path) -> None:
    """Many of the inputs are reports, with statements, so that the checks check something."""
    small = seeds.small()
    paths = []
    for number in range(40):
        (tmp_path / str(number)).mkdir()
        paths.append(made(number, small, MOST).written(tmp_path / str(number)))
    readings = [each for each in onrecord.read_all(paths) if isinstance(each, Reading)]
    assert len(readings) > 15
    assert sum(len(each.statements) for each in readings) > 20
