"""`hmi edit`: the editor works on a copy, which is checked before it is written over the record."""

from pathlib import Path

import pytest

from tests.cli.desk import Desk, new_desk, talk
from tests.conftest import GitRepo, Hmi

ONE = "findings/peel-2022/1.yaml"


@pytest.fixture
def desk(git_repo: GitRepo, hmi: Hmi) -> Desk:
    return new_desk(git_repo, hmi)


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for temporary files, in which a test sees what is left."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


def left(scratch: Path) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in scratch.rglob("*.yaml")]


@pytest.mark.parametrize(
    ("id_", "path", "editor", "line"),
    [
        (
            "peel-2022/1",
            ONE,
            "sed -i '$a- {on: 2022-07-01, note: Trained}'",
            "- {on: 2022-07-01, note: Trained}\n",
        ),
        ("PEEL-2022/COC-1", "findings/peel-2022/coc-1.yaml", "sed -i '$atheme: calls'", "theme: calls\n"),
        ("jac", "committees/jac.yaml", "sed -i '$a- {on: 2022-09-26}'", "- {on: 2022-09-26}\n"),
        ("register", "register.yaml", "sed -i '$astale_after_days: 90'", "stale_after_days: 90\n"),
    ],
)
def test_an_edit_is_written_as_it_is(
    desk: Desk, scratch: Path, id_: str, path: str, editor: str, line: str
) -> None:
    assert desk.run("edit", id_, EDITOR=editor) == (0, f"{path}: written as edited\n", "")
    assert desk.added(path) == line
    assert left(scratch) == []


def test_an_edit_of_what_was_recorded_before_is_told(desk: Desk, scratch: Path) -> None:
    code, _, err = desk.run("edit", "peel-2022/1", VISUAL="sed -i s/2022-12-31/2023-12-31/", EDITOR="false")
    assert (code, left(scratch)) == (0, [])
    assert "changes what was recorded before" in err
    assert "target: 2023-12-31" in desk.read(ONE)


def test_nothing_changed_is_nothing_written(desk: Desk, scratch: Path) -> None:
    assert desk.run("edit", "peel-2022/1", EDITOR="true") == (0, f"{ONE}: nothing changed\n", "")
    assert desk.untouched()
    assert left(scratch) == []


@pytest.mark.parametrize(
    ("editor", "message"),
    [
        ("sed -i s/owner/ownr/", "“ownr”"),
        ("sed -i '$a- on: 2022-07-01\\n  rag: red'", "red without a reason"),
        ("sed -i '$a\\\\t- x'", "tab"),
        ("truncate -s 0", "the file says nothing"),
    ],
)
def test_an_edit_with_a_new_error_is_refused_and_kept(
    desk: Desk, scratch: Path, editor: str, message: str
) -> None:
    code, out, err = desk.run("edit", "peel-2022/1", EDITOR=editor)
    assert (code, out) == (3, "")
    assert message in err
    assert f"your text is kept in {scratch}" in err
    assert len(left(scratch)) == 1
    assert desk.untouched()


def test_a_record_with_an_error_can_be_mended(desk: Desk, scratch: Path) -> None:
    desk.repo.write(f"register/{ONE}", desk.read(ONE).replace("owner:", "ownr:"))
    assert desk.run("edit", "peel-2022/1", EDITOR="sed -i s/ownr/owner/")[0] == 0
    assert desk.untouched()
    assert left(scratch) == []


def test_a_record_that_was_saved_meanwhile_is_not_overwritten(
    desk: Desk, scratch: Path, tmp_path: Path
) -> None:
    editor = tmp_path / "editor"
    editor.write_text(
        f"#!/bin/sh\necho '- {{on: 2022-08-01, note: Other}}' >> {desk.root / ONE}\nsed -i '$a#' $1\n"
    )
    editor.chmod(0o755)
    code, _, err = desk.run("edit", "peel-2022/1", EDITOR=str(editor))
    assert code == 3
    assert "your text is kept in" in err
    assert desk.added(ONE) == "- {on: 2022-08-01, note: Other}\n"
    assert len(left(scratch)) == 1


@pytest.mark.parametrize(
    ("env", "code", "message"),
    [
        ({}, 2, "no editor is named"),
        ({"EDITOR": "no-such-editor-here"}, 3, "cannot be run"),
        ({"EDITOR": "false"}, 3, "ended with 1"),
        ({"EDITOR": "vi 'unclosed"}, 3, "cannot be run"),
        ({"EDITOR": "rm"}, 3, "left no file that can be read"),
    ],
)
def test_an_editor_that_fails_writes_nothing(
    desk: Desk, scratch: Path, env: dict[str, str], code: int, message: str
) -> None:
    found, _, err = desk.run("edit", "peel-2022/1", **env)
    assert (found, message in err) == (code, True)
    assert desk.untouched()
    assert left(scratch) == []


@pytest.mark.parametrize("id_", ["peel-2022/8", "nothing", "../register", "a/b/c", ""])
def test_only_a_record_can_be_edited(desk: Desk, id_: str) -> None:
    code, _, err = desk.run("edit", id_, EDITOR="false")
    assert code in (2, 3)
    assert "ended with" not in err


def test_a_terminal_offers_to_edit_again(
    desk: Desk, scratch: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = tmp_path / "editor"
    editor.write_text(
        "#!/bin/sh\ngrep -q ownr $1 && sed -i 's/ownr: /owner: The /' $1 || sed -i s/owner/ownr/ $1\n"
    )
    editor.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(editor))
    code, screen = talk(["edit", "peel-2022/1"], desk.repo.path, [("Edit again?", "y")])
    assert code == 0, screen
    assert "“ownr”" in screen
    assert "owner: The   Head of Contact" in desk.read(ONE)
    assert left(scratch) == []
