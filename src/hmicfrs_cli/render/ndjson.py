"""Exported tables as JSON, all in one answer, and as one JSON object a line."""

import json
from collections.abc import Iterator, Mapping
from datetime import date

from hmicfrs_cli.domain.exporting.column import Table
from hmicfrs_cli.domain.exporting.tables import Export

SCHEMA = "hmi.export/1"
ALL = "register"
"""The name of a file that holds every table."""


def lines(export: Export) -> Mapping[str, bytes]:
    """Return a file for each table, an object a line: days in ISO 8601, null for what is not there."""
    return {table.name: b"".join(row + b"\n" for row in _rows(table)) for table in export.tables}


def whole(export: Export) -> Mapping[str, bytes]:
    """Return one file that holds every table, a row a line, and says what it was made from."""
    head = {
        "schema": SCHEMA,
        "force": export.force,
        "as_of": export.as_of.isoformat(),
        "rev": export.commit,
        "restricted": export.restricted,
        "marking": export.marked,
        "withheld": len(export.withheld),
    }
    parts = [f"{json.dumps(name)}: {json.dumps(value)}".encode() for name, value in head.items()]
    parts += [b'"%b": [\n%b\n]' % (table.name.encode(), b",\n".join(_rows(table))) for table in export.tables]
    return {ALL: b"{\n%b\n}\n" % b",\n".join(parts)}


def _rows(table: Table) -> Iterator[bytes]:
    """Yield rows as bytes at once: as texts, those of a large register would take several times the room."""
    names = [column.name for column in table.columns]
    encode = json.JSONEncoder(ensure_ascii=False, default=date.isoformat).encode
    return (encode(dict(zip(names, row, strict=True))).encode() for row in table.rows)
