"""A table saved as text (.csv, .tsv): its encoding and its separator found out, its cells as they stand."""

import csv
import io
from pathlib import Path
from statistics import median
from typing import Final

from hmicfrs_cli.domain.near import quoted
from hmicfrs_cli.domain.tracker.cells import Cell, Form, Row, Sheet, Tracker
from hmicfrs_cli.errors import HmiError
from hmicfrs_cli.storage.papers import read
from hmicfrs_cli.storage.shape import MOST_CELLS, MOST_COLUMNS, MOST_ROWS
from hmicfrs_cli.storage.sheets import harmless, read_workbook, worded

_LARGEST: Final = 32_000_000
_ERRORS: Final = frozenset("#N/A #REF! #VALUE! #DIV/0! #NAME? #NUM! #NULL! #SPILL! #CALC!".split())
_SEPARATORS: Final = ",;\t|"
_LOOKED_AT: Final = 60
"""How many lines tell which separator it is."""
_MEND: Final = "save it as .xlsx, or as CSV UTF-8, from your spreadsheet program"


def read_tracker(path: Path) -> Tracker:
    """Return a tracker, whatever of the kinds that hmi reads it is; HmiError where it can be read in none."""
    ending = path.suffix.casefold()
    if ending in {".xlsx", ".xlsm"}:
        return read_workbook(path)
    if ending in {".csv", ".tsv"}:
        return read_table(path)
    raise HmiError(f"{quoted(path.name)}: hmi reads no {ending} files", _MEND)


def read_table(path: Path) -> Tracker:
    """Return a table saved as text, as a tracker of one sheet with the file's name."""
    text = _decoded(read(path, _LARGEST), path)
    separator = _separator(text)
    rows: list[Row] = []
    count = 0
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator), 1):
            count += len(cells)
            if number > MOST_ROWS or len(cells) > MOST_COLUMNS or count > MOST_CELLS:
                bounds = f"{MOST_ROWS:,} rows, {MOST_COLUMNS} columns and {MOST_CELLS:,} cells"
                words = f"row {number} lies beyond the {bounds} that are read"
                raise HmiError(f"{quoted(path.name)}: {words}", "delete what stands beyond the table")
            rows.append(Row(number, tuple(_cell(cell) for cell in cells)))
    except csv.Error as error:
        raise HmiError(f"{quoted(path.name)} is no table: {error}", _MEND) from error
    while rows and not any(cell.text for cell in rows[-1].cells):
        rows.pop()
    return Tracker(harmless(path.name), (Sheet(harmless(path.stem), tuple(rows)),))


def _cell(text: str) -> Cell:
    found = worded(text)
    return Cell(found.text, Form.ERROR) if found.text in _ERRORS else found


def _decoded(raw: bytes, path: Path) -> str:
    """Return the text: by its byte order mark, else UTF-8, else the Windows of Western Europe."""
    marked = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
    stated = next((name for mark, name in marked.items() if raw.startswith(mark)), None)
    if stated is None and b"\0" in raw:
        raise HmiError(f"{quoted(path.name)} holds NUL bytes, so it is no table", _MEND)
    for encoding in (stated,) if stated else ("utf-8", "cp1252"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise HmiError(f"{quoted(path.name)} is in no encoding that hmi reads", _MEND)


def _separator(text: str) -> str:
    """Return what parts the cells: of the usual signs, the one that makes the widest rows."""
    head = text[: 1 << 18].splitlines(keepends=True)[:_LOOKED_AT]

    def width(sign: str) -> float:
        try:
            return median(len(cells) for cells in csv.reader(head, delimiter=sign) if cells)
        except (csv.Error, ValueError):
            return 0

    return max(_SEPARATORS, key=width)
