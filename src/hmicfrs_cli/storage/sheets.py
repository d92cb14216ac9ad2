"""A workbook's sheets as plain cells: values as stored, never computed; fills, merged and hidden cells."""

from __future__ import annotations

import re
import warnings
import zipfile
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

import openpyxl
from defusedxml.ElementTree import iterparse
from openpyxl.utils.escape import unescape

from hmicfrs_cli.domain.near import quoted
from hmicfrs_cli.domain.tracker.cells import EMPTY, LONGEST, Cell, Form, Row, Sheet, Tracker
from hmicfrs_cli.errors import HmiError
from hmicfrs_cli.storage.fills import Palette
from hmicfrs_cli.storage.shape import Shape, shapes_of
from hmicfrs_cli.storage.text import STRANGE
from hmicfrs_cli.storage.zipped import TRACKER, judge

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_BOOK: Final = "xl/workbook.xml"
_MOST_SHEETS: Final = 60
_MOST_TEXT: Final = 50_000_000
"""The most characters of all cells together: one long text can be shared by every cell of a sheet."""
_EXACT: Final = 1e15
"""Below this a number of a spreadsheet has all its digits."""
_RULED: Final = "its colours that rules set (conditional formatting) were not seen"
_NOTES: Final = (
    ("vbaProject.bin", "its macros were left alone"),
    ("/externalLinks/", "its links to other workbooks were not followed"),
    ("/connections.xml", "its connections to data sources were not opened"),
)


def read_workbook(path: Path) -> Tracker:
    """Return a workbook's sheets.

    Raises HmiError for what is no workbook, is locked, is broken, or unpacks beyond all bounds.
    """
    names = judge(path, TRACKER)
    notes = [words for part, words in _NOTES if any(part in name for name in names)]
    try:
        return Tracker(harmless(path.name), _sheets(path, notes), tuple(dict.fromkeys(notes)))
    except HmiError as error:
        raise HmiError(f"{quoted(path.name)}: {error.message}", error.mend) from error
    except Exception as error:
        # openpyxl raises whatever comes up on the way through a broken workbook.
        mend = "open it in your spreadsheet program, and save it as .xlsx"
        raise HmiError(f"{quoted(path.name)} is a broken workbook", mend) from error


def _sheets(path: Path, notes: list[str]) -> tuple[Sheet, ...]:
    # openpyxl leaves a file open that it opened itself and could not read.
    with path.open("rb") as file, zipfile.ZipFile(path) as archive, warnings.catch_warnings():
        # It warns of what it leaves out, such as drop-downs, in which no tracker's words stand.
        warnings.simplefilter("ignore")
        shapes = shapes_of(file)
        book: Any = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
        _see_all(book, archive)
        if len(book.worksheets) > _MOST_SHEETS:
            raise HmiError(f"it has more than {_MOST_SHEETS} sheets", "save the ones that are trackers alone")
        palette, left = Palette(book), _Left(_MOST_TEXT)
        return tuple(_sheet(one, shapes, palette, left, notes) for one in book.worksheets)


def _see_all(book: Any, archive: zipfile.ZipFile) -> None:  # noqa: ANN401 - openpyxl's streaming workbook has no public type
    """Raise HmiError where the list of sheets names one that is not there: openpyxl would pass it over."""
    with archive.open(_BOOK) as listed:
        names = []
        for _, one in iterparse(listed, forbid_dtd=True):
            names.append(str(one.tag).rpartition("}")[2])
            one.clear()
    if names.count("sheet") != len(book.sheetnames) or not book.worksheets:
        raise HmiError("a sheet that it lists is not there", "save it again from your spreadsheet program")


class _Left:
    """How much text may still be read."""

    def __init__(self, characters: int) -> None:
        self.characters = characters

    def take(self, text: str) -> None:
        """Take note of a text; HmiError where it is more than is left."""
        self.characters -= len(text)
        if self.characters < 0:
            raise HmiError("its cells hold more text than a tracker does", "keep the table alone")


def _sheet(one: Any, shapes: dict[str, Shape], palette: Palette, left: _Left, notes: list[str]) -> Sheet:  # noqa: ANN401 - openpyxl's own, of which only the streaming kind has these
    shape = shapes[one._worksheet_path]  # noqa: SLF001 - openpyxl has no public name for it
    try:
        rows = dict(_rows(one, shape, palette, left))
        _spread(rows, shape)
    except HmiError as error:
        raise HmiError(f"sheet {quoted(one.title)}: {error.message}", error.mend) from error
    notes += [_RULED] * shape.ruled
    made = tuple(
        Row(number, tuple(rows.get(number, ())), number in shape.hidden)
        for number in range(1, shape.last_row + 1)
    )
    return Sheet(harmless(one.title), made, one.sheet_state != "visible")


def _rows(one: Any, shape: Shape, palette: Palette, left: _Left) -> Iterator[tuple[int, list[Cell]]]:  # noqa: ANN401 - as above
    if not shape.last_row:
        return
    bounds = {"min_row": 1, "max_row": shape.last_row, "min_col": 1, "max_col": shape.last_column}
    for number, cells in enumerate(one.iter_rows(**bounds), 1):
        yield (
            number,
            [
                _cell(cell, palette, left, unstored=(number, column) in shape.unstored)
                for column, cell in enumerate(cells, 1)
            ],
        )


def _cell(cell: Any, palette: Palette, left: _Left, *, unstored: bool) -> Cell:  # noqa: ANN401 - as above
    fill = palette.word(cell)
    if unstored:
        return Cell("(formula)", Form.UNSTORED, fill)
    if cell.value is None:
        return EMPTY if fill is None else Cell(fill=fill)
    cell_ = _said(cell.value, error=cell.data_type == "e")
    left.take(cell_.text)
    return replace(cell_, fill=fill)


def _said(value: object, *, error: bool) -> Cell:
    """Return a cell that says what is stored, as text."""
    if error:
        return Cell(str(value), Form.ERROR)
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        return Cell(day.isoformat(), Form.DAY)
    if isinstance(value, bool):
        return Cell("TRUE" if value else "FALSE")
    if isinstance(value, int | float):
        return Cell(_figures(value), Form.NUMBER)
    return worded(unescape(str(value)))


def _figures(value: float) -> str:
    return str(int(value) if value == value // 1 and abs(value) < _EXACT else value)


def worded(said: str) -> Cell:
    """Return a cell of text with plain line ends and spaces, as a record may hold it."""
    lines = re.sub(r"\r\n?|[\v\x85\u2028\u2029]", "\n", said)
    kept = re.sub(r"[\xa0\t]", " ", lines.replace("\ufeff", ""))
    text = "\n".join(line.strip(" ") for line in kept.split("\n")).strip()
    if len(text) > LONGEST:
        return Cell(f"{harmless(text[:100])} …", Form.TOO_LONG)
    return Cell(harmless(text), Form.STRANGE if STRANGE.search(text) else Form.TEXT)


def harmless(text: str) -> str:
    """Return text with U+FFFD in place of every control character."""
    return STRANGE.sub("\ufffd", text)


def _spread(rows: dict[int, list[Cell]], shape: Shape) -> None:
    """Let what a merged cell says stand in every row that it covers, in its first column."""
    for first, top, last, bottom in shape.spread():
        if not (1 <= first <= last and 1 <= top <= bottom):
            continue
        own = rows[top][first - 1]
        wide = last > first
        rows[top][first - 1] = Cell(own.text, own.form, own.fill, wide=wide)
        for number in range(top + 1, bottom + 1):
            rows[number][first - 1] = Cell(own.text, own.form, own.fill, spread=True, wide=wide)
