"""The commands that read reports and write records: `read`, `build`, `export`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TypedDict, Unpack

import click

from onrecord import api
from onrecord.cli.listing import print_json, print_line
from onrecord.cli.messages import Messages, say, tell_unread
from onrecord.errors import InputError
from onrecord.export import FORMATS
from onrecord.progress import Bar
from onrecord.record import Phrase, Reading, Report, Unread
from onrecord.store.write import Built, nothing, written
from onrecord.store.write import build as build_record
from onrecord.wording import count

Paths = tuple[str, ...]
PARTLY = 3
"""Exit status where some inputs could not be read."""


SURE = click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    help="Only statements that are right with this probability or a higher one.",
)


KNOWLEDGE = click.option(
    "--knowledge",
    metavar="FILE",
    help="Who is who: a knowledge file, as `onrecord knowledge` makes one.",
)


def _phrases(
    ctx: click.Context, param: click.Parameter, file: str | None
) -> tuple[Phrase, ...] | None:
    """The phrases of a lexicon file; one that cannot be used is wrong usage."""
    try:
        return None if file is None else api.phrases(file)
    except InputError as error:
        raise click.BadParameter(str(error), ctx, param) from None


LEXICON = click.option(
    "--lexicon",
    metavar="FILE",
    callback=_phrases,
    help="Phrases that tell events, whatever the model makes of them: phrase, type, mode (TSV).",
)


class Beside(TypedDict):
    """What a user gives beside the reports; null where not given."""

    knowledge: str | None
    lexicon: tuple[Phrase, ...] | None


@click.command(epilog="Example:  onrecord read report.txt page.html > readings.jsonl")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["jsonl"]),
    default="jsonl",
    show_default=True,
    help="One JSON object a line.",
)
@SURE
@KNOWLEDGE
@LEXICON
@click.pass_context
def read(
    ctx: click.Context,
    paths: Paths,
    format_: str,  # noqa: ARG001 - there is one format so far
    min_confidence: float | None,
    **beside: Unpack[Beside],
) -> None:
    """Read each report on its own and print one JSON object a line; nothing is stored.

    A PATH is a file or a folder (- is standard input): plain text, HTML, JSON Lines, WARC, each
    also gzipped.
    """
    done, unread, foreign = 0, Messages(), Messages(FOREIGN)
    knowledge, lexicon = beside["knowledge"] or (), beside["lexicon"] or ()
    readings = api.read_all(
        paths, min_confidence=min_confidence, knowledge=knowledge, lexicon=lexicon
    )
    with Bar("reading") as bar:
        for found in bar.watch(readings):
            line = found if isinstance(found, Unread) else written(found)
            if isinstance(line, Unread):
                unread.unread(line)
                continue
            if isinstance(found, Reading):
                _tell_language(found.report, foreign)
            print_line(line)
            done += 1
    unread.end()
    foreign.end()
    ctx.exit(_status(paths, done, unread.count))


FOREIGN = "are in another language"


def _tell_language(report: Report, messages: Messages) -> None:
    if report.lang != "en":
        messages.tell(
            f"{report.path}: in another language ({report.lang}); kept, but nothing is read from it"
        )


def _status(paths: Paths, done: int, unread: int) -> int:
    """0 where all was read, 3 where some could not be, 1 where nothing could."""
    if not done and not unread:
        Messages().unread(nothing(paths))
    if not done:
        return 1
    return PARTLY if unread else 0


@click.command(epilog="Example:  onrecord build reports/ more.jsonl.gz -o talks.record")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "-o",
    "--output",
    "record",
    required=True,
    metavar="RECORD",
    help="The record: a folder, made if it is not there.",
)
@click.option("--json", "as_json", is_flag=True, help="Print what was done as a JSON object.")
@KNOWLEDGE
@LEXICON
@click.pass_context
def build(
    ctx: click.Context, paths: Paths, record: str, as_json: bool, **beside: Unpack[Beside]
) -> None:
    """Read reports into a record, merging across reports.

    Run again with more paths it adds; with the same ones it changes nothing. The record changes in
    one step at the end: a build that is stopped leaves it as it was, keeps what it has read, and
    the next one goes on from there. The record keeps the knowledge and the lexicon
    that it is built with; with another lexicon all its reports are read again.
    """
    from onrecord.reports import reports

    knowledge = beside["knowledge"]
    known, bad = api.known(knowledge) if knowledge else (None, [])
    with Bar("reading") as bar:
        built = build_record(
            bar.watch(chain(bad, _languages_told(reports(paths)))),
            Path(record),
            note=bar.note,
            known=known,
            phrases=beside["lexicon"],
        )
    status = _status(paths, len(built.added) + built.known, tell_unread(built))
    if as_json:
        print_json(built)
    elif status != 1:
        say(_done(built))
    ctx.exit(status)


def _languages_told(found: Iterable[Report | Unread]) -> Iterator[Report | Unread]:
    messages = Messages(FOREIGN)
    for report in found:
        if isinstance(report, Report):
            _tell_language(report, messages)
        yield report
    messages.end()


def _done(built: Built) -> str:
    """What a build did, in one line."""
    if not built.changed:
        return f"{built.record}: nothing new in {count(built.known, 'report')}; unchanged"
    kinds = {
        "reports": "report",
        "stories": "story",
        "statements": "statement",
        "events": "event",
        "actors": "actor",
    }
    held = ", ".join(count(built.counts[many], one, many) for many, one in kinds.items())
    kept = f" ({built.resumed:,} kept from a build that was stopped)" if built.resumed else ""
    return f"{built.record}: {count(len(built.added), 'new report')}{kept}; now {held}"


@click.command(epilog="Example:  onrecord export talks.record --format jsonl -o talks/")
@click.argument("record")
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(FORMATS)),
    default="jsonl",
    show_default=True,
    help="A folder with a file a kind.",
)
@click.option(
    "-o",
    "--output",
    "out",
    required=True,
    metavar="OUT",
    help="Where to; an older export there is replaced.",
)
def export(record: str, format_: str, out: str) -> None:
    """Write a record out for other programs."""
    api.export(record, out, format=format_)
