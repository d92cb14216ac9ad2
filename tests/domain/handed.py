"""Packs as they come back, made without any workbook: the cells alone."""

from collections.abc import Mapping, Sequence
from datetime import date

from hmicfrs_cli.domain import dates
from hmicfrs_cli.domain.packs import STATE_SHEET, VALUES, Pack, Wanted, build
from hmicfrs_cli.domain.packs_state import state_rows
from hmicfrs_cli.domain.register import View
from hmicfrs_cli.domain.returns import FIELDS, ID, Cell, Returned, Sheets, read
from hmicfrs_cli.domain.returns_compare import Chosen, Outcome, compare
from tests.domain.views import view

Edits = Mapping[str, Mapping[str, str | Cell]]
Log = Sequence[Mapping[str, object]]
COLUMNS = {field.capitalize(): field for field in (ID, *FIELDS)}
SIGNED = "Filled in by:"
MADE, TODAY = "2025-06-01", "2025-07-01"
OWNED = {"on": "2025-02-01", "by": "Liaison Officer", "owner": "Head of Crime"}


def packs(seen: View, *, restricted: bool = False) -> tuple[Pack, ...]:
    return build(seen, Wanted(), restricted=restricted).packs


def sheets(
    pack: Pack, edits: Mapping[str, Mapping[str, str | Cell]], signed: str = ""
) -> dict[str, list[list[Cell]]]:
    """Return a pack's cells with what was written into them, by the keys of rows and the fields."""
    rows = [[Cell(SIGNED), Cell(signed)], [Cell(head) for head in COLUMNS]]
    for at, line in enumerate(pack.lines, 3):
        said = {ID: line.key, **{field: line.values[field] for field in VALUES}, **edits.get(line.key, {})}
        rows.append([_cell(said.get(field, ""), f"Findings!{field}{at}") for field in COLUMNS.values()])
    hidden = [[Cell(text) for text in row] for row in state_rows(pack, COLUMNS, SIGNED)]
    return {"How to": [[Cell("Id"), Cell("is what a row is called")]], "Findings": rows, STATE_SHEET: hidden}


def _cell(value: str | Cell, place: str) -> Cell:
    return Cell(value, "text", place) if isinstance(value, str) else value


def handed(pack: Pack, edits: Edits, signed: str = "") -> Returned:
    given: Sheets = sheets(pack, edits, signed)
    return read("pack.xlsx", given, date.fromisoformat(TODAY))


def outcome(
    log: Log,
    edits: Mapping[str, str | Cell],
    since: Log = (),
    chosen: Chosen | None = None,
    **facts: object,
) -> Outcome:
    """Make a pack of `report/1` with a log, edit its row, let entries come in since, and compare."""
    (pack,) = packs(view(MADE, {"report/1": {"log": [OWNED, *log], **facts}}))
    now = view(TODAY, {"report/1": {"log": [OWNED, *log, *since], **facts}})
    returned = handed(pack, {"report/1": edits})
    today = date.fromisoformat(TODAY)
    return compare(returned, now.register, chosen or Chosen(), today, dates.day(today))
