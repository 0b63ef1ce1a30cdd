"""What a time rule sees: the words that its phrase matched, and what they are relative to."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from onrecord.read.times import calendar
from onrecord.read.times.phrases import Grammar
from onrecord.record import Published

PAST = ("past", "before")


@dataclass(frozen=True)
class Anchor:
    """What a relative expression is relative to."""

    day: date | None
    """The day of publication."""
    tense: str = ""
    """Of the words near: `past`, `before` (past, and not of the report itself), `future`, `open`
    ("could", "planned") or unknown."""
    ref: str | None = None
    """The value of the calendar expression before."""
    quarter: str | None = None
    """The quarter whose results the report tells: the latest that it named and that is over."""

    @property
    def ahead(self) -> bool:
        """The words near speak of what is to come, or was."""
        return self.tense in ("future", "open")

    @property
    def behind(self) -> bool:
        """The words near speak of what is past."""
        return self.tense in PAST

    def after(self, rule: str, value: str | None, published: Published | None) -> Anchor:
        """What later expressions refer to once this one is read: not what was said by the way (a
        year earlier, overnight)."""
        if rule in ("the-units", "last-units") and re.fullmatch(r"P(?!3M)\d+M", value or ""):
            return replace(self, quarter=None)
        if rule in ("year-before", "overnight") or value is None or not calendar.bounds(value):
            return self
        return replace(
            self,
            ref=value,
            quarter=self._results(value, published) if rule == "quarter" else self.quarter,
        )

    def _results(self, value: str, published: Published | None) -> str:
        bounds = calendar.bounds(value)
        over = bounds is None or published is None or bounds[1].isoformat() < published.latest
        return value if self.quarter is None or (over and value > self.quarter) else self.quarter


@dataclass(frozen=True)
class Hit:
    """The words that a phrase matched."""

    written: list[str]
    letters: str
    known: Grammar

    def has(self, kind: str) -> bool:
        return any(letter in self.known.kinds[kind] for letter in self.letters)

    def all(self, kind: str) -> list[str]:
        """What the words of a kind give, in order: the table's value, else the word itself."""
        kinds = self.known.kinds[kind]
        found = [w for w, letter in zip(self.written, self.letters, strict=True) if letter in kinds]
        return [self.known.values.get((w, kind), w) for w in found]

    def first(self, kind: str) -> str | None:
        return next(iter(self.all(kind)), None)

    def last(self, kind: str) -> str | None:
        return next(reversed(self.all(kind)), None)

    def number(self, kind: str) -> int:
        return int(re.sub(r"\D", "", self.first(kind) or "") or 0)

    def says(self, *some: str) -> bool:
        return any(w.lower() in some for w in self.written)


Value = Callable[[Hit, Anchor], str | None]
