"""How a reading command begins and ends: the register opened, the answer given, what was unread named."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from hmicfrs_cli.cli.opened import Opened, finish, open_register

if TYPE_CHECKING:
    from hmicfrs_cli.render.terminal import Part


def look(register: Path | None, as_of: str | None, *, corrected: bool, rev: str | None = None) -> Opened:
    """Read the whole register, with `rev` as a commit held it, and look at it on a day."""
    warn_slow()
    opened = open_register(register, as_of, corrected=corrected, rev=rev)
    tell_commit(opened.commit)
    return opened


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


def give(opened: Opened, parts: "Iterable[Part]") -> None:
    """Print an answer as this terminal or pipe takes it, then end with 1 where files were not read."""
    from hmicfrs_cli.render import terminal

    put(terminal.shown(parts))
    finish(opened)


def give_json(opened: Opened, schema: str, **content: object) -> None:
    """Print an answer as JSON, then end with 1 where files were not read."""
    from hmicfrs_cli.render import data

    put(data.text(schema, opened.view.lens.day, **data.of_commit(opened.commit), **content))
    finish(opened)


def put(text: str) -> None:
    """Print text whose colours are already what standard output wants."""
    typer.echo(text, color=True)
