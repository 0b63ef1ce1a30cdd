"""Readings -> Record; the result does not depend on the order of the readings."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.record import Reading, Record


def merge(readings: Iterable[Reading]) -> Record:
    """The record of the readings."""
    raise NotImplementedError
