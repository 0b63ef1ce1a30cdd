"""What is fed to the reader: a file's name and its bytes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

ENDINGS = (
    ".txt",
    ".html",
    ".jsonl",
    ".json",
    ".warc",
    "",
    ".txt.gz",
    ".html.gz",
    ".jsonl.gz",
    ".warc.gz",
    ".htm",
    ".ndjson",
)


@dataclass(frozen=True, slots=True)
class Input:
    """A file: how its name ends, which is only a hint, and what it holds."""

    ending: str
    data: bytes

    def packed(self) -> bytes:
        """One byte for the ending, then the bytes: what atheris keeps in its corpus."""
        return bytes([ENDINGS.index(self.ending)]) + self.data

    def written(self, folder: Path) -> Path:
        """The file itself, in a folder."""
        path = folder / f"input{self.ending}"
        path.write_bytes(self.data)
        return path


def unpacked(data: bytes) -> Input:
    """The input that some bytes are, whatever they are."""
    return Input(ENDINGS[data[0] % len(ENDINGS)] if data else "", data[1:])
