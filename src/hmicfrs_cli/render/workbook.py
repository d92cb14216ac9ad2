"""What all our workbooks share: text only, the same bytes for the same content, a marking on every page."""

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from math import ceil
from typing import Any, Final

import xlsxwriter

from hmicfrs_cli.domain.terms import Rag

LONGEST: Final = 32_767
"""How many characters Excel lets a cell hold, counted as UTF-16 does."""
_BASIC: Final = 0xFFFF
"""The last character that UTF-16 writes as one unit."""
_LONGEST_MARGIN, _LONGEST_SIDE = 120, 36
"""How much of a text the middle and the side of a header or footer take; Excel takes 255 characters."""
A3, A4 = 8, 9
"""Sizes of paper, by Excel's numbers."""
_LINE, _HIGHEST = 13.5, 409
"""The height of a line of text, and of the highest row that Excel has, in points."""
_CUT: Final = " … (cut: a cell holds no more)"

FILLS: Final[Mapping[Rag, tuple[str, str]]] = {
    Rag.RED: ("#B3261E", "#FFFFFF"),
    Rag.AMBER: ("#F4B000", "#14181D"),
    Rag.GREEN: ("#1C7A3C", "#FFFFFF"),
    Rag.WHITE: ("#FFFFFF", "#14181D"),
}
"""The fill of each rating and the ink upon it, as in the paper; the word always stands there too."""


@dataclass
class Book:
    """A workbook in the making."""

    made: date
    """The day that its properties name; a clock's would make other bytes each time."""
    title: str
    _stream: io.BytesIO = field(default_factory=io.BytesIO)
    _formats: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begin the workbook: no text of it is ever taken for a formula, a link or a number."""
        never = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        self.workbook: Any = xlsxwriter.Workbook(self._stream, {"in_memory": True, **never})
        created = datetime.combine(self.made, time(12), UTC).replace(tzinfo=None)
        self.workbook.set_properties({"title": clean(self.title), "created": created})

    def style(self, **properties: object) -> Any:  # noqa: ANN401 - XlsxWriter carries no types
        """Return a cell format; the same one for the same properties."""
        known = repr(sorted(properties.items()))
        if known not in self._formats:
            base = {"font_name": "Arial", "font_size": 10, "valign": "top", "text_wrap": True}
            self._formats[known] = self.workbook.add_format(base | properties)
        return self._formats[known]

    def sheet(self, name: str) -> Any:  # noqa: ANN401 - as above
        """Return a new sheet; `name` is one of our own, of 31 characters at most."""
        return self.workbook.add_worksheet(name)

    def content(self) -> bytes:
        """Close the workbook and return its bytes."""
        self.workbook.close()
        return self._stream.getvalue()


def put(sheet: Any, row: int, column: int, text: str, style: Any = None) -> None:  # noqa: ANN401 - as above
    """Write text, and only ever text, into a cell; what a cell cannot hold is cut, and says so."""
    whole = clean(text)
    if units(whole) > LONGEST:
        whole = next(pieces(whole, LONGEST - len(_CUT))) + _CUT
    if whole:
        sheet.write_string(row, column, whole, style)
    else:
        sheet.write_blank(row, column, None, style)


def set_up(
    sheet: Any,  # noqa: ANN401 - as above
    marking: str,
    footer: str,
    *,
    repeat: int,
    columns: int,
    paper: int = A4,
) -> None:
    """Set a sheet up for printing: landscape, as wide as the page, the marking at head and foot.

    `repeat` is the row of the columns' heads, from 0: it is printed on every page, and stays on the screen
    with what stands above it.
    """
    sheet.set_landscape()
    sheet.set_paper(paper)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.8, bottom=0.8)
    sheet.set_header(f"&C&B{_margin(marking)}")
    sheet.set_footer(f"&L{_margin(footer, _LONGEST_SIDE)}&C&B{_margin(marking)}&RPage &P of &N")
    sheet.print_area(0, 0, max(repeat, sheet.dim_rowmax or 0), columns - 1)
    sheet.repeat_rows(repeat)
    sheet.freeze_panes(repeat + 1, 1)


def colour_words(book: Book, sheet: Any, area: tuple[int, int, int, int]) -> None:  # noqa: ANN401 - as above
    """Colour each cell of an area that begins with the word of a rating."""
    for rag, (fill, ink) in FILLS.items():
        shown = book.workbook.add_format({"bg_color": fill, "font_color": ink})
        rule = {"type": "text", "criteria": "begins with", "value": rag.label, "format": shown}
        sheet.conditional_format(*area, rule)


def clean(text: str) -> str:
    """Return text as a workbook's XML can hold it, with plain line ends."""
    plain = re.sub(r"\r\n?|[\u0085\u2028\u2029]", "\n", text)
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "�", plain)


def units(text: str) -> int:
    """Return how long Excel says a text is: beyond the basic plane a character counts twice."""
    return len(text) + sum(ord(letter) > _BASIC for letter in text)


def pieces(text: str, most: int) -> Iterator[str]:
    """Yield a text in pieces of at most `most` units, broken at the end of a line or word if there is one."""
    left = text
    while units(left) > most:
        room = most
        while units(left[:room]) > most:
            room -= max(1, (units(left[:room]) - most) // 2)
        at = max(left.rfind("\n", 0, room), left.rfind(" ", 0, room)) + 1
        at = at if at > room // 2 else room
        yield left[:at].rstrip()
        left = left[at:]
    yield left


def height(texts: Iterable[tuple[str, float]], least: int = 1) -> float:
    """Return how high a row must be, in points, for texts in columns of some widths in characters."""
    lines = (sum(max(1, ceil(units(line) / width)) for line in text.split("\n")) for text, width in texts)
    return min(max(least, *lines) * _LINE, _HIGHEST)


def _margin(text: str, most: int = _LONGEST_MARGIN) -> str:
    """Return text for a header or footer, where `&` begins a command of Excel's."""
    line = " ".join(clean(text).split())
    return (line if len(line) <= most else f"{line[: most - 1]}…").replace("&", "&&")
