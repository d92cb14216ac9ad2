"""Exported tables as the workbook that people call the tracker: filters, a fixed head, ratings in colour.

Dates stand as the register has them, in ISO 8601, so that they sort rightly and are no sharper than they are.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from hmicfrs_cli.domain import terms
from hmicfrs_cli.domain.exporting.column import Table, Value
from hmicfrs_cli.domain.exporting.tables import Export
from hmicfrs_cli.errors import RenderError
from hmicfrs_cli.render import words
from hmicfrs_cli.render.ndjson import ALL
from hmicfrs_cli.render.workbook import Book, clean, colour_words, put, set_up

MOST_ROWS: Final = 1_048_575
"""Rows that Excel has below a head."""
_SHORT: Final = 10_000  # characters; a text that long fits a cell however it is counted
_A3: Final = 8  # Excel's number for it


@dataclass(frozen=True, slots=True)
class Shown:
    """A column of a table as the workbook has it."""

    name: str
    heading: str
    width: int
    list: type[terms.Term] | None = None
    """The closed list whose printed forms stand in it."""


SHEETS: Final[Mapping[str, tuple[Shown, ...]]] = {
    "findings": (
        Shown("id", "Finding", 24),
        Shown("inspection_title", "Inspection", 28),
        Shown("kind", "Kind", 16, terms.FindingKind),
        Shown("number", "Number", 9),
        Shown("text", "Wording", 60),
        Shown("addressed_to", "Addressed to", 18),
        Shown("delivery", "To deliver", 13, terms.Delivery),
        Shown("inspectorate", "Inspectorate's status", 14, terms.InspectorateStatus),
        Shown("closed", "Closed", 12),
        Shown("rag", "RAG", 9, terms.Rag),
        Shown("rag_why", "Why rated so", 40),
        Shown("status", "Force's status", 16, terms.ForceStatus),
        Shown("owner", "Owner", 20),
        Shown("portfolio", "Portfolio", 14),
        Shown("deadline_text", "Inspectorate's deadline", 18),
        Shown("deadline", "Deadline's date", 12),
        Shown("original_target", "First target", 12),
        Shown("target", "Target now", 12),
        Shown("target_moves", "Moves", 8),
        Shown("days_overdue", "Days overdue", 9),
        Shown("note", "Last note", 40),
        Shown("evidence", "Evidence", 30),
        Shown("updated", "Updated", 12),
    ),
    "log": (
        Shown("record", "Record", 24),
        Shown("on", "Known from", 12),
        Shown("when", "Happened", 12),
        Shown("by", "By", 18),
        Shown("event", "Event", 14, terms.Event),
        Shown("action", "Action", 9),
        Shown("text", "What the action is", 30),
        Shown("status", "Force's status", 16, terms.ForceStatus),
        Shown("rag", "RAG", 9, terms.Rag),
        Shown("why", "Why", 40),
        Shown("target", "Target", 12),
        Shown("owner", "Owner", 20),
        Shown("inspectorate", "Inspectorate's status", 14, terms.InspectorateStatus),
        Shown("authority", "Authority", 20),
        Shown("evidence", "Evidence", 30),
        Shown("note", "Note", 40),
        Shown("source", "Source", 20),
        Shown("otherwise", "Corrects or amends", 11),
        Shown("otherwise_of", "What", 16),
        Shown("otherwise_to", "To", 30),
    ),
    "inspections": (
        Shown("id", "Inspection", 24),
        Shown("title", "Title", 50),
        Shown("kind", "Kind", 24, terms.InspectionKind),
        Shown("lead", "Lead", 14),
        Shown("participation", "The force's part", 18, terms.Participation),
        Shown("notified", "Notified", 12),
        Shown("planned_fieldwork", "Fieldwork planned", 12),
        Shown("fieldwork", "Fieldwork", 12),
        Shown("planned_publication", "Report expected", 12),
        Shown("published", "Published", 12),
        Shown("findings", "Findings", 10),
        Shown("findings_open", "Of these open", 10),
    ),
}
"""Which columns each sheet has. The others stand in the other formats: nothing is hidden in a workbook."""


def workbook(export: Export) -> Mapping[str, bytes]:
    """Return one workbook: a sheet for each table, and the key. RenderError where it has too many rows."""
    book = Book(export.as_of, f"{export.name}: register of recommendations")
    for table in export.tables:
        if len(table.rows) > MOST_ROWS:
            raise RenderError(
                f"the table {table.name} has {len(table.rows):,} rows, more than Excel can hold",
                "narrow the export by its filters, or choose csv or parquet",
            )
        _sheet(book, export, table)
    _key(book, export)
    return {ALL: book.content()}


def _sheet(book: Book, export: Export, table: Table) -> None:
    shown = SHEETS[table.name]
    places = {column.name: place for place, column in enumerate(table.columns)}
    sheet = book.sheet(table.name.capitalize())
    head, body = book.style(bold=True, bg_color="#E7EAEE", border=1), book.style(num_format="@")
    shapes = [(column, places[one.name], _shape(one)) for column, one in enumerate(shown)]
    for column, one in enumerate(shown):
        put(sheet, 0, column, one.heading, head)
        sheet.set_column(column, column, one.width, body)
    for line, row in enumerate(table.rows, 1):
        for column, place, shape in shapes:
            if (cell := row[place]) is not None and (said := shape(cell)):
                _text(sheet, line, column, said, body)
    _finish(book, sheet, export, [one.name for one in shown], len(table.rows))


def _text(sheet: Any, line: int, column: int, said: str, body: Any) -> None:  # noqa: ANN401 - XlsxWriter has no types
    if len(said) < _SHORT:
        sheet.write_string(line, column, clean(said), body)
    else:
        put(sheet, line, column, said, body)


def _finish(book: Book, sheet: Any, export: Export, names: list[str], rows: int) -> None:  # noqa: ANN401 - as above
    """Give a sheet its filters, its colours and what it needs for printing."""
    last = len(names) - 1
    set_up(sheet, export.marked, _made_from(export), repeat=0, columns=len(names))
    sheet.set_paper(_A3)
    sheet.autofilter(0, 0, max(rows, 1), last)
    sheet.ignore_errors({"number_stored_as_text": f"A1:AZ{rows + 1}"})
    if "rag" in names and rows:
        at = names.index("rag")
        colour_words(book, sheet, (1, at, rows, at))


def _key(book: Book, export: Export) -> None:
    """Write what the colours mean, and what the workbook is made from."""
    sheet = book.sheet("Key")
    bold, body = book.style(bold=True), book.style(num_format="@")
    sheet.set_column(0, 0, 18, body)
    sheet.set_column(1, 1, 90, body)
    rag = export.rag
    rows = [
        ("Force", export.name),
        ("As at", words.day(export.as_of)),
        ("Marking", export.marked),
        ("Withheld", words.figure_of(len(export.withheld), "record")),
        ("The RAG is of", rag.basis.label if rag else words.NOT_STATED),
    ]
    rows += [("Commit", export.commit)] if export.commit else []
    rows += [(colour.label, said) for colour, said in rag.key.items()] if rag else []
    for line, (name, said) in enumerate(rows):
        put(sheet, line, 0, name, bold)
        put(sheet, line, 1, said, body)
    colour_words(book, sheet, (0, 0, len(rows), 0))
    set_up(sheet, export.marked, _made_from(export), repeat=0, columns=2)


def _made_from(export: Export) -> str:
    return f"{export.name}, as at {words.day(export.as_of)}"


def _shape(shown: Shown) -> Callable[[Value], str]:
    """Return how a column's cells are printed."""
    listed = shown.list
    if listed is None:
        return _plain
    labels = {str(term.value): term.label for term in listed}
    return lambda cell: labels[str(cell)]


def _plain(cell: Value) -> str:
    if isinstance(cell, list):
        return "\n".join(cell)
    return str(cell)
