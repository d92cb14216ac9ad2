"""A new register."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hmicfrs_cli.cli import ask
from hmicfrs_cli.errors import UsageError

if TYPE_CHECKING:
    from hmicfrs_cli.domain.dates import When


def init(
    folder: Annotated[
        Path | None, typer.Argument(metavar="DIR", help="Where `register/` is to be; the folder may exist.")
    ] = None,
    force: Annotated[
        str | None,
        typer.Option("--force", metavar="FORCE", help="The force, by id or name, such as west-mercia."),
    ] = None,
    committee: Annotated[
        str, typer.Option("--committee", metavar="SHORT", help="The committee's short name.")
    ] = "JAC",
    committee_name: Annotated[
        str | None, typer.Option("--committee-name", metavar="NAME", help="The committee's name in full.")
    ] = None,
    complete_from: Annotated[
        str | None,
        typer.Option(
            "--complete-from",
            metavar="DATE",
            help="The day from which every finding will be in it, or none (default: today).",
        ),
    ] = None,
    git: Annotated[
        bool,
        typer.Option("--git/--no-git", help="Where DIR is the top of a git repository, set that up too."),
    ] = True,
) -> None:
    """Begin an empty register for a force: `DIR/register/`, with its settings and a committee.

    Where DIR is the top of a git repository, that is made ready too, as `hmi setup-git` does.
    """
    from hmicfrs_cli.cli.around import begun
    from hmicfrs_cli.domain import begin, dates
    from hmicfrs_cli.domain.forces import force_name
    from hmicfrs_cli.domain.ids import is_segment
    from hmicfrs_cli.domain.near import quoted
    from hmicfrs_cli.storage import clock
    from hmicfrs_cli.storage.begin import begin as begin_at

    place = Path(ask.need(str(folder) if folder else None, "DIR", "In which folder?", ask.words("DIR")))
    whose = ask.need(force, "--force", "For which force?", _force)
    if not is_segment(begin.committee_id(committee)):
        raise UsageError(f"--committee: {quoted(committee)} makes no id", "give a short name, such as JAC")
    today = dates.day(clock.today())
    complete = _complete(complete_from, today)
    root = begin_at(place, begin.files(whose, committee, committee_name, complete, complete or today))
    typer.echo(f"{root}: an empty register for {force_name(whose)}, committee {committee}")
    if complete:
        words = f"papers will print totals from {dates.spoken(complete)} on: enter what is open on that day"
        typer.echo(f"hmi: {words} (`coverage:` in register.yaml)", err=True)
    typer.echo(
        "hmi: put your force's own RAG key into register.yaml; the one there is only a start", err=True
    )
    if git:
        begun(root)


def _force(text: str) -> str:
    """Return the id of one of the 43 forces; UsageError, with the nearest, for any other words."""
    from hmicfrs_cli.domain.forces import FORCES, find_force
    from hmicfrs_cli.domain.near import nearest, quoted

    found = find_force(text.strip()) or find_force(text.strip().lower())
    if found:
        return found
    names = {name: force for force, (name, _) in FORCES.items()} | {force: force for force in FORCES}
    near = nearest(text, names)
    mend = f"did you mean “{names[near]}”?" if near else f"the forces are: {', '.join(FORCES)}"
    raise UsageError(f"--force: {quoted(text)} is none of the 43 forces of England and Wales", mend)


def _complete(text: str | None, today: "When") -> "When | None":
    if text is not None and text.strip().lower() == "none":
        return None
    complete = ask.date("--complete-from")(text) if text else today
    if complete.first > today.last:
        raise UsageError("--complete-from lies in the future", "give a day up to today, or `none`")
    return complete
