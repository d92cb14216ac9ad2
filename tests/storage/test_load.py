"""The whole register past any broken file; one record without the others."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from hmicfrs_cli.domain.problems import Problem
from hmicfrs_cli.domain.records import Finding, Inspection
from hmicfrs_cli.domain.settings import Committee
from hmicfrs_cli.errors import HmiError, NotFoundError, UsageError
from hmicfrs_cli.storage.load import load, load_committee, load_one, load_settings, located
from tests.conftest import ROOT

BASE = ROOT / "tests" / "examples" / "good" / "base"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(BASE, tmp_path / "register")
    return tmp_path / "register"


def test_the_whole_register_is_read(root: Path) -> None:
    loaded = load(root)
    assert (loaded.problems, loaded.unread) == ([], [])
    assert loaded.register is not None
    assert set(loaded.register.inspections) == {"fraud-2026"}
    assert set(loaded.register.findings) == {"fraud-2026/1", "fraud-2026/2", "fraud-2026/coc-1"}
    assert set(loaded.register.committees) == {"jac"}
    assert loaded.register.settings.force == "west-mercia"


def test_a_register_may_have_settings_alone(tmp_path: Path) -> None:
    shutil.copy(BASE / "register.yaml", tmp_path)
    loaded = load(tmp_path)
    assert loaded.problems == []
    assert loaded.register is not None
    assert loaded.register.findings == {}


def test_broken_files_hide_no_other(root: Path) -> None:
    (root / "findings" / "fraud-2026" / "1.yaml").write_text("kind: [recommendation\n", encoding="utf-8")
    (root / "findings" / "fraud-2026" / "2.yaml").write_text(
        "kind: finding\ntext: x\ntitel: x\n", encoding="utf-8"
    )
    (root / "findings" / "fraud-2026" / "3.yaml").mkdir()
    loaded = load(root)
    assert [(one.path, one.code, one.line, one.column) for one in loaded.problems] == [
        ("findings/fraud-2026/1.yaml", "yaml-syntax", 1, 7),
        ("findings/fraud-2026/2.yaml", "unknown-field", 3, 1),
        ("findings/fraud-2026/3.yaml", "not-a-record-file", 1, 1),
    ]
    assert loaded.unread == [one.path for one in loaded.problems]
    assert loaded.register is not None
    assert set(loaded.register.findings) == {"fraud-2026/coc-1"}


def test_without_settings_there_is_no_register_but_every_problem(root: Path) -> None:
    (root / "register.yaml").write_text("format: 1\nforce: gwent\n", encoding="utf-8")
    (root / "committees" / "jac.yaml").write_text("name: x\n", encoding="utf-8")
    loaded = load(root)
    assert loaded.register is None
    assert [(one.path, one.loc) for one in loaded.problems] == [
        ("register.yaml", ("names",)),
        ("committees/jac.yaml", ("short",)),
    ]
    assert loaded.unread == ["register.yaml", "committees/jac.yaml"]


def opened(call: str, root: Path) -> tuple[list[str], str]:
    """Return the files of the register that a fresh process opens for a call, and what the call raises."""
    code = (
        "import json, sys\n"
        "from pathlib import Path\n"
        "from hmicfrs_cli.storage import load\n"
        f"root, seen, raised = Path({str(root)!r}), [], ''\n"
        "def hook(event, args):\n"
        "    if event == 'open' and str(args[0]).startswith(str(root)):\n"
        "        seen.append(Path(str(args[0])).relative_to(root).as_posix())\n"
        "sys.addaudithook(hook)\n"
        "try:\n"
        f"    load.{call}\n"
        "except Exception as error:\n"
        "    raised = f'{type(error).__name__} {error.exit_code}: {error}'\n"
        "print(json.dumps([seen, raised]))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    seen, raised = json.loads(done.stdout)
    return seen, raised


def test_a_newer_format_ends_before_anything_else_is_read(root: Path) -> None:
    text = (root / "register.yaml").read_text(encoding="utf-8")
    newer = text.replace("format: 1", "format: 2\nsomething_new: yes")
    (root / "register.yaml").write_text(newer, encoding="utf-8")
    assert opened("load(root)", root) == (
        ["register.yaml"],
        "HmiError 3: this register has format 2, and this hmi knows formats up to 1",
    )


def test_one_record_is_read_without_any_other(root: Path) -> None:
    assert opened("load_one(root, 'fraud-2026/1')", root) == (["findings/fraud-2026/1.yaml"], "")
    assert opened("load_settings(root)", root) == (["register.yaml"], "")


def test_one_record_comes_with_its_bytes(root: Path) -> None:
    one = load_one(root, "fraud-2026/1")
    assert isinstance(one.record, Finding)
    assert (one.id, one.path) == ("fraud-2026/1", "findings/fraud-2026/1.yaml")
    assert one.raw == (root / one.path).read_bytes()
    assert isinstance(load_one(root, "fraud-2026").record, Inspection)


@pytest.mark.parametrize("asked", ["old-fraud", "Old-Fraud", "FRAUD-2026"])
def test_a_record_is_found_by_a_former_id_and_in_any_case(root: Path, asked: str) -> None:
    path = root / "inspections" / "fraud-2026.yaml"
    path.write_text("formerly: [old-fraud]\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert load_one(root, asked).id == "fraud-2026"


def test_a_finding_is_found_under_its_inspections_former_id(root: Path) -> None:
    path = root / "inspections" / "fraud-2026.yaml"
    path.write_text("formerly: [old-fraud]\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert load_one(root, "old-fraud/coc-1").id == "fraud-2026/coc-1"


@pytest.mark.parametrize(
    ("asked", "mend"),
    [
        ("fraud-2062", "did you mean “fraud-2026”?"),
        ("fraud-2026/coc-2", "did you mean “fraud-2026/coc-1”?"),
        ("custody", "`hmi list` shows the ids there are"),
    ],
)
def test_an_id_that_is_not_there_is_told_with_the_nearest(root: Path, asked: str, mend: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        load_one(root, asked)
    assert (caught.value.message, caught.value.mend) == (f"there is no record “{asked}”", mend)


@pytest.mark.parametrize(
    "asked", ["", "..", "../register", "a/../b", "a/b/c", "a b", "/etc/passwd", "a/", "-x", "x."]
)
def test_what_cannot_be_an_id_is_a_wrong_command_line(root: Path, asked: str) -> None:
    with pytest.raises(UsageError, match="is not an id"):
        load_one(root, asked)


def test_a_broken_record_is_told_with_its_place(root: Path) -> None:
    path = root / "findings" / "fraud-2026" / "1.yaml"
    path.write_text("kind: finding\ntext: x\ntitel: x\nrag: red\n", encoding="utf-8")
    with pytest.raises(HmiError) as caught:
        load_one(root, "fraud-2026/1")
    assert caught.value.message == (
        "findings/fraud-2026/1.yaml:3:1: “titel” is no field that is known here"
        " (and 1 more; `hmi check` lists them)"
    )
    assert caught.value.exit_code == 3


def test_broken_settings_are_told_with_their_place(root: Path) -> None:
    (root / "register.yaml").write_text(
        "format: one\nforce: gwent\nnames: {force: Gwent}\n", encoding="utf-8"
    )
    message = "register.yaml:1:9: a whole number is expected here, without quotes"
    with pytest.raises(HmiError) as caught:
        load_settings(root)
    assert caught.value.message == message
    with pytest.raises(HmiError) as caught:
        load_one(root, "no-such-record")
    assert caught.value.message == message


@pytest.mark.parametrize("asked", ["jac", "JAC"])
def test_a_committee_is_found_in_any_case(root: Path, asked: str) -> None:
    one = load_committee(root, asked)
    assert isinstance(one.record, Committee)
    assert (one.id, one.path) == ("jac", "committees/jac.yaml")


@pytest.mark.parametrize(
    ("asked", "mend"), [("jax", "did you mean “jac”?"), ("board", "the committees are: jac")]
)
def test_a_committee_that_is_not_there_is_told(root: Path, asked: str, mend: str) -> None:
    with pytest.raises(NotFoundError, match=f"no committee “{asked}”") as caught:
        load_committee(root, asked)
    assert caught.value.mend == mend


def test_without_committees_the_mend_is_to_begin_one(root: Path) -> None:
    (root / "committees" / "jac.yaml").unlink()
    with pytest.raises(NotFoundError) as caught:
        load_committee(root, "jac")
    assert "committees/jac.yaml" in caught.value.mend


def test_problems_are_located_and_those_with_a_place_are_left_alone(root: Path) -> None:
    path = "inspections/fraud-2026.yaml"
    problems = [
        Problem(path, "a-rule", "x", "y", loc=("log", 1, "event")),
        Problem(path, "unknown-field", "x", "y", loc=("log", 1, "event")),
        Problem(path, "missing-field", "x", "y", loc=("log", 1, "by")),
        Problem(path, "a-rule", "x", "y", line=7, column=8),
        Problem("inspections/gone.yaml", "a-rule", "x", "y", loc=("title",)),
    ]
    # The log's second entry begins in line 10, column 3; its event stands in line 11.
    assert [(one.line, one.column) for one in located(root, problems)] == [
        (11, 10),
        (11, 3),
        (10, 3),
        (7, 8),
        (1, 1),
    ]


def test_many_problems_of_one_file_are_located_in_one_reading(root: Path) -> None:
    lines = [f"field{number}: x\n" for number in range(20)]
    path = root / "inspections" / "many.yaml"
    path.write_text("title: x\nkind: peel\n" + "".join(lines), encoding="utf-8")
    problems = load(root).problems
    assert [one.line for one in problems] == list(range(3, 23))


def test_a_folder_in_place_of_a_file_is_told(root: Path) -> None:
    (root / "inspections" / "odd.yaml").mkdir()
    with pytest.raises(HmiError, match=r"inspections/odd\.yaml:1:1: "):
        load_one(root, "odd")


def test_a_newer_format_is_told_by_every_door(root: Path) -> None:
    (root / "register.yaml").write_text("format: 2\n", encoding="utf-8")
    for door in (load, load_settings):
        with pytest.raises(HmiError, match="format 2") as caught:
            door(root)
        assert (caught.value.exit_code, caught.value.mend) == (3, "install a newer hmi; nothing was read")


def test_settings_that_are_no_file_are_told(root: Path) -> None:
    assert load_settings(root).force == "west-mercia"
    (root / "register.yaml").unlink()
    (root / "register.yaml").mkdir()
    assert [(one.path, one.code) for one in load(root).problems] == [("register.yaml", "not-a-record-file")]
