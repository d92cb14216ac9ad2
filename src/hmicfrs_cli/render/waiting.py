"""What a person at a terminal sees while hmi works: on standard error, and gone when it is done."""

from contextlib import AbstractContextManager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn


class Bar:
    """How far work on many things is. It has no thread of its own, so processes can be started beside it."""

    def __init__(self, words: str, count: int) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        console = Console(stderr=True)
        self._progress = Progress(*columns, console=console, transient=True, auto_refresh=False)
        self._task = self._progress.add_task(words, total=count)
        self._progress.start()

    def show(self, done: int) -> None:
        """Say how many are done."""
        self._progress.update(self._task, completed=done, refresh=True)

    def end(self) -> None:
        """Leave the screen as it was."""
        self._progress.stop()


def moving(words: str) -> AbstractContextManager[object]:
    """Say what is being done, with something that moves, for as long as it lasts."""
    return Console(stderr=True).status(words)
