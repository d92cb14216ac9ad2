"""What a failure looks like: a mistake is told with its mend, a bug with where its log is."""

import errno
import os
import platform
import sys
import tempfile
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
        typer.echo("hmi: interrupted", err=True)
        return INTERRUPTED
    except OSError as error:
        return _unheard(error)
    except Exception as error:  # noqa: BLE001 - the one place where a bug becomes a message
        if isinstance(error, _COMMAND_LINE_FAULT):
            error.show()  # type: ignore[attr-defined]
            return UsageError.exit_code
        return _bug(error)
    return code if isinstance(code, int) else 0


def _told(error: HmiError) -> int:
    typer.echo(f"hmi: {error.message}", err=True)
    if error.mend:
        typer.echo(f"  {error.mend}", err=True)
    return error.exit_code


def _open_streams() -> None:
    """Let a command that was started with a closed stream do its work all the same."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            mode = "r" if name == "stdin" else "w"
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115 - for the whole run


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
    with tempfile.NamedTemporaryFile(
        "w", prefix="hmi-", suffix=".log", delete=False, encoding="utf-8"
    ) as log:
        log.write(f"hmi {__version__}, Python {platform.python_version()}, {platform.platform()}\n")
        log.write(f"arguments: {sys.argv[1:]}\n\n")
        traceback.print_exception(error, file=log)
    typer.echo(f"hmi: this is a bug in hmi ({type(error).__name__}); nothing more was done", err=True)
    typer.echo(f"  please report it with the log in {log.name}", err=True)
    return BUG
