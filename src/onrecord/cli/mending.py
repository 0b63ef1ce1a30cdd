"""The commands that look after a record: `check`, `mend`."""

from __future__ import annotations

import shlex

import click

from onrecord import api
from onrecord.cli.listing import print_json
from onrecord.cli.messages import say, tell
from onrecord.wording import count


@click.command(epilog="Example:  onrecord check talks.record")
@click.argument("record")
@click.option("--json", "as_json", is_flag=True, help="A list of what is wrong as JSON.")
@click.pass_context
def check(ctx: click.Context, record: str, as_json: bool) -> None:
    """Read every file of a record, and say which are not as they were written.

    Exit status 1 where one is not.
    """
    found = api.check(record)
    if as_json:
        print_json(found)
    else:
        for fault in found:
            say(f"{record}: {fault.file} {fault.why}")
        say(
            f"{record}: {count(len(found), 'fault')}; `onrecord mend {shlex.quote(record)}` makes anew what can be made"
            if found
            else f"{record}: whole"
        )
    ctx.exit(1 if found else 0)


@click.command(epilog="Example:  onrecord mend talks.record")
@click.argument("record")
@click.option("--json", "as_json", is_flag=True, help="What was done as a JSON object.")
def mend(record: str, as_json: bool) -> None:
    """Make a damaged record whole again, from the newest readings in it that are whole.

    Nothing is thrown away: a version that cannot be used is kept in the record's folder as
    damaged-N.
    """
    done = api.mend(record)
    if as_json:
        print_json(done)
        return
    say(f"{record}: {done.did or 'whole; nothing to mend'}")
    if done.lost:
        tell(f"{record}: {done.lost}")
