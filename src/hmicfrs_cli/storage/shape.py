"""What a sheet's XML says that openpyxl does not when it streams: merged and hidden cells, formulas."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Any, Final

from defusedxml.ElementTree import iterparse
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries
from openpyxl.xml.constants import SHEET_MAIN_NS

from hmicfrs_cli.domain.near import quoted
from hmicfrs_cli.errors import HmiError

MOST_ROWS: Final = 50_000
MOST_COLUMNS: Final = 200
MOST_CELLS: Final = 1_000_000
_MOST_ELEMENTS: Final = 10_000_000
"""An empty sheet that is formatted to its last row, in three columns, has about six million."""
_MOST_HELD: Final = 1_300_000
"""The most elements that openpyxl holds at once: it lets go of those of a row where the row ends."""
_ROW: Final = f"{{{SHEET_MAIN_NS}}}row"
_MOST_MERGED: Final = 20_000
_MOST_SPREAD: Final = 200_000
"""The most cells that merged ones are spread to."""
_DEEPEST: Final = 32
_BEGIN: Final = frozenset({"row", "c", "f", "mergeCell", "conditionalFormatting"})
_END: Final = frozenset({"v", "is", "c"})
_MEND: Final = "mark what stands beyond the table, delete it, and save the file again"

Range = tuple[int, int, int, int]
"""First column, first row, last column and last row, from 1."""


@dataclass
class Shape:
    """A sheet apart from what its cells say; rows and columns count from 1."""

    last_row: int = 0
    last_column: int = 0
    hidden: set[int] = field(default_factory=set)
    """Rows that are hidden."""
    unstored: set[tuple[int, int]] = field(default_factory=set)
    """Row and column of formulas without a result."""
    merged: list[Range] = field(default_factory=list)
    ruled: bool = False
    """Whether rules colour cells (conditional formatting): such colours are in no cell."""
    _cells: int = 0
    _row: int = 0
    _column: int = 0
    _value: bool = False
    _formula: bool = False

    def spread(self) -> Iterator[Range]:
        """Yield the merged ranges as far as anything is read; HmiError where they cover beyond all bounds."""
        covered = 0
        for first, top, last, bottom in self.merged:
            within = (first, top, min(last, self.last_column), min(bottom, self.last_row))
            covered += max(0, within[3] - top + 1)
            if covered > _MOST_SPREAD:
                raise HmiError("its merged cells cover more than a tracker has", _MEND)
            yield within

    def begin(self, name: str, element: Any) -> None:  # noqa: ANN401 - defusedxml names no types
        """Take the beginning of an element in: one of those in which a shape shows."""
        if name == "row":
            self._row = int(element.get("r") or self._row + 1)
            self._column = 0
            if element.get("hidden") in {"1", "true"} and self._row <= MOST_ROWS:
                self.hidden.add(self._row)
        elif name == "c":
            self._begin_cell(element.get("r"))
        elif name == "f":
            self._formula = True
        elif name == "mergeCell":
            self._merge(element.get("ref"))
        else:
            self.ruled = True

    def end(self, name: str, element: Any) -> None:  # noqa: ANN401 - as above
        """Take the end of an element in."""
        if name in {"v", "is"}:
            self._value = self._value or name == "is" or bool(element.text)
        elif name == "c" and (self._value or self._formula):
            # A text formula may well have no text as its result, and then says so.
            if not self._value and element.get("t") != "str":
                self.unstored.add((self._row, self._column))
            self._reach()

    def _begin_cell(self, place: str | None) -> None:
        self._column = coordinate_to_tuple(place)[1] if place else self._column + 1
        self._value = self._formula = False

    def _reach(self) -> None:
        self._cells += 1
        self.last_row = max(self.last_row, self._row)
        self.last_column = max(self.last_column, self._column)
        if self.last_row > MOST_ROWS or self.last_column > MOST_COLUMNS or self._cells > MOST_CELLS:
            words = f"row {self._row}, column {self._column} lies beyond the {MOST_ROWS:,} rows"
            raise HmiError(f"{words}, {MOST_COLUMNS} columns and {MOST_CELLS:,} cells that are read", _MEND)

    def _merge(self, ref: str | None) -> None:
        if len(self.merged) >= _MOST_MERGED:
            raise HmiError("it has more merged cells than a tracker has", _MEND)
        first, top, last, bottom = range_boundaries(ref or "")
        self.merged.append((first or 1, top or 1, last or 1, bottom or 1))


def shapes_of(book: IO[bytes]) -> dict[str, Shape]:
    """Return the shapes of a workbook's sheets by the names of their parts, before openpyxl reads any.

    Raises HmiError where something stands beyond what a tracker has; for a broken one whatever openpyxl
    raises.
    """
    reader: Any = ExcelReader(book, read_only=True, keep_links=False)
    reader.read_manifest()
    reader.read_workbook()
    found: dict[str, Shape] = {}
    for sheet, relation in reader.parser.find_sheets():
        if relation.target in reader.valid_files and relation.target not in found:
            try:
                with reader.archive.open(relation.target) as xml:
                    found[relation.target] = shape_of(xml)
            except HmiError as error:
                raise HmiError(f"sheet {quoted(sheet.name)}: {error.message}", error.mend) from error
    return found


def shape_of(sheet: IO[bytes]) -> Shape:
    """Return the shape of a sheet, from its XML.

    Raises HmiError where something stands beyond what a tracker has.
    """
    shape, above, names = Shape(), [], _Names()
    held = kept = 0
    for count, (event, element) in enumerate(iterparse(sheet, events=("start", "end"), forbid_dtd=True)):
        name = names[element.tag]
        if event == "start":
            above.append(element)
            held += 1
            if element.tag == _ROW:
                kept = held
            if name in _BEGIN:
                shape.begin(name, element)
        else:
            if name in _END:
                shape.end(name, element)
            above.pop()
            if element.tag == _ROW:
                held = kept
            if above:
                above[-1].remove(element)
        if count > 2 * _MOST_ELEMENTS or held > _MOST_HELD or len(above) > _DEEPEST:
            raise HmiError("its XML has more, or deeper, elements than a tracker has", _MEND)
    return shape


class _Names(dict[str, str]):
    """Names of elements without their namespace, each worked out once: there may be millions of elements."""

    def __missing__(self, tag: str) -> str:
        self[tag] = tag.rpartition("}")[2]
        return self[tag]
