"""Each format of an export, read back by what analysts and officers read it with."""

import csv
import io
import json
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from hmicfrs_cli.domain import query
from hmicfrs_cli.domain.audience import Audience
from hmicfrs_cli.domain.exporting.column import Kind, Table, text
from hmicfrs_cli.domain.exporting.tables import COLUMNS, Export, export
from hmicfrs_cli.errors import RenderError
from hmicfrs_cli.render import exports, tracker
from hmicfrs_cli.render.csv import as_it_was, safe
from tests.domain.views import view

HOSTILE = (
    "=cmd|' /C calc'!A0",
    "+44 20 7946 0000",
    "-1",
    "@SUM(A1:A2)",
    "  =1+1",
    "\t=1+1",
    "\xa0=1+1",
    "\u200b=1+1",
    "\uff1d1+1",
    "'quoted'",
    "''=1",
    'He said "no", twice; then left',
    "one line\n=two lines",
    "naïve – “café” £5 😀",
    "1.10",
    "0123",
    "no",
    "_x0041_",
    "https://example.com/",
    "&lt;b&gt; <b>",
)
DAY = "2026-11-23"


def made(*, restricted: bool = False) -> Export:
    facts = {f"report/{place}": {"text": text, "log": _log(text)} for place, text in enumerate(HOSTILE, 1)}
    found = view(DAY, facts)
    states = query.select_states(found, query.Filters())
    return export(Audience(found, restricted), states, list(COLUMNS), whole=True)


def _log(text: str) -> list[dict[str, object]]:
    return [
        {
            "on": "2025-02",
            "owner": text,
            "target": "2025-06",
            "rag": "amber",
            "why": text,
            "evidence": [text, "x"],
        },
        {"on": "2025-03-01", "action": "a1", "text": text, "note": text, "private": True},
    ]


@pytest.fixture(scope="module")
def whole() -> Export:
    return made()


def cells(table: Table) -> list[dict[str, object]]:
    names = [column.name for column in table.columns]
    return [dict(zip(names, row, strict=True)) for row in table.rows()]


def plainly(table: Table) -> list[dict[str, object]]:
    """Return a table as JSON has it: days in ISO 8601."""
    return [
        {name: cell.isoformat() if isinstance(cell, date) else cell for name, cell in row.items()}
        for row in cells(table)
    ]


def files(name: str, found: Export) -> dict[str, bytes]:
    return {file: b"".join(pieces) for file, pieces in exports.make(name, found).items()}


@pytest.mark.parametrize("name", exports.FORMATS)
def test_the_same_export_gives_the_same_bytes(name: str, whole: Export) -> None:
    assert files(name, whole) == files(name, made())


@pytest.mark.parametrize("name", exports.FORMATS)
def test_a_format_has_a_file_for_each_table_or_one_for_all(name: str, whole: Export) -> None:
    names = list(COLUMNS) if exports.FORMATS[name].apart else ["register"]
    assert list(files(name, whole)) == names


@pytest.mark.parametrize("name", ["csv", "json", "ndjson"])
def test_no_row_is_made_before_it_is_written(name: str) -> None:
    read: list[str] = []

    def tell(row: str) -> str:
        read.append(row)
        return row

    table = Table("findings", (text("id", "Its id", tell),), [f"peel/{number}" for number in range(3)])
    (pieces,) = exports.make(name, replace(made(), tables=(table,))).values()
    sizes = [len(read) for _ in pieces]
    assert {1, 2, 3} <= set(sizes)


@pytest.mark.parametrize("name", exports.FORMATS)
def test_tables_without_a_row_are_files_too(name: str) -> None:
    found = view("2020-01-01")
    empty = export(Audience(found), [], list(COLUMNS), whole=True)
    assert [list(table.rows()) for table in empty.tables] == [[], [], []]
    names = list(COLUMNS) if exports.FORMATS[name].apart else ["register"]
    assert list(files(name, empty)) == names


# CSV


@pytest.mark.parametrize("text", list(HOSTILE[:11]))
def test_what_a_spreadsheet_could_run_has_an_apostrophe_before_it(text: str) -> None:
    assert safe(text) == f"'{text}"


@pytest.mark.parametrize("text", [*HOSTILE[11:], "a=b", "5-6", "me@example.com", ""])
def test_any_other_text_stays_as_it_is(text: str) -> None:
    assert safe(text) == text


@given(st.text())
def test_every_text_is_had_back_and_none_is_a_formula(text: str) -> None:
    assert as_it_was(safe(text)) == text
    assert not safe(text).lstrip().startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize("name", COLUMNS)
def test_csv_is_read_back_by_pythons_own_reader(name: str, whole: Export) -> None:
    content = files("csv", whole)[name]
    assert content.startswith(b"\xef\xbb\xbf" + ",".join(c.name for c in COLUMNS[name][:3]).encode())
    found = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    table = next(table for table in whole.tables if table.name == name)
    kinds = {column.name: column.kind for column in table.columns}
    assert len(found) == len(table.of) > 0
    for row, expected in zip(found, cells(table), strict=True):
        assert {key: as_it_was(cell) for key, cell in row.items()} == {
            key: _in_csv(kinds[key], cell) for key, cell in expected.items()
        }


def _in_csv(kind: Kind, cell: Any) -> str:  # noqa: ANN401 - a cell of any kind
    if cell is None:
        return ""
    if kind is Kind.FLAG:
        return "true" if cell else "false"
    return "\n".join(cell) if kind is Kind.TEXTS else str(cell)


def test_every_line_of_csv_ends_as_rfc_4180_has_it(whole: Export) -> None:
    content = files("csv", whole)["inspections"]
    assert content.count(b"\r\n") == content.count(b"\n") == 2  # a head and a row, with no line in a cell


def duck(select: str, path: Path) -> duckdb.DuckDBPyRelation:
    found = duckdb.sql(f"select {select} from '{path}'")  # noqa: S608 - our own words and path
    assert found is not None
    return found


def test_duckdb_reads_csv_typed(whole: Export, tmp_path: Path) -> None:
    for name, content in files("csv", whole).items():
        (tmp_path / f"{name}.csv").write_bytes(content)
    path = tmp_path / "findings.csv"
    found = duck("id, as_of, target_last_day, overdue, target_moves", path).fetchall()
    assert found[0] == ("report/1", date(2026, 11, 23), date(2025, 6, 30), True, 0)
    assert len(found) == len(HOSTILE)


# JSON


def test_json_holds_every_table_with_its_types_and_says_what_it_is(whole: Export) -> None:
    answer = json.loads(files("json", replace(whole, commit="c" * 40))["register"])
    tables = {table.name: plainly(table) for table in whole.tables}
    assert answer == {
        "schema": "hmi.export/1",
        "force": "essex",
        "as_of": DAY,
        "rev": "c" * 40,
        "restricted": False,
        "marking": "OFFICIAL",
        "withheld": 0,
        **tables,
    }


@pytest.mark.parametrize("name", COLUMNS)
def test_each_line_of_ndjson_is_a_row(name: str, whole: Export) -> None:
    lines = files("ndjson", whole)[name].decode().split("\n")
    table = next(table for table in whole.tables if table.name == name)
    assert [json.loads(line) for line in lines[:-1]] == plainly(table)
    assert lines[-1] == ""


def test_duckdb_reads_ndjson(whole: Export, tmp_path: Path) -> None:
    path = tmp_path / "log.ndjson"
    path.write_bytes(files("ndjson", whole)["log"])
    found = duck("record, position, evidence", path).fetchall()
    assert ("report/3", 1, ["-1", "x"]) in found


# Parquet

ARROW: Mapping[Kind, tuple[str, object]] = {
    Kind.TEXT: ("VARCHAR", pl.String),
    Kind.DAY: ("DATE", pl.Date),
    Kind.NUMBER: ("BIGINT", pl.Int64),
    Kind.FLAG: ("BOOLEAN", pl.Boolean),
    Kind.TEXTS: ("VARCHAR[]", pl.List(pl.String)),
}


@pytest.mark.parametrize("name", COLUMNS)
def test_duckdb_and_polars_read_parquet_as_it_is_typed(name: str, whole: Export, tmp_path: Path) -> None:
    path = tmp_path / f"{name}.parquet"
    path.write_bytes(files("parquet", whole)[name])
    table = next(table for table in whole.tables if table.name == name)
    by_duck = duck("*", path)
    by_polars = pl.read_parquet(path)
    assert [str(kind) for kind in by_duck.types] == [ARROW[column.kind][0] for column in table.columns]
    assert dict(by_polars.schema) == {column.name: ARROW[column.kind][1] for column in table.columns}
    assert by_duck.fetchall() == list(table.rows())
    assert by_polars.rows() == list(table.rows())


def test_an_empty_table_has_its_types_too(tmp_path: Path) -> None:
    path = tmp_path / "log.parquet"
    path.write_bytes(files("parquet", export(Audience(view(DAY)), [], ["log"], whole=False))["log"])
    assert pl.read_parquet(path).schema["on_last_day"] == pl.Date


def test_without_pyarrow_it_says_what_to_install(whole: Export, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(RenderError, match="Parquet needs pyarrow") as refused:
        files("parquet", whole)
    assert "hmicfrs-cli[parquet]" in refused.value.mend


# The tracker


@pytest.fixture(scope="module")
def book(whole: Export) -> Any:  # noqa: ANN401 - openpyxl's own
    return openpyxl.load_workbook(io.BytesIO(files("xlsx", whole)["register"]))


@pytest.mark.parametrize("name", COLUMNS)
def test_every_cell_of_the_tracker_is_text(name: str, book: Any, whole: Export) -> None:  # noqa: ANN401 - as above
    sheet = book[name.capitalize()]
    table = next(table for table in whole.tables if table.name == name)
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s"}
    head, *rows = list(sheet.iter_rows(values_only=True))
    assert list(head) == [shown.heading for shown in tracker.SHEETS[name]]
    assert len(rows) == len(table.of)


def test_the_tracker_says_what_the_table_says_in_printed_words(book: Any) -> None:  # noqa: ANN401 - as above
    head, *rows = list(book["Findings"].iter_rows(values_only=True))
    at = {name: place for place, name in enumerate(head)}
    assert [row[at["Wording"]] for row in rows] == list(HOSTILE)
    first = rows[0]
    assert [
        first[at[name]]
        for name in ("Kind", "RAG", "Target now", "Moves", "Days overdue", "Evidence", "To deliver")
    ] == [
        "recommendation",
        "amber",
        "2025-06",
        "0",
        "511",  # 30 June 2025 to 23 November 2026
        f"{HOSTILE[0]}\nx",
        "the force",
    ]
    assert first[at["Closed"]] is None


@pytest.mark.parametrize("name", COLUMNS)
def test_the_tracker_has_filters_a_head_that_stays_and_a_page_to_print_on(name: str, book: Any) -> None:  # noqa: ANN401 - as above
    sheet = book[name.capitalize()]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == f"A1:{get_column_letter(sheet.max_column)}{sheet.max_row}"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 8)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0  # as many pages as it takes; one wide, which is Excel's default
    assert sheet.print_title_rows == "$1:$1"
    assert "OFFICIAL" in sheet.oddHeader.center.text
    printed = sum(shown.printed for shown in tracker.SHEETS[name])
    assert [shown.printed for shown in tracker.SHEETS[name]][:printed] == [True] * printed  # the first ones
    assert sheet.print_area.split("$")[3] == get_column_letter(printed)
    assert not any(shape.hidden for shape in sheet.column_dimensions.values())
    assert sheet.sheet_state == "visible"


def test_ratings_have_their_colours_and_the_key_its_words() -> None:
    settings = {"from": "2020-01-01", "basis": "delivery", "key": {"red": "late", "amber": "& behind"}}
    found = view(DAY, {"report/1": {"log": _log("x")}})
    changed = found.register.settings.model_validate(
        {**found.register.settings.model_dump(mode="json", by_alias=True), "rag": [settings]}
    )
    seen = type(found)(replace(found.register, settings=changed), found.lens)
    states = query.select_states(seen, query.Filters())
    content = files("xlsx", export(Audience(seen, restricted=True), states, ["findings"], whole=True))
    book = openpyxl.load_workbook(io.BytesIO(content["register"]))
    assert book.sheetnames == ["Findings", "Key"]
    rules = [rule for area in book["Findings"].conditional_formatting for rule in area.rules]
    assert {rule.text: rule.dxf.fill.bgColor.rgb for rule in rules} == {
        "red": "FFB3261E",
        "amber": "FFF4B000",
        "green": "FF1C7A3C",
        "white": "FFFFFFFF",
    }
    assert list(book["Key"].iter_rows(values_only=True)) == [
        ("Force", "Essex Police"),
        ("As at", "23 November 2026"),
        ("Marking", "OFFICIAL-SENSITIVE · not for publication"),
        ("Withheld", "0 records"),
        ("The RAG is of", "delivery of the finding"),
        ("red", "late"),
        ("amber", "& behind"),
    ]


def test_a_register_without_a_key_says_so(whole: Export) -> None:
    content = files("xlsx", replace(whole, rag=None, commit="abcdef0123456789"))["register"]
    book = openpyxl.load_workbook(io.BytesIO(content))
    *_, rag, commit = book["Key"].iter_rows(values_only=True)
    assert (rag, commit) == (("The RAG is of", "not stated"), ("Commit", "abcdef0123456789"))


def test_a_text_that_no_cell_holds_is_cut_and_says_so() -> None:
    found = view(DAY, {"report/1": {"text": "word " * 7_000}})
    states = query.select_states(found, query.Filters())
    content = files("xlsx", export(Audience(found), states, ["findings"], whole=True))["register"]
    (cell,) = [
        row[3]
        for row in openpyxl.load_workbook(io.BytesIO(content))["Findings"].iter_rows(2, values_only=True)
    ]
    assert 32_000 < len(str(cell)) <= 32_767
    assert str(cell).endswith("(cut: a cell holds no more)")


def test_more_rows_than_excel_has_are_refused_and_not_cut(
    whole: Export, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tracker, "MOST_ROWS", 39)  # the log has two rows for each of twenty findings, and one
    with pytest.raises(RenderError, match="the table log has 41 rows"):
        files("xlsx", whole)


def test_no_link_formula_or_macro_is_in_the_file(whole: Export) -> None:
    with zipfile.ZipFile(io.BytesIO(files("xlsx", whole)["register"])) as parts:
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/")]
        assert not any(b"<f>" in parts.read(name) or b"hyperlink" in parts.read(name) for name in sheets)
        assert not any("vba" in name or "externalLink" in name for name in parts.namelist())
