"""Several states of one register, of which each file is read once however many of them hold it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from hmicfrs_cli.domain.reading import SETTINGS_PATH, AnyRecord, id_of
from hmicfrs_cli.domain.records import Finding, Inspection
from hmicfrs_cli.domain.register import Register
from hmicfrs_cli.domain.settings import Committee, Settings
from hmicfrs_cli.domain.trust.proposal import State
from hmicfrs_cli.storage import revision
from hmicfrs_cli.storage.load import load_files

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from hmicfrs_cli.domain.each import Each
    from hmicfrs_cli.domain.problems import Problem
    from hmicfrs_cli.storage.load import Files, Loaded


R = TypeVar("R", bound=AnyRecord)


@dataclass(frozen=True)
class Held:
    """A register as one commit or the working tree holds it."""

    state: State
    problems: tuple[Problem, ...]
    """What is wrong with the files that were not read."""


def read(root: Path, each: Each = map) -> tuple[Loaded, Files]:
    """Read the working tree with the eyes of a commit, which follows no link.

    A record that became a link would otherwise read the same now, and not at all from the next change on.
    """
    found = revision.files(root, None)
    links = {path: revision.link(path) for path in found if _is_link(root, path)}
    files = {**found, **links}
    return load_files(files, each), files


def _is_link(root: Path, path: str) -> bool:
    parts = path.split("/")
    return any(root.joinpath(*parts[:length]).is_symlink() for length in range(1, len(parts) + 1))


def present(loaded: Loaded) -> Held | None:
    """Return a register that was read; None where its settings could not be."""
    if loaded.register is None:
        return None
    return Held(State(loaded.register, frozenset(loaded.unread)), tuple(loaded.problems))


def held(root: Path, commit: str, files: Files, now: Held) -> Held | None:
    """Return the register as a commit holds it; None where it holds none there.

    `files` are the bytes of `now`: what is the same in both is the same record. Raises HmiError where git
    does not answer or the format is newer than this hmi knows.
    """
    there = revision.files(root, commit)
    if not there:
        return None
    same = {path for path, raw in there.items() if isinstance(raw, bytes) and files.get(path) == raw}
    loaded, settings = _others(there, same, files)
    records = {path: one for path, one in now.state.records.items() if path in same}
    records |= State(loaded.register or now.state.register, frozenset(loaded.unread)).records
    unread = {*loaded.unread, *(now.state.unread & same)} | (set() if settings else {SETTINGS_PATH})
    known = [one for one in now.problems if one.path in same]
    return Held(State(_register(records), frozenset(unread)), (*loaded.problems, *known))


def _others(there: Files, same: set[str], files: Files) -> tuple[Loaded, bool]:
    """Read the files that are not the same in both, and say whether the settings are among what can be read.

    Where they cannot be read, today's stand in for them, so that the records are known all the same.
    """
    other = {path: raw for path, raw in there.items() if path not in same}
    loaded = load_files({**other, SETTINGS_PATH: there.get(SETTINGS_PATH, b"")})
    if loaded.register is not None:
        return loaded, True
    return load_files({**other, SETTINGS_PATH: files[SETTINGS_PATH]}), False


def _register(records: Mapping[str, AnyRecord]) -> Register:
    settings = records[SETTINGS_PATH]
    assert isinstance(settings, Settings)  # noqa: S101 - only the settings' own model is read at this path
    return Register(settings, _of(records, Inspection), _of(records, Finding), _of(records, Committee))


def _of(records: Mapping[str, AnyRecord], kind: type[R]) -> dict[str, R]:
    return {id_of(path): one for path, one in records.items() if isinstance(one, kind)}
