"""Work on a hostile file in a process of its own, with little time and memory, whose answer is plain JSON.

A crash, an endless loop or a bomb ends that process and nothing else; what it says comes back as text that
is parsed as data, never as objects. Where the system has no limits (Windows), or not all of them (macOS has
none of memory), time alone is held.
"""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import os
from typing import TYPE_CHECKING, Any, Final

from hmicfrs_cli.errors import HmiError

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

SECONDS: Final = 40
"""Processor seconds that a file may take."""
PATIENCE: Final = 90
"""Seconds after which a file is given up, whatever the processor did."""
MEMORY: Final = 1536 << 20
"""Bytes of address space that a file may take."""
ANSWER: Final = 48 << 20
"""The most bytes that an answer may have."""

_TOO_MUCH: Final = (
    "its reader ended without an answer: it crashed, or took more than {seconds} seconds or {memory} MB"
)


class TooMuchError(HmiError):
    """The file would take more time or memory than any real one does."""


class BrokenFileError(HmiError):
    """The file is not what its name says, or is broken."""


def sealed(work: Callable[[str], Any], path: str) -> Any:  # noqa: ANN401 - JSON is of any shape
    """Return what `work` makes of the file at `path`, as JSON brings it.

    `work` is a function at the top of a module. Raises what it raises as HmiError with its words, and
    TooMuchError where it ends without an answer.
    """
    context = multiprocessing.get_context("spawn")
    mine, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(work, path, theirs), daemon=True)
    process.start()
    theirs.close()
    try:
        answer = mine.recv_bytes(ANSWER) if mine.poll(PATIENCE) else b""
    except (EOFError, OSError):
        answer = b""
    finally:
        process.kill()
        process.join()
        mine.close()
    return _answered(answer)


def _answered(answer: bytes) -> Any:  # noqa: ANN401 - as above
    try:
        done, said = json.loads(answer)
    except ValueError:
        words = _TOO_MUCH.format(seconds=SECONDS, memory=MEMORY >> 20)
        raise TooMuchError(words, "give a smaller part of it, or its text") from None
    if not done:
        raise BrokenFileError(*said)
    return said


def _work(work: Callable[[str], Any], path: str, answer: Connection) -> None:
    """Do the work in the child and send what it says."""
    _hold()
    try:
        said = [True, work(path)]
    except HmiError as error:
        said = [False, [error.message, error.mend]]
    except MemoryError:  # pragma: no cover - in the child alone
        os._exit(1)
    except Exception as error:  # noqa: BLE001 - whatever a library makes of a hostile file
        said = [
            False,
            [f"it cannot be read ({type(error).__name__})", "see that it opens in its own program"],
        ]
    answer.send_bytes(json.dumps(said).encode())
    answer.close()


def _hold() -> None:  # pragma: no cover - in the child alone, which is ended before it could be measured
    """Limit this process, and keep what libraries say of a broken file off the terminal."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.dup2(null, 2)
    try:
        import resource  # noqa: PLC0415 - Windows has none
    except ImportError:
        return
    bounds = [
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_AS, MEMORY),
    ]
    for kind, most in bounds:
        last = most + (kind == resource.RLIMIT_CPU)  # a second later the process is killed
        # Not every system lets each be set; what stops at none of them still ends after PATIENCE.
        held = resource.getrlimit(kind)[1]  # what the system holds us to already cannot be raised
        last = last if held == resource.RLIM_INFINITY else min(last, held)
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (min(most, last), last))
