"""What git is asked of two states of a register, and reads while its caller loads what understands it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from typing import TYPE_CHECKING

from hmicfrs_cli.domain.near import quoted
from hmicfrs_cli.domain.paths import path_of
from hmicfrs_cli.domain.problems import Problem
from hmicfrs_cli.errors import NotFoundError
from hmicfrs_cli.storage import differing, git, objects, revision, tree
from hmicfrs_cli.storage.revision import INDEX
from hmicfrs_cli.storage.text import LARGEST

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from hmicfrs_cli.storage.differing import Begun, Held


@dataclass(frozen=True)
class Pending:
    """Two states of a register, as git is telling them. None is the working tree, `INDEX` the index."""

    names: tuple[str | None, str | None]
    """Old and new, as they were asked for."""
    commits: tuple[str | None, str | None]
    """The full ids of those that are commits."""
    begun: Begun
    context: Held
    """What is read of that which it takes to understand the records that differ."""
    wanted: dict[str, str]
    """And the blobs of the rest of it."""
    texts: Iterator[bytes]
    """What git reads: the blobs of what differs, then those."""

    def read(self) -> tuple[tuple[Held, Held], Held]:
        """Return the files that differ, and the others; once only.

        Raises HmiError where git does not answer.
        """
        held = self.begun.read(self.texts)
        return held, {**self.context, **dict(zip(self.wanted, self.texts, strict=True))}


def ask(root: Path, old: str | None, new: str | None) -> Pending:
    """Ask git what differs between two states, and begin to read it.

    Raises NotFoundError for a revision that is none, HmiError where git does not answer.
    """
    commits = (_commit(root, old), _commit(root, new))
    states = [commit or name for commit, name in zip(commits, (old, new), strict=True)]
    begun = differing.begin(root, *states)
    # What does not differ is the same on both sides, so one is asked for it; a commit holds all there is.
    state = next((one for one in states if one), None)
    needed = _needed(begun.paths)
    context, wanted = (_on_disk(root, needed), {}) if state is None else revision.listing(root, state, needed)
    # Most of it is still as it was.
    known = revision.at_hand(wanted, lambda path: tree.read_bytes(root, path))
    wanted = {path: blob for path, blob in wanted.items() if path not in known}
    texts = objects.blobs(root, [*begun.blobs, *wanted.values()], LARGEST)
    return Pending((old, new), commits, begun, {**context, **known}, wanted, texts)


def _commit(root: Path, name: str | None) -> str | None:
    return None if name in {None, INDEX} else git.commit(root, name or "")


def _needed(paths: Iterable[str]) -> set[str]:
    """Return what it takes to understand records: settings, committees, inspections of findings."""
    ids = (path.partition("/")[2].removesuffix(".yaml") for path in paths if path.startswith("findings/"))
    return {tree.SETTINGS, "committees", *(path_of(id_.partition("/")[0]) for id_ in ids)}


def _on_disk(root: Path, paths: set[str]) -> Held:
    # Committees are listed first: nothing else of the folder is looked through.
    listed = (one.path if isinstance(one, Problem) else one for one in tree.record_files(root))
    committees = takewhile(lambda path: path.startswith("committees/"), listed)
    wanted = {*committees, *(path for path in paths if (root / path).is_file())}
    return {path: tree.read_bytes(root, path) for path in sorted(wanted)}


def branched(root: Path, base: str, head: str) -> str:
    """Return the commit that two revisions have in common last.

    Raises NotFoundError for a revision that is none, and where they have nothing in common.
    """
    commits = [git.commit(root, base), git.commit(root, head)]
    code, found = git.answer(root, "merge-base", *commits)
    if code:
        raise NotFoundError(
            f"{quoted(base)} and {quoted(head)} have no commit in common",
            "fetch the whole history (git fetch --unshallow), or compare them with two full stops",
        )
    return found.decode().strip()


def from_top(root: Path) -> str:
    """Return the register's folder as seen from the repository's top: empty, or ending in a slash."""
    return os.fsdecode(git.output(root, "rev-parse", "--show-prefix")).rstrip("\n")


def day(root: Path, commits: Iterable[str]) -> date:
    """Return the day on which the youngest of some commits was made; HmiError where git does not answer."""
    said = git.output(root, "show", "--no-patch", "--no-show-signature", "--format=%cs", *commits).decode()
    return max(map(date_of, said.splitlines()), default=date.max)


def date_of(said: str) -> date:
    """Return a commit's date; the last that there is for one that is no date, which proves nothing."""
    try:
        return date.fromisoformat(said)
    except ValueError:
        return date.max
