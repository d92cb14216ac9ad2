"""Files, hooks and settings around a register: written once, and never over anything of a person's."""

from pathlib import Path

import pytest

from hmicfrs_cli.errors import HmiError, RefusedError
from hmicfrs_cli.storage import repository
from hmicfrs_cli.storage.repository import Done, Outcome
from tests.conftest import GitRepo


def test_a_file_is_written_once(tmp_path: Path) -> None:
    assert repository.put(tmp_path, "a/b.txt", "1\n") == Done("a/b.txt", Outcome.WRITTEN)
    assert repository.put(tmp_path, "a/b.txt", "1\n") == Done("a/b.txt", Outcome.SAME)
    assert repository.put(tmp_path, "a/b.txt", "2\n") == Done("a/b.txt", Outcome.KEPT)
    assert (tmp_path / "a/b.txt").read_bytes() == b"1\n"
    assert repository.put(tmp_path, "a/b.txt", "2\n", overwrite=True) == Done("a/b.txt", Outcome.WRITTEN)
    assert (tmp_path / "a/b.txt").read_bytes() == b"2\n"
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b.txt"]


def test_a_link_inside_is_followed_and_one_that_leads_out_is_refused(tmp_path: Path) -> None:
    top, elsewhere = tmp_path / "top", tmp_path / "elsewhere"
    (top / "kept").mkdir(parents=True)
    elsewhere.mkdir()
    (top / "in").symlink_to("kept")
    (top / "out").symlink_to(elsewhere)
    assert repository.put(top, "in/a", "1").outcome is Outcome.WRITTEN
    assert (top / "kept/a").read_text(encoding="utf-8") == "1"
    with pytest.raises(RefusedError, match=r"out/a leads out of"):
        repository.put(top, "out/a", "1", overwrite=True)
    assert list(elsewhere.iterdir()) == []


def test_a_folder_in_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / "CONTRIBUTING.md").mkdir()
    with pytest.raises(HmiError, match=r"cannot write"):
        repository.put(tmp_path, "CONTRIBUTING.md", "x")


def test_a_link_to_nowhere_is_somebodys(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("nowhere")
    assert repository.put(tmp_path, "a", "1").outcome is Outcome.KEPT
    assert not (tmp_path / "nowhere").exists()


def test_a_hook_can_be_run_and_stands_where_git_looks(git_repo: GitRepo) -> None:
    git_repo.commit("Begin")
    beside = git_repo.path.parent / "beside"
    git_repo.git("worktree", "add", "-q", str(beside))
    assert repository.hook(beside, "pre-commit", "#!/bin/sh\n") == Done("hook pre-commit", Outcome.WRITTEN)
    hook = git_repo.path / ".git/hooks/pre-commit"
    assert hook.stat().st_mode & 0o111
    assert repository.hook(git_repo.path, "pre-commit", "#!/bin/sh\n").outcome is Outcome.SAME


def test_no_hook_is_written_where_a_person_says_where_hooks_stand(git_repo: GitRepo) -> None:
    git_repo.git("config", "core.hooksPath", "my-hooks")
    assert repository.hook(git_repo.path, "pre-commit", "x") == Done("hook pre-commit", Outcome.KEPT)
    assert not (git_repo.path / "my-hooks").exists()


def test_settings_are_this_clones_alone_and_kept_where_they_say_something_else(git_repo: GitRepo) -> None:
    settings = {"merge.x.name": "a name", "merge.x.driver": "a %A"}
    git_repo.git("config", "merge.x.name", "mine")
    assert repository.configure(git_repo.path, settings) == [
        Done("merge.x.name", Outcome.KEPT),
        Done("merge.x.driver", Outcome.WRITTEN),
    ]
    assert repository.configure(git_repo.path, settings)[1].outcome is Outcome.SAME
    assert git_repo.git("config", "--local", "--get-regexp", r"^merge\.") == (
        "merge.x.name mine\nmerge.x.driver a %A\n"
    )


def test_the_top_of_a_repository(git_repo: GitRepo, tmp_path: Path) -> None:
    (git_repo.path / "a").mkdir()
    assert repository.top(git_repo.path / "a") == git_repo.path
    assert repository.is_top(git_repo.path)
    assert not repository.is_top(git_repo.path / "a")
    assert not repository.is_top(tmp_path)
