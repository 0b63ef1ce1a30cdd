"""The tables of a record: their columns, from the types in `record`, and writing them as Parquet.

Columns have the names that the fields have in JSON, so that a row read back is the value written.
"""

from __future__ import annotations

import os
import tempfile
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
    """A reading as it is kept: of which report, read by which onrecord, and the line that `onrecord read` prints."""

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


def database() -> DuckDBPyConnection:
    """A database in memory that fetches nothing from anywhere, and writes what does not fit to the folder for such files."""
    import duckdb

    spill = str(Path(tempfile.gettempdir(), f"onrecord-{os.getpid()}"))
    offline = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
    return duckdb.connect(config={**offline, "threads": "2", "temp_directory": spill})


def parquet(folder: Path, name: str) -> str:
    """The table of a version folder, as SQL names it."""
    return f"read_parquet('{_quoted(folder / name)}.parquet')"


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


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
    """Writes the readings kept: the new ones in `lines`, and of the version before those that were not read again."""
    new = f"select * from {_json(lines, Kept)}"
    old = f" union all by name select * from {parquet(before, READINGS)} where id not in (select id from ({new}))" if before else ""
    _to_parquet(folder / READINGS, f"select * from ({new}{old}) order by id")


def _json(lines: Path, kind: type[Struct]) -> str:
    shape = ", ".join(f"'{name}': '{type_}'" for name, type_ in columns(kind).items())
    return f"read_json('{_quoted(lines)}', format = 'newline_delimited', columns = {{{shape}}}, maximum_object_size = {LARGEST})"


def _to_parquet(path: Path, sql: str) -> None:
    with database() as db:
        db.execute(f"copy ({sql}) to '{_quoted(path)}.parquet' (format parquet, compression zstd)")


def readers(folder: Path) -> dict[str, str]:
    """Which onrecord read each report of a version."""
    with database() as db:
        return dict(db.execute(f"select id, reader from {parquet(folder, READINGS)}").fetchall())


def readings(folder: Path) -> Iterator[Reading]:
    """The readings kept, one at a time, by id."""
    decode = msgspec.json.Decoder(Reading).decode
    with database() as db:
        db.execute(f"select reading from {parquet(folder, READINGS)} order by id")
        while rows := db.fetchmany(100):
            yield from (decode(row[0]) for row in rows)


# --- columns --------------------------------------------------------------------------------------------------------


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
            return "STRUCT(" + ", ".join(f'"{f.encode_name}" {_column(f.type)}' for f in fields) + ")"
    return SIMPLE[type(kind)]


SIMPLE: dict[type[inspect.Type], str] = {
    inspect.StrType: "VARCHAR",
    inspect.LiteralType: "VARCHAR",
    inspect.IntType: "BIGINT",
    inspect.FloatType: "DOUBLE",
    inspect.BoolType: "BOOLEAN",
}
