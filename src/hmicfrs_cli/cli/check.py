"""`hmi check`: what is wrong with the records, where, and how to mend it."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hmicfrs_cli.cli import filters, options
from hmicfrs_cli.errors import HmiError, NotFoundError, UsageError

if TYPE_CHECKING:
    from hmicfrs_cli.cli.against import Compared
    from hmicfrs_cli.domain.checked import Checked
    from hmicfrs_cli.domain.problems import Problem
    from hmicfrs_cli.domain.register import Register
    from hmicfrs_cli.storage.load import Files, Loaded


def check(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATH]...", help="Files, folders or ids (default: everything)."),
    ] = None,
    against: Annotated[
        str | None,
        typer.Option(
            "--against",
            metavar="BASE",
            help="Check what changed since that commit, branch or tag: nothing said may be unsaid.",
        ),
    ] = None,
    format: Annotated[
        str,
        typer.Option("--format", metavar="FORMAT", help="text, json, github, gitlab, junit or sarif."),
    ] = "text",
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings fail too.")] = False,
    json: options.Json = False,
    as_of: options.AsOf = None,
    rev: options.Rev = None,
    no_index: options.NoIndex = False,
    register: options.Register = None,
) -> None:
    """Check the register: each fault with file, line, column and how to mend it. Errors end with 1.

    With --against only what changed since then fails; faults that were there before are listed apart.
    """
    from hmicfrs_cli.cli import answer
    from hmicfrs_cli.render import findings

    name = findings.known("json" if json else format)
    if against is not None and as_of is not None:
        raise UsageError("--against and --as-of do not go together", "what changed is judged as of today")
    # What a host may show needs to know which words are private, of which the index knows nothing.
    quick = against is None and rev is None and name not in findings.FOR_HOSTS
    quick = quick and not (paths or as_of or no_index)
    checked = (_from_index(register) if quick else None) or _from_files(
        register, paths or [], (against, as_of, rev), from_the_top=name in findings.FROM_THE_TOP
    )
    answer.put(findings.make(name, checked))
    if checked.fails(strict=strict):
        raise typer.Exit(1)


def _from_index(register: Path | None) -> "Checked | None":
    """Return what is wrong with today's files without asking again what was asked before."""
    from hmicfrs_cli.cli.opened import from_index, located
    from hmicfrs_cli.domain.checked import Checked

    known = from_index(register, judge=True)
    if known is None:
        return None
    root, today, kept = known
    placed = located(root, None, kept.problems) if kept.problems else []
    return Checked(tuple(_from_there(root, None, placed)), kept.count, today, None, None, ())


def _from_files(
    register: Path | None,
    paths: list[str],
    asked: tuple[str | None, str | None, str | None],
    *,
    from_the_top: bool,
) -> "Checked":
    """Return what is wrong with a register as it is read; `asked` is --against, --as-of and --rev."""
    from hmicfrs_cli.cli import answer
    from hmicfrs_cli.cli.opened import day_of, located
    from hmicfrs_cli.domain.checked import Checked
    from hmicfrs_cli.domain.register import known_by
    from hmicfrs_cli.domain.withheld import with_private_words
    from hmicfrs_cli.storage import clock

    against, as_of, rev = asked
    answer.warn_slow()
    root = _root(register, paths)
    loaded, commit, files = _read(root, rev, whole=against is not None)
    answer.tell_commit(commit)
    wanted = _wanted(root, loaded.register, paths)
    today = day_of(as_of) if as_of else clock.today()
    judged = known_by(loaded.register, today) if as_of and loaded.register else loaded.register
    wrong = _problems(judged, loaded.problems, today)
    said = _against(root, against, commit, (loaded, files or {}), today, wrong)
    top = _top(root) if from_the_top else None

    def placed(found: "Iterable[Problem]") -> "tuple[Problem, ...]":
        inside = [one for one in found if _within(one.path, wanted)]
        return tuple(_from_there(root, top, located(root, files, inside)))

    count = sum(_within(path, wanted) for path in {*_files(loaded.register), *loaded.unread})
    new, older = (said.new, said.older) if said else (wrong, [])
    states = [*(said.before if said else ()), *([loaded.register] if loaded.register else ())]
    private = frozenset(_openable(_begin(root, top) / path, top) for path in with_private_words(states))
    return Checked(placed(new), count, today, commit, said.against if said else None, placed(older), private)


def _read(root: Path, rev: str | None, *, whole: bool) -> "tuple[Loaded, str | None, Files | None]":
    """Read the register, with `whole` also its files' bytes, to compare them with others."""
    from hmicfrs_cli.cli import waiting
    from hmicfrs_cli.cli.opened import read, tidy
    from hmicfrs_cli.storage import states

    if rev is not None or not whole:
        return read(root, rev)
    tidy(root)
    loaded, files = states.read(root, waiting.each("Reading"))
    return loaded, None, files


def _against(
    root: Path,
    base: str | None,
    commit: str | None,
    read: "tuple[Loaded, Files]",
    today: date,
    wrong: "list[Problem]",
) -> "Compared | None":
    """Compare the register with BASE, where one is asked for, and say on standard error with what."""
    if base is None:
        return None
    from hmicfrs_cli.cli.against import compare
    from hmicfrs_cli.render import findings
    from hmicfrs_cli.storage.revision import INDEX

    # What is to be committed next begins at the commit that is checked out, as the files do.
    said = compare(root, base, None if commit == INDEX else commit, read, today, wrong)
    for line in findings.compared(said.against):
        typer.echo(f"hmi: {line}", err=True)
    return said


def _root(register: Path | None, paths: Iterable[str]) -> Path:
    """Return the register meant: the one named, else that of the first path there is, else the nearest."""
    from hmicfrs_cli.cli.opened import find_root

    return find_root(register or next((Path(path) for path in paths if os.path.lexists(path)), None))


def _problems(register: "Register | None", unread: "Sequence[Problem]", today: date) -> "list[Problem]":
    """Return all that is wrong with a register."""
    from hmicfrs_cli.cli import waiting
    from hmicfrs_cli.domain import rules

    paths = {problem.path for problem in unread}
    each = waiting.each("Checking")
    return [*unread, *(rules.check(register, today, paths, each) if register else [])]


def _from_there(root: Path, top: Path | None, placed: "Iterable[Problem]") -> "list[Problem]":
    """Return problems in the order of files and lines, with paths from the repository's top.

    Without one the paths are those that an editor started here can open.
    """
    in_order = sorted(placed, key=lambda one: (one.path, one.line, one.column, one.code))
    return [replace(one, path=_openable(_begin(root, top) / one.path, top)) for one in in_order]


def _begin(root: Path, top: Path | None) -> Path:
    return Path(os.path.realpath(root)) if top else root


def _openable(whole: Path, top: Path | None) -> str:
    try:
        return os.path.relpath(whole, top).replace(os.sep, "/")
    except ValueError:  # another drive, on Windows
        return whole.as_posix()


def _top(root: Path) -> Path | None:
    """Return the repository's topmost folder; None where there is none."""
    from hmicfrs_cli.storage.repository import top

    try:
        return Path(os.path.realpath(top(root)))
    except HmiError:
        return None


def _files(register: "Register | None") -> list[str]:
    from hmicfrs_cli.domain.reading import SETTINGS_PATH
    from hmicfrs_cli.domain.register import committee_path, path_of

    if register is None:
        return [SETTINGS_PATH]
    records = [path_of(id_) for id_ in [*register.inspections, *register.findings]]
    return [SETTINGS_PATH, *map(committee_path, register.committees), *records]


def _within(path: str, wanted: list[str]) -> bool:
    return any(name in {"", path} or path.startswith(f"{name}/") for name in wanted)


def _wanted(root: Path, register: "Register | None", paths: list[str]) -> list[str]:
    """Return the files and folders meant, relative to the register's folder; an empty one is all of it."""
    return [name for path in paths for name in _meant(root, register, path)] if paths else [""]


def _meant(root: Path, register: "Register | None", path: str) -> list[str]:
    from hmicfrs_cli.domain.register import committee_path, path_of

    if os.path.lexists(path):
        return [_below(root, path)]
    if register is None:
        raise NotFoundError(
            f"there is no file or folder “{path}”", "give a path, or mend register.yaml first"
        )
    id_ = filters.record_id(register, path, filters.every_id(register))
    if id_ in register.committees:
        return [committee_path(id_)]
    return [path_of(id_)] if "/" in id_ else [path_of(id_), f"findings/{id_}"]


def _below(root: Path, path: str) -> str:
    """Return a path relative to the register's folder; a folder that holds the register is all of it."""
    here, top = Path(os.path.abspath(path)), Path(os.path.abspath(root))  # noqa: PTH100 - links stay as named
    if top.is_relative_to(here):
        return ""
    if not here.is_relative_to(top):
        raise NotFoundError(f"{path} is not in the register {root}", "check one register at a time")
    return here.relative_to(top).as_posix()
