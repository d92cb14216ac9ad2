"""The Word file: pandoc writes it in the force's own styles, python-docx finishes it."""

import base64
import io
import zipfile
from collections.abc import Iterator
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
from hmicfrs_cli.render import charts, folders, pandoc, word_body
from hmicfrs_cli.render.document import Document
from hmicfrs_cli.render.glyphs import spell_out

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.section import Section
    from docx.text.paragraph import Paragraph

_POINTS_A_PIXEL = 0.75
_WIDEST_CHART = 605  # pixels: 16 cm
_A4 = Mm(210)
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip can tell
# What python-docx and lxml make of files that are none; lxml's own errors are SyntaxErrors.
_BROKEN_FILE = (
    *(AttributeError, KeyError, SyntaxError, TypeError, ValueError),
    *(zipfile.BadZipFile, PackageNotFoundError),
)


def word(document: Document, reference: bytes | None = None) -> bytes:
    """Return the document as a Word file, in the styles of `reference` or else of the packaged file.

    A style that the reference lacks is the packaged file's.

    Raises RenderError when the reference is no Word file or pandoc refuses the page.
    """
    styled = prepare(reference) if reference is not None else folders.read("paper.docx")[0]
    width = min(_WIDEST_CHART, int(_line_width(opened(styled).sections[0]).pt / _POINTS_A_PIXEL))
    page, drawn = charts.lift(document.html)
    for chart in drawn:
        page = page.replace(f'src="{chart.name}"', f'width="{width}" src="{_inlined(chart)}"', 1)
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
    with TemporaryDirectory(prefix="hmi-") as folder:
        styles = Path(folder) / "reference.docx"
        styles.write_bytes(reference)
        lua = folders.templates_dir() / "word.lua"
        return pandoc.convert(page, "docx", [f"--reference-doc={styles}", f"--lua-filter={lua}"])


def _finished(made: "WordDocument", document: Document) -> "WordDocument":
    word_body.finish(made, _line_width(made.sections[0]))
    for section in made.sections:
        _mark(section, document.marking)
    _describe(made, document)
    return made


def _mark(section: "Section", marking: str) -> None:
    """Write marking and page number above and below; what the reference has there stays."""
    width = _line_width(section)
    above = _line(section.header.paragraphs)
    _only_stop(above, width)
    above.add_run(f"\t{_storable(marking)}").bold = True
    below = _line(section.footer.paragraphs)
    _only_stop(below, width)
    below.add_run(_storable(marking)).bold = True
    below.add_run("\tPage ")
    _field(below, "PAGE")
    below.add_run(" of ")
    _field(below, "NUMPAGES")


def _line_width(section: "Section") -> Length:
    sides = (section.left_margin or 0) + (section.right_margin or 0)
    return Length((section.page_width or _A4) - sides)


def _only_stop(paragraph: "Paragraph", width: Length) -> None:
    """Let a tab lead to the right edge; Word's own header styles would stop it in the middle."""
    inherited = paragraph.style.paragraph_format.tab_stops if paragraph.style else ()
    for stop in inherited:
        paragraph.paragraph_format.tab_stops.add_tab_stop(stop.position, WD_TAB_ALIGNMENT.CLEAR)
    paragraph.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)


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
