"""A record's folder: which version is in place, putting a new one in place by one rename, and who
may write.

    RECORD/record.json        the manifest of the version in place: format, counts, and the sum of each file
    RECORD/version-7/         a Parquet file a kind, the index for full text, and the same manifest
    RECORD/version-6/         the version before, for a page that still has it open
    RECORD/draft-8/           a version that a build is writing
    RECORD/pending.jsonl      the readings of a build that has not ended
    RECORD/damaged-1/         what `onrecord mend` could not use
    RECORD/build.lock         held by the one build that writes

Until the manifest is renamed into place nobody reads a new version, so that a build that dies
leaves the old one whole. A version is cleared only while a newer one is in place whose files are
all as they were written.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec

from onrecord import __version__, stopping
from onrecord.errors import BusyRecord, DamagedRecord, NewerRecord, NoRecord, RecordError
from onrecord.store import sums
from onrecord.store.sums import Sum

FORMAT = 2
"""Goes up when an older onrecord could not read what a newer one writes, or would harm it.

1 (0.1.0 to 0.3.0): no sums, and no manifest in the folder of a version. 2: both.
"""
MANIFEST, NEW, INNER, LOCK, PENDING = (
    "record.json",
    "record.json.new",
    "manifest.json",
    "build.lock",
    "pending.jsonl",
)
FOLDER = re.compile(r"(version|draft|damaged)-([1-9]\d{0,14})")
SEAL = re.compile(rb'"seal": "([0-9a-f]{64})"\s*\}\s*\Z')
"""The end of a manifest: the SHA-256 of its bytes, taken with zeros in the place of these
digits."""
UNSEALED = b"0" * 64
BEFORE_SUMS = ("readings.parquet", "reports.parquet", "words.sqlite")
"""Files that a version of format 1 cannot do without."""


class Manifest(msgspec.Struct, frozen=True):
    """What `record.json` says."""

    format: int
    onrecord: str
    version: int
    counts: dict[str, int]
    files: dict[str, Sum] = {}
    """The sum of each file of the version; empty in format 1."""
    seal: str = ""


KEPT = "the record is as it was, and what was read is kept: the same build goes on from there"

# --- reading --------------------------------------------------------------------------------------


def manifest(record: Path) -> Manifest:
    """What the record's manifest says; raises where there is no record, or one that this onrecord
    cannot read."""
    try:
        return sealed(record / MANIFEST)
    except (FileNotFoundError, NotADirectoryError):
        raise _missing(record) from None
    except OSError as error:
        raise RecordError(
            f"{record}: cannot be read ({error.strerror}); see who may read it"
        ) from None
    except NewerRecord as error:
        raise NewerRecord(f"{record}: {error}") from None
    except (ValueError, msgspec.DecodeError):
        if _numbers(record, "version"):
            raise damaged(record, f"{MANIFEST} is damaged") from None
        raise NoRecord(
            f"{record}: {MANIFEST} is not that of a record; build it again in a new folder"
        ) from None


def sealed(path: Path) -> Manifest:
    """The manifest in a file; raises ValueError or DecodeError where it is not whole, NewerRecord
    where it is of a format to come."""
    if path.exists() and not path.is_file():  # a pipe in its place would wait for ever
        raise ValueError("it is no file")
    data = path.read_bytes()
    try:
        found = msgspec.json.decode(data)
    except RecursionError:
        raise ValueError("it nests too deep") from None
    form = found.get("format") if isinstance(found, dict) else None
    if isinstance(form, int) and form > FORMAT:
        raise NewerRecord(
            f"written by onrecord {found.get('onrecord', '(unknown)')} in format {form}, this is {__version__} and reads up to "
            f"{FORMAT}; upgrade with `pip install --upgrade onrecord`, or build into a new folder"
        )
    seal = SEAL.search(data)
    if form != (FORMAT if seal else 1):
        raise ValueError("it has no seal")
    if (
        seal
        and hashlib.sha256(data[: seal.start(1)] + UNSEALED + data[seal.end(1) :]).hexdigest()
        != seal[1].decode()
    ):
        raise ValueError("its seal is another")
    return msgspec.convert(found, Manifest)


def _missing(record: Path) -> RecordError:
    """What is said where there is no manifest."""
    if _numbers(record, "version"):
        return damaged(record, f"{MANIFEST} is missing")
    if (record / PENDING).exists():
        return NoRecord(
            f"{record}: there is no record here yet, a build was stopped; the same `onrecord build` again goes on with it"
        )
    return NoRecord(
        f"{record}: there is no record here; make one with `onrecord build PATH... -o {shlex.quote(str(record))}`"
    )


def damaged(record: Path, what: str) -> DamagedRecord:
    """The error that says which file is damaged, and what to do."""
    return DamagedRecord(
        f"{record}: {what}; `onrecord mend {shlex.quote(str(record))}` makes anew what can be made"
    )


def place(record: Path, version: int) -> Path:
    """The folder of one version."""
    return record / f"version-{version}"


def expect(record: Path, now: Manifest, name: str) -> None:
    """Raises where a file of the version in place is not as it was written; in format 1 nobody
    knows."""
    path, expected = place(record, now.version) / name, now.files.get(name)
    wrong = sums.damage(path, expected) if expected else "" if path.is_file() else "is missing"
    if wrong:
        raise damaged(record, f"version-{now.version}/{name} {wrong}")


def _numbers(record: Path, kind: str) -> list[int]:
    """The numbers of the folders of a kind (`version`, `draft`, `damaged`), from the lowest."""
    try:
        found = [FOLDER.fullmatch(name) for name in os.listdir(record)]  # noqa: PTH208 - names may be no UTF-8
    except OSError:
        return []
    return sorted(int(match[2]) for match in found if match and match[1] == kind)


def versions(record: Path) -> list[int]:
    """The numbers of the versions that are there, the latest first."""
    return _numbers(record, "version")[::-1]


# --- writing --------------------------------------------------------------------------------------


@contextlib.contextmanager
def writing(record: Path) -> Iterator[Manifest | None]:
    """Holds the record for one build, and gives the manifest of the version in place, whose files
    are all whole.

    Makes the folder, clears what a dead build left, and takes an unused folder away again.
    """
    made = _made(record)
    with held(record, made=made):
        before = manifest(record) if (record / MANIFEST).exists() or versions(record) else None
        if before:
            _expect_latest(record, before)
            expect_whole(record, before)
        yield before


@contextlib.contextmanager
def held(record: Path, *, made: bool = False) -> Iterator[None]:
    """Holds the record's lock, clears what a dead build or mend left, and leaves nothing behind
    when stopped."""
    with locked(record), stopping.TakenAway(lambda: _tidy(record, made), said=KEPT):
        _finish(record)
        _drop_drafts(record)
        yield


def _made(record: Path) -> bool:
    """Makes the folder where it is missing; raises where it holds something that is no record."""
    if record.is_dir():
        names = sorted(os.listdir(record))  # noqa: PTH208 - names may be no UTF-8
        strange = [name for name in names if not _ours(name)]
        if strange and MANIFEST not in names:
            raise NoRecord(
                f"{record}: not a record, and not empty ({strange[0]}); give a new folder, or an empty one"
            )
        return False
    if os.path.lexists(record):
        raise NoRecord(f"{record}: a file, not a record; give the name of a folder")
    try:
        record.mkdir(parents=True)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise RecordError(
            f"{record}: cannot be made ({why}); give a folder that you may write"
        ) from None
    return True


def _ours(name: str) -> bool:
    return name in (MANIFEST, NEW, LOCK, PENDING, PENDING + ".new") or bool(FOLDER.fullmatch(name))


@contextlib.contextmanager
def locked(record: Path) -> Iterator[None]:
    """Holds the record's lock; raises BusyRecord where another build has it."""
    import fcntl

    try:
        handle = os.open(
            record / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666
        )  # a pipe in its place does not wait
        lock = os.fdopen(handle, "rb")
    except OSError as error:
        raise RecordError(
            f"{record}: cannot be written ({error.strerror}); give a folder that you may write"
        ) from None
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise BusyRecord(
                f"{record}: another build is writing it; wait until it has ended"
            ) from None
        yield


def _expect_latest(record: Path, now: Manifest) -> None:
    """Raises where the version in place is missing, or not the latest that is there."""
    if not place(record, now.version).is_dir():
        raise damaged(record, f"version-{now.version}, which {MANIFEST} names, is missing")
    if (latest := versions(record)[0]) > now.version:
        raise damaged(
            record, f"{MANIFEST} names version {now.version}, and version-{latest} is there"
        )


def expect_whole(record: Path, now: Manifest) -> None:
    """Raises where a file of the version in place is not as it was written; in format 1 where it is
    missing."""
    for name in now.files or BEFORE_SUMS:
        expect(record, now, name)


def _drop_drafts(record: Path) -> None:
    for number in _numbers(record, "draft"):
        path = record / f"draft-{number}"
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink()


def _tidy(record: Path, made: bool) -> None:
    """Takes away what a build without a result leaves, and the folder if the build made it and
    nothing is kept there."""
    _finish(record)
    _drop_drafts(record)
    if made and sorted(os.listdir(record)) == [LOCK]:  # noqa: PTH208 - names may be no UTF-8
        (record / LOCK).unlink()
        record.rmdir()


def draft(record: Path) -> Path:
    """A new folder for the version after all that are there."""
    made = record / f"draft-{_next(record)}"
    made.mkdir(mode=0o700)
    return made


def _next(record: Path) -> int:
    """A number that no version has."""
    return max(_numbers(record, "version"), default=0) + 1


def put(record: Path, written: Path, counts: dict[str, int]) -> None:
    """Puts a written draft in place: everything is on the disk before the two renames that make it
    the record."""
    number = int(written.name.partition("-")[2])
    files = {path.name: sums.taken(path) for path in sorted(written.iterdir())}
    new = Manifest(FORMAT, __version__, number, counts, files)
    seal(written / INNER, new)
    written.chmod(record.stat().st_mode & 0o777)
    for path in (*written.iterdir(), written, record):
        _sync(path)
    point(record, new, written)
    _clear(record, number)


def _clear(record: Path, now: int) -> None:
    """Takes away the versions before the one in place, but the last of them."""
    for number in [n for n in versions(record) if n < now][1:]:
        shutil.rmtree(place(record, number), ignore_errors=True)


def seal(path: Path, new: Manifest) -> None:
    """Writes a manifest with its seal."""
    plain = msgspec.structs.replace(new, seal=UNSEALED.decode())
    data = msgspec.json.format(msgspec.json.encode(plain)) + b"\n"
    path.write_bytes(
        data.replace(
            b'"seal": "' + UNSEALED, b'"seal": "' + hashlib.sha256(data).hexdigest().encode()
        )
    )
    _sync(path)


def point(record: Path, now: Manifest, written: Path | None = None) -> None:
    """Makes a version the one in place; a draft becomes that version by a rename just before."""
    seal(record / NEW, now)
    if (record / MANIFEST).is_dir():
        set_aside(record, MANIFEST)
    if written:
        written.rename(place(record, now.version))
    (record / NEW).replace(record / MANIFEST)
    _sync(record)


def set_aside(record: Path, name: str) -> Path:
    """Keeps what cannot be used as `damaged-N`; says where."""
    number = _numbers(record, "damaged")
    kept = record / f"damaged-{max(number, default=0) + 1}"
    return (record / name).rename(kept)


def _finish(record: Path) -> None:
    """Ends what a build had begun that died between its last two renames; takes the new manifest
    away where it had not."""
    try:
        new = sealed(record / NEW)
    except FileNotFoundError:
        return
    except (OSError, ValueError, msgspec.DecodeError, RecordError):
        if (record / NEW).is_dir():
            set_aside(record, NEW)
        else:
            (record / NEW).unlink(missing_ok=True)
        return
    if place(record, new.version).is_dir():
        (record / NEW).replace(record / MANIFEST)
    else:
        (record / NEW).unlink()


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
