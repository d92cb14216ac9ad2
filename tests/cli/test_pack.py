"""`hmi pack`: a workbook for each owner, and who has returned theirs."""

import json
import shutil
import zipfile
from itertools import count
from pathlib import Path

import openpyxl
import pytest

from tests.cli.desk import Desk, new_desk
from tests.conftest import Call, GitRepo, Hmi

PRIVATE = """\
kind: recommendation
text: The force should protect the name of the witness.
addressed_to: [chief constables]
private: true
log:
- on: 2022-06-01
  owner: Head of Contact
"""
OTHER = PRIVATE.replace("private: true\n", "").replace("Head of Contact", "Head of Crime (West)")


@pytest.fixture
def desk(git_repo: GitRepo, hmi: Hmi, monkeypatch: pytest.MonkeyPatch) -> Desk:
    found = new_desk(git_repo, hmi)
    git_repo.write("register/findings/peel-2022/4.yaml", PRIVATE)
    git_repo.write("register/findings/peel-2022/5.yaml", OTHER)
    git_repo.commit("Two more")
    monkeypatch.chdir(git_repo.path)
    return found


CONTACT = "packs/return-head-of-contact-2026-11-23.xlsx"
WEST = "packs/return-head-of-crime-west-2026-11-23.xlsx"


@pytest.mark.usefixtures("desk")
def test_each_owner_gets_one_and_what_is_in_none_is_said(call: Call) -> None:
    code, out, err = call("pack")
    assert (code, out) == (0, f"{CONTACT}: Head of Contact, 1 row\n{WEST}: Head of Crime (West), 1 row\n")
    assert err == (
        "hmi: in no pack, because nobody owns it: peel-2022/coc-1\n"
        "hmi: 1 private row is in no pack; --restricted puts each into its owner's\n"
    )
    first = Path(CONTACT).read_bytes()
    assert b"witness" not in first
    assert call("pack")[0] == 0
    assert Path(CONTACT).read_bytes() == first


@pytest.mark.usefixtures("desk")
def test_a_restricted_pack_is_marked_so_and_named_so(call: Call) -> None:
    code, out, _ = call("pack", "--restricted", "--owner", "HEAD OF CONTACT", "--output", "sent")
    assert (code, out) == (
        0,
        "sent/return-head-of-contact-2026-11-23-restricted.xlsx: Head of Contact, 2 rows\n",
    )
    path = out.partition(":")[0]
    sheet = openpyxl.load_workbook(path)["Findings"]
    with zipfile.ZipFile(path) as archive:
        assert b"OFFICIAL-SENSITIVE" in archive.read("xl/worksheets/sheet1.xml")
    assert "witness" in str(sheet["C6"].value)


def test_owners_whose_names_make_the_same_file_get_one_each(desk: Desk, call: Call) -> None:
    for at, owner in enumerate(["Head of Crime/West", "§§", "§"], 6):
        desk.repo.write(
            f"register/findings/peel-2022/{at}.yaml", OTHER.replace("Head of Crime (West)", owner)
        )
    desk.repo.commit("More owners")
    names = [line.partition(": ")[0] for line in call("pack")[1].splitlines()]
    assert len(names) == len(set(names)) == 5
    assert {"packs/return-owner-2026-11-23.xlsx", "packs/return-owner-2026-11-23_2.xlsx"} <= set(names)
    assert all(Path(name).is_file() for name in names)


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (["--format", "docx"], 2, "“docx” is no format of a pack"),
        (["--owner", "Head of Contct"], 3, "did you mean “Head of Contact”?"),
        (["--portfolio", "crme"], 3, "did you mean “crime”?"),
        (["--board", "nothing like it at all"], 3, "hmi list --open"),
        (["--json"], 2, "--json means nothing without --check"),
        (["--check", "nowhere"], 3, "there is no folder nowhere"),
    ],
    ids=str,
)
def test_what_cannot_be_is_told_with_what_was_meant(
    args: list[str], code: int, words: str, call: Call
) -> None:
    found, out, err = call("pack", *args)
    assert (found, out, words in err) == (code, "", True), err
    assert not Path("packs").exists()


def test_a_register_with_an_error_makes_no_pack(desk: Desk, call: Call) -> None:
    desk.repo.write("register/findings/peel-2022/4.yaml", PRIVATE.replace("kind", "kin"))
    code, _, err = call("pack")
    assert (code, "no pack was made from it" in err) == (3, True)
    assert not Path("packs").exists()


def test_with_nothing_open_there_is_nothing_to_fill_in(desk: Desk, call: Call) -> None:
    for path in (desk.root / "findings").rglob("*.yaml"):
        path.unlink()
    assert call("pack") == (0, "", "hmi: there is nothing to fill in\n")
    code, out, _ = call("pack", "--check", ".")
    assert (code, out) == (0, "There is no pack here, and no open finding has an owner.\n")


def test_where_a_pack_was_made_from_stands_in_it(desk: Desk, call: Call) -> None:
    folders = (f"packs-{number}" for number in count())

    def commit() -> object:
        assert call("pack", "--output", str(next(folders)))[0] == 0
        sheet = openpyxl.load_workbook(max(Path().glob(CONTACT.replace("packs", "packs-*"))))["hmi_state"]
        return next(row[1].value for row in sheet.rows if row[0].value == "commit")

    head = desk.repo.git("rev-parse", "--short=12", "HEAD").strip()
    assert commit() == head
    desk.repo.write("register/findings/peel-2022/5.yaml", f"{OTHER}  note: x\n")
    assert commit() == f"{head} with changes that are not committed"


def fill(path: str, **cells: str) -> None:
    book = openpyxl.load_workbook(path)
    for place, text in cells.items():
        book["Findings"][place] = text
    book.save(path)


@pytest.mark.usefixtures("desk")
def test_who_has_returned_a_pack_and_who_has_not(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    call("pack", "--owner", "Head of Contact")
    assert call("pack", "--check", "packs")[1] == (
        "Owner                 Pack of           Rows  Where it stands\n"
        "Head of Contact       23 November 2026  1     not returned\n"
        "Head of Crime (West)                    1     no pack in this folder\n"
    )
    monkeypatch.setenv("HMI_TODAY", "2026-12-05")
    assert "not returned for 12 days" in call("pack", "--check", "packs")[1]
    fill(CONTACT, B3="Insp Rowe")
    assert "returned, without news" in call("pack", "--check", "packs", "--owner", "head of contact")[1]
    fill(CONTACT, K5="Every call is recorded.")
    code, out, _ = call("pack", "--check", "packs", "--portfolio", "crime")
    assert (code, "Head of" in out) == (0, False)
    assert "returned, not yet taken in: 1 row" in call("pack", "--check", "packs")[1]
    assert call("import", CONTACT)[0] == 0
    assert "returned and taken in" in call("pack", "--check", "packs")[1]


@pytest.mark.usefixtures("desk")
def test_a_file_that_cannot_be_read_is_named_and_ends_with_1(call: Call) -> None:
    call("pack")
    book = openpyxl.load_workbook(CONTACT)
    book["hmi_state"]["B3"] = "2020-01-01"
    book.save("packs/altered.xlsx")
    Path("packs/a-tracker.xlsx").write_bytes(b"no workbook at all")
    code, out, err = call("pack", "--check", "packs")
    assert (code, len(out.splitlines())) == (1, 3)
    assert err == (
        "hmi: not read: “altered.xlsx”: the hidden sheet of this pack was damaged or altered; "
        "ask for the file again, or have a new one made with `hmi pack`\n"
    )


@pytest.mark.usefixtures("desk")
def test_other_programs_are_told_who_has_returned_a_pack_and_what_could_not_be_read(call: Call) -> None:
    call("pack", "--owner", "Head of Contact")
    fill(CONTACT, K5="Every call is recorded.")
    fill(shutil.copy(CONTACT, "packs/altered.XLSX"))
    book = openpyxl.load_workbook("packs/altered.XLSX")
    book["hmi_state"]["B3"] = "2020-01-01"
    book.save("packs/altered.XLSX")
    code, out, _ = call("pack", "--check", "packs", "--json")
    told = json.loads(out)
    assert code == 1
    assert told == {
        "schema": "hmi.packs/1",
        "as_of": "2026-11-23",
        "items": [
            {
                "owner": "Head of Contact",
                "standing": "returned",
                "file": "return-head-of-contact-2026-11-23.xlsx",
                "made": "2026-11-23",
                "rows": 1,
                "rows_with_news": 1,
            },
            {
                "owner": "Head of Crime (West)",
                "standing": "none",
                "file": None,
                "made": None,
                "rows": 1,
                "rows_with_news": 0,
            },
        ],
        "unread": ["“altered.XLSX”: the hidden sheet of this pack was damaged or altered"],
    }


@pytest.mark.usefixtures("desk")
def test_what_came_back_under_a_packs_own_name_is_not_written_over(call: Call) -> None:
    call("pack")
    fill(CONTACT, K5="Every call is recorded.")
    Path(WEST).unlink()
    code, out, err = call("pack")
    assert (code, out, f"{CONTACT} is there already" in err) == (3, "", True), err
    assert openpyxl.load_workbook(CONTACT)["Findings"]["K5"].value == "Every call is recorded."
    assert not Path(WEST).exists()


def test_an_owners_name_steers_no_terminal(desk: Desk, call: Call) -> None:
    desk.repo.write("register/findings/peel-2022/5.yaml", OTHER.replace("Head of Crime (West)", "A\u202eB"))
    assert "A\ufffdB, 1 row" in call("pack")[1]
