"""Workbooks that came back: every cell as text, nothing computed, and nothing without bounds."""

import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.formula import ArrayFormula

from hmicfrs_cli.domain.packs import STATE_SHEET
from hmicfrs_cli.errors import HmiError, NotFoundError, UsageError
from hmicfrs_cli.storage import workbooks
from hmicfrs_cli.storage.incoming import kind_of, says
from hmicfrs_cli.storage.workbooks import has_comments, read_sheets

BIG = b"0" * 1_000_000


def saved(path: Path, values: Mapping[str, Any], title: str = "Findings") -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for place, value in values.items():
        sheet[place] = value
    book.save(path)
    return path


def again(path: Path, change: Callable[[str, bytes], bytes], more: Mapping[str, bytes] | None = None) -> Path:
    """Pack a workbook's parts again, each as `change` has it, with others beside them."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: change(name, archive.read(name)) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**parts, **(more or {})}.items():
            archive.writestr(name, content)
    return path


@pytest.mark.parametrize(
    ("value", "text", "kind"),
    [
        ("words", "words", "text"),
        ("0123", "0123", "text"),
        (12, "12", "number"),
        (0.1, "0.1", "number"),
        (1e300, "1e+300", "number"),
        (True, "yes", "text"),
        (False, "no", "text"),
        (datetime(2027, 3, 31, 9, 30), "2027-03-31", "date"),  # noqa: DTZ001 - a spreadsheet's has no zone
        (date(2027, 3, 31), "2027-03-31", "date"),
        ("=1+1", "=1+1", "formula"),
        ("=HYPERLINK(A1)", "=HYPERLINK(A1)", "formula"),
        (ArrayFormula("B2", "=SUM(A1:A2)"), "=SUM(A1:A2)", "formula"),
        ("#REF!", "#REF!", "error"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree", "text"),
        ("one_x000D_\ntwo", "one\ntwo", "text"),
        ("a_x0007_b", "a�b", "text"),
        ("a\u2028b\x85c\ufeffd\x7f", "a\nb\nc�d�", "text"),
    ],
)
def test_a_cell_is_what_a_person_reads_and_knows_its_place(
    value: object, text: str, kind: str, tmp_path: Path
) -> None:
    path = saved(tmp_path / "a.xlsx", {"B2": value})
    (row,) = read_sheets(path)["Findings"]
    assert [cell.text for cell in row] == ["", text]
    assert (row[1].kind, row[1].place) == (kind, "Findings!B2")


def test_hidden_sheets_are_read_and_empty_rows_and_ends_are_left_out(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    hidden = book.create_sheet(STATE_SHEET)
    hidden["A1"] = "hmi"
    hidden["C1"] = " "
    hidden["A9"] = "x"
    hidden.sheet_state = "veryHidden"
    book.save(tmp_path / "a.xlsx")
    found = read_sheets(tmp_path / "a.xlsx")
    assert [[cell.text for cell in row] for row in found[STATE_SHEET]] == [["hmi", "", " "], ["x"]]


def lying(_: str, content: bytes) -> bytes:
    return content


def bomb(path: Path) -> None:
    """Say of a part that it is small, though it unpacks to a lot."""
    again(saved(path, {"A1": "x"}), lying, {"xl/worksheets/sheet1.xml": b" " * 30_000_000})
    raw = bytearray(path.read_bytes())
    central = raw.rindex(b"xl/worksheets/sheet1.xml") - 46
    assert raw[central : central + 4] == b"PK\x01\x02"
    raw[central + 24 : central + 28] = (1_000).to_bytes(4, "little")
    path.write_bytes(raw)


HOSTILE: dict[str, Callable[[Path], object]] = {
    "nothing": lambda path: path.write_bytes(b""),
    "text": lambda path: path.write_text("not a workbook", encoding="utf-8"),
    "locked by a password": lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + BIG),
    "a zip without a workbook": lambda path: zipfile.ZipFile(path, "w").close(),
    "cut off": lambda path: path.write_bytes(saved(path, {"A1": "x"}).read_bytes()[:-200]),
    "entities": lambda path: again(
        saved(path, {"A1": "x"}),
        lambda name, raw: (
            raw.replace(b"<worksheet", b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet')
            if "sheet1" in name
            else raw
        ),
    ),
    "no XML": lambda path: again(
        saved(path, {"A1": "x"}), lambda name, raw: b"<a" if "sheet1" in name else raw
    ),
    "a large part": lambda path: again(
        saved(path, {"A1": "x"}), lying, {"xl/drawings/drawing1.xml": b"<a>" + BIG}
    ),
    "too much in all": lambda path: again(
        saved(path, {"A1": "x"}),
        lying,
        {f"xl/worksheets/extra{at}.xml": b"0" * 21_000_000 for at in range(3)},
    ),
    "a bomb that says it is none": bomb,
    "the same part twice": lambda path: again(saved(path, {"A1": "x"}), lying, {"XL/workbook.xml": b"<a/>"}),
    "too many parts": lambda path: again(
        saved(path, {"A1": "x"}), lying, {f"xl/media/{at}.png": b"" for at in range(4_001)}
    ),
    "a row of cells without end": lambda path: again(
        saved(path, {"A1": "x"}),
        lambda name, raw: (
            raw.replace(b"</row>", b"<c/>" * 1_400_000 + b"</row>") if "sheet1" in name else raw
        ),
    ),
    "too many rows": lambda path: saved(path, {"A20001": "x"}),
}


@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_pack_is_refused_in_words(make: Callable[[Path], object], tmp_path: Path) -> None:
    path = tmp_path / "hostile.xlsx"
    make(path)
    with pytest.raises(HmiError, match=r"hostile\.xlsx") as caught:
        read_sheets(path)
    assert caught.value.mend


HARMLESS = {
    "macros": {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0 macros"},
    "a link to another workbook": {"xl/externalLinks/externalLink1.xml": b"<externalLink/>"},
    "a connection": {"xl/connections.xml": b"<connections/>"},
    "a picture": {"xl/media/image1.png": b"\x89PNG"},
    "a name that leads out": {"../../../../tmp/hmi-was-here.txt": b"x"},
}


@pytest.mark.parametrize("more", HARMLESS.values(), ids=HARMLESS)
def test_what_is_no_cell_is_left_alone(more: Mapping[str, bytes], tmp_path: Path) -> None:
    path = again(saved(tmp_path / "a.xlsx", {"A1": "x"}), lying, more)
    before = sorted(tmp_path.rglob("*"))
    assert [[cell.text for cell in row] for row in read_sheets(path)["Findings"]] == [["x"]]
    assert sorted(tmp_path.rglob("*")) == before


def test_rows_that_are_only_said_to_be_there_cost_nothing(tmp_path: Path) -> None:
    def wide(name: str, raw: bytes) -> bytes:
        whole = b'<dimension ref="A1:XFD1048576"/>'
        return raw.replace(b'<dimension ref="A1:A1"/>', whole) if "sheet1" in name else raw

    path = again(saved(tmp_path / "a.xlsx", {"A1": "x"}), wide)
    with zipfile.ZipFile(path) as archive:
        assert b"XFD1048576" in archive.read("xl/worksheets/sheet1.xml")
    assert len(read_sheets(path)["Findings"]) == 1


@pytest.mark.parametrize(("name", "most"), [("_CELLS", 2), ("_TEXT", 11)])
def test_cells_and_their_text_have_bounds(
    name: str, most: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved(tmp_path / "a.xlsx", {"A1": "four", "B1": "four", "A2": "four", "B2": ""})
    monkeypatch.setattr(workbooks, name, most)
    with pytest.raises(HmiError, match="more than any pack"):
        read_sheets(path)
    monkeypatch.setattr(workbooks, name, most + 1)
    assert len(read_sheets(path)["Findings"]) == 2


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(HmiError, match="no such file"):
        read_sheets(tmp_path / "a.xlsx")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("tracker.CSV", "tracker"),
        ("old.xls", "tracker"),
        ("macros.xlsm", "tracker"),
        ("report.pdf", "report"),
        ("report.HTML", "report"),
        ("letter.docx", "report"),
        ("letter.txt", "report"),
        ("broken.xlsx", "tracker"),
    ],
)
def test_a_file_is_told_by_its_ending(name: str, kind: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"PK\x03\x04 and nothing that can be read")
    assert kind_of(tmp_path / name) == kind


def test_a_pack_is_told_by_its_hidden_sheet(tmp_path: Path) -> None:
    assert kind_of(saved(tmp_path / "a.xlsx", {"A1": "x"}, STATE_SHEET)) == "pack"
    assert kind_of(saved(tmp_path / "b.xlsx", {"A1": STATE_SHEET})) == "tracker"


def test_what_is_no_file_of_ours_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="there is no file"):
        kind_of(tmp_path / "a.xlsx")
    with pytest.raises(UsageError, match="is no file"):
        kind_of(tmp_path)
    (tmp_path / "picture.png").write_bytes(b"")
    with pytest.raises(UsageError, match="no kind that hmi reads"):
        kind_of(tmp_path / "picture.png")


def test_a_file_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = saved(tmp_path / "a.xlsx", {"A1": "x"})

    def refuse(*_: object, **__: object) -> io.BytesIO:
        raise PermissionError(13, "Permission denied")

    # A test may run as root, whom no file refuses.
    monkeypatch.setattr(zipfile.ZipFile, "__init__", refuse)
    with pytest.raises(HmiError, match="permission denied"):
        kind_of(path)


WORDS = ("Last position", "Progress since")


def test_the_words_of_a_table_are_found_in_its_cells_alone(tmp_path: Path) -> None:
    book = saved(tmp_path / "a.xlsx", {"A1": WORDS[0], "B900": f"the {WORDS[1]} then"})
    assert says(book, WORDS)
    assert not says(book, (*WORDS, "Effect"))
    assert not says(saved(tmp_path / "b.xlsx", {"A1": WORDS[0]}, WORDS[1]), WORDS)
    without = again(book, lambda _, raw: raw.replace(b"Progress since", b""))
    assert not says(without, WORDS)
    assert says(again(without, lambda _, raw: raw, {"xl/sharedStrings.xml": b"<t>Progress since</t>"}), WORDS)


@pytest.mark.parametrize("at", [0, 70, (1 << 20) - 5, (3 << 20) - 20])
def test_words_are_found_wherever_they_stand_in_a_large_table(at: int, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"x" * at + b"Last position,Progress since\n" + b"y" * 100)
    assert says(path, WORDS)


def test_what_cannot_be_read_says_nothing_and_a_bomb_is_left_in_time(tmp_path: Path) -> None:
    assert not says(tmp_path / "none.csv", WORDS)
    (tmp_path / "broken.xlsx").write_bytes(b"PK and no more")
    assert not says(tmp_path / "broken.xlsx", WORDS)
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(3):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", BIG * 100)
        archive.writestr("xl/worksheets/last.xml", b"Last position Progress since")
    assert not says(tmp_path / "bomb.xlsx", WORDS)


def test_comments_are_seen_whatever_their_sort(tmp_path: Path) -> None:
    book = saved(tmp_path / "a.xlsx", {"A1": "x"})
    assert not has_comments(book)
    for name in ("xl/comments1.xml", "xl/threadedComments/threadedComment1.xml", "xl/comments/comment1.xml"):
        assert has_comments(
            again(saved(tmp_path / "b.xlsx", {"A1": "x"}), lambda _, raw: raw, {name: b"<x/>"})
        )
