"""Two branches of one register: merged by what their records mean, by git's own call or after it."""

import os
import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hmicfrs_cli.cli import options
from hmicfrs_cli.errors import HmiError, NotFoundError

if TYPE_CHECKING:
    from hmicfrs_cli.storage.merged import Judge
    from hmicfrs_cli.storage.versions import Open
    from hmicfrs_cli.storage.write import Change

_RECORD = re.compile(
    r"(?:(?P<root>.*)/)?(?P<path>register\.yaml|(?:inspections|committees|findings/[^/]+)/[^/]+\.yaml)"
)

Outcome = tuple["Change | None", bool, list[str]]
"""What to write, whether the file is merged, and what to say of it."""


def merge_driver(
    base: Annotated[Path, typer.Argument(metavar="%O", help="What both sides began with.")],
    ours: Annotated[Path, typer.Argument(metavar="%A", help="Our version; the result is written to it.")],
    theirs: Annotated[Path, typer.Argument(metavar="%B", help="Their version.")],
    path: Annotated[str, typer.Argument(metavar="%P", help="The file's path in the repository.")],
) -> None:
    """Merge three versions of a record by meaning, for git to call; what a person must decide ends with 1."""
    from hmicfrs_cli.domain.merging import NotMerged, Reason
    from hmicfrs_cli.render import merge_words
    from hmicfrs_cli.storage import versions
    from hmicfrs_cli.storage.merged import merged

    was, mine, yours = (versions.read(file) for file in (base, ours, theirs))
    by_lines, done = versions.by_lines(mine, was, yours)
    # Git's own result stands first: whatever stops hmi then, nothing worse is left behind.
    versions.keep(ours, by_lines)
    found = _RECORD.fullmatch(path)
    if found is None:
        raise typer.Exit(0 if done else 1)
    record = found["path"]
    result = merged(record, was or None, mine, yours, _judge(Path(found["root"] or ".")))
    if isinstance(result, NotMerged):
        typer.echo(f"hmi: {merge_words.not_merged(record, result)}", err=True)
        raise typer.Exit(0 if done and result.reason not in {Reason.TOGETHER, Reason.CROSSED} else 1)
    versions.keep(ours, result.new)
    for clash in result.clashes:
        typer.echo(merge_words.clash(record, clash), err=True)
    if result.clashes:
        raise typer.Exit(1)


def resolve(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATH]...", help="Files, folders or ids (default: all that is unmerged)."),
    ] = None,
    add: Annotated[bool, typer.Option("--add", help="`git add` the files that are merged.")] = False,
    register: options.Register = None,
) -> None:
    """Merge by meaning the records that `git merge` left in conflict; what stays open ends with 1."""
    from hmicfrs_cli.cli.opened import find_root, tidy
    from hmicfrs_cli.storage import versions
    from hmicfrs_cli.storage.write import apply

    root = find_root(register or next((Path(path) for path in paths or [] if os.path.lexists(path)), None))
    tidy(root)
    found = versions.left_open(root, [_meant(root, path) for path in paths] if paths else None)
    if not found:
        typer.echo("No file of the register is left open by a merge.")
        return
    judge = _judge(root)
    outcomes = [_outcome(root, one, judge) for one in found]
    apply([change for change, _, _ in outcomes if change], root)
    if add and (done := [one.path for one, (_, is_done, _) in zip(found, outcomes, strict=True) if is_done]):
        versions.add(root, done)
    _tell(outcomes, add=add)


def _outcome(root: Path, one: "Open", judge: "Judge") -> Outcome:
    from hmicfrs_cli.domain.merging import NotMerged
    from hmicfrs_cli.domain.reading import kind_of
    from hmicfrs_cli.render import merge_words
    from hmicfrs_cli.storage.merged import merged, refuse_loss
    from hmicfrs_cli.storage.versions import BOTH
    from hmicfrs_cli.storage.write import Change

    if one.stages and not one.stages.keys() >= BOTH:
        return None, False, [merge_words.left(one.path, set(one.stages), _went(root, one.path))]
    if one.work is None or kind_of(one.path) is None:
        return None, False, [merge_words.by_hand(one.path)]
    if not one.marked():
        return None, False, [merge_words.unmarked(one.path)]
    versions = one.versions()
    if versions is None:
        return None, False, [merge_words.unfit(one.path)]
    result = merged(one.path, versions.base, versions.ours, versions.theirs, judge)
    if isinstance(result, NotMerged):
        return None, False, [merge_words.not_merged(one.path, result)]
    refuse_loss(one.path, result.new, one.work)
    change = Change(root / one.path, one.work, result.new) if result.new != one.work else None
    lines = [merge_words.clash(one.path, clash) for clash in result.clashes]
    return change, not lines, lines or [merge_words.merged(one.path, result.added)]


def _tell(outcomes: Sequence[Outcome], *, add: bool) -> None:
    """Say what was done to each file, and what remains; end with 1 where something does."""
    from hmicfrs_cli.render import merge_words

    for _, _, lines in outcomes:
        typer.echo("\n".join(lines))
    done = sum(is_done for _, is_done, _ in outcomes)
    typer.echo(merge_words.summary(done, len(outcomes) - done, added=add))
    if done < len(outcomes):
        raise typer.Exit(1)


def _judge(root: Path) -> "Judge":
    """Return what says which errors a record's data has, by the register's rules as far as they are known."""
    from hmicfrs_cli.storage import clock
    from hmicfrs_cli.storage.load import load_settings
    from hmicfrs_cli.storage.merged import errors

    try:
        settings = load_settings(root)
    except HmiError:
        settings = None  # itself in the midst of the merge: the rules that need no settings are asked
    return partial(errors, settings, clock.today())


def _went(root: Path, path: str) -> str | None:
    """Return the id of the record that formerly had the id of a path, itself or by its inspection."""
    from hmicfrs_cli.domain.reading import id_of
    from hmicfrs_cli.storage.load import load

    register = load(root).register
    former = register.former if register else {}
    head, slash, tail = id_of(path).partition("/")
    return former.get(f"{head}{slash}{tail}") or (f"{former[head]}/{tail}" if head in former else None)


def _meant(root: Path, path: str) -> str:
    """Return the file or folder meant by a path or an id, relative to the register's folder."""
    from hmicfrs_cli.domain.near import quoted
    from hmicfrs_cli.domain.register import committee_path, path_of
    from hmicfrs_cli.storage.versions import unmerged

    here, top = Path(os.path.abspath(path)), Path(os.path.abspath(root))  # noqa: PTH100 - links stay as named
    if top.is_relative_to(here):
        return ""
    below = here.relative_to(top).as_posix() if here.is_relative_to(top) else path
    stages = unmerged(root)
    for known in (below, path_of(path), committee_path(path)):
        if known in stages or os.path.lexists(root / known):
            return known
    raise NotFoundError(
        f"there is no file or record {quoted(path)} in this register",
        "`git status` names the files that are open",
    )
