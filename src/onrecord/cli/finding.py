"""The commands that ask a record: `find`, `show`, `why`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict, Unpack

import click
from msgspec import Struct, structs

from onrecord import api
from onrecord.cleaned import printable
from onrecord.cli.listing import output, print_json, print_rows
from onrecord.cli.messages import tell
from onrecord.record import MergedActor, MergedEvent, StoredStatement
from onrecord.store import Asked, Store
from onrecord.sure import sure

KINDS = ("statements", "events", "actors")


class Options(TypedDict):
    """The options of `find`; null or empty where not given."""

    who: str | None
    about: str | None
    issue: str | None
    day: str | None
    kind: tuple[str, ...]
    min_confidence: float | None
    limit: int
    as_json: bool


class Found(Struct, frozen=True):
    """What fits, by kind."""

    statements: tuple[StoredStatement, ...] = ()
    events: tuple[MergedEvent, ...] = ()
    actors: tuple[MergedActor, ...] = ()


@click.command(
    epilog="Example:  onrecord find talks.record --who Finland --about icebreakers --day 2031-05"
)
@click.argument("record")
@click.argument("words", nargs=-1, metavar="[WORDS]...")
@click.option(
    "--who", help="Who said it or took part: words of a name, an alias or an office, or a state."
)
@click.option("--about", help="Words of what was said or done, or of its issue.")
@click.option("--issue", help="An issue by id, name or area.")
@click.option(
    "--day",
    help="A day, month or year (2031-05-14, 2031-05, 2031), or two of them: 2031-05-01/2031-05-14.",
)
@click.option(
    "--kind", multiple=True, type=click.Choice(KINDS), help="Only statements, events or actors."
)
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    help="Only statements that are right with this probability or a higher one.",
)
@click.option(
    "--limit",
    default=50,
    show_default=True,
    type=click.IntRange(min=1),
    help="At most so many of each kind.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object with a list for each kind.")
def find(record: str, words: Sequence[str], **options: Unpack[Options]) -> None:
    """List statements, events and actors.

    WORDS are looked for anywhere in an entry; words in double quotation marks stand together. All
    conditions hold at once.
    """
    store = api.open(record)
    try:
        found = _found(store, _asked(options, " ".join(words)), options["kind"] or KINDS)
        found = structs.replace(found, statements=sure(found.statements, options["min_confidence"]))
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    limit = options["limit"]
    cut = Found(found.statements[:limit], found.events[:limit], found.actors[:limit])
    if options["as_json"]:
        print_json(cut)
    else:
        _print(store, cut)
        _tell_rest(found, limit)


def _asked(options: Options, text: str) -> Asked:
    asked: Asked = {}
    for name in ("who", "about", "issue", "day"):
        if value := options[name]:
            asked[name] = printable(value)
    if text:
        asked["text"] = printable(text)
    return asked


def _found(store: Store, asked: Asked, kinds: Sequence[str]) -> Found:
    """What fits; of actors, where more than a name is asked, those who said or did something that
    fits."""
    actors = "actors" in kinds
    named = store.actors(name=asked["who"]) if "who" in asked else store.actors()
    statements = store.statements(**asked) if "statements" in kinds or actors else ()
    events = store.events(**asked) if "events" in kinds or actors else ()
    if set(asked) - {"who"}:
        there = {a for s in statements for a in (s.source.actor, *s.source.actors)}
        there |= {a for e in events for a in (*e.source, *e.target, *e.participants)}
        there |= (
            {a.id for a in store.actors(text=asked["text"])}
            if "text" in asked and len(asked) == 1
            else set()
        )
        named = tuple(a for a in named if a.id in there)
    return Found(
        statements if "statements" in kinds else (),
        events if "events" in kinds else (),
        named if actors else (),
    )


def _print(store: Store, found: Found) -> None:
    days = store.published()
    said = (
        (
            s.id,
            (s.date and s.date.value) or days[s.report] or "",
            _source(store, s),
            s.act,
            s.content.text,
        )
        for s in found.statements
    )
    print_rows("statement", ("id", "day", "who", "act", "what was said"), said)
    done = ((e.id, e.date or "", e.type, e.status, e.label) for e in found.events)
    print_rows("event", ("id", "day", "type", "status", "what was done"), done)
    who = (
        (a.id, a.kind, a.state or "", a.name, "; ".join(dict.fromkeys(o.title for o in a.offices)))
        for a in found.actors
    )
    print_rows("actor", ("id", "kind", "state", "name", "offices"), who)


def _source(store: Store, said: StoredStatement) -> str:
    """Who said it, by name where the record knows one ("she" is a person with a name)."""
    actors = [store.actor(id) for id in (said.source.actor, *said.source.actors) if id]
    return " and ".join(a.name for a in actors if a.kind != "unnamed") or said.source.text


def _tell_rest(found: Found, limit: int) -> None:
    """A line on standard error where more fits than is shown, or nothing does."""
    sizes = {name: len(getattr(found, name)) for name in KINDS}
    for name, size in sizes.items():
        if size > limit:
            tell(f"{limit} of {size:,} {name} shown; --limit shows more")
    if not any(sizes.values()):
        tell("nothing found")


@click.command(epilog="Example:  onrecord show talks.record c3f0")
@click.argument("record")
@click.argument("entry", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="The entry as a JSON object.")
def show(record: str, entry: str, as_json: bool) -> None:
    """Show an entry with the words of every report that carries it, or a report with its entries
    marked.

    The beginning of an ID does where only one entry begins so; `onrecord find` lists entries with
    their ids.
    """
    from onrecord import show as sheets

    store = api.open(record)
    found = store.entry(printable(entry))
    if as_json:
        print_json(found)
    elif output().isatty():
        from rich.console import Console

        Console(highlight=False).print(sheets.terminal(store, found.id))
    else:
        click.echo(sheets.plain(store, found.id), nl=False)


@click.command(epilog="Example:  onrecord why talks.record c3f0")
@click.argument("record")
@click.argument("entry", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="A list of reasons as JSON.")
def why(record: str, entry: str, as_json: bool) -> None:
    """Say why an entry is there: which step and rule found it, in which words, and why entries were
    put together."""
    from onrecord.because import because

    reasons = because(store := api.open(record), store.entry(printable(entry)))
    if as_json:
        print_json(reasons)
    else:
        rows = [(r.entry, r.by, r.says, r.words) for r in reasons]
        print_rows("reason", ("entry", "by", "the rule", "the words"), rows)
