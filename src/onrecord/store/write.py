"""Reports -> a record on disk: reads what is new, merges everything, puts the new version in place."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path

import msgspec
from msgspec import Struct, structs

from onrecord import __version__, search
from onrecord.errors import ModelMissing, RecordError
from onrecord.record import Known, Reading, Record, Report, Unread
from onrecord.store import folder, tables
from onrecord.store.index import rows
from onrecord.store.tables import Kept, ReportIssue, ReportPlace


class Built(Struct, frozen=True, kw_only=True):
    """What a build did."""

    record: str
    added: tuple[str, ...]
    """Ids of the reports read."""
    known: int
    """Reports that the record had already."""
    unread: tuple[Unread, ...]
    counts: dict[str, int]
    changed: bool
    """False where the record was left as it was, to the byte."""


Note = Callable[[str], None]


KNOWLEDGE = "knowledge.jsonl"
"""The lines of the knowledge file with which a version was merged; a later build goes on with them unless it is given others."""


def build(found: Iterable[Report | Unread], path: Path, *, note: Note | None = None, known: Sequence[Known] | None = None) -> Built:
    """Adds reports to a record, or makes one; the record changes in one step, at the end, or not at all."""
    with folder.writing(path), _disk_errors(path):
        before = folder.manifest(path) if folder.exists(path) else None
        given = None if known is None else b"".join(msgspec.json.encode(one) + b"\n" for one in known)
        return _Build(path, before, note or (lambda _: None), given).run(found)


def read_safely(report: Report) -> Reading | Unread:
    """The reading of a report; a report on which a step fails stops no other."""
    from onrecord.read import read_report
    from onrecord.reports.refused import fault

    try:
        return read_report(report)
    except ModelMissing:
        raise
    except Exception as error:
        return fault(error).at(report.path)


def nothing(paths: Iterable[str]) -> Unread:
    """What is said where paths hold no report at all."""
    return Unread(" ".join(paths), "holds no report", "give a text, HTML, JSON Lines or WARC file, or a folder of them")


@contextmanager
def _disk_errors(path: Path) -> Iterator[None]:
    """What the disk, DuckDB or SQLite say of a full or failing disk comes as one error of ours."""
    import duckdb

    try:
        yield
    except duckdb.InterruptException:
        raise KeyboardInterrupt from None
    except (OSError, duckdb.IOException, duckdb.FatalException, duckdb.OutOfMemoryException, sqlite3.OperationalError) as error:
        why = str(error).strip().splitlines()[0]
        raise RecordError(
            f"{path}: cannot be written ({why}); the record is as it was before; make room on the disk and build again"
        ) from error


class _Build:
    """One run of `build`: what is counted on the way."""

    def __init__(self, path: Path, before: folder.Manifest | None, note: Note, known: bytes | None) -> None:
        self.path, self.before, self.note = path, before, note
        self.old = folder.place(path, before.version) if before else None
        had = _kept(self.old) if self.old else b""
        self.knowledge = had if known is None else known
        self.learnt = self.knowledge != had
        self.readers = tables.readers(self.old) if self.old else {}
        self.added: list[str] = []
        self.unread: list[Unread] = []
        self.known: set[str] = set()

    def run(self, found: Iterable[Report | Unread]) -> Built:
        readings = self._readings(found)
        first = list(islice(readings, 1))
        if self.before and self.before.onrecord == __version__ and not first and not self.learnt:
            return self._built(self.before.counts, changed=False)
        if self.before is None and not first:
            return self._built({}, changed=False)
        return self._built(self._write(chain(first, readings)), changed=True)

    def _write(self, readings: Iterable[Kept]) -> dict[str, int]:
        """Writes a new version and puts it in place."""
        number = self.before.version + 1 if self.before else 1
        new = folder.place(self.path, number)
        new.mkdir()
        lines = new / "new.jsonl"
        tables.write_lines(lines, readings)
        self.note("merging")
        tables.write_readings(new, lines, self.old)
        lines.unlink()
        if self.knowledge:
            (new / KNOWLEDGE).write_bytes(self.knowledge)
        counts = write_tables(new)
        folder.put(self.path, folder.Manifest(folder.FORMAT, __version__, number, counts))
        return counts

    def _readings(self, found: Iterable[Report | Unread]) -> Iterator[Kept]:
        """The readings of the reports that the record does not have from this onrecord."""
        for report in found:
            if isinstance(report, Unread):
                self.unread.append(report)
            elif self.readers.get(report.id) == __version__:
                self.known.add(report.id)
            else:
                yield from self._reading(report)

    def _reading(self, report: Report) -> Iterator[Kept]:
        reading = read_safely(report)
        if isinstance(reading, Unread):
            self.unread.append(reading)
            return
        self.readers[report.id] = __version__
        self.added.append(report.id)
        yield Kept(report.id, report.digest, __version__, msgspec.json.encode(reading).decode())

    def _built(self, counts: dict[str, int], *, changed: bool) -> Built:
        known = len(self.known - set(self.added))
        return Built(record=str(self.path), added=tuple(self.added), known=known, unread=tuple(self.unread), counts=counts, changed=changed)


def _kept(version: Path) -> bytes:
    path = version / KNOWLEDGE
    return path.read_bytes() if path.exists() else b""


def _known(version: Path) -> Iterator[Known]:
    return (msgspec.json.decode(line, type=Known) for line in _kept(version).splitlines())


def write_tables(new: Path) -> dict[str, int]:
    """Merges the readings of a version and writes its tables and index; says how many entries of each kind."""
    from onrecord.merge import merge

    record = merge(tables.readings(new), _known(new))
    counts = {name: tables.write(new, name, getattr(record, name)) for name in Record.__struct_fields__}
    for name, entries in (("issues", _issues(tables.readings(new))), ("places", _places(tables.readings(new)))):
        tables.write(new, name, entries)
    search.write(new / search.FILE, rows(record, tables.readings(new)))
    return counts


def _issues(readings: Iterable[Reading]) -> Iterator[ReportIssue]:
    return (ReportIssue(**structs.asdict(issue), report=r.report.id) for r in readings for issue in r.issues)


def _places(readings: Iterable[Reading]) -> Iterator[ReportPlace]:
    return (ReportPlace(**structs.asdict(place), report=r.report.id) for r in readings for place in r.places)
