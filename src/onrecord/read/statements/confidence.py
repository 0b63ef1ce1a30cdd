"""How often people marked what a rule finds, too."""

from __future__ import annotations

import functools

from onrecord.lexicon import table
from onrecord.record import Words

ENOUGH = 10
"""Below so many cases a share says nothing."""


@functools.cache
def _shares() -> dict[tuple[str, str], float]:
    return {(row["rule"], row["cue"]): float(row["share"]) for row in table("confidence") if int(row["n"]) >= ENOUGH}


def of(rule: str, cue: Words | None) -> float | None:
    """The measured share for a rule with this cue, else for the rule, else None."""
    shares = _shares()
    return shares.get((rule, last_word(cue)), shares.get((rule, "")))


def last_word(cue: Words | None) -> str:
    """The word of a cue that shares are kept by ("has said" and "said" are one)."""
    return cue.text.lower().split()[-1] if cue and cue.text.strip() else ""
