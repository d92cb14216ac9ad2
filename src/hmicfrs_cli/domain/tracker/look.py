"""What is seen of a tracker on the way to a proposed mapping: its sheets, their headings, their columns."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from hmicfrs_cli.domain.register import Register
from hmicfrs_cli.domain.tracker.cells import Cell, Row, Sheet, Tracker, folded, letters
from hmicfrs_cli.domain.tracker.headings import header_of, recognised
from hmicfrs_cli.domain.tracker.lines import Line, line_of
from hmicfrs_cli.domain.tracker.mapping import SheetMap
from hmicfrs_cli.domain.tracker.plan import HEADING, SHEET, Plan
from hmicfrs_cli.domain.tracker.words import ASK, LONGEST_WORD, SEVERAL, field_of
from hmicfrs_cli.errors import HmiError

_FEWEST: Final = 2
MOST: Final = 1_000
"""How many different words of one field a person can be asked to look through."""
Placed = tuple[str, Row, Cell]
"""A sheet's name, a row, and a cell of it."""


@dataclass
class Look:
    """What is seen of a tracker, on the way to a proposal."""

    tracker: Tracker
    register: Register
    plans: list[Plan]
    notes: dict[tuple[str, str], str] = field(default_factory=dict)

    def rows(self) -> Iterator[tuple[Plan, Row]]:
        """Yield every row that would be read."""
        for plan in self.plans:
            for row in plan.sheet.rows if plan.columns else ():
                if line_of(row, plan.header, plan.columns["text"][0]) is Line.ROW:
                    yield plan, row

    def cells(self, name: str) -> Iterator[Placed]:
        """Yield every cell of a field that says something, and not more than a word or a name is."""
        for plan, row in self.rows():
            for column in plan.columns.get(name, ()):
                if 0 < len(row.cell(column).said) <= LONGEST_WORD:
                    yield plan.sheet.name, row, row.cell(column)


def few(count: int, what: str) -> None:
    """Raise HmiError where there are more different words of a field than anybody looks through."""
    if count > MOST:
        mend = "look whether its column's heading is right in the tracker, or rename the heading there"
        raise HmiError(f"there are {count:,} different words for {what}, so this is no column of that", mend)


def sheet_map(sheet: Sheet, look: Look) -> SheetMap:
    """Return how a sheet is probably read, or that it is no tracker; `look` takes down what was seen."""
    header = header_of(sheet)
    columns = _columns(sheet, header, look)
    if "text" not in columns.values() or recognised(header) < _FEWEST:
        look.notes["sheets", sheet.name] = f"{len(sheet.rows)} lines, with no headings of a tracker"
        return SheetMap(sheet=sheet.name, skip="no tracker")
    hidden = sum(row.hidden for row in sheet.rows)
    seen = f"{len(sheet.rows)} lines" + (f", {hidden} of them hidden" if hidden else "")
    look.notes["sheets", sheet.name] = seen + ("; the sheet is hidden" if sheet.hidden else "")
    text = next(at for at, name in enumerate(columns.values()) if name == "text")
    named = None if "inspection" in columns.values() else _named_by(sheet, header, text)
    skip = ASK if sheet.hidden else None
    return SheetMap(sheet=sheet.name, skip=skip, header=header.number, columns=columns, inspection=named)


def _columns(sheet: Sheet, header: Row, look: Look) -> dict[str, str]:
    """Return what each column of a sheet probably is; a second of the same kind goes into the note."""
    found: dict[str, str] = {}
    for at in range(max((len(row.cells) for row in sheet.rows), default=0)):
        filled = any(row.cell(at).said for row in sheet.rows if row.number > header.number)
        if not header.cell(at).text and not filled:
            continue
        name = field_of(header.cell(at).text) or _by_looking(sheet, header, at)
        if name in found.values() and name not in SEVERAL:
            name = "note" if filled else "ignore"
        if name in {"portfolio", "board"} and not _known(sheet, header, at, look.register, name):
            name = "theme" if name == "portfolio" and "theme" not in found.values() else "note"
        found[letters(at)] = name
        look.notes[sheet.name, letters(at)] = header.cell(at).text
    return found


def _by_looking(sheet: Sheet, header: Row, column: int) -> str:
    """Return what a column without a telling heading is: a rating where its cells are filled like one."""
    cells = [row.cell(column) for row in sheet.rows if row.number > header.number]
    rated = [cell for cell in cells if not cell.text and cell.said]
    return "rag" if len(rated) > _FEWEST and not any(cell.text for cell in cells) else "ignore"


def _known(sheet: Sheet, header: Row, column: int, register: Register, name: str) -> bool:
    held = register.settings.portfolios if name == "portfolio" else register.settings.boards
    names = {word.casefold() for one in held for word in (one.id, one.name)}
    said = {folded(row.cell(column).text) for row in sheet.rows if row.number > header.number}
    return said - {""} <= names


def _named_by(sheet: Sheet, header: Row, text: int) -> str:
    lines = [line_of(row, header, text) for row in sheet.rows]
    return HEADING if Line.HEADING in lines else SHEET
