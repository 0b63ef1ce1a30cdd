"""What a command says beside its data: every line of it passes here."""

from __future__ import annotations

import contextlib

import click

from onrecord.cli.listing import output
from onrecord.record import Unread
from onrecord.store.write import MOST_TOLD, Built

LONGEST = 2000
"""Characters of a line at most: an exception may tell a whole report."""


def one_line(text: str) -> str:
    """A text fit for any terminal: one line, and nothing in it that moves a cursor or turns the
    direction of words."""
    from onrecord.show import shown

    line = " ".join(shown(text).split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def tell(text: str) -> None:
    """A line on standard error; nothing where that is closed or full."""
    with contextlib.suppress(OSError):
        click.echo(one_line(f"onrecord: {text}"), err=True)


def say(text: str) -> None:
    """A line on standard output; raises OSError where that is closed."""
    click.echo(one_line(text), file=output())


class Messages:
    """Lines of one kind, the first `MOST_TOLD` of them; of the others it is said how many they
    are."""

    def __init__(self, what: str = "could not be read") -> None:
        self.what, self.count = what, 0

    def tell(self, text: str) -> None:
        """One more line."""
        self.count += 1
        if self.count <= MOST_TOLD:
            tell(text)

    def unread(self, one: Unread) -> None:
        """A line for an input that could not be read: which, why, and what to do."""
        self.tell(f"{one.path}: {one.why}; {one.advice}")

    def end(self, more: int = 0) -> None:
        """A line for all that were not told, and as many more."""
        left = max(self.count - MOST_TOLD, 0) + more
        if left:
            tell(f"and {left:,} more {self.what}")


def tell_unread(built: Built) -> int:
    """Names what a build could not read; says how much that is."""
    messages = Messages()
    for one in built.unread:
        messages.unread(one)
    messages.end(built.more_unread)
    return messages.count + built.more_unread
