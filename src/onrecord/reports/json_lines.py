"""JSON Lines: an object a line, read one at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader
from typing import Any

from onrecord.reports import formats
from onrecord.reports.formats import SKIPPED
from onrecord.reports.given import Given
from onrecord.reports.refused import Refused

ONE_A_LINE = "write one JSON object a line, with text or html"
STEP = 1 << 20


@dataclass(frozen=True, slots=True)
class Item:
    """An object that holds a report."""

    given: Given
    text: str | None
    html: str


def rows(stream: BufferedReader) -> Iterator[tuple[int, bytes | Refused]]:
    """Each line that is not blank, without its end, and its number; of a line over the limit only
    that it is too long."""
    number = _blank_lines(stream)
    while line := stream.readline(formats.LIMIT + 1):
        number += 1
        if len(line) > formats.LIMIT and not line.endswith(b"\n"):
            _skip(stream)
            yield number, formats.TOO_LARGE
        elif line.strip(b" \t\r\n\xef\xbb\xbf"):
            yield number, line.rstrip(b"\r\n")
        number += _blank_lines(stream)


def _blank_lines(stream: BufferedReader) -> int:
    """Passes over the blank lines that follow, many at a time; says how many."""
    number = passed = 0
    while (ahead := stream.peek()) and (
        size := ahead.rfind(b"\n", 0, len(ahead) - len(ahead.lstrip(b" \t\r\n"))) + 1
    ):
        number += ahead.count(b"\n", 0, size)
        passed += len(stream.read(size))
        if passed > SKIPPED:
            raise Refused(
                f"it has over {SKIPPED // 2**30} GiB of blank lines; nothing after them was read",
                ONE_A_LINE,
            )
    return number


def _skip(stream: BufferedReader) -> None:
    passed = 0
    while (piece := stream.readline(STEP)) and not piece.endswith(b"\n"):
        passed += len(piece)
        if passed > SKIPPED:
            raise Refused(
                f"it has a line of over {SKIPPED // 2**30} GiB; nothing after it was read",
                ONE_A_LINE,
            )


TOLD = ("url", "title", "outlet", "agency", "published")


def fields(row: bytes) -> Item:
    """What an object holds; raises where it holds no report."""
    given = loaded(row)
    for name in ("text", "html", *TOLD):
        if not isinstance(given.get(name), str | None):
            raise Refused(
                f"its {name!r} is not a string", f"give {name} as a string or leave it out"
            )
    text, page = given.get("text") or "", given.get("html") or ""
    if not text.strip() and not page.strip():
        raise Refused("it has neither text nor html", "give the report as text or as html")
    if "\0" in text or "\0" in page:
        raise Refused("its text holds NUL characters", "remove them")
    told = {name: given.get(name) for name in TOLD}
    item = Given(id=_id(given.get("id")), byline=_byline(given.get("byline")), **told)
    return Item(item, text if text.strip() else None, page)


def loaded(row: bytes) -> dict[str, Any]:
    try:
        value = json.loads(row.removeprefix(b"\xef\xbb\xbf").decode("utf-8"))
    except UnicodeDecodeError as error:
        raise Refused("the line is not UTF-8", "write JSON Lines as UTF-8") from error
    except RecursionError as error:
        raise Refused("its JSON nests too deep", ONE_A_LINE) from error
    except ValueError as error:
        where = f" at character {error.colno}" if isinstance(error, json.JSONDecodeError) else ""
        raise Refused(f"the line is not JSON{where}", ONE_A_LINE) from error
    if not isinstance(value, dict):
        raise Refused("the line is JSON, but no object", ONE_A_LINE)
    return value


def _id(value: object) -> str | None:
    if value is None or (isinstance(value, str) and not value):
        return None
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise Refused(
            "its 'id' is neither a string nor a whole number", "give id as a string or leave it out"
        )
    return str(value)


def _byline(value: object) -> tuple[str, ...]:
    names = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    if value is not None and not (
        isinstance(value, str | list) and all(isinstance(n, str) for n in names)
    ):
        raise Refused(
            "its 'byline' is neither a string nor a list of strings",
            "give byline as a list of names or leave it out",
        )
    return tuple(names)
