"""Exported tables as JSON, all in one answer, and as one JSON object a line."""

import json
from collections.abc import Iterator, Mapping
from datetime import date

from hmicfrs_cli.domain.exporting.column import Table
from hmicfrs_cli.domain.exporting.tables import Export

SCHEMA = "hmi.export/1"
ALL = "register"
"""The name of a file that holds every table."""


def lines(export: Export) -> Mapping[str, Iterator[bytes]]:
    """Return a file for each table, an object a line: days in ISO 8601, null for what is not there."""
    return {table.name: (b"%b\n" % row for row in _rows(table)) for table in export.tables}


def whole(export: Export) -> Mapping[str, Iterator[bytes]]:
    """Return one file that holds every table, a row a line, and says what it was made from."""
    return {ALL: _whole(export)}


def _whole(export: Export) -> Iterator[bytes]:
    head = {
        "schema": SCHEMA,
        "force": export.force,
        "as_of": export.as_of.isoformat(),
        "rev": export.commit,
        "restricted": export.restricted,
        "marking": export.marked,
        "withheld": len(export.withheld),
    }
    yield b"{\n%b" % b",\n".join(b'"%b": %b' % (name.encode(), _json(value)) for name, value in head.items())
    for table in export.tables:
        yield b',\n"%b": [\n' % table.name.encode()
        for place, row in enumerate(_rows(table)):
            yield b",\n%b" % row if place else row
        yield b"\n]"
    yield b"\n}\n"


def _rows(table: Table) -> Iterator[bytes]:
    names = [column.name for column in table.columns]
    return (_json(dict(zip(names, row, strict=True))) for row in table.rows())


_encode = json.JSONEncoder(ensure_ascii=False, default=date.isoformat).encode


def _json(value: object) -> bytes:
    return _encode(value).encode()
