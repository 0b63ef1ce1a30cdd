"""The words that report speech and thought, with the constructions in which each does."""

from __future__ import annotations

import functools

from onrecord.lexicon import table


@functools.cache
def _frames() -> dict[str, frozenset[str]]:
    return {row["cue"]: frozenset(row["frames"].split()) for row in table("cues")}


def frames(lemma: str) -> frozenset[str]:
    """The constructions in which a cue reports something; empty for a word that is none."""
    return _frames().get(lemma, frozenset())


@functools.cache
def _noun_frames() -> dict[str, frozenset[str]]:
    return {row["noun"]: frozenset(row["frames"].split()) for row in table("cue_nouns")}


def noun_frames(lemma: str) -> frozenset[str]:
    """The constructions in which a noun with an owner reports something; empty for a noun that does not."""
    return _noun_frames().get(lemma, frozenset())
