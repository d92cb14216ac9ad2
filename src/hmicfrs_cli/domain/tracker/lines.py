"""What each line of a sheet is: a row of the tracker, or why it is none."""

import re
from enum import StrEnum
from typing import Final

from hmicfrs_cli.domain.tracker.cells import Cell, Row, folded


class Line(StrEnum):
    """What a line is; all but `row` are counted and told, and never read as findings."""

    ROW = "row"
    ABOVE = "above the headings"
    HEADER = "the headings"
    REPEATED = "the headings again"
    BLANK = "blank"
    CONTINUED = "only merged cells of the row above"
    HEADING = "a heading between rows"
    TOTAL = "a total"
    FOOTNOTE = "a footnote"
    SKIPPED = "of a sheet that the mapping skips"


_TOTAL: Final = re.compile(r"(grand |sub[- ]?|over)?totals?\b.*|number of .*|count of .*|no\.? of .*")
_NOTE: Final = re.compile(
    r"[*†‡#¹²³].*|n\.?b\b.*|(foot)?notes?\b.*|key\b.*|source\b.*|\(?\d{1,2}\) .*|last updated.*|prepared by.*"
    r"|official\b.*|end of (list|table|tracker|document).*"
)
_FEW: Final = 3
"""How many cells a line of a total fills; a finding with a number in its first cell fills more."""
_GREY: Final = 0.5


def line_of(row: Row, header: Row, text: int) -> Line:
    """Return what a line is; `text` is the column of the wording."""
    if row.number <= header.number:
        return Line.HEADER if row.number == header.number else Line.ABOVE
    filled = list(row.filled())
    own = [(at, cell) for at, cell in filled if not cell.spread]
    if not own:
        return Line.CONTINUED if filled else Line.BLANK
    if _repeats(row, header):
        return Line.REPEATED
    if len(own) <= _FEW and _TOTAL.fullmatch(folded(own[0][1].text)):
        return Line.TOTAL
    return Line.ROW if len(own) > 1 else _single(*own[0], text)


def _single(at: int, cell: Cell, text: int) -> Line:
    """Return what a line is of which one cell alone is filled."""
    if _NOTE.fullmatch(cell.text.strip().casefold()):
        return Line.FOOTNOTE
    return Line.HEADING if cell.wide or at != text else Line.ROW


def _repeats(row: Row, header: Row) -> bool:
    same = [folded(cell.text) == folded(header.cell(at).text) for at, cell in row.filled()]
    return len(same) > 1 and all(same)


def is_grey(row: Row) -> bool:
    """Say whether most of a row's words stand on grey."""
    fills = [cell.fill for _, cell in row.filled()]
    return bool(fills) and fills.count("grey") / len(fills) > _GREY
