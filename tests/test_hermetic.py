"""The tests' own ground: what they run in lets nothing of the machine in."""

import os
import subprocess
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import AUTHOR, TODAY, GitRepo, Hmi


def test_no_setting_of_the_machine_reaches_git() -> None:
    done = subprocess.run(
        ["git", "config", "--list", "--show-origin"],
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd="/",
    )
    assert done.stdout == ""


def test_home_and_day_are_the_tests_own() -> None:
    assert Path.home() == Path(os.environ["HOME"])
    assert "pytest-of" in str(Path.home())
    assert date.fromisoformat(os.environ["HMI_TODAY"]) == date(2026, 11, 23)
    assert [name for name in os.environ if name.startswith("HMI_")] == ["HMI_TODAY"]


def test_a_commit_has_the_day_and_author_asked_for(git_repo: GitRepo) -> None:
    git_repo.write("a.yaml", "a: 1\r\n")
    commit = git_repo.commit("First", "2024-02-29")
    assert git_repo.git("log", "-1", "--format=%H %an %ad %cd", "--date=short").split("\n")[0] == (
        f"{commit} {AUTHOR} 2024-02-29 2024-02-29"
    )
    assert git_repo.git("show", "HEAD:a.yaml") == "a: 1\n"  # as text; the file itself keeps its line end
    assert (git_repo.path / "a.yaml").read_bytes() == b"a: 1\r\n"


@pytest.mark.parametrize("text", ["", "asked\n"])
def test_a_process_of_hmi_waits_for_nobody(hmi: Hmi, text: str) -> None:
    assert hmi("--version", input=text, env={"HMI_TODAY": TODAY}).returncode == 0
