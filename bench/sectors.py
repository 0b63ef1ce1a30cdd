"""How often the sector of those who take part in PLOVER's sentences is the one that is marked.

    python bench/sectors.py plover.jsonl

A line of the file: {"text", "actors": [{"text", "sector"}], "recipients": [...]}. A marked party is
right if an actor of ours that overlaps its words has its sector (the first three letters; a second
code is not looked at), wrong if one has another, none if none has any.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import onrecord


def verdicts(sentence: dict[str, Any]) -> Iterator[str]:
    """Right, wrong or none for each party of a sentence whose sector is marked."""
    reading = onrecord.read(sentence["text"])
    for party in sentence["actors"] + sentence["recipients"]:
        start = reading.report.text.find(party["text"])
        if start < 0 or not party["sector"] or party["sector"] == "***":
            continue
        end = start + len(party["text"])
        found = {
            a.sector
            for a in reading.actors
            if a.sector and any(s < end and start < e for s, e in a.mentions)
        }
        yield "right" if party["sector"][:3] in found else "wrong" if found else "none"


def main() -> None:
    args = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    args.add_argument("sentences", type=Path)
    lines = args.parse_args().sentences.read_text(encoding="utf-8").splitlines()
    counts = Counter(verdict for line in lines for verdict in verdicts(json.loads(line)))
    print(
        f"{counts.total()} parties with a sector: "
        + ", ".join(f"{counts[word]} {word}" for word in ("right", "wrong", "none"))
    )


if __name__ == "__main__":
    main()
