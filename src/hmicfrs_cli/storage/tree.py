"""Which files a register has, and their bytes: bounded, inside the register, and never a guess at a name."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Final

from hmicfrs_cli.domain import ids
from hmicfrs_cli.domain.near import quoted
from hmicfrs_cli.domain.problems import Problem
from hmicfrs_cli.errors import NotFoundError
from hmicfrs_cli.storage import names
from hmicfrs_cli.storage.text import LARGEST

if TYPE_CHECKING:
    from collections.abc import Iterator

SETTINGS: Final = names.SETTINGS

LEFTOVER: Final = re.compile(
    r".*~|\.#.*|#.*#|\..*\.sw[a-p]|\.hmi-.*|\.DS_Store|Thumbs\.db|\.gitkeep|\.gitignore", re.DOTALL
)
"""Names of what editors, systems and hmi itself leave beside records."""
# Opening must follow no link and wait for no writer at the other end of a pipe.
_OPEN: Final = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


def find_root(start: Path) -> Path:
    """Return the folder that holds `register.yaml`: the nearest upwards, or `register/` beside the way.

    Raises NotFoundError where there is none.
    """
    root = names.nearest_register(start)
    if root is None:
        raise NotFoundError(
            f"there is no register in {os.path.abspath(start)} or above it",  # noqa: PTH100 -- as it is seen
            "begin one with `hmi init DIR --force FORCE`",
        )
    return Path(root)


def record_files(root: Path) -> Iterator[str | Problem]:
    """Yield the path of every record, relative and with forward slashes, in order, and what cannot be one."""
    yield from _entries(root, "committees", ".yaml")
    for inner in _entries(root, "findings", ""):
        yield from [inner] if isinstance(inner, Problem) else _entries(root, inner, ".yaml")
    yield from _entries(root, "inspections", ".yaml")
    yield SETTINGS


def read_bytes(root: Path, path: str) -> bytes | Problem:
    """Return a record's bytes, at most one more than a record may have, or why they cannot be read."""
    if bad := bad_name(path):
        return bad
    try:
        # Whole strings: a register of many files spends more time on path objects than on its bytes.
        file = os.path.join(root, path)  # noqa: PTH118 -- as above
        if _leads_elsewhere(root, path):
            if not _is_inside(root, file):
                return _outside(path)
            file = os.path.realpath(file)
        return _read(file, path)
    except OSError as error:
        return _unreadable(path, error)


def _leads_elsewhere(root: Path, path: str) -> bool:
    """Say whether the file, or a folder of the register on the way to it, is a link."""
    parts = path.split("/")
    ways = ("/".join(parts[:length]) for length in range(len(parts), 0, -1))
    return any(os.path.islink(os.path.join(root, way)) for way in ways)  # noqa: PTH114, PTH118 -- as above


def _read(file: str, path: str) -> bytes | Problem:
    handle = os.open(file, _OPEN)
    status = os.fstat(handle)
    if not stat.S_ISREG(status.st_mode):
        os.close(handle)
        return not_ordinary(path)
    with os.fdopen(handle, "rb") as opened:
        # Asked for as much as there is: making room for the most there could be takes longer than reading.
        return opened.read(min(status.st_size, LARGEST) + 1)


def _is_inside(root: Path, file: str) -> bool:
    # Path.resolve raises RuntimeError on links that go round in a circle; opening one says so by itself.
    return Path(os.path.realpath(file)).is_relative_to(os.path.realpath(root))


def _entries(root: Path, folder: str, ending: str) -> Iterator[str | Problem]:
    """Yield the records of one folder or, with no ending, its folders."""
    seen: dict[str, str] = {}
    try:
        with os.scandir(root / folder) as entries:
            found = sorted((entry for entry in entries if not LEFTOVER.fullmatch(entry.name)), key=_by_name)
    except FileNotFoundError:
        return
    except OSError as error:
        yield _unreadable(folder, error)
        return
    for entry in found:
        path = f"{folder}/{shown(entry.name)}"
        first = seen.setdefault(entry.name.casefold(), entry.name)
        try:
            yield _unfit(root, entry, path, ending) or clash(path, first, entry.name) or path
        except OSError as error:
            yield _unreadable(path, error)


def _unfit(root: Path, entry: os.DirEntry[str], path: str, ending: str) -> Problem | None:
    """Return why this is neither a record nor, with no ending, a folder of records."""
    if entry.is_symlink() and not _is_inside(root, entry.path):
        return _outside(path)
    if not ending and not entry.is_dir():
        mend = "move it to the folder of its inspection, or out of the register"
        return fault("not-a-record-file", path, "only folders of findings can stand here", mend)
    if ending and not entry.name.endswith(ending):
        mend = "rename the file, or move it out of the register"
        return fault("not-a-record-file", path, f"the name of a record ends in {ending}", mend)
    if ending and not entry.is_file():
        return not_ordinary(path)
    return bad_name(path)


def bad_name(path: str) -> Problem | None:
    """Return why a path cannot be that of a record, or of a folder of records."""
    for segment in path.removesuffix(".yaml").split("/"):
        if not ids.is_segment(segment):
            message = f"{quoted(shown(segment))} can be no id, or is a device on Windows"
            return fault("bad-name", shown(path), message, f"rename the file or folder: {ids.MEND}")
    return None


def clash(path: str, first: str, name: str) -> Problem | None:
    """Return that a name differs only by capital letters from the first of that spelling, if it does."""
    if first == name:
        return None
    message = (
        f"the name differs from {first} only by capital letters, and many systems see one file in the two"
    )
    return fault("name-clash", path, message, "rename one of the two")


def _outside(path: str) -> Problem:
    message = "this link leads out of the register"
    return fault("outside-register", path, message, "replace the link by the record itself")


def not_ordinary(path: str) -> Problem:
    """Return that something in the place of a record is no file."""
    return fault("not-a-record-file", path, "this is not an ordinary file", "move it out of the register")


def _unreadable(path: str, error: OSError) -> Problem:
    reason = (error.strerror or str(error)).lower()
    return fault("unreadable", path, f"this cannot be read: {reason}", "see that it exists and may be read")


def fault(code: str, path: str, message: str, mend: str) -> Problem:
    """Return a problem of a whole file or folder."""
    return Problem(path, code, message, mend, line=1, column=1)


def shown(name: str) -> str:
    """Return a name that any output can hold: bytes that are no text, and what does not print, as escapes."""
    return name if name.isprintable() else name.encode("unicode_escape").decode()


def _by_name(entry: os.DirEntry[str]) -> str:
    return entry.name
