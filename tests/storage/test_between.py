"""What differs between two states of a register: what git says, and what git cannot see."""

import os
from pathlib import Path

import pytest

from hmicfrs_cli.domain.comparison import log_of
from hmicfrs_cli.errors import HmiError, NotFoundError
from hmicfrs_cli.storage.between import Between, between, whole
from hmicfrs_cli.storage.revision import INDEX, snapshot
from tests.cli.desk import FILES
from tests.conftest import GitRepo

FIRST, SECOND = "findings/peel-2022/1.yaml", "findings/peel-2022/2.yaml"
RATED = "- on: 2022-10-01\n  rag: amber\n"


@pytest.fixture
def root(git_repo: GitRepo) -> Path:
    for name, text in FILES.items():
        git_repo.write(f"register/{name}", text)
    git_repo.commit("The register")
    return git_repo.path / "register"


def add(root: Path, path: str, text: str) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text((file.read_text() if file.exists() else "") + text)


def colours(found: Between) -> list[tuple[str, list[str]]]:
    """Return each changed finding with the ratings that either side has."""
    sides = found.old.records(), found.new.records()
    return [
        (
            path,
            [
                str(rag)
                for side in sides
                for entry in log_of(side.get(path))
                if (rag := getattr(entry, "rag", None))
            ],
        )
        for path in found.changed
    ]


def test_nothing_differs(root: Path) -> None:
    for old, new in [("HEAD", None), ("HEAD", "HEAD"), ("HEAD", INDEX), (INDEX, None), (None, None)]:
        assert between(root, old, new).changed == ()


def test_every_pair_of_states(root: Path, git_repo: GitRepo) -> None:
    add(root, FIRST, RATED)
    for old, new, seen in [("HEAD", None, True), (INDEX, None, True), ("HEAD", INDEX, False)]:
        assert bool(between(root, old, new).changed) is seen, (old, new)
    git_repo.git("add", "--all")
    for old, new, seen in [("HEAD", None, True), (INDEX, None, False), ("HEAD", INDEX, True)]:
        assert bool(between(root, old, new).changed) is seen, (old, new)
    git_repo.commit("Rate it")
    for old, new in [("HEAD~1", "HEAD"), ("HEAD~1", INDEX), ("HEAD~1", None)]:
        for turned in (False, True):
            found = between(root, *((new, old) if turned else (old, new)))
            assert colours(found) == [(FIRST, ["amber"])]
            assert list(found.new.register.findings) == ["peel-2022/1"]


def test_what_is_needed_to_understand_it_is_there_and_no_more(root: Path, git_repo: GitRepo) -> None:
    add(root, FIRST, RATED)
    git_repo.commit("Rate it")
    for new in ("HEAD", None):
        found = between(root, "HEAD~1", new)
        for side in (found.old, found.new):
            assert sorted(side.records()) == [
                "committees/jac.yaml", FIRST, "inspections/peel-2022.yaml", "register.yaml",
            ]  # fmt: skip
    commits = (found.old.commit, found.new.commit, found.old.name)
    assert commits == (git_repo.git("rev-parse", "HEAD~1").strip(), None, "HEAD~1")


def test_new_removed_untracked_and_ignored_files(root: Path) -> None:
    (root / ".gitignore").write_text("secret*\n")
    add(root, "findings/peel-2022/secret.yaml", FILES[SECOND])
    add(root, "findings/peel-2022/3.yaml", FILES[SECOND].replace("victims", "witnesses"))
    (root / FIRST).unlink()
    found = between(root, "HEAD", None)
    assert found.changed == (FIRST, "findings/peel-2022/3.yaml", "findings/peel-2022/secret.yaml")
    assert FIRST not in found.new.files
    inside = GitRepo(root / "findings" / "nested")
    inside.path.mkdir()
    inside.git("init", "--quiet")
    add(root, "findings/nested/1.yaml", FILES[SECOND])
    assert "findings/nested/1.yaml" in between(root, "HEAD", None).changed


@pytest.mark.parametrize("flag", ["--assume-unchanged", "--skip-worktree"])
def test_a_file_that_git_passes_over_is_seen(root: Path, git_repo: GitRepo, flag: str) -> None:
    git_repo.git("update-index", flag, f"register/{FIRST}")
    add(root, FIRST, RATED)
    assert "register" not in git_repo.git("status", "--porcelain")
    assert colours(between(root, "HEAD", None)) == [(FIRST, ["amber"])]


def test_a_file_outside_a_sparse_checkout_is_not_removed(root: Path, git_repo: GitRepo) -> None:
    git_repo.git("sparse-checkout", "set", "--no-cone", "/register/*", "!/register/findings/")
    assert not (root / FIRST).exists()
    assert between(root, "HEAD", None).changed == ()


def test_a_filter_of_the_repository_hides_nothing_and_does_not_run(root: Path, git_repo: GitRepo) -> None:
    ran = root.parent.parent / "ran"
    git_repo.git("config", "filter.same.clean", f"touch {ran}; sed s/amber/green/")
    git_repo.write(".gitattributes", "*.yaml filter=same\n")
    add(root, FIRST, RATED)
    git_repo.commit("Rate it")
    ran.unlink()
    assert not git_repo.git("status", "--porcelain")
    ran.unlink(missing_ok=True)
    assert (FIRST, ["green", "amber"]) in colours(between(root, "HEAD", None))
    assert not ran.exists()


def test_line_ends_that_git_changes_are_no_difference(root: Path, git_repo: GitRepo) -> None:
    git_repo.git("config", "core.autocrlf", "true")
    (root / FIRST).write_bytes((root / FIRST).read_bytes().replace(b"\n", b"\r\n"))
    assert between(root, "HEAD", None).changed == ()


def test_a_time_that_is_set_back_hides_nothing(root: Path, git_repo: GitRepo) -> None:
    add(root, FIRST, RATED)
    git_repo.commit("Rate it")
    git_repo.git("config", "core.trustctime", "false")
    git_repo.git("config", "core.checkStat", "minimal")
    was = (root / FIRST).stat()
    (root / FIRST).write_text((root / FIRST).read_text().replace("amber", "green"))
    os.utime(root / FIRST, ns=(was.st_atime_ns, was.st_mtime_ns))
    assert colours(between(root, "HEAD", None)) == [(FIRST, ["amber", "green"])]


def test_no_program_of_the_repository_runs(root: Path, git_repo: GitRepo) -> None:
    ran = root.parent / "ran"
    for name in ("diff.external", "diff.all.command", "diff.all.textconv", "core.fsmonitor"):
        git_repo.git("config", name, f"touch {ran}; false")
    git_repo.write(".gitattributes", "*.yaml diff=all\n")
    add(root, FIRST, RATED)
    for new in (None, INDEX):
        between(root, "HEAD", new)
    assert not ran.exists()


def test_renames(root: Path, git_repo: GitRepo) -> None:
    same, alike, named = (f"findings/peel-2022/{name}.yaml" for name in ("9", "10", "11"))
    third = "findings/peel-2022/coc-1.yaml"
    (root / FIRST).rename(root / same)
    (root / SECOND).rename(root / alike)
    add(root, alike, RATED)
    (root / third).unlink()
    add(root, named, "kind: finding\ntext: Quite other words.\nformerly: [peel-2022/coc-1]\n")
    wanted = {same: FIRST, alike: SECOND, named: third}
    assert between(root, "HEAD", None).renamed == wanted
    git_repo.commit("Rename them")
    found = between(root, "HEAD~1", "HEAD")
    assert (found.renamed, set(found.changed)) == (wanted, set(wanted))


def test_an_inspection_that_says_its_former_name_takes_its_findings_along(root: Path) -> None:
    (root / "inspections/peel-2022.yaml").rename(root / "inspections/peel-21-22.yaml")
    add(root, "inspections/peel-21-22.yaml", "formerly: [peel-2022]\n")
    (root / "findings/peel-2022").rename(root / "findings/peel-21-22")
    (root / "findings/peel-21-22/1.yaml").write_text("kind: finding\ntext: Quite other words.\n")
    found = between(root, "HEAD", None)
    assert found.renamed["findings/peel-21-22/1.yaml"] == FIRST
    assert len(found.renamed) == 4


def test_very_many_files_are_paired_by_name_and_content_alone(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hmicfrs_cli.storage.renames.MOST_PAIRS", 3)
    for old, new in ((FIRST, "8"), (SECOND, "9")):
        (root / old).rename(root / f"findings/peel-2022/{new}.yaml")
        add(root, f"findings/peel-2022/{new}.yaml", RATED)
    assert between(root, "HEAD", None).renamed == {}


def test_only_what_is_of_one_kind_is_renamed(root: Path) -> None:
    (root / FIRST).unlink()
    add(root, "inspections/copy.yaml", FILES[FIRST])
    assert between(root, "HEAD", None).renamed == {}


def test_what_cannot_be_read_is_a_change_too(root: Path, git_repo: GitRepo) -> None:
    add(root, FIRST, "rag: amber\n")
    (root / "findings/peel-2022/link.yaml").symlink_to("/etc/passwd")
    found = between(root, "HEAD", None)
    assert {FIRST, "findings/peel-2022/link.yaml"} <= set(found.changed)
    assert [p.code for p in found.new.problems if p.path == FIRST] == ["unknown-field"]
    assert (found.new.unread(FIRST), found.old.unread(FIRST)) == (True, False)
    git_repo.commit("Break it")
    found = between(root, "HEAD~1", "HEAD")
    assert {p.code for p in found.new.problems} == {"unknown-field", "not-a-record-file"}
    git_repo.git("checkout", "--quiet", "HEAD~1")
    assert {p.code for p in between(root, "main", "HEAD").old.problems} == {
        "unknown-field",
        "not-a-record-file",
    }


def test_a_merge_that_is_not_finished(root: Path, git_repo: GitRepo) -> None:
    git_repo.git("checkout", "--quiet", "-b", "other")
    add(root, FIRST, RATED)
    git_repo.commit("Amber")
    git_repo.git("checkout", "--quiet", "main")
    add(root, FIRST, RATED.replace("amber", "green"))
    git_repo.commit("Green")
    with pytest.raises(AssertionError):
        git_repo.git("merge", "--quiet", "other")
    assert {p.code for p in between(root, "HEAD", INDEX).new.problems} == {"conflict-marker"}
    assert "conflict-marker" in {p.code for p in between(root, "HEAD", None).new.problems}


def test_settings_that_one_side_has_not(root: Path, git_repo: GitRepo) -> None:
    settings = (root / "register.yaml").read_text()
    add(root, "register.yaml", "rga: []\n")
    add(root, FIRST, RATED)
    found = between(root, "HEAD", None)
    assert colours(found)[0] == (FIRST, ["amber"])
    assert "register.yaml" not in found.new.records()
    assert [(p.path, p.code) for p in found.new.problems] == [("register.yaml", "unknown-field")]
    git_repo.commit("Break the settings")
    with pytest.raises(HmiError, match=r"register\.yaml:\d+:1: .*rga"):
        between(root, "HEAD", None)
    (root / "register.yaml").write_text(settings)
    git_repo.git("rm", "--quiet", "--cached", "register/register.yaml")
    git_repo.git("commit", "--quiet", "--message", "None")
    found = between(root, "HEAD", None)
    assert ("register.yaml" in found.old.records(), found.old.problems) == (False, ())
    assert "register.yaml" in found.new.records()


def test_a_revision_that_is_none(root: Path) -> None:
    with pytest.raises(NotFoundError):
        between(root, "nowhere", None)


def test_both_sides_whole_are_what_each_holds(root: Path, git_repo: GitRepo) -> None:
    (root / FIRST).rename(root / "findings/peel-2022/9.yaml")
    (root / SECOND).unlink()
    add(root, "findings/peel-2022/coc-1.yaml", "theme: Calls\n")
    add(root, "committees/pcp.yaml", "name: Panel\nshort: PCP\n")
    for old, new in (("HEAD", None), (git_repo.git("rev-parse", "HEAD").strip(), None)):
        before, after = whole(root, between(root, old, new))
        assert before == snapshot(root, old).loaded.register
        assert after == snapshot(root, new).loaded.register
