"""The versions of a file that a merge left open: from git's index, else from the conflict markers in it."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from hmicfrs_cli.errors import HmiError
from hmicfrs_cli.storage import git, markers, objects, tree
from hmicfrs_cli.storage.atomic import plainly
from hmicfrs_cli.storage.text import LARGEST

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_BASE, _OURS, _THEIRS = 1, 2, 3
BOTH: Final = frozenset({_OURS, _THEIRS})


@dataclass(frozen=True)
class Versions:
    """What the two sides of one file say, and what stood before; None where that is not known."""

    ours: bytes
    theirs: bytes
    base: bytes | None


@dataclass(frozen=True)
class Open:
    """A file of the register that a merge left open."""

    path: str
    work: bytes | None
    """The file as it stands in the working tree; None where there is none."""
    stages: Mapping[int, bytes] = field(repr=False)
    """The versions of it that git's index has, by their stages; none where no merge is in progress."""

    def marked(self) -> bool:
        """Say whether it carries conflict markers."""
        return self.work is not None and markers.carries(self.work)

    def versions(self) -> Versions | None:
        """Return both sides; None where the markers do not fit together.

        What a person has begun to decide in the file stands: the sides are then taken from it.
        """
        found = markers.sides(self.work or b"")
        base = self.stages.get(_BASE)
        if self.stages.keys() >= BOTH and not (found and self._edited(found)):
            return Versions(self.stages[_OURS], self.stages[_THEIRS], base)
        if found is None:
            return None
        return Versions(found.ours, found.theirs, found.base if base is None else base)

    def _edited(self, found: markers.Sides) -> bool:
        """Say whether the file has a line that no version has, or lacks one that a side added."""
        lines = {stage: Counter(raw.splitlines()) for stage, raw in self.stages.items()}
        known = set().union(*lines.values())
        if not known.issuperset(markers.without(self.work or b"")):
            return True
        before = lines.get(_BASE, Counter())
        said = {_OURS: found.ours, _THEIRS: found.theirs}
        return any(lines[stage] - before - Counter(raw.splitlines()) for stage, raw in said.items())


def read(file: Path) -> bytes:
    """Return a version that git hands over; HmiError where it cannot be read."""
    try:
        return file.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise HmiError(
            f"cannot read {file}: {reason}", "let git call this command, as %O %A %B %P"
        ) from error


def keep(file: Path, new: bytes) -> None:
    """Hand a result back to git, in the file of its own that it names for it; HmiError where that fails."""
    with plainly(file.parent):
        file.write_bytes(new)


def by_lines(ours: bytes, base: bytes, theirs: bytes) -> tuple[bytes, bool]:
    """Return what git itself makes of three versions of a text, and whether nothing in it is open.

    Raises HmiError where git does not merge them, as with bytes that are no text.
    """
    labels = ("-L", "ours", "-L", "base", "-L", "theirs")
    with TemporaryDirectory() as place:
        for name, raw in (("ours", ours), ("base", base), ("theirs", theirs)):
            (Path(place) / name).write_bytes(raw)
        conflicts, new = git.answer(Path(place), "merge-file", "-p", *labels, "ours", "base", "theirs")
    return new, conflicts == 0


def unmerged(root: Path) -> dict[str, dict[int, str]]:
    """Return the files that git's index has as left open: by path, the blob of each stage there is.

    Stage 1 is what both sides began with, 2 is ours, 3 is theirs. Nothing where git does not answer.
    """
    try:
        listed = git.output(root, "ls-files", "--unmerged", "-z")
    except HmiError:
        return {}
    found: dict[str, dict[int, str]] = {}
    for line in filter(None, listed.split(b"\0")):
        head, _, path = os.fsdecode(line).partition("\t")
        _, blob, stage = head.split(" ")
        found.setdefault(path, {})[int(stage)] = blob
    return found


def add(root: Path, paths: Iterable[str]) -> None:
    """Add files to what is committed next; HmiError where git refuses."""
    git.output(root, "--literal-pathspecs", "add", "--", *paths)


def left_open(root: Path, wanted: Iterable[str] | None) -> list[Open]:
    """Return the files that a merge left open, in the order of their paths.

    `wanted` are files or folders in the register's folder; None means all of it. Raises HmiError where the
    repository lacks a version.
    """
    stages = unmerged(root)
    works = {path: tree.read_bytes(root, path) for path in _paths(root) | set(stages)}
    known = {path: raw for path, raw in works.items() if isinstance(raw, bytes)}
    paths = {path for path, raw in known.items() if markers.carries(raw)} | set(stages)
    places = None if wanted is None else tuple(wanted)
    chosen = sorted(path for path in paths if places is None or _within(path, places))
    asked = [blob for path in chosen for blob in stages.get(path, {}).values()]
    blobs = dict(zip(asked, objects.blobs(root, asked, LARGEST), strict=True))
    return [
        Open(path, known.get(path), {stage: blobs[blob] for stage, blob in stages.get(path, {}).items()})
        for path in chosen
    ]


def _paths(root: Path) -> set[str]:
    return {one for one in tree.record_files(root) if isinstance(one, str)}


def _within(path: str, places: Iterable[str]) -> bool:
    return any(place in {"", path} or path.startswith(f"{place}/") for place in places)
