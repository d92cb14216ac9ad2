"""One file's new bytes, put in its place whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import importlib
import os
import stat
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from hmicfrs_cli.errors import ChangedMeanwhileError, HmiError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

# Windows has none: two writers are then told apart by the comparison alone.
fcntl: Any = importlib.import_module("fcntl") if os.name == "posix" else None

_FULL: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_BARRED: Final = {errno.EACCES, errno.EPERM, errno.EROFS}
_BESIDE: Final = ".hmi-new-"
_NO_FOLLOW: Final = getattr(os, "O_NOFOLLOW", 0)
# Windows syncs only what may be written, and elsewhere a file's rights need not let its owner write.
_TO_SYNC: Final = os.O_RDONLY if os.name == "posix" else os.O_RDWR


class Change(NamedTuple):
    """A file's bytes as they were read and as they shall be; `old` is None for a file that is new."""

    path: Path
    old: bytes | None
    new: bytes


@contextlib.contextmanager
def locked(root: Path) -> Iterator[None]:
    """Hold the register's lock: one hmi writes at a time, and the next one waits."""
    handle = os.open(root / ".hmi-lock", os.O_RDWR | os.O_CREAT | _NO_FOLLOW, 0o666)
    try:
        if fcntl is not None:
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


@contextlib.contextmanager
def plainly(root: Path) -> Iterator[None]:
    """Turn the operating system's refusals into an HmiError that says what to do."""
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        mend = "nothing was changed; see that the folder can be written and run the command again"
        if error.errno in _FULL:
            reason, mend = (
                "the disk is full",
                "nothing was changed; free some space and run the command again",
            )
        elif error.errno in _BARRED:
            reason = "it may not be written"
        raise HmiError(f"cannot write {_shown(error.filename, root)}: {reason}", mend) from error


def current(path: Path) -> bytes | None:
    """Return the file's bytes now, or None where there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def prepare(target: Path, new: bytes | Iterable[bytes]) -> Path:
    """Write the bytes, at once or in pieces, beside their place and sync them; the place is not touched."""
    beside = write_beside(target, new)
    settle(beside)
    return beside


def write_beside(target: Path, new: bytes | Iterable[bytes]) -> Path:
    """Write the bytes beside their place, not yet synced: `settle` does that."""
    _make_folder(target.parent)
    beside = target.with_name(f"{_BESIDE}{target.name}")
    beside.unlink(missing_ok=True)
    _must_be_writable(target)
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_FOLLOW, 0o666)
    with _or_nothing(beside), os.fdopen(handle, "wb") as file:
        if target.exists():
            beside.chmod(stat.S_IMODE(target.stat().st_mode))
        file.writelines([new] if isinstance(new, bytes) else new)
    return beside


def settle(beside: Path) -> None:
    """Make a file's bytes outlast a loss of power."""
    with _or_nothing(beside):
        handle = os.open(beside, _TO_SYNC | _NO_FOLLOW)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextlib.contextmanager
def _or_nothing(beside: Path) -> Iterator[None]:
    """Leave no half of a file, and name it in the error."""
    try:
        yield
    except BaseException as error:  # pieces may be long in coming, and be interrupted
        beside.unlink(missing_ok=True)
        if isinstance(error, OSError):
            error.filename = str(beside)
        raise


def _make_folder(folder: Path) -> None:
    if not folder.exists():
        _make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        sync(folder.parent)


def _must_be_writable(target: Path) -> None:
    """Raise PermissionError for a write-protected file, which renaming would replace all the same."""
    with contextlib.suppress(FileNotFoundError):
        os.close(os.open(target, os.O_WRONLY | _NO_FOLLOW | getattr(os, "O_NONBLOCK", 0)))


def guard(change: Change) -> None:
    """Raise ChangedMeanwhileError where the file is not as it was read."""
    if current(change.path) != change.old:
        raise ChangedMeanwhileError(
            f"{change.path.name} has changed since it was read", "nothing was written; run the command again"
        )


def place(beside: Path, target: Path) -> None:
    """Put prepared bytes in their place."""
    beside.replace(target)
    sync(target.parent)


def sync(folder: Path) -> None:
    """Make a folder's new names outlast a loss of power."""
    with contextlib.suppress(PermissionError):  # Windows opens no folders
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _shown(filename: object, root: Path) -> str:
    name = str(filename or root).replace(_BESIDE, "")
    return os.path.relpath(name, root.parent)
