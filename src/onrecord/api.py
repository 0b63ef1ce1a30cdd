"""The Python twins of the commands."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

from msgspec import structs

from onrecord.cleaned import printable
from onrecord.errors import InputError
from onrecord.export import FORMATS
from onrecord.record import Known, Phrase, Reading, Report, Unread
from onrecord.store import Store
from onrecord.store.write import Built, nothing, read_safely
from onrecord.store.write import build as _build
from onrecord.sure import sure_reading

if TYPE_CHECKING:
    from onrecord.merge.register import Register
    from onrecord.store.mending import Fault, Mended

    PathLike = os.PathLike[str]
    Knowledge = str | PathLike | Iterable[Known]
    Lexicon = str | PathLike | Iterable[Phrase]


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


def read(
    report: str | PathLike,
    *,
    knowledge: Knowledge = (),
    lexicon: Lexicon = (),
    **given: Unpack[Given],
) -> Reading:
    """Reads one report: a `str` is its text, a `pathlib.Path` a file that holds one; raises
    InputError where it cannot be read."""
    known = phrases(lexicon)
    register, unread = _register(knowledge)
    if unread:
        raise InputError(unread[0].path, unread[0].why, unread[0].advice)
    return _filled(_reading(_given(report, given), known), register)


def _given(report: str | PathLike, given: Given) -> Report | Unread:
    if not isinstance(report, str):
        if given:
            raise TypeError("a file says itself what is known of it; give its text to say more")
        return _one_of(report)
    if "\n" not in report and os.path.isfile(report):  # noqa: PTH113 - false, not an error, for a text too long for a name
        raise InputError(
            report,
            "is the name of a file, and a str is read as text",
            f"give pathlib.Path({report!r})",
        )
    return _text_report(report, given)


def _register(knowledge: Knowledge) -> tuple[Register, list[Unread]]:
    """The register that a knowledge file makes, and the lines that could not be read."""
    from onrecord import knowledge as file
    from onrecord.merge.register import Register

    found = list(
        file.known(Path(knowledge)) if isinstance(knowledge, str | os.PathLike) else knowledge
    )
    return Register(one for one in found if isinstance(one, Known)), [
        one for one in found if isinstance(one, Unread)
    ]


def _filled(reading: Reading, register: Register) -> Reading:
    from onrecord.merge.register import fill

    return fill(reading, register)


def _reading(report: Report | Unread, known: tuple[Phrase, ...]) -> Reading:
    found = report if isinstance(report, Unread) else read_safely(report, known)
    if isinstance(found, Unread):
        raise InputError(found.path, found.why, found.advice)
    return found


def _one_of(path: PathLike) -> Report | Unread:
    """The one report of a file."""
    from onrecord.reports import reports

    found = list(islice(reports([os.fspath(path)]), 2))
    if len(found) > 1:
        return Unread(
            os.fspath(path), "holds more than one report", "use onrecord.read_all([path])"
        )
    return found[0] if found else nothing([os.fspath(path)])


def _text_report(text: str, given: Given) -> Report | Unread:
    from onrecord.reports.read_file import one_object

    found = one_object("text", "1", json.dumps({"text": text, **given}).encode())
    return structs.replace(found, path=printable(given.get("id", "text")))


def read_all(
    paths: Iterable[str | PathLike],
    *,
    min_confidence: float | None = None,
    knowledge: Knowledge = (),
    lexicon: Lexicon = (),
) -> Iterator[Reading | Unread]:
    """Reads each report under the paths, in order; what cannot be read comes as `Unread` in its
    place.

    With `min_confidence` (0 to 1) only the statements that are right with that probability or a
    higher one. Raises InputError, before anything is read, where the lexicon cannot be used.
    """
    from onrecord.reports import reports

    known = phrases(lexicon)
    register, unread = _register(knowledge)
    yield from unread
    for found in reports(os.fspath(path) for path in paths):
        reading = found if isinstance(found, Unread) else read_safely(found, known)
        yield (
            reading
            if isinstance(reading, Unread)
            else _filled(sure_reading(reading, min_confidence), register)
        )


def build(
    paths: Iterable[str | PathLike],
    record: str | PathLike,
    *,
    note: Callable[[str], None] | None = None,
    knowledge: Knowledge | None = None,
    lexicon: Lexicon | None = None,
) -> Built:
    """Reads the reports under the paths into a record; with the same reports again it changes
    nothing, with more it adds.

    The record keeps the knowledge and the lexicon that it is built with, and later builds go on with
    them unless they are given others. With another lexicon all its reports are read again.
    """
    from onrecord.reports import reports

    given = None if lexicon is None else phrases(lexicon)
    found = reports(os.fspath(path) for path in paths)
    if knowledge is None:
        return _build(found, Path(record), note=note, phrases=given)
    register, unread = _register(knowledge)
    return _build(
        chain(unread, found), Path(record), note=note, known=register.known, phrases=given
    )


def known(knowledge: Knowledge) -> tuple[tuple[Known, ...], list[Unread]]:
    """The lines of a knowledge file, and those that could not be read."""
    register, unread = _register(knowledge)
    return register.known, unread


def phrases(lexicon: Lexicon) -> tuple[Phrase, ...]:
    """The phrases of a lexicon; raises InputError at the first that cannot be used."""
    from onrecord.read.events import phrases as file

    if isinstance(lexicon, str | os.PathLike):
        return file.phrases(Path(lexicon))
    return file.checked((f"lexicon#{n}", one) for n, one in enumerate(lexicon, 1))


def from_wikidata(dump: str | PathLike) -> Iterator[Known | Unread]:
    """The people with offices, states and bodies of a Wikidata JSON dump; a bad line comes as
    `Unread`, and the others go on."""
    from onrecord.knowledge import wikidata

    return wikidata.from_wikidata(Path(dump))


def write_knowledge(known: Iterable[Known], out: str | PathLike) -> int:
    """Writes a knowledge file; says how many lines."""
    from onrecord.knowledge import write

    return write(known, Path(out))


def open(record: str | PathLike) -> Store:
    """The record, opened for reading."""
    return Store(Path(record))


def check(record: str | PathLike) -> tuple[Fault, ...]:
    """What is wrong with the files of a record; every one is read whole."""
    from onrecord.store import mending

    return mending.check(Path(record))


def mend(record: str | PathLike) -> Mended:
    """Makes a damaged record whole again, from the newest readings in it that are; raises
    DamagedRecord where none are."""
    from onrecord.store import mending

    return mending.mend(Path(record))


def export(record: Store | str | PathLike, out: str | PathLike, *, format: str = "jsonl") -> None:
    """Writes a record out; `jsonl` writes a folder with a file a kind."""
    if format not in FORMATS:
        raise ValueError(f"{format}: no such format; there are {', '.join(FORMATS)}")
    FORMATS[format](record if isinstance(record, Store) else open(record), Path(out))
