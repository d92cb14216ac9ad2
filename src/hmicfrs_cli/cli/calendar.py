"""`hmi calendar`: deadlines, targets, last days and meetings for Outlook and other calendars."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from hmicfrs_cli.cli import filters, options
from hmicfrs_cli.cli.filters import Many


def calendar(
    owner: Annotated[
        Many, typer.Option("--owner", metavar="O", help="Only what is this owner's, whatever the case.")
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            metavar="FILE",
            help="Where to; - prints it (default: calendar.ics or calendar-restricted.ics).",
        ),
    ] = None,
    restricted: Annotated[
        bool, typer.Option("--restricted", help="With all that is withheld from the public.")
    ] = False,
    as_of: options.AsOf = None,
    corrected: options.Corrected = False,
    rev: options.Rev = None,
    register: options.Register = None,
) -> None:
    """Write a calendar of deadlines, targets, last days of duties, next steps and meetings.

    Import it again after a change: what moved is moved, what is done before its day is cancelled.
    """
    from hmicfrs_cli.cli import answer
    from hmicfrs_cli.cli.sound import sound
    from hmicfrs_cli.domain import calendar as calendars
    from hmicfrs_cli.domain.audience import Audience
    from hmicfrs_cli.render import calendar as ics
    from hmicfrs_cli.render.words import figure_of

    opened = sound(answer.look(register, as_of, corrected=corrected, rev=rev), "no calendar was written")
    owners = filters.people(opened.view, owner)
    found = calendars.calendar(Audience(opened.view, restricted), owners)
    _give(ics.ics(found), output or f"calendar{'-restricted' * restricted}.ics")
    if found.withheld:
        count = figure_of(found.withheld, "entry", "entries")
        typer.echo(f"hmi: {count} withheld; --restricted writes what is not for the public too", err=True)


def _give(content: bytes, output: str) -> None:
    if output == "-":
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    from hmicfrs_cli.storage import papers

    path = Path(output)
    for written in papers.write(path.parent, {path.name: content}):
        typer.echo(str(written))
