"""Workbooks that came back, read as text within bounds: nothing in them is computed, followed or run."""

from __future__ import annotations

import re
import warnings
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from hmicfrs_cli.domain.near import quoted
from hmicfrs_cli.domain.returns import Cell
from hmicfrs_cli.errors import HmiError
from hmicfrs_cli.storage.shape import shapes_of
from hmicfrs_cli.storage.text import STRANGE
from hmicfrs_cli.storage.zipped import PACK, judge

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ROWS, _COLUMNS, _CELLS, _TEXT = 20_000, 60, 200_000, 20_000_000
"""The most that is read of a sheet; the last counts characters, since one text can stand in every cell."""
_ESCAPED: Final = re.compile(r"_x(00[01][0-9A-Fa-f])_")
"""How the format writes control characters; other text of that form stands for itself."""
_COMMENTS: Final = re.compile("^xl/(?:threaded)?comments", re.IGNORECASE)
_MEND: Final = "open it in Excel or LibreOffice, save it as .xlsx and try again"


def read_sheets(path: Path) -> dict[str, list[list[Cell]]]:
    """Return the cells of each sheet of a workbook, in rows; empty rows and empty ends of rows are left out.

    Raises HmiError where it is no workbook, is protected by a password or larger than a pack can be.
    """
    judge(path, PACK)
    try:
        with warnings.catch_warnings():
            # It warns of what it leaves out, such as drop-down lists, which nobody's words stand in.
            warnings.simplefilter("ignore")
            return _sheets(path)
    except HmiError as error:
        raise HmiError(f"{quoted(path.name)}: {error.message}", error.mend) from error
    except Exception as error:
        # openpyxl raises whatever comes up on the way through a broken workbook.
        raise HmiError(f"{quoted(path.name)} is a broken workbook", _MEND) from error


def has_comments(path: Path) -> bool:
    """Say whether somebody commented on cells of a workbook that was read: such words are in no cell."""
    with zipfile.ZipFile(path) as archive:
        return any(_COMMENTS.search(name) for name in archive.namelist())


def _sheets(path: Path) -> dict[str, list[list[Cell]]]:
    # Opened here, so that it is closed where openpyxl fails on the way.
    with path.open("rb") as file:
        shapes_of(file)
        book = load_workbook(file, read_only=True, keep_links=False)
        return {sheet.title: list(_rows(sheet)) for sheet in book.worksheets}


def _rows(sheet: Any) -> Iterator[list[Cell]]:  # noqa: ANN401 - one of several classes of openpyxl's
    count = length = 0
    for number, row in enumerate(sheet.iter_rows(max_row=_ROWS + 1, max_col=_COLUMNS), 1):
        cells = [_cell(cell, sheet.title, number, at) for at, cell in enumerate(row)]
        while cells and not cells[-1].text:
            cells.pop()
        count += len(cells)
        length += sum(len(cell.text) for cell in cells)
        if number > _ROWS or count > _CELLS or length > _TEXT:
            raise HmiError(f"the sheet {quoted(sheet.title)} holds more than any pack does", _MEND)
        if cells:
            yield cells


def _cell(cell: Any, sheet: str, row: int, column: int) -> Cell:  # noqa: ANN401 - as above
    place = f"{sheet}!{get_column_letter(column + 1)}{row}"
    if cell.value is None:
        return Cell("", "text", place)
    if cell.data_type == "f":
        return Cell(str(getattr(cell.value, "text", cell.value)), "formula", place)
    if cell.data_type == "e":
        return Cell(str(cell.value), "error", place)
    return _value(cell.value, place)


def _value(value: object, place: str) -> Cell:
    if isinstance(value, datetime):
        return Cell(value.date().isoformat(), "date", place)
    if isinstance(value, bool):
        return Cell("yes" if value else "no", "text", place)
    if isinstance(value, int | float):
        return Cell(f"{value:.15g}", "number", place)
    return Cell(_plain(str(value)), "text", place)


def _plain(text: str) -> str:
    """Return text with plain line ends; a character that no record can hold is seen as U+FFFD."""
    meant = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return STRANGE.sub("\ufffd", re.sub(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]", "\n", meant))
