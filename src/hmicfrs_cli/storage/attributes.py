"""Git's attributes: whether any may turn a record's bytes into others on their way into git or out of it."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, Final

from hmicfrs_cli.storage import git

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_HARMLESS: Final = {b"merge", b"diff", b"whitespace", b"export-ignore", b"export-subst", b"delta"} | {
    b"encoding",
    b"conflict-marker-size",
}
_LEAVES_BYTES: Final = {b"-text", b"!text", b"binary", b"-crlf", b"-eol", b"!eol", b"-filter", b"-ident"}
"""What is said of attributes that could convert, so that they do not."""
_LARGEST: Final = 100_000
_MOST: Final = 20
_IN_INDEX: Final = ("ls-files", "-s", "-z", "--", ":(top,glob)**/.gitattributes")


def places(root: Path, top: Path, prefix: str) -> Iterator[Path]:
    """Yield where attributes that hold for the register's files would stand; below it they are no record."""
    yield root / ".gitattributes"
    for count in range(prefix.count("/")):
        yield top.joinpath(*prefix.split("/")[:count]) / ".gitattributes"


def convert_in_files(places: Iterable[Path]) -> bool:
    """Say whether a file at one of the places may set attributes that convert."""
    return any(os.path.lexists(place) and not _is_harmless(_read(place)) for place in places)


def convert_in_index(root: Path) -> bool:
    """Say the same of what git's index has, which holds where there is no such file."""
    listed = git.Asked(root, *_IN_INDEX).answer()
    if listed is None or listed.count(b"\0") > _MOST:
        return True
    blobs = [entry.split(b" ")[1].decode() for entry in listed.split(b"\0") if entry]
    return any(not _is_harmless(git.Asked(root, "cat-file", "blob", blob).answer()) for blob in blobs)


def _read(place: Path) -> bytes | None:
    """Return what stands there; None where it is no file, or a very large one."""
    try:
        about = place.lstat()
        plain = stat.S_ISREG(about.st_mode) and about.st_size <= _LARGEST
        return place.read_bytes() if plain else None
    except OSError:
        return None


def _is_harmless(text: bytes | None) -> bool:
    """Say whether every line names attributes that convert nothing; what is not understood may."""
    if text is None:
        return False
    for line in text.split(b"\n"):
        pattern, *words = line.split() or [b"#"]
        if pattern[:1] in {b"[", b'"'} or not (pattern[:1] == b"#" or all(map(_converts_nothing, words))):
            return False
    return True


def _converts_nothing(word: bytes) -> bool:
    name = word.lstrip(b"-!").partition(b"=")[0]
    return word in _LEAVES_BYTES or name in _HARMLESS or name.startswith((b"linguist-", b"gitlab-"))
