"""Work that takes a while, shown to a person at a terminal; in a pipe there is nothing of it."""

import contextlib
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from hmicfrs_cli.domain.each import Each

T = TypeVar("T")
R = TypeVar("R")

PATIENCE = 0.5
"""Seconds after which a person wonders what is going on."""
_OFTEN = 0.1
"""Seconds between two pictures of it."""


def each(words: str) -> "Each":
    """Return what shares work among processes and says how far it is."""

    def shared(work: Callable[[T], R], things: Sequence[T], /) -> Iterable[R]:
        from hmicfrs_cli.storage.shares import spread

        done = spread(work, things)
        return counted(done, words, len(things)) if sys.stderr.isatty() else done

    return shared


def counted(done: Iterator[R], words: str, count: int) -> Iterator[R]:
    """Yield the same, and show how many have been, once that takes a while."""
    with contextlib.ExitStack() as stack:
        bar, due = None, time.monotonic() + PATIENCE
        for number, one in enumerate(done, 1):
            if time.monotonic() >= due:
                if bar is None:
                    from hmicfrs_cli.render.waiting import Bar

                    bar = Bar(words, count)
                    stack.callback(bar.end)
                bar.show(number)
                due = time.monotonic() + _OFTEN
            yield one


def moving(words: str, *, long: bool) -> contextlib.AbstractContextManager[object]:
    """Say on a terminal what is being done, where it is known to take long."""
    if not long or not sys.stderr.isatty():
        return contextlib.nullcontext()
    from hmicfrs_cli.render.waiting import moving as shown

    return shown(words)
