"""The commands that make a knowledge file: `knowledge from-wikidata`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import click

from onrecord import api
from onrecord.cli.reading import PARTLY, tell
from onrecord.progress import Bar
from onrecord.record import Known, Unread
from onrecord.wording import count

KINDS = {"person": ("person", "people"), "state": ("state", "states"), "organisation": ("body", "bodies")}


@click.group(epilog="Example:  onrecord knowledge from-wikidata latest-all.json.bz2 -o known.jsonl")
def knowledge() -> None:
    """Make a knowledge file: who is who, one JSON object a line, for `read --knowledge` and `build --knowledge`."""


@knowledge.command("from-wikidata", epilog="Example:  onrecord knowledge from-wikidata latest-all.json.bz2 -o known.jsonl")
@click.argument("dump")
@click.option("-o", "--output", "out", required=True, metavar="FILE", help="The knowledge file; one that is there is replaced.")
@click.pass_context
def from_wikidata(ctx: click.Context, dump: str, out: str) -> None:
    """Read a Wikidata JSON dump: people with the offices they held, states, bodies.

    DUMP is the file that Wikidata offers, plain, gzip or bzip2. It is read twice, a line at a time.
    """
    counts: Counter[str] = Counter()
    with Bar("reading") as bar:
        api.write_knowledge(_counted(bar.watch(api.from_wikidata(dump)), counts), out)
    kinds = ", ".join(count(counts[kind], one, many) for kind, (one, many) in KINDS.items())
    click.echo(f"{out}: {kinds}")
    whole = sum(counts[kind] for kind in KINDS)
    ctx.exit(1 if not whole else PARTLY if counts["unread"] else 0)


def _counted(found: Iterable[Known | Unread], counts: Counter[str]) -> Iterator[Known]:
    for one in found:
        if isinstance(one, Unread):
            tell(one)
            counts["unread"] += 1
        else:
            counts[one.kind] += 1
            yield one
