"""What a failure looks like: a mistake is told with its mend, a bug with where its log is."""

import contextlib
import errno
import io
import os
import platform
import sys
import traceback
from collections.abc import Callable

import typer

from hmicfrs_cli import __version__
from hmicfrs_cli.errors import HmiError, UsageError

INTERRUPTED, BUG = 130, 70
_UNHEARD = (errno.EPIPE, errno.ENOSPC, errno.EIO, errno.EBADF)
"""What the system says, without a file's name, of a standard output that takes no more."""
_COMMAND_LINE_FAULT = typer.BadParameter.__mro__[2]
"""Typer's own root of faults in a command line, which it does not name itself."""


def reported(run: Callable[[], object]) -> int:
    """Run a command; return its exit code, having said on standard error what went wrong."""
    _open_streams()
    try:
        code = run()
    except HmiError as error:
        return _told(error)
    except (KeyboardInterrupt, typer.Abort):
        _say("hmi: interrupted")
        return INTERRUPTED
    except SystemExit as end:
        # Typer itself ends so, with 1, where the reader of a pipe has gone; 1 is promised for something else.
        if not isinstance(end.__context__, BrokenPipeError):
            raise
        return 0
    except OSError as error:
        return _unheard(error)
    except Exception as error:  # noqa: BLE001 - the one place where a bug becomes a message
        return _misread(error) if isinstance(error, _COMMAND_LINE_FAULT) else _bug(error)
    return code if isinstance(code, int) else 0


def _told(error: HmiError) -> int:
    _say(f"hmi: {error.message}")
    if error.mend:
        _say(f"  {error.mend}")
    return error.exit_code


def _misread(error: Exception) -> int:
    with contextlib.suppress(OSError):
        error.show()  # type: ignore[attr-defined]  # Typer's faults show themselves
    return UsageError.exit_code


def _say(words: str) -> None:
    """Write to standard error; that nobody reads it changes no exit code."""
    with contextlib.suppress(OSError):
        typer.echo(words, err=True)


def _open_streams() -> None:
    """Let a command whose streams are closed, or have a narrow encoding, do its work all the same."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            mode = "r" if name == "stdin" else "w"
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115 - for the whole run
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def _unheard(error: OSError) -> int:
    """Tell that the answer went nowhere; what a command wrote into the register stands.

    A reader of a pipe that has had enough, as `head` has, is no failure.
    """
    if error.filename is not None or error.errno not in _UNHEARD:
        return _bug(error)
    _drop_answer()
    if isinstance(error, BrokenPipeError):
        return 0
    words = f"standard output cannot be written: {(error.strerror or '').lower()}"
    return _told(HmiError(words, "only the answer is lost; `git status` shows what was written"))


def _drop_answer() -> None:
    """Keep Python from writing the rest of standard output once more as it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _bug(error: Exception) -> int:
    import tempfile

    with tempfile.NamedTemporaryFile(
        "w", prefix="hmi-", suffix=".log", delete=False, encoding="utf-8", errors="backslashreplace"
    ) as log:
        log.write(f"hmi {__version__}, Python {platform.python_version()}, {platform.platform()}\n")
        log.write(f"arguments: {sys.argv[1:]}\n\n")
        traceback.print_exception(error, file=log)
    _say(f"hmi: this is a bug in hmi ({type(error).__name__}); nothing more was done")
    _say(f"  please report it with the log in {log.name}")
    return BUG
