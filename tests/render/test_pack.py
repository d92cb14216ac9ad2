"""A return pack as a workbook: by Excel's rules, locked where it must be, and the same bytes twice."""

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openxml_audit import OpenXmlValidator

from hmicfrs_cli.domain.packs import STATE_SHEET, Pack
from hmicfrs_cli.domain.packs_state import read_state
from hmicfrs_cli.domain.returns import FIELDS, read
from hmicfrs_cli.render import pack_words, workbook
from hmicfrs_cli.render.pack import workbook as made
from hmicfrs_cli.storage.workbooks import read_sheets
from tests.domain.handed import packs
from tests.domain.views import SETTINGS, view
from tests.render.conftest import HOSTILE

DAY = "2025-06-01"
KEY = {"red": "will not be done", "amber": "under way " * 20, "green": "done"}
RAG = [
    {"from": "2020-01-01", "basis": "delivery", "key": KEY},
    {"from": "2026-01-01", "basis": "risk"},
]
LOG: list[dict[str, object]] = [
    {"on": "2025-02-01", "owner": "Head of Crime", "status": "in-progress", "target": "2025-12-31"},
    {"on": "2025-03-01", "rag": "amber", "why": "Half is done.", "note": "Training began."},
    {
        "on": "2025-03-02",
        "effect": "Slower.",
        "evidence": ["An audit"],
        "note": "Names a victim.",
        "private": True,
    },
    {"on": "2025-03-03", "target": "2026-03", "why": "Courses are full."},
    {"on": "2025-03-04", "action": "a1", "text": "Train", "status": "considered-complete"},
    {"on": "2025-03-05", "action": "a2", "note": "Without a text."},
]
FACTS: Mapping[str, object] = {
    "number": "3",
    "deadline": {"text": "Within six months", "basis": "publication", "within": "P6M"},
    "log": LOG,
}


@pytest.fixture(autouse=True)
def _key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SETTINGS, "rag", RAG)


def pack(day: str = DAY, *, restricted: bool = False, **facts: object) -> Pack:
    (found,) = packs(view(day, {"report/3": {**FACTS, **facts}}), restricted=restricted)
    return found


def book(one: Pack) -> Any:  # noqa: ANN401 - openpyxl's own
    return openpyxl.load_workbook(io.BytesIO(made(one)))


def cells(one: Pack, row: int = 5) -> dict[str, Any]:
    sheet = book(one)["Findings"]
    return {sheet.cell(4, at).value: sheet.cell(row, at) for at in range(1, sheet.max_column + 1)}


def test_the_same_pack_is_the_same_bytes_with_no_time_of_day_in_them() -> None:
    assert made(pack()) == made(pack())
    with zipfile.ZipFile(io.BytesIO(made(pack()))) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2025-06-01T12:00:00Z" in archive.read("docProps/core.xml")


def test_the_workbook_is_valid_by_the_standard(tmp_path: Path) -> None:
    long = "The force should train everybody. " * 100
    for name, one in (("a", pack()), ("b", pack("2026-06-01", text=long, log=LOG[:1]))):
        path = tmp_path / f"{name}.xlsx"
        path.write_bytes(made(one))
        result = OpenXmlValidator().validate(path)
        assert result.is_valid, [error.description for error in result.errors]


def test_a_row_says_what_is_known() -> None:
    row = {head: cell.value for head, cell in cells(pack()).items()}
    assert row == {
        "Id": "report/3",
        "Finding": "Recommendation 3\nReport",
        "What the inspectorate says": "Do it",
        "Its deadline": "Within six months\n(6 July 2025)",
        "Last position": "Status: in progress, 1 February 2025\n"
        "Rated amber, 1 March 2025: Half is done.\n"
        "Target: March 2026, moved once\n"
        "Progress, 2 March 2025: withheld\n"
        "Effect, 2 March 2025: withheld\n"
        "Evidence, 2 March 2025: withheld",
        "RAG": f"amber: {' '.join(['under way'] * 20)[:99]}…",
        "Status": "in progress",
        "Target date": "2026-03",
        "Progress since": None,
        "Effect on the service": None,
        "Evidence": None,
        "Reason": None,
    }
    shown = cells(pack(restricted=True))["Last position"].value
    assert "Names a victim." in shown
    assert "withheld" not in shown


def test_an_action_has_a_row_of_its_own() -> None:
    first, second = cells(pack(), 6), cells(pack(), 7)
    assert first["Id"].value == "report/3#a1"
    assert first["What the inspectorate says"].value == "Train\n\nAn action of: Do it"
    assert first["Finding"].value == "Recommendation 3\naction a1\nReport"
    assert (first["Status"].value, first["RAG"].value) == ("considered complete by the force", None)
    assert second["What the inspectorate says"].value == "Do it"


def test_only_what_is_asked_for_can_be_written_in() -> None:
    found = book(pack())
    assert all(sheet.protection.sheet for sheet in found if sheet.title != "lists")
    unlocked = {head for head, cell in cells(pack()).items() if not cell.protection.locked}
    assert unlocked == {
        *("RAG", "Status", "Target date", "Progress since", "Effect on the service", "Evidence", "Reason"),
    }
    assert not found["Findings"]["B3"].protection.locked
    assert found["Findings"]["A3"].value == pack_words.SIGNED


def test_the_sheets_and_which_are_hidden() -> None:
    assert {sheet.title: sheet.sheet_state for sheet in book(pack())} == {
        "Findings": "visible",
        "How to fill this in": "visible",
        "lists": "hidden",
        STATE_SHEET: "veryHidden",
    }


def test_lists_are_chosen_from_ranges_and_dates_are_checked() -> None:
    found = book(pack())
    rules = {rule.promptTitle: rule for rule in found["Findings"].data_validations.dataValidation}
    offered = {}
    for name in ("RAG", "Status"):
        assert rules[name].type == "list"
        (row,) = found["lists"][rules[name].formula1.partition("!")[2].replace("$", "")]
        offered[name] = [cell.value for cell in row]
    assert [text.partition(":")[0] for text in offered["RAG"]] == ["red", "amber", "green"]
    assert "considered complete by the force" in offered["Status"]
    assert (rules["Target date"].type, rules["Target date"].operator) == ("date", None)
    for rule in rules.values():
        assert len(rule.promptTitle) <= 32
        assert len(rule.prompt) <= 255
        assert str(rule.sqref).endswith("7")


def test_under_risk_the_colour_is_shown_and_likelihood_and_impact_are_asked_for() -> None:
    one = pack("2026-06-01", log=[LOG[0], {"on": "2026-02-01", "risk": {"likelihood": 2, "impact": 3}}])
    row = cells(one)
    assert (row["RAG by the matrix"].value, row["Likelihood"].value, row["Impact"].value) == ("red", "2", "3")
    assert (row["RAG by the matrix"].protection.locked, row["Impact"].protection.locked) == (True, False)
    assert "RAG" not in row
    assert "colour follows" in " ".join(pack_words.guide(one))
    bare = pack("2026-06-01", log=LOG[:1])
    assert cells(bare)["RAG by the matrix"].value == "not rated"


def test_the_guide_has_the_key_and_says_where_none_is_stated(monkeypatch: pytest.MonkeyPatch) -> None:
    text = [cell.value for row in book(pack())["How to fill this in"].rows for cell in row if cell.value]
    assert {"red", "will not be done", "green"} <= set(text)
    monkeypatch.setitem(SETTINGS, "rag", [])
    one = pack()
    text = [cell.value for row in book(one)["How to fill this in"].rows for cell in row if cell.value]
    assert "Not stated" in text
    assert pack_words.colours(one) == ["red", "amber", "green", "white"]


def test_the_marking_stands_at_head_and_foot_of_every_page() -> None:
    for one in (pack(), replace(pack(restricted=True), owner="R&D & Co", fictional=True)):
        for sheet in book(one):
            if sheet.sheet_state == "visible":
                assert one.marking.label in sheet.oddHeader.center.text
                assert one.marking.label in sheet.oddFooter.center.text
                assert ("fictional" in sheet.oddHeader.center.text) == one.fictional
                assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    with zipfile.ZipFile(io.BytesIO(made(replace(pack(), owner="R&D")))) as archive:
        assert b"R&amp;&amp;D" in archive.read("xl/worksheets/sheet1.xml")


def test_the_head_stays_in_sight_and_is_printed_on_every_page() -> None:
    sheet = book(pack())["Findings"]
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("B5", "$4:$4")


@pytest.mark.parametrize("length", [1_201, 40_000], ids=str)
def test_a_long_wording_is_cut_in_the_table_and_stands_whole_on_its_own_sheet(length: int) -> None:
    text = ("The force should " * 3000)[:length].strip() + "."
    found = book(pack(text=text))
    shown = cells(pack(text=text))["What the inspectorate says"].value
    assert shown.endswith("(the whole text is on the sheet “Wording”)")
    rows = [row[1].value for row in found["Wording"].rows if str(row[0].value).startswith("report/3: What")]
    assert " ".join(rows) == text
    assert max(map(len, rows)) <= 1_000


@pytest.mark.parametrize(
    "text",
    [
        *HOSTILE.values(),
        "=1+1",
        "+cmd|' /C calc'!A0",
        "@SUM(A1)",
        "http://force.example/",
        "0123",
        "_x0041_",
        "a\tb",
    ],
    ids=str,
)
def test_text_stays_text(text: str, tmp_path: Path) -> None:
    one = replace(pack(text=text), owner=text)
    content = made(one)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not [name for name in archive.namelist() if "vba" in name.casefold() or "external" in name]
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    assert not any(re.search(rb"<f[ >]|<hyperlink", sheet) for sheet in sheets)
    path = tmp_path / "pack.xlsx"
    path.write_bytes(content)
    row = read_sheets(path)["Findings"][4]
    assert row[2].text == workbook.clean(text)
    assert {cell.kind for cell in row} == {"text"}


def test_what_goes_back_has_what_the_owner_wrote_and_what_is_missing(tmp_path: Path) -> None:
    line = pack().lines[0]
    wanted = (("why", "the target moved without a reason"), ("", "something else; mend it"))
    filled = {"target": "2026-06-30", "note": "=1+1"}
    one = replace(pack(), lines=(replace(line, filled=filled, wanted=wanted),))
    row = {head: cell.value for head, cell in cells(one).items()}
    assert row["What is missing"] == "Reason: the target moved without a reason\nSomething else; mend it"
    assert (row["Target date"], row["Progress since"]) == ("2026-06-30", "=1+1")
    path = tmp_path / "back.xlsx"
    path.write_bytes(made(one))
    returned = read(path.name, read_sheets(path), date.max)
    assert returned.rows[0].cells["note"].text == "=1+1"
    assert returned.aside == ()
    assert dict(returned.made.lines["report/3"]) == line.values


def test_the_hidden_sheet_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "pack.xlsx"
    path.write_bytes(made(pack()))
    sheets = read_sheets(path)
    state = read_state([[cell.text for cell in row] for row in sheets[STATE_SHEET]], date.max)
    assert list(state.lines) == ["report/3", "report/3#a1", "report/3#a2"]
    shown = {"id", "finding", "text", "deadline", "position"}
    assert set(state.columns.values()) == {*shown, *FIELDS} - {"likelihood", "impact"}
    assert read(path.name, sheets, date.max).aside == ()


@pytest.mark.parametrize(
    ("text", "most", "expected"),
    [
        ("", 5, [""]),
        ("abcde", 5, ["abcde"]),
        ("abcdef", 5, ["abcde", "f"]),
        ("ab cd ef", 5, ["ab", "cd ef"]),
        ("abc def", 5, ["abc", "def"]),
        ("a bcdefg", 5, ["a bcd", "efg"]),
        ("ab\ncdef", 5, ["ab", "cdef"]),
        ("\U0001f600" * 4, 5, ["\U0001f600" * 2, "\U0001f600" * 2]),
    ],
)
def test_text_is_broken_at_words_and_counted_as_excel_counts(
    text: str, most: int, expected: list[str]
) -> None:
    assert list(workbook.pieces(text, most)) == expected


def test_what_a_cell_cannot_hold_is_cut_and_says_so() -> None:
    one = workbook.Book(pack().made, "x")
    workbook.put(one.sheet("a"), 0, 0, "\U0001f600" * 20_000)
    value = openpyxl.load_workbook(io.BytesIO(one.content()))["a"]["A1"].value
    assert value.endswith("(cut: a cell holds no more)")
    assert workbook.units(value) <= 32_767


@pytest.mark.parametrize(
    ("texts", "least", "lines"),
    [
        ([("a", 10)], 1, 1),
        ([("a", 10)], 4, 4),
        ([("a\nb", 10), ("a" * 21, 10)], 1, 3),
        ([("a" * 1000, 10)], 1, 30.2),
    ],
)
def test_a_row_is_as_high_as_its_text(texts: list[tuple[str, float]], least: int, lines: float) -> None:
    assert workbook.height(texts, least) == pytest.approx(min(lines * 13.5, 409), abs=2)


def test_what_goes_back_shows_from_afar_which_cells_are_missing() -> None:
    one = pack(log=LOG[:1])
    (line,) = one.lines
    asked = replace(line, filled={"target": "2026-12-31"}, wanted=(("why", "without a reason"), ("", "odd")))
    row = cells(replace(one, lines=(asked,)))
    yellow = {head for head, cell in row.items() if cell.fill.fgColor.rgb == "FFFFF3B0"}
    assert yellow == {"Reason"}
    assert row["What is missing"].value == "Reason: without a reason\nOdd"
    assert not row["Reason"].protection.locked
    sheet = book(replace(one, lines=(asked,)))
    assert sheet["Findings"]["A1"].value == "Head of Crime: what is still missing, to complete and return"
    told = " ".join(str(cell.value) for row in sheet["How to fill this in"].rows for cell in row)
    assert "the yellow cells are to be completed" in told
    assert "yellow" not in " ".join(pack_words.guide(one))


def test_a_digest_of_every_locked_cell_is_in_it_and_fits_what_stands_there(tmp_path: Path) -> None:
    long = "The force should train everybody – _x0041_\ttoday. " * 40
    path = tmp_path / "pack.xlsx"
    path.write_bytes(made(pack(text=long)))
    returned = read(path.name, read_sheets(path), date.max)
    assert {name for key, name in returned.made.locked if key == "report/3"} == {
        "finding",
        "text",
        "deadline",
        "position",
    }
    assert returned.made.sheets == set(openpyxl.load_workbook(path).sheetnames)
    assert returned.aside == ()


def test_a_date_that_is_past_says_so_until_the_work_is_complete() -> None:
    late = pack("2026-07-07", log=[LOG[0], LOG[1]])
    row = {head: cell.value for head, cell in cells(late).items()}
    assert row["Its deadline"] == "Within six months\n(6 July 2025: past)"
    assert "Target: 31 December 2025: past\n" in row["Last position"]
    done = {"on": "2025-12-01", "status": "considered-complete", "evidence": ["An audit"]}
    row = {head: cell.value for head, cell in cells(pack("2026-07-07", log=[LOG[0], done])).items()}
    assert row["Its deadline"] == "Within six months\n(6 July 2025)"
    assert "past" not in row["Last position"]
