"""Which files differ between two states of a register, with their bytes on both sides.

Git says which, from its own index; only those are read. Where git cannot see all that stands in the working
tree (files that it was told to pass over, settings that change what it reads), both sides are read whole.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from hmicfrs_cli.domain.problems import Problem
from hmicfrs_cli.storage import git, objects, revision, tree
from hmicfrs_cli.storage.revision import INDEX
from hmicfrs_cli.storage.text import LARGEST

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

Listed = tuple[str, str, str, str, str]
"""Mode on both sides, blob on both sides, path."""
Held = dict[str, bytes | Problem]
"""Files of one side: their bytes, or why there are none."""

_RAW: Final = ("--raw", "-r", "-z", "--relative", "--abbrev=64", "--no-renames", "--no-ext-diff")
_SURE: Final = ("-c", "core.trustctime=true", "-c", "core.checkStat=default")
"""So that a file whose time was set back is looked at again."""
_ORDINARY, _NOTHING = "100644", "000000"
_CHANGES_WHAT_IS_READ: Final = r"^(filter\..*\.(clean|smudge|process)|core\.(autocrlf|eol|sparsecheckout))$"
_NOT_LOOKED_AT: Final = b"Sabcdefghijklmnopqrstuvwxyz"
"""Marks of files that git was told to pass over: skip-worktree, and small letters for assume-unchanged."""


def differing(root: Path, old: str | None, new: str | None) -> tuple[Held, Held]:
    """Return the files that differ between two states: a commit's full id, `INDEX`, or None for the files.

    Raises HmiError where git does not answer.
    """
    if old == new:
        return {}, {}
    if None in {old, new} and (passed_over := _blind(root)) is not None:
        return _whole(root, old, new, passed_over)
    if old is None or (old == INDEX and new is not None):
        after, before = differing(root, new, old)
        return before, after
    return _read(root, old, new, _listed(root, old, new))


def _listed(root: Path, old: str, new: str | None) -> Iterator[Listed]:
    """Yield what differs, with what git does not have in the working tree."""
    yield from _raw(root, old, new)
    if new is None:
        yield from ((_NOTHING, _ORDINARY, "", "", path) for path in _untracked(root))


def _raw(root: Path, old: str, new: str | None) -> Iterator[Listed]:
    """Yield what git tells of each file below the folder that differs."""
    command: tuple[str, ...]
    if new is None:
        command = ("diff-files", *_RAW) if old == INDEX else ("diff-index", *_RAW, old)
    elif new == INDEX:
        command = ("diff-index", "--cached", *_RAW, old)
    else:
        command = ("diff-tree", *_RAW, old, new)
    said = git.output(root, *_SURE, *command, "--", staged=INDEX in {old, new}).split(b"\0")
    for head, path in zip(said[::2], said[1::2], strict=False):
        mode_old, mode_new, blob_old, blob_new, status = head.decode().removeprefix(":").split(" ")
        unfinished = status == "U"
        yield mode_old, "" if unfinished else mode_new, blob_old, blob_new, os.fsdecode(path)


def _untracked(root: Path) -> Iterator[str]:
    """Yield the files that git does not have, ignored ones too; of a repository inside, all of its files."""
    for line in git.output(root, "ls-files", "--others", "-z").split(b"\0"):
        path = os.fsdecode(line)
        if path.endswith("/"):
            yield from (one for one in _on_disk(root) if one.startswith(path))
        elif path:
            yield path


def _on_disk(root: Path) -> Iterator[str]:
    return (one.path if isinstance(one, Problem) else one for one in tree.record_files(root))


def _read(root: Path, old: str | None, new: str | None, listed: Iterable[Listed]) -> tuple[Held, Held]:
    """Return the bytes of both sides of what differs, all blobs in one reading."""
    sides: tuple[Held, Held] = ({}, {})
    wanted: list[tuple[Held, str, str]] = []
    seen: tuple[dict[str, str], dict[str, str]] = ({}, {})
    for mode_old, mode_new, blob_old, blob_new, path in listed:
        both = ((mode_old, blob_old, old), (mode_new, blob_new, new))
        for at, (mode, blob, revision_) in enumerate(both):
            if mode == _NOTHING:
                continue
            place = revision.place_of(path, mode if revision_ else _ORDINARY, seen[at])
            if isinstance(place, Problem):
                sides[at].setdefault(place.path, place)
            elif place is not None and revision_ is None:
                sides[at][place] = tree.read_bytes(root, place)
            elif place is not None:
                wanted.append((sides[at], place, blob))
    texts = objects.blobs(root, (blob for _, _, blob in wanted), LARGEST)
    for (held, place, _), text in zip(wanted, texts, strict=True):
        held[place] = text
    return _unequal(*sides)


def _unequal(old: Held, new: Held) -> tuple[Held, Held]:
    """Leave out what is the same on both sides: git names files whose time alone is another."""
    same = {path for path, held in old.items() if new.get(path) == held and isinstance(held, bytes)}
    return (
        {path: held for path, held in old.items() if path not in same},
        {path: held for path, held in new.items() if path not in same},
    )


def _blind(root: Path) -> set[str] | None:
    """Return the files that git was told to pass over, where it does not see all; None where it does."""
    code, said = git.answer(root, "config", "--get-regexp", _CHANGES_WHAT_IS_READ)
    set_ = [line for line in said.splitlines() if code == 0 and not line.startswith(b"filter.lfs.")]
    marked = git.output(root, "ls-files", "-v", "-z").split(b"\0")
    passed_over = {os.fsdecode(line[2:]) for line in marked if line[:1] and line[0] in _NOT_LOOKED_AT}
    return passed_over if set_ or passed_over else None


def _whole(root: Path, old: str | None, new: str | None, passed_over: set[str]) -> tuple[Held, Held]:
    """Read both sides; a file that git keeps out of the working tree on purpose is not missing there."""
    sides = tuple(dict(revision.files(root, side)) for side in (old, new))
    for at, side in enumerate((old, new)):
        if side is None:
            other = sides[1 - at]
            kept = {path: other[path] for path in passed_over & other.keys() - sides[at].keys()}
            sides[at].update(kept)
    return _unequal(*(_unix(side) for side in sides))


def _unix(side: Held) -> Held:
    """Return the files with the line ends that git keeps, since it may change them in the working tree."""
    return {
        path: held.replace(b"\r\n", b"\n") if isinstance(held, bytes) else held for path, held in side.items()
    }
