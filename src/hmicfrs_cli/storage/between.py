"""Two states of a register as far as they differ, with what it takes to understand that and no more."""

from __future__ import annotations

import os
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING, TypeVar, cast

from hmicfrs_cli.domain.near import quoted
from hmicfrs_cli.domain.problems import Problem
from hmicfrs_cli.domain.reading import SETTINGS_PATH, id_of
from hmicfrs_cli.domain.register import Register, committee_path, path_of
from hmicfrs_cli.errors import HmiError, NotFoundError
from hmicfrs_cli.storage import git, revision, tree
from hmicfrs_cli.storage.differing import differing
from hmicfrs_cli.storage.load import load_files
from hmicfrs_cli.storage.renames import renamed
from hmicfrs_cli.storage.revision import INDEX

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from hmicfrs_cli.domain.each import Each
    from hmicfrs_cli.domain.reading import AnyRecord
    from hmicfrs_cli.storage.load import Files, Loaded


R = TypeVar("R")


@dataclass(frozen=True)
class Side:
    """One of two states: the files that differ, and those needed to understand them."""

    name: str | None
    """The revision as it was asked for: `INDEX` for the index, None for the working tree."""
    commit: str | None
    """The full id of the commit, where it is one."""
    files: Files
    register: Register
    """What those files say; its settings are the other side's where this one has none that can be read."""
    problems: tuple[Problem, ...]
    """What is wrong with the files that were not read, with line and column."""

    def records(self) -> dict[str, AnyRecord]:
        """Return the records by path."""
        found = _records(self.register)
        if SETTINGS_PATH not in self.files or self.unread(SETTINGS_PATH):
            del found[SETTINGS_PATH]
        return found

    def unread(self, path: str) -> bool:
        """Say whether there is a file at a path that could not be read as a record."""
        return any(problem.path == path for problem in self.problems)


@dataclass(frozen=True)
class Between:
    """Two states of a register, as far as they differ."""

    old: Side
    new: Side
    changed: tuple[str, ...]
    """The paths of the files that differ, the new ones of those renamed, in order."""
    renamed: Mapping[str, str]
    """Old paths by new ones."""


def between(root: Path, old: str | None, new: str | None) -> Between:
    """Compare two states of the register in a folder; None is the working tree, `INDEX` the index.

    Raises NotFoundError for a revision that is none, HmiError where git does not answer, where neither side
    has settings that can be read, or where a format is newer than this hmi knows.
    """
    commits = [_commit(root, name) for name in (old, new)]
    states = [commit or name for commit, name in zip(commits, (old, new), strict=True)]
    held = differing(root, *states)
    paths = {*held[0], *held[1]}
    # What does not differ is the same on both sides, so one is asked for it; a commit holds all there is.
    asked = _context(root, next((one for one in states if one), None), _needed(paths) - paths)
    # A folder is asked for as a whole: a committee that one side alone has is not what both share.
    shared = {path: raw for path, raw in asked.items() if path not in paths}
    files: list[Files] = [{**shared, **side} for side in held]
    first, second = (
        Side(name, commit, side, register, problems)
        for name, commit, side, (register, problems) in zip(
            (old, new), commits, files, _both(held, shared), strict=True
        )
    )
    pairs = renamed(held[0], held[1], second.records())
    changed = paths - set(pairs.values())
    return Between(first, second, tuple(sorted(changed)), pairs)


def _commit(root: Path, name: str | None) -> str | None:
    return None if name in {None, INDEX} else git.commit(root, name or "")


def _needed(paths: Iterable[str]) -> set[str]:
    """Return what it takes to understand records: settings, committees, inspections of findings."""
    heads = {id_of(path).partition("/")[0] for path in paths if path.startswith("findings/")}
    return {SETTINGS_PATH, "committees", *map(path_of, heads)}


def _context(root: Path, state: str | None, paths: set[str]) -> dict[str, bytes | Problem]:
    """Return those files as one side has them; what is not there is left out."""
    return _on_disk(root, paths) if state is None else dict(revision.files(root, state, paths))


def _on_disk(root: Path, paths: set[str]) -> dict[str, bytes | Problem]:
    # Committees are listed first: nothing else of the folder is looked through.
    listed = (one.path if isinstance(one, Problem) else one for one in tree.record_files(root))
    committees = takewhile(lambda path: path.startswith("committees/"), listed)
    wanted = {*committees, *(path for path in paths if (root / path).is_file())}
    return {path: tree.read_bytes(root, path) for path in sorted(wanted)}


def _both(held: Sequence[Files], shared: Files) -> list[tuple[Register, tuple[Problem, ...]]]:
    """Return each side's register; where one has no settings, as it is read with the other's."""
    settings = [
        {SETTINGS_PATH: one[SETTINGS_PATH]} if SETTINGS_PATH in one else {} for one in (*held, shared)
    ]
    own = [load_files({**settings[2], **side}) for side in held]
    if all(side.register is None for side in own):
        first = own[1].problems[0]
        raise HmiError(f"{first.path}:{first.line}:{first.column}: {first.message}", first.mend)
    fallback = next(one for one, side in zip(settings, own, strict=False) if side.register) or settings[2]
    common = load_files({**shared, **fallback})
    return [
        _side(
            side,
            load_files({**held[at], **fallback}) if side.register is None else side,
            common,
            there=SETTINGS_PATH in held[at],
        )
        for at, side in enumerate(own)
    ]


def _side(own: Loaded, read: Loaded, common: Loaded, *, there: bool) -> tuple[Register, tuple[Problem, ...]]:
    """Join what one side alone holds, as far as it was read, with what both do."""
    mine, both = cast("Register", read.register), cast("Register", common.register)
    lost = [one for one in own.problems if one.path == SETTINGS_PATH and there] if read is not own else []
    register = Register(
        mine.settings,
        {**both.inspections, **mine.inspections},
        {**both.findings, **mine.findings},
        {**both.committees, **mine.committees},
    )
    return register, (*lost, *read.problems, *common.problems)


def _records(register: Register) -> dict[str, AnyRecord]:
    found: dict[str, AnyRecord] = {SETTINGS_PATH: register.settings}
    found |= {committee_path(id_): one for id_, one in register.committees.items()}
    found |= {path_of(id_): one for id_, one in register.inspections.items()}
    return found | {path_of(id_): one for id_, one in register.findings.items()}


def whole(root: Path, found: Between, each: Each = map) -> tuple[Register, Register]:
    """Return all that both sides hold, as far as it can be read, having read what they share once.

    Raises HmiError where git does not answer.
    """
    read = revision.snapshot(root, found.new.commit or found.new.name, each).loaded.register
    new, old = read or found.new.register, found.old.register
    gone = {*found.changed, *found.renamed.values()}
    return Register(
        old.settings,
        {**_without(new.inspections, gone, path_of), **old.inspections},
        {**_without(new.findings, gone, path_of), **old.findings},
        {**_without(new.committees, gone, committee_path), **old.committees},
    ), new


def _without(records: Mapping[str, R], gone: set[str], path: Callable[[str], str]) -> dict[str, R]:
    return {id_: record for id_, record in records.items() if path(id_) not in gone}


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
