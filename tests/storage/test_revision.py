"""The files of a register, the same through three doors: a commit, the index, the working tree."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from hmicfrs_cli.domain.problems import Problem
from hmicfrs_cli.errors import HmiError, NotFoundError
from hmicfrs_cli.storage.load import load, load_files, located, located_in
from hmicfrs_cli.storage.revision import INDEX, files, snapshot
from hmicfrs_cli.storage.text import LARGEST
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import GitRepo

BASE = ROOT / "tests" / "examples" / "good" / "base"


@pytest.fixture
def root(git_repo: GitRepo) -> Path:
    shutil.copytree(BASE, git_repo.path / "register")
    git_repo.commit("The register")
    return git_repo.path / "register"


def codes(root: Path, revision: str | None) -> dict[str, str]:
    """Return the code of every path that is no record."""
    return {path: one.code for path, one in files(root, revision).items() if isinstance(one, Problem)}


def test_three_doors_give_the_same_files_and_register(root: Path) -> None:
    kept = files(root, None)
    assert files(root, "HEAD") == files(root, INDEX) == kept
    assert len(kept) == sum(path.suffix == ".yaml" for path in BASE.rglob("*"))
    assert load_files(kept) == load(root) == snapshot(root, "main").loaded


def test_each_door_has_its_own_state(root: Path, git_repo: GitRepo) -> None:
    path = root / "inspections" / "fraud-2026.yaml"
    name, first = "inspections/fraud-2026.yaml", path.read_bytes()
    path.write_bytes(first + b"# staged\n")
    git_repo.git("add", "--all")
    path.write_bytes(first + b"# only here\n")
    assert [files(root, door)[name] for door in ("HEAD", INDEX, None)] == [
        first,
        first + b"# staged\n",
        first + b"# only here\n",
    ]


@pytest.mark.parametrize("more", [0, 1000])
@pytest.mark.parametrize("door", ["HEAD", INDEX])
def test_what_is_wanted_alone_is_read_however_many_they_are(root: Path, door: str, more: int) -> None:
    only = ["register.yaml", "committees", *(f"inspections/none-{number}.yaml" for number in range(more))]
    whole = files(root, door)
    committees = [path for path in whole if path.startswith("committees/")]
    assert committees
    wanted = {path: whole[path] for path in ("register.yaml", *committees)}
    assert files(root, door, only) == wanted


def test_a_snapshot_names_its_commit(root: Path, git_repo: GitRepo) -> None:
    head = git_repo.git("rev-parse", "HEAD").strip()
    git_repo.git("tag", "--annotate", "--message", "As issued", "june")
    for name in ("main", "june", head[:8], "HEAD"):
        found = snapshot(root, name)
        assert (found.name, found.commit) == (name, head)
    assert [snapshot(root, name).commit for name in (INDEX, None)] == [None, None]


@pytest.mark.parametrize("place", [".", "register"])
def test_the_register_may_be_the_repository_or_a_folder_of_it(git_repo: GitRepo, place: str) -> None:
    shutil.copytree(BASE, git_repo.path / place, dirs_exist_ok=True)
    git_repo.write("beside/findings/a/1.yaml", "no record: of ours\n")
    git_repo.commit("One")
    assert files(git_repo.path / place, "HEAD") == files(git_repo.path / place, None)


def test_what_is_no_record_is_told_as_in_the_working_tree(root: Path, git_repo: GitRepo) -> None:
    for name in [
        "findings/loose.yaml",
        "findings/fraud-2026/notes.txt",
        "findings/fraud-2026/deep/er.yaml",
        "findings/bad name/1.yaml",
        "inspections/con.yaml",
        "inspections/a b.yaml",
        "committees/.yaml",
    ]:
        git_repo.write(f"register/{name}", "x: 1\n")
    for name in [
        "schema/x.json",
        "inspections/.gitkeep",
        "inspections/x.yaml~",
        "templates/a.j2",
        "findings/.#a",
    ]:
        git_repo.write(f"register/{name}", "")
    git_repo.commit("Odd things")
    told = codes(root, "HEAD")
    assert told == codes(root, INDEX) == codes(root, None)
    assert told == {
        "committees/.yaml": "bad-name",
        "findings/bad name": "bad-name",
        "findings/fraud-2026/deep": "not-a-record-file",
        "findings/fraud-2026/notes.txt": "not-a-record-file",
        "findings/loose.yaml": "not-a-record-file",
        "inspections/a b.yaml": "bad-name",
        "inspections/con.yaml": "bad-name",
    }
    assert files(root, "HEAD").keys() == files(root, None).keys()


def test_names_that_differ_by_capitals_are_told(root: Path, git_repo: GitRepo) -> None:
    for name in ("inspections/FRAUD-2026.yaml", "findings/Fraud-2026/9.yaml"):
        git_repo.write(f"register/{name}", "x: 1\n")
    git_repo.commit("Capitals")
    # Capital letters come first, so the second of each pair is the one in small letters.
    assert codes(root, "HEAD") == {
        "findings/fraud-2026": "name-clash",
        "inspections/fraud-2026.yaml": "name-clash",
    }


def test_a_name_that_is_no_text_is_shown_as_escapes(root: Path, git_repo: GitRepo) -> None:
    strange = root / "findings" / os.fsdecode(b"\xff\x1b")
    strange.mkdir()
    (strange / "1.yaml").write_text("x: 1\n", encoding="utf-8")
    git_repo.commit("A strange name")
    assert codes(root, "HEAD") == codes(root, None) == {"findings/\\udcff\\x1b": "bad-name"}


def test_links_and_other_repositories_are_followed_nowhere(
    root: Path, git_repo: GitRepo, tmp_path: Path
) -> None:
    (tmp_path / "secret.yaml").write_text("title: secret\n", encoding="utf-8")
    (root / "inspections" / "link.yaml").symlink_to(tmp_path / "secret.yaml")
    (root / "inspections" / "near.yaml").symlink_to("fraud-2026.yaml")
    git_repo.commit("Links")
    head = git_repo.git("rev-parse", "HEAD").strip()
    for name in ("register/inspections/sub.yaml", "register/findings/sub"):
        git_repo.git("update-index", "--add", "--cacheinfo", f"160000,{head},{name}")
    shutil.rmtree(root / "committees")
    (root / "committees").symlink_to("findings")
    git_repo.git("add", "register/committees")
    git_repo.git("rm", "--quiet", "--cached", "-r", "--ignore-unmatch", "register/committees/jac.yaml")
    git_repo.git("commit", "--quiet", "--message", "Repositories in it")
    expected = dict.fromkeys(
        ["committees", "findings/sub", *(f"inspections/{name}.yaml" for name in ("link", "near", "sub"))],
        "not-a-record-file",
    )
    assert codes(root, "HEAD") == codes(root, INDEX) == expected


def test_a_file_that_is_too_large_is_told_and_hides_no_other(root: Path, git_repo: GitRepo) -> None:
    git_repo.write("register/findings/fraud-2026/0.yaml", "x" * (3 * LARGEST))
    git_repo.commit("Much")
    found = files(root, "HEAD")
    large = found["findings/fraud-2026/0.yaml"]
    assert isinstance(large, bytes)
    assert len(large) == LARGEST + 1
    assert found == files(root, None)
    assert [one.code for one in load_files(found).problems] == ["too-large"]


def test_an_unfinished_merge_is_told(root: Path, git_repo: GitRepo) -> None:
    path = root / "inspections" / "fraud-2026.yaml"
    text = path.read_text(encoding="utf-8")
    git_repo.git("checkout", "--quiet", "-b", "side")
    for branch, words in (("side", "# ours\n"), ("main", "# theirs\n")):
        git_repo.git("checkout", "--quiet", branch)
        path.write_text(text + words, encoding="utf-8")
        git_repo.commit(branch)
    with pytest.raises(AssertionError):
        git_repo.git("merge", "side")
    assert codes(root, INDEX) == {"inspections/fraud-2026.yaml": "conflict-marker"}
    assert codes(root, "HEAD") == {}


def test_a_commit_without_a_register_has_no_files(root: Path, git_repo: GitRepo) -> None:
    git_repo.git("checkout", "--quiet", "--orphan", "bare")
    git_repo.git("rm", "--quiet", "-r", "--cached", ".")
    git_repo.git("commit", "--quiet", "--allow-empty", "--message", "Nothing")
    found = snapshot(root, "bare")
    assert (found.files, found.loaded.register) == ({}, None)
    assert [(one.path, one.code) for one in found.loaded.problems] == [("register.yaml", "unreadable")]


def test_problems_are_located_in_given_bytes_as_on_disk(root: Path) -> None:
    wrong = [Problem("inspections/fraud-2026.yaml", "a-rule", "x", "y", loc=("log", 0, "event"))]
    wrong.append(Problem("inspections/gone.yaml", "a-rule", "x", "y", loc=("title",)))
    assert located_in(files(root, "HEAD"), wrong) == located(root, wrong)
    assert located(root, wrong)[0].line > 1


def test_a_newer_format_is_told(root: Path, git_repo: GitRepo) -> None:
    git_repo.write("register/register.yaml", "format: 2\n")
    git_repo.commit("Newer")
    with pytest.raises(HmiError, match="format 2"):
        snapshot(root, "HEAD")


def test_a_revision_is_never_an_option(root: Path) -> None:
    for name in ("-x", "--help", "--output=/tmp/x", "--end-of-options"):
        with pytest.raises(NotFoundError, match="there is no commit"):
            snapshot(root, name)
