"""A pack as it came back: what its owner wrote, by row and field, whatever was moved about in it.

All of it is somebody's text: nothing is computed, and only the cells that were there to be filled in count.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from hmicfrs_cli.domain.near import quoted
from hmicfrs_cli.domain.packs import STATE_SHEET, VALUES, WORDS, folded
from hmicfrs_cli.domain.packs_state import Made, read_state, sight
from hmicfrs_cli.errors import HmiError

ID: Final = "id"
"""The column that says which row a row is."""
FIELDS: Final = (*VALUES, *WORDS)


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell, and where."""

    text: str
    """As a person reads it: a day as 2022-04-04, a formula as it is written."""
    kind: Literal["text", "date", "number", "formula", "error"] = "text"
    place: str = ""
    """The sheet and the cell: "Findings!C7"."""


_Rows = Sequence[Sequence[Cell]]
Sheets = Mapping[str, _Rows]
"""The rows of each sheet by its name; a row may be shorter than others."""


@dataclass(frozen=True)
class Filled:
    """A row as it came back."""

    key: str
    cells: Mapping[str, Cell]
    """What stands in the cells to fill in, by field."""


@dataclass(frozen=True)
class Odd:
    """A row that belongs to nothing that was sent."""

    place: str
    message: str


@dataclass(frozen=True)
class Returned:
    """A pack that came back."""

    name: str
    """The name of its file."""
    made: Made
    signed: str
    """Who filled it in, as they say; empty where nobody does."""
    rows: tuple[Filled, ...]
    odd: tuple[Odd, ...]
    gone: tuple[str, ...] = ()
    """The keys of the rows that were sent and are no longer in it."""
    aside: tuple[Odd, ...] = ()
    """What somebody wrote where nothing was asked: in locked cells, under another head, on another sheet."""


def read(name: str, sheets: Sheets, today: date) -> Returned:
    """Return what came back in a pack.

    Raises HmiError where its hidden sheet or the heads of its columns are no longer there, or where it says
    that it was made after today.
    """
    made = read_state([[cell.text for cell in row] for row in sheets.get(STATE_SHEET, ())], today)
    shown = [rows for title, rows in sheets.items() if title != STATE_SHEET]
    heads, columns, body = _table(made, shown)
    rows: list[Filled] = []
    written: list[Sequence[Cell]] = []
    odd: list[Odd] = []
    for row in body:
        cells = {field: row[at] for field, at in columns.items() if at < len(row)}
        found = _row(made, row, cells)
        if isinstance(found, Filled):
            rows.append(found)
            written.append(row)
        elif found is not None:
            odd.append(found)
    twice = {key for key, count in Counter(row.key for row in rows).items() if count > 1}
    odd += [
        Odd(_place(row), f"{quoted(row.key)} stands in several rows: which of them counts?")
        for row in rows
        if row.key in twice
    ]
    once = tuple(row for row in rows if row.key not in twice)
    aside = [
        one
        for found, row in zip(rows, written, strict=True)
        if found.key not in twice
        for one in (*_locked(made, found.key, columns, row), *_aside(row, heads, columns))
    ]
    aside += _sheets(made, sheets)
    signed = _signed(made, [row for rows in shown for row in rows])
    there = {row.key for row in rows}
    gone = [key for key in made.lines if key not in there]
    return Returned(name, made, signed, once, tuple(odd), tuple(gone), tuple(aside))


def _table(made: Made, sheets: Sequence[_Rows]) -> tuple[Sequence[Cell], dict[str, int], _Rows]:
    """Return the heads of the columns, where those that were sent stand now, and the rows below."""
    heads = {folded(title): field for title, field in made.columns.items()}
    for rows in sheets:
        for at, row in enumerate(rows):
            known = {column: heads.get(folded(cell.text)) for column, cell in enumerate(row)}
            found = {field: column for column, field in known.items() if field is not None}
            if ID in found and found.keys() & set(FIELDS):
                return row, found, rows[at + 1 :]
    raise HmiError(
        "the heads of this pack's columns are not there",
        "they must stay as they were sent; ask for the file again",
    )


def _row(made: Made, row: Sequence[Cell], cells: Mapping[str, Cell]) -> Filled | Odd | None:
    """Return what a row is; None for one in which nothing stands."""
    key = " ".join(cells[ID].text.split()) if ID in cells else ""
    if key in made.lines:
        if other := _worded(made, key, cells):
            words = f"{quoted(key)} stands beside the wording of {quoted(other)}: which of them is meant?"
            return Odd(cells[ID].place, words)
        return Filled(key, {field: cell for field, cell in cells.items() if field in FIELDS})
    if key:
        return Odd(cells[ID].place, f"{quoted(key)} is no finding that this pack was made for")
    written = next((cell for cell in row if cell.text.strip()), None)
    return Odd(written.place, f"{quoted(written.text)} stands in a row without an id") if written else None


def _worded(made: Made, key: str, cells: Mapping[str, Cell]) -> str | None:
    """Return the row whose wording stands beside another one's id: an id was altered, or sorted alone."""
    seen = sight(cells["text"].text) if "text" in cells else ""
    return None if seen == made.locked.get((key, "text")) else made.wordings.get(seen)


def _locked(made: Made, key: str, columns: Mapping[str, int], row: Sequence[Cell]) -> Iterator[Odd]:
    """Yield what was written over in a row's locked cells, none of which is ever read."""
    titles = {name: title for title, name in made.columns.items()}
    for name, at in columns.items():
        cell = row[at] if at < len(row) else Cell("")
        if made.locked.get((key, name), seen := sight(cell.text)) != seen:
            said = f"now says {quoted(cell.text)}" if cell.text.strip() else "was emptied"
            yield Odd(cell.place or key, f"“{titles[name]}” of {key} {said}: it was locked, and is not read")


def _sheets(made: Made, sheets: Sheets) -> Iterator[Odd]:
    """Yield the sheets that somebody added and wrote on."""
    for title, rows in sheets.items():
        if made.sheets and title not in made.sheets and rows:
            yield Odd(title, "this sheet was not sent, and is not read")


def _aside(row: Sequence[Cell], heads: Sequence[Cell], columns: Mapping[str, int]) -> Iterator[Odd]:
    """Yield what stands in columns that were not sent: a head that was written anew loses nobody's words."""
    for at, cell in enumerate(row):
        if at not in columns.values() and cell.text.strip():
            head = heads[at].text.strip() if at < len(heads) else ""
            under = f"under {quoted(head)}, a column" if head else "in a column"
            yield Odd(cell.place, f"{quoted(cell.text)} stands {under} that is not read")


def _place(row: Filled) -> str:
    return next((cell.place for cell in row.cells.values()), "")


def _signed(made: Made, rows: Sequence[Sequence[Cell]]) -> str:
    """Return what stands right of the words beside which people say who filled it in."""
    return next((text for row in rows for text in _beside(row, folded(made.signed))), "")


def _beside(row: Sequence[Cell], label: str) -> Iterator[str]:
    for at, cell in enumerate(row):
        if folded(cell.text) == label:
            yield next((" ".join(one.text.split()) for one in row[at + 1 :] if one.text.strip()), "")
