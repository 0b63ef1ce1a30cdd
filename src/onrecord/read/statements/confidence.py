"""How sure a saying is, by the scores of the model and by its form."""

from __future__ import annotations

from math import log

from onrecord.models.confidence import probability
from onrecord.read.statements.found import Saying
from onrecord.read.statements.tying import UNSURE

TABLE = "statements.confidence.tsv"


def of(saying: Saying) -> float | None:
    """The probability that a person would mark the same content with the same source; null where
    that was not measured."""
    return probability(features(saying), TABLE)


def features(saying: Saying) -> dict[str, float]:
    """What is looked at, by name; what is not there is left out."""
    found = saying.evidence
    if found is None:
        return {f"only {saying.rule}": 1.0}
    told = saying.told or saying
    words = sum(end - start for start, end in saying.content)
    looked = {
        "bias": 1.0,
        f"rule {saying.rule}": 1.0,
        **{f"model {name}": value for name, value in found._asdict().items()},
        "no source": float(not told.source),
        "source by grammar": float(bool(told.source) and found.source <= UNSURE),
        "words": log(words),
        "short": float(words < SHORT),
        "pieces": float(len(saying.content) > 1),
        "inside another": float(saying.nested),
    }
    return {name: value for name, value in looked.items() if value}


SHORT = 4
"""Words of a content that says little."""
