"""A paper in a force's own Word file, as it comes: nothing of it was made ready for papers."""

import io
from functools import cache

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm

from hmicfrs_cli.render.document import Document
from hmicfrs_cli.render.paper import FILTERS
from hmicfrs_cli.render.word import sealed, word

NARROW = Mm(40)


@cache
def own() -> bytes:
    made = docx.Document()
    made.styles["Normal"].font.name = "Georgia"
    section = made.sections[0]
    section.page_width, section.left_margin, section.right_margin = Mm(210), NARROW, NARROW
    section.header.paragraphs[0].text = "Barchester Police"
    return sealed(made)


@pytest.fixture(scope="module")
def made(document: Document) -> WordDocument:
    return docx.Document(io.BytesIO(word(document, own())))


def test_what_it_lacks_is_lent_and_what_it_has_stays(made: WordDocument) -> None:
    names = {style.name for style in made.styles}
    assert {"Compact", "Block Text", "Table Caption", "RAG Red"} <= names
    assert made.styles["Normal"].font.name == "Georgia"
    assert made.sections[0].header.paragraphs[0].text == "Barchester Police"


def test_charts_and_tables_fit_between_its_margins(made: WordDocument) -> None:
    line = Mm(210) - 2 * NARROW
    widths = [int(picture.get("cx")) for picture in made.element.body.iter(qn("wp:extent"))]
    assert widths
    assert max(widths) <= line
    for table in made.tables:
        columns = [int(column.get(qn("w:w"))) for column in table._tbl.iter(qn("w:gridCol"))]  # noqa: SLF001 - no public way
        if table._tbl.tblPr.find(qn("w:tblLayout")) is None:  # noqa: SLF001 - nor to this
            assert sum(columns) <= line / 635 + len(columns)  # a twip is 635 EMU, and each is rounded


def test_the_marking_stands_at_the_right_edge_whatever_stops_the_header_style_has(made: WordDocument) -> None:
    stops = list(made.sections[0].header.paragraphs[-1].paragraph_format.tab_stops)
    kept = [stop for stop in stops if stop.alignment is not WD_TAB_ALIGNMENT.CLEAR]
    assert len(stops) > len(kept) == 1
    assert kept[0].alignment is WD_TAB_ALIGNMENT.RIGHT
    assert kept[0].position == pytest.approx(Mm(210) - 2 * NARROW, rel=0.001)


@pytest.mark.parametrize(
    ("ids", "said"),
    [
        ([], ""),
        (["a-2024/1"], "a-2024: 1"),
        (["a-2024/1", "b-2023/7.1", "a-2024/afi-2"], "a-2024: 1, afi-2; b-2023: 7.1"),
    ],
)
def test_records_are_named_by_inspection(ids: list[str], said: str) -> None:
    assert FILTERS["by_inspection"](ids) == said
