"""The knowledge file: what a user knows beforehand of people, states and bodies, one JSON object a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from onrecord import stopping
from onrecord.knowledge.opened import lines, opened
from onrecord.lexicon.states import by_iso3
from onrecord.record import Known, Unread

__all__ = ["known", "known_lines", "write"]

ADVICE = "give an object with name, and any of aliases, kind (person, state, organisation), state, offices, wikidata"


def known(path: Path) -> Iterator[Known | Unread]:
    """The lines of a knowledge file (plain, gzip or bzip2), in order; a bad one comes as `Unread`, and the others go on."""
    with opened(path) as file:
        yield from known_lines(file, str(path))


def known_lines(file: BinaryIO, path: str) -> Iterator[Known | Unread]:
    """The lines of an open knowledge file."""
    for number, line in lines(file):
        if line.strip():
            yield _known(line, f"{path}#{number}")


def _known(line: bytes, path: str) -> Known | Unread:
    try:
        found = msgspec.json.decode(line, type=Known)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return Unread(path, f"is no line of a knowledge file ({error})", ADVICE)
    if not found.name.strip():
        return Unread(path, "has no name", ADVICE)
    states = (found.state, *(o.state for o in found.offices))
    strange = [code for code in states if code and code not in by_iso3()]
    if strange:
        return Unread(path, f"has a state that is no ISO 3166-1 code of three letters ({strange[0]})", "write NOR for Norway")
    return found


def write(found: Iterable[Known], path: Path) -> int:
    """Writes the lines of a knowledge file beside, and puts it in place when all are there; says how many."""
    if path.exists() and not path.is_file():  # "/dev/stdout" cannot be replaced
        return _write(found, path)
    new = path.with_name(f"{path.name}.new")
    with stopping.TakenAway(lambda: new.unlink(missing_ok=True)):
        count = _write(found, new)
        new.replace(path)
    return count


def _write(found: Iterable[Known], path: Path) -> int:
    with path.open("wb") as out:
        return sum(1 for one in found if out.write(msgspec.json.encode(one) + b"\n"))
