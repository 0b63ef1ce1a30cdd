"""The README: what it shows is what the program prints."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


SCRIPT = runpy.run_path(str(ROOT / "scripts" / "readme.py"))


def test_outputs_are_real() -> None:
    """Every command prints what stands below it (`python scripts/readme.py` writes it anew)."""
    assert SCRIPT["refreshed"](README) == README


def test_figures_are_those_of_the_account() -> None:
    """Each figure of the README is that of a named row or sentence of docs/accuracy.md."""
    accuracy = (ROOT / "docs" / "accuracy.md").read_text(encoding="utf-8")
    assert SCRIPT["with_figures"](README, accuracy) == README


def test_no_figure_is_left_out() -> None:
    """Whatever has a digit under "How good is it?" is a row that the script fills, but for "F1"."""
    section = README.split("## How good is it?")[1].split("\n[The record]")[0]
    for row in SCRIPT["FIGURES"]:
        assert not re.search(r"(?<!F)\d", row)
        section = SCRIPT["pattern"](row).sub("", section)
    assert not re.search(r"\d", section), section


def test_a_figure_that_changed_is_seen() -> None:
    """A figure that the account no longer has is put right from its own row."""
    accuracy = (ROOT / "docs" / "accuracy.md").read_text(encoding="utf-8")
    row, (source,) = next(iter(SCRIPT["FIGURES"].items()))
    start, end = SCRIPT["once"](source, accuracy).span(1)
    filled = SCRIPT["with_figures"](README, accuracy[:start] + "12.3" + accuracy[end:])
    assert SCRIPT["once"](row, filled)[1] == "12.3"


def test_it_is_short() -> None:
    """Seventy lines are enough."""
    assert len(README.splitlines()) <= 70
