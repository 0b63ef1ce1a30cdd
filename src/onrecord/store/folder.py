"""A record's folder: which version is in place, putting a new one in place by one rename, and who may write.

    RECORD/record.json        the manifest: the format, the version in place, how many entries of each kind
    RECORD/version-7/         a Parquet file a kind, and the index for full text
    RECORD/version-6/         the version before, for a page that still has it open
    RECORD/build.lock         held by the one build that writes

Until the manifest is renamed into place nobody reads a new version, so that a build that dies leaves the old one whole.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec

from onrecord import __version__
from onrecord.errors import BusyRecord, NewerRecord, NoRecord, RecordError

FORMAT = 1
"""Goes up when an older onrecord could not read what a newer one writes."""
MANIFEST, DRAFT, LOCK = "record.json", "record.json.new", "build.lock"
VERSION = re.compile(r"version-(\d+)")


class Manifest(msgspec.Struct, frozen=True):
    """What `record.json` says."""

    format: int
    onrecord: str
    version: int
    counts: dict[str, int]


def manifest(record: Path) -> Manifest:
    """What the record's manifest says; raises where there is no record, or one that this onrecord cannot read."""
    try:
        data = msgspec.json.decode((record / MANIFEST).read_bytes())
        form = data["format"]
    except (FileNotFoundError, NotADirectoryError):
        raise NoRecord(f"{record}: there is no record here; make one with `onrecord build PATH... -o {record}`") from None
    except OSError as error:
        raise RecordError(f"{record}: cannot be read ({error.strerror}); see who may read it") from None
    except (msgspec.DecodeError, KeyError, TypeError):
        raise NoRecord(f"{record}: {MANIFEST} is not that of a record; build it again in a new folder") from None
    if not isinstance(form, int) or form > FORMAT:
        raise NewerRecord(
            f"{record}: written by onrecord {data.get('onrecord', '(unknown)')} in format {form}, this is {__version__} and reads up to "
            f"{FORMAT}; upgrade with `pip install --upgrade onrecord`, or build into a new folder"
        )
    return msgspec.convert(data, Manifest)


def exists(record: Path) -> bool:
    """True where there is a record, whoever can read it."""
    return (record / MANIFEST).exists()


def place(record: Path, version: int) -> Path:
    """The folder of one version."""
    return record / f"version-{version}"


@contextlib.contextmanager
def writing(record: Path) -> Iterator[None]:
    """Holds the record for one build: makes the folder, clears what a dead build left, and takes an unused folder away again."""
    made = _made(record)
    with _locked(record):
        try:
            clear(record)
            yield
        finally:
            if exists(record):
                clear(record)
            else:
                _drop(record, made)


def _made(record: Path) -> bool:
    """Makes the folder where it is missing; raises where it holds something that is no record."""
    if record.is_dir():
        strange = [] if exists(record) else sorted(p.name for p in record.iterdir() if not _ours(p.name))
        if strange:
            raise NoRecord(f"{record}: not a record, and not empty ({strange[0]}); give a new folder, or an empty one")
        return False
    if record.exists():
        raise NoRecord(f"{record}: a file, not a record; give the name of a folder")
    try:
        record.mkdir(parents=True)
    except OSError as error:
        raise RecordError(f"{record}: cannot be made ({error.strerror}); give a folder that you may write") from None
    return True


def _ours(name: str) -> bool:
    return name in (MANIFEST, DRAFT, LOCK) or bool(VERSION.fullmatch(name))


@contextlib.contextmanager
def _locked(record: Path) -> Iterator[None]:
    import fcntl

    try:
        lock = (record / LOCK).open("a")
    except OSError as error:
        raise RecordError(f"{record}: cannot be written ({error.strerror}); give a folder that you may write") from None
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise BusyRecord(f"{record}: another build is writing it; wait until it has ended") from None
        yield


def clear(record: Path) -> None:
    """Takes away what a dead build left, and every version but the one in place and the one before it."""
    now = manifest(record).version if exists(record) else 0
    (record / DRAFT).unlink(missing_ok=True)
    for path in record.iterdir():
        found = VERSION.fullmatch(path.name)
        if found and int(found[1]) not in (now, now - 1):
            shutil.rmtree(path, ignore_errors=True)


def _drop(record: Path, made: bool) -> None:
    """Takes away what a build without a result leaves, and the folder if the build made it."""
    for path in record.iterdir():
        if VERSION.fullmatch(path.name):
            shutil.rmtree(path, ignore_errors=True)
        elif path.name in (DRAFT, LOCK):
            path.unlink(missing_ok=True)
    if made:
        with contextlib.suppress(OSError):
            record.rmdir()


def put(record: Path, new: Manifest) -> None:
    """Puts a written version in place: everything is on the disk before the one rename that makes it the record."""
    folder = place(record, new.version)
    for path in (*folder.iterdir(), folder, record):
        _sync(path)
    draft = record / DRAFT
    draft.write_bytes(msgspec.json.format(msgspec.json.encode(new)) + b"\n")
    _sync(draft)
    draft.replace(record / MANIFEST)
    _sync(record)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
