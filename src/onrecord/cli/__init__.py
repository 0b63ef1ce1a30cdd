"""The command line: parse, call, print, exit status."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import sys
from typing import Any, NoReturn

import click

import onrecord
from onrecord.cli.finding import find, show, why
from onrecord.cli.knowledge import knowledge
from onrecord.cli.mending import check, mend
from onrecord.cli.messages import one_line, tell
from onrecord.cli.page import demo, serve
from onrecord.cli.reading import build, export, read
from onrecord.errors import OnrecordError


class Commands(click.Group):
    """The commands in the order in which they are used; an error of ours is one line and exit
    status 1."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the signature is click's
        return list(self.commands)

    def main(self, *args: Any, **extra: Any) -> NoReturn:
        _open_streams()
        try:
            status = super().main(*args, **extra | {"standalone_mode": False})
        except click.ClickException as error:
            _show(error)
            status = error.exit_code
        except OnrecordError as error:
            tell(str(error))
            status = 1
        except (KeyboardInterrupt, click.Abort):
            tell("stopped")
            status = 130
        except OSError as error:
            status = _broken_output(error)
        sys.exit(status if isinstance(status, int) else 0)


def _open_streams() -> None:
    """Puts the null device where a standard stream is closed, or a file of a record would be opened
    in its place and written over.

    What a terminal's encoding does not have is shown by its number.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - as long as the process
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def _show(error: click.ClickException) -> None:
    """The usage and what is wrong with it, made fit for a terminal: an argument may be the name of
    any file."""
    shown = io.StringIO()
    error.show(shown)
    with contextlib.suppress(OSError):
        for line in shown.getvalue().splitlines():
            click.echo(one_line(line), err=True)


def _broken_output(error: OSError) -> int:
    """Exit status 1, said where it is not the reader at the other end of a pipe who had enough;
    what was printed so far stays."""
    with contextlib.suppress(OSError, AttributeError):
        os.dup2(
            os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno()
        )  # what is still to be flushed fails no more
    if error.errno != errno.EPIPE:
        where = error.filename or "standard output"
        tell(
            f"{where}: cannot be read or written ({error.strerror or error}); see that it is there, open, and has room"
        )
    return 1


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(onrecord.__version__, prog_name="onrecord")
def main() -> None:
    """Reads news reports and writes down the diplomacy in them, every entry tied to the words that
    carried it.

    \b
    onrecord demo                               look at a record of the sample reports
    onrecord build reports/ -o talks.record     read a folder of reports into a record
    onrecord serve talks.record                 look at it

    Exit status: 0 done; 1 failed, nothing could be read; 2 wrong usage; 3 done, but some inputs
    could not be read; 130 and 143 stopped by Ctrl-C or SIGTERM.
    """


for command in (read, build, export, serve, find, show, why, demo, knowledge, check, mend):
    main.add_command(command)
