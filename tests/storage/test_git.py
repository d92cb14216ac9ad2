"""What git says of a folder, and that nothing but the folder decides which repository is meant."""

from pathlib import Path

import pytest

from hmicfrs_cli.storage import git
from tests.conftest import GitRepo


def test_a_commit_is_named_and_a_change_after_it_seen(git_repo: GitRepo) -> None:
    git_repo.write("register/a.yaml", "a: 1\n")
    git_repo.commit("One")
    folder = git_repo.path / "register"
    head = git.head(folder)
    assert head is not None
    assert len(head) == 12
    assert git_repo.git("rev-parse", "HEAD").startswith(head)
    git_repo.write("beside.txt", "outside the folder")
    assert not git.changed(folder)
    git_repo.write("register/b.yaml", "b: 1\n")
    assert git.changed(folder)


def test_a_name_is_as_git_has_it(git_repo: GitRepo) -> None:
    git_repo.git("config", "user.name", "Zoë Ash")
    assert git.user_name(git_repo.path) == "Zoë Ash"
    git_repo.git("config", "user.name", "")
    assert git.user_name(git_repo.path) is None


def test_without_a_repository_or_a_folder_nothing_is_known(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        assert git.head(folder) is None
        assert git.changed(folder)


@pytest.mark.parametrize(
    "name",
    ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR", "GIT_PREFIX"],
)
def test_a_hooks_environment_sends_git_nowhere_else(
    git_repo: GitRepo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    git_repo.write("a.yaml", "a: 1\n")
    git_repo.commit("One")
    head = git.head(git_repo.path)
    monkeypatch.setenv(name, str(tmp_path / "elsewhere"))
    assert git.head(git_repo.path) == head is not None
    assert not git.changed(git_repo.path)
