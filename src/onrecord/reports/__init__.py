"""Bytes -> Report."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from onrecord.record import Part, Published, Report, Unread


def reports(paths: Iterable[str | Path]) -> Iterator[Report | Unread]:
    """Each report under the paths, in the order given; what cannot be read comes as `Unread` in its place."""
    for path in map(Path, paths):
        data = path.read_bytes()
        if path.suffix == ".jsonl":
            for n, line in enumerate(data.splitlines(), 1):
                obj = json.loads(line)
                yield _report(f"{path}#{obj.get('id', n)}", line, obj["text"], obj.get("published"))
        else:
            yield _report(str(path), data, data.decode(), None)


def _report(path: str, data: bytes, text: str, day: str | None) -> Report:
    digest = hashlib.sha256(data).hexdigest()
    published = Published(day, day, day, "metadata") if day else None
    return Report(digest[:16], path, "en", text, published=published, parts=(Part("body", (0, len(text))),), digest=digest)
