"""The PDF as a screen reader and an archive see it."""

import io
import re
from dataclasses import replace

import pikepdf
import pypdfium2  # type: ignore[import-untyped]  # it carries no types
import pytest
from page import ValidationProfile, validate_pdf_bytes

from hmicfrs_cli.errors import RenderError
from hmicfrs_cli.render import leaks
from hmicfrs_cli.render.document import Document
from hmicfrs_cli.render.pdf import pdf


@pytest.fixture(scope="module")
def made(document: Document) -> bytes:
    return pdf(document)


def elements(node: pikepdf.Object) -> list[pikepdf.Object]:
    """Return the structure elements below `node`, in reading order."""
    if not isinstance(node, pikepdf.Dictionary):
        return []
    kids = node.get("/K", pikepdf.Array())
    several: list[pikepdf.Object] = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    below = [found for kid in several for found in elements(kid)]
    return [node, *below] if "/S" in node else below


def test_the_structure_is_complete(made: bytes, document: Document) -> None:
    with pikepdf.open(io.BytesIO(made)) as paper:
        found = elements(paper.Root.StructTreeRoot)
        kinds = [str(element.S) for element in found]
        pictures = [element for element in found if str(element.S) == "/Figure"]
        assert kinds.count("/Table") == document.html.count("<table>") == 5
        assert kinds.count("/H1") == 1
        assert kinds.count("/TR") == document.html.count("<tr>")
        assert [str(picture.get("/Alt", ""))[:20] for picture in pictures] == [
            "Findings by rating a",
            "Findings by portfoli",
            "Due dates of the nex",
        ]
        assert paper.Root.MarkInfo.Marked
        assert str(paper.Root.Lang) == "en-GB"
        assert str(paper.docinfo.Title) == document.title
        assert str(paper.docinfo.CreationDate).startswith("D:20240314120000")
        meta = paper.open_metadata()
        assert (meta["pdfuaid:part"], meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("1", "2", "A")


@pytest.mark.parametrize("profile", [ValidationProfile.PDF_UA_1, ValidationProfile.PDF_A_2A])
def test_another_program_finds_both_standards_kept(made: bytes, profile: ValidationProfile) -> None:
    report = validate_pdf_bytes(made, profile=profile)
    assert [str(failure) for failure in report.failures] == []
    assert report.rules.passed > 100


def test_the_other_program_would_find_a_fault(made: bytes) -> None:
    broken = io.BytesIO()
    with pikepdf.open(io.BytesIO(made)) as paper:
        del paper.Root.StructTreeRoot
        paper.save(broken)
    assert not validate_pdf_bytes(broken.getvalue(), profile=ValidationProfile.PDF_UA_1).is_compliant


def test_every_page_has_marking_number_and_header_row(made: bytes, document: Document) -> None:
    with pypdfium2.PdfDocument(made) as paper:
        pages = [page.get_textpage().get_text_bounded() for page in paper]
    assert len(pages) > 5
    for number, text in enumerate(pages, start=1):
        assert text.count(document.marking) == 2
        assert f"Page {number} of {len(pages)}" in text
    for text in pages[-4:]:
        assert re.search(r"Finding\s+Text\s+Target\s+Rating", text)


def test_hostile_text_stays_text(made: bytes) -> None:
    said = " ".join(leaks.extract("pdf", made).split())
    for text in (
        "#set page(fill: red) *bold* _under_ @label $x^2$ #panic() <label> // no comment",
        "<script>alert('x')</script> <!-- & --> &amp;",
        "[a link](javascript:alert(1)) ![p](x.png) ~~struck~~ &copy; # not a heading",
        "emoji [grinning face], Cymraeg ŵ ŷ",
    ):
        assert text in said
    assert b"javascript" not in made.lower()


def test_only_the_packaged_font_is_in_it(made: bytes) -> None:
    with pikepdf.open(io.BytesIO(made)) as paper:
        names = {
            str(thing.FontName)
            for thing in paper.objects
            if isinstance(thing, pikepdf.Dictionary) and "/FontName" in thing
        }
    assert names
    assert all("SourceSans3" in name for name in names)


def test_the_same_bytes_twice(made: bytes, document: Document) -> None:
    assert pdf(document) == made


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("<h1>A</h1><h3>B</h3>", "a heading level is skipped"),
        ('<h1>A</h1><p><a href="#nowhere">x</a></p>', "a link leads to a place"),
        ("<h2>A</h2>", "the first heading is not an h1"),
        ("<h1>A</h1><svg></svg>", "a chart has no title or no description"),
        ('<h1>A</h1><p><img src="crest.png" alt="x"></p>', "only charts"),
    ],
)
def test_what_would_not_be_accessible_is_refused(document: Document, body: str, message: str) -> None:
    with pytest.raises(RenderError, match=message):
        pdf(replace(document, html=f"<main>{body}</main>"))


def test_a_missing_title_is_refused(document: Document) -> None:
    with pytest.raises(RenderError, match="the paper has no title"):
        pdf(replace(document, title=""))


@pytest.mark.parametrize("text", ['"]) #panic("x")', "\\", "é\u202ex", "\U0001f600", "a\nb"])
def test_title_and_marking_are_text(document: Document, text: str) -> None:
    small = replace(document, html="<main><h1>A</h1></main>", title=text, marking=text, author=text)
    with pikepdf.open(io.BytesIO(pdf(small))) as paper:
        assert str(paper.docinfo.Title)
