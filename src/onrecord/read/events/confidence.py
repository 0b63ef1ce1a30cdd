"""How sure an event is: the probability that its type, sides, targets and status are right."""

from __future__ import annotations

from onrecord.models.events import Trigger
from onrecord.read.events.parties import Party

PRINTED = 0.35
SHOWN = 0.6


def of(trigger: Trigger, source: Party, target: Party) -> float:
    return trigger.probability
