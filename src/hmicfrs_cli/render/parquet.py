"""Exported tables as Parquet, through pyarrow: typed, so that what reads them need not guess."""

import io
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from hmicfrs_cli.domain.exporting.column import Kind, Table
from hmicfrs_cli.domain.exporting.tables import Export
from hmicfrs_cli.errors import RenderError

if TYPE_CHECKING:
    from types import ModuleType


def files(export: Export) -> Mapping[str, list[bytes]]:
    """Return a file for each table; RenderError where pyarrow is not installed."""
    try:
        import pyarrow as pa  # type: ignore[import-untyped]  # no types; 150 MB, so late
        from pyarrow import parquet
    except ImportError as error:
        raise RenderError(
            "Parquet needs pyarrow, which is not installed", "install it: pip install 'hmicfrs-cli[parquet]'"
        ) from error
    about = {"hmi.force": export.force, "hmi.as_of": export.as_of.isoformat(), "hmi.marking": export.marked}
    made: dict[str, list[bytes]] = {}
    for table in export.tables:
        out = io.BytesIO()
        parquet.write_table(_table(pa, table, about), out, compression="zstd")
        made[table.name] = [out.getvalue()]
    return made


def _table(pa: "ModuleType", table: Table, about: Mapping[str, str]) -> Any:  # noqa: ANN401 - pyarrow has no types
    kinds = {
        Kind.TEXT: pa.string(),
        Kind.DAY: pa.date32(),
        Kind.NUMBER: pa.int64(),
        Kind.FLAG: pa.bool_(),
        Kind.TEXTS: pa.list_(pa.string()),
    }
    schema = pa.schema([(column.name, kinds[column.kind]) for column in table.columns], metadata=about)
    cells = list(zip(*table.rows(), strict=True)) or [()] * len(table.columns)
    arrays = [pa.array(values, type=kind) for values, kind in zip(cells, schema.types, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)
