"""What a workbook's zip holds, judged by its list of contents before anything of it is opened."""

import re
import zipfile
import zlib
from pathlib import Path
from typing import Final

from hmicfrs_cli.domain.near import quoted
from hmicfrs_cli.errors import HmiError

LARGEST_FILE: Final = 64 << 20
LARGEST_SHEET: Final = 96 << 20
LARGEST_OTHER: Final = 24 << 20
LARGEST_TOTAL: Final = 160 << 20
"""The most, in bytes: of the file; unpacked, of a sheet, of any other XML part, of all XML parts."""
_SHEETS: Final = "xl/worksheets/"
_MOST_PARTS: Final = 4_000
_XML: Final = (".xml", ".rels", ".vml")
_FORBIDDEN: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_CHUNK: Final = 1 << 20
_OVERLAP: Final = 16
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AGAIN: Final = "open it in your spreadsheet program and save it as .xlsx, without a password"
_BROKEN: Final = (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, ValueError)


def judge(path: Path) -> list[str]:
    """Return the names in a workbook's zip.

    Raises HmiError for what is no zip, is locked by a password, would unpack beyond all bounds, or holds XML
    that defines entities.
    """
    _plain_zip(path)
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            _measure(parts, path)
            for part in parts:
                if part.filename.endswith(_XML) and _is_odd(archive, part):
                    raise HmiError(
                        f"{quoted(path.name)}: {quoted(part.filename)} is not the XML of a workbook",
                        "it defines entities or is not UTF-8; no spreadsheet program writes that",
                    )
            return [part.filename for part in parts]
    except (*_BROKEN, OSError) as error:
        raise HmiError(f"{quoted(path.name)} is a broken workbook", _SAVE_AGAIN) from error


def _plain_zip(path: Path) -> None:
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(len(_OLE))
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise HmiError(f"cannot read {quoted(path.name)}: {reason}", "see that it may be read") from error
    if head == _OLE:
        words = "is locked by a password, or of the old kind (.xls)"
        raise HmiError(f"{quoted(path.name)} {words}", _SAVE_AGAIN)
    if not head.startswith(b"PK"):
        raise HmiError(f"{quoted(path.name)} is no workbook, whatever its name says", _SAVE_AGAIN)
    if size > LARGEST_FILE:
        raise _too_large(path, "the file", size)


def _measure(parts: list[zipfile.ZipInfo], path: Path) -> None:
    names = [part.filename.casefold() for part in parts]
    if len(names) > _MOST_PARTS or len(set(names)) < len(names):
        raise HmiError(f"{quoted(path.name)} holds the same part twice, or too many", _SAVE_AGAIN)
    xml = [part for part in parts if part.filename.endswith(_XML)]
    for part in xml:
        most = LARGEST_SHEET if part.filename.casefold().startswith(_SHEETS) else LARGEST_OTHER
        if part.file_size > most:
            raise _too_large(path, quoted(part.filename), part.file_size)
        if part.flag_bits & 1:
            raise HmiError(f"{quoted(path.name)} is locked by a password", _SAVE_AGAIN)
    if (total := sum(part.file_size for part in xml)) > LARGEST_TOTAL:
        raise _too_large(path, "what it unpacks to", total)


def _is_odd(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Say whether XML defines entities, or is in an encoding in which that could not be seen."""
    with archive.open(part) as file:
        before = b""
        while chunk := file.read(_CHUNK):
            if b"\0" in chunk or _FORBIDDEN.search(before + chunk):
                return True
            before = chunk[-_OVERLAP:]
    return False


def _too_large(path: Path, what: str, size: int) -> HmiError:
    words = f"{quoted(path.name)}: {what} has {size // 1_000_000:,} MB, more than a tracker has"
    return HmiError(words, "delete the empty rows and columns beyond the table, and pictures; save it again")
