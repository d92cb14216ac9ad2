"""The text of a PDF with its place on the page, by PDFium. Nothing in it is run, followed or unpacked.

PDFium, because the finished papers are read back with it already, it is quick and it gives every character's
place and size, by which columns, note marks and running heads are told from text.
"""

from __future__ import annotations

import ctypes
from math import inf
from typing import TYPE_CHECKING, Any, Final

from hmicfrs_cli.domain.published.blocks import Document, Line
from hmicfrs_cli.domain.published.paragraphs import blocks
from hmicfrs_cli.domain.published.tidy import characters
from hmicfrs_cli.errors import HmiError

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_PAGES: Final = 1500
MOST_LETTERS: Final = 4_000_000
_GAP: Final = 1.1
"""How wide a gap, in sizes of type, parts two runs of a line."""
_RAISED, _SMALL = 0.15, 0.82
"""How far up and how much smaller than its line the mark of a note is."""
_BOLD: Final = 600
_BREAKS: Final = {"\r", "\n"}

Letter = tuple[str, float, float, float, float, bool]
"""A character, its left and right, its foot, its size, and whether it is bold."""


def read(raw: bytes) -> Document:
    """Return a PDF's paragraphs. Raises HmiError for one that is locked, broken or too long."""
    import pypdfium2  # type: ignore[import-untyped]  # it carries no types

    try:
        with pypdfium2.PdfDocument(raw) as paper:
            if len(paper) > MOST_PAGES:
                words = f"it has {len(paper):,} pages, and no report has more than {MOST_PAGES:,}"
                raise HmiError(words, "give the report itself")
            title = _title(paper.get_metadata_dict().get("Title", ""))
            lines = list(_all_lines(paper))
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        words = "it is locked with a password" if locked else "it is broken, or no PDF"
        raise HmiError(words, "save it again without one" if locked else "fetch it again") from None
    return Document(tuple(blocks(lines)), title)


def _title(text: str) -> str:
    """Return a title that a person gave, not a file's name."""
    shown = characters(text)
    return "" if shown.lower().endswith((".doc", ".docx", ".indd", ".pdf")) or " " not in shown else shown


def _all_lines(paper: Any) -> Iterator[Line]:  # noqa: ANN401 - PDFium's binding has no types
    left = MOST_LETTERS
    for number in range(len(paper)):
        page = paper[number]
        text = page.get_textpage()
        left -= text.count_chars()
        if left < 0:
            raise HmiError("it has more text than any report", "give the report itself")
        height = page.get_height()
        for row in _rows(list(_letters(text))):
            yield from _runs(row, number + 1, height)
        text.close()
        page.close()


def _letters(text: Any) -> Iterator[Letter]:  # noqa: ANN401 - as above
    """Yield the characters of a page; what PDFium adds at the end of a line is left out."""
    import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # nor does this

    box = pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, index)
        letter = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""  # noqa: PLR2004 - Unicode's own bounds
        if not letter or letter in _BREAKS or not pdfium.FPDFText_GetLooseCharBox(text, index, box):
            continue
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        size = box.top - box.bottom
        bold = pdfium.FPDFText_GetFontWeight(text, index) >= _BOLD or _is_bold(text, index)
        if pdfium.FPDFText_IsHyphen(text, index) == 1:
            letter = "-"
        yield letter, box.left, box.right, y.value, size, bold


def _is_bold(text: Any, index: int) -> bool:  # noqa: ANN401 - as above
    import pypdfium2.raw as pdfium

    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text, index, name, 128, flags)
    return b"bold" in name.value.lower() or b"black" in name.value.lower()


def _rows(letters: list[Letter]) -> Iterator[list[Letter]]:
    """Yield the characters line by line, in the order in which the file draws them."""
    row: list[Letter] = []
    for letter in letters:
        if row and letter[0] != " " and _is_elsewhere(row, letter):
            yield row
            row = []
        row.append(letter)
    if row:
        yield row


def _is_elsewhere(row: list[Letter], letter: Letter) -> bool:
    last = row[-1]
    size = max(last[4], letter[4])
    return abs(letter[3] - last[3]) > 0.7 * size or letter[1] < last[1] - 2 * size


def _runs(row: list[Letter], page: int, height: float) -> Iterator[Line]:
    """Yield a line's runs: its characters without the marks of notes, parted at wide gaps."""
    size = max((letter[4] for letter in row if letter[0] != " "), default=0.0)
    foot = min((letter[3] for letter in row if letter[4] >= size * _SMALL and letter[0] != " "), default=0.0)
    kept = [one for one in row if not _is_mark(one, size, foot)]
    run: list[Letter] = []
    end = -inf
    """The right edge of what is seen of the run; of its last blank, where nothing is."""
    seen = False
    for letter in kept:
        if run and letter[0] != " " and letter[1] - end > _GAP * size:
            yield from _line(run, page, height, size)
            run, seen = [], False
        run.append(letter)
        if letter[0] != " ":
            end, seen = max(end, letter[2]) if seen else letter[2], True
        elif not seen:
            end = letter[2]
    yield from _line(run, page, height, size)


def _is_mark(letter: Letter, size: float, foot: float) -> bool:
    return letter[0].isdigit() and letter[4] < size * _SMALL and letter[3] > foot + _RAISED * size


def _line(run: list[Letter], page: int, height: float, size: float) -> Iterator[Line]:
    raw = "".join(letter[0] for letter in run)
    shown = characters(raw)
    if shown:
        seen = [letter for letter in run if letter[0].strip()]
        text = f"{shown}\xad" if raw.rstrip().endswith("\xad") else shown
        bold = sum(letter[5] for letter in seen) * 2 > len(seen)
        left, right = min(letter[1] for letter in seen), max(letter[2] for letter in seen)
        yield Line(page, text, left, right, height - seen[0][3], round(size, 1), bold)
