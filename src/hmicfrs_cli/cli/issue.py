"""`hmi report --issue`: what a paper went out with, so that the next one can say what was restated."""

from typing import TYPE_CHECKING

import typer

from hmicfrs_cli.cli.opened import Opened
from hmicfrs_cli.errors import ChangedMeanwhileError, RefusedError, UsageError

if TYPE_CHECKING:
    from hmicfrs_cli.domain.paper.scope import Scope
    from hmicfrs_cli.domain.settings import Committee, Meeting


def must_be_the_public_paper(
    chosen: list[str], output: str, *, restricted: bool, corrected: bool, as_of: str | None, rev: str | None
) -> None:
    """Refuse to record anything but the public paper as it was at its day, in all formats, in files."""
    from hmicfrs_cli.render.formats import FORMATS

    given = {
        "--restricted": restricted,
        "--corrected": corrected,
        "--as-of": as_of,
        "--rev": rev,
        "--output -": output == "-",
    }
    given["--format"] = set(chosen) != set(FORMATS)
    for option, asked in given.items():
        if asked:
            raise UsageError(
                f"--issue does not go with {option}",
                "what is issued is the public paper of the day, in all formats",
            )


def must_be_the_first_time(committee: "Committee", meeting: "Meeting") -> None:
    """Refuse to issue a paper a second time, since the next one compares with what went out."""
    if meeting.issued is not None:
        raise RefusedError(
            f"the paper of {committee.short} for {meeting.on} was issued on {meeting.issued.on}",
            "without --issue it is only made again; to correct what is recorded, take `issued:` out of the "
            f"meeting with `hmi edit {committee.short}`",
        )


def record(opened: Opened, name: str, scope: "Scope") -> None:
    """Write into the committee's meeting when its paper went out, from which commit, with which figures."""
    from hmicfrs_cli.cli import written
    from hmicfrs_cli.storage.edit import add_field
    from hmicfrs_cli.storage.load import load_committee

    one = load_committee(opened.root, name)
    if one.record != scope.committee:
        raise ChangedMeanwhileError(f"{one.path} has changed since it was read", "issue the paper again")
    index = scope.committee.meetings.index(scope.meeting)
    draft = written.Draft(
        one.path, add_field(one.raw, ("meetings", index), "issued", _issued(opened, scope)), one.raw
    )
    written.keep(written.Desk(opened.root, opened.register.settings, opened.today), [draft])
    typer.echo(f"{one.path}: issued on {opened.today.isoformat()}")


def _issued(opened: Opened, scope: "Scope") -> dict[str, object]:
    """Return what is recorded; a paper without totals has no figures, and changed files no commit."""
    from hmicfrs_cli.domain.paper.position import coverage, issued_figures
    from hmicfrs_cli.storage import git

    said: dict[str, object] = {"on": opened.today.isoformat()}
    commit = git.head(opened.root)
    if commit and git.changed(opened.root):
        typer.echo("hmi: the register has changes that are not committed, so no commit is recorded", err=True)
    elif commit:
        said["commit"] = commit
    if coverage(scope).reached:
        said["figures"] = {kind.value: list(ids) for kind, ids in issued_figures(scope).items()}
    return said
