"""Rows of cells in columns of given widths, as text.

What one cell needs of rich (how words break, which styles there are) is asked for once for all cells that
say the same: for ten thousand rows rich's own table takes ten times as long.
"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console
    from rich.text import Span

Cell: TypeAlias = str | Text
_Said: TypeAlias = "tuple[str, tuple[Span, ...], int]"


class _Line(NamedTuple):
    """One line of a cell."""

    text: str
    """With the codes of its colours."""
    width: int


_EMPTY = _Line("", 0)


class Columns:
    """A table; what does not fit in its column goes on in the next line, and a word too long is parted."""

    def __init__(
        self,
        heads: Sequence[Cell],
        rows: Sequence[Sequence[Cell]],
        rooms: Sequence[int],
        *,
        gap: int,
        indent: int,
    ) -> None:
        self._heads = heads
        """What stands over the columns, side by side at the foot."""
        self._rows = rows
        self._rooms = rooms
        self._gap = gap
        self._indent = " " * indent
        self._known: dict[_Said, list[_Line]] = {}

    def lines(self, console: Console) -> Iterator[str]:
        """Yield the lines of all rows, as the console's colours are."""
        heads = [cell[::-1] for cell in self._row(self._heads, console)]
        yield from [self._line(level) for level in zip_longest(*heads, fillvalue=_EMPTY)][::-1]
        for row in self._rows:
            for level in zip_longest(*self._row(row, console), fillvalue=_EMPTY):
                yield self._line(level)

    def _line(self, level: Sequence[_Line]) -> str:
        parts = [
            one.text + " " * (room + self._gap - one.width)
            for one, room in zip(level, self._rooms, strict=True)
        ]
        return self._indent + "".join(parts)

    def _row(self, row: Sequence[Cell], console: Console) -> list[list[_Line]]:
        return [self._cell(cell, room, console) for cell, room in zip(row, self._rooms, strict=True)]

    def _cell(self, cell: Cell, room: int, console: Console) -> list[_Line]:
        if isinstance(cell, str):
            lines = [_Line(line, cell_len(line)) for line in cell.split("\n")]
            if all(line.width <= room for line in lines):
                return lines
            cell = Text(cell)
        said = (cell.plain, tuple(cell.spans), room)
        if said not in self._known:
            wrapped = cell.wrap(console, room, overflow="fold")
            self._known[said] = [_Line(_shown(line, console), line.cell_len) for line in wrapped]
        return self._known[said]


def _shown(line: Text, console: Console) -> str:
    colours = ColorSystem.STANDARD if console.color_system else None
    return "".join(
        one.style.render(one.text, color_system=colours) if one.style else one.text
        for one in line.render(console)
    )
