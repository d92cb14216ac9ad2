"""What a file from outside is, seen from the file itself; nothing of it is opened by another program."""

from __future__ import annotations

import os
import zipfile
import zlib
from typing import TYPE_CHECKING, Final, Literal

from hmicfrs_cli.domain.near import quoted
from hmicfrs_cli.domain.packs import STATE_SHEET
from hmicfrs_cli.errors import HmiError, NotFoundError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

Kind = Literal["pack", "tracker", "report"]

_TABLES: Final = {".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv"}
_REPORTS: Final = {".html", ".htm", ".pdf", ".docx", ".txt"}
_BOOK: Final = "xl/workbook.xml"
_LONGEST: Final = 1 << 20
"""The most, in bytes, that is read of a workbook's list of sheets."""


def kind_of(path: Path) -> Kind:
    """Return what a file is.

    Raises NotFoundError where there is none, UsageError where its ending is none that hmi reads, HmiError
    where it may not be read.
    """
    if not os.path.lexists(path):
        raise NotFoundError(f"there is no file {quoted(str(path))}", "look at how it is written")
    if not path.is_file():
        raise UsageError(f"{quoted(str(path))} is no file", "name the files themselves")
    ending = path.suffix.casefold()
    if ending == ".xlsx" and _has_state(path):
        return "pack"
    if ending in _TABLES:
        return "tracker"
    if ending in _REPORTS:
        return "report"
    known = ", ".join(sorted(_TABLES | _REPORTS))
    raise UsageError(
        f"{quoted(path.name)} is of no kind that hmi reads", f"the endings it reads are: {known}"
    )


def _has_state(path: Path) -> bool:
    """Say whether a workbook has the sheet that a pack is known by; broken ones are left to their reader."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open(_BOOK) as book:
            return f'"{STATE_SHEET}"'.encode() in book.read(_LONGEST)
    except OSError as error:
        raise HmiError(
            f"cannot read {quoted(str(path))}: {(error.strerror or str(error)).lower()}"
        ) from error
    except (
        zipfile.BadZipFile,
        zlib.error,
        KeyError,
        ValueError,
        RuntimeError,
        NotImplementedError,
        EOFError,
    ):
        return False
