"""What a record returns: tuples that a notebook shows as tables."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any, TypeVar

from msgspec import Struct, structs

T = TypeVar("T", bound=Struct)
SHOWN = 200
"""Rows and characters that a notebook shows of a listing and of a cell."""


class Listing(tuple[T, ...]):
    """A tuple of entries that a notebook shows as a table."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        if not self:
            return "<p>nothing found</p>"
        names = [f.encode_name for f in structs.fields(self[0])]
        rows = ([getattr(entry, f.name) for f in structs.fields(entry)] for entry in self[:SHOWN])
        more = f", the first {SHOWN} shown" if len(self) > SHOWN else ""
        return table_html(names, rows, caption=f"{len(self):,} found{more}")


def table_html(names: Iterable[str], rows: Iterable[Iterable[Any]], *, caption: str) -> str:
    """An HTML table; every cell is escaped."""
    head = "".join(f"<th>{escape(name)}</th>" for name in names)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(_cell(value))}</td>" for value in row) + "</tr>"
        for row in rows
    )
    return f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(value: Any) -> str:
    """A value in a few words: of an entry its text or name."""
    text = _plain(value)
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ", ".join(map(_plain, value[:5])) + (" …" if len(value) > 5 else "")
    if isinstance(value, Struct):
        fields = [
            getattr(value, name, None) for name in ("text", "name", "title", "label", "value")
        ]
        return next((field for field in fields if isinstance(field, str)), "")
    return str(value)
