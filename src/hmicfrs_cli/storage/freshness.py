"""What git knows of a register's files, and whether it can be believed: asked first, read last.

Git tells which files differ from the commit it is at far faster than Python walks over them. Where its view
is blind (attributes that convert, files that it was told not to look at, links, what is no record at all)
every file is read instead; where it does not answer at all there is no view.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from hmicfrs_cli.domain.ids import is_segment
from hmicfrs_cli.storage import attributes, git, tree

if TYPE_CHECKING:
    from collections.abc import Iterator

PLACES: Final = ("register.yaml", "committees", "findings", "inspections")
"""What git is asked about: nothing else in the folder is the register's."""

_SURE: Final = tuple(
    part
    for setting in (
        *(
            "core.trustctime=true",
            "core.checkStat=default",
            "core.ignoreStat=false",
            "core.untrackedCache=false",
        ),
        *("core.autocrlf=false", "core.attributesFile=/dev/null", "core.quotePath=false"),
        "core.ignoreCase=false",
    )
    for part in ("-c", setting)
)
"""Settings under which git overlooks no change, whatever the user has set."""
_WHERE: Final = (
    *("rev-parse", "--is-inside-work-tree", "--show-prefix", "--show-toplevel"),
    *("--git-path", "index", "--git-path", "info/attributes", "--git-path", "hmi"),
)
_STATUS: Final = (
    *(*_SURE, "status", "--porcelain=v2", "-z", "--branch", "--no-renames", "--untracked-files=all"),
    *("--ignored=traditional", "--ignore-submodules=none", "--", *PLACES),
)
_FIELDS: Final = {b"1": 8, b"u": 10, b"?": 1, b"!": 1}
"""How many fields stand before the path of each kind of line."""
_ENTRY: Final = re.compile(
    rb"([^\0]*)\0  ctime: (\d+):(\d+)\n  mtime: (\d+):\d+\n"
    rb"  dev:.*\n  uid:.*\n  size:.*\tflags: ([0-9a-f]+)\n"
)
_OVERLOOKED: Final = 0x8000 | 0x40000000
"""Git's own marks of a file that it takes as unchanged, or whose absence it does not mind."""
_CONVERTING: Final = r"^core\.(autocrlf|attributesfile)$"


class Where(NamedTuple):
    """Where a register stands in its repository."""

    folder: Path
    """hmi's own folder below git's, which need not be there."""
    prefix: str
    git_index: Path
    """Git's index."""
    converting: bool
    """Whether attributes stand somewhere that may turn a file's bytes into others."""

    def stamp(self) -> str:
        """Return what changes whenever git writes its index; empty where there is none."""
        try:
            with self.git_index.open("rb") as file:
                about = os.fstat(file.fileno())
                file.seek(-min(about.st_size, 20), os.SEEK_END)
                tail = file.read().hex()
        except OSError:
            return ""
        return f"{about.st_ino} {about.st_size} {about.st_mtime_ns} {about.st_ctime_ns} {tail}"


class Seen(NamedTuple):
    """What git says of the files now."""

    commit: str
    """The full id of the commit it is at."""
    changed: frozenset[str]
    """Paths in the register's folder that may differ from that commit, or are not in it."""


class Question:
    """Git's view of a register, asked for as soon as this is made."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._where = git.Asked(root, *_WHERE)
        self._status = git.Asked(root, *_STATUS)

    def where(self) -> Where | None:
        """Return where the register stands; None where it is in no repository that git reads."""
        said = self._where.answer()
        lines = os.fsdecode(said).split("\n") if said is not None else []
        if len(lines) != _WHERE.count("--git-path") + 4 or lines[0] != "true":
            self._status.leave()
            return None
        _, prefix, top, index, info, folder, _ = lines
        places = [self.root / info, *attributes.places(self.root, Path(top), prefix)]
        converting = attributes.convert_in_files(places)
        return Where(self.root / folder, prefix, self.root / index, converting)

    def seen(self, where: Where) -> Seen | None:
        """Return what git says of the files; None where that is not understood or there is no commit yet."""
        said = self._status.answer()
        return _understood(said, os.fsencode(where.prefix)) if said is not None else None

    def leave(self) -> None:
        """End what is still asked."""
        self._where.leave()
        self._status.leave()


def _understood(said: bytes, prefix: bytes) -> Seen | None:
    commit, changed = "", set()
    for line in said.split(b"\0"):
        if line.startswith(b"# branch.oid "):
            commit = line.rpartition(b" ")[2].decode()
        elif line and not line.startswith(b"#"):
            fields = _FIELDS.get(line[:1])
            path = line.split(b" ", fields)[-1] if fields else b""
            if not fields or not path.startswith(prefix):
                return None
            changed.add(os.fsdecode(path[len(prefix) :]))
    return Seen(commit, frozenset(changed)) if commit and "(" not in commit else None


def overlooked(root: Path) -> dict[str, int] | None:
    """Return the files of which git may overlook a change, with their changes' times in nanoseconds.

    Git compares whole seconds and takes a file whose own time lies before that of its index as settled; one
    whose time was set back can change once more within the second. None where git was told to overlook files,
    or converts what it reads.
    """
    listed = git.Asked(root, "ls-files", "-z", "--debug", "--", *PLACES)
    settings = git.Asked(root, "config", "-z", "--get-regexp", _CONVERTING)
    said, set_ = listed.answer(), settings.answer() or b""
    entries = _ENTRY.findall(said) if said is not None else []
    if said is None or len(entries) != said.count(b"\0") or _converts(set_):
        return None
    if attributes.convert_in_index(root):
        return None
    if any(int(flags, 16) & _OVERLOOKED for *_, flags in entries):
        return None
    return {
        os.fsdecode(path): int(seconds) * 10**9 + int(rest)
        for path, seconds, rest, own, _ in entries
        if seconds != own
    }


def _converts(settings: bytes) -> bool:
    values = dict(one.partition(b"\n")[::2] for one in settings.split(b"\0") if one)
    return values.get(b"core.autocrlf", b"false").lower() not in {b"false", b"no", b"off", b"0"} or (
        b"core.attributesfile" in values
    )


def touched(root: Path, watched: dict[str, int]) -> Iterator[str]:
    """Yield the files whose times are no longer those that git noted."""
    for path, noted in watched.items():
        try:
            # A string: a register that was copied with its times is watched whole.
            if os.lstat(f"{root}/{path}").st_ctime_ns != noted:
                yield path
        except OSError:
            yield path


def is_record(path: str) -> bool:
    """Say whether a path is that of a record, by its place and its name."""
    parts = path.split("/")
    if path == tree.SETTINGS:
        return True
    deep = {"committees": 2, "inspections": 2, "findings": 3}.get(parts[0])
    return len(parts) == deep and path.endswith(".yaml") and all(map(is_segment, path[:-5].split("/")[1:]))


def is_leftover(path: str) -> bool:
    """Say whether a file is one that nobody takes for a record: what an editor left, say."""
    folder, _, name = path.rpartition("/")
    near = folder in PLACES or (folder.startswith("findings/") and folder.count("/") == 1)
    return near and tree.LEFTOVER.fullmatch(name) is not None
