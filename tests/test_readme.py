"""The README: what it shows is what the program prints."""

from __future__ import annotations

import runpy
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_outputs_are_real() -> None:
    """Every command of the README prints what stands below it (`python scripts/readme.py` writes it anew)."""
    assert runpy.run_path(str(ROOT / "scripts" / "readme.py"))["refreshed"](README) == README


def test_it_is_short() -> None:
    """Seventy lines are enough."""
    assert len(README.splitlines()) <= 70
