"""The Word file: valid, accessible, in the force's styles, and the same twice."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from openxml_audit import OpenXmlValidator

from docs import make_reference
from hmicfrs_cli.errors import RenderError
from hmicfrs_cli.render import folders, leaks
from hmicfrs_cli.render.document import Document
from hmicfrs_cli.render.word import prepare, sealed, word


@pytest.fixture(scope="module")
def made(document: Document) -> bytes:
    return word(document)


@pytest.fixture(scope="module")
def bare() -> bytes:
    """A force's own file: other margins and another body font, and none of the styles that a paper names."""
    own = docx.Document()
    own.styles["Normal"].font.name = "Georgia"
    own.sections[0].left_margin = Mm(35)
    own.sections[0].header.paragraphs[0].text = "Barchester Police"
    return sealed(own)


def errors(file: bytes, tmp_path: Path) -> list[str]:
    path = tmp_path / "made.docx"
    path.write_bytes(file)
    return [str(error) for error in OpenXmlValidator().validate(path).errors]


def part(file: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        return parts.read(name).decode()


def test_the_file_is_valid(made: bytes, tmp_path: Path) -> None:
    assert errors(made, tmp_path) == []


def test_the_validator_would_find_an_error(made: bytes, tmp_path: Path) -> None:
    broken = docx.Document(io.BytesIO(made))
    broken.element.body.insert(0, OxmlElement("w:tr"))
    assert errors(sealed(broken), tmp_path)


def test_the_same_bytes_twice_without_the_present_time(made: bytes, document: Document) -> None:
    assert word(document) == made
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        assert {entry.date_time for entry in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert str(datetime.now(UTC).year) not in part(made, "docProps/core.xml")


def test_properties_and_language(made: bytes, document: Document) -> None:
    properties = docx.Document(io.BytesIO(made)).core_properties
    assert (properties.title, properties.author, properties.language) == (
        document.title,
        "Liaison & Co",
        "en-GB",
    )
    assert properties.category == document.marking
    assert properties.created == datetime(2024, 3, 14, 12, tzinfo=UTC)
    assert set(re.findall('w:lang [^>]*w:val="([^"]*)"', part(made, "word/styles.xml"))) == {"en-GB"}


def test_a4_with_marking_and_number_on_each_page(made: bytes, document: Document) -> None:
    section = docx.Document(io.BytesIO(made)).sections[0]
    assert section.page_width == pytest.approx(Mm(210), rel=0.001)
    assert section.page_height == pytest.approx(Mm(297), rel=0.001)
    assert section.header.paragraphs[0].text.strip() == document.marking
    assert document.marking in section.footer.paragraphs[0].text
    fields = [field.get(qn("w:instr")) for field in section.footer._element.iter(qn("w:fldSimple"))]  # noqa: SLF001 - no public way
    assert fields == ["PAGE", "NUMPAGES"]


def test_one_heading_of_the_first_level_and_no_title_paragraph(made: bytes, document: Document) -> None:
    paragraphs = docx.Document(io.BytesIO(made)).paragraphs
    assert [line.text for line in paragraphs if line.style and line.style.name == "Heading 1"] == [
        document.title
    ]
    assert not [line for line in paragraphs if line.style and line.style.name == "Title"]


def test_tables_repeat_their_header_and_keep_rows_whole(made: bytes, document: Document) -> None:
    tables = docx.Document(io.BytesIO(made)).tables
    assert len(tables) == document.html.count("<table>") == 5
    for table in tables:
        properties = [row._tr.trPr for row in table.rows]  # noqa: SLF001 - no public way
        assert all(each.find(qn("w:cantSplit")) is not None for each in properties)
        assert [each.find(qn("w:tblHeader")) is not None for each in properties].count(True) == 1
        assert properties[0].find(qn("w:tblHeader")) is not None
    assert len(tables[-1].rows) == 121


def test_columns_without_stated_widths_follow_their_text(made: bytes) -> None:
    by_portfolio = docx.Document(io.BytesIO(made)).tables[2]
    widths = [int(column.get(qn("w:w"))) for column in by_portfolio._tbl.iter(qn("w:gridCol"))]  # noqa: SLF001 - no public way
    assert widths[0] == max(widths)
    assert sum(widths) <= 9638  # 17 cm


def test_ratings_shade_their_cells_and_keep_their_words(made: bytes) -> None:
    table = docx.Document(io.BytesIO(made)).tables[-1]
    shades = {
        row.cells[3].text: found.get(qn("w:fill"))
        for row in table.rows[1:6]
        if (found := row.cells[3]._tc.find(f".//{qn('w:tcPr')}/{qn('w:shd')}")) is not None  # noqa: SLF001 - no public way
    }
    assert shades == {
        "Red": "B3261E",
        "Amber": "F4B000",
        "Green": "1C7A3C",
        "White": "FFFFFF",
        "Not rated": "E9ECEF",
    }


def test_numbered_lists_restart(made: bytes) -> None:
    numbers = {
        line.text: next(line._p.iter(qn("w:numId"))).get(qn("w:val"))  # noqa: SLF001 - no public way
        for line in docx.Document(io.BytesIO(made)).paragraphs
        if line.text.startswith(("First of", "Second of"))
    }
    first, second = numbers["First of the first list"], numbers["First of the second list"]
    assert first != second
    assert numbers["Second of the first list"] == first
    assert numbers["Second of the second list"] == second


def test_pictures_have_words_and_nothing_else(made: bytes) -> None:
    body = docx.Document(io.BytesIO(made)).element.body
    said = [picture.get("descr") for picture in body.iter(qn("wp:docPr"))]
    assert [text[:20] for text in said] == [
        "Findings by rating a",
        "Findings by portfoli",
        "Due dates of the nex",
    ]
    assert {picture.get("descr") for picture in body.iter(qn("pic:cNvPr"))} == {""}
    assert not re.search(r"chart-\d|data:image", part(made, "word/document.xml"))


def test_hostile_text_stays_text(made: bytes) -> None:
    said = leaks.extract("docx", made)
    assert "<script>alert('x')</script> <!-- & --> &amp;" in said
    assert "#set page(fill: red) *bold*" in said
    assert "javascript" not in part(made, "word/_rels/document.xml.rels")


@pytest.mark.parametrize("text", ["\x00\x0b", "<b>&", "x" * 300, "\u202e"])
def test_title_and_marking_are_text(document: Document, text: str, tmp_path: Path) -> None:
    small = replace(document, html="<main><h1>A</h1></main>", title=text, marking=text, author=text)
    assert errors(word(small), tmp_path) == []


def test_a_forces_own_file_gives_the_look(bare: bytes, document: Document, tmp_path: Path) -> None:
    ready = prepare(bare)
    file = word(document, ready)
    made = docx.Document(io.BytesIO(file))
    assert made.styles["Normal"].font.name == "Georgia"
    assert made.sections[0].left_margin == pytest.approx(Mm(35), rel=0.001)
    assert [line.text.strip() for line in made.sections[0].header.paragraphs] == [
        "Barchester Police",
        document.marking,
    ]
    assert errors(file, tmp_path) == []


def test_prepare_adds_what_is_missing_and_leaves_what_is_there(bare: bytes) -> None:
    own, ready = docx.Document(io.BytesIO(bare)), docx.Document(io.BytesIO(prepare(bare)))
    wanted = {style.name for style in docx.Document(str(folders.templates_dir() / "paper.docx")).styles}
    names = [style.name for style in ready.styles]
    assert {"RAG Red", "Compact", "Block Text", "Table Caption"} <= wanted <= set(names)
    assert len(names) == len(set(names))
    assert ready.styles["Heading 1"].font.size == own.styles["Heading 1"].font.size != Pt(20)
    assert prepare(prepare(bare)) == prepare(bare)


def test_the_packaged_file_is_what_its_script_makes() -> None:
    kept, anew = (folders.templates_dir() / "paper.docx").read_bytes(), make_reference.reference()
    with zipfile.ZipFile(io.BytesIO(kept)) as one, zipfile.ZipFile(io.BytesIO(anew)) as other:
        assert {name: one.read(name) for name in one.namelist()} == {
            name: other.read(name) for name in other.namelist()
        }


@pytest.mark.parametrize("file", [b"", b"no zip", b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_word_file_is_refused(file: bytes, document: Document) -> None:
    with pytest.raises(RenderError, match="no Word file"):
        prepare(file)
    if file:
        with pytest.raises(RenderError, match="no Word file"):
            word(document, file)
