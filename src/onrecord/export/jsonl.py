"""The folder of `*.jsonl` files of the contract."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec
from msgspec import Struct

from onrecord import __version__, stopping
from onrecord.errors import RecordError
from onrecord.store import Store

FILES: dict[str, Callable[[Store], Iterable[Struct]]] = {
    "reports": Store.reports,
    "actors": Store.actors,
    "statements": Store.statements,
    "claims": Store.claims,
    "events": Store.events,
    "stories": Store.stories,
    "positions": Store.positions,
    "differences": Store.differences,
}
MADE = ".onrecord-export"
"""Says that the files in a folder were made by an export, and by which onrecord."""
DRAFT = ".onrecord-draft-"


def write(store: Store, out: Path) -> None:
    """Writes a file a kind into a folder, all of them beside first; raises where the folder holds
    what no export made."""
    if out.resolve().is_relative_to(store.path.resolve()):
        raise RecordError(f"{out}: lies in the record; give a folder elsewhere")
    try:
        out.mkdir(parents=True, exist_ok=True)
        _refuse_strange(out)
        draft = Path(tempfile.mkdtemp(prefix=DRAFT, dir=out))
        with stopping.TakenAway(lambda: shutil.rmtree(draft, ignore_errors=True)):
            for name, entries in FILES.items():
                _write(draft / f"{name}.jsonl", entries(store))
            (draft / MADE).write_text(f"{__version__}\n", encoding="utf-8")
            for path in (draft / MADE, *sorted(draft.glob("*.jsonl"))):
                path.replace(out / path.name)
    except OSError as error:
        raise RecordError(
            f"{out}: cannot be written ({error.strerror}); give a folder that you may write, with room"
        ) from None


def _refuse_strange(out: Path) -> None:
    """Raises where the folder holds a file that an export would overwrite or stand beside; clears
    what a dead export left."""
    names = os.listdir(out)  # noqa: PTH208 - names may be no UTF-8
    ours = {MADE, *(f"{name}.jsonl" for name in FILES)} if MADE in names else set()
    strange = sorted(name for name in names if name not in ours and not name.startswith(DRAFT))
    if strange:
        raise RecordError(
            f"{out}: holds {strange[0]}, which no export made; give a new folder, or an empty one"
        )
    for name in names:
        if name.startswith(DRAFT):
            shutil.rmtree(out / name, ignore_errors=True)


def _write(path: Path, entries: Iterable[Struct]) -> None:
    encode = msgspec.json.Encoder().encode
    with path.open("wb") as lines:
        for entry in entries:
            lines.write(encode(entry) + b"\n")
        lines.flush()
        os.fsync(lines.fileno())
