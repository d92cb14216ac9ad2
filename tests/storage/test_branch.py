"""A commit on a branch of its own: in real repositories, with nothing of the checkout touched."""

from pathlib import Path

import pytest

from hmicfrs_cli.errors import ChangedMeanwhileError, HmiError, RefusedError, UsageError
from hmicfrs_cli.storage import branch
from tests.conftest import GitRepo


@pytest.fixture
def repo(git_repo: GitRepo) -> GitRepo:
    git_repo.write("register/findings/a/1.yaml", "one\n")
    git_repo.write("register/findings/a/2.yaml", "two\r\n")
    git_repo.write("notes.txt", "beside it\n")
    (git_repo.path / "register/findings/a/2.yaml").chmod(0o755)
    git_repo.commit("The register")
    return git_repo


def state(repo: GitRepo) -> tuple[str, str, str, str, bytes]:
    index = (repo.path / ".git" / "index").read_bytes()
    told = [
        repo.git(*args)
        for args in (("status", "--porcelain"), ("rev-parse", "HEAD"), ("branch",), ("stash", "list"))
    ]
    return told[0], told[1], told[2].splitlines()[0], told[3], index


def test_files_are_committed_beside_the_checkout(repo: GitRepo) -> None:
    repo.write("register/findings/a/1.yaml", "edited and not committed\n")
    repo.write("register/staged.yaml", "staged\n")
    repo.git("add", "register/staged.yaml")
    before, head = state(repo), repo.git("rev-parse", "HEAD").strip()
    root = repo.path / "register"
    ref = branch.free(root, "returns/november")
    files = {
        "findings/a/1.yaml": b"one\nmore\n",
        "findings/a/2.yaml": b"two\r\nmore\r\n",
        "findings/a/3.yaml": b"new\n",
    }
    made = branch.commit(root, ref, head, files, "Take in a pack\n\n- a/1\n")
    assert state(repo)[:2] == before[:2]
    assert state(repo)[3:] == before[3:]
    assert repo.git("rev-parse", "returns/november").strip() == made
    assert repo.git("rev-parse", f"{made}^").strip() == head
    assert repo.git("log", "-1", "--format=%an %B", made).strip() == "Alex Officer Take in a pack\n\n- a/1"
    told = repo.git("diff", "--raw", "--abbrev=4", head, made).splitlines()
    assert [line.split()[:2] + line.split()[4:] for line in told] == [
        [":100644", "100644", "M", "register/findings/a/1.yaml"],
        [":100755", "100755", "M", "register/findings/a/2.yaml"],
        [":000000", "100644", "A", "register/findings/a/3.yaml"],
    ]
    assert repo.git("cat-file", "blob", f"{made}:register/findings/a/2.yaml") == "two\r\nmore\r\n".replace(
        "\r\n", "\n"
    )
    assert repo.git("cat-file", "-s", f"{made}:register/findings/a/2.yaml").strip() == str(
        len(b"two\r\nmore\r\n")
    )


@pytest.mark.parametrize(
    "name", ["", "-x", "--all", "a b", "a..b", "a~1", "x.lock", "/x", "x/", "@{-1}", "a\x07b"]
)
def test_what_cannot_be_a_branch_is_no_branch(name: str, repo: GitRepo) -> None:
    with pytest.raises(UsageError, match="cannot be the name of a branch"):
        branch.free(repo.path / "register", name)


def test_a_branch_that_is_there_is_left_alone(repo: GitRepo) -> None:
    repo.git("branch", "taken")
    with pytest.raises(RefusedError, match="there is a branch “taken” already"):
        branch.free(repo.path / "register", "taken")


def test_a_branch_that_came_to_be_meanwhile_is_left_alone(repo: GitRepo) -> None:
    root, head = repo.path / "register", repo.git("rev-parse", "HEAD").strip()
    ref = branch.free(root, "late")
    repo.git("branch", "late")
    with pytest.raises(ChangedMeanwhileError, match="could not be begun"):
        branch.commit(root, ref, head, {"findings/a/1.yaml": b"x\n"}, "x")
    assert repo.git("rev-parse", "late").strip() == head


def test_no_hook_of_the_repository_is_run(repo: GitRepo, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    for name in ("reference-transaction", "post-commit", "post-index-change", "pre-commit"):
        hook = repo.write(f".git/hooks/{name}", f"#!/bin/sh\ntouch '{ran}'\n")
        hook.chmod(0o755)
    root, head = repo.path / "register", repo.git("rev-parse", "HEAD").strip()
    branch.commit(root, branch.free(root, "quiet"), head, {"findings/a/1.yaml": b"x\n"}, "x")
    assert not ran.exists()
    repo.git("branch", "loud")
    assert ran.exists(), "the hook would have run"


def test_without_a_name_git_says_what_to_do(repo: GitRepo, monkeypatch: pytest.MonkeyPatch) -> None:
    root, head = repo.path / "register", repo.git("rev-parse", "HEAD").strip()
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"):
        monkeypatch.delenv(name)
    repo.git("config", "user.useConfigOnly", "true")
    with pytest.raises(HmiError, match="git does not know who commits") as caught:
        branch.commit(root, branch.free(root, "nobody"), head, {"findings/a/1.yaml": b"x\n"}, "x")
    assert "user.name" in caught.value.mend
    assert not repo.git("branch", "--list", "nobody")
