"""The last look at a finished file, for words that were to be withheld."""

import html
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator

import pypdfium2  # type: ignore[import-untyped]  # it carries no types
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # nor does this

from hmicfrs_cli.errors import RenderError
from hmicfrs_cli.render.glyphs import spell_out

SHORTEST = 20
"""Characters of a withheld text that is looked for; a shorter one is no proof of a leak."""

_WINDOW, _STEP = 40, 20  # letters and digits: any passage of 60 contains such a window whole
_PIECE = 10
_NO_LETTER = re.compile(r"[\W_]+")
_TAG = re.compile(r"<[^>]*>")


def extract(kind: str, file: bytes) -> str:
    """Return every text of a finished file: what is shown, attributes, alternative texts, properties.

    `kind` is html, md, docx or pdf. Raises RenderError for any other, which then cannot be given out.
    """
    if kind in {"html", "md"}:
        return _marked_up(file.decode())
    if kind == "docx":
        with zipfile.ZipFile(io.BytesIO(file)) as parts:
            names = [name for name in parts.namelist() if name.endswith((".xml", ".rels"))]
            return "\n".join(_marked_up(parts.read(name).decode()) for name in names)
    if kind == "pdf":
        with pypdfium2.PdfDocument(file) as paper:
            return "\n".join(_said_in(paper))
    raise RenderError(
        f"a file of kind {kind} cannot be searched for withheld text", "Choose html, docx, pdf or md."
    )


def leaked(text: str, withheld: Iterable[str], included: Iterable[str]) -> list[str]:
    """Return each withheld text of 20 characters or more that `text` holds and the included data does not.

    Case, spacing, punctuation, ligatures and line breaks make no difference. Of a long text, any
    passage of about 60 letters is enough.
    """
    shown, public = _letters(text), "|".join(_letters(each) for each in included)
    pieces = {shown[start : start + _PIECE] for start in range(0, len(shown), _PIECE)}
    return [
        secret
        for secret in withheld
        if len(secret.strip()) >= SHORTEST
        and any(
            _may_hold(pieces, part) and part in shown and part not in public for part in _passages(secret)
        )
    ]


def _may_hold(pieces: set[str], part: str) -> bool:
    """Whether a text that was cut into these pieces can hold the part: a look through all of it takes long.

    Wherever a part stands that is about two pieces long, there is a whole one in it.
    """
    cuts = range(_PIECE)
    return len(part) < 2 * _PIECE - 1 or any(part[at : at + _PIECE] in pieces for at in cuts)


def _marked_up(source: str) -> str:
    return html.unescape(source) + "\n" + html.unescape(_TAG.sub("", source))


def _letters(text: str) -> str:
    """Return letters and digits only, as a reader would hear them."""
    return _NO_LETTER.sub("", unicodedata.normalize("NFKC", text).casefold())


def _passages(secret: str) -> Iterator[str]:
    for letters in {_letters(secret), _letters(spell_out(secret))}:
        last = max(0, len(letters) - _WINDOW)
        for start in {*range(0, last, _STEP), last}:
            if len(part := letters[start : start + _WINDOW]) >= SHORTEST // 2:
                yield part


def _said_in(paper: pypdfium2.PdfDocument) -> Iterator[str]:
    yield from paper.get_metadata_dict().values()
    yield from (mark.get_title() for mark in paper.get_toc())
    for page in paper:
        yield page.get_textpage().get_text_bounded()
        tree = pdfium.FPDF_StructTree_GetForPage(page)
        for place in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            yield from _alternatives(pdfium.FPDF_StructTree_GetChildAtIndex(tree, place))
        pdfium.FPDF_StructTree_Close(tree)


def _alternatives(element: pdfium.FPDF_STRUCTELEMENT) -> Iterator[str]:
    if not element:
        return
    for read in (pdfium.FPDF_StructElement_GetAltText, pdfium.FPDF_StructElement_GetActualText):
        size = read(element, None, 0)
        buffer = (pdfium.c_char * size)()
        read(element, buffer, size)
        yield bytes(buffer).decode("utf-16-le").rstrip("\0")
    for place in range(pdfium.FPDF_StructElement_CountChildren(element)):
        yield from _alternatives(pdfium.FPDF_StructElement_GetChildAtIndex(element, place))
