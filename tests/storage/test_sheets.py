"""A tracker's workbook as plain cells: what is stored, how it is filled, merged and hidden."""

from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from types import ModuleType
from typing import Any, cast

import openpyxl
import pytest
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Color, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from hmicfrs_cli.domain.tracker.cells import Cell, Form, Sheet
from hmicfrs_cli.errors import HmiError
from hmicfrs_cli.storage import shape, sheets, tables, zipped
from tests.hostile.tracker_files import workbook


def read(path: Path, fill: Any) -> Sheet:  # noqa: ANN401 - a function of the sheet
    """Return a sheet as it is read back, after `fill` has worked at it."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    fill(sheet)
    book.save(path / "t.xlsx")
    book.close()
    return tables.read_tracker(path / "t.xlsx").sheets[0]


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("  x\r\ny\xa0z\t ", Cell("x\ny z")),
        (3, Cell("3", Form.NUMBER)),
        (3.0, Cell("3", Form.NUMBER)),
        (7.1, Cell("7.1", Form.NUMBER)),
        (True, Cell("TRUE")),
        (date(2022, 4, 3), Cell("2022-04-03", Form.DAY)),
        (datetime(2022, 4, 3, 9, 30), Cell("2022-04-03", Form.DAY)),  # noqa: DTZ001 - as spreadsheets have it
        (time(9, 30), Cell("09:30:00")),
        ("#N/A", Cell("#N/A", Form.ERROR)),
        ("=1+1", Cell("(formula)", Form.UNSTORED)),
        ("x" * 32_767, Cell("x" * 32_767)),
    ],
)
def test_a_cell_is_read_as_it_is_stored(value: Any, cell: Cell, tmp_path: Path) -> None:  # noqa: ANN401 - whatever a cell can hold
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = value

    assert read(tmp_path, fill).rows[0].cells == (cell,)


@pytest.mark.parametrize(
    ("colour", "kind", "word"),
    [
        (Color(rgb="FFFF0000"), "solid", "red"),
        (Color(indexed=3), "solid", "green"),
        (Color(indexed=64), "solid", None),
        (Color(theme=0), "solid", "white"),
        (Color(theme=0, tint=-0.35), "solid", "grey"),
        (Color(theme=5), "solid", "red"),
        (Color(theme=99), "solid", None),
        (Color(auto=True), "solid", None),
        (Color(rgb="FFFF0000"), "gray125", None),
    ],
)
def test_a_fill_is_told_by_its_word(colour: Color, kind: Any, word: str | None, tmp_path: Path) -> None:  # noqa: ANN401 - a word of openpyxl's list
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = "x"
        sheet["A1"].fill = PatternFill(fill_type=kind, fgColor=colour)
        sheet["B1"].fill = PatternFill(fill_type=kind, fgColor=colour)
        sheet["C1"] = "y"

    first, empty, last = read(tmp_path, fill).rows[0].cells
    assert (first.fill, empty, last.fill) == (word, Cell(fill=word), None)


def test_merged_cells_are_spread_downwards_only(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"], sheet["B4"] = "PEEL", "end"
        sheet.merge_cells("A1:B3")

    rows = read(tmp_path, fill).rows
    assert [row.cell(0) for row in rows] == [
        Cell("PEEL", wide=True),
        Cell("PEEL", spread=True, wide=True),
        Cell("PEEL", spread=True, wide=True),
        Cell(),
    ]
    assert [row.cell(1).text for row in rows] == ["", "", "", "end"]


def test_hidden_rows_and_sheets_are_told(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"], sheet["A2"], sheet["A3"] = "a", "b", "c"
        sheet.row_dimensions[2].hidden = True
        assert sheet.parent is not None
        sheet.parent.create_sheet("Other")
        sheet.sheet_state = "hidden"

    found = read(tmp_path, fill)
    assert [row.hidden for row in found.rows] == [False, True, False]
    assert found.hidden
    assert not found.rows[0].hidden


def test_lines_end_where_the_last_text_is(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["B2"] = "x"
        sheet["A9"].fill = PatternFill(fill_type="solid", fgColor="FFFF0000")

    rows = read(tmp_path, fill).rows
    assert [row.number for row in rows] == [1, 2]
    assert rows[1].cell(1).text == "x"


def test_a_gap_in_the_xml_is_an_empty_row(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"], sheet["A5"] = "a", "b"

    assert [row.cell(0).text for row in read(tmp_path, fill).rows] == ["a", "", "", "", "b"]


@pytest.mark.parametrize(("limit", "words"), [("MOST_ROWS", "3 rows"), ("MOST_CELLS", "3 cells")])
def test_what_lies_beyond_is_named(
    limit: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shape, limit, 3)

    def fill(sheet: Worksheet) -> None:
        for number in range(1, 5):
            sheet.cell(number, 1, "x")

    with pytest.raises(HmiError, match=rf"sheet “Sheet”: row 4, column 1 lies beyond.*{words}"):
        read(tmp_path, fill)


@pytest.mark.parametrize("limit", ["_MOST_ELEMENTS", "_MOST_HELD"])
def test_too_many_elements_are_refused(limit: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shape, limit, 10)
    with pytest.raises(HmiError, match="more, or deeper, elements"):
        read(tmp_path, lambda sheet: [sheet.cell(number, 1) for number in range(1, 99)])


@pytest.mark.parametrize(
    ("module", "limit", "words"),
    [
        (sheets, "_MOST_TEXT", "sheet “Sheet”: its cells hold more text"),
        (zipped, "_MOST_TAGS", "more than 3 elements"),
    ],
)
def test_what_is_larger_than_a_tracker_is_refused(
    module: ModuleType,
    limit: str,
    words: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, limit, 3)

    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = "more than three letters"

    with pytest.raises(HmiError, match=words):
        read(tmp_path, fill)


@pytest.mark.parametrize(
    ("bound", "most", "words"),
    [
        ("sheet", 600, r"“xl/theme/theme1\.xml” has 0\.0 MB, more than a tracker has"),
        ("other", 3, r"has 0\.0 MB"),
        ("total", 3, r"what it unpacks to has 0\.0 MB"),
    ],
)
def test_what_unpacks_beyond_a_bound_is_refused(
    bound: str, most: int, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "TRACKER", replace(zipped.TRACKER, **{bound: cast("Any", most)}))
    with pytest.raises(HmiError, match=words):
        read(tmp_path, lambda sheet: sheet.cell(1, 1, "x"))


def test_the_texts_of_cells_have_bounds_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workbook()(tmp_path / "t.xlsx")
    monkeypatch.setattr(sheets, "TRACKER", replace(zipped.TRACKER, texts=3))
    with pytest.raises(HmiError, match=r"sharedStrings\.xml” has 0\.0 MB"):
        tables.read_tracker(tmp_path / "t.xlsx")
    monkeypatch.undo()
    monkeypatch.setattr(zipped, "_MOST_TAGS_OF_TEXTS", 3)
    with pytest.raises(HmiError, match=r"sharedStrings\.xml” has more than 3 elements"):
        tables.read_tracker(tmp_path / "t.xlsx")


def test_cells_of_a_text_table_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_CELLS", 5)
    (tmp_path / "t.csv").write_bytes(b"a,b\n1,2\n3\n")
    assert len(tables.read_table(tmp_path / "t.csv").sheets[0].rows) == 3
    (tmp_path / "t.csv").write_bytes(b"a,b\n1,2\n3,4\n")
    with pytest.raises(HmiError, match="row 3 lies beyond the 50,000 rows, 200 columns and 5 cells"):
        tables.read_table(tmp_path / "t.csv")


def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(HmiError, match=r"cannot read “gone\.xlsx”: no such file"):
        sheets.read_workbook(tmp_path / "gone.xlsx")


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        (b"a;b\n1,5;2\n", [["a", "b"], ["1,5", "2"]]),
        (b"a\tb\n1\t2\n", [["a", "b"], ["1", "2"]]),
        (b'a,b\r\n"x\ny",2\r\n\r\n', [["a", "b"], ["x\ny", "2"]]),
        (b"a,b\n#1 PRIORITY,2\n", [["a", "b"], ["#1 PRIORITY", "2"]]),
        (b"a,b\n,\n1,2\n", [["a", "b"], ["", ""], ["1", "2"]]),
    ],
)
def test_a_tables_separator_is_found(content: bytes, rows: list[list[str]], tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(content)
    found = tables.read_tracker(tmp_path / "t.csv")
    assert [[cell.text for cell in row.cells] for row in found.sheets[0].rows] == rows
    assert found.sheets[0].name == "t"


def test_colours_that_rules_set_are_told_not_to_be_seen(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for name in ("One", "Two"):
        sheet = book.create_sheet(name)
        rule = CellIsRule(operator="equal", formula=["1"], fill=PatternFill(bgColor="FFFF0000"))  # type: ignore[no-untyped-call]  # its stub says no types
        sheet.conditional_formatting.add("A1:A9", rule)
    book.save(tmp_path / "t.xlsx")
    notes = tables.read_tracker(tmp_path / "t.xlsx").notes
    assert notes == ("its colours that rules set (conditional formatting) were not seen",)
