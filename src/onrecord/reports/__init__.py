"""Bytes -> Report."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from onrecord.record import Report, Unread
from onrecord.reports.files import STANDARD_INPUT, files
from onrecord.reports.read_file import read_file

__all__ = ["reports"]


def reports(paths: Iterable[str | Path]) -> Iterator[Report | Unread]:
    """Each report under the paths, in the order given; what cannot be read comes as `Unread` in its
    place."""
    for path in map(os.fsdecode, paths):
        for found in [path] if path == STANDARD_INPUT else files(path):
            if isinstance(found, Unread):
                yield found
            else:
                yield from read_file(found)
