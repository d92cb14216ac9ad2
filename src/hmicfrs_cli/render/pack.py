"""A return pack as an Excel workbook: what is recorded is locked, what is asked stands open."""

from datetime import date
from typing import Any, Final

from hmicfrs_cli.domain.dates import FIRST_YEAR, LAST_YEAR
from hmicfrs_cli.domain.packs import STATE_SHEET, Line, Pack
from hmicfrs_cli.domain.packs_state import Shown, state_rows
from hmicfrs_cli.domain.returns import ID
from hmicfrs_cli.domain.terms import ForceStatus
from hmicfrs_cli.render import pack_words, words
from hmicfrs_cli.render.pack_words import Column
from hmicfrs_cli.render.workbook import A3, Book, clean, colour_words, height, pieces, put, set_up, units

_HEAD: Final = 3
"""The row of the columns' heads, from 0."""
_SEEN: Final = 1_200
"""How much of a text a row can show: Excel makes none higher than 409 points."""
_CHUNK: Final = 1_000
_MORE: Final = "\n… (the whole text is on the sheet “Wording”)"
_LEAST: Final = 4
"""How many lines a row has at the least, so that there is room to write."""
_LISTS: Final = "lists"
_GREY, _ASKED = "#E9ECEF", "#FFF3B0"
_ALLOWED: Final = {"format_columns": True, "format_rows": True}
_GUIDE: Final = 100
"""How wide the guide is, in the units of heights."""
_BOLD: Final = {"bold": True, "text_wrap": False}


def workbook(pack: Pack) -> bytes:
    """Return the workbook: the table, how it is filled in, long wordings, and the hidden sheets."""
    book = Book(pack.made, pack_words.heading(pack))
    columns = pack_words.columns(pack)
    table = book.sheet("Findings")
    _guide(book, pack)
    whole = _table(book, table, pack, columns)
    if whole:
        _wording(book, pack, whole)
    _lists(book, table, pack, columns)
    _state(book, pack, columns)
    return book.content()


def _table(book: Book, sheet: Any, pack: Pack, columns: list[Column]) -> list[tuple[str, str]]:  # noqa: ANN401 - XlsxWriter carries no types
    """Write the table; return the texts that are too long for it, by the ids of their rows."""
    put(sheet, 0, 0, pack_words.heading(pack), book.style(**_BOLD, font_size=14))
    put(sheet, 1, 0, pack_words.ground(pack), book.style(text_wrap=False))
    put(sheet, 2, 0, pack_words.SIGNED, book.style(**_BOLD))
    put(sheet, 2, 1, "", book.style(locked=False, border=1))
    head = book.style(bold=True, bg_color="#1F3A5F", font_color="#FFFFFF", border=1)
    locked = book.style(bg_color=_GREY, border=1)
    whole: list[tuple[str, str]] = []
    for at, column in enumerate(columns):
        sheet.set_column(at, at, column.width)
        put(sheet, _HEAD, at, column.head, head)
        for row, line in enumerate(pack.lines, _HEAD + 1):
            style = _open(book, line, column) if column.open else locked
            put(sheet, row, at, _seen(pack, line, column, whole), style)
    for row, line in enumerate(pack.lines, _HEAD + 1):
        seen = [(_seen(pack, line, column, []), column.width) for column in columns]
        sheet.set_row(row, height(seen, _LEAST))
    set_up(sheet, pack_words.marking(pack), pack.owner, repeat=_HEAD, columns=len(columns), paper=A3)
    sheet.protect("", _ALLOWED)
    return whole


def _open(book: Book, line: Line, column: Column) -> Any:  # noqa: ANN401 - as above
    """Return the format of a cell to fill in; one that goes back to be completed can be seen from afar."""
    date_form = {"num_format": "yyyy-mm-dd", "align": "left"} if column.field == "target" else {}
    asked = {"bg_color": _ASKED} if column.field in dict(line.wanted) else {}
    return book.style(locked=False, border=1, **date_form, **asked)


def _seen(pack: Pack, line: Line, column: Column, whole: list[tuple[str, str]]) -> str:
    """Return as much of a cell's text as can be seen; what an owner is to fill in is never cut."""
    text = pack_words.shown(pack, line, column)
    if column.open or units(text) <= _SEEN:
        return text
    whole.append((f"{line.key}: {column.head}", text))
    return next(pieces(text, _SEEN)) + _MORE


def _guide(book: Book, pack: Pack) -> None:
    sheet = book.sheet("How to fill this in")
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 90)
    put(sheet, 0, 0, "How to fill this in", book.style(**_BOLD, font_size=14))
    paragraphs = pack_words.guide(pack)
    for row, text in enumerate(paragraphs, 1):
        put(sheet, row, 0, str(row), book.style(align="left"))
        put(sheet, row, 1, text, book.style())
        sheet.set_row(row, height([(text, _GUIDE)]))
    row = len(paragraphs) + 2
    put(sheet, row, 0, "The force's RAG key", book.style(**_BOLD))
    for at, rag in enumerate(pack.key, row + 1):
        put(sheet, at, 0, rag.label, book.style(bold=True))
        put(sheet, at, 1, pack.key[rag], book.style())
        sheet.set_row(at, height([(pack.key[rag], _GUIDE)]))
    if not pack.key:
        put(sheet, row, 1, words.capital(words.NOT_STATED), book.style())
    colour_words(book, sheet, (row + 1, 0, row + 1 + len(pack.key), 0))
    set_up(sheet, pack_words.marking(pack), pack.owner, repeat=0, columns=2)
    sheet.protect("", _ALLOWED)


def _wording(book: Book, pack: Pack, whole: list[tuple[str, str]]) -> None:
    """Write long texts in full, over as many rows as they take."""
    sheet = book.sheet("Wording")
    sheet.set_column(0, 0, 32)
    sheet.set_column(1, 1, 100)
    put(sheet, 0, 0, "Where", book.style(**_BOLD))
    put(sheet, 0, 1, "The whole text", book.style(**_BOLD))
    row = 1
    for name, text in whole:
        for piece in pieces(text, _CHUNK):
            put(sheet, row, 0, name, book.style())
            put(sheet, row, 1, piece, book.style())
            sheet.set_row(row, height([(piece, 100)]))
            row += 1
    set_up(sheet, pack_words.marking(pack), pack.owner, repeat=0, columns=2)
    sheet.protect("", _ALLOWED)


def _lists(book: Book, table: Any, pack: Pack, columns: list[Column]) -> None:  # noqa: ANN401 - as above
    """Write what can be chosen on a sheet of its own: a list in the rule itself ends at 255 characters."""
    offered = {"rag": pack_words.colours(pack), "status": [status.label for status in ForceStatus]}
    if pack.scales:
        offered["likelihood"] = [str(step) for step in range(1, pack.scales.likelihood + 1)]
        offered["impact"] = [str(step) for step in range(1, pack.scales.impact + 1)]
    sheet = book.sheet(_LISTS)
    sheet.hide()
    last = _HEAD + max(1, len(pack.lines))
    for at, column in enumerate(columns):
        area = (_HEAD + 1, at, last, at)
        if column.field in offered:
            row = list(offered).index(column.field)
            for place, choice in enumerate(offered[column.field]):
                put(sheet, row, place, choice)
            source = f"={_LISTS}!$A${row + 1}:${chr(ord('A') + len(offered[column.field]) - 1)}${row + 1}"
            table.data_validation(*area, _rule(column, validate="list", source=source))
        elif column.field == "target":
            ends = {"minimum": date(FIRST_YEAR, 1, 1), "maximum": date(LAST_YEAR, 12, 31)}
            kind = {"validate": "date", "criteria": "between", "error_type": "warning"}
            table.data_validation(*area, _rule(column, **kind, **ends))
        if column.field in {"rag", "colour"}:
            colour_words(book, table, area)


def _rule(column: Column, **rule: object) -> dict[str, object]:
    told = {"input_title": column.head, "input_message": column.help}
    refused = {"error_title": column.head, "error_message": column.help}
    return {"ignore_blank": True, **told, **refused, **rule}


def _state(book: Book, pack: Pack, columns: list[Column]) -> None:
    """Write what the pack was made from, for when it comes back."""
    sheet = book.sheet(STATE_SHEET)
    fields = {column.head: column.field for column in columns}
    closed = [column for column in columns if not column.open and column.field != ID]
    locked = [
        (line.key, column.field, clean(_seen(pack, line, column, [])))
        for line in pack.lines
        for column in closed
    ]
    shown = Shown([one.name for one in book.workbook.worksheets()], locked)
    for row, cells in enumerate(state_rows(pack, fields, pack_words.SIGNED, shown)):
        for at, text in enumerate(cells):
            put(sheet, row, at, text)
    sheet.protect()
    sheet.very_hidden()
