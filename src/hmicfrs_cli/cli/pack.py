"""`hmi pack`: a workbook for each owner to fill in and return, and who has returned theirs."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hmicfrs_cli.cli import options, pack_files
from hmicfrs_cli.cli.opened import Opened, open_register
from hmicfrs_cli.cli.sound import sound
from hmicfrs_cli.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from hmicfrs_cli.domain.packs import Pack, Packs, Wanted

_STEM = 60
"""How many characters of an owner's name stand in the name of a file."""


def pack(
    owner: Annotated[
        str | None, typer.Option("--owner", metavar="O", help="For this owner alone, whatever the case.")
    ] = None,
    portfolio: Annotated[
        str | None,
        typer.Option("--portfolio", metavar="P", help="What is in this portfolio: its id or name."),
    ] = None,
    board: Annotated[
        str | None, typer.Option("--board", metavar="B", help="What this board is taken: its id or name.")
    ] = None,
    format: Annotated[str, typer.Option("--format", metavar="FORMAT", help="xlsx.")] = "xlsx",
    output: Annotated[Path, typer.Option("--output", metavar="DIR", help="Where to.")] = Path("packs"),
    restricted: Annotated[
        bool,
        typer.Option(
            "--restricted", help="With private findings, each in its owner's pack alone; marked so."
        ),
    ] = False,
    check: Annotated[
        Path | None,
        typer.Option(
            "--check", metavar="DIR", help="Say who has returned a pack in that folder, who has not."
        ),
    ] = None,
    json: Annotated[
        bool, typer.Option("--json", help="With --check: print JSON for other programs.")
    ] = False,
    register: options.Register = None,
) -> None:
    """Make a workbook for each owner of open findings, to fill in and return; `hmi import` reads it again."""
    from hmicfrs_cli.domain.near import quoted
    from hmicfrs_cli.domain.packs import Wanted, build

    if format != "xlsx":
        raise UsageError(f"{quoted(format)} is no format of a pack", "the format is xlsx")
    opened = open_register(register)
    wanted = Wanted(owner, portfolio, board)
    if check is not None:
        _check(opened, wanted, check, json=json)
        return
    if json:
        raise UsageError("--json means nothing without --check", "leave it out")
    sound(opened, "no pack was made from it")
    found = build(opened.view, wanted, restricted=restricted, commit=pack_files.made_from(opened.root))
    _refuse_nobody(opened, wanted, found)
    _tell(found)
    _write(output, found.packs, restricted=restricted)


def _refuse_nobody(opened: Opened, wanted: "Wanted", found: "Packs") -> None:
    """Raise NotFoundError where a filter lets nothing through, with what was probably meant."""
    from hmicfrs_cli.domain.near import nearest, quoted
    from hmicfrs_cli.domain.packs import lines_of

    if found.packs or found.unowned or found.withheld:
        return
    settings = opened.register.settings
    owners = {line.values["owner"] for line in lines_of(opened.view)} - {""}
    asked = [
        (wanted.owner, "owner", owners),
        (wanted.portfolio, "portfolio", {one.id for one in settings.portfolios}),
        (wanted.board, "board", {one.id for one in settings.boards}),
    ]
    for name, noun, known in asked:
        if name is not None:
            near = nearest(name, known)
            mend = (
                f"did you mean “{near}”?" if near else "`hmi list --open` shows what is open, and whose it is"
            )
            raise NotFoundError(f"no open finding has the {noun} {quoted(name)}", mend)


def _tell(found: "Packs") -> None:
    """Say on standard error what is in no pack."""
    if found.unowned:
        typer.echo(f"hmi: in no pack, because nobody owns it: {', '.join(found.unowned)}", err=True)
    if found.withheld:
        one = found.withheld == 1
        what = f"{found.withheld} private row{'' if one else 's'} {'is' if one else 'are'} in no pack"
        typer.echo(f"hmi: {what}; --restricted puts each into its owner's", err=True)
    if not found.packs:
        typer.echo("hmi: there is nothing to fill in", err=True)


def _write(folder: Path, packs: "Sequence[Pack]", *, restricted: bool) -> None:
    from hmicfrs_cli.render import terminal
    from hmicfrs_cli.render.pack import workbook
    from hmicfrs_cli.storage import papers

    files = dict(zip(_names(packs, restricted=restricted), map(workbook, packs), strict=True))
    for path, made in zip(papers.write_new(folder, files), packs, strict=True):
        count = len(made.lines)
        typer.echo(f"{path}: {terminal.one_line(made.owner)}, {count} row{'' if count == 1 else 's'}")


def _names(packs: "Sequence[Pack]", *, restricted: bool) -> list[str]:
    """Return a name for each file: the owner's, as every system can hold it, and the day."""
    from hmicfrs_cli.domain.ids import slug

    names: list[str] = []
    for one in packs:
        stem = (
            f"return-{slug(one.owner)[:_STEM] or 'owner'}-{one.made.isoformat()}{'-restricted' * restricted}"
        )
        same = sum(name.startswith((f"{stem}.", f"{stem}_")) for name in names)
        names.append(f"{stem}_{same + 1}.xlsx" if same else f"{stem}.xlsx")
    return names


def _check(opened: Opened, wanted: "Wanted", folder: Path, *, json: bool) -> None:
    """Say who has returned a pack, who has not and since when; a file that cannot be read ends with 1."""
    from hmicfrs_cli.cli import answer
    from hmicfrs_cli.domain import dates
    from hmicfrs_cli.domain.packs import Wanted, build, folded
    from hmicfrs_cli.domain.packs_status import statuses
    from hmicfrs_cli.domain.returns_compare import Chosen, compare
    from hmicfrs_cli.render import data, returned, terminal

    packs, unread = pack_files.read_folder(folder, opened.today)
    today = dates.day(opened.today)
    outcomes = [compare(one, opened.register, Chosen(), opened.today, today) for one in packs]
    lines = [line for one in build(opened.view, wanted, restricted=True).packs for line in one.lines]
    found = statuses(outcomes, lines)
    if wanted != Wanted():
        owners = {folded(line.values["owner"]) for line in lines}
        found = [one for one in found if folded(one.owner) in owners]
    if json:
        told, files = returned.standings_data(found), [error.message for error in unread]
        answer.put(data.text("hmi.packs/1", opened.today, items=told, unread=files))
    else:
        answer.put(terminal.shown(returned.standings(found, opened.today)))
    for error in unread:
        typer.echo(f"hmi: not read: {error.message}{f'; {error.mend}' if error.mend else ''}", err=True)
    if unread:
        raise typer.Exit(1)
