"""The commands that show a record in a browser: `serve`, `demo`."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import click

from onrecord import api, stopping
from onrecord.cli.messages import say, tell_unread
from onrecord.errors import InputError
from onrecord.progress import Bar

PORT = click.option(
    "--port",
    default=8000,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="0 takes any that is free.",
)


@click.command(epilog="Example:  onrecord serve talks.record --port 8080")
@click.argument("record")
@PORT
def serve(record: str, port: int) -> None:
    """Show a record as a web page, on this machine only (127.0.0.1), until Ctrl-C."""
    from onrecord.web import server

    api.open(record).expect_whole()
    server.serve(Path(record), port, browser=False, say=say)


@click.command(epilog="Example:  onrecord demo --no-browser")
@click.option(
    "-o",
    "--output",
    "record",
    metavar="RECORD",
    help="Keep the record there; else it goes when the page is stopped.",
)
@click.option("--browser/--no-browser", default=True, help="Open the browser where there is one.")
@PORT
def demo(record: str | None, browser: bool, port: int) -> None:
    """Build a record of the sample reports and show it as a web page, until Ctrl-C.

    All in the samples is invented: the officials, the outlets and what happens.
    """
    from onrecord.web import server

    with _folder(record) as path:
        with Bar("reading the samples") as bar:
            built = api.build([samples()], path, note=bar.note)
        tell_unread(built)
        server.serve(path, port, browser=browser, say=say)


def samples() -> Path:
    """The folder of sample reports: in the package where it was installed, beside the sources where
    it is worked on."""
    package = Path(str(files("onrecord")))
    for folder in (package / "samples" / "reports", package.parents[1] / "samples" / "reports"):
        if folder.is_dir():
            return folder
    raise InputError("samples", "not in this installation", "install onrecord again")


@contextlib.contextmanager
def _folder(record: str | None) -> Iterator[Path]:
    if record is not None:
        yield Path(record)
        return
    made = tempfile.mkdtemp(prefix="onrecord-")
    with stopping.TakenAway(lambda: shutil.rmtree(made, ignore_errors=True)):
        yield Path(made, "samples.record")
