"""A spreadsheet as plain values: what each cell says, how it is stored and how it is filled."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

LONGEST = 32_767
"""How many characters of a cell are read; Excel holds no more."""


class Form(Enum):
    """How a cell holds what it says."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    """A date of the spreadsheet's own, written as ISO 8601: nothing about it is in doubt."""
    ERROR = "error"
    UNSTORED = "unstored"
    """A formula whose result the file does not hold."""
    TOO_LONG = "too long"
    STRANGE = "strange"
    """With a control character, in whose place U+FFFD stands."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text, and the word of the colour it is filled with."""

    text: str = ""
    form: Form = Form.TEXT
    fill: str | None = None
    spread: bool = False
    """It repeats the text of a merged cell above it."""
    wide: bool = False
    """It is merged over several columns."""

    @property
    def said(self) -> str:
        """What the cell says: its text, else its colour, else nothing."""
        return self.text or (f"({self.fill} fill)" if self.fill in RATED else "")


EMPTY = Cell()
RATED = frozenset({"red", "amber", "green", "white"})
"""Fills that can be a rating; a grey or blue cell without words says nothing."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a sheet, counted from 1 as spreadsheets do."""

    number: int
    cells: tuple[Cell, ...] = ()
    hidden: bool = False

    def cell(self, column: int) -> Cell:
        """Return the cell of a column, from 0; beyond the last one they are empty."""
        return self.cells[column] if column < len(self.cells) else EMPTY

    def filled(self) -> Iterator[tuple[int, Cell]]:
        """Yield the cells that hold text, with their columns."""
        return ((at, cell) for at, cell in enumerate(self.cells) if cell.text)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with every line from the first to the last that says anything."""

    name: str
    rows: tuple[Row, ...] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Tracker:
    """A file with its sheets; `notes` are what was passed over in reading it."""

    name: str
    sheets: tuple[Sheet, ...]
    notes: tuple[str, ...] = ()


def letters(column: int) -> str:
    """Return a column's letters: 0 is A, 26 is AA."""
    name = ""
    left = column + 1
    while left:
        left, digit = divmod(left - 1, 26)
        name = chr(ord("A") + digit) + name
    return name


def column_of(name: str) -> int | None:
    """Return the column that letters name, from 0; None where they name none."""
    if not (name.isascii() and name.isalpha() and len(name) <= 3):  # noqa: PLR2004 - XFD is the last one
        return None
    column = 0
    for letter in name.upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1


def folded(text: str) -> str:
    """Return text as it is compared: no capitals, single spaces, no full stop or colon at its end."""
    return " ".join(text.split()).casefold().rstrip(".:* ")
