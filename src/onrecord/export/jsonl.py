"""The folder of `*.jsonl` files of the contract."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec
from msgspec import Struct

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


def write(store: Store, out: Path) -> None:
    """Writes a file a kind into a folder; each takes the place of an older one in one step."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, entries in FILES.items():
            _write(out / f"{name}.jsonl", entries(store))
    except OSError as error:
        raise RecordError(f"{out}: cannot be written ({error.strerror}); give a folder that you may write, with room") from None


def _write(path: Path, entries: Iterable[Struct]) -> None:
    encode, draft = msgspec.json.Encoder().encode, path.with_suffix(".new")
    with draft.open("wb") as lines:
        for entry in entries:
            lines.write(encode(entry) + b"\n")
    draft.replace(path)
