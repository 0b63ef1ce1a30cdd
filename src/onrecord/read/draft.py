"""What is known of a report while the steps read it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeAlias

from onrecord.record import Actor, Event, Issue, Phrase, Place, Reading, Report, Statement, Time

if TYPE_CHECKING:
    from onrecord.models.belonging import Glance
    from onrecord.models.events import Trigger
    from onrecord.models.mentions import View
    from onrecord.read.looking import Look
    from onrecord.read.parse import Block

Found: TypeAlias = (
    "Time | Place | Actor | Issue | Statement | Look | Trigger | Glance | View | Event"
)
_FIELD = {
    "Time": "times",
    "Place": "places",
    "Actor": "actors",
    "Issue": "issues",
    "Statement": "statements",
    "Look": "looks",
    "Trigger": "triggers",
    "Glance": "glances",
    "View": "views",
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
    looks: tuple[Look, ...] = ()
    """What the model says of statements in all words."""
    triggers: tuple[Trigger, ...] = ()
    """What may tell an event, by the same pass of the model."""
    glances: tuple[Glance, ...] = ()
    """What it says of those whom words mention, and of states."""
    views: tuple[View, ...] = ()
    """What it says of expressions that mean somebody, and of which mean the same."""
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
