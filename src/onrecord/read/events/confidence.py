"""How sure an event is, by the scores of the model and by what was made of them."""

from __future__ import annotations

from math import log

from onrecord.models.confidence import probability
from onrecord.models.events import Trigger
from onrecord.read.events.parties import Party

TABLE = "events.confidence.tsv"
PRINTED = 0.12
"""The confidence from which an event is read at all: the F1 of whole events changes little between
0.10 and 0.20 on reports held for it, and lower finds more."""
EVENT = 0.5
"""The probability of its type from which a word may tell again what is read elsewhere, however
unsure its parties are."""
LEAST = 1e-4


def of(trigger: Trigger, source: Party, target: Party) -> float:
    """The probability that a person would mark the event with the same type, sides, targets and
    status; a phrase of a lexicon is always read."""
    found = probability(features(trigger, source, target), TABLE) or 0.0
    return max(found, PRINTED) if trigger.phrase else found


def is_kept(confidence: float, likely: float) -> bool:
    """True of a word that tells an event or, by the probability of its type, may tell one again."""
    return confidence >= PRINTED or likely >= EVENT


def features(trigger: Trigger, source: Party, target: Party) -> dict[str, float]:
    """What is looked at, by name; what is not there is left out."""
    type_, status = float(trigger.types.max()), float(trigger.status.max())
    looked = {
        "bias": 1.0,
        "all": _odds(type_ * status * source.sure * target.sure),
        "states": log(1 + source.named),
        "no side": float(not source.states),
        "no target": float(not target.states),
    }
    return {name: value for name, value in looked.items() if value}


def _odds(p: float) -> float:
    """The logarithm of the odds."""
    held = min(max(p, LEAST), 1 - LEAST)
    return log(held / (1 - held))
