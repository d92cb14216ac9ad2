"""What a failure looks like: a mistake is told with its mend, a bug with where its log is."""

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
_COMMAND_LINE_FAULT = typer.BadParameter.__mro__[2]
"""Typer's own root of faults in a command line, which it does not name itself."""


def reported(run: Callable[[], object]) -> int:
    """Run a command; return its exit code, having said on standard error what went wrong."""
    try:
        code = run()
    except HmiError as error:
        return _told(error)
    except (KeyboardInterrupt, typer.Abort):
        typer.echo("hmi: interrupted", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        return _reader_gone()
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


def _reader_gone() -> int:
    """End quietly when the reader of a pipe has had enough, as `head` does."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


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
