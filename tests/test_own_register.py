"""How the project checks its own register: in every clone against something that it names."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, GitRepo
from tests.histories import BASE

ONE = "register/findings/fraud-2026/1.yaml"


@pytest.fixture
def repo(git_repo: GitRepo) -> GitRepo:
    """A repository with one commit, which holds a register and the script."""
    shutil.copytree(BASE, git_repo.path / "register")
    (git_repo.path / ".ci").mkdir()
    shutil.copy2(ROOT / ".ci" / "register", git_repo.path / ".ci" / "register")
    git_repo.commit("The register", "2026-10-01")
    return git_repo


def run(folder: Path, **env: str) -> tuple[int, str]:
    """Return the script's exit code and what it says on standard error."""
    hmi = str(Path(sys.executable).with_name("hmi"))
    done = subprocess.run(
        [folder / ".ci" / "register"],
        env={**os.environ, "HMI": hmi, **env},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stderr


def falsify(folder: Path) -> None:
    path = folder / ONE
    path.write_text(path.read_text(encoding="utf-8").replace("rag: red", "rag: green"), encoding="utf-8")


def clone(repo: GitRepo, folder: Path, *options: str) -> GitRepo:
    repo.git("clone", "--quiet", *options, repo.path.as_uri(), str(folder))
    return GitRepo(folder)


def test_the_first_commit_has_nothing_before_it_and_that_is_said(repo: GitRepo) -> None:
    assert run(repo.path) == (0, "Compared with nothing: there is no earlier commit.\n")


def test_the_main_branch_is_compared_with_its_parent(repo: GitRepo, tmp_path: Path) -> None:
    falsify(repo.path)
    repo.commit("Better")
    assert run(repo.path)[0] == 1
    fresh = clone(repo, tmp_path / "fresh")
    code, said = run(fresh.path)
    assert (code, "hmi: compared with “HEAD^1”, commit " in said) == (1, True)


def test_a_branch_is_compared_with_the_remotes_main_branch(repo: GitRepo, tmp_path: Path) -> None:
    fresh = clone(repo, tmp_path / "fresh")
    fresh.git("switch", "--quiet", "--create", "proposal")
    falsify(fresh.path)
    fresh.commit("Better")
    fresh.commit("Nothing more")
    code, said = run(fresh.path)
    assert (code, "hmi: compared with “origin/main”, commit " in said) == (1, True)
    assert run(fresh.path, BASE="HEAD^1")[0] == 0


def test_a_clone_that_lacks_what_came_before_does_not_pass(repo: GitRepo, tmp_path: Path) -> None:
    falsify(repo.path)
    repo.commit("Better")
    shallow = clone(repo, tmp_path / "shallow", "--depth=1")
    code, said = run(shallow.path)
    assert (code, "git fetch --unshallow" in said) == (3, True)
