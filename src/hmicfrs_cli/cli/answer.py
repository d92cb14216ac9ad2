"""How a reading command begins and ends: the register opened, the answer given, what was unread named."""

from collections.abc import Iterable
from dataclasses import KW_ONLY, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from hmicfrs_cli.cli.opened import Listed, Opened, finish, open_register

if TYPE_CHECKING:
    from hmicfrs_cli.render.terminal import Part
    from hmicfrs_cli.storage.kept import Wanted


def look(register: Path | None, as_of: str | None, *, corrected: bool, rev: str | None = None) -> Opened:
    """Read the whole register, with `rev` as a commit held it, and look at it on a day."""
    warn_slow()
    opened = open_register(register, as_of, corrected=corrected, rev=rev)
    tell_commit(opened.commit)
    return opened


@dataclass(frozen=True)
class How:
    """How a register is to be looked at, as the command line says it."""

    as_of: str | None
    _: KW_ONLY
    corrected: bool
    rev: str | None
    no_index: bool

    @property
    def quick(self) -> bool:
        """Whether the index can tell: of the files as they are, and as things stand today."""
        return self.rev is None and not (self.no_index or self.as_of or self.corrected)


def look_at_lines(
    register: Path | None, how: How, wanted: "Wanted", *, judge: bool = False
) -> tuple[Opened, Listed]:
    """Return a register and its findings as lists have them: from the index, where the first has none.

    With `judge` what is wrong with the register is in `problems`, as far as it is known without the rules.
    """
    from hmicfrs_cli.cli.opened import as_listed, open_from_index

    quick = open_from_index(register, wanted, judge=judge) if how.quick else None
    if quick is not None:
        return quick
    opened = look(register, how.as_of, corrected=how.corrected, rev=how.rev)
    return opened, as_listed(opened)


def tell_commit(commit: str | None) -> None:
    """Say on standard error, where an answer is from a commit or the index, from which."""
    from hmicfrs_cli.storage.revision import INDEX

    if commit == INDEX:
        typer.echo("hmi: this is the register as it is to be committed next", err=True)
    elif commit:
        typer.echo(f"hmi: this is the register as commit {commit[:12]} held it", err=True)


def warn_slow() -> None:
    """Say on standard error that libyaml is missing, which makes reading a whole register slow."""
    from hmicfrs_cli.storage.yaml import LIBYAML

    if not LIBYAML:
        typer.echo("hmi: PyYAML is here without libyaml: reading is about ten times slower", err=True)


def give(opened: Opened | Listed, parts: "Iterable[Part]") -> None:
    """Print an answer as this terminal or pipe takes it, then end with 1 where files were not read."""
    from hmicfrs_cli.render import terminal

    put(terminal.shown(parts))
    finish(opened)


def give_json(opened: Opened | Listed, schema: str, **content: object) -> None:
    """Print an answer as JSON, then end with 1 where files were not read."""
    from hmicfrs_cli.render import data

    put(data.text(schema, opened.day, **data.of_commit(opened.commit), **content))
    finish(opened)


def put(text: str) -> None:
    """Print text whose colours are already what standard output wants."""
    typer.echo(text, color=True)
