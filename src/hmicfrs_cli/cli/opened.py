"""What every command begins with: the register it is about, the day, and who is asking."""

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from hmicfrs_cli.errors import HmiError, NotFoundError, UsageError

if TYPE_CHECKING:
    from hmicfrs_cli.domain.problems import Problem
    from hmicfrs_cli.domain.register import Register, View


@dataclass(frozen=True)
class Opened:
    """A register that was read, and how it is looked at."""

    root: Path
    register: "Register"
    view: "View"
    problems: "list[Problem]"
    unread: list[str]
    today: date


def find_root(register: Path | None) -> Path:
    """Return the folder that holds `register.yaml`.

    Raises NotFoundError where there is none, or no such folder: what is misspelt must not mean another one.
    """
    from hmicfrs_cli.storage import tree

    if register is not None and not os.path.lexists(register):
        raise NotFoundError(f"there is no folder {register}", "look at what --register or HMI_REGISTER says")
    return tree.find_root(register or Path.cwd())


def open_register(register: Path | None, as_of: str | None = None, *, corrected: bool = False) -> Opened:
    """Read the whole register, as far as it can be read, and look at it on a day."""
    from hmicfrs_cli.domain.fold import Lens
    from hmicfrs_cli.domain.register import View
    from hmicfrs_cli.storage import clock
    from hmicfrs_cli.storage.load import load

    root = find_root(register)
    tidy(root)
    loaded = load(root)
    if loaded.register is None:
        first = loaded.problems[0]
        raise HmiError(f"{first.path}:{first.line}:{first.column}: {first.message}", first.mend)
    today = clock.today()
    lens = Lens(day_of(as_of) if as_of else today, today, corrected)
    return Opened(root, loaded.register, View(loaded.register, lens), loaded.problems, loaded.unread, today)


def tidy(root: Path) -> None:
    """Carry a write that was interrupted through, or take it back, and say so.

    A register of a newer format is left alone, with HmiError. Where nothing may be written, the
    answer is from the files as they are, and that is said too.
    """
    import typer

    from hmicfrs_cli.storage import write
    from hmicfrs_cli.storage.load import refuse_newer

    if not write.interrupted(root):
        return
    refuse_newer(root)
    try:
        told = write.recover(root)
    except HmiError as error:
        told = f"a change was interrupted and could not be finished here: {error.message}"
    typer.echo(f"hmi: {told}", err=True)


def day_of(text: str) -> date:
    """Return the last possible day of a date on the command line; UsageError where it is none."""
    from hmicfrs_cli.domain import dates, fields

    try:
        return dates.parse(text).last
    except ValueError as error:
        raise UsageError(str(error), fields.DATE_MEND) from None


def finish(opened: Opened) -> None:
    """Name the files that could not be read on standard error, and end with 1 where there are any."""
    import typer

    if not opened.unread:
        return
    for path in opened.unread:
        typer.echo(f"hmi: not read: {path}", err=True)
    typer.echo("hmi: this answer is from the rest of the register; `hmi check` says what is wrong", err=True)
    raise typer.Exit(1)


def who(by: str | None, root: Path) -> str | None:
    """Return who says so: `--by` or HMI_BY, GIT_AUTHOR_NAME, git's user.name; None where nobody is named."""
    from hmicfrs_cli.storage import git

    return by or os.environ.get("GIT_AUTHOR_NAME") or git.user_name(root)
