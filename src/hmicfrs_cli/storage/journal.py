"""A change of several files that is carried through or taken back, also after a crash."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from hmicfrs_cli.storage.atomic import Change, current, locked, place, plainly, prepare, sync

if TYPE_CHECKING:
    from collections.abc import Sequence

NAME: Final = ".hmi-journal.json"
_UNREADABLE: Final = ".hmi-journal-unreadable.json"


def write_journal(changes: Sequence[Change], root: Path) -> None:
    """Note what is about to be written, synced, before the first file is touched."""
    entries = [
        {"path": change.path.relative_to(root).as_posix(), "old": _text(change.old), "new": _text(change.new)}
        for change in changes
    ]
    journal = root / NAME
    place(prepare(journal, json.dumps(entries).encode()), journal)


def end_journal(root: Path) -> None:
    """Forget the journal: its change is done, or taken back."""
    (root / NAME).unlink()
    sync(root)


def interrupted(root: Path) -> bool:
    """Say whether a change of several files was left half done."""
    journal = root / NAME
    return journal.is_file() and not journal.is_symlink()


def recover(root: Path) -> str | None:
    """Finish what a crash interrupted, and say so; None where nothing was.

    Where a person has changed one of the files since, that file is left alone and the others are put back as
    they were. Raises HmiError where the register cannot be written.
    """
    root = Path(os.path.realpath(root))
    if not interrupted(root):
        return None
    with plainly(root), locked(root):
        return recover_locked(root)


def recover_locked(root: Path) -> str | None:
    """Do the work of `recover` for a caller that holds the lock."""
    if not interrupted(root):
        return None
    changes = _changes((root / NAME).read_bytes(), root)
    if changes is None:
        (root / NAME).replace(root / _UNREADABLE)
        return f"an interrupted change could not be read; it is kept in {_UNREADABLE}"
    touched = [change for change in changes if current(change.path) not in {change.old, change.new}]
    if touched:
        roll_back(changes)
        end_journal(root)
        names = ", ".join(change.path.relative_to(root).as_posix() for change in touched)
        return f"took back an interrupted change, because {names} was changed since"
    for change in changes:
        if current(change.path) == change.old:
            place(prepare(change.path, change.new), change.path)
    end_journal(root)
    return f"finished an interrupted change of {len(changes)} files"


def roll_back(changes: Sequence[Change]) -> None:
    """Put back each file that holds the new bytes; what a person changed since stays."""
    for change in changes:
        if current(change.path) != change.new:
            continue
        if change.old is None:
            change.path.unlink()
            sync(change.path.parent)
        else:
            place(prepare(change.path, change.old), change.path)


def _text(raw: bytes | None) -> str | None:
    return None if raw is None else raw.decode("utf-8", "surrogateescape")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _changes(raw: bytes, root: Path) -> list[Change] | None:
    """Read a journal back; None where it is none, or names a file that is no record of the register's."""
    try:
        entries = [(entry["path"], entry["old"], entry["new"]) for entry in json.loads(raw)]
        changes = [
            Change(root / path, None if old is None else _bytes(old), _bytes(new))
            for path, old, new in entries
        ]
        meant = all(_may_be_written(change.path, root) for change in changes)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return changes if meant else None


def _may_be_written(path: Path, root: Path) -> bool:
    """Say whether hmi itself can have meant to write there.

    A journal may come with a clone from anybody. Carried out, it must not reach what programs obey, such as
    `.git/config` where the register is the top of a repository.
    """
    target = Path(os.path.realpath(path))
    inside = target.is_relative_to(root) and target.suffix == ".yaml"
    return inside and not any(part.startswith(".") for part in target.relative_to(root).parts)
