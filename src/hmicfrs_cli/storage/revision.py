"""The files of a register as a commit, the index or the working tree holds them, through one door.

Nothing is checked out and nothing is written: one listing, and one reading of all blobs in it.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from hmicfrs_cli.storage import git, objects, tree
from hmicfrs_cli.storage.load import load_files
from hmicfrs_cli.storage.text import LARGEST

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from hmicfrs_cli.domain.each import Each
    from hmicfrs_cli.domain.problems import Problem
    from hmicfrs_cli.storage.load import Files, Loaded

INDEX: Final = ":"
"""The name, as a revision, of what is to be committed next."""

_DEPTHS: Final = {"committees": 2, "inspections": 2, "findings": 3}
"""How many parts the path of a record in each folder has."""
_FEW: Final = 500
"""How many paths one command line may name."""
_LINK, _SUBMODULE = "120000", "160000"


@dataclass(frozen=True)
class Snapshot:
    """A register as it was, or is, in one place."""

    files: Files
    loaded: Loaded
    name: str | None
    """The revision as it was asked for: `INDEX` for the index, None for the working tree."""
    commit: str | None = None
    """The full id of the commit, where it is one."""


def snapshot(root: Path, revision: str | None, each: Each = map) -> Snapshot:
    """Read and validate a register as a revision, `INDEX` or, with None, the working tree holds it.

    A commit without a register there gives no files and no register. Raises NotFoundError for a revision that
    is none, HmiError where git does not answer or the format is newer than this hmi knows.
    """
    commit = None if revision in {None, INDEX} else git.commit(root, revision or "")
    found = files(root, commit or revision)
    return Snapshot(found, load_files(found, each), revision, commit)


def files(root: Path, revision: str | None, only: Collection[str] = ()) -> Files:
    """Return the bytes of every record, by its path in the register's folder, or why they are none.

    `revision` and errors are as for `snapshot`. A file has at most one byte more than a record may have.
    Of a commit or the index, `only` are the paths and top folders that are wanted; with none it is all.
    """
    if revision is None:
        return {
            str(getattr(one, "path", one)): tree.read_bytes(root, one) if isinstance(one, str) else one
            for one in tree.record_files(root)
        }
    few = only if len(only) <= _FEW else ()
    listed = _index(root, few) if revision == INDEX else _commit(root, git.commit(root, revision), few)
    found: dict[str, bytes | Problem] = {}
    wanted: dict[str, str] = {}
    seen: dict[str, str] = {}
    for mode, blob, path in listed:
        if only and path not in only and path.partition("/")[0] not in only:
            continue
        place = place_of(path, mode, seen)
        if isinstance(place, str):
            wanted[place] = blob
        elif place is not None:
            found.setdefault(place.path, place)
    return found | dict(zip(wanted, objects.blobs(root, wanted.values(), LARGEST), strict=True))


def _commit(root: Path, commit: str, only: Collection[str]) -> Iterator[tuple[str, str, str]]:
    """Yield mode, blob and path of each file below the folder; git takes paths from where it is run."""
    for line in _lines(git.output(root, "ls-tree", "-r", "-z", commit, *only)):
        head, _, path = line.partition("\t")
        mode, _, blob = head.split(" ")
        yield mode, blob, path


def _index(root: Path, only: Collection[str]) -> Iterator[tuple[str, str, str]]:
    """Yield the same of what is to be committed next; a file that a merge left in several is a conflict."""
    for line in _lines(
        git.output(root, "--literal-pathspecs", "ls-files", "--stage", "-z", "--", *only, staged=True)
    ):
        head, _, path = line.partition("\t")
        mode, blob, stage = head.split(" ")
        yield mode if stage == "0" else "", blob, path


def _lines(output: bytes) -> Iterable[str]:
    return (os.fsdecode(line) for line in output.split(b"\0") if line)


def place_of(path: str, mode: str, seen: dict[str, str]) -> str | Problem | None:
    """Return the path of a record, why there is none at that path, or None for what is no matter of ours.

    `seen` collects the first spelling of each name, so that two that differ by capital letters are told.
    """
    parts = path.split("/")
    if path != tree.SETTINGS and parts[0] not in _DEPTHS:
        return None
    if path in _DEPTHS:
        return tree.fault("not-a-record-file", path, "this is not a folder", "move it out of the register")
    for level in range(2, min(_DEPTHS.get(parts[0], 0), len(parts)) + 1):
        if tree.LEFTOVER.fullmatch(parts[level - 1]):
            return None
        if fault := _misnamed(parts, level, seen):
            return fault
    return _unfit(path, mode) or path


def _misnamed(parts: list[str], level: int, seen: dict[str, str]) -> Problem | None:
    """Return why the file or folder at a level of a path cannot stand there, or be called so."""
    name, path = parts[level - 1], "/".join(map(tree.shown, parts[:level]))
    first = seen.setdefault("/".join([*parts[: level - 1], name.casefold()]), name)
    return (
        _misplaced(path, level, len(parts), _DEPTHS[parts[0]])
        or tree.clash(path, first, name)
        or tree.bad_name(path)
    )


def _misplaced(path: str, level: int, parts: int, depth: int) -> Problem | None:
    """Return why a file or folder cannot stand at a level of the register's folders."""
    if level < depth:
        mend = "move it to the folder of its inspection, or out of the register"
        what = "only folders of findings can stand here"
        return tree.fault("not-a-record-file", path, what, mend) if parts == level else None
    if not path.endswith(".yaml"):
        mend = "rename the file, or move it out of the register"
        return tree.fault("not-a-record-file", path, "the name of a record ends in .yaml", mend)
    return tree.not_ordinary(path) if parts > depth else None


def _unfit(path: str, mode: str) -> Problem | None:
    if not mode:
        message, mend = "a merge is not finished here", "decide what it should say, then `git add` it"
        return tree.fault("conflict-marker", path, message, mend)
    if mode == _LINK:
        return link(path)
    return tree.not_ordinary(path) if mode == _SUBMODULE else None


def link(path: str) -> Problem:
    """Return that a record is a link."""
    message, mend = "this is a link, which hmi does not follow in a commit", "commit the record itself"
    return tree.fault("not-a-record-file", path, message, mend)
