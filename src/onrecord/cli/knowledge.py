"""The commands that make a knowledge file: `knowledge from-wikidata`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from onrecord import api
from onrecord.cli.messages import Messages, say
from onrecord.cli.reading import PARTLY
from onrecord.errors import InputError
from onrecord.progress import Bar
from onrecord.record import Known, Unread
from onrecord.wording import count

KINDS = {
    "person": ("person", "people"),
    "state": ("state", "states"),
    "organisation": ("body", "bodies"),
}


@click.group(epilog="Example:  onrecord knowledge from-wikidata latest-all.json.bz2 -o known.jsonl")
def knowledge() -> None:
    """Make a knowledge file: who is who, one JSON object a line, for `read --knowledge` and `build
    --knowledge`."""


@knowledge.command(
    "from-wikidata",
    epilog="Example:  onrecord knowledge from-wikidata latest-all.json.bz2 -o known.jsonl",
)
@click.argument("dump")
@click.option(
    "-o",
    "--output",
    "out",
    required=True,
    metavar="FILE",
    help="The knowledge file; one that is there is replaced at the end.",
)
@click.pass_context
def from_wikidata(ctx: click.Context, dump: str, out: str) -> None:
    """Read a Wikidata JSON dump: people with the offices they held, states, bodies.

    DUMP is the file that Wikidata offers, plain, gzip or bzip2. It is read twice, a line at a time.
    """
    if Path(out).exists() and Path(dump).exists() and Path(out).samefile(dump):
        raise InputError(out, "is the dump itself", "give another name with -o")
    counts: Counter[str] = Counter()
    messages = Messages()
    with Bar("reading") as bar:
        api.write_knowledge(_counted(bar.watch(api.from_wikidata(dump)), counts, messages), out)
    messages.end()
    kinds = ", ".join(count(counts[kind], one, many) for kind, (one, many) in KINDS.items())
    say(f"{out}: {kinds}")
    ctx.exit(PARTLY if messages.count else 0)


def _counted(
    found: Iterable[Known | Unread], counts: Counter[str], messages: Messages
) -> Iterator[Known]:
    """What is known, counted; raises where that is nothing, so that no file takes the place of an
    older one."""
    for one in found:
        if isinstance(one, Unread):
            messages.unread(one)
        else:
            counts[one.kind] += 1
            yield one
    if not counts.total():
        raise InputError(
            "the dump",
            "holds no person with an office, no state and no body",
            "give a JSON dump of Wikidata",
        )
