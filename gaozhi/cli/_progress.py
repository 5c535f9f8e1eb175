"""A line on a terminal that says how far long work has come; nothing in a pipe."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from gaozhi.cli._console import Console


class ProgressLine:
    """The line of a terminal that says how far long work has come; without a bar, it is silent."""

    def __init__(self, bar: Progress | None = None, task: TaskID | None = None) -> None:
        self._bar = bar
        self._task = task

    def at(self, what: str) -> None:
        """Say what is being worked on."""
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, what=what)

    def done(self, count: int, total: int | None) -> None:
        """Say how much of it is done, and of how much where that is known."""
        if self._bar is not None and self._task is not None:
            shown = f"{count}" if total is None else f"{count} / {total}"
            self._bar.update(self._task, completed=count, total=total, what=shown)


@contextmanager
def progress(console: Console, title: str) -> Iterator[ProgressLine]:
    """Show a line while the work of the block goes on, and take it away at the end."""
    if not console.terminal:
        yield ProgressLine()
        return
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        TextColumn("{task.fields[what]}"),
        TimeElapsedColumn(),
        console=console.renderer(),
        transient=True,
    ) as bar:
        yield ProgressLine(bar, bar.add_task(title, total=None, what=""))
