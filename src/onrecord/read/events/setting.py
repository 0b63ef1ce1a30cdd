"""When and where an event takes place."""

from __future__ import annotations

from typing import TypeVar

from msgspec.structs import replace

from onrecord.lexicon.states import by_word
from onrecord.models.events import ROLES, Role, Trigger
from onrecord.read.draft import Draft
from onrecord.read.events.parties import spans
from onrecord.read.placed import Placed, touch
from onrecord.record import Dated, Place, Report, Span, Status

T = TypeVar("T")
PAST: tuple[Status, ...] = ("happened", "ongoing", "called off")
COMING: tuple[Status, ...] = ("planned", "expected")
CENTRAL = 0.5
"""The probability that the report is about it, from which it is said to be."""


class Setting:
    """The days and places of a report by where they stand; `new` are the places that only its
    events name, by name."""

    def __init__(self, draft: Draft) -> None:
        self.new: dict[str, Place] = {}
        self._draft = draft
        self._report = draft.report
        self._places = Placed((m, p) for p in draft.places for m in p.mentions)
        timed = (t for t in draft.times if t.type in ("DATE", "TIME") and t.value)
        self._times = Placed((t.span, t) for t in timed)
        self._opening = _opening(draft)

    def place(self, trigger: Trigger) -> Place | None:
        """The place that its words name: one of the report, else one of which only they tell."""
        found = _best(trigger, "place", self._places)
        if found:
            return found
        named = (self._name(trigger, run) for run in spans(trigger, "place"))
        return next((self._added(name) for name in named if name), None)

    def _name(self, trigger: Trigger, run: Span) -> Span | None:
        """From the first word with a capital to the last: "Karadong" of "the Karadong district"."""
        words = [w for w in trigger.words if touch(w, run) and self._report.text[w[0]].isupper()]
        return (words[0][0], words[-1][1]) if words else None

    def _added(self, span: Span) -> Place:
        """The place of this name, with where it is mentioned."""
        name = self._report.text[slice(*span)]
        known = self.new.get(name)
        if known is None:
            id = self._draft.name("p", len(self._draft.places) + len(self.new) + 1)
            country = next(iter(by_word().get(name, ())), None)
            known = Place(id, name, country, None, None, None, (), "events/place")
        if span not in known.mentions:
            known = replace(known, mentions=(*known.mentions, span))
        self.new[name] = known
        return known

    def date(self, trigger: Trigger, status: Status) -> Dated | None:
        """The day that its words give, unless that contradicts the status; of what the report is
        about and tells first, without a day, its own."""
        found = _best(trigger, "when", self._times)
        if found is None or found.value is None:
            return self._day_of_report(trigger, status)
        value = found.value.partition("T")[0]
        if not value[:4].isdigit() or _contradicts(value, status, self._report):
            return None
        return Dated(found.text, (found.span,), value)

    def _day_of_report(self, trigger: Trigger, status: Status) -> Dated | None:
        """The report's day for what happened in its headline or first paragraph, if no time is told
        there: "Peru expelled two envoys."."""
        day = self._report.published.date if self._report.published else None
        late = trigger.span[0] >= self._opening
        if day is None or late or status != "happened" or trigger.central < CENTRAL:
            return None
        return Dated("", (), day, "report")


def _opening(draft: Draft) -> int:
    """Where the first paragraph of the body ends; 0 where it tells a time."""
    text = draft.report.text
    body = next((part.span[0] for part in draft.report.parts if part.kind == "body"), 0)
    end = text.find("\n", body)
    end = len(text) if end < 0 else end
    return 0 if any(body <= t.span[0] < end for t in draft.times) else end


def _contradicts(value: str, status: Status, report: Report) -> bool:
    """True of a day to come for what has happened, and of one gone by for what is planned."""
    if report.published is None or len(value) < 10:
        return False
    first, last = value[:10], value[-10:]
    if status in PAST:
        return first > report.published.latest
    return status in COMING and last < report.published.earliest


def _best(trigger: Trigger, role: Role, things: Placed[T]) -> T | None:
    """What stands where the role's words do, by the sum of their scores."""
    scores = trigger.arcs[ROLES.index(role)].clip(0)
    best: tuple[float, T] | None = None
    for run in spans(trigger, role):
        for there, thing in things.touching(run):
            weight = float(
                sum(s for s, w in zip(scores, trigger.words, strict=True) if touch(w, there))
            )
            if best is None or weight > best[0]:
                best = weight, thing
    return best[1] if best else None
