"""The table of formats of an export: each is one module with one function. A new one is a line here."""

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import NamedTuple

from hmicfrs_cli.domain.exporting.tables import Export

Made = Mapping[str, Iterable[bytes]]
"""The bytes of each file, piece by piece."""


class Format(NamedTuple):
    """How a format is made, and whether each table is a file of its own."""

    place: str
    """The module in this package, and its function."""
    apart: bool


FORMATS: Mapping[str, Format] = {
    "csv": Format("csv:files", apart=True),
    "json": Format("ndjson:whole", apart=False),
    "ndjson": Format("ndjson:lines", apart=True),
    "xlsx": Format("tracker:workbook", apart=False),
    "parquet": Format("parquet:files", apart=True),
}
"""Every format of an export, by the ending of its files; a module is loaded by who asks for it."""


def make(name: str, export: Export) -> Made:
    """Return an export's files by name, without ending. Raises RenderError where the format refuses it."""
    module, _, function = FORMATS[name].place.partition(":")
    maker: Callable[[Export], Made] = getattr(import_module(f"hmicfrs_cli.render.{module}"), function)
    return maker(export)
