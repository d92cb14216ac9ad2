"""`hmi history`: a record's life from its log and from git."""

from typing import Annotated

import typer

from hmicfrs_cli.cli import complete, options


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
    that was deleted is told as far as git knows it.
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
        answer.put(terminal.shown(shown.page(found.one.id, found.steps, **found.known)))
