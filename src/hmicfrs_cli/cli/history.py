"""`hmi history`: a record's life from its log and from git."""

from typing import TYPE_CHECKING, Annotated

import typer

from hmicfrs_cli.cli import complete, options
from hmicfrs_cli.errors import HmiError

if TYPE_CHECKING:
    from hmicfrs_cli.cli.life import Life


def history(
    id_: Annotated[
        str,
        typer.Argument(metavar="ID", help="A finding or an inspection.", autocompletion=complete.records),
    ],
    json: options.Json = False,
    register: options.Register = None,
) -> None:
    """Tell a record's life: each change in words, who says so, who committed it, when, and whether signed.

    What is not committed is said to be so. Renamed records are followed to their former names, and a record
    that was deleted, or whose file cannot be read now, is told as far as git knows it.
    """
    from hmicfrs_cli.cli import answer
    from hmicfrs_cli.cli.life import life_of
    from hmicfrs_cli.render import data, terminal
    from hmicfrs_cli.render import history as shown

    found = life_of(register, id_)
    if json:
        steps = [shown.step_data(step) for step in found.steps]
        answer.put(data.text("hmi.history/1", found.today, id=found.one.id, steps=steps, **found.known))
    else:
        names = _names(found)
        told = [shown.named(step, names) for step in found.steps]
        answer.put(terminal.shown(shown.page(found.one.id, told, **found.known)))
    _finish(found)


def _finish(found: "Life") -> None:
    """Say on standard error why the file cannot be read now, where that is so, and end with 1."""
    from hmicfrs_cli.cli.life import Lost

    if isinstance(found.one, Lost) and found.one.raw is not None:
        typer.echo(f"hmi: the file cannot be read now: {found.one.why.message}", err=True)
        typer.echo(f"  {found.one.why.mend}", err=True)
        typer.echo("hmi: what it was is told as far as it was committed", err=True)
        raise typer.Exit(1)


def _names(found: "Life") -> dict[tuple[str, str], str]:
    """Return what portfolios and boards are called, where the record names any and that can be read."""
    from hmicfrs_cli.storage.load import load_settings

    entries = [entry for step in found.steps for entry in (step.entry, step.before)]
    if not any(getattr(entry, "portfolio", None) or getattr(entry, "board", None) for entry in entries):
        return {}
    try:
        settings = load_settings(found.root)
    except HmiError:
        return {}
    names = {("portfolio", one.id): one.name for one in settings.portfolios}
    return names | {("board", one.id): one.name for one in settings.boards}
