"""Kinds of damage to a record of two versions: what a disk, a copy cut short or a careless hand
does to its files."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

Harm = Callable[[Path], object]
"""What is done to one file."""


def flip(path: Path, at: int) -> None:
    """Turns one bit; `at` counts bits, from the end where it is negative."""
    data = bytearray(path.read_bytes())
    data[at // 8] ^= 1 << at % 8
    path.write_bytes(bytes(data))


def instead(make: Callable[[Path], object]) -> Harm:
    """Something else in the place of the file."""

    def harm(path: Path) -> None:
        path.unlink()
        make(path)

    return harm


FILE: dict[str, Harm] = {
    "missing": lambda path: path.unlink(),
    "empty": lambda path: path.write_bytes(b""),
    "cut": lambda path: os.truncate(path, path.stat().st_size // 2),
    "longer": lambda path: path.write_bytes(path.read_bytes() + b"\0"),
    "first bit": lambda path: flip(path, 0),
    "a bit in the middle": lambda path: flip(path, path.stat().st_size * 4),
    "a bit near the end": lambda path: flip(path, -60),
    "zeros": lambda path: path.write_bytes(bytes(path.stat().st_size)),
    "another text": lambda path: path.write_text("Not what was here.\n", encoding="utf-8"),
    "a folder": instead(lambda path: path.mkdir()),
    "a link to nothing": instead(lambda path: path.symlink_to("gone")),
    "a pipe": instead(lambda path: os.mkfifo(path)),
}
FILES = (
    "record.json",
    "version-2/readings.parquet",
    "version-2/reports.parquet",
    "version-2/statements.parquet",
    "version-2/words.sqlite",
)


def edited(record: Path, **fields: object) -> None:
    """Changes what the manifest says, as an editor would."""
    path = record / "record.json"
    path.write_text(
        json.dumps(json.loads(path.read_text(encoding="utf-8")) | fields), encoding="utf-8"
    )


WHOLE: dict[str, Harm] = {
    "a version missing": lambda record: shutil.rmtree(record / "version-2"),
    "a version empty": lambda record: (
        shutil.rmtree(record / "version-2"),
        (record / "version-2").mkdir(),
    ),
    "a version renamed": lambda record: (record / "version-2").rename(record / "version-9"),
    "a version that is a file": lambda record: (
        shutil.rmtree(record / "version-2"),
        (record / "version-2").touch(),
    ),
    "both versions missing": lambda record: [
        shutil.rmtree(record / f"version-{n}") for n in (1, 2)
    ],
    "a manifest that names no version": lambda record: edited(record, version=7),
    "a manifest of another shape": lambda record: edited(record, counts=[1]),
    "a manifest without a format": lambda record: edited(record, format=None),
    "a manifest that says format 1": lambda record: edited(record, format=1),
    "a manifest that is a list": lambda record: (record / "record.json").write_text(
        "[]", encoding="utf-8"
    ),
    "two tables in each other's place": lambda record: swapped(
        record / "version-2/reports.parquet", record / "version-2/stories.parquet"
    ),
    "a table of the version before": lambda record: shutil.copy(
        record / "version-1/reports.parquet", record / "version-2/reports.parquet"
    ),
}


def swapped(one: Path, other: Path) -> None:
    one.rename(one.with_suffix(".kept"))
    other.rename(one)
    one.with_suffix(".kept").rename(other)


def damages() -> Iterator[tuple[str, Harm]]:
    """Every damage by its name, done to a record's folder."""
    for file in FILES:
        for name, harm in FILE.items():
            yield f"{file}: {name}", lambda record, file=file, harm=harm: harm(record / file)  # type: ignore[misc]
    yield from WHOLE.items()
