"""Every text of a finished PDF: of its pages, and what only a screen reader or a viewer tells."""

from collections.abc import Iterator

import pypdfium2  # type: ignore[import-untyped]  # it carries no types
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # nor does this


def texts(file: bytes) -> Iterator[str]:
    """Yield the properties, the outline, the text of each page and its alternative texts."""
    with pypdfium2.PdfDocument(file) as paper:
        yield from _said_in(paper)


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
