"""What stands in a register's folders that git says nothing of: empty folders, pipes, sockets.

A folder's change time, which nobody can set, moves whenever a name in it comes or goes: so one is gone
through again only then.
"""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Final

from hmicfrs_cli.domain.ids import is_segment
from hmicfrs_cli.storage import tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_SETTLED: Final = 2 * 10**9
"""Nanoseconds after which another change has another time, on whatever file system."""


def looked_into(root: Path, noted: Mapping[str, int]) -> dict[str, int] | None:
    """Return the folders that are not as noted, with their change times, as far as these can be noted.

    None where there is something in one that no record can be and that git does not see.
    """
    found: dict[str, int] = {}
    for folder in _folders(root):
        whole = f"{root}/{folder}"
        try:
            changed = os.lstat(whole).st_ctime_ns
            if noted.get(folder) == changed:
                continue
            with os.scandir(whole) as entries:
                if any(map(_unseen, entries)):
                    return None
        except FileNotFoundError:
            continue
        found[folder] = changed
    settled = time.time_ns() - _SETTLED
    return {folder: changed for folder, changed in found.items() if changed < settled}


def _folders(root: Path) -> Iterator[str]:
    yield from ("committees", "inspections")
    if os.path.lexists(root / "findings"):
        names = os.listdir(root / "findings")  # noqa: PTH208 - names alone, and quickly
        yield from (f"findings/{name}" for name in names if is_segment(name))


def _unseen(entry: os.DirEntry[str]) -> bool:
    ordinary = entry.is_symlink() or entry.is_file(follow_symlinks=False)
    return not ordinary and tree.LEFTOVER.fullmatch(entry.name) is None


def are_plain(root: Path, known: set[str]) -> bool:
    """Say whether each folder in that of findings holds records or can; git sees no empty ones."""
    try:
        with os.scandir(root / "findings") as entries:
            found = [entry for entry in entries if not tree.LEFTOVER.fullmatch(entry.name)]
            others = [entry for entry in found if entry.name not in known]
            plain = all(is_segment(one.name) and one.is_dir(follow_symlinks=False) for one in others)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return plain and len({entry.name.casefold() for entry in found}) == len(found)
