"""`hmi` alone: where things stand, what is due, what is wrong."""

import os
from typing import TYPE_CHECKING, Annotated

import typer

from hmicfrs_cli import __version__
from hmicfrs_cli.cli import options
from hmicfrs_cli.errors import UsageError

if TYPE_CHECKING:
    from hmicfrs_cli.cli.opened import Listed, Opened

AHEAD_DAYS = 30
"""How far ahead the first screen looks."""


def _tell_version(asked: bool) -> None:
    if asked:
        typer.echo(f"hmi {__version__}")
        raise typer.Exit


def home(
    ctx: typer.Context,
    version: Annotated[
        bool,
        typer.Option("--version", help="Print the version and end.", is_eager=True, callback=_tell_version),
    ] = False,
    json: options.Json = False,
    as_of: options.AsOf = None,
    corrected: options.Corrected = False,
    rev: options.Rev = None,
    no_index: options.NoIndex = False,
    register: options.Register = None,
) -> None:
    """Keep the register of recommendations; alone, say where things stand and what is due."""
    del version  # answered before this is reached
    if ctx.invoked_subcommand is not None:
        _for_all_commands(ctx.invoked_subcommand, json or as_of or corrected or rev, register)
        return
    from hmicfrs_cli.cli import answer
    from hmicfrs_cli.storage.kept import Wanted

    how = answer.How(as_of, corrected=corrected, rev=rev, no_index=no_index)
    opened, listed = answer.look_at_lines(register, how, Wanted(words=False), judge=True)
    (_as_json if json else _as_page)(opened, listed)


def _for_all_commands(command: str, others: object, register: object) -> None:
    """Take `--register` also before a command's name, as if it stood after it."""
    if others:
        raise UsageError(
            "only --register can stand before a command", f"write it after the command: hmi {command} …"
        )
    if register is not None:
        os.environ["HMI_REGISTER"] = str(register)


def _wrong(opened: "Opened") -> tuple[int, int]:
    """Return how many errors and warnings there are, those of unread files included."""
    from hmicfrs_cli.cli import waiting
    from hmicfrs_cli.domain import rules

    found = list(opened.problems)
    if not opened.judged:
        each = waiting.each("Checking")
        found += rules.check(opened.register, opened.today, opened.unread, each)
    errors = sum(problem.severity == "error" for problem in found)
    return errors, len(found) - errors


def _as_json(opened: "Opened", listed: "Listed") -> None:
    from hmicfrs_cli.cli import answer
    from hmicfrs_cli.domain import agenda, dates
    from hmicfrs_cli.domain.standing import standing
    from hmicfrs_cli.render import data

    view = opened.view
    coming = agenda.next_meeting(view)
    errors, warnings = _wrong(opened)
    items = agenda.agenda(view, dates.plus_days(view.lens.day, AHEAD_DAYS), listed.lines)
    answer.give_json(
        opened,
        "hmi.home/1",
        force=view.register.settings.names.force,
        counts=data.standing(standing(listed.lines)),
        next_meeting={"committee": coming[0], "on": coming[2].on.text} if coming else None,
        due=[data.item(item) for item in items],
        errors=errors,
        warnings=warnings,
    )


def _as_page(opened: "Opened", listed: "Listed") -> None:
    from hmicfrs_cli.cli import answer
    from hmicfrs_cli.domain import agenda, dates
    from hmicfrs_cli.domain.standing import standing
    from hmicfrs_cli.render import home_screen

    view = opened.view
    items = agenda.agenda(view, dates.plus_days(view.lens.day, AHEAD_DAYS), listed.lines)
    page = home_screen.Home(
        view, standing(listed.lines), agenda.next_meeting(view), items, AHEAD_DAYS, *_wrong(opened)
    )
    answer.give(opened, home_screen.page(page))
