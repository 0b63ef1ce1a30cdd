"""Words that tell how a place stands beside them, by their sort: motion, stay, happening, kinds of
buildings."""

from __future__ import annotations

import functools

from onrecord.lexicon import table


@functools.cache
def of_sort(sort: str) -> frozenset[str]:
    """The words of one sort of the table."""
    return frozenset(row["word"] for row in table("place_words") if row["sort"] == sort)
