"""What a workbook's zip holds, judged by its list of contents before anything of it is opened."""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from hmicfrs_cli.domain.near import quoted
from hmicfrs_cli.errors import HmiError


@dataclass(frozen=True)
class Bounds:
    """The most that a workbook of a kind has, in bytes; what is not the file itself is unpacked."""

    whose: str
    sheet: int
    """Of a sheet, and of a part that is no XML, such as a picture."""
    texts: int
    """Of an XML part that grows with the table: the texts of its cells, comments, caches."""
    other: int
    """Of any other XML part."""
    total: int
    """Of all parts together."""


LARGEST_FILE: Final = 64 << 20
TRACKER: Final = Bounds("a tracker", 96 << 20, 24 << 20, 8 << 20, 160 << 20)
PACK: Final = Bounds("any pack", 60_000_000, 24 << 20, 500_000, 60_000_000)
_MOST_TAGS, _MOST_TAGS_OF_TEXTS = 400_000, 2_500_000
"""How often `<` may stand in an XML part that is no sheet: each element takes openpyxl half a kilobyte."""
_SHEETS: Final = "xl/worksheets/"
_TEXTS: Final = (
    "xl/sharedstrings",
    "xl/calcchain",
    "xl/pivotcache/",
    "xl/comments",
    "xl/threadedcomments/",
)
_MOST_PARTS: Final = 4_000
_LONGEST_LIST: Final = 1 << 20
"""The most bytes that a zip's list of contents may have: zipfile reads all of it when it opens one."""
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How the format packs; of others zipfile unpacks a piece without any bound."""
_LIKE_XML: Final = re.compile(rb"\0?[\s<]|\xef\xbb\xbf|\xff\xfe|\xfe\xff")
"""How all begins that a reader of XML can take for XML, whatever the part is named and wherever it lies."""
_FORBIDDEN: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_CHUNK: Final = 1 << 20
_OVERLAP: Final = 16
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AGAIN: Final = "open it in your spreadsheet program and save it as .xlsx, without a password"
_BROKEN: Final = (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, ValueError)


def judge(path: Path, bounds: Bounds) -> list[str]:
    """Return the names in a workbook's zip.

    Raises HmiError for what is no zip, is locked by a password, would unpack beyond all bounds, or holds XML
    that defines entities.
    """
    _plain_zip(path, bounds)
    try:
        with opened(path) as archive:
            parts = archive.infolist()
            _measure(parts, path, bounds)
            for part in parts:
                _look_through(archive, part, path, bounds)
            return [part.filename for part in parts]
    except (*_BROKEN, OSError) as error:
        raise HmiError(f"{quoted(path.name)} is a broken workbook", _SAVE_AGAIN) from error


def opened(path: Path) -> zipfile.ZipFile:
    """Return a zip, of which no more than a workbook's list of contents was read.

    Raises HmiError for one with a longer list, or packed as no workbook is; for a broken one what zipfile
    raises.
    """
    with _Wary(path) as file, zipfile.ZipFile(file) as archive:
        if any(part.compress_type not in _METHODS for part in archive.infolist()):
            raise HmiError(f"{quoted(path.name)} is packed as no workbook is", _SAVE_AGAIN)
    return zipfile.ZipFile(path)


class _Wary(io.FileIO):
    """A file that gives no more at once than a workbook's list of contents has."""

    def read(self, size: int | None = -1, /) -> bytes:
        """Return bytes as any file does; HmiError where more are asked for."""
        if size is not None and size > _LONGEST_LIST:
            raise HmiError(f"{quoted(Path(str(self.name)).name)} holds too many parts", _SAVE_AGAIN)
        return super().read(-1 if size is None else size) or b""


def _plain_zip(path: Path, bounds: Bounds) -> None:
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
        raise _too_large(path, "the file", size, bounds)


def _measure(parts: list[zipfile.ZipInfo], path: Path, bounds: Bounds) -> None:
    names = [part.filename.casefold() for part in parts]
    if len(names) > _MOST_PARTS or len(set(names)) < len(names):
        raise HmiError(f"{quoted(path.name)} holds the same part twice, or too many", _SAVE_AGAIN)
    if any(part.flag_bits & 1 for part in parts):
        raise HmiError(f"{quoted(path.name)} is locked by a password", _SAVE_AGAIN)
    for part in parts:
        if part.file_size > bounds.sheet:
            raise _too_large(path, quoted(part.filename), part.file_size, bounds)
    if (total := sum(part.file_size for part in parts)) > bounds.total:
        raise _too_large(path, "what it unpacks to", total, bounds)


def _look_through(archive: zipfile.ZipFile, part: zipfile.ZipInfo, path: Path, bounds: Bounds) -> None:
    """Raise HmiError for XML that has more than it can need, or defines entities."""
    name = part.filename.casefold()
    with archive.open(part) as file:
        chunk, before, tags = file.read(_CHUNK), b"", 0
        if not _LIKE_XML.match(chunk):
            return
        size, most = _bounds_of(name, bounds)
        if part.file_size > size:
            raise _too_large(path, quoted(part.filename), part.file_size, bounds)
        while chunk:
            # An encoding in which a definition could not be seen has NUL.
            if b"\0" in chunk or _FORBIDDEN.search(before + chunk):
                raise HmiError(
                    f"{quoted(path.name)}: {quoted(part.filename)} is not the XML of a workbook",
                    "it defines entities or is not UTF-8; no spreadsheet program writes that",
                )
            before, tags = chunk[-_OVERLAP:], tags + chunk.count(b"<")
            if tags > most:
                raise HmiError(
                    f"{quoted(path.name)}: {quoted(part.filename)} has more than {most:,} elements",
                    _SAVE_AGAIN,
                )
            chunk = file.read(_CHUNK)


def _bounds_of(name: str, bounds: Bounds) -> tuple[int, int]:
    """Return the most bytes and tags of an XML part; those of a sheet are counted where its shape is read."""
    if name.startswith(_SHEETS):
        return bounds.sheet, bounds.sheet
    if name.startswith(_TEXTS):
        return bounds.texts, _MOST_TAGS_OF_TEXTS
    return bounds.other, _MOST_TAGS


def _too_large(path: Path, what: str, size: int, bounds: Bounds) -> HmiError:
    words = f"{quoted(path.name)}: {what} has {size / 1_000_000:,.1f} MB, more than {bounds.whose} has"
    return HmiError(words, "delete the empty rows and columns beyond the table, and pictures; save it again")
