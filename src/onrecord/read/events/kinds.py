"""The type, the mode and the contexts of an event, in PLOVER's terms."""

from __future__ import annotations

import functools
import re

import numpy as np

from onrecord.lexicon import table
from onrecord.models.events import MODES, TYPES, Trigger

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@functools.cache
def _modes() -> dict[str, list[int]]:
    """The modes of each type by their numbers in `MODES`, none first."""
    return {r["type"]: [0, *map(MODES.index, r["modes"].split())] for r in table("modes")}


def type_(trigger: Trigger) -> str:
    """The type of a phrase of a lexicon, else the likeliest."""
    return trigger.phrase.type if trigger.phrase else TYPES[int(trigger.types.argmax())]


def mode(trigger: Trigger, type_: str) -> str | None:
    """The mode of a phrase of a lexicon, else the likeliest of those that the type has, if it is
    likelier than none."""
    if trigger.phrase:
        return trigger.phrase.mode
    held = _modes().get(type_, [0])
    return MODES[held[int(np.argmax(trigger.mode[held]))]] or None


@functools.cache
def _contexts() -> dict[str, tuple[str, ...]]:
    """The contexts that a word speaks of."""
    found: dict[str, tuple[str, ...]] = {}
    for row in table("contexts"):
        for word in row["words"].split():
            found[word] = (*found.get(word, ()), row["context"])
    return found


def contexts(told: str) -> tuple[str, ...]:
    """The contexts of which the words that tell an event speak, "embassies" as "embassy"."""
    forms = (form for m in WORD.finditer(told.lower()) for form in _forms(m[0]))
    return tuple(sorted({context for form in forms for context in _contexts().get(form, ())}))


def _forms(word: str) -> tuple[str, ...]:
    """A word, and what it is the plural of."""
    if word.endswith("ies"):
        return word, word[:-3] + "y"
    return (word, word[:-1], word[:-2]) if word.endswith("es") else (word, word.removesuffix("s"))
