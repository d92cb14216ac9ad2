"""Returned packs, filled in with a real LibreOffice: exactly what owners changed arrives, said by them."""

import csv
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from hmicfrs_cli.domain.packs_state import identity
from tests.cli.desk import Desk
from tests.conftest import Call, GitRepo, Hmi
from tests.office import Edit, Office, office

SETTINGS = """\
format: 1
force: essex
names: {force: Essex Police}
coverage: {complete_from: 2022-01-01}
rag:
- from: 2020-01-01
  basis: delivery
  key: {red: will not be done, amber: under way, green: done}
"""
INSPECTION = """\
title: PEEL 2021/22
kind: peel
log:
- on: 2022-05-12
  event: published
"""
FINDING = """\
kind: recommendation
number: "{number}"
text: The force should record every call.
addressed_to: [chief constables]
log:
- on: 2022-06-01
  by: Liaison Officer
  owner: {owner}
  status: in-progress
  target: 2026-12-31
  rag: amber
"""
ONE, TWO, THREE, FOUR = (f"findings/peel-2022/{number}.yaml" for number in (1, 2, 3, 4))
CONTACT = "packs/return-head-of-contact-2026-11-23.xlsx"
CRIME = "packs/return-head-of-crime-2026-11-23.xlsx"
RAG, STATUS, TARGET, NOTE, EFFECT, EVIDENCE, WHY = "FGHIJKL"


@pytest.fixture(scope="session")
def calc(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return office(tmp_path_factory.mktemp("office"))


@pytest.fixture
def desk(git_repo: GitRepo, hmi: Hmi, call: Call, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A register of which packs were made; the packs are not in git."""
    git_repo.write("register/register.yaml", SETTINGS)
    git_repo.write("register/inspections/peel-2022.yaml", INSPECTION)
    for number, path in enumerate((ONE, TWO, THREE, FOUR), 1):
        owner = "Head of Crime" if path == FOUR else "Head of Contact"
        git_repo.write(f"register/{path}", FINDING.format(number=number, owner=owner))
    git_repo.write("register/.gitignore", ".hmi-*\n")
    git_repo.write(".gitignore", "packs/\n")
    git_repo.commit("The register")
    monkeypatch.chdir(git_repo.path)
    assert call("pack")[0] == 0
    return Desk(git_repo, hmi)


def fill(path: str, **cells: str) -> str:
    """Fill a pack in without LibreOffice."""
    book = openpyxl.load_workbook(path)
    for place, text in cells.items():
        book["Findings"][place].value = text
        book["Findings"][place].data_type = "s"
    book.save(path)
    return path


def source(path: str) -> str:
    """Return how the source of every entry from a pack begins."""
    sheet = openpyxl.load_workbook(path)["hmi_state"]
    return f"return pack {sheet['C1'].value} of 23 November 2026"


def test_exactly_what_was_changed_in_libreoffice_arrives(desk: Desk, calc: Office, call: Call) -> None:
    origin = source(CONTACT)
    edits = [
        Edit("B3", "Insp Rowe"),
        Edit(f"{TARGET}5", "20270331", "date"),
        Edit(f"{WHY}5", "Two courses were full: the trainer left."),
        Edit(f"{RAG}6", "green: done"),
        Edit(f"{EVIDENCE}6", "The audit of October\\nA dip sample of 50 calls"),
        Edit(f"{STATUS}6", "considered complete by the force"),
        Edit(f"{NOTE}6", "- [x] done: yes # not a comment"),
    ]
    back = calc.save(Path(CONTACT), Path("packs/back.xlsx"), edits)
    code, out, err = call("import", str(back))
    assert (code, err) == (0, ""), out + err
    assert "2 rows to take in and 1 row without news." in out
    assert desk.repo.git("diff", "--name-only").split() == [f"register/{ONE}", f"register/{TWO}"]
    signed = f"  source: {origin}, filled in by Insp Rowe\n"
    assert desk.read(ONE).removeprefix(FINDING.format(number=1, owner="Head of Contact")) == (
        f"- on: 2026-11-23\n  by: Head of Contact\n{signed}"
        "  target: 2027-03-31\n  why: 'Two courses were full: the trainer left.'\n"
    )
    assert desk.read(TWO).removeprefix(FINDING.format(number=2, owner="Head of Contact")) == (
        f"- on: 2026-11-23\n  by: Head of Contact\n{signed}"
        "  status: pending-sign-off\n  rag: green\n  note: '- [x] done: yes # not a comment'\n"
        "  evidence: [The audit of October, A dip sample of 50 calls]\n"
    )
    assert call("check")[0] == 0
    assert call("import", str(back))[0] == 0
    assert len(desk.repo.git("diff", "--numstat").split("\n")) == 3


def test_an_untouched_pack_changes_nothing_though_libreoffice_saved_it(
    desk: Desk, calc: Office, call: Call
) -> None:
    back = calc.save(Path(CONTACT), Path("packs/back.xlsx"))
    for path in (CONTACT, str(back)):
        code, out, _ = call("import", path)
        assert (code, "3 rows without news." in out) == (0, True)
    assert desk.untouched()


MOVED = """\
- on: 2026-11-25
  by: Liaison Officer
  rag: red
  why: The system failed.
  target: 2027-06-30
  note: Asked for a date.
"""


def test_after_the_register_moved_on_only_the_edits_arrive(
    desk: Desk, calc: Office, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in (ONE, TWO):
        desk.repo.write(f"register/{path}", desk.read(path) + MOVED)
    desk.repo.commit("Meanwhile", "2026-11-25")
    monkeypatch.setenv("HMI_TODAY", "2026-12-01")
    assert call("import", CONTACT)[0] == 0
    assert desk.untouched()
    edits = [Edit(f"{STATUS}5", "awaiting allocation"), Edit(f"{NOTE}5", "Nobody is free.")]
    back = calc.save(Path(CONTACT), Path("packs/back.xlsx"), edits)
    assert call("import", str(back))[0] == 0
    assert desk.added(ONE) == (
        f"- on: 2026-12-01\n  by: Head of Contact\n  source: {source(CONTACT)}\n"
        "  status: awaiting-allocation\n  note: Nobody is free.\n"
    )


@pytest.fixture
def conflict(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A target that the owner and the liaison officer moved, and a row beside it that nobody else touched."""
    fill(CONTACT, **{f"{TARGET}5": "2027-03-31", f"{WHY}5": "Courses.", f"{NOTE}5": "x", f"{NOTE}6": "Also"})
    desk.repo.write(f"register/{ONE}", desk.read(ONE) + MOVED)
    desk.repo.commit("Meanwhile", "2026-11-25")
    monkeypatch.setenv("HMI_TODAY", "2026-12-01")
    return desk


@pytest.mark.usefixtures("conflict")
def test_what_changed_on_both_sides_is_shown_with_both_values(call: Call) -> None:
    code, out, _ = call("import", CONTACT, "--dry-run")
    assert code == 1
    assert (
        "Changed on both sides: left as it is until you choose\n"
        "  peel-2022/1, target\n"
        "    Sent      2026-12-31\n"
        "    Returned  2027-03-31\n"
        "    Register  2027-06-30, 25 November 2026, by Liaison Officer\n"
        "    --take peel-2022/1:target for what came back, --keep peel-2022/1:target for\n"
        "    the register\n"
    ) in out


def test_nothing_of_a_row_in_conflict_moves_until_it_is_chosen(conflict: Desk, call: Call) -> None:
    assert call("import", CONTACT)[0] == 1
    assert conflict.added(TWO).endswith("  note: Also\n")
    assert call("import", CONTACT, "--take", "peel-2022/1:target")[0] == 0
    assert conflict.read(ONE).endswith("  target: 2027-03-31\n  why: Courses.\n  note: x\n")


def test_what_is_kept_stays_and_the_rest_of_the_row_arrives(conflict: Desk, call: Call) -> None:
    assert call("import", CONTACT, "--keep", "peel-2022/1:target")[0] == 0
    added = conflict.read(ONE).rpartition("source:")[2]
    assert added == f" {source(CONTACT)}\n  why: Courses.\n  note: x\n"


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--take", "peel-2022/1:targt"], "did you mean “peel-2022/1:target”?"),
        (["--keep", "everything"], "no row of these packs has a “everything”"),
        (["--take", "peel-2022/1:rag", "--keep", "peel-2022/1:rag"], "choose one of them"),
        (["--accept", "all"], "--accept means nothing for a returned pack"),
        (["--map"], "--map means nothing for a returned pack"),
        (["--mapping", "map.yaml"], "--mapping means nothing for a returned pack"),
        (["--branch", "a b"], "“a b” cannot be the name of a branch"),
        (["--on", "soon"], "--on"),
        (["register/register.yaml"], "of no kind that hmi reads"),
        (["notes.csv"], "these are of several kinds: "),
    ],
    ids=str,
)
def test_a_wrong_command_line_is_told_and_nothing_is_written(
    args: list[str], words: str, desk: Desk, call: Call
) -> None:
    Path("packs/notes.csv").write_text("a,b\n", encoding="utf-8")
    given = [arg.replace("notes.csv", "packs/notes.csv") for arg in args]
    code, _, err = call("import", CONTACT, *given)
    assert (code, words in err) == (2, True), err
    assert desk.untouched()


def test_what_is_missing_goes_back_to_the_owner_and_comes_in_once_it_is_there(
    desk: Desk, calc: Office, call: Call
) -> None:
    fill(CONTACT, **{f"{TARGET}5": "2027-03-31", f"{NOTE}5": "x", f"{RAG}6": "green", f"{NOTE}7": "z"})
    code, out, _ = call("import", CONTACT, "--output", "packs/back")
    made = "packs/back/return-head-of-contact-2026-11-23-to-complete.xlsx"
    assert code == 1
    assert (
        "To be completed by the owner: not taken in\n"
        "  peel-2022/1  Reason: the target moved from 31 December 2026 to 31 March 2027\n"
        "               without a reason\n"
        "  peel-2022/2  Evidence: green without evidence: what shows that it is so?\n"
    ) in out
    assert out.endswith(f"{made}: to send back to Head of Contact\n")
    assert desk.added(THREE).endswith("  note: z\n")
    sheet = openpyxl.load_workbook(made)["Findings"]
    assert [cell.value for cell in sheet["C"][3:]] == [
        "What is missing",
        "Reason: the target moved from 31 December 2026 to 31 March 2027 without a reason",
        "Evidence: green without evidence: what shows that it is so?",
    ]
    edits = [Edit("M5", "Courses are full."), Edit("L6", "The audit of October")]
    assert [sheet["M4"].value, sheet["L4"].value] == ["Reason", "Evidence"]
    again = calc.save(Path(made), Path("packs/again.xlsx"), edits)
    assert call("import", str(again))[0] == 0
    assert desk.read(ONE).endswith("  target: 2027-03-31\n  why: Courses are full.\n  note: x\n")
    assert desk.read(TWO).endswith("  rag: green\n  evidence: [The audit of October]\n")


def test_without_a_folder_named_the_rows_to_complete_lie_in_one_beside_the_packs(
    desk: Desk, call: Call
) -> None:
    fill(CONTACT, **{f"{RAG}5": "=1+1"})
    code, out, _ = call("import", CONTACT, "--dry-run")
    assert (code, "F5: “=1+1” is not one of" in " ".join(out.split())) == (1, True)
    assert not list(Path("packs").glob("*to-complete*"))
    packs = sorted(Path("packs").glob("*.xlsx"))
    assert call("import", CONTACT)[0] == 1
    made = Path("packs", "to-complete", f"{Path(CONTACT).stem}-to-complete.xlsx")
    assert sorted(Path("packs").rglob("*.xlsx")) == sorted([*packs, made])
    assert desk.untouched()


def test_what_still_lacks_something_is_sent_back_under_its_name_and_over_nothing(
    desk: Desk, call: Call
) -> None:
    fill(CONTACT, **{f"{RAG}5": "=1+1"})
    assert call("import", CONTACT)[0] == 1
    sent = Path("packs", "to-complete", f"{Path(CONTACT).stem}-to-complete.xlsx")
    back = shutil.copy(sent, "packs")
    assert call("import", str(back))[1].endswith(f"{sent}: to send back to Head of Contact\n")
    named = f"{sent.stem}-to-complete.xlsx"
    assert call("import", str(back), "--output", "packs")[1].endswith(
        f"packs/{named}: to send back to Head of Contact\n"
    )
    assert desk.untouched()


def test_a_formula_is_never_computed(desk: Desk, calc: Office, call: Call) -> None:
    back = calc.save(
        Path(CONTACT), Path("packs/back.xlsx"), [Edit(f"{NOTE}5", '=HYPERLINK("http://x";"y")', "formula")]
    )
    code, out, _ = call("import", str(back))
    assert (code, "Findings!I5 holds a formula" in out) == (1, True)
    assert desk.untouched()


def test_a_dry_run_shows_what_the_diff_shows_and_writes_nothing(desk: Desk, call: Call) -> None:
    fill(CONTACT, **{f"{RAG}5": "red", f"{WHY}5": "No money.", f"{STATUS}6": "awaiting allocation"})
    code, shown, err = call("import", CONTACT, "--dry-run")
    assert (code, err) == (0, "hmi: a dry run: nothing was written\n")
    assert desk.untouched()
    assert call("import", CONTACT)[0] == 0
    told = call("diff")[1]
    assert "No money." in told
    assert shown.endswith(told)


def test_a_branch_is_committed_beside_the_checkout(desk: Desk, call: Call) -> None:
    fill(CONTACT, **{f"{NOTE}5": "x"})
    fill(CRIME, **{f"{NOTE}5": "y"})
    desk.repo.write(f"register/{THREE}", desk.read(THREE) + "  note: not committed\n")
    before, head = desk.repo.git("status", "--porcelain"), desk.repo.git("rev-parse", "HEAD")
    code, out, _ = call("import", CONTACT, CRIME, "--branch", "returns")
    made = desk.repo.git("rev-parse", "--short=12", "returns").strip()
    assert (code, out.splitlines()[-1]) == (0, f"returns: commit {made}; the files here are as they were")
    assert (desk.repo.git("status", "--porcelain"), desk.repo.git("rev-parse", "HEAD")) == (before, head)
    assert desk.repo.git("diff", "--numstat", "HEAD", "returns").split() == [
        *("4", "0", f"register/{ONE}", "4", "0", f"register/{FOUR}"),
    ]
    assert desk.repo.git("log", "-1", "--format=%B", "returns").strip() == (
        "Take in the returned packs of Head of Contact, Head of Crime\n\n"
        "- peel-2022/1, by Head of Contact\n- peel-2022/4, by Head of Crime"
    )
    code, _, err = call("import", CONTACT, "--branch", "returns")
    assert (code, "there is a branch “returns” already" in err) == (3, True)


def test_with_nothing_new_no_branch_begins(desk: Desk, call: Call) -> None:
    assert call("import", CONTACT, "--branch", "returns")[2] == "hmi: there is nothing to write\n"
    assert not desk.repo.git("branch", "--list", "returns")


def test_packs_of_one_finding_come_in_together(desk: Desk, call: Call) -> None:
    action = "- on: 2026-11-01\n  action: a1\n  text: Train\n  owner: Head of Crime\n"
    desk.repo.write(f"register/{ONE}", desk.read(ONE) + action)
    desk.repo.commit("An action", "2026-11-02")
    Path(CONTACT).unlink()
    Path(CRIME).unlink()
    assert call("pack")[0] == 0
    fill(CONTACT, **{f"{NOTE}5": "x"})
    assert openpyxl.load_workbook(CRIME)["Findings"]["A5"].value == "peel-2022/1#a1"
    fill(CRIME, **{f"{STATUS}5": "in progress"})
    assert call("import", CONTACT, CRIME)[0] == 0
    added = desk.added(ONE).split("- on: 2026-11-23\n")[1:]
    assert [part.partition("\n")[0] for part in added] == ["  by: Head of Contact", "  by: Head of Crime"]
    assert "  action: a1\n  status: in-progress\n" in added[1]


def test_words_under_a_renamed_head_are_told_and_the_rest_of_the_row_arrives(desk: Desk, call: Call) -> None:
    fill(CONTACT, **{f"{NOTE}4": "Update", f"{NOTE}5": "All calls are recorded.", f"{EFFECT}5": "Faster."})
    code, out, _ = call("import", CONTACT)
    assert code == 1
    assert "Written where nothing was asked: left out" in out
    assert "“All calls are recorded.” stands under “Update”" in out
    added = desk.added(ONE)
    assert added.endswith("  effect: Faster.\n")
    assert "All calls" not in added


def test_rows_that_belong_to_nothing_are_told(desk: Desk, call: Call) -> None:
    fill(CONTACT, A5="peel-2022/99", **{f"{NOTE}6": "Also", f"{NOTE}9": "below the table"})
    code, out, _ = call("import", CONTACT)
    told = "1 row to take in, 2 rows not understood, 1 row without news and 1 row no longer in the file."
    assert (code, told in " ".join(out.split())) == (1, True)
    assert "Findings!A5  “peel-2022/99” is no finding that this pack was made for" in out
    assert "Findings!I9  “below the table” stands in a row without an id" in out
    assert out.split("No longer in the file: nothing is said of them\n")[1].startswith("  peel-2022/1\n")
    assert desk.added(TWO).endswith("  note: Also\n")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            lambda desk: desk.repo.write("register/register.yaml", SETTINGS.replace("Essex", "Kent")),
            "was made for Essex",
        ),
        (lambda desk: desk.repo.write("register/register.yaml", "force: ["), "register.yaml:2:1"),
        (lambda _: fill(CONTACT, F4="Colour", A4="Number"), "heads of this pack's columns"),
        (lambda _: Path(CONTACT).unlink(), "there is no file"),
    ],
)
def test_what_could_not_be_done_ends_with_3(change: object, words: str, desk: Desk, call: Call) -> None:
    change(desk)  # type: ignore[operator]  # one of the functions above
    before = desk.repo.git("status", "--porcelain")
    code, _, err = call("import", CONTACT)
    assert (code, words in err) == (3, True), err
    assert desk.repo.git("status", "--porcelain") == before


def test_an_error_that_only_the_whole_text_shows_is_refused_for_a_branch_too(desk: Desk, call: Call) -> None:
    """Nothing is written where the text would be larger than a record may be."""
    long = "The force records every call. " * 1000
    desk.repo.write(f"register/{ONE}", f"# {'x' * 1_020_000}\n{desk.read(ONE)}")
    desk.repo.commit("A long comment")
    fill(CONTACT, **{f"{NOTE}5": long})
    before = desk.repo.git("status", "--porcelain")
    for args in ([], ["--branch", "returns"]):
        code, _, err = call("import", CONTACT, *args)
        assert code == 3, err
    assert desk.repo.git("status", "--porcelain") == before
    assert not desk.repo.git("branch", "--list", "returns")


def test_a_finding_that_was_read_meanwhile_by_nobody_is_told(desk: Desk, call: Call) -> None:
    fill(CONTACT, **{f"{NOTE}5": "x"})
    desk.repo.write(f"register/{ONE}", "kind: [\n")
    code, out, _ = call("import", CONTACT)
    assert (code, "it cannot be read" in " ".join(out.split())) == (1, True)


def test_a_private_finding_comes_back_in_its_restricted_pack_alone(desk: Desk, call: Call) -> None:
    for path in (ONE, FOUR):
        desk.repo.write(f"register/{path}", desk.read(path).replace("log:", "private: true\nlog:"))
    desk.repo.commit("Private")
    assert call("pack", "--restricted", "--owner", "Head of Contact")[0] == 0
    restricted = CONTACT.replace(".xlsx", "-restricted.xlsx")
    ids = [cell.value for cell in openpyxl.load_workbook(restricted)["Findings"]["A"][4:]]
    assert ids == ["peel-2022/1", "peel-2022/2", "peel-2022/3"]
    fill(restricted, **{f"{NOTE}5": "The witness was told."})
    assert "The witness was told." not in call("import", restricted, "--dry-run")[1]
    code, out, _ = call("import", restricted, "--restricted")
    assert (code, "The witness was told." in out) == (0, True)
    assert desk.added(ONE).endswith("  note: The witness was told.\n")
    assert "The witness was told." not in call("diff")[1]


def test_a_pack_is_known_whatever_its_file_is_called(desk: Desk, call: Call) -> None:
    fill(CONTACT, **{f"{NOTE}5": "x"})
    shutil.copy(CONTACT, "packs/RE FW Kopie (3).XLSX")
    assert call("import", "packs/RE FW Kopie (3).XLSX")[0] == 0
    assert desk.added(ONE).endswith("  note: x\n")


def test_rows_that_were_deleted_are_named_and_end_with_1(desk: Desk, call: Call) -> None:
    book = openpyxl.load_workbook(CONTACT)
    book["Findings"].delete_rows(6, 2)
    book.save(CONTACT)
    code, out, _ = call("import", CONTACT)
    told = "No longer in the file: nothing is said of them\n  peel-2022/2\n  peel-2022/3\n"
    assert (code, out.endswith(told)) == (1, True), out
    assert desk.untouched()


def test_a_target_in_the_past_goes_back_to_its_owner(desk: Desk, call: Call) -> None:
    fill(CONTACT, **{f"{TARGET}5": "2026-11-22", f"{WHY}5": "It was done then."})
    code, out, _ = call("import", CONTACT)
    words = "peel-2022/1 Target date: 22 November 2026 is past: write the day by which it will be done"
    assert (code, words in " ".join(out.split())) == (1, True), out
    assert desk.untouched()
    code, _, err = call("import", CONTACT, "--on", "2026-11-20")
    assert (code, err) == (0, "")


def test_what_stands_in_locked_cells_sheets_of_their_own_and_comments_is_told(desk: Desk, call: Call) -> None:
    book = openpyxl.load_workbook(CONTACT)
    book["Findings"]["C5"].value = "The force may record every call."
    book["Findings"]["E6"].comment = Comment("Ring me.", "Insp Rowe")
    book.create_sheet("My notes")["A1"] = "See the minutes."
    book.save(CONTACT)
    code, out, _ = call("import", CONTACT)
    told = " ".join(out.split("Written where nothing was asked: left out")[1].split())
    assert (code, desk.untouched()) == (1, True)
    assert told == (
        "Findings!C5 “What the inspectorate says” of peel-2022/1 now says "
        "“The force may record every call.”: it was locked, and is not read "
        "My notes this sheet was not sent, and is not read "
        "return-head-of-contact-2026-11-23.xlsx there are comments on its cells, which are not read: "
        "open it and look"
    )


def _without_state(path: Path) -> Path:
    book = openpyxl.load_workbook(CONTACT)
    del book["hmi_state"]
    book.save(path)
    return path


def _copied(path: Path) -> Path:
    """Copy the table alone into a new workbook, as a person does who does not want to see the rest."""
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in openpyxl.load_workbook(CONTACT)["Findings"].iter_rows(min_row=4, values_only=True):
        book.active.append(row)
    book.save(path)
    return path


def _as_csv(path: Path) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(openpyxl.load_workbook(CONTACT)["Findings"].values)
    return path


@pytest.mark.parametrize(
    ("made", "name"), [(_without_state, "back.xlsx"), (_copied, "copy.XLSM"), (_as_csv, "back.csv")]
)
@pytest.mark.parametrize("args", [[], ["--dry-run", "--branch", "returns"], ["--map"]], ids=str)
def test_a_pack_without_its_hidden_sheet_is_no_tracker(
    made: Callable[[Path], Path], name: str, args: list[str], desk: Desk, call: Call
) -> None:
    fill(CONTACT, **{f"{NOTE}5": "x"})
    path = made(Path("packs", name))
    code, _, err = call("import", str(path), *args)
    assert (code, f"“{name}” is a return pack without its hidden sheet" in err) == (3, True), err
    assert "send a fresh one (`hmi pack`)" in err
    assert desk.untouched()
    err = call("pack", "--check", "packs")[2]
    assert ("without its hidden sheet" in err) == (name != "back.csv")


def test_what_only_claims_to_be_a_table_is_left_to_its_reader(desk: Desk, call: Call) -> None:
    Path("packs/a.xlsx").write_bytes(b"PK no zip")
    assert "broken workbook" in call("import", "packs/a.xlsx", "--map")[2]
    assert desk.untouched()


def test_of_very_many_rows_the_first_are_listed_and_the_others_counted(desk: Desk, call: Call) -> None:
    book = openpyxl.load_workbook(CONTACT)
    for number in range(250):
        book["Findings"].append([f"peel-2022/{number + 1000}"])
    for _ in range(3):
        book["Findings"].append(["peel-2022/1", None, "Another wording", *[None] * 20, "beside"])
    book.save(CONTACT)
    code, out, _ = call("import", CONTACT)
    assert (code, out.count("is no finding that this pack")) == (1, 100)
    assert out.endswith("  … and 154 more\n")
    assert "Another wording" not in out
    assert desk.untouched()


def _state(path: str, **said: str) -> str:
    """Alter what a pack says of itself, and its digest with it."""
    book = openpyxl.load_workbook(path)
    sheet = book["hmi_state"]
    rows = [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)][1:]
    least = {"line": 10, "column": 3, "locked": 4}
    for at, row in enumerate(rows, 2):
        if row[0] in said:
            row[1] = sheet.cell(at, 2).value = said[row[0]]
        while len(row) > least.get(row[0], 2) and not row[-1]:
            row.pop()
    sheet["C1"] = identity(rows)
    book.save(path)
    return path


def _all_text(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def test_what_became_private_meanwhile_goes_back_to_nobody_unless_asked_for(desk: Desk, call: Call) -> None:
    fill(CONTACT, **{f"{RAG}5": "green", f"{RAG}6": "green"})
    secret = desk.read(ONE).replace("record every call", "protect the witness")
    desk.repo.write(f"register/{ONE}", secret.replace("log:", "private: true\nlog:"))
    code, _, err = call("import", CONTACT)
    made = Path("packs", "to-complete", f"{Path(CONTACT).stem}-to-complete.xlsx")
    assert code == 1
    assert err == (
        "hmi: 1 private row is withheld from what goes back of return-head-of-contact-2026-11-23.xlsx; "
        "--restricted sends back what is private too\nhmi: there is nothing to write\n"
    )
    assert [cell.value for cell in openpyxl.load_workbook(made)["Findings"]["A"][4:]] == ["peel-2022/2"]
    assert "witness" not in _all_text(made)
    assert call("import", CONTACT, "--restricted")[0] == 1
    whole = made.with_name(f"{made.stem}-restricted.xlsx")
    assert "witness" in _all_text(whole)
    assert "OFFICIAL-SENSITIVE" in _all_text(whole)
    shutil.copy(whole, "packs")
    back = call("import", f"packs/{whole.name}", "--restricted")[1]
    assert back.endswith(f"{whole}: to send back to Head of Contact\n")


def test_where_all_that_is_missing_is_private_no_file_goes_back(desk: Desk, call: Call) -> None:
    fill(CONTACT, **{f"{RAG}5": "green", f"{RAG}6": "green"})
    for path in (ONE, TWO):
        desk.repo.write(f"register/{path}", desk.read(path).replace("log:", "private: true\nlog:"))
    code, _, err = call("import", CONTACT)
    assert (code, "hmi: 2 private rows are withheld" in err) == (1, True), err
    assert not Path("packs", "to-complete").exists()


def test_a_pack_does_not_decide_that_it_may_hold_what_is_private(desk: Desk, call: Call) -> None:
    desk.repo.write(f"register/{ONE}", f"{desk.read(ONE)}  why: A named officer.\n  private: true\n")
    _state(fill(CONTACT, **{f"{RAG}5": "green"}), restricted="true")
    assert call("import", CONTACT)[0] == 1
    made = Path("packs", "to-complete", f"{Path(CONTACT).stem}-to-complete.xlsx")
    assert "named officer" not in _all_text(made)
    assert "OFFICIAL-SENSITIVE" not in _all_text(made)


@pytest.mark.parametrize("args", [[], ["--branch", "returns"]], ids=str)
def test_where_what_goes_back_cannot_be_written_nothing_is_taken_in(
    args: list[str], desk: Desk, call: Call
) -> None:
    fill(CONTACT, **{f"{RAG}5": "green", f"{NOTE}6": "x"})
    code, _, err = call("import", CONTACT, "--output", f"{CRIME}/back", *args)
    assert (code, "nothing was changed" in err) == (3, True), err
    assert desk.untouched()
    assert not desk.repo.git("branch", "--list", "returns")


def test_words_of_a_pack_make_no_lines_of_their_own(desk: Desk, call: Call) -> None:
    _state(CONTACT, force="X\u202e\nhmi: all is well")
    code, _, err = call("import", CONTACT)
    assert code == 3
    assert err.startswith(
        "hmi: return-head-of-contact-2026-11-23.xlsx was made for X\ufffd hmi: all is well,"
    )
    _state(fill(CRIME, **{f"{NOTE}5": "y"}), owner="Head of\n\nSigned-off-by: Chief\nCrime")
    owner = "Head of Signed-off-by: Chief Crime"
    told = call("import", CRIME, "--take", "peel-2022/4:owner", "--branch", "returns")
    assert told[0] == 0, told
    assert desk.repo.git("log", "-1", "--format=%B", "returns").strip() == (
        f"Take in the returned pack of {owner}\n\n- peel-2022/4, by {owner}"
    )


def test_a_pack_from_tomorrow_is_not_believed(desk: Desk, call: Call) -> None:
    _state(fill(CONTACT, **{f"{NOTE}5": "x"}), made="9999-12-31")
    code, _, err = call("import", CONTACT)
    assert (code, "damaged or altered" in err) == (3, True), err
    assert desk.untouched()
