"""How a problem is told: in the order of files and lines, by a path that can be opened from here."""

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from hmicfrs_cli.errors import HmiError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hmicfrs_cli.domain.problems import Problem


def from_there(root: Path, top: Path | None, found: "Iterable[Problem]") -> "list[Problem]":
    """Return problems in the order of files and lines, with paths from the repository's top.

    Without one the paths are those that an editor started here can open.
    """
    in_order = sorted(found, key=lambda one: (one.path, one.line, one.column, one.code))
    return [replace(one, path=openable(begin(root, top) / one.path, top)) for one in in_order]


def begin(root: Path, top: Path | None) -> Path:
    """Return the register's folder as paths from there begin with it."""
    return Path(os.path.realpath(root)) if top else root


def openable(whole: Path, top: Path | None) -> str:
    """Return a path from the repository's top or, without one, from where hmi was started."""
    try:
        return os.path.relpath(whole, top).replace(os.sep, "/")
    except ValueError:  # another drive, on Windows
        return whole.as_posix()


def top(root: Path) -> Path | None:
    """Return the repository's topmost folder; None where there is none."""
    from hmicfrs_cli.storage import repository

    try:
        return Path(os.path.realpath(repository.top(root)))
    except HmiError:
        return None
