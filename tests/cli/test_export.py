"""`hmi export`: what it writes, prints and refuses, and that nothing withheld is in any format."""

import csv
import io
import json
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from hmicfrs_cli.domain.exporting.tables import COLUMNS
from hmicfrs_cli.render.exports import FORMATS
from tests.cli.desk import Desk, new_desk
from tests.cli.sandbox import AT
from tests.conftest import ROOT, Call, GitRepo, Hmi

SHOWCASE = ("--register", str(ROOT / "examples" / "wrenshire" / "register"))
HUSHED = "Nobody counts them."


@pytest.fixture
def desk(git_repo: GitRepo, hmi: Hmi) -> Desk:
    return new_desk(git_repo, hmi)


def exported(call: Call, folder: Path, *options: str, at: tuple[str, ...] = AT) -> dict[str, bytes]:
    code, said, told = call("export", "--output", str(folder), *options, *at)
    assert code == 0, told
    assert sorted(said.splitlines()) == sorted(str(path) for path in folder.iterdir())
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_is_written_and_named(call: Call, tmp_path: Path, name: str) -> None:
    names = list(COLUMNS) if FORMATS[name].apart else ["register"]
    files = exported(call, tmp_path / "export", "--format", name)
    assert set(files) == {f"{table}.{name}" for table in names}
    assert exported(call, tmp_path / "again", "--format", name.upper()) == files


def test_csv_is_what_is_written_unless_another_is_asked_for(call: Call, tmp_path: Path) -> None:
    assert set(exported(call, tmp_path / "export")) == {f"{table}.csv" for table in COLUMNS}


def test_what_is_withheld_is_in_no_format_and_in_each_restricted_one(call: Call, tmp_path: Path) -> None:
    for name in FORMATS:
        public = text_of(exported(call, tmp_path / "public" / name, "--format", name))
        files = exported(call, tmp_path / "full" / name, "--format", name, "--restricted")
        assert all("-restricted." in path for path in files)
        assert HUSHED not in public
        assert "coc-1" not in public
        assert HUSHED in text_of(files)


def text_of(files: dict[str, bytes]) -> str:
    return "\n".join(_text(name, content) for name, content in files.items())


def _text(name: str, content: bytes) -> str:
    if name.endswith(".xlsx"):
        book = openpyxl.load_workbook(io.BytesIO(content))
        return "\n".join(
            str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row
        )
    if name.endswith(".parquet"):
        return repr(pl.read_parquet(io.BytesIO(content)).rows())
    return content.decode()


def test_nothing_that_the_showcases_public_paper_withholds_is_in_its_export(
    call: Call, tmp_path: Path
) -> None:
    from hmicfrs_cli.cli.opened import open_register
    from hmicfrs_cli.domain.paper.scope import Scope
    from hmicfrs_cli.domain.paper.withheld import withheld
    from hmicfrs_cli.domain.settings import Meeting
    from hmicfrs_cli.render.leaks import leaked

    opened = open_register(Path(SHOWCASE[1]))
    committee = next(iter(opened.register.committees.values()))
    scope = Scope(opened.view, committee, Meeting.model_validate({"on": opened.today.isoformat()}), ())
    parts = withheld(scope)
    whole = {part.id for part in parts if not part.what.startswith("entry")}
    told = "\n".join(
        path.read_text(encoding="utf-8") for path in files_of(opened.root, set(opened.view.findings) - whole)
    )
    hidden = [
        text
        for part in parts
        for text in part.texts
        if part.id not in whole or not leaked(told, [text], tuple)  # an owner or addressee of public ones too
    ]
    assert {part.id for part in parts} & whole
    assert {part.id for part in parts} - whole
    for name in FORMATS:
        public = text_of(exported(call, tmp_path / name, "--format", name, at=SHOWCASE))
        assert leaked(public, hidden, tuple) == []
    full = text_of(exported(call, tmp_path / "full", "--restricted", at=SHOWCASE))
    assert leaked(full, hidden, tuple) != []


def files_of(root: Path, ids: set[str]) -> list[Path]:
    return [root / "findings" / f"{id_}.yaml" for id_ in sorted(ids)]


def test_it_says_how_much_is_withheld(call: Call, tmp_path: Path) -> None:
    _, _, told = call("export", "--output", str(tmp_path), *AT)
    assert told == "hmi: 1 record withheld; --restricted exports what is not for the public too\n"
    assert call("export", "--output", str(tmp_path), "--restricted", *AT)[2] == ""


@pytest.mark.parametrize(
    ("filters", "ids", "inspections"),
    [
        ([], ["1", "2", "10"], ["letter-2026", "peel-2025", "stop-search-2025"]),
        (["--overdue"], ["1"], ["stop-search-2025"]),
        (["--closed"], ["10"], ["stop-search-2025"]),
        (["--rag", "amber", "--rag", "green"], ["1", "10"], ["stop-search-2025"]),
        (["--status", "none"], ["2"], ["stop-search-2025"]),
        (["--kind", "recommendation", "--owner", "head of PATROL"], ["10"], ["stop-search-2025"]),
        (["--portfolio", "crime", "--open"], ["1"], ["stop-search-2025"]),
        (["--inspection", "stop-2025"], ["1", "2", "10"], ["stop-search-2025"]),
        (["--due-before", "2026-07"], ["1"], ["stop-search-2025"]),
        (["--older-than", "18m"], [], []),
        (["--as-of", "2025-06-01"], [], ["stop-search-2025"]),
        (
            ["--restricted", "--unpublished"],
            ["1", "1", "2", "10", "coc-1"],
            ["letter-2026", "peel-2025", "stop-search-2025"],
        ),
    ],
)
def test_the_filters_of_lists_choose_what_is_exported(
    call: Call, filters: list[str], ids: list[str], inspections: list[str]
) -> None:
    code, out, _ = call("export", "--format", "json", "--output", "-", *filters, *AT)
    answer = json.loads(out)
    assert code == 0
    assert [row["id"].split("/")[1] for row in answer["findings"]] == ids
    assert [row["id"] for row in answer["inspections"]] == inspections
    assert {row["record"] for row in answer["log"]} <= {
        *inspections,
        *(row["id"] for row in answer["findings"]),
    }


def test_one_table_is_printed_the_findings_unless_another_is_named(hmi: Hmi) -> None:
    for options, first in (([], "force,as_of,id"), (["--table", "log"], "force,record,of")):
        done = hmi("export", "--output", "-", *options, *AT)
        assert (done.returncode, done.stdout.startswith(f"\ufeff{first}")) == (0, True)


def test_tables_can_be_chosen(call: Call, tmp_path: Path) -> None:
    files = exported(call, tmp_path, "--table", "log", "--table", "findings", "--format", "ndjson")
    assert set(files) == {"findings.ndjson", "log.ndjson"}


def test_a_commit_is_exported_as_it_was_and_named(desk: Desk) -> None:
    first = desk.repo.git("rev-parse", "HEAD").strip()
    assert (
        desk.run("rag", "set", "peel-2022/1", "red", "--likelihood", "4", "--impact", "4", "--why", "Late")[0]
        == 0
    )
    desk.repo.commit("Rated")
    for rev, rag in ((first, None), ("HEAD", "red")):
        code, out, _ = desk.run("export", "--format", "json", "--output", "-", "--rev", rev)
        answer = json.loads(out)
        assert code == 0
        assert {row["id"]: row["rag"] for row in answer["findings"]}["peel-2022/1"] == rag
    assert answer["rev"] == desk.repo.git("rev-parse", "HEAD").strip()


def test_a_register_with_an_error_is_not_exported_and_nothing_is_touched(desk: Desk) -> None:
    folder = desk.repo.path / "export"
    assert desk.run("export")[0] == 0
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    path = desk.root / "findings/peel-2022/2.yaml"
    path.write_text(
        desk.read("findings/peel-2022/2.yaml").replace("kind: area-for", "kind: aria-for"), encoding="utf-8"
    )
    for name in FORMATS:
        code, out, told = desk.run("export", "--format", name)
        assert (code, out) == (3, "")
        assert "findings/peel-2022/2.yaml:1:7:" in told
        assert "the register has 1 error, so nothing was exported from it" in told
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (["--format", "xls"], 2, "choose from csv, json, ndjson, xlsx, parquet"),
        (["--table", "owners"], 2, "choose from findings, log, inspections"),
        (["--output", "-", "--table", "log", "--table", "findings"], 2, "name one --table"),
        (["--unpublished"], 2, "--unpublished needs --restricted"),
        (["--rag", "amberr"], 2, "did you mean “amber”?"),
        (["--kind", "peel"], 2, "--kind: “peel” is not in its list"),
        (["--inspection", "stop-search-2026"], 3, "did you mean “stop-search-2025”?"),
        (["--older-than", "2"], 2, "write 90d, 6w, 3m or 2y"),
    ],
)
def test_a_wrong_command_line_says_what_is_right(
    call: Call, tmp_path: Path, options: list[str], code: int, said: str
) -> None:
    found, out, told = call(
        "export", *(["--output", str(tmp_path / "x")] if "--output" not in options else []), *options, *AT
    )
    assert (found, out) == (code, "")
    assert said in told
    assert list(tmp_path.iterdir()) == []


def test_tables_of_several_registers_stand_in_one(call: Call, tmp_path: Path) -> None:
    import duckdb

    for name, at in (("a", AT), ("b", SHOWCASE)):
        exported(call, tmp_path / name, "--format", "parquet", at=at)
    where = f"'{tmp_path}/*/findings.parquet'"
    found = duckdb.sql(f"select force, count(*), count(*) filter (overdue) from {where} group by force")  # noqa: S608 - our own path
    assert found is not None
    rows = {force: (count, overdue) for force, count, overdue in found.fetchall()}
    assert rows["testshire"] == (3, 1)
    assert set(rows) == {"testshire", "wrenshire"}


def test_every_column_is_in_the_dictionary() -> None:
    from docs.make_export import TARGET, reference

    written = TARGET.read_text(encoding="utf-8")
    assert written == reference(), "docs/export.md is out of date: `make docs` writes it anew"
    for columns in COLUMNS.values():
        for column in columns:
            assert f"| `{column.name}` |" in written
            assert column.meaning[0].isupper() or column.meaning[0] == "`"
            assert not column.meaning.endswith(".")


def test_a_spreadsheet_is_never_given_a_formula_by_a_record(desk: Desk) -> None:
    text = '=HYPERLINK("https://example.com/","Click")'
    record = f"kind: area-for-improvement\ntext: '{text}'\n"
    desk.repo.write("register/findings/peel-2022/2.yaml", record)
    _, out, _ = desk.run("export", "--output", "-")
    rows = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"), newline="")))
    assert next(row for row in rows if row["id"] == "peel-2022/2")["text"] == f"'{text}"
