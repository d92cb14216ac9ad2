"""Work on many things, shared among processes where there are enough of them to pay for a process.

The answers, their order and their errors are those of one process. A child that cannot be started, or that
dies, costs time alone: what it had to do is then done here. A pool of the standard library would wait for
a killed child for ever.
"""

import contextlib
import os
import pickle
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any, Final, NamedTuple, TypeVar

T = TypeVar("T")
R = TypeVar("R")

LEAST: Final = 2000
"""How many things pay for a second process."""
_MOST: Final = 4
"""How many processes there are at most: what comes back is taken by one alone."""
_OWN: Final = 0.8
"""What this process takes of a child's share: it has the answers of all to go on with."""


class Child(NamedTuple):
    """A process at work, and where its answers come from."""

    pid: int
    answers: int


def spread(work: Callable[[T], R], things: Sequence[T], least: int = LEAST) -> Iterator[R]:
    """Yield what `work` makes of each thing, in their order; answers of other processes are pickled.

    The first share is worked at here, one thing at a time as it is asked for. Whatever ends this early ends
    the children: Ctrl-C, say.
    """
    own, *others = _shares(things, processes() if len(things) >= least else 1)
    children = [_start(work, share) for share in others]
    try:
        yield from map(work, own)
        for child, share in zip(children, others, strict=True):
            answers = _answers(child) if child else None
            yield from map(work, share) if answers is None else answers
    finally:
        for child in filter(None, children):
            _end(child)


def processes() -> int:
    """Return how many processes can work at once: one where a copy of this one would not be whole."""
    if not hasattr(os, "fork") or threading.active_count() > 1:
        return 1
    ours = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return min(ours or 1, _MOST)


def _shares(things: Sequence[T], count: int) -> list[Sequence[T]]:
    """Cut the things into shares, this process's first."""
    each = len(things) / (count - 1 + _OWN)
    cuts = [0, *(round(each * (_OWN + index)) for index in range(count - 1)), len(things)]
    return [things[start:end] for start, end in pairwise(cuts)]


def _start(work: Callable[[T], R], share: Sequence[T]) -> Child | None:
    """Start a child on a share; None where the system has no room for one."""
    reading, writing = os.pipe()
    try:
        pid = os.fork()
    except OSError:
        os.close(reading)
        os.close(writing)
        return None
    if pid == 0:  # pragma: no cover - the child, in which nothing is measured
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.close(reading)
        _work(work, share, writing)
    os.close(writing)
    return Child(pid, reading)


def _work(work: Callable[[T], R], share: Sequence[T], writing: int) -> None:  # pragma: no cover - as above
    """Do a share, hand over the answers and end without a look at what belongs to the parent."""
    try:
        answers = pickle.dumps([work(thing) for thing in share], pickle.HIGHEST_PROTOCOL)
        with os.fdopen(writing, "wb") as stream:
            stream.write(answers)
    finally:
        os._exit(0)  # also after an error, which the parent meets when it does the share itself


def _answers(child: Child) -> list[Any] | None:
    """Return a child's answers; None where it could not give them all."""
    with os.fdopen(child.answers, "rb", closefd=False) as stream:
        try:
            return list(pickle.load(stream))  # noqa: S301 - from our own child, through our own pipe
        except (EOFError, pickle.UnpicklingError):
            return None


def _end(child: Child) -> None:
    """End a child, which may be done, and may be waited for by others too."""
    os.close(child.answers)
    with contextlib.suppress(
        ChildProcessError, ProcessLookupError
    ):  # somebody else may wait for all children
        os.kill(child.pid, signal.SIGKILL)
        os.waitpid(child.pid, 0)
