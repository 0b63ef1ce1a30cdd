"""Words per CPU second of the reader alone, and of finding statements and triggers with it, the
parse not counted.

    python bench/reader.py ATTRIBUTIONS.jsonl [--models FOLDER]

FOLDER holds another model (`training/export_reader.py RUN.pt --out FOLDER`), to compare with the
one that is shipped. Each takes the texts as the body of a report; the loading of model and pipeline
is left out.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

from onrecord.models import reader
from onrecord.models.windows import words
from onrecord.read import looking, parse, statements
from onrecord.read.draft import Draft
from onrecord.read.quotations import quotations
from onrecord.record import Part, Report


def draft(text: str) -> Draft:
    report = Report("0" * 16, "text", "en", text, parts=(Part("body", (0, len(text))),))
    return Draft(report, parse.blocks(report))


def model(given: Draft) -> None:
    texts = [block.doc.text for block in given.blocks]
    known = reader.vocabulary()
    for _ in reader.look([words(t, (0, len(t)), quotations(t), known) for t in texts]):
        pass


def finding(given: Draft) -> None:
    looks = [one for one in looking.find(given) if isinstance(one, looking.Look)]
    statements.finding.find(looks)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("attributions", type=Path)
    parser.add_argument("--models", type=Path)
    args = parser.parse_args()
    if args.models:
        reader.files = lambda _: args.models  # type: ignore[assignment]
    texts = [json.loads(line)["text"] for line in args.attributions.open(encoding="utf-8")]
    model(draft(texts[0]))
    spent = {"model": 0.0, "finding": 0.0}
    with parse.memory():
        for given in map(draft, texts):
            for name, step in (("model", model), ("finding", finding)):
                start = time.process_time()
                step(given)
                spent[name] += time.process_time() - start
    count = sum(len(text.split()) for text in texts)
    print(
        f"{count} words",
        *(f"{name} {count / seconds:,.0f} words/CPU s" for name, seconds in spent.items()),
        sep="\n",
    )


if __name__ == "__main__":
    main()
