"""How a listing is printed: a table on a terminal, tab-separated lines in a pipe, JSON where asked
for."""

from __future__ import annotations

import errno
import re
import sys
from collections.abc import Iterable, Sequence
from typing import TextIO

import click
import msgspec

from onrecord import stopping

Row = Sequence[str]


def print_json(value: object) -> None:
    """A value as one line of JSON."""
    print_line(msgspec.json.encode(value))


UNSEEN = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""What JSON writes as it is, and a terminal obeys."""


def print_line(line: bytes) -> None:
    """A line of JSON, whole whenever the command is stopped; on a terminal with all that moves a
    cursor escaped."""
    out = output()
    if out.isatty():
        line = UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", line.decode()).encode()
    with stopping.Held():
        out.buffer.write(line + b"\n")
        out.buffer.flush()


def output() -> TextIO:
    """Standard output; raises OSError where it is closed."""
    if sys.stdout is None:
        raise OSError(errno.EBADF, "it is closed")
    return sys.stdout


def print_rows(kind: str, names: Row, rows: Iterable[Row]) -> None:
    """Rows as a table with a heading; in a pipe as lines, each with its kind first and tabs
    between."""
    if output().isatty():
        _print_table(f"{kind.capitalize()}s", names, list(rows))
        return
    for row in rows:
        click.echo("\t".join(map(_line, (kind, *row))))


def _line(cell: str) -> str:
    """A cell on one line, without what could move a terminal's cursor."""
    from onrecord.show import shown

    return " ".join(shown(cell).split())


def _print_table(title: str, names: Row, rows: Sequence[Row]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    if not rows:
        return
    table = Table(
        title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False
    )
    for name in names:
        table.add_column(
            name,
            no_wrap=name in ("id", "day"),
            overflow="fold" if name == "id" else "ellipsis",
            ratio=1 if name == names[-1] else None,
        )
    for row in rows:
        table.add_row(*(Text(_line(cell)) for cell in row))
    Console().print(table)
