"""The Python twins of the commands."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

from msgspec import structs

from onrecord.errors import InputError
from onrecord.export import FORMATS
from onrecord.record import Reading, Report, Unread
from onrecord.store import Store
from onrecord.store.write import Built, nothing, read_safely
from onrecord.store.write import build as _build

if TYPE_CHECKING:
    PathLike = os.PathLike[str]


class Given(TypedDict, total=False):
    """What is known of a text from elsewhere: the fields of a JSON Lines report."""

    id: str
    url: str
    title: str
    outlet: str
    byline: str
    agency: str
    published: str
    """The day of publication, ISO 8601."""


def read(report: str | PathLike, **given: Unpack[Given]) -> Reading:
    """Reads one report: a `str` is its text, a `pathlib.Path` a file that holds one; raises InputError where it cannot be read."""
    if not isinstance(report, str):
        if given:
            raise TypeError("a file says itself what is known of it; give its text to say more")
        return _reading(_one_of(report))
    if "\n" not in report and os.path.isfile(report):  # noqa: PTH113 - false, not an error, for a text too long for a name
        raise InputError(report, "is the name of a file, and a str is read as text", f"give pathlib.Path({report!r})")
    return _reading(_text_report(report, given))


def _reading(report: Report | Unread) -> Reading:
    found = report if isinstance(report, Unread) else read_safely(report)
    if isinstance(found, Unread):
        raise InputError(found.path, found.why, found.advice)
    return found


def _one_of(path: PathLike) -> Report | Unread:
    """The one report of a file."""
    from onrecord.reports import reports

    found = list(islice(reports([os.fspath(path)]), 2))
    if len(found) > 1:
        return Unread(os.fspath(path), "holds more than one report", "use onrecord.read_all([path])")
    return found[0] if found else nothing([os.fspath(path)])


def _text_report(text: str, given: Given) -> Report | Unread:
    from onrecord.reports.read_file import one_object

    found = one_object("text", "1", json.dumps({"text": text, **given}).encode())
    return structs.replace(found, path=given.get("id", "text"))


def read_all(paths: Iterable[str | PathLike]) -> Iterator[Reading | Unread]:
    """Reads each report under the paths, in order; what cannot be read comes as `Unread` in its place."""
    from onrecord.reports import reports

    for found in reports(os.fspath(path) for path in paths):
        yield found if isinstance(found, Unread) else read_safely(found)


def build(paths: Iterable[str | PathLike], record: str | PathLike, *, note: Callable[[str], None] | None = None) -> Built:
    """Reads the reports under the paths into a record; with the same reports again it changes nothing, with more it adds."""
    from onrecord.reports import reports

    return _build(reports(os.fspath(path) for path in paths), Path(record), note=note)


def open(record: str | PathLike) -> Store:
    """The record, opened for reading."""
    return Store(Path(record))


def export(record: Store | str | PathLike, out: str | PathLike, *, format: str = "jsonl") -> None:
    """Writes a record out; `jsonl` writes a folder with a file a kind."""
    if format not in FORMATS:
        raise ValueError(f"{format}: no such format; there are {', '.join(FORMATS)}")
    FORMATS[format](record if isinstance(record, Store) else open(record), Path(out))
