"""A force's own tracker: a mapping proposed and corrected, and every row taken over or refused."""

import csv
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import PatternFill
from syrupy.assertion import SnapshotAssertion

from tests.cli.sandbox import REGISTER
from tests.conftest import Call
from tests.hostile.tracker_files import READ, REFUSED
from tests.trackers.messy import TRACKERS

ANSWERS: Mapping[str, Mapping[str, str]] = {
    "northshire.xlsx": {
        "dates: ask": "dates: day-first",
        "owners_confirmed: ask": "owners_confirmed: yes",
        "grey_rows: ask": "grey_rows: closed",
        '"Amber/Red": ask': '"Amber/Red": refuse',
        'P Ward": "ask"': 'P Ward": "Supt J Khan"',
    },
    "southmere.xlsx": {
        "dates: ask": "dates: day-first",
        "owners_confirmed: ask": "owners_confirmed: yes",
        'Sgt Roe": "ask"': 'Sgt Roe": [C/Insp Lee, Sgt Roe]',
        'skip: "ask"': "skip: the archive",
    },
    "westvale.csv": {
        "dates: ask": "dates: day-first",
        "owners_confirmed: ask": "owners_confirmed: yes",
        '"I": ask': '"I": area-for-improvement',
        '"B": ask': '"B": nothing',
        '"On hold": ask': '"On hold": refuse',
    },
}
"""What a person answers, once: every `ask` of a proposed mapping, and nothing else."""
KIND = {"    kind: ask": "    kind: other-engagement"}
"""Of an inspection whose title does not tell its kind."""
CSV = "Ref,Recommendation,Owner,Status,RAG,Target date,Comments\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a register, in which somebody works."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(REGISTER, tmp_path / "register")
    return tmp_path / "register"


def answered(path: Path, answers: Mapping[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for ask, answer in answers.items():
        assert text.count(ask) == 1, ask
        text = text.replace(ask, answer)
    assert not re.search(r": \"?ask\b", text)
    path.write_text(text, encoding="utf-8")


def mapped(call: Call, name: str, content: str, answers: Mapping[str, str] | None = None) -> str:
    """Write a tracker, have a mapping proposed and answer it; return the mapping's name."""
    Path(name).write_text(content, encoding="utf-8")
    assert call("import", "--map", name)[0] == 0
    mapping = Path(name).with_suffix(".mapping.yaml")
    answered(mapping, {**KIND, **(answers or {})})
    return str(mapping)


def files(root: Path) -> dict[str, str]:
    return {
        str(path.relative_to(root)): path.read_text(encoding="utf-8") for path in sorted(root.rglob("*.yaml"))
    }


@pytest.mark.parametrize("name", TRACKERS)
def test_a_messy_tracker_is_proposed_answered_and_read(
    name: str, root: Path, call: Call, txt_snapshot: SnapshotAssertion
) -> None:
    before = files(root)
    TRACKERS[name](Path(name))
    proposed = call("import", "--map", name)
    mapping = Path(name).with_suffix(".mapping.yaml")
    text = mapping.read_text(encoding="utf-8")
    asked = call("import", name, "--mapping", str(mapping))
    answered(mapping, ANSWERS[name])
    dry = call("import", name, "--mapping", str(mapping), "--dry-run", "--by", "Liaison Officer")
    assert files(root) == before
    assert not list(Path().glob("*taken-over*"))
    done = call("import", name, "--mapping", str(mapping), "--by", "Liaison Officer")
    assert done[1].startswith(dry[1])
    assert call("check")[0] == 0
    refusals = Path(f"{Path(name).stem}-not-taken-over.csv").read_text(encoding="utf-8-sig")
    new = {path: said for path, said in files(root).items() if before.get(path) != said}
    assert set(before) <= set(files(root))
    rows, findings, refused = map(
        int, re.findall(r"^(\d+) rows: (\d+) findings, (\d+) refused", done[1], re.MULTILINE)[0]
    )
    assert rows == findings + refused
    assert findings == sum(path.startswith("findings/") for path in new)
    listed = [row for row in csv.reader(refusals.splitlines()[1:]) if not row[4].startswith("no row")]
    assert refused == len({(row[0], row[1]) for row in listed})
    told = [f"$ --map: {proposed}", text, f"$ {asked}", f"$ exit {done[0]}", done[1], done[2], refusals]
    assert "\n".join([*told, *(f"--- {path}\n{said}" for path, said in new.items())]) == txt_snapshot


def test_a_tracker_read_twice_adds_nothing(root: Path, call: Call) -> None:
    mapping = mapped(call, "t.csv", f"{CSV}R1,The force should act.,DCI Lee,Open,A,May 2027,\n")
    assert call("import", "t.csv", "--mapping", mapping)[0] == 0
    once = files(root)
    code, out, _ = call("import", "t.csv", "--mapping", mapping, "--output", "again.csv")
    assert (code, files(root)) == (1, once)
    assert "the same finding as the register's t/1" in " ".join(out.split())


def test_a_title_of_the_register_is_matched(root: Path, call: Call) -> None:
    text = "Report,No,Type,Recommendation\nstop and search 2025,9,Rec,The force should act.\n"
    Path("t.csv").write_text(text.replace("stop and search 2025", _title(root)), encoding="utf-8")
    call("import", "--map", "t.csv")
    said = Path("t.mapping.yaml").read_text(encoding="utf-8")
    assert 'id: "stop-search-2025"' in said
    assert "new:" not in said
    assert call("import", "t.csv", "--mapping", "t.mapping.yaml")[0] == 0
    assert (root / "findings/stop-search-2025/9.yaml").is_file()


def _title(root: Path) -> str:
    text = (root / "inspections/stop-search-2025.yaml").read_text(encoding="utf-8")
    return text.partition("title: ")[2].partition("\n")[0].strip().upper()


def test_refusals_can_be_sent_back_as_a_workbook(root: Path, call: Call) -> None:
    mapping = mapped(
        call, "t.csv", f"{CSV}R1,=HYPERLINK(1),Lee,Open,Blue,,\n", {'"Blue": ask': '"Blue": refuse'}
    )
    code, _, _ = call("import", "t.csv", "--mapping", mapping, "--output", "back.xlsx")
    sheet = openpyxl.load_workbook("back.xlsx").worksheets[0]
    assert code == 1
    assert [cell.value for cell in sheet[2]] == ["t", "2", "E2", "Blue", "the mapping refuses this word"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s"}
    assert not (root / "findings/t").exists()


def test_a_formulas_text_is_kept_as_text_and_sent_back_harmless(root: Path, call: Call) -> None:
    rows = 'R1,"=1+1",Lee,Open,A,,\nR2,The force should act.,Lee,Open,A,=TODAY(),\n'
    mapping = mapped(call, "t.csv", CSV + rows)
    assert call("import", "t.csv", "--mapping", mapping)[0] == 1
    assert "text: =1+1" in (root / "findings/t/1.yaml").read_text(encoding="utf-8")
    assert "E3" not in Path("t-not-taken-over.csv").read_text(encoding="utf-8")
    assert "F3,'=TODAY()," in Path("t-not-taken-over.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("row", "cell", "why"),
    [
        ("R1,\x1b[2J The force should act.,Lee,Open,A,,", "B2", "U+001B"),
        ("R1,The force should act.,Lee,Open,R,,", "E2", "there is no reason in the row for this"),
        ("R1,#REF!,Lee,Open,A,,", "B2", "the spreadsheet itself shows an error here"),
        ("R1," + "x" * 33_000 + ",Lee,Open,A,,", "B2", "longer than 32,767 characters"),
        ("R1,,Lee,Open,A,May 2027,", "B2", "there is no wording"),
        ("R1,The force should act.,Lee,Open,A,31/02/2027,", "F2", "is no day in the calendar"),
    ],
)
def test_a_row_that_does_not_fit_is_refused_at_its_cell(
    row: str, cell: str, why: str, root: Path, call: Call
) -> None:
    mapping = mapped(call, "t.csv", f"{CSV}{row}\nR2,The force should do this.,Lee,Open,A,,\n")
    code, out, _ = call("import", "t.csv", "--mapping", mapping)
    found = Path("t-not-taken-over.csv").read_text(encoding="utf-8-sig")
    assert code == 1
    assert "2 rows: 1 finding, 1 refused" in out
    assert why in found
    assert cell in found or why == "U+001B"
    assert sorted(path.name for path in (root / "findings/t").iterdir()) == ["2.yaml"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"dates: day-first": "dates: sideways"}, "“sideways” is not in the list"),
        ({'"A": number': '"A": nonsense'}, "“nonsense” is nothing that a column can be"),
        ({'"A": number': '"A1": number'}, "“A1” is no column"),
        ({'"B": text': '"B": note'}, "no column is `text`"),
        ({'"A": number': '"A": text'}, "more than one column is `text`"),
        ({"  header: 1\n": ""}, "`header:` is missing"),
        ({'  inspection: "sheet"': ""}, "nothing says from which inspection"),
        ({'sheet: "t"': 'sheet: "u"'}, "the sheet “t” stands 0 times"),
        ({'"A": amber': '"A": azure'}, "“azure” is no rag"),
        ({"kind_otherwise: refuse": "kind_otherwise: elephant"}, "“elephant” is no kind"),
        ({"kind: other-engagement": "kind: holiday"}, "“holiday” is no kind of inspection"),
        ({'id: "t"': 'id: "../t"'}, "cannot be an inspection's id"),
        ({"wording: summary": "wording: 'summary"}, "t.mapping.yaml"),
        ({"hidden_rows: read": "hidden_row: read"}, "did you mean “hidden_rows”?"),
    ],
)
def test_a_mapping_that_does_not_fit_is_told_with_its_line(
    change: Mapping[str, str], said: str, root: Path, call: Call
) -> None:
    content = f"{CSV}R1,The force should act.,Lee,Open,A,,\n"
    mapping = Path(mapped(call, "t.csv", content))
    text = (
        mapping.read_text(encoding="utf-8")
        .replace('"A": number', "A: number")
        .replace("A: number", '"A": number')
    )
    for old, new in change.items():
        assert old in text, old
        text = text.replace(old, new)
    mapping.write_text(text, encoding="utf-8")
    before = files(root)
    code, out, err = call("import", "t.csv", "--mapping", str(mapping))
    assert (code, out) == (3, "")
    assert said in err
    assert re.search(r"t\.mapping\.yaml:\d+:\d+: ", err)
    assert files(root) == before


def test_a_mapping_is_never_written_over(root: Path, call: Call) -> None:
    mapped(call, "t.csv", f"{CSV}R1,The force should act.,Lee,Open,A,,\n")
    kept = Path("t.mapping.yaml").read_bytes()
    code, _, err = call("import", "--map", "t.csv")
    assert (code, "is there already" in err) == (3, True)
    assert Path("t.mapping.yaml").read_bytes() == kept
    assert call("import", "--map", "t.csv", "--dry-run")[1].startswith("# How hmi reads")
    assert root.is_dir()


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("t.csv",), "give either --map or --mapping"),
        (("t.csv", "--map", "--mapping", "m.yaml"), "give either --map or --mapping"),
        (("t.csv", "t.csv", "--map"), "trackers are read one by one"),
        (("t.csv", "--map", "--branch", "x"), "--branch means nothing for a tracker"),
    ],
)
def test_a_wrong_command_line_is_told(args: tuple[str, ...], said: str, root: Path, call: Call) -> None:
    Path("t.csv").write_text(CSV, encoding="utf-8")
    code, _, err = call("import", *args)
    assert (code, said in err) == (2, True)
    assert root.is_dir()


def test_a_register_with_an_error_takes_nothing_in(root: Path, call: Call) -> None:
    Path("t.csv").write_text(CSV, encoding="utf-8")
    (root / "inspections/x.yaml").write_text("title: [\n", encoding="utf-8")
    code, _, err = call("import", "--map", "t.csv")
    assert (code, "the register has errors: inspections/x.yaml" in err) == (3, True)


@pytest.mark.parametrize("output", ["t.csv", "back.docx"])
def test_refusals_are_never_written_over_the_tracker(output: str, root: Path, call: Call) -> None:
    mapping = mapped(call, "t.csv", f"{CSV}R1,The force should act.,Lee,Open,A,,\n")
    before = files(root)
    assert call("import", "t.csv", "--mapping", mapping, "--output", output)[0] == 2
    assert files(root) == before


@pytest.mark.parametrize("name", ["password.xlsx", "entities-of-entities-in-sheet.xlsx", "nul.csv"])
def test_a_hostile_file_ends_in_words_and_writes_nothing(name: str, root: Path, call: Call) -> None:
    words, make = REFUSED[name]
    make(Path(name))
    before = files(root)
    code, out, err = call("import", "--map", name)
    assert (code, out) == (3, "")
    assert words in err
    assert files(root) == before


@pytest.mark.parametrize(
    "name", ["reversed.xlsx", "escape-sequence.xlsx", "script.xlsx", "formula-as-text.xlsx"]
)
def test_hostile_words_steer_neither_terminal_nor_mapping(name: str, root: Path, call: Call) -> None:
    READ[name][1](Path(name))
    code, out, _ = call("import", "--map", name, "--dry-run")
    assert code == 0
    assert out.isascii() or not set(out) & {"\x1b", "\u202e"}
    assert root.is_dir()


LONG = "Report,Ref,Recommendation,Portfolio,Last updated,Owner\n"


@pytest.mark.parametrize(
    ("row", "cell", "why"),
    [
        ("PEEL 2025,R9,The force should act.,Elsewhere,,Lee", "D2", "there is no portfolio"),
        ("PEEL 2025,R9,The force should act.,,1 May 2031,Lee", "E2", "1 May 2031 is after today"),
    ],
)
def test_what_the_rules_do_not_let_stand_is_refused_at_its_cell(
    row: str, cell: str, why: str, root: Path, call: Call
) -> None:
    Path("t.csv").write_text(f"{LONG}{row}\n", encoding="utf-8")
    call("import", "--map", "t.csv")
    mapping = Path("t.mapping.yaml")
    said = mapping.read_text(encoding="utf-8").replace("theme  # Portfolio", "portfolio  # Portfolio")
    mapping.write_text(said, encoding="utf-8")
    before = files(root)
    code, out, _ = call("import", "t.csv", "--mapping", "t.mapping.yaml")
    found = Path("t-not-taken-over.csv").read_text(encoding="utf-8-sig")
    assert (code, files(root)) == (1, before)
    assert f"t,2,{cell}," in found
    assert why in found
    assert "nothing was written" in out


@pytest.mark.parametrize(
    ("new", "why"),
    [
        ("", "the register has no inspection “t”, and the mapping does not say what it is"),
        ("  new: {title: t, kind: custody, published: 2031-05}\n", ""),
    ],
)
def test_an_inspection_that_cannot_be_written_refuses_its_rows(
    new: str, why: str, root: Path, call: Call
) -> None:
    mapping = Path(mapped(call, "t.csv", f"{CSV}R1,The force should act.,Lee,Open,A,,\n"))
    text = re.sub(r"  new:\n(    .*\n)+", lambda _: new, mapping.read_text(encoding="utf-8"))
    mapping.write_text(text, encoding="utf-8")
    before = files(root)
    code, _, _ = call("import", "t.csv", "--mapping", str(mapping))
    if not why:
        assert code == 0
        assert "planned: {publication: 2031-05}" in files(root)["inspections/t.yaml"]
        return
    assert (code, files(root)) == (1, before)
    assert why in Path("t-not-taken-over.csv").read_text(encoding="utf-8-sig")


def test_a_tracker_without_a_refusal_leaves_no_file_but_of_what_is_no_row(root: Path, call: Call) -> None:
    mapping = mapped(call, "t.csv", f"{CSV}R1,The force should act.,Lee,Open,A,,\n")
    code, out, _ = call("import", "t.csv", "--mapping", mapping)
    assert (code, "written: 1 finding and 1 new inspection" in out) == (0, True)
    assert "no row: the headings" in Path("t-not-taken-over.csv").read_text(encoding="utf-8-sig")
    assert root.is_dir()


def _two_lines(path: Path) -> None:
    """A tracker with headings in two lines, a cause of concern, actions, private rows, colours by rule."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["HMICFRS", None, None, None, "Force", None, None, None])
    sheet.append(["Type", "No.", "Wording", "Under CoC", "Owner", "RAG", "Actions", "Private?"])
    sheet.append(
        ["Recommendation", "1", "The force should train staff.", "CoC 1", "DCI Lee", "A", "Book.", "N"]
    )
    sheet.append(["Cause of concern", "1", "The force fails victims.", None, "DCI Lee", None, None, "Y"])
    sheet.append(["Recommendation", "2", "The force should count.", "CoC 7", "DCI Lee", "A", None, "N"])
    sheet.merge_cells("A1:D1")
    sheet.merge_cells("E1:H1")
    amber = PatternFill("solid", bgColor="FFC000")
    rule = CellIsRule(operator="equal", formula=['"A"'], fill=amber)  # type: ignore[no-untyped-call]  # openpyxl's own
    sheet.conditional_formatting.add("F3:F9", rule)
    book.save(path)


def test_two_lines_of_headings_causes_actions_and_private_rows_are_read(root: Path, call: Call) -> None:
    _two_lines(Path("t.xlsx"))
    code, out, _ = call("import", "--map", "t.xlsx")
    assert (code, "colours that rules set (conditional formatting) were not seen" in out) == (0, True)
    mapping = Path("t.mapping.yaml")
    text = mapping.read_text(encoding="utf-8")
    columns = "type number text under owner rag note private".replace("type", "kind").split()
    assert re.findall(r'^    "[A-H]": (\S+)', text, re.MULTILINE) == columns
    mapping.write_text(text.replace('"G": note', '"G": action'), encoding="utf-8")
    answered(mapping, KIND)
    code, out, err = call("import", "t.xlsx", "--mapping", str(mapping), "--by", "Liaison Officer")
    assert (code, "3 rows: 2 findings, 1 refused" in out) == (1, True), out + err
    assert "there is no cause of concern “CoC 7” of that inspection" in " ".join(out.split())
    (train,) = [text for text in files(root).values() if "train staff" in text]
    (cause,) = [text for text in files(root).values() if "fails victims" in text]
    assert re.search(r"^under: \S+/coc-1$", train, re.MULTILINE)
    assert "  action: a1\n  text: Book.\n" in train
    assert "\nprivate: true\n" in cause
    assert "private" not in train
    assert call("check")[0] == 0


def test_where_the_refusals_cannot_be_written_nothing_is_taken_over(root: Path, call: Call) -> None:
    mapping = mapped(call, "t.csv", f"{CSV}R1,The force should act.,Lee,Open,A,,\n")
    Path("file").write_text("no folder", encoding="utf-8")
    before = files(root)
    code, _, err = call("import", "t.csv", "--mapping", mapping, "--output", "file/back.csv")
    assert (code, "nothing was changed" in err) == (3, True), err
    assert files(root) == before


def test_refusals_that_somebody_worked_in_are_not_written_over(root: Path, call: Call) -> None:
    mapping = mapped(call, "t.csv", f"{CSV}R1,The force should act.,Lee,Open,A,,\n")
    Path("t-not-taken-over.csv").write_text("my notes\n", encoding="utf-8")
    before = files(root)
    code, _, err = call("import", "t.csv", "--mapping", mapping)
    assert (code, "t-not-taken-over.csv is there already" in err) == (3, True), err
    assert Path("t-not-taken-over.csv").read_text(encoding="utf-8") == "my notes\n"
    assert files(root) == before
