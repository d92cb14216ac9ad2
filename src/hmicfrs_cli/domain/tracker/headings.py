"""The headings of a tracker's columns, also where they stand in two lines: a group, and what is in it."""

from dataclasses import replace
from typing import Final

from hmicfrs_cli.domain.tracker.cells import Row, Sheet
from hmicfrs_cli.domain.tracker.words import field_of

_DOWN: Final = 40
"""How many lines down the headings of the columns are looked for."""
_GROUPS: Final = 2
"""How many groups a line of them has at the least; a title over a whole table is one."""
_TOLD: Final = frozenset(
    "owner lead_officer rag kind portfolio board evidence why effect acceptance authority published"
    " revised_target".split()
)
"""What a heading says by itself, whatever its group is called; “Deadline” and “Number” need theirs."""


def header_of(sheet: Sheet) -> Row:
    """Return the line of the headings, of two lines the last, each heading in full; line 0 for none."""
    found = max(sheet.rows[:_DOWN], key=recognised, default=Row(0))
    above, below = (_line(sheet, found.number + step) for step in (-1, 1))
    if _is_second(found, below):
        return _joined(found, below)
    if sum(bool(cell.text) for cell in above.cells) >= _GROUPS and any(cell.wide for cell in above.cells):
        return _joined(above, found)
    return found


def recognised(row: Row) -> int:
    """Return how many different fields the cells of a line name."""
    return len({field_of(cell.text) for _, cell in row.filled() if not cell.spread} - {None})


def _line(sheet: Sheet, number: int) -> Row:
    return next((row for row in sheet.rows if row.number == number), Row(number))


def _is_second(header: Row, below: Row) -> bool:
    """Say whether a line only parts the groups of the headings above it: a row would fill other cells too."""
    own = [at for at, cell in below.filled() if not cell.spread]
    grouped = [at for at in own if header.cell(at).wide]
    return bool(grouped) and all(header.cell(at).wide or not header.cell(at).text for at in own)


def _joined(groups: Row, heads: Row) -> Row:
    """Return a line of headings with the groups they stand in."""
    cells, group = [], ""
    for at in range(max(len(groups.cells), len(heads.cells))):
        over, own = groups.cell(at), heads.cell(at)
        if over.text:
            group = over.text if over.wide else ""
        alone = own.text or over.text
        cells.append(replace(own, text=_full(group, own.text) if group and own.text else alone))
    return Row(heads.number, tuple(cells), heads.hidden)


def _full(group: str, own: str) -> str:
    """Return a heading in full: of its words and its group's, in the order that says what it is."""
    if field_of(own) in _TOLD or own == group:
        return own
    tried = (f"{group} {own}", f"{own} {group}", f"{own} {group.rstrip('s')}")
    return next((words for words in tried if field_of(words)), own)
