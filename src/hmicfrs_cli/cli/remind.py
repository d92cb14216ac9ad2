"""`hmi remind`: a draft of an e-mail for each owner, of what is overdue and due."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hmicfrs_cli.cli import filters, options
from hmicfrs_cli.cli.filters import Many
from hmicfrs_cli.errors import UsageError

if TYPE_CHECKING:
    from hmicfrs_cli.cli.opened import Opened
    from hmicfrs_cli.domain.reminding import Reminders


def remind(
    within: Annotated[
        str, typer.Option("--within", metavar="PERIOD", help="Due within 90d, 6w, 3m or 2y.")
    ] = "30d",
    owner: Annotated[
        Many, typer.Option("--owner", metavar="O", help="To this owner, whatever the case.")
    ] = None,
    output: Annotated[str, typer.Option("--output", metavar="DIR", help="Where to.")] = "reminders",
    attach_pack: Annotated[
        bool, typer.Option("--attach-pack", help="With the workbook that each owner fills in and returns.")
    ] = False,
    restricted: Annotated[
        bool, typer.Option("--restricted", help="With the findings that are withheld from the public.")
    ] = False,
    as_of: options.AsOf = None,
    corrected: options.Corrected = False,
    rev: options.Rev = None,
    register: options.Register = None,
) -> None:
    """Write a draft e-mail to each owner: what is overdue or due soon, and what is asked of them.

    Nothing is sent. A draft has no address: whoever opens it looks at it, addresses it and sends it.
    """
    from hmicfrs_cli.cli import answer, own_templates
    from hmicfrs_cli.cli.sound import sound
    from hmicfrs_cli.domain import periods, reminding
    from hmicfrs_cli.domain.audience import Audience
    from hmicfrs_cli.render import mail
    from hmicfrs_cli.storage import papers

    ahead = filters.period("--within", within) or ""
    if attach_pack and (as_of or corrected or rev):
        raise UsageError("a pack is of the register as it is", "leave out --as-of, --corrected and --rev")
    opened = sound(answer.look(register, as_of, corrected=corrected, rev=rev), "no reminder was written")
    until = periods.after(opened.view.lens.day, ahead)
    owners = filters.people(opened.view, owner)
    found = reminding.reminders(Audience(opened.view, restricted), until, owners)
    packs = _packs(opened, restricted=restricted) if attach_pack else {}
    made = mail.drafts(found, [own_templates.beside(opened.root)], packs, restricted=restricted)
    files = {f"{name}.eml": content for name, content in made.items()}
    for path in papers.write(Path(output), files) if files else ():
        typer.echo(str(path))
    _tell(found)


def _packs(opened: "Opened", *, restricted: bool) -> dict[str, bytes]:
    """Return every owner's pack, as `hmi pack` makes it."""
    from hmicfrs_cli.cli import pack_files
    from hmicfrs_cli.domain.packs import Wanted, build, folded
    from hmicfrs_cli.render.pack import workbook

    commit = pack_files.made_from(opened.root)
    found = build(opened.view, Wanted(), restricted=restricted, commit=commit)
    return {folded(pack.owner): workbook(pack) for pack in found.packs}


def _tell(found: "Reminders") -> None:
    """Say what no draft says: that there is none, what has no owner, how much is withheld."""
    from hmicfrs_cli.render.words import day, figure_of

    if not found.reminders:
        typer.echo(f"hmi: nothing with an owner is overdue or due by {day(found.until)}", err=True)
    if found.unowned:
        count = figure_of(len(found.unowned), "finding")
        typer.echo(f"hmi: {count} with a date and no owner: {', '.join(found.unowned)}", err=True)
    if withheld := sum(reminder.withheld for reminder in found.reminders):
        count = figure_of(withheld, "finding")
        typer.echo(f"hmi: {count} withheld; --restricted writes what is not for the public too", err=True)
