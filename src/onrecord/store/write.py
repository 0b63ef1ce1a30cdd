"""Reports -> a record on disk: reads what is new, merges everything, puts the new version in
place."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from itertools import chain
from pathlib import Path

import msgspec
from msgspec import Struct, structs

from onrecord import __version__, search
from onrecord.cleaned import printable
from onrecord.errors import InputError, ModelMissing, RecordError
from onrecord.record import Known, Phrase, Reading, Record, Report, Unread
from onrecord.store import folder, tables
from onrecord.store.index import rows
from onrecord.store.pending import Pending, strange
from onrecord.store.tables import Kept, ReportIssue, ReportPlace

MOST_TOLD = 1000
"""Of inputs that could not be read, so many are kept by name; of the others how many they are."""


class Built(Struct, frozen=True, kw_only=True):
    """What a build did."""

    record: str
    added: tuple[str, ...]
    """Ids of the reports that are new, or read anew."""
    resumed: int = 0
    """How many of these a build that was stopped had read."""
    known: int
    """Reports that the record had already."""
    unread: tuple[Unread, ...]
    """The first `MOST_TOLD` inputs that could not be read."""
    more_unread: int = 0
    """How many more could not be read."""
    counts: dict[str, int]
    changed: bool
    """False where the record was left as it was, to the byte."""


Note = Callable[[str], None]


KNOWLEDGE, LEXICON = "knowledge.jsonl", "lexicon.jsonl"
"""The lines of the knowledge file with which a version was merged, and the phrases of the lexicon
with which it was read; a later build goes on with them unless it is given others."""


def build(
    found: Iterable[Report | Unread],
    path: Path,
    *,
    note: Note | None = None,
    known: Sequence[Known] | None = None,
    phrases: Sequence[Phrase] | None = None,
) -> Built:
    """Adds reports to a record, or makes one; the record changes in one step, at the end, or not at
    all.

    A build that dies leaves the readings that it had made in `pending.jsonl`, and the next one
    takes them in.
    """
    with disk_errors(path), folder.writing(path) as before, closing(_pending(path)) as pending:
        given = {
            name: b"".join(msgspec.json.encode(one) + b"\n" for one in lines)
            for name, lines in ((KNOWLEDGE, known), (LEXICON, phrases))
            if lines is not None
        }
        return _Build(path, before, pending, note or (lambda _: None), given).run(found)


def _pending(path: Path) -> Pending:
    if strange(path / folder.PENDING):
        raise folder.damaged(path, f"{folder.PENDING} is no file")
    return Pending(path / folder.PENDING)


def read_safely(report: Report, phrases: tuple[Phrase, ...] = ()) -> Reading | Unread:
    """The reading of a report; a report on which a step fails stops no other."""
    from onrecord.read import read_report
    from onrecord.reports.refused import fault

    try:
        return read_report(report, phrases)
    except ModelMissing:
        raise
    except InputError as error:
        return Unread(error.path, error.why, error.advice)
    except Exception as error:
        return fault(error).at(report.path)


def written(reading: Reading) -> bytes | Unread:
    """The line that a reading is printed and kept as."""
    from onrecord.reports.refused import fault

    try:
        return msgspec.json.encode(reading)
    except (
        UnicodeEncodeError,
        msgspec.MsgspecError,
    ) as error:  # half a character that nobody cleaned
        return fault(error).at(reading.report.path)


def nothing(paths: Iterable[str]) -> Unread:
    """What is said where paths hold no report at all."""
    return Unread(
        " ".join(paths),
        "holds no report",
        "give a text, HTML, JSON Lines or WARC file, or a folder of them",
    )


@contextmanager
def disk_errors(path: Path, command: str = "build") -> Iterator[None]:
    """What the disk, DuckDB or SQLite say of a full or failing disk comes as one error of ours."""
    import duckdb

    try:
        yield
    except duckdb.InterruptException:
        raise KeyboardInterrupt from None
    except (
        OSError,
        duckdb.IOException,
        duckdb.FatalException,
        duckdb.OutOfMemoryException,
        sqlite3.OperationalError,
    ) as error:
        why = str(error).strip().splitlines()[0]
        raise RecordError(
            f"{path}: cannot be written ({why}); the record is as it was before; make room on the disk and {command} again"
        ) from error
    except msgspec.DecodeError as error:
        raise RecordError(
            f"{path}: has readings that onrecord {__version__} cannot use ({error}); build the reports into a new folder"
        ) from error
    except (
        duckdb.Error,
        sqlite3.Error,
        msgspec.MsgspecError,
    ) as error:  # in format 1, where no sums are known
        raise folder.damaged(
            path, f"cannot be read ({str(error).strip().splitlines()[0]})"
        ) from error


class _Build:
    """One run of `build`: what is counted on the way."""

    def __init__(
        self,
        path: Path,
        before: folder.Manifest | None,
        pending: Pending,
        note: Note,
        given: Mapping[str, bytes],
    ) -> None:
        self.path, self.before, self.pending, self.note = path, before, pending, note
        self.old = folder.place(path, before.version) if before else None
        had = kept(self.old) if self.old else {}
        self.kept = {**had, **given}
        self.learnt = any(lines != had.get(name, b"") for name, lines in self.kept.items())
        self.phrases, self.digest = _phrases(self.kept.get(LEXICON, b""))
        self.readers = tables.readers(self.old) if self.old else {}
        self.resumed = [
            id
            for id, reader in pending.readers.items()
            if self._ours(reader) and self.readers.get(id) != reader
        ]
        self.readers |= pending.readers
        self.added = list(self.resumed)
        self.unread: list[Unread] = []
        self.more_unread = 0
        self.known: set[str] = set()

    def run(self, found: Iterable[Report | Unread]) -> Built:
        for report in found:
            self._take(report)
        self._read_anew()
        if not self._changes():
            self.pending.drop()
            return self._built(self.before.counts if self.before else {}, changed=False)
        counts = self._write()
        self.pending.drop()
        return self._built(counts, changed=True)

    def _changes(self) -> bool:
        """True where there is something to write."""
        if self.before is None:
            return bool(self.added)
        return bool(self.added) or self.learnt or self.before.onrecord != __version__

    def _take(self, report: Report | Unread) -> None:
        """Reads a report that the record does not have from this onrecord, and keeps the
        reading."""
        if isinstance(report, Unread):
            self._refuse(report)
        elif self.readers.get(report.id) == self._reader:
            self.known.add(report.id)
        else:
            self._read(report)

    @property
    def _reader(self) -> str:
        """What a reading is made with: this onrecord, and the lexicon if there is one."""
        return f"{__version__}+{self.digest}" if self.digest else __version__

    def _ours(self, reader: str) -> bool:
        """True of a reading that was made with the lexicon of this build, by whichever onrecord."""
        return reader.partition("+")[2] == self.digest

    def _read_anew(self) -> None:
        """Reads again what was read with another lexicon, though it is not given again."""
        if all(map(self._ours, self.readers.values())):
            return
        self.note("reading with another lexicon")
        for reading in chain(
            tables.readings(self.old) if self.old else (), self.pending.readings()
        ):
            if not self._ours(self.readers[reading.report.id]):
                self._read(reading.report)

    def _read(self, report: Report) -> None:
        reading = read_safely(report, self.phrases)
        line = reading if isinstance(reading, Unread) else written(reading)
        if isinstance(line, Unread):
            self._refuse(line)
            return
        self.pending.add(Kept(report.id, report.digest, self._reader, line.decode()))
        self.readers[report.id] = self._reader
        self.added.append(report.id)

    def _refuse(self, unread: Unread) -> None:
        if len(self.unread) < MOST_TOLD:
            self.unread.append(unread)
        else:
            self.more_unread += 1

    def _write(self) -> dict[str, int]:
        """Writes a new version and puts it in place."""
        new = folder.draft(self.path)
        self.note("merging")
        lines = new / "new.jsonl"
        tables.write_lines(lines, (one for one in self.pending.last() if self._ours(one.reader)))
        tables.write_readings(new, lines, self.old)
        lines.unlink()
        return finish(self.path, new, self.kept)

    def _built(self, counts: dict[str, int], *, changed: bool) -> Built:
        return Built(
            record=printable(str(self.path)), added=tuple(self.added), resumed=len(self.resumed), known=len(self.known - set(self.added)),
            unread=tuple(self.unread), more_unread=self.more_unread, counts=counts, changed=changed,
        )  # fmt: skip


def finish(path: Path, new: Path, given: Mapping[str, bytes]) -> dict[str, int]:
    """Makes all tables of a draft from its readings, and puts it in place; says how many entries of
    each kind."""
    for name, lines in given.items():
        if lines:
            (new / name).write_bytes(lines)
    counts = write_tables(new)
    folder.put(path, new, counts)
    return counts


def kept(version: Path, names: Iterable[str] = (KNOWLEDGE, LEXICON)) -> dict[str, bytes]:
    """What a version was built with, by the names of the files that keep it."""
    paths = (version / name for name in names)
    return {path.name: path.read_bytes() for path in paths if path.is_file()}


def _known(version: Path) -> Iterator[Known]:
    lines = kept(version).get(KNOWLEDGE, b"").splitlines()
    return (msgspec.json.decode(line, type=Known) for line in lines)


def _phrases(lines: bytes) -> tuple[tuple[Phrase, ...], str]:
    """The phrases of a lexicon as it is kept, and a digest of them; empty of none."""
    found = tuple(msgspec.json.decode(line, type=Phrase) for line in lines.splitlines())
    return found, hashlib.sha256(lines).hexdigest()[:16] if found else ""


def write_tables(new: Path) -> dict[str, int]:
    """Merges the readings of a version and writes its tables and index; says how many entries of
    each kind."""
    from onrecord.merge import merge

    record = merge(tables.readings(new), _known(new))
    counts = {
        name: tables.write(new, name, getattr(record, name)) for name in Record.__struct_fields__
    }
    for name, entries in (
        ("issues", _issues(tables.readings(new))),
        ("places", _places(tables.readings(new))),
    ):
        tables.write(new, name, entries)
    search.write(new / search.FILE, rows(record, tables.readings(new)))
    return counts


def _issues(readings: Iterable[Reading]) -> Iterator[ReportIssue]:
    return (
        ReportIssue(**structs.asdict(issue), report=r.report.id)
        for r in readings
        for issue in r.issues
    )


def _places(readings: Iterable[Reading]) -> Iterator[ReportPlace]:
    return (
        ReportPlace(**structs.asdict(place), report=r.report.id)
        for r in readings
        for place in r.places
    )
