"""`hmi init`: an empty, valid register for any force of England and Wales."""

import json
from datetime import date
from pathlib import Path

import pytest

from tests.cli.desk import talk
from tests.conftest import Call, Hmi


def tree(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_new_register_is_whole_valid_and_says_what_comes_next(hmi: Hmi, tmp_path: Path) -> None:
    done = hmi("init", "work", "--force", "west-mercia")
    assert (done.returncode, done.stdout) == (
        0,
        "work/register: an empty register for West Mercia Police, committee JAC\n",
    )
    assert "papers will print totals from 23 November 2026 on" in done.stderr
    assert "put your force's own RAG key into register.yaml" in done.stderr
    assert tree(tmp_path) == [
        "work/register/.gitignore",
        "work/register/README.md",
        "work/register/committees/jac.yaml",
        "work/register/findings/.gitkeep",
        "work/register/inspections/.gitkeep",
        "work/register/register.yaml",
        *(f"work/register/schema/{name}.json" for name in ("committee", "finding", "inspection", "register")),
    ]
    assert hmi("check", "--strict", cwd=tmp_path / "work").returncode == 0
    assert json.loads(hmi("list", "--json", cwd=tmp_path / "work").stdout)["items"] == []


def test_a_folder_with_other_things_is_fine_and_a_register_is_never_touched(hmi: Hmi, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    assert hmi("init", ".", "--force", "Essex Police").returncode == 0
    before = {name: (tmp_path / name).read_bytes() for name in tree(tmp_path)}
    done = hmi("init", ".", "--force", "kent", "--committee", "ARAC")
    assert (done.returncode, done.stdout) == (3, "")
    assert "register exists already" in done.stderr
    assert {name: (tmp_path / name).read_bytes() for name in tree(tmp_path)} == before


def test_every_force_gets_settings_that_can_be_read() -> None:
    from hmicfrs_cli.domain import begin, dates
    from hmicfrs_cli.domain.forces import FORCES
    from hmicfrs_cli.domain.reading import id_of, read_record
    from hmicfrs_cli.domain.rules import check_record
    from hmicfrs_cli.domain.settings import Committee, Settings
    from hmicfrs_cli.storage import yaml

    today = date(2026, 11, 23)
    assert len(FORCES) == 43
    for force, (name, _) in FORCES.items():
        files = begin.files(force, "JAC", None, dates.day(today), dates.day(today))
        data = yaml.read(files["register.yaml"].encode(), "register.yaml")
        assert isinstance(data, dict)
        settings = read_record("register.yaml", data)
        assert isinstance(settings, Settings)
        assert (settings.names.force, settings.marking[0].marking.value) == (name, "official")
        assert check_record(settings, "", settings, today) == []
        committee = yaml.read(files["committees/jac.yaml"].encode(), "committees/jac.yaml")
        assert isinstance(committee, dict)
        assert isinstance(read_record("committees/jac.yaml", committee), Committee)
        assert id_of("committees/jac.yaml") == "jac"


@pytest.mark.parametrize(
    ("args", "path", "line"),
    [
        (["--force", "Devon & Cornwall Police"], "register.yaml", "force: devon-and-cornwall"),
        (["--force", "THAMES VALLEY"], "register.yaml", "force: thames-valley"),
        (["--force", "kent", "--complete-from", "none"], "register.yaml", "  complete_from: none"),
        (["--force", "kent", "--complete-from", "2024-04"], "register.yaml", "  complete_from: 2024-04"),
        (
            ["--force", "kent", "--committee", "ARAC"],
            "committees/arac.yaml",
            "name: Audit and Risk Assurance Committee",
        ),
        (
            ["--force", "kent", "--committee", "J & P: x", "--committee-name", "It's ours: yes"],
            "committees/j-p-x.yaml",
            "name: 'It''s ours: yes'",
        ),
    ],
)
def test_what_is_asked_for_stands_in_the_files(
    call: Call, tmp_path: Path, args: list[str], path: str, line: str
) -> None:
    code, _, err = call("init", str(tmp_path), *args)
    assert (code, "totals from" in err) == (0, "none" not in args)
    assert line in (tmp_path / "register" / path).read_text(encoding="utf-8").splitlines()
    assert call("check", "--register", str(tmp_path))[0] == 0


REFUSED = [
    ([], 2, "--force is missing", "force"),
    (["--force", "West Merca"], 2, "“West Merca” is none of the 43 forces", "“west-mercia”"),
    (["--force", "Police Scotland"], 2, "“Police Scotland” is none", "the forces are: avon"),
    (["--force", "kent", "--committee", "?"], 2, "--committee: “?” makes no id", "JAC"),
    (["--force", "kent", "--committee", "Con"], 2, "--committee: “Con” makes no id", "JAC"),
    (["--force", "kent", "--committee", "J" * 81], 2, "makes no id", "JAC"),
    (["--force", "kent", "--committee", "J\x01AC"], 2, "the text contains U+0001", "delete it"),
    (["--force", "kent", "--committee-name", "J\udcffAC"], 2, "the text contains U+DCFF", "delete it"),
    (["--force", "kent", "--complete-from", "soon"], 2, "--complete-from: “soon”", "2022"),
    (["--force", "kent", "--complete-from", "2031"], 2, "lies in the future", "none"),
]


@pytest.mark.parametrize(
    ("args", "code", "message", "mend"), REFUSED, ids=[ascii(" ".join(r[0])) for r in REFUSED]
)
def test_what_cannot_be_begun_is_refused(
    call: Call, tmp_path: Path, args: list[str], code: int, message: str, mend: str
) -> None:
    found, out, err = call("init", str(tmp_path / "new"), *args)
    assert (found, out) == (code, "")
    assert message in err
    assert mend in err.partition(message)[2]
    assert tree(tmp_path) == []


def test_a_file_in_the_way_is_told(call: Call, tmp_path: Path) -> None:
    (tmp_path / "new").write_text("mine")
    code, _, err = call("init", str(tmp_path / "new"), "--force", "kent")
    assert (code, tree(tmp_path)) == (3, ["new"])
    assert "cannot write" in err


def test_what_is_missing_is_asked_for_on_a_terminal(tmp_path: Path) -> None:
    answers = [("In which folder?", "."), ("For which force?", "Kendt"), ("For which force?", "kent")]
    code, screen = talk(["init"], tmp_path, answers)
    assert code == 0, screen
    assert "did you mean “kent”?" in screen
    assert "force: kent" in (tmp_path / "register" / "register.yaml").read_text(encoding="utf-8")
