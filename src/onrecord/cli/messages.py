"""What a command says beside its data: every line of it passes here."""

from __future__ import annotations

import contextlib

import click

from onrecord.record import Unread
from onrecord.store.write import MOST_TOLD

LONGEST = 2000
"""Characters of a line at most: an exception may tell a whole report."""


def one_line(text: str) -> str:
    """A text fit for any terminal: one line, and nothing in it that moves a cursor or turns the direction of words."""
    from onrecord.show import shown

    line = " ".join(shown(text).split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def tell(text: str) -> None:
    """A line on standard error; nothing where that is closed or full."""
    with contextlib.suppress(OSError):
        click.echo(one_line(f"onrecord: {text}"), err=True)


def say(text: str) -> None:
    """A line on standard output."""
    click.echo(one_line(text))


class UnreadMessages:
    """Names the inputs that could not be read, and says of those past the limit how many they are."""

    def __init__(self) -> None:
        self.count = 0

    def tell(self, unread: Unread) -> None:
        """One line: which input, why, and what to do."""
        self.count += 1
        if self.count <= MOST_TOLD:
            tell(f"{unread.path}: {unread.why}; {unread.advice}")

    def rest(self, more: int = 0) -> None:
        """A line for all that were not named."""
        left = max(self.count - MOST_TOLD, 0) + more
        if left:
            tell(f"and {left:,} more could not be read")
