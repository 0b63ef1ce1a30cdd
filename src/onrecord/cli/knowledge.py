"""The commands that make a knowledge file: `knowledge from-wikidata`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import click

from onrecord import api
from onrecord.cli.messages import Untold, say
from onrecord.cli.reading import PARTLY
from onrecord.progress import Bar
from onrecord.record import Known, Unread
from onrecord.wording import count

KINDS = {"person": ("person", "people"), "state": ("state", "states"), "organisation": ("body", "bodies")}


@click.group(epilog="Example:  onrecord knowledge from-wikidata latest-all.json.bz2 -o known.jsonl")
def knowledge() -> None:
    """Make a knowledge file: who is who, one JSON object a line, for `read --knowledge` and `build --knowledge`."""


@knowledge.command("from-wikidata", epilog="Example:  onrecord knowledge from-wikidata latest-all.json.bz2 -o known.jsonl")
@click.argument("dump")
@click.option("-o", "--output", "out", required=True, metavar="FILE", help="The knowledge file; one that is there is replaced at the end.")
@click.pass_context
def from_wikidata(ctx: click.Context, dump: str, out: str) -> None:
    """Read a Wikidata JSON dump: people with the offices they held, states, bodies.

    DUMP is the file that Wikidata offers, plain, gzip or bzip2. It is read twice, a line at a time.
    """
    counts: Counter[str] = Counter()
    unread = Untold()
    with Bar("reading") as bar:
        api.write_knowledge(_counted(bar.watch(api.from_wikidata(dump)), counts, unread), out)
    kinds = ", ".join(count(counts[kind], one, many) for kind, (one, many) in KINDS.items())
    unread.rest()
    say(f"{out}: {kinds}")
    whole = sum(counts[kind] for kind in KINDS)
    ctx.exit(1 if not whole else PARTLY if unread.count else 0)


def _counted(found: Iterable[Known | Unread], counts: Counter[str], unread: Untold) -> Iterator[Known]:
    for one in found:
        if isinstance(one, Unread):
            unread.tell(one)
        else:
            counts[one.kind] += 1
            yield one
