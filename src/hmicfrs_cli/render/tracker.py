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
from hmicfrs_cli.render.workbook import A3, Book, clean, colour_words, height, put, set_up

MOST_ROWS: Final = 1_048_575
"""Rows that Excel has below a head."""
_SHORT: Final = 10_000  # characters; a text that long fits a cell however it is counted


@dataclass(frozen=True, slots=True)
class Shown:
    """A column of a table as the workbook has it."""

    name: str
    heading: str
    width: int
    list: type[terms.Term] | None = None
    """The closed list whose printed forms stand in it."""
    printed: bool = True
    """Whether it is on the page too; those that are not stand to the right of those that are."""


SHEETS: Final[Mapping[str, tuple[Shown, ...]]] = {
    "findings": (
        Shown("id", "Finding", 22),
        Shown("kind", "Kind", 16, terms.FindingKind),
        Shown("number", "Number", 8),
        Shown("text", "Wording", 50),
        Shown("inspectorate", "Inspectorate's status", 12, terms.InspectorateStatus),
        Shown("rag", "RAG", 8, terms.Rag),
        Shown("rag_why", "Why rated so", 34),
        Shown("status", "Force's status", 15, terms.ForceStatus),
        Shown("owner", "Owner", 18),
        Shown("deadline_text", "Inspectorate's deadline", 16),
        Shown("target", "Target now", 11),
        Shown("days_overdue", "Days overdue", 9),
        Shown("inspection_title", "Inspection", 36, printed=False),
        Shown("addressed_to", "Addressed to", 18, printed=False),
        Shown("delivery", "To deliver", 13, terms.Delivery, printed=False),
        Shown("closed", "Closed", 12, printed=False),
        Shown("portfolio", "Portfolio", 14, printed=False),
        Shown("deadline", "Deadline's date", 12, printed=False),
        Shown("original_target", "First target", 12, printed=False),
        Shown("target_moves", "Moves", 8, printed=False),
        Shown("note", "Last note", 40, printed=False),
        Shown("evidence", "Evidence", 30, printed=False),
        Shown("updated", "Updated", 12, printed=False),
    ),
    "log": (
        Shown("record", "Record", 22),
        Shown("on", "Known from", 11),
        Shown("by", "By", 17),
        Shown("event", "Event", 12, terms.Event),
        Shown("action", "Action", 8),
        Shown("status", "Force's status", 15, terms.ForceStatus),
        Shown("rag", "RAG", 8, terms.Rag),
        Shown("why", "Why", 38),
        Shown("target", "Target", 11),
        Shown("owner", "Owner", 18),
        Shown("inspectorate", "Inspectorate's status", 12, terms.InspectorateStatus),
        Shown("note", "Note", 38),
        Shown("when", "Happened", 12, printed=False),
        Shown("text", "What the action is", 30, printed=False),
        Shown("authority", "Authority", 20, printed=False),
        Shown("evidence", "Evidence", 30, printed=False),
        Shown("source", "Source", 20, printed=False),
        Shown("otherwise", "Corrects or amends", 11, printed=False),
        Shown("otherwise_of", "What", 16, printed=False),
        Shown("otherwise_to", "To", 30, printed=False),
    ),
    "inspections": (
        Shown("id", "Inspection", 24),
        Shown("title", "Title", 50),
        Shown("kind", "Kind", 24, terms.InspectionKind),
        Shown("lead", "Lead", 14),
        Shown("participation", "The force's part", 16, terms.Participation),
        Shown("notified", "Notified", 11),
        Shown("planned_fieldwork", "Fieldwork planned", 11),
        Shown("fieldwork", "Fieldwork", 11),
        Shown("planned_publication", "Report expected", 11),
        Shown("published", "Published", 11),
        Shown("findings", "Findings", 9),
        Shown("findings_open", "Of these open", 9),
    ),
}
"""Which columns each sheet has. The others stand in the other formats: nothing is hidden in a workbook."""


def workbook(export: Export) -> Mapping[str, list[bytes]]:
    """Return one workbook: a sheet for each table, and the key. RenderError where it has too many rows."""
    book = Book(export.as_of, f"{export.name}: register of recommendations")
    for table in export.tables:
        if len(table.of) > MOST_ROWS:
            raise RenderError(
                f"the table {table.name} has {len(table.of):,} rows, more than Excel can hold",
                "narrow the export by its filters, or choose csv or parquet",
            )
        _sheet(book, export, table)
    _key(book, export)
    return {ALL: [book.content()]}


def _sheet(book: Book, export: Export, table: Table) -> None:
    shown = SHEETS[table.name]
    places = {column.name: place for place, column in enumerate(table.columns)}
    sheet = book.sheet(table.name.capitalize())
    head, body = book.style(bold=True, bg_color="#E7EAEE", border=1), book.style(num_format="@")
    shapes = [(column, places[one.name], _shape(one)) for column, one in enumerate(shown)]
    for column, one in enumerate(shown):
        put(sheet, 0, column, one.heading, head)
        sheet.set_column(column, column, one.width, body)
    sheet.set_row(0, height([("", 1)], least=2))
    widths = [one.width for one in shown]
    for line, row in enumerate(table.rows(), 1):
        high: list[tuple[str, float]] = []
        for column, place, shape in shapes:
            if (cell := row[place]) is not None and (said := shape(cell)):
                _text(sheet, line, column, said, body)
                if len(said) > widths[column] or "\n" in said:
                    high.append((said, widths[column]))
        if high:
            sheet.set_row(line, height(high))
    _finish(book, sheet, export, shown, len(table.of))


def _text(sheet: Any, line: int, column: int, said: str, body: Any) -> None:  # noqa: ANN401 - XlsxWriter has no types
    if len(said) < _SHORT:
        sheet.write_string(line, column, clean(said), body)
    else:
        put(sheet, line, column, said, body)


def _finish(book: Book, sheet: Any, export: Export, shown: tuple[Shown, ...], rows: int) -> None:  # noqa: ANN401 - as above
    """Give a sheet its filters, its colours and what it needs for printing."""
    names, printed = [one.name for one in shown], sum(one.printed for one in shown)
    set_up(sheet, export.marked, _made_from(export), repeat=0, columns=printed, paper=A3)
    sheet.autofilter(0, 0, max(rows, 1), len(shown) - 1)
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
    return f"{words.day(export.as_of)}, {export.name}"


def _shape(shown: Shown) -> Callable[[Value], str]:
    """Return how a column's cells are printed."""
    listed = shown.list
    if shown.name == "days_overdue":
        return lambda cell: str(cell or "")  # a column of noughts would hide those that are overdue
    if listed is None:
        return _plain
    labels = {str(term.value): term.label for term in listed}
    return lambda cell: labels[str(cell)]


def _plain(cell: Value) -> str:
    if isinstance(cell, list):
        return "\n".join(cell)
    return str(cell)
