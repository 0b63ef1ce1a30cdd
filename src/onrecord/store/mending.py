"""Damage to a record: finding it (`onrecord check`), and making anew what can be made (`onrecord
mend`).

Everything in a version follows from its readings, so that a damaged table is made anew from them.
Where the readings are damaged, the version before is taken. Nothing is thrown away: a version that
cannot be used is kept as `damaged-N`.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec
from msgspec import Struct

from onrecord import search
from onrecord.cleaned import printable
from onrecord.errors import DamagedRecord, NewerRecord, RecordError
from onrecord.store import folder, pending, sums, tables
from onrecord.store.folder import INNER, MANIFEST, NEW, PENDING, Manifest
from onrecord.store.write import KNOWLEDGE, LEXICON, disk_errors, finish, kept

READINGS = f"{tables.READINGS}.parquet"
GIVEN = {KNOWLEDGE: "--knowledge", LEXICON: "--lexicon"}
"""The option that gives what a file keeps."""


class Fault(Struct, frozen=True):
    """What is wrong with a file of a record."""

    file: str
    why: str


class Mended(Struct, frozen=True, kw_only=True):
    """What `mend` did."""

    record: str
    found: tuple[Fault, ...]
    did: str
    """In a few words; empty where there was nothing to mend."""
    lost: str = ""
    """What could not be made anew, and what to do."""


def check(record: Path) -> tuple[Fault, ...]:
    """What is wrong in a record, file by file; every file is read whole. Raises NoRecord where
    there is none."""
    while True:
        now = _manifest(record)
        found = tuple(_check(record, now))
        if (
            now is None or _manifest(record) == now
        ):  # else a build has put another version in place meanwhile
            return found


def _check(record: Path, now: Manifest | None) -> Iterator[Fault]:
    sums.forget()
    if now is None:
        yield Fault(
            MANIFEST, "is missing" if not os.path.lexists(record / MANIFEST) else "is damaged"
        )
    numbers = folder.versions(record)
    if now and now.version not in numbers:
        yield Fault(f"version-{now.version}", "is missing")
    if now and numbers and numbers[0] > now.version and not _about_to_be(record, numbers[0]):
        yield Fault(MANIFEST, f"names version {now.version}, and version-{numbers[0]} is there")
    for number in numbers:
        yield from _faults(record, number, now)
    if pending.strange(record / PENDING):
        yield Fault(PENDING, "is no file")
    elif bad := pending.damaged(record / PENDING):
        yield Fault(
            PENDING,
            f"has {bad} of its readings not whole; the next build reads these reports again",
        )


def _manifest(record: Path) -> Manifest | None:
    """The record's manifest; None where it is damaged."""
    try:
        return folder.manifest(record)
    except DamagedRecord:
        return None
    except (
        NewerRecord
    ):  # a bit of its format may be another: then that of a version says what it was
        if not any(_sealed(folder.place(record, number)) for number in folder.versions(record)):
            raise
        return None


def _about_to_be(record: Path, number: int) -> bool:
    """True of a version that a build, alive or dead, has written but for the last rename; the next
    build ends that."""
    try:
        return folder.sealed(record / NEW).version == number
    except (OSError, ValueError, msgspec.DecodeError, RecordError):
        return False


def _faults(record: Path, number: int, now: Manifest | None) -> Iterator[Fault]:
    """What is wrong in one version."""
    place = folder.place(record, number)
    said = _said(place, now)
    if said is None:
        yield Fault(f"{place.name}/{INNER}", "is damaged")
    elif not said.files:
        yield from _unread(place)
    else:
        wrong = (
            (name, sums.damage(place / name, expected)) for name, expected in said.files.items()
        )
        yield from (Fault(f"{place.name}/{name}", why) for name, why in wrong if why)
        if said.version != number:
            yield Fault(f"{place.name}/{INNER}", f"is that of version {said.version}")
        elif _sealed(place) != said:
            yield Fault(
                f"{place.name}/{INNER}", "is damaged" if (place / INNER).exists() else "is missing"
            )


def _said(place: Path, now: Manifest | None) -> Manifest | None:
    """The manifest of a version: its own, else the record's where that names it; None where neither
    is whole."""
    if now and folder.place(place.parent, now.version) == place:
        return now
    return _sealed(place) if (place / INNER).exists() else Manifest(1, "", 0, {})


def _sealed(place: Path) -> Manifest | None:
    """The manifest in the folder of a version; None where it is missing or damaged."""
    try:
        return folder.sealed(place / INNER)
    except (OSError, ValueError, msgspec.DecodeError, RecordError):
        return None


def _unread(place: Path) -> Iterator[Fault]:
    """Of a version of format 1, which has no sums, what cannot be read through."""
    kinds: dict[str, type[Struct]] = {**tables.TABLES, tables.READINGS: tables.Kept}
    for name, kind in kinds.items():
        if why := tables.unreadable(place, name, kind):
            yield Fault(f"{place.name}/{name}.parquet", why)
    try:
        with closing(
            sqlite3.connect(
                f"{(place / search.FILE).resolve().as_uri()}?mode=ro&immutable=1", uri=True
            )
        ) as index:
            index.execute("select count(*) from entry")
            whole = index.execute("pragma integrity_check").fetchone() == ("ok",)
    except (sqlite3.Error, OSError):
        whole = False
    if not whole:
        yield Fault(f"{place.name}/{search.FILE}", "cannot be read")


# --- making anew ----------------------------------------------------------------------------------


def mend(record: Path) -> Mended:
    """Makes a record whole again from the newest readings that are; raises where none are."""
    if not folder.versions(record):
        folder.manifest(record)  # says that there is no record
    with disk_errors(record, "mend"), folder.held(record):
        found, asked = check(record), _manifest(record)
        if pending.strange(record / PENDING):
            folder.set_aside(record, PENDING)
        pending.rewrite(record / PENDING)
        for number in folder.versions(record) if found else ():
            if did := _use(record, number, asked):
                return Mended(
                    record=printable(str(record)),
                    found=found,
                    did=did,
                    lost=_set_aside(record, number, asked),
                )
    if not found:
        return Mended(record=printable(str(record)), found=(), did="")
    raise DamagedRecord(
        f"{record}: none of its versions has whole readings; build the reports again into a new folder"
    )


def _use(record: Path, number: int, asked: Manifest | None) -> str:
    """Makes a version the record, and says how; empty where its readings are damaged."""
    place = folder.place(record, number)
    said = _said(place, asked)
    bad = {fault.file.partition("/")[2] for fault in _faults(record, number, asked)}
    inner = (place / INNER).is_file() or not os.path.lexists(place / INNER)
    if said and said.files and not bad & said.files.keys() and inner:
        said = msgspec.structs.replace(
            said, version=number
        )  # of a folder that was renamed it is another
        folder.seal(place / INNER, said)
        folder.point(record, said)
        return f"version-{number} is whole, and in place"
    if READINGS in bad or not tables.decodable(place):
        return ""
    given = kept(place, GIVEN.keys() - bad)
    new = folder.draft(record)
    tables.copy_readings(place, new)
    finish(record, new, given)
    more = "".join(
        f" (but {name} is damaged: build again with {option})"
        for name, option in GIVEN.items()
        if name in bad
    )
    return f"all is made anew from the readings of version-{number}{more}"


def _set_aside(record: Path, used: int, asked: Manifest | None) -> str:
    """Keeps the versions that are damaged under another name, and says which reports are lost:
    those that only newer ones have."""
    now = folder.manifest(record)
    kept = tables.paths(folder.place(record, now.version))
    unknown, lost = (
        asked is not None and asked.version > max(folder.versions(record)),
        dict[str, str](),
    )
    for number in folder.versions(record):
        if number == now.version or not any(_faults(record, number, None)):
            continue
        place = folder.set_aside(record, f"version-{number}")
        if number > used:
            had = tables.paths(place)
            unknown |= not had
            lost |= had
    names = [path for id, path in lost.items() if id not in kept]
    if not names and not unknown:
        return ""
    which = ", ".join(names[:3]) + (f" and {len(names) - 3:,} more" if len(names) > 3 else "")
    return f"what was read since is lost{f' ({which})' if which else ''}; build these reports again"
