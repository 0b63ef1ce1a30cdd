"""Only the statements that are right with some probability or a higher one, for those who want
precision."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from msgspec import structs

from onrecord.record import Reading, Statement

Said = TypeVar("Said", bound=Statement)


def sure(statements: Iterable[Said], least: float | None) -> tuple[Said, ...]:
    """The statements with at least this confidence; those whose confidence is unknown only where
    `least` is None."""
    return tuple(
        s
        for s in statements
        if least is None or (s.confidence is not None and s.confidence >= least)
    )


def sure_reading(reading: Reading, least: float | None) -> Reading:
    """A reading with only its sure statements; they point at none that is left out."""
    kept = sure(reading.statements, least)
    ids = {s.id for s in kept}
    return structs.replace(reading, statements=tuple(_without(s, ids) for s in kept))


def _without(statement: Statement, ids: set[str]) -> Statement:
    points = {name: getattr(statement, name) for name in ("reply_to", "continues", "inside")}
    lost = {name: None for name, id in points.items() if id is not None and id not in ids}
    return structs.replace(statement, **lost) if lost else statement
