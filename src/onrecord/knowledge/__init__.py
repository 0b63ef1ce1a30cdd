"""The knowledge file: what a user knows beforehand of people, states and bodies, one JSON object a
line."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

import msgspec

from onrecord import stopping
from onrecord.cleaned import cleaned, printable
from onrecord.errors import InputError
from onrecord.knowledge.opened import lines, opened
from onrecord.lexicon.states import by_iso3
from onrecord.record import Known, Unread

__all__ = ["known", "known_lines", "write"]

LONGEST_LINE = 1 << 22
"""Bytes of a line of a knowledge file; a longer one is named, and the others go on."""
LONGEST_NAME = 500
"""Characters of a name in a knowledge file; a line with a longer one is named, and the others go
on."""
MOST_ITEMS = 10_000
"""Aliases, and offices, of one line of a knowledge file; a line with more is named, and the others
go on."""
MOST_WORDS = 300
"""Characters of a reason."""
ADVICE = "give an object with name, and any of aliases, kind (person, state, organisation), state, offices, wikidata"


def known(path: Path) -> Iterator[Known | Unread]:
    """The lines of a knowledge file (plain, gzip or bzip2), in order; a bad one comes as `Unread`,
    and the others go on."""
    with opened(path) as file:
        yield from known_lines(file, printable(str(path)))


def known_lines(file: BufferedReader, path: str) -> Iterator[Known | Unread]:
    """The lines of an open knowledge file."""
    for number, line in lines(file):
        yield _known(line, f"{path}#{number}")


def _known(line: bytes | None, path: str) -> Known | Unread:
    if line is None or len(line) > LONGEST_LINE:
        return Unread(path, f"is longer than {LONGEST_LINE:,} bytes", ADVICE)
    try:
        found = msgspec.json.decode(line, type=Known)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return Unread(
            path, cleaned(f"is no line of a knowledge file ({error})", MOST_WORDS), ADVICE
        )
    strange = _strange(found)
    return Unread(path, *strange) if strange else found


def _strange(found: Known) -> tuple[str, str] | None:
    """What is wrong with a line, and what to do about it."""
    if not found.name.strip():
        return "has no name", ADVICE
    if max(map(len, (found.name, *found.aliases))) > LONGEST_NAME:
        return f"has a name of over {LONGEST_NAME} characters", ADVICE
    if len(found.aliases) > MOST_ITEMS or len(found.offices) > MOST_ITEMS:
        return f"has over {MOST_ITEMS:,} aliases or offices", ADVICE
    states = (found.state, *(o.state for o in found.offices))
    strange = next((code for code in states if code and code not in by_iso3()), None)
    if strange:
        return (
            f"has a state that is no ISO 3166-1 code of three letters ({cleaned(strange, 40)})",
            "write NOR for Norway",
        )
    return None


def write(found: Iterable[Known], path: Path) -> int:
    """Writes the lines of a knowledge file beside, and puts it in place when all are there; says
    how many."""
    if path.exists() and not path.is_file():  # "/dev/stdout" cannot be replaced
        with path.open("wb") as out:
            return _written(found, out)
    new = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        out = new.open("xb")
    except OSError as error:
        raise InputError(
            printable(str(path)),
            f"cannot be written ({error.strerror})",
            "give a file in a folder that you may write",
        ) from None
    with stopping.TakenAway(lambda: new.unlink(missing_ok=True)):
        with out:
            count = _written(found, out)
        new.replace(path)
    return count


def _written(found: Iterable[Known], out: BinaryIO) -> int:
    return sum(1 for one in found if out.write(msgspec.json.encode(one) + b"\n"))
