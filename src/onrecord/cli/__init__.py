"""The command line: parse, call, print, exit status."""

from __future__ import annotations

import click

import onrecord
from onrecord.cli.finding import find, show, why
from onrecord.cli.knowledge import knowledge
from onrecord.cli.page import demo, serve
from onrecord.cli.reading import build, export, read
from onrecord.errors import OnrecordError


class Commands(click.Group):
    """The commands in the order in which they are used; an error of ours is one line and exit status 1."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the signature is click's
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> None:
        try:
            super().invoke(ctx)
            return
        except OnrecordError as error:
            click.echo(f"onrecord: {error}", err=True)
        except KeyboardInterrupt:
            click.echo("onrecord: stopped; every record is as it was before", err=True)
        ctx.exit(1)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(onrecord.__version__, prog_name="onrecord")
def main() -> None:
    """Reads news reports and writes down the diplomacy in them, every entry tied to the words that carried it.

    \b
    onrecord demo                               look at a record of the sample reports
    onrecord build reports/ -o talks.record     read a folder of reports into a record
    onrecord serve talks.record                 look at it

    Exit status: 0 done; 1 failed, nothing could be read; 2 wrong usage; 3 done, but some inputs could not be read.
    """


for command in (read, build, export, serve, find, show, why, demo, knowledge):
    main.add_command(command)
