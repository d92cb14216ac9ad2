"""The Word file: pandoc writes it in the force's own styles, python-docx finishes it."""

import base64
import io
import zipfile
from collections.abc import Iterable, Iterator
from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import docx
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm

from hmicfrs_cli.errors import RenderError
from hmicfrs_cli.render import charts, folders, pandoc
from hmicfrs_cli.render.document import Document
from hmicfrs_cli.render.glyphs import spell_out

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.section import Section
    from docx.text.paragraph import Paragraph

_LONGEST_WHOLE_ROW = 1200  # characters; a longer row may be higher than a page, so it may break
_LONGEST_COLUMN = 60  # characters; what is longer is broken into lines
_LONGEST_WHOLE_TABLE = 16  # rows; a longer table may break between rows
_TWIPS_A_CHARACTER, _TWIPS_ASIDE, _TWIPS_A_LINE = 120, 300, 9600  # for 9 points, and 17 cm
_A4 = Mm(210)
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip can tell
# What python-docx and lxml make of files that are none; lxml's own errors are SyntaxErrors.
_BROKEN_FILE = (
    *(AttributeError, KeyError, SyntaxError, TypeError, ValueError),
    *(zipfile.BadZipFile, PackageNotFoundError),
)


def word(document: Document, reference: bytes | None = None) -> bytes:
    """Return the document as a Word file, in the styles of `reference` or else of the packaged file.

    Raises RenderError when the reference is no Word file or pandoc refuses the page.
    """
    page, drawn = charts.lift(document.html)
    for chart in drawn:
        page = page.replace(f'src="{chart.name}"', f'width="605" src="{_inlined(chart)}"', 1)
    styled = reference or folders.read("paper.docx")[0]
    return sealed(_finished(opened(_written(page, styled)), document))


def prepare(file: bytes) -> bytes:
    """Return a force's own Word file with each style of the packaged one that it lacks, ready as a reference.

    What it has is left as it is. Raises RenderError when it is no Word file.
    """
    target = opened(file)
    present = {style.name.casefold() for style in target.styles if style.name}
    taken = {style.style_id for style in target.styles}
    for style in opened(folders.read("paper.docx")[0]).styles:
        if style.name and style.name.casefold() not in present and style.style_id not in taken:
            added = deepcopy(style.element)
            added.attrib.pop(qn("w:default"), None)
            target.styles.element.append(added)
    return sealed(target)


def opened(file: bytes) -> "WordDocument":
    """Return a Word file to work on. Raises RenderError when it is none."""
    try:
        return docx.Document(io.BytesIO(file))
    except _BROKEN_FILE as error:
        raise RenderError(
            "the reference is no Word file", "Save it from Word as .docx, without a password."
        ) from error


def sealed(made: "WordDocument") -> bytes:
    """Return the file's bytes, with no trace of when they were written."""
    saved, fixed = io.BytesIO(), io.BytesIO()
    made.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(fixed, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return fixed.getvalue()


def _inlined(chart: charts.Chart) -> str:
    spelled = charts.Chart(chart.name, spell_out(chart.svg), chart.alt)
    return "data:image/png;base64," + base64.b64encode(charts.picture(spelled)).decode()


def _written(page: str, reference: bytes) -> bytes:
    opened(reference)
    with TemporaryDirectory(prefix="hmi-") as folder:
        styles = Path(folder) / "reference.docx"
        styles.write_bytes(reference)
        lua = folders.templates_dir() / "word.lua"
        return pandoc.convert(page, "docx", [f"--reference-doc={styles}", f"--lua-filter={lua}"])


def _finished(made: "WordDocument", document: Document) -> "WordDocument":
    body = made.element.body
    _keep_rows_whole(body.iter(qn("w:tr")))
    _shade_ratings(made, body)
    for table in body.iter(qn("w:tbl")):
        _keep_together(table)
        if table.tblPr.find(qn("w:tblLayout")) is None:
            _fit(table)
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
    for section in made.sections:
        _mark(section, document.marking)
    _describe(made, document)
    return made


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


def _fit(table: "BaseOxmlElement") -> None:
    """Fit the columns of a table without stated widths to their texts; pandoc makes all equal."""
    columns = list(table.iter(qn("w:gridCol")))
    longest = [0] * len(columns)
    for row in table.iter(qn("w:tr")):
        for place, cell in enumerate(list(row.iter(qn("w:tc")))[: len(columns)]):
            longest[place] = max(longest[place], min(len(_said(cell)), _LONGEST_COLUMN))
    widths = [_TWIPS_ASIDE + _TWIPS_A_CHARACTER * count for count in longest]
    scale = min(1, _TWIPS_A_LINE / max(1, sum(widths)))
    for column, width in zip(columns, widths, strict=True):
        column.set(qn("w:w"), str(round(width * scale)))


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


def _mark(section: "Section", marking: str) -> None:
    """Write marking and page number above and below; what the reference has there stays."""
    sides = (section.left_margin or 0) + (section.right_margin or 0)
    width = Length((section.page_width or _A4) - sides)
    above = _line(section.header.paragraphs)
    above.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
    above.add_run(f"\t{_storable(marking)}").bold = True
    below = _line(section.footer.paragraphs)
    below.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
    below.add_run(_storable(marking)).bold = True
    below.add_run("\tPage ")
    _field(below, "PAGE")
    below.add_run(" of ")
    _field(below, "NUMPAGES")


def _line(paragraphs: list["Paragraph"]) -> "Paragraph":
    """Return an empty paragraph at the end: the last one, or a new one after it."""
    last = paragraphs[-1]
    if not last.text and last._p.find(f".//{qn('w:drawing')}") is None:  # noqa: SLF001 - python-docx has no other way to its drawings
        return last
    added = deepcopy(last)
    last._p.addnext(added._p)  # noqa: SLF001 - nor to a paragraph after the last
    added.text = ""
    return added


def _field(paragraph: "Paragraph", code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = OxmlElement("w:r")
    shown = OxmlElement("w:t")
    shown.text = "1"
    run.append(shown)
    field.append(run)
    paragraph._p.append(field)  # noqa: SLF001 - python-docx knows no fields


def _describe(made: "WordDocument", document: Document) -> None:
    properties = made.core_properties
    properties.title = _storable(document.title)[:255]
    properties.author = properties.last_modified_by = _storable(document.author)[:255]
    properties.category = _storable(document.marking)[:255]
    properties.language = document.language
    properties.created = properties.modified = document.moment.replace(tzinfo=None)
    properties.revision = 1
    for language in _languages(made):
        language.set(qn("w:val"), document.language)


def _languages(made: "WordDocument") -> Iterator["BaseOxmlElement"]:
    yield from made.styles.element.iter(qn("w:lang"))
    yield from made.settings.element.iter(qn("w:themeFontLang"))


def _storable(text: str) -> str:
    return "".join(char if char.isprintable() else "\ufffd" for char in text)
