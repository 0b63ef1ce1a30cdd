"""Words that decide how far an event has come when they govern its verb or noun."""

from __future__ import annotations

import functools
from typing import cast

from onrecord.lexicon import table
from onrecord.record import Status


@functools.cache
def _rows() -> dict[tuple[str, str], dict[str, str]]:
    return {(r["word"], r["kind"]): r for r in table("governors")}


def light(lemma: str) -> bool:
    """True of a verb whose subject does what its object names ("held talks")."""
    row = _rows().get((lemma, "")) or _rows().get(
        (f"{lemma}e", "")
    )  # The tagger makes "stag" of "staged".
    return row is not None and row["light"] == "1"


def governs(lemma: str, *, noun: bool = False) -> Status | None:
    """The status that a word gives to what it governs ("plans to visit"), if any."""
    row = _rows().get((lemma, "n" if noun else ""))
    return cast(Status, row["status"]) if row and row["status"] else None
