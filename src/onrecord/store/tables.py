"""The tables of a record: their columns, from the types in `record`, and writing them as Parquet.

Columns have the names that the fields have in JSON, so that a row read back is the value written.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct, inspect

from onrecord.record import (
    Claim,
    Difference,
    Issue,
    MergedActor,
    MergedEvent,
    Place,
    Position,
    Reading,
    StoredReport,
    StoredStatement,
    Story,
)

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class Kept(Struct, frozen=True):
    """A reading as it is kept: of which report, read by which onrecord, and the line that `onrecord
    read` prints."""

    id: str
    digest: str
    reader: str
    reading: str


class ReportIssue(Issue, frozen=True, kw_only=True):
    """A matter of policy as one report speaks of it."""

    report: str


class ReportPlace(Place, frozen=True, kw_only=True):
    """A place as one report mentions it."""

    report: str


TABLES: dict[str, type[Struct]] = {
    "reports": StoredReport,
    "actors": MergedActor,
    "statements": StoredStatement,
    "claims": Claim,
    "events": MergedEvent,
    "stories": Story,
    "positions": Position,
    "differences": Difference,
    "issues": ReportIssue,
    "places": ReportPlace,
}
"""The tables of a record; the first eight are those of the contract."""
READINGS = "readings"
LARGEST = 1 << 30
"""Bytes of the longest row."""


def database(spill: Path | None = None) -> DuckDBPyConnection:
    """A database in memory that fetches nothing from anywhere, and writes what does not fit to the
    folder for such files, if any."""
    import duckdb

    offline = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
    return duckdb.connect(
        config={**offline, "threads": "2", "temp_directory": _path(spill) if spill else ""}
    )


def parquet(folder: Path, name: str) -> str:
    """The table of a version folder, as SQL names it."""
    return f"read_parquet({_literal(folder / f'{name}.parquet')}, hive_partitioning = false)"


def _literal(path: Path) -> str:
    """A path that is read, as SQL names it: DuckDB takes `*`, `?` and `[` for patterns
    ("talks*.record" would read three records)."""
    return _string(re.sub(r"[*?\[]", r"[\g<0>]", _path(path)))


def _string(path: str) -> str:
    return "'" + path.replace("'", "''") + "'"


def _path(path: Path) -> str:
    """A path in UTF-8, which is all that DuckDB takes; of one in other bytes its folder is named by
    an open handle."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return f"/proc/self/fd/{_handle(path.parent)}/{path.name}"
    return str(path)


_handles: dict[tuple[int, int], int] = {}


def _handle(folder: Path) -> int:
    """A handle of a folder, open as long as the process."""
    found = folder.stat()
    place = found.st_dev, found.st_ino
    if place not in _handles:
        _handles[place] = os.open(folder, os.O_RDONLY)
    return _handles[place]


LATER = {
    "events": {
        "said_by": "[]::varchar[]",
        "confidence": "null::double",
        "central": "false",
        "shown": "true",
    }
}
"""Columns that records written before 0.5.0 lack, and what stands for them."""


def whole(db: DuckDBPyConnection, folder: Path, name: str) -> str:
    """The query for a table with all its columns, whichever version wrote it."""
    found = parquet(folder, name)
    if name not in LATER:
        return f"select * from {found}"
    there = {row[0] for row in db.execute(f"describe select * from {found}").fetchall()}
    more = (f"{value} as {column}" for column, value in LATER[name].items() if column not in there)
    return f"select {', '.join(('*', *more))} from {found}"


def write(folder: Path, name: str, rows: Iterable[Struct]) -> int:
    """Writes a table and says how many rows it has."""
    lines = folder / f"{name}.jsonl"
    count = write_lines(lines, rows)
    _to_parquet(folder / name, f"select * from {_json(lines, TABLES[name])}")
    lines.unlink()
    return count


def write_lines(path: Path, rows: Iterable[Struct]) -> int:
    """Writes rows as JSON Lines, one at a time."""
    encode, count = msgspec.json.Encoder().encode, 0
    with path.open("wb") as out:
        for row in rows:
            out.write(encode(row) + b"\n")
            count += 1
    return count


def write_readings(folder: Path, lines: Path, before: Path | None) -> None:
    """Writes the readings kept: the new ones in `lines`, and of the version before those that were
    not read again."""
    new = f"select * from {_json(lines, Kept)}"
    old = (
        f" union all by name select * from {parquet(before, READINGS)} where id not in (select id from ({new}))"
        if before
        else ""
    )
    _to_parquet(folder / READINGS, f"select * from ({new}{old}) order by id")


def _json(lines: Path, kind: type[Struct]) -> str:
    shape = ", ".join(f"'{name}': '{type_}'" for name, type_ in columns(kind).items())
    return f"read_json({_literal(lines)}, format = 'newline_delimited', columns = {{{shape}}}, maximum_object_size = {LARGEST})"


def _to_parquet(path: Path, sql: str) -> None:
    spill = path.parent / "spill"
    with database(spill) as db:
        db.execute(
            f"copy ({sql}) to {_string(_path(path.with_suffix('.parquet')))} (format parquet, compression zstd)"
        )
    shutil.rmtree(spill, ignore_errors=True)


def copy_readings(old: Path, new: Path) -> None:
    """Writes the readings of one version into the folder of another."""
    _to_parquet(new / READINGS, f"select * from {parquet(old, READINGS)} order by id")


def readers(folder: Path) -> dict[str, str]:
    """Which onrecord read each report of a version."""
    with database() as db:
        return dict(db.execute(f"select id, reader from {parquet(folder, READINGS)}").fetchall())


def readings(folder: Path) -> Iterator[Reading]:
    """The readings kept, one at a time, by id; raises msgspec.DecodeError where one is none of this
    onrecord."""
    decode = msgspec.json.Decoder(Reading).decode
    with database() as db:
        db.execute(f"select reading from {parquet(folder, READINGS)} order by id")
        while rows := db.fetchmany(100):
            yield from (decode(row[0]) for row in rows)


# --- what can be read of a version that may be damaged --------------------------------------------


def decodable(folder: Path) -> bool:
    """True where all readings of a version can be read."""
    import duckdb

    try:
        return (folder / f"{READINGS}.parquet").is_file() and all(True for _ in readings(folder))
    except (duckdb.Error, msgspec.DecodeError, OSError):
        return False


def unreadable(folder: Path, name: str, kind: type[Struct]) -> str:
    """Why a table of a version cannot be read; empty where every row of it can."""
    import duckdb

    decode = msgspec.json.Decoder(kind).decode
    if not (folder / f"{name}.parquet").is_file():
        return "is missing"
    try:
        with database() as db:
            db.execute(f"select to_json(row_) from {parquet(folder, name)} row_")
            while rows := db.fetchmany(100):
                [decode(row[0]) for row in rows]
    except (duckdb.Error, msgspec.DecodeError, OSError):
        return "cannot be read"
    return ""


def paths(folder: Path) -> dict[str, str]:
    """The path of each report of a version by its id; nothing where its table cannot be read."""
    import duckdb

    if not (folder / "reports.parquet").is_file():
        return {}
    try:
        with database() as db:
            return dict(db.execute(f"select id, path from {parquet(folder, 'reports')}").fetchall())
    except (duckdb.Error, OSError):
        return {}


# --- columns --------------------------------------------------------------------------------------


def columns(kind: type[Struct]) -> dict[str, str]:
    """The columns of a type, each with its DuckDB type."""
    found = inspect.type_info(kind)
    assert isinstance(found, inspect.StructType)
    return {f.encode_name: _column(f.type) for f in found.fields}


def _column(kind: inspect.Type) -> str:
    match kind:
        case inspect.UnionType(types=types):
            return _column(next(t for t in types if not isinstance(t, inspect.NoneType)))
        case inspect.VarTupleType(item_type=item):
            return _column(item) + "[]"
        case inspect.TupleType(item_types=items):
            return _column(items[0]) + "[]"
        case inspect.StructType(fields=fields):
            return (
                "STRUCT(" + ", ".join(f'"{f.encode_name}" {_column(f.type)}' for f in fields) + ")"
            )
    return SIMPLE[type(kind)]


SIMPLE: dict[type[inspect.Type], str] = {
    inspect.StrType: "VARCHAR",
    inspect.LiteralType: "VARCHAR",
    inspect.IntType: "BIGINT",
    inspect.FloatType: "DOUBLE",
    inspect.BoolType: "BOOLEAN",
}
