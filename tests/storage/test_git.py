"""What git says of a folder, and that nothing but the folder decides which repository is meant."""

from pathlib import Path

import pytest

from hmicfrs_cli.errors import HmiError, NotFoundError
from hmicfrs_cli.storage import git, objects
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


def test_the_index_that_a_hook_was_given_is_meant_where_it_is_this_repositorys(
    git_repo: GitRepo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git_repo.write("a.yaml", "a: 1\n")
    git_repo.git("add", "a.yaml")
    monkeypatch.chdir(git_repo.path)
    (git_repo.path / ".git/index").rename(git_repo.path / ".git/next-index")
    (tmp_path / "other").write_bytes((git_repo.path / ".git/next-index").read_bytes())
    for given, found in [(".git/next-index", b"a.yaml\n"), (str(tmp_path / "other"), b""), ("", b"")]:
        monkeypatch.setenv("GIT_INDEX_FILE", given)
        assert git.output(git_repo.path, "ls-files", staged=True) == found
        assert git.output(git_repo.path, "ls-files") == b""


def test_a_commit_is_found_by_every_name(git_repo: GitRepo) -> None:
    first = git_repo.commit("One")
    second = git_repo.commit("Two")
    git_repo.git("tag", "--annotate", "--message", "x", "issued", first)
    found = [git.commit(git_repo.path, name) for name in ("issued", "HEAD~1", first[:10], "main", second)]
    assert found == [first, first, first, second, second]


def test_what_is_no_commit_is_told_with_a_mend(git_repo: GitRepo, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="no commit yet") as unborn:
        git.commit(git_repo.path, "HEAD")
    git_repo.write("a.yaml", "a: 1\n")
    git_repo.commit("One")
    with pytest.raises(NotFoundError, match=r"there is no commit “main:a\.yaml”") as no_commit:
        git.commit(git_repo.path, "main:a.yaml")
    with pytest.raises(HmiError, match="in no git repository") as outside:
        git.commit(tmp_path, "HEAD")
    assert all(caught.value.mend for caught in (unborn, no_commit, outside))


def test_a_commit_that_a_shallow_clone_lacks_is_told(git_repo: GitRepo, tmp_path: Path) -> None:
    first = git_repo.commit("One")
    git_repo.commit("Two")
    git_repo.git("clone", "--quiet", "--depth=1", git_repo.path.as_uri(), str(tmp_path / "clone"))
    for name in (first, "HEAD~1"):
        with pytest.raises(NotFoundError, match="only the latest history") as caught:
            git.commit(tmp_path / "clone", name)
        assert "--unshallow" in caught.value.mend


def test_an_object_that_a_partial_clone_lacks_is_not_fetched(git_repo: GitRepo, tmp_path: Path) -> None:
    git_repo.git("config", "uploadpack.allowFilter", "true")
    git_repo.write("a.yaml", "a: 1\n")
    git_repo.commit("One")
    blob = git_repo.git("rev-parse", "HEAD:a.yaml").strip()
    clone = tmp_path / "clone"
    git_repo.git(
        "clone", "--quiet", "--no-checkout", "--filter=blob:none", git_repo.path.as_uri(), str(clone)
    )
    with pytest.raises(HmiError, match="lacks an object"):
        list(objects.blobs(clone, [blob], 9))
    assert list(objects.blobs(git_repo.path, [blob], 9)) == [b"a: 1\n"]


def test_blobs_come_in_the_order_asked_and_bounded(git_repo: GitRepo) -> None:
    texts = ["short\n", "", "x" * 70_000, "no line end"]
    for number, text in enumerate(texts):
        git_repo.write(f"{number}.txt", text)
    git_repo.commit("Some")
    ids = [git_repo.git("rev-parse", f"HEAD:{number}.txt").strip() for number in range(4)]
    assert list(objects.blobs(git_repo.path, ids * 2, 10)) == [b"short\n", b"", b"x" * 11, b"no line end"] * 2
    assert list(objects.blobs(git_repo.path, [], 10)) == []
    with pytest.raises(HmiError, match="lacks an object"):
        list(objects.blobs(git_repo.path, [git_repo.git("rev-parse", "HEAD").strip()], 10))


def test_without_git_it_is_said(git_repo: GitRepo, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    for ask in (
        lambda: git.commit(git_repo.path, "HEAD"),
        lambda: list(objects.blobs(git_repo.path, ["0"], 9)),
    ):
        with pytest.raises(HmiError, match="git could not be started") as caught:
            ask()
        assert "install git" in caught.value.mend
    assert git.user_name(git_repo.path) is None


def test_a_repository_of_somebody_else_is_refused_with_words(
    git_repo: GitRepo, monkeypatch: pytest.MonkeyPatch
) -> None:
    git_repo.commit("One")
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(HmiError, match="belongs to somebody else") as caught:
        git.commit(git_repo.path, "HEAD")
    assert "safe.directory" in caught.value.mend


def test_any_other_failure_is_told_in_gits_words(git_repo: GitRepo) -> None:
    with pytest.raises(HmiError, match="git failed: “fatal: Not a valid object name"):
        git.output(git_repo.path, "ls-tree", "0" * 40 + "x")


def test_replaced_history_is_read_as_it_was_written(git_repo: GitRepo) -> None:
    git_repo.write("a.yaml", "a: 1\n")
    git_repo.commit("One")
    git_repo.write("a.yaml", "a: 2\n")
    git_repo.commit("Two")
    old, new = (git_repo.git("rev-parse", f"{name}:a.yaml").strip() for name in ("HEAD~1", "HEAD"))
    git_repo.git("replace", old, new)
    assert list(objects.blobs(git_repo.path, [old], 9)) == [b"a: 1\n"]
