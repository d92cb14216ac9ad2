"""The editor that a person has chosen, run over a file."""

import os
import shlex
import subprocess
from pathlib import Path

from hmicfrs_cli.errors import HmiError, UsageError


def edit(file: Path) -> bytes:
    """Open a file in $VISUAL or $EDITOR, wait until it is closed, and return what it says then.

    Raises UsageError where neither is set, HmiError where the editor cannot be run, fails or leaves no file.
    """
    chosen = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not chosen:
        raise UsageError("no editor is named", "set EDITOR to yours, such as EDITOR=nano")
    try:
        command = shlex.split(chosen, posix=os.name == "posix")
        done = subprocess.run([*command, str(file)], check=False)  # noqa: S603 - the user's own editor
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        words = f"the editor “{chosen}” cannot be run: {why.lower()}"
        raise HmiError(words, "set EDITOR to another, such as EDITOR=nano") from error
    if done.returncode != 0:
        raise HmiError(f"the editor “{chosen}” ended with {done.returncode}", "nothing was written")
    try:
        return file.read_bytes()
    except OSError as error:
        raise HmiError(
            f"the editor “{chosen}” left no file that can be read", "nothing was written"
        ) from error
