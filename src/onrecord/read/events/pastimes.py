"""Reports of sport and show business, whose victories and attacks are no events between states."""

from __future__ import annotations

import functools

from onrecord.lexicon import table
from onrecord.read.draft import Draft

KINDS = 4
"""So many different words of sport or show business must occur …"""
SHARE = 0.02
"""… and make up so much of all the words."""


@functools.cache
def pastimes() -> frozenset[str]:
    """Words of sport and show business."""
    return frozenset(row["word"] for row in table("pastimes"))


def of_pastimes(draft: Draft) -> bool:
    """True of a report that tells of a match or a film."""
    total = sum(len(block.doc) for block in draft.blocks)
    hits = [
        token.lemma_ for block in draft.blocks for token in block.doc if token.lemma_ in pastimes()
    ]
    return len(set(hits)) >= KINDS and len(hits) > SHARE * total
