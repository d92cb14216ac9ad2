"""The text of a Word file as paragraphs: its main part alone, by an XML reader that refuses entities.

python-docx would load every part, whatever its size, and knows neither text boxes nor tracked changes; here
one part is unpacked, up to a bound, and read as it comes. No macro, link, picture or embedded file is
touched. Deleted text is left out, inserted text counts.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING, Final

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from hmicfrs_cli.domain.published.blocks import Block, Document, Form
from hmicfrs_cli.domain.published.tidy import characters, without_marks
from hmicfrs_cli.errors import HmiError
from hmicfrs_cli.storage.docx_numbers import Numbers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

_LARGEST_PART: Final = 96 << 20
_MOST_PARTS: Final = 5000
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING: Final = re.compile(r"heading ?\d|title|subtitle", re.IGNORECASE)
_LIST: Final = re.compile(r"list|bullet", re.IGNORECASE)
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    KeyError,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
)
_RAISED: Final = f"{_W}vertAlign"


def read(raw: bytes) -> Document:
    """Return a Word file's paragraphs. Raises HmiError for one that is broken, a bomb or hostile XML."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            if len(archive.infolist()) > _MOST_PARTS:
                raise HmiError("it has more parts than any Word file", "save it again in Word")
            body = _part(archive, "word/document.xml")
            styles = _optional(archive, "word/styles.xml")
            numbers = Numbers(_optional(archive, "word/numbering.xml"), styles)
            title = _title(archive)
    except _BROKEN as error:
        raise HmiError(
            "it is broken, locked, or no Word file", "open it in Word and save it again"
        ) from error
    return Document(tuple(_Body(_names(styles), numbers).blocks(body)), title)


def _part(archive: zipfile.ZipFile, name: str) -> Element:
    """Return a part's XML, unpacked up to a bound."""
    with archive.open(name) as file:
        raw = file.read(_LARGEST_PART + 1)
    if len(raw) > _LARGEST_PART:
        raise HmiError("it unpacks to more than any report has", "save it again in Word")
    try:
        return fromstring(raw, forbid_dtd=True)
    except DefusedXmlException:
        raise HmiError("its XML defines entities, which no Word file does", "do not open it") from None
    except ParseError:
        raise HmiError("it is broken: its XML ends early or is wrong", "save it again in Word") from None


def _optional(archive: zipfile.ZipFile, name: str) -> Element | None:
    """Return a part's XML; None where the file has no such part."""
    return _part(archive, name) if name in archive.namelist() else None


def _names(styles: Element | None) -> dict[str, str]:
    """Return the names of paragraph styles by their ids."""
    found = {}
    for style in styles.iter(f"{_W}style") if styles is not None else ():
        name = style.find(f"{_W}name")
        found[style.get(f"{_W}styleId", "")] = name.get(f"{_W}val", "") if name is not None else ""
    return found


def _title(archive: zipfile.ZipFile) -> str:
    if "docProps/core.xml" not in archive.namelist():
        return ""
    found = _part(archive, "docProps/core.xml").findtext("{http://purl.org/dc/elements/1.1/}title")
    return characters(found or "")[:300]


class _Body:
    """A document's body, walked paragraph by paragraph."""

    def __init__(self, styles: dict[str, str], numbers: Numbers) -> None:
        self.styles = styles
        self.numbers = numbers
        self.count = 0
        self.table = 0

    def blocks(self, root: Element) -> Iterator[Block]:
        """Yield the paragraphs and rows below an element."""
        for child in root:
            if child.tag == f"{_W}p":
                yield from self._paragraph(child, 0)
            elif child.tag == f"{_W}tbl":
                self.table += 1
                yield from self._table(child, self.table)
            elif child.tag not in {f"{_W}del", f"{_W}sectPr"}:
                yield from self.blocks(child)

    def _table(self, table: Element, box: int) -> Iterator[Block]:
        for row in table.iter(f"{_W}tr"):
            cells = row.findall(f"{_W}tc") or row.findall(f".//{_W}tc")
            if len(cells) == 1:
                yield from (block for part in cells[0].iter(f"{_W}p") for block in self._paragraph(part, box))
                continue
            texts = [" ".join(filter(None, map(self._in_cell, cell.iter(f"{_W}p")))) for cell in cells]
            if any(texts):
                self.count += 1
                place = f"paragraph {self.count}"
                yield Block(" | ".join(texts), place, Form.ROW, box, tuple(texts))

    def _in_cell(self, paragraph: Element) -> str:
        """Return a paragraph's text; the number of one without any, as the first column of a table has it."""
        number = self.numbers.before(paragraph)
        return _text(paragraph) or number.strip(" :")

    def _paragraph(self, paragraph: Element, box: int) -> Iterator[Block]:
        for inner in paragraph.iter(f"{_W}txbxContent"):
            yield from self.blocks(inner)
            break  # what follows is the same box once more, for older programs
        number, text = self.numbers.before(paragraph), _text(paragraph)
        said = f"{number}{text}" if text else number.removesuffix(": ") if number.endswith(": ") else ""
        if not said:
            return
        self.count += 1
        form = self._form(paragraph)
        yield Block(said, f"paragraph {self.count}", form, box)

    def _form(self, paragraph: Element) -> Form:
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        name = self.styles.get(style.get(f"{_W}val", ""), "") if style is not None else ""
        if _HEADING.search(name):
            return Form.HEADING
        listed = paragraph.find(f"{_W}pPr/{_W}numPr") is not None
        return Form.ITEM if listed or _LIST.search(name) else Form.TEXT


def _text(paragraph: Element) -> str:
    """Return a paragraph's own text: runs, without deleted text, note marks and what stands in boxes."""
    return without_marks(characters("".join(_said(paragraph))))


def _said(element: Element) -> Iterator[str]:
    for child in element:
        tag = child.tag
        if tag == f"{_W}r":
            if not _is_mark(child):
                yield from _run(child)
        elif tag not in {f"{_W}del", f"{_W}moveFrom", f"{_W}txbxContent", f"{_W}pPr"}:
            yield from _said(child)


def _run(run: Element) -> Iterator[str]:
    for child in run:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in {f"{_W}tab", f"{_W}br", f"{_W}cr"}:
            yield " "
        elif child.tag == f"{_W}noBreakHyphen":
            yield "-"


def _is_mark(run: Element) -> bool:
    raised = run.find(f"{_W}rPr/{_RAISED}")
    return (
        raised is not None
        and raised.get(f"{_W}val") == "superscript"
        and "".join(_run(run)).strip().isdigit()
    )
