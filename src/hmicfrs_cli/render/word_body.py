"""The body of a Word file as pandoc leaves it, and what it still needs: whole tables, shades, page breaks."""

from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import TYPE_CHECKING

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.shared import Length

_LONGEST_WHOLE_ROW = 1200  # characters; a longer row may be higher than a page, so it may break
_LONGEST_COLUMN = 60  # characters; what is longer is broken into lines
_LONGEST_WHOLE_TABLE = 16  # rows; a longer table may break between rows
_TWIPS_A_CHARACTER, _TWIPS_ASIDE = 120, 300  # for 9 points
_NARROW = 2400  # twips; a column of figures or single words, which cannot be narrower
_POINT = 20  # twips


def finish(made: "WordDocument", width: "Length") -> None:
    """Give the body what pandoc cannot; `width` is that of its lines.

    Rows and short tables stay on one page, what leads to a quotation stays with it, the appendices begin a
    page, ratings have their shade, and no picture tells its address.
    """
    body = made.element.body
    _keep_rows_whole(body.iter(qn("w:tr")))
    _shade_ratings(made, body)
    for table in body.iter(qn("w:tbl")):
        _keep_together(table)
        if table.tblPr.find(qn("w:tblLayout")) is None:
            _fit(table, width.pt * _POINT)
    for paragraph in body.iter(qn("w:p")):
        if paragraph.style == "BlockText" and (before := paragraph.getprevious()).tag == qn("w:p"):
            before.get_or_add_pPr().get_or_add_keepNext()  # what leads to a quotation stays with it
    for mark in body.iter(qn("w:bookmarkStart")):
        if mark.get(qn("w:name")) == "appendices":
            _begin_page(mark)
    for picture in body.iter(qn("pic:cNvPr")):
        picture.set(
            "descr", ""
        )  # pandoc writes the picture's whole address here, and screen readers read it out


def _keep_rows_whole(rows: Iterable["BaseOxmlElement"]) -> None:
    for row in rows:
        if len(_said(row)) <= _LONGEST_WHOLE_ROW:
            # The schema wants cantSplit before tblHeader.
            row.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))


def _keep_together(table: "BaseOxmlElement") -> None:
    """Keep a short table on one page, and the head of a long one with its first row."""
    rows = list(table.iter(qn("w:tr")))
    for row in rows[:-1] if len(rows) <= _LONGEST_WHOLE_TABLE else rows[:1]:
        for paragraph in row.iter(qn("w:p")):
            paragraph.get_or_add_pPr().get_or_add_keepNext()


def _begin_page(mark: "BaseOxmlElement") -> None:
    """Begin a page with the heading that this bookmark stands before."""
    heading = next(mark.itersiblings(qn("w:p")))
    heading.get_or_add_pPr().get_or_add_pageBreakBefore()


def _fit(table: "BaseOxmlElement", line: float) -> None:
    """Fit the columns of a table without stated widths to their texts; pandoc makes all equal."""
    columns = list(table.iter(qn("w:gridCol")))
    longest = [0] * len(columns)
    for row in table.iter(qn("w:tr")):
        for place, cell in enumerate(list(row.iter(qn("w:tc")))[: len(columns)]):
            longest[place] = max(longest[place], min(len(_said(cell)), _LONGEST_COLUMN))
    widths = [_TWIPS_ASIDE + _TWIPS_A_CHARACTER * count for count in longest]
    for column, width in zip(columns, _narrowed(widths, line), strict=True):
        column.set(qn("w:w"), str(round(width)))


def _narrowed(widths: Sequence[float], line: float) -> list[float]:
    """Fit widths into a line: the wide columns give way, the narrow ones only where there are no others."""
    narrow = sum(width for width in widths if width <= _NARROW)
    wide = sum(widths) - narrow
    if sum(widths) <= line:
        return list(widths)
    if not wide or narrow >= line:
        return [width * line / sum(widths) for width in widths]
    return [width if width <= _NARROW else width * (line - narrow) / wide for width in widths]


def _shade_ratings(made: "WordDocument", body: "BaseOxmlElement") -> None:
    """Give each cell that holds a rating the shade of the rating's own style."""
    shades = {style.style_id: style.element.find(f".//{qn('w:shd')}") for style in made.styles if style.name}
    for named in body.iter(qn("w:rStyle")):
        shade = shades.get(named.get(qn("w:val"))) if named.get(qn("w:val"), "").startswith("RAG") else None
        cell = next(named.iterancestors(qn("w:tc")), None)
        if shade is None or cell is None or not _rates_only(cell):
            continue
        if cell.find(f".//{qn('w:tcPr')}/{qn('w:shd')}") is not None:
            continue
        cell.get_or_add_tcPr().append(deepcopy(shade))


def _said(part: "BaseOxmlElement") -> str:
    return "".join(text.text or "" for text in part.iter(qn("w:t")))


def _rates_only(cell: "BaseOxmlElement") -> bool:
    """Say whether a cell says nothing but its rating; other words in black on red could not be read."""
    runs = [run for run in cell.iter(qn("w:r")) if _said(run).strip()]
    return all(run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}") is not None for run in runs)
