"""Tables that a person can review: tab-separated, with a header line; source and licence of each in
SOURCES.md."""

from __future__ import annotations

import csv
import functools
from importlib.resources import files


@functools.cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of the table `name`.tsv; lines that start with `#` are comments."""
    lines = files(__name__).joinpath(f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(
        (line for line in lines if line and not line.startswith("#")),
        delimiter="\t",
        quoting=csv.QUOTE_NONE,
    )
    return tuple(rows)
