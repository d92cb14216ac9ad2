"""Guarded writing: all of a change or nothing of it, and only over what was read."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from hmicfrs_cli.errors import ChangedMeanwhileError, RefusedError
from hmicfrs_cli.storage.atomic import Change, guard, locked, plainly, settle, sync, write_beside
from hmicfrs_cli.storage.journal import (
    end_journal,
    interrupted,
    recover,
    recover_locked,
    roll_back,
    write_journal,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Change", "apply", "interrupted", "recover"]


def apply(changes: Sequence[Change], root: Path) -> None:
    """Write every change, or none.

    Raises ChangedMeanwhileError where a file is not as it was read, RefusedError for a path that leads out of
    the register, and HmiError where the disk is full or may not be written; in each case nothing has changed.
    """
    root = Path(os.path.realpath(root))
    inside = [_inside(change, root) for change in changes]
    beside: list[Path] = []
    with plainly(root), locked(root):
        recover_locked(root)
        try:
            for change in inside:
                guard(change)
                beside.append(write_beside(change.path, change.new))
            for path in beside:  # one after another of two thousand, the disk would be waited for each time
                settle(path)
            _place_all(inside, beside, root)
        finally:
            for path in beside:
                path.unlink(missing_ok=True)


def _place_all(changes: Sequence[Change], beside: Sequence[Path], root: Path) -> None:
    several = len(changes) > 1
    if several:
        write_journal(changes, root)
    try:
        for path, change in zip(beside, changes, strict=True):
            guard(change)
            path.replace(change.path)
        for folder in {change.path.parent: None for change in changes}:
            sync(folder)
    except (OSError, ChangedMeanwhileError):
        if several:
            roll_back(changes)
            end_journal(root)
        raise
    if several:
        end_journal(root)


def _inside(change: Change, root: Path) -> Change:
    """Follow the path to the file itself, which must lie in the register."""
    target = Path(os.path.realpath(root / change.path))
    if not target.is_relative_to(root):
        raise RefusedError(f"{os.fspath(change.path)} leads out of the register", "write to a file inside it")
    return replace(change, path=target)
