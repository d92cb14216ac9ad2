"""What commands on one finding share: which it is, what is known of it, and an entry in its log."""

from typing import TYPE_CHECKING, Annotated

import typer

from hmicfrs_cli.cli import ask, complete

if TYPE_CHECKING:
    from hmicfrs_cli.cli.written import Desk
    from hmicfrs_cli.domain.dates import When
    from hmicfrs_cli.domain.state import FindingState
    from hmicfrs_cli.storage.load import One

Id = Annotated[
    str | None, typer.Argument(metavar="ID", help="The finding's id.", autocompletion=complete.findings)
]
HappenedOn = Annotated[
    str | None, typer.Option("--when", metavar="DATE", help="The day it happened, where that is not --on.")
]


def finding(at: "Desk", id_: str | None) -> "tuple[One, FindingState]":
    """Return a finding and what is known of it today, from its own file alone."""
    from hmicfrs_cli.cli import written
    from hmicfrs_cli.domain.fold import Lens
    from hmicfrs_cli.domain.records import Finding
    from hmicfrs_cli.domain.register import Register, View

    name = ask.need(id_, "ID", "Which finding (its id)?", ask.words("ID"))
    one, record = written.held(at, name, Finding, "finding")
    alone = Register(at.settings, findings={one.id: record})
    return one, View(alone, Lens(at.today, at.today)).findings[one.id]


def append(
    at: "Desk", one: "One", said: dict[str, object], *, on: str | None, when: str | None, by: str | None
) -> "When":
    """Write an entry at the end of a finding's log; return the day from which it is known."""
    from hmicfrs_cli.cli import written
    from hmicfrs_cli.domain import entries

    day, happened = written.on_day(at, on), ask.maybe(when, ask.date("--when"))
    signed = {**said, "by": written.signed(at, by)}
    written.settled(at, signed, lambda given: [written.appended(one, entries.entry(day, given, happened))])
    return happened or day
