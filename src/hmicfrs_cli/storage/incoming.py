"""What a file from outside is, seen from the file itself; nothing of it is opened by another program."""

from __future__ import annotations

import os
import zipfile
import zlib
from itertools import islice
from typing import TYPE_CHECKING, Final, Literal

from hmicfrs_cli.domain.near import quoted
from hmicfrs_cli.domain.packs import STATE_SHEET
from hmicfrs_cli.errors import HmiError, NotFoundError, UsageError
from hmicfrs_cli.storage.zipped import opened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

Kind = Literal["pack", "tracker", "report"]

_TABLES: Final = {".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv"}
_REPORTS: Final = {".html", ".htm", ".pdf", ".docx", ".txt"}
_BOOK: Final = "xl/workbook.xml"
_LONGEST: Final = 1 << 20
"""The most, in bytes, that is read of a workbook's list of sheets."""
_ZIPPED: Final = {".xlsx", ".xlsm"}
_CELLS: Final = ("xl/sharedStrings.xml", "xl/worksheets/")
_CHUNKS, _OVERLAP = 256, 64
"""How many pieces of a table are looked through at the most, and how much of one again with the next."""
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    KeyError,
    ValueError,
    RuntimeError,
    NotImplementedError,
    EOFError,
)


def kind_of(path: Path) -> Kind:
    """Return what a file is.

    Raises NotFoundError where there is none, UsageError where its ending is none that hmi reads, HmiError
    where it may not be read.
    """
    if not os.path.lexists(path):
        raise NotFoundError(f"there is no file {quoted(str(path))}", "see that its name and folder are right")
    if not path.is_file():
        raise UsageError(f"{quoted(str(path))} is no file", "name the files themselves")
    ending = path.suffix.casefold()
    if ending in _ZIPPED and _has_state(path):
        return "pack"
    if ending in _TABLES:
        return "tracker"
    if ending in _REPORTS:
        return "report"
    known = ", ".join(sorted(_TABLES | _REPORTS))
    raise UsageError(
        f"{quoted(path.name)} is of no kind that hmi reads", f"the endings it reads are: {known}"
    )


def says(path: Path, words: Iterable[str]) -> bool:
    """Say whether all of some words, of plain letters, stand in a table; one that is broken says nothing."""
    left = {word.encode("ascii") for word in words}
    before = b""
    try:
        for chunk in islice(_chunks(path), _CHUNKS):
            seen = before + chunk
            left = {word for word in left if word not in seen}
            before = chunk[-_OVERLAP:]
    except (OSError, HmiError, *_BROKEN):
        return False
    return not left


def _chunks(path: Path) -> Iterator[bytes]:
    """Yield a table's bytes; of a workbook those in which the texts of its cells are."""
    if path.suffix.casefold() not in _ZIPPED:
        with path.open("rb") as file:
            yield from iter(lambda: file.read(_LONGEST), b"")
        return
    with opened(path) as archive:
        for name in archive.namelist():
            if name.startswith(_CELLS):
                with archive.open(name) as part:
                    yield from iter(lambda: part.read(_LONGEST), b"")


def _has_state(path: Path) -> bool:
    """Say whether a workbook has the sheet that a pack is known by; broken ones are left to their reader."""
    try:
        with opened(path) as archive, archive.open(_BOOK) as book:
            return f'"{STATE_SHEET}"'.encode() in book.read(_LONGEST)
    except OSError as error:
        raise HmiError(
            f"cannot read {quoted(str(path))}: {(error.strerror or str(error)).lower()}"
        ) from error
    except _BROKEN:
        return False
