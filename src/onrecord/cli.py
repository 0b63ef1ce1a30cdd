"""The command line: parse, call, print, exit status."""

from __future__ import annotations

import sys

import click
import msgspec

from onrecord.record import Report
from onrecord.reports import reports


@click.group()
def main() -> None:
    """onrecord"""


@main.command()
@click.argument("paths", nargs=-1, required=True)
@click.option("--format", "format_", type=click.Choice(["jsonl"]), default="jsonl")
def read(paths: tuple[str, ...], format_: str) -> None:
    """Reads each report on its own."""
    from onrecord.read import read_reports

    for reading in read_reports(r for r in reports(paths) if isinstance(r, Report)):
        sys.stdout.write(msgspec.json.encode(reading).decode() + "\n")
