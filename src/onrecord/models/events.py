"""The words that tell an event, by what the reader says of each, and what belongs to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from onrecord.models.reader import ARC
from onrecord.record import Phrase, Span, Status

if TYPE_CHECKING:
    from onrecord.models.reader import Floats, Seen

TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE",
    "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
"""The types of PLOVER (Open Event Data Alliance; names of 2024)."""
MODES = (
    "", "visit", "third-party", "multilateral", "phone", "assist", "change", "yield", "meet",
    "disapprove", "investigate", "allege", "restrict", "arrest", "relations", "expel", "territory",
    "violence", "demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize", "convict",
    "withdraw", "discontinue", "troops", "weapons", "police", "militia", "seize", "censor",
    "curfew", "martial-law", "deport", "withhold", "misinformation", "cyber", "abduct", "beat",
    "torture", "sexual", "targeted", "destroy", "primitive", "firearms", "explosives",
    "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control", "unconventional",
    "release", "disarm", "ceasefire", "access", "resign",
)  # fmt: skip
"""Its modes, and none."""
STATUS: tuple[Status, ...] = (
    "happened", "ongoing", "planned", "expected", "not expected", "called off", "demanded",
    "hypothetical", "denied",
)  # fmt: skip
OUT, INSIDE, FIRST = 0, 1, 2
"""Tags: outside, a further word of a trigger, and the first word of one of each type in turn."""

Role = Literal["who", "whom", "by", "place", "when", "side", "target"]
ROLES: tuple[Role, ...] = ("who", "whom", "by", "place", "when", "side", "target")
"""What words are to a trigger: who acts, on whom, on whose word, where, when; and which stand for a
state that acts, and for one acted upon."""
NO_EVENT = "-"
"""The type of a phrase whose words tell no event."""


class Standing(NamedTuple):
    """A phrase of a lexicon where it stands: the numbers of its first word and of the one behind
    it."""

    at: int
    end: int
    phrase: Phrase


@dataclass(frozen=True, eq=False)
class Trigger:
    """A word that may tell an event, with what is told of it in its window."""

    at: int
    """Its number among the words of its window."""
    words: Sequence[Span]
    """The words of its window."""
    end: int
    """One past its last word."""
    types: Floats
    """The probability of each of `TYPES`; they sum to that of an event."""
    status: Floats
    mode: Floats
    central: float
    arcs: Floats
    """For each of `ROLES` the score of each word of the window, above 0 if it is of that role."""
    phrase: Phrase | None = None
    """The phrase of a lexicon that these words are."""

    @property
    def id(self) -> str:
        """Where it stands, which no other of the report does."""
        return str(self.span)

    @property
    def span(self) -> Span:
        return self.words[self.at][0], self.words[self.end - 1][1]

    @property
    def probability(self) -> float:
        return float(self.types.sum())


def triggers(
    seen: Seen, spans: Sequence[Span], bar: float, standing: Sequence[Standing] = ()
) -> Iterator[Trigger]:
    """The triggers of a window that are as likely as `bar`, and whatever the model makes of them the
    phrases that stand in the report; `spans` are those of the words of the window."""
    tags = softmax(seen.trigger)
    answer = seen.event_answer.reshape(len(tags), len(ROLES), ARC)
    found = [*_likely(seen, tags, bar, standing), *_told(seen, len(tags), standing)]
    for at, end, phrase in sorted(found, key=lambda one: one[:2]):
        ask = seen.event_ask[at].reshape(len(ROLES), ARC)
        arcs = np.einsum("rd,nrd->rn", ask, answer) / ARC**0.5
        yield Trigger(
            at, spans, end, tags[at, FIRST:], softmax(seen.status[at]), softmax(seen.mode[at]),
            float(1 / (1 + np.exp(-seen.central[at, 0]))), arcs, phrase,
        )  # fmt: skip


Run = tuple[int, int, Phrase | None]
"""The words of a trigger in its window, from the first to the one behind it."""


def _likely(seen: Seen, tags: Floats, bar: float, standing: Sequence[Standing]) -> Iterator[Run]:
    """The triggers of the model; none of their words is one of a phrase."""
    first = seen.window.first
    taken = {n for one in standing for n in range(one.at - first, one.end - first)}
    likely = 1 - tags[:, OUT] - tags[:, INSIDE]
    further = tags.argmax(axis=-1) == INSIDE
    for at in np.flatnonzero(likely >= bar).tolist():
        end = at + 1
        while end < len(tags) and further[end]:
            end += 1
        if at >= seen.window.known and taken.isdisjoint(range(at, end)):
            yield at, end, None


def _told(seen: Seen, size: int, standing: Sequence[Standing]) -> Iterator[Run]:
    """The phrases that tell an event and stand whole in the window, but for those that the window
    before had whole."""
    for one in standing:
        at, end = one.at - seen.window.first, one.end - seen.window.first
        if at >= 0 and seen.window.known < end <= size and one.phrase.type != NO_EVENT:
            yield at, end, one.phrase


def softmax(rows: Floats) -> Floats:
    """Scores as probabilities."""
    raised = np.exp(rows - rows.max(axis=-1, keepdims=True))
    shares: Floats = raised / raised.sum(axis=-1, keepdims=True)
    return shares
