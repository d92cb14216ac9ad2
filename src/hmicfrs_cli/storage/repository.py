"""The repository around a register: where it is, its files, and what only this clone knows."""

from __future__ import annotations

import os
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from hmicfrs_cli.errors import HmiError, RefusedError
from hmicfrs_cli.storage import git
from hmicfrs_cli.storage.atomic import current, place, plainly, prepare

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


class Outcome(Enum):
    """What became of one thing that was to be set up."""

    WRITTEN = "written"
    SAME = "there already"
    KEPT = "left as it is"
    RENEWED = "brought up to date"


@dataclass(frozen=True, slots=True)
class Done:
    """One file or setting, and what became of it."""

    name: str
    outcome: Outcome


def top(folder: Path) -> Path:
    """Return the topmost folder of the repository's files.

    Raises HmiError, with what to do, where the folder is in no repository or git does not answer.
    """
    return Path(os.fsdecode(git.output(folder, "rev-parse", "--show-toplevel").rstrip(b"\r\n")))


def put(
    folder: Path,
    path: str,
    text: str,
    *,
    overwrite: bool = False,
    program: bool = False,
    earlier: Collection[str] = (),
) -> Done:
    """Write a file below a folder unless something else is there; a `program` may be run.

    What says word for word what an `earlier` hmi wrote is nobody's own, and is written anew.
    Raises RefusedError for a path that a link leads out of the folder, HmiError where it cannot be written.
    """
    target, new = folder / path, text.encode()
    if not Path(os.path.realpath(target)).is_relative_to(os.path.realpath(folder)):
        raise RefusedError(f"{path} leads out of {folder}", "nothing was written there; look at the links")
    with plainly(folder / path):
        old = current(target) if os.path.lexists(target) else None
        if old == new:
            return Done(path, Outcome.SAME)
        renewed = old is not None and old in [one.encode() for one in earlier]
        if os.path.lexists(target) and not (overwrite or renewed):
            return Done(path, Outcome.KEPT)
        beside = prepare(Path(os.path.realpath(target)), new)
        if program:
            beside.chmod(beside.stat().st_mode | 0o111)
        place(beside, Path(os.path.realpath(target)))
    return Done(path, Outcome.RENEWED if renewed else Outcome.WRITTEN)


def hook(folder: Path, name: str, text: str, earlier: Collection[str] = ()) -> Done:
    """Write a hook of this clone, unless there is one or hooks stand where a person says.

    One that an `earlier` hmi wrote, and nobody changed since, is brought up to date.
    """
    if git.configured(folder, "core.hooksPath") is not None:
        return Done(f"hook {name}", Outcome.KEPT)
    said = git.output(folder, "rev-parse", "--git-path", "hooks").rstrip(b"\r\n")
    done = put(folder / os.fsdecode(said), name, text, program=True, earlier=earlier)
    return Done(f"hook {name}", done.outcome)


def configure(folder: Path, settings: Mapping[str, str]) -> list[Done]:
    """Write settings of this clone, each unless it says something else already."""
    return [Done(name, _configured(folder, name, value)) for name, value in settings.items()]


def _configured(folder: Path, name: str, value: str) -> Outcome:
    found = git.configured(folder, name)
    if found is None:
        git.configure(folder, name, value)
        return Outcome.WRITTEN
    return Outcome.SAME if found == value else Outcome.KEPT


def is_top(folder: Path) -> bool:
    """Say whether a folder is the top of a repository; False also where git does not answer."""
    try:
        return Path(os.path.realpath(top(folder))) == Path(os.path.realpath(folder))
    except HmiError:
        return False
