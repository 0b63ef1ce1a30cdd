"""Kinds of words that decide what a verb or noun reports."""

from __future__ import annotations

import functools

from onrecord.lexicon import table


@functools.cache
def kinds() -> dict[str, frozenset[str]]:
    """The lemmas of each kind, by its name."""
    return {row["name"]: frozenset(row["words"].split()) for row in table("noun_kinds")}


def kind(name: str) -> frozenset[str]:
    """The lemmas of one kind."""
    return kinds()[name]
