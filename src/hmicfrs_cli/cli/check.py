"""`hmi check`: what is wrong with the records, where, and how to mend it."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hmicfrs_cli.cli import filters, options
from hmicfrs_cli.errors import NotFoundError

if TYPE_CHECKING:
    from hmicfrs_cli.domain.problems import Problem
    from hmicfrs_cli.domain.register import Register


def check(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATH]...", help="Files, folders or ids (default: everything)."),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings fail too.")] = False,
    json: options.Json = False,
    as_of: options.AsOf = None,
    rev: options.Rev = None,
    register: options.Register = None,
) -> None:
    """Check the register: each fault with file, line, column and how to mend it. Errors end with 1."""
    from hmicfrs_cli.cli import answer
    from hmicfrs_cli.cli.opened import day_of, located, read
    from hmicfrs_cli.domain.register import known_by
    from hmicfrs_cli.storage import clock

    answer.warn_slow()
    root = _root(register, paths or [])
    loaded, commit, files = read(root, rev)
    answer.tell_commit(commit)
    wanted = _wanted(root, loaded.register, paths or [])
    today = day_of(as_of) if as_of else clock.today()
    judged = known_by(loaded.register, today) if as_of and loaded.register else loaded.register
    raw = _problems(judged, loaded.problems, wanted, today)
    found = _from_here(root, located(root, files, raw))
    count = sum(_within(path, wanted) for path in {*_files(loaded.register), *loaded.unread})
    if json:
        from hmicfrs_cli.render import data

        problems = [data.problem(one) for one in found]
        answer.put(
            data.text("hmi.check/1", today, **data.of_commit(commit), checked=count, problems=problems)
        )
    else:
        from hmicfrs_cli.render import lists

        answer.put("\n".join(lists.problems(found, count)))
    if any(strict or problem.severity == "error" for problem in found):
        raise typer.Exit(1)


def _root(register: Path | None, paths: Iterable[str]) -> Path:
    """Return the register meant: the one named, else that of the first path there is, else the nearest."""
    from hmicfrs_cli.cli.opened import find_root

    return find_root(register or next((Path(path) for path in paths if os.path.lexists(path)), None))


def _problems(
    register: "Register | None", unread: "Sequence[Problem]", wanted: list[str], today: date
) -> "list[Problem]":
    """Return the problems within some paths."""
    from hmicfrs_cli.domain import rules

    paths = {problem.path for problem in unread}
    found = [*unread, *(rules.check(register, today, paths) if register else [])]
    return [one for one in found if _within(one.path, wanted)]


def _from_here(root: Path, placed: "Iterable[Problem]") -> "list[Problem]":
    """Return problems in the order of files and lines, with paths that an editor started here can open."""
    in_order = sorted(placed, key=lambda one: (one.path, one.line, one.column, one.code))
    return [replace(one, path=_openable(root / one.path)) for one in in_order]


def _openable(whole: Path) -> str:
    try:
        return os.path.relpath(whole).replace(os.sep, "/")
    except ValueError:  # another drive, on Windows
        return whole.as_posix()


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
