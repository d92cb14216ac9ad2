"""The terminal: tables and labelled lines that fit its width, in colour only where it wants colour.

Whatever a record says is shown as text: no escape, no markup and no reversed reading order gets through.
"""

import io
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from hmicfrs_cli.domain.terms import Rag
from hmicfrs_cli.render import words
from hmicfrs_cli.render.plain import clean, cut, one_line

__all__ = [
    "WIDE",
    "Cell",
    "Part",
    "alarm",
    "clean",
    "coloured",
    "cut",
    "facts",
    "heading",
    "indented",
    "line",
    "longest",
    "marked",
    "one_line",
    "rag",
    "shown",
    "table",
    "title",
    "width",
]

Cell: TypeAlias = str | Text
Part: TypeAlias = RenderableType

WIDE = 120
"""Columns from which a list also shows what its findings say."""

_NARROWEST, _WIDEST = 40, 400
_LONGEST_WORD, _NARROW_WORD, _GAP = 14, 5, 2
_STYLES = {Rag.RED: "bold red", Rag.AMBER: "yellow", Rag.GREEN: "green", Rag.WHITE: "bold"}


def rag(colour: Rag | None) -> Text:
    """Return a rating: always its word, which colour only repeats."""
    return Text.assemble((words.rag(colour), _STYLES[colour] if colour else ""))


def alarm(text: str) -> Text:
    """Return words that must not be overlooked."""
    return Text.assemble((clean(text), "bold red"))


def marked(text: str, spans: Iterable[tuple[int, int]], width: int) -> Text:
    """Return a line with its matches marked, cut to a width around the first of them."""
    found = Text(clean(text).replace("\n", " "))
    places = sorted(spans)
    for start, end in places:
        found.stylize("bold reverse", start, end)
    begin = max(min(places[0][0] - width // 3, len(found) - width), 0) if places else 0
    line = found[begin : begin + width]
    before, after = "…" if begin else "", "…" if begin + width < len(found) else ""
    return Text.assemble(before, line, after)


def heading(text: str) -> Part:
    """Return a heading, with a line of its own above it."""
    return Padding(Text(clean(text), style="bold"), (1, 0, 0, 0))


def title(text: str) -> Part:
    """Return the first line of a page."""
    return Text(clean(text), style="bold")


def line(text: Cell, indent: int = 0) -> Part:
    """Return a paragraph, with all its lines indented."""
    return indented(_cell(text), indent)


def indented(part: Part, indent: int = 2) -> Part:
    """Return a part with all its lines indented."""
    return Padding(part, (0, 0, 0, indent))


def facts(pairs: Iterable[tuple[str, Cell]], indent: int = 2) -> Part:
    """Return labelled lines: the label, and what it says beside it."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for label, value in pairs:
        table.add_row(clean(label), _cell(value))
    return indented(table, indent)


def table(
    headers: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    ids: Mapping[int, int] | None = None,
) -> Part:
    """Return a table; `ids` are the columns that keep the width given, up to half the terminal."""
    cells = [[_cell(cell) for cell in row] for row in rows]
    columns = [[header, *(row[index].plain for row in cells)] for index, header in enumerate(headers)]
    made = Table(box=None, padding=(0, _GAP, 0, 0), pad_edge=False, header_style="bold")
    for header, room in zip(headers, _rooms(columns, ids or {}), strict=True):
        made.add_column(header, overflow="fold", width=room)
    for row in cells:
        made.add_row(*row)
    return made


def _rooms(columns: Sequence[Sequence[str]], ids: Mapping[int, int]) -> list[int]:
    """Share the terminal's width: first what ids and whole words need, then line by line what is left."""
    wanted = [longest(line for text in column for line in text.split("\n")) for column in columns]
    least = [
        min(longest(word for text in column for word in text.split()), _LONGEST_WORD) for column in columns
    ]
    for index, room in ids.items():
        wanted[index] = least[index] = min(max(room, len(columns[index][0])), width() // 2)
    spare = width() - _GAP * (len(columns) - 1)
    for columns_that_give, floor in ((set(range(len(least))) - set(ids), _NARROW_WORD), (set(ids), 1)):
        while sum(least) > spare and (give := [i for i in columns_that_give if least[i] > floor]):
            least[max(give, key=lambda index: least[index])] -= 1
    while sum(least) < spare and (short := [i for i, room in enumerate(least) if room < wanted[i]]):
        least[min(short, key=lambda index: least[index])] += 1
    return least


def longest(texts: Iterable[str]) -> int:
    """Return the width that the longest of some texts takes."""
    return max((Text(clean(text)).cell_len for text in texts), default=0)


def shown(parts: Iterable[Part]) -> str:
    """Return the parts as a terminal or a pipe of this width shows them, with no blanks at line ends."""
    page = io.StringIO()
    console = _console(page)
    for part in parts:
        console.print(part)
    text = "\n".join(line.rstrip() for line in page.getvalue().rstrip("\n").split("\n"))
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    return text.encode(encoding, "replace").decode(encoding)


def width() -> int:
    """Return the columns there are: what COLUMNS says, else the terminal's own, else 80."""
    given = os.environ.get("COLUMNS", "")
    if given.isdecimal() and int(given) > 0:
        return min(max(int(given), _NARROWEST), _WIDEST)
    try:
        found = os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError):
        found = 0
    return min(max(found or 80, _NARROWEST), _WIDEST)


def coloured() -> bool:
    """Say whether standard output wants colour: NO_COLOR, FORCE_COLOR, else what the terminal can."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return os.environ["FORCE_COLOR"] != "0"
    return sys.stdout.isatty() and os.environ.get("TERM", "") not in {"", "dumb", "unknown"}


def _console(page: io.StringIO) -> Console:
    wanted = coloured()
    return Console(
        file=page,
        width=width(),
        height=25,
        force_terminal=wanted,
        color_system="standard" if wanted else None,
        no_color=not wanted,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
        _environ={},
    )


def _cell(value: Cell) -> Text:
    return value if isinstance(value, Text) else Text(clean(value))
