"""Exported tables as CSV: for Excel, and safe to open there.

A text that a spreadsheet could take for a formula gets an apostrophe before it, and so does one that
begins with an apostrophe: whoever takes one leading apostrophe away has the text as it was.
"""

import csv
import re
from collections.abc import Callable, Iterator, Mapping

from hmicfrs_cli.domain.exporting.column import Kind, Table, Value
from hmicfrs_cli.domain.exporting.tables import Export

BOM = "\ufeff"
"""By which Excel knows that a file is UTF-8."""
_DANGEROUS = re.compile(r"'|[\s\ufeff\u200b-\u200f\u2060]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
"""What begins a formula, also after what is not seen, and in the full width of East Asian letters."""


def files(export: Export) -> Mapping[str, Iterator[bytes]]:
    """Return a file for each table: UTF-8 with a byte order mark, lines that end as RFC 4180 has them."""
    return {table.name: _file(table) for table in export.tables}


def safe(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if _DANGEROUS.match(text) else text


def as_it_was(cell: str) -> str:
    """Return the text that a safe cell stands for."""
    return cell.removeprefix("'")


class _Line:
    """What gives each line back to who writes it, so that no file is ever held whole."""

    def write(self, line: str) -> bytes:
        return line.encode()


def _file(table: Table) -> Iterator[bytes]:
    line = csv.writer(_Line(), lineterminator="\r\n").writerow
    yield BOM.encode()
    yield line([column.name for column in table.columns])
    shapes = [_SHAPES[column.kind] for column in table.columns]
    for row in table.rows():
        yield line(["" if cell is None else shape(cell) for shape, cell in zip(shapes, row, strict=True)])


def _texts(cell: Value) -> str:
    return safe("\n".join(cell)) if isinstance(cell, list) else ""


def _flag(cell: Value) -> str:
    return "true" if cell else "false"


_SHAPES: Mapping[Kind, Callable[[Value], str]] = {
    Kind.TEXT: lambda cell: safe(str(cell)),
    Kind.DAY: str,
    Kind.NUMBER: str,
    Kind.FLAG: _flag,
    Kind.TEXTS: _texts,
}
