"""How far a long command has come: a line on standard error, on a terminal only, and only after a
second."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress

T = TypeVar("T")
PATIENCE = 1.0
"""Seconds before anything is shown."""


class Bar:
    """A bar that counts what passes through `watch`, and shows what `note` said last."""

    def __init__(self, what: str) -> None:
        self.what, self.count = what, 0
        self._shown: Progress | None = None
        self._timer = threading.Timer(PATIENCE, self._show)
        self._timer.daemon = True

    def watch(self, items: Iterable[T]) -> Iterator[T]:
        """The items, counted as they pass."""
        for item in items:
            yield item
            self.count += 1
            self._update()

    def note(self, what: str) -> None:
        """Says what is being done now."""
        self.what = what
        self._update()

    def _show(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.completed:,}"),
            TimeElapsedColumn(),
        )
        shown = Progress(*columns, console=Console(stderr=True), transient=True)
        shown.add_task(self.what, total=None, completed=self.count)
        shown.start()
        self._shown = shown

    def _update(self) -> None:
        if self._shown:
            self._shown.update(self._shown.task_ids[0], description=self.what, completed=self.count)

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._timer.cancel()
        if self._shown:
            self._shown.stop()
