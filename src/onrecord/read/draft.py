"""What is known of a report while the steps read it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeAlias

from onrecord.record import Actor, Event, Issue, Phrase, Place, Reading, Report, Statement, Time

if TYPE_CHECKING:
    from onrecord.models.belonging import Glance
    from onrecord.models.events import Trigger
    from onrecord.read.parse import Block

Found: TypeAlias = "Time | Place | Actor | Issue | Statement | Trigger | Glance | Event"
_FIELD = {
    "Time": "times",
    "Place": "places",
    "Actor": "actors",
    "Issue": "issues",
    "Statement": "statements",
    "Trigger": "triggers",
    "Glance": "glances",
    "Event": "events",
}
"""Where a draft holds what a step finds, by the name of its type."""


@dataclass(frozen=True, eq=False)
class Draft:
    """A report, its parsed paragraphs, and what the steps before have found."""

    report: Report
    blocks: tuple[Block, ...]
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    actors: tuple[Actor, ...] = ()
    issues: tuple[Issue, ...] = ()
    statements: tuple[Statement, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    """What may tell an event, by the pass of the model that finds the statements."""
    glances: tuple[Glance, ...] = ()
    """What the same pass says of those whom words mention, and of states."""
    events: tuple[Event, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    """The user's lexicon of event phrases."""

    def plus(self, found: Iterable[Found]) -> Draft:
        """This draft with more found; what has the id of something found before takes its place."""
        held: dict[str, dict[str, Found]] = {}
        for item in found:
            name = _FIELD[type(item).__name__]
            known = held.setdefault(name, {one.id: one for one in getattr(self, name)})
            known[item.id] = item
        more: dict[str, Any] = {name: tuple(known.values()) for name, known in held.items()}
        return replace(self, **more)

    def name(self, letter: str, number: int) -> str:
        """The id of an entry of this report: unique across reports."""
        return f"{self.report.id}.{letter}{number}"

    def reading(self) -> Reading:
        return Reading(
            report=self.report, actors=self.actors, statements=self.statements, events=self.events,
            times=self.times, places=self.places, issues=self.issues,
        )  # fmt: skip
