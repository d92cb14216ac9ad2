"""What every command begins with: the register it is about, the day, and who is asking."""

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from hmicfrs_cli.errors import HmiError, NotFoundError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hmicfrs_cli.domain.lines import Line
    from hmicfrs_cli.domain.problems import Problem
    from hmicfrs_cli.domain.register import Register, View
    from hmicfrs_cli.storage.kept import Wanted
    from hmicfrs_cli.storage.load import Files, Loaded
    from hmicfrs_cli.storage.warm import Warm


@dataclass(frozen=True)
class Opened:
    """A register that was read, and how it is looked at."""

    root: Path
    register: "Register"
    view: "View"
    problems: "list[Problem]"
    unread: list[str]
    today: date
    commit: str | None = None
    """The full id of the commit that it was read from, `INDEX` for the index, None for the files."""
    files: "Files | None" = None
    """What that commit or the index held."""
    judged: bool = False
    """Whether `problems` are what the rules found too, and not only those of unread files."""

    @property
    def day(self) -> date:
        """The day asked about."""
        return self.view.lens.day


@dataclass(frozen=True)
class Listed:
    """The findings of a register as lists have them, whether its files were read for it or not."""

    root: Path
    lines: "list[Line]"
    """At least those that were wanted, in natural order of ids."""
    unread: list[str]
    day: date
    commit: str | None = None
    """As in `Opened`."""


def find_root(register: Path | None) -> Path:
    """Return the folder that holds `register.yaml`.

    Raises NotFoundError where there is none, or no such folder: what is misspelt must not mean another one.
    """
    from hmicfrs_cli.storage import tree

    if register is not None and not os.path.lexists(register):
        raise NotFoundError(f"there is no folder {register}", "look at what --register or HMI_REGISTER says")
    return tree.find_root(register or Path.cwd())


def open_register(
    register: Path | None, as_of: str | None = None, *, corrected: bool = False, rev: str | None = None
) -> Opened:
    """Read the whole register, as far as it can be read, and look at it on a day.

    With `rev` it is read as a commit, or the index, held it. The day asked about and what is known are
    today's all the same: a commit says what was written down, `as_of` what counted by when.
    """
    from hmicfrs_cli.domain.fold import Lens
    from hmicfrs_cli.domain.register import View
    from hmicfrs_cli.storage import clock

    root = find_root(register)
    loaded, commit, files = read(root, rev)
    if loaded.register is None:
        first = loaded.problems[0]
        raise HmiError(f"{first.path}:{first.line}:{first.column}: {first.message}", first.mend)
    today = clock.today()
    lens = Lens(day_of(as_of) if as_of else today, today, corrected)
    view = View(loaded.register, lens)
    return Opened(root, loaded.register, view, loaded.problems, loaded.unread, today, commit, files)


def from_index(
    register: Path | None, wanted: "Wanted | None" = None, *, judge: bool = False
) -> "tuple[Path, date, Warm] | None":
    """Return the register's folder, today, and what the index has of it; None where only the files can tell.

    That is the findings that are wanted and, with `judge`, what is wrong with the register.
    """
    from hmicfrs_cli.cli import waiting
    from hmicfrs_cli.storage import clock, warm, write
    from hmicfrs_cli.storage.kept import Work

    root = find_root(register)
    today = clock.today()
    work = Work(waiting.each("Reading"), waiting.each("Checking"))
    found = None if write.interrupted(root) else warm.ask(root, today, wanted, judge=judge, work=work)
    return (root, today, found) if found else None


def listed(register: Path | None, wanted: "Wanted") -> Listed | None:
    """Return today's findings from the index; None where only the files can tell."""
    found = from_index(register, wanted)
    if found is None:
        return None
    root, today, kept = found
    return Listed(root, kept.lines, kept.unread, today)


def open_from_index(
    register: Path | None, wanted: "Wanted", *, judge: bool = False
) -> "tuple[Opened, Listed] | None":
    """Return a register without its findings, and these from the index; None where only the files can tell.

    `problems` are all that is wrong with the register, where that is asked for with `judge`.
    """
    found = from_index(register, wanted, judge=judge)
    if found is None:
        return None
    from hmicfrs_cli.domain.fold import Lens
    from hmicfrs_cli.domain.register import View
    from hmicfrs_cli.storage.parsed import load_but_findings

    root, today, kept = found
    read = load_but_findings(root).register
    if read is None:
        return None
    view = View(read, Lens(today, today))
    opened = Opened(root, read, view, kept.problems, kept.unread, today, judged=judge)
    return opened, Listed(root, kept.lines, kept.unread, today)


def as_listed(opened: Opened) -> Listed:
    """Return the findings of a register that was read."""
    from hmicfrs_cli.domain.lines import line_of

    lines = [line_of(state) for state in opened.view.findings.values()]
    return Listed(opened.root, lines, opened.unread, opened.day, opened.commit)


def read(root: Path, rev: str | None) -> "tuple[Loaded, str | None, Files | None]":
    """Read a register's files as they are, or as a commit or the index held them.

    Of a commit its full id is returned, of the index `INDEX`, and of both the files. Raises NotFoundError
    where there is no such commit, or no register in it.
    """
    from hmicfrs_cli.cli import waiting

    if rev is None:
        from hmicfrs_cli.storage.load import load

        tidy(root)
        return load(root, waiting.each("Reading")), None, None
    from hmicfrs_cli.domain.near import quoted
    from hmicfrs_cli.storage import git
    from hmicfrs_cli.storage.revision import INDEX, snapshot

    revision = INDEX if rev == INDEX else git.commit(root, rev)
    found = snapshot(root, revision, waiting.each("Reading"))
    if not found.files and rev == INDEX:
        raise NotFoundError(
            f"what is to be committed next has no register in {root}", "`git add` puts it there"
        )
    if not found.files:
        raise NotFoundError(
            f"commit {quoted(rev)} has no register in {root}", "`git log -- DIR` shows since when it is there"
        )
    return found.loaded, found.commit or INDEX, found.files


def located(root: Path, files: "Files | None", problems: "Iterable[Problem]") -> "list[Problem]":
    """Return the problems with line and column in the files they were found in."""
    from hmicfrs_cli.storage import load

    return load.located(root, problems) if files is None else load.located_in(files, problems)


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


def finish(opened: Opened | Listed) -> None:
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
