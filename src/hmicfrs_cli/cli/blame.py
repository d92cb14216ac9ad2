"""`hmi blame`: who set what a finding is now, and why."""

from typing import Annotated

import typer

from hmicfrs_cli.cli import complete, options
from hmicfrs_cli.errors import UsageError


def blame(
    id_: Annotated[str, typer.Argument(metavar="ID", help="A finding.", autocompletion=complete.records)],
    json: options.Json = False,
    register: options.Register = None,
) -> None:
    """Say who set a finding's present RAG, status, target, owner and inspectorate's status, when and why."""
    from hmicfrs_cli.cli import answer
    from hmicfrs_cli.cli.life import Lost, life_of
    from hmicfrs_cli.domain.blame import setters
    from hmicfrs_cli.domain.fold import Lens
    from hmicfrs_cli.domain.lifeline import origins
    from hmicfrs_cli.domain.records import Finding
    from hmicfrs_cli.domain.register import Register, View
    from hmicfrs_cli.render import blame as shown
    from hmicfrs_cli.render import data, terminal
    from hmicfrs_cli.storage.history import log_of
    from hmicfrs_cli.storage.load import load_settings

    found = life_of(register, id_)
    if isinstance(found.one, Lost):
        raise found.one.why
    if not isinstance(found.one.record, Finding):
        raise UsageError(f"{found.one.id} is no finding", f"`hmi history {found.one.id}` tells its life")
    lens = Lens(found.today, found.today)
    log = found.one.record.log
    by = setters(found.one.record, lens, View(Register(load_settings(found.root)), lens).rate)
    steps = origins(found.steps, log_of(found.one.raw))
    if json:
        content = shown.as_data(by, log, steps)
        answer.put(data.text("hmi.blame/1", found.today, id=found.one.id, **found.known, **content))
    else:
        answer.put(terminal.shown(shown.page(found.one.id, by, log, steps, **found.known)))
