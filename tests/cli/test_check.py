"""`hmi check`: places that an editor can jump to, mends, and what decides the exit code."""

import json
import os
import shutil
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.cli.sandbox import AT, REGISTER
from tests.conftest import Call

ONE = "findings/stop-search-2025/1.yaml"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copytree(REGISTER, tmp_path / "register"))


def spoil(root: Path) -> None:
    path = root / ONE
    path.write_text(
        path.read_text(encoding="utf-8").replace("delivery: force", "delivry: force"), encoding="utf-8"
    )


def test_warnings_fail_only_when_strict(call: Call, txt_snapshot: SnapshotAssertion, root: Path) -> None:
    assert root.is_dir()
    code, out, err = call("check")
    assert (code, err) == (0, "")
    assert out == txt_snapshot
    assert call("check", "--strict")[0] == 1


def test_an_error_says_where_and_how_to_mend_it(call: Call, root: Path) -> None:
    spoil(root)
    code, out, _ = call("check")
    lines = out.splitlines()
    at = lines.index(next(line for line in lines if "delivry" in line))
    assert code == 1
    assert lines[at].startswith(f"register/{ONE}:5:1: unknown-field ")
    assert "delivery" in lines[at + 1]


@pytest.mark.parametrize(
    ("path", "paths", "checked"),
    [
        (f"register/{ONE}", {ONE}, 1),
        ("register/inspections", set(), 3),
        ("register/findings/stop-search-2025", {ONE, "findings/stop-search-2025/coc-1.yaml"}, 4),
        (".", {ONE, "findings/stop-search-2025/coc-1.yaml"}, 10),
        ("stop-2025", {ONE, "findings/stop-search-2025/coc-1.yaml"}, 5),
        ("stop-search-2025/coc-1", {"findings/stop-search-2025/coc-1.yaml"}, 1),
        ("jac", set(), 1),
    ],
)
def test_a_path_can_be_a_file_a_folder_or_an_id(
    call: Call, root: Path, path: str, paths: set[str], checked: int
) -> None:
    assert root.is_dir()
    _, out, _ = call("check", "--json", path)
    answer = json.loads(out)
    assert {one["path"] for one in answer["problems"]} == {f"register/{one}" for one in paths}
    assert answer["checked"] == checked


def test_unread_settings_are_a_problem_like_any_other(call: Call, root: Path) -> None:
    (root / "register.yaml").write_text("format: 1\nforce: [\n", encoding="utf-8")
    code, out, _ = call("check")
    assert code == 1
    assert "register/register.yaml:3:" in out


@pytest.mark.parametrize("path", ["nothing-like-it", os.devnull])
def test_what_is_not_there_is_told(call: Call, path: str) -> None:
    code, _, err = call("check", path, *AT)
    assert code == 3
    assert err.startswith("hmi: ")
