"""The editor that a person has chosen, run over a file."""

import os
import shlex
import subprocess
from pathlib import Path

from hmicfrs_cli.errors import HmiError, UsageError


def edit(file: Path) -> None:
    """Open a file in $VISUAL or $EDITOR and wait until it is closed.

    Raises UsageError where neither is set, HmiError where the editor cannot be run or fails.
    """
    chosen = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not chosen:
        raise UsageError("no editor is named", "set EDITOR to yours, such as EDITOR=nano")
    try:
        command = shlex.split(chosen, posix=os.name == "posix")
        done = subprocess.run([*command, str(file)], check=False)  # noqa: S603 - the user's own editor
    except (OSError, ValueError) as error:
        raise HmiError(f"the editor “{chosen}” cannot be run: {error}", "set EDITOR to another") from error
    if done.returncode != 0:
        raise HmiError(f"the editor “{chosen}” ended with {done.returncode}", "nothing was written")
