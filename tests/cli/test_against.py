"""`hmi check --against`: every fraud is caught, everything honest passes, and every BASE has an answer."""

import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import TODAY, Call, GitRepo
from tests.histories import BASE, FRAUDS, HONEST, built, cases, said

ONE, TWO = "findings/fraud-2026/1.yaml", "findings/fraud-2026/2.yaml"
SETTINGS = "register.yaml"
TEN = {
    "rating-back-dated",
    "reason-reworded",
    "entry-deleted",
    "wording-softened",
    "closure-invented",
    "rag-key-changed",
    "renamed-to-hide",
    "target-moved-in-place",
    "evidence-altered",
    "slipped-in-before-a-cut-off",
}
NOTE = f"- on: {TODAY}\n  by: Liaison Officer\n  note: {{}}\n"


@pytest.fixture
def root(git_repo: GitRepo, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A register on `main`, checked out on a branch of its own."""
    shutil.copytree(BASE, git_repo.path / "register")
    git_repo.commit("The register", "2026-10-01")
    git_repo.git("switch", "--quiet", "--create", "proposal")
    monkeypatch.chdir(git_repo.path)
    return git_repo.path / "register"


def edit(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new), encoding="utf-8")


def add(root: Path, path: str, text: str) -> None:
    with (root / path).open("a", encoding="utf-8") as file:
        file.write(text)


def found(call: Call, *args: str) -> tuple[int, list[tuple[str, str]]]:
    """Return the exit code, and path and code of everything that is new."""
    code, out, _ = call("check", "--against", "main", "--json", *args)
    return code, [(one["path"].removeprefix("register/"), one["code"]) for one in json.loads(out)["problems"]]


@pytest.mark.parametrize("name", cases(FRAUDS))
def test_a_fraud_is_caught_in_words(
    name: str, git_repo: GitRepo, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(git_repo, FRAUDS / name)
    monkeypatch.chdir(git_repo.path)
    code, out, _ = call("check", "--against", "main")
    assert code == 1
    assert said(out) == (FRAUDS / name / "expected.txt").read_text(encoding="utf-8")
    assert ": 0 errors" not in out


@pytest.mark.parametrize("name", cases(HONEST))
def test_what_is_honest_passes(
    name: str, git_repo: GitRepo, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(git_repo, HONEST / name)
    monkeypatch.chdir(git_repo.path)
    code, out, err = call("check", "--against", "main")
    assert code == 0, out
    assert said(out) == (HONEST / name / "expected.txt").read_text(encoding="utf-8")
    assert err.startswith("hmi: compared with “main”, commit ")


def test_the_ten_frauds_are_among_them() -> None:
    assert set(cases(FRAUDS)) >= TEN
    assert not set(cases(FRAUDS)) & set(cases(HONEST))


def test_nothing_changed_is_nothing_said(root: Path, call: Call) -> None:
    assert root.is_dir()
    assert found(call, "--strict") == (0, [])


def test_what_is_not_committed_is_judged_too(root: Path, call: Call) -> None:
    edit(root, ONE, "rag: red", "rag: green")
    assert found(call) == (1, [(ONE, "entry-altered")])


def test_a_commit_can_be_judged_whatever_the_working_tree_says(
    root: Path, call: Call, git_repo: GitRepo
) -> None:
    edit(root, ONE, "rag: red", "rag: green")
    git_repo.commit("Better")
    git_repo.git("switch", "--quiet", "main")
    assert found(call) == (0, [])
    assert found(call, "--rev", "proposal") == (1, [(ONE, "entry-altered")])


def test_older_problems_are_told_apart_and_never_fail(root: Path, call: Call, git_repo: GitRepo) -> None:
    edit(root, TWO, "addressed_to: [chief constables]\n", "")
    git_repo.commit("A debt")
    git_repo.git("branch", "--force", "main")
    add(root, TWO, NOTE.format("Nothing new."))
    code, out, _ = call("check", "--against", "main", "--strict")
    assert code == 0
    assert out == (
        "1 older problem, there before this change, to see with `hmi check` alone\n"
        "6 files checked: 0 errors, 0 warnings\n"
    )
    assert len(json.loads(call("check", "--against", "main", "--json")[1])["older"]) == 1
    edit(root, ONE, "rag: red", "rag: green")
    lines = call("check", "--against", "main")[1].splitlines()
    assert [line.split(" ")[1] for line in lines if line.startswith("register/")] == ["entry-altered"]
    assert lines[-1] == "6 files checked: 1 error, 0 warnings"
    assert "addressee-missing" in call("check")[1]


def test_what_is_staged_is_judged_whatever_the_files_say(root: Path, call: Call, git_repo: GitRepo) -> None:
    before = (root / ONE).read_text(encoding="utf-8")
    edit(root, ONE, "rag: red", "rag: green")
    git_repo.git("add", "register")
    (root / ONE).write_text(before, encoding="utf-8")
    assert found(call) == (0, [])
    assert found(call, "--rev", ":") == (1, [(ONE, "entry-altered")])


def test_a_second_problem_of_the_same_words_is_new(root: Path, call: Call, git_repo: GitRepo) -> None:
    closed = f"- on: {TODAY}\n  inspectorate: closed\n"
    add(root, TWO, closed)
    git_repo.commit("A debt")
    git_repo.git("branch", "--force", "main")
    add(root, TWO, f"  why: once more\n{closed}".replace("  why: once more\n", "") + "  note: again\n")
    code, problems = found(call)
    assert (code, problems) == (1, [(TWO, "closed-without-authority")])


def test_two_branches_that_add_to_one_log_pass_against_each_other(
    root: Path, call: Call, git_repo: GitRepo
) -> None:
    before = (root / ONE).read_text(encoding="utf-8")
    add(root, ONE, NOTE.format("From here."))
    git_repo.commit("Here")
    git_repo.git("switch", "--quiet", "main")
    add(root, ONE, NOTE.format("From there."))
    git_repo.commit("There")
    git_repo.git("merge", "--quiet", "--strategy=ours", "--no-edit", "proposal")
    (root / ONE).write_text(before + NOTE.format("From there.") + NOTE.format("From here."), encoding="utf-8")
    git_repo.git("commit", "--quiet", "--all", "--amend", "--no-edit")
    for side in ("main^1", "main^2", "proposal"):
        assert call("check", "--against", side)[0] == 0, side
    (root / ONE).write_text(before + NOTE.format("From here."), encoding="utf-8")
    assert call("check", "--against", "main^2")[0] == 0
    assert call("check", "--against", "main^1")[0] == 1


def test_an_entry_that_a_merge_alone_brought_in_is_dated_by_the_merge(
    root: Path, call: Call, git_repo: GitRepo
) -> None:
    add(root, TWO, NOTE.format("From here."))
    git_repo.commit("Here")
    git_repo.git("branch", "other", "main")
    git_repo.git("switch", "--quiet", "other")
    git_repo.commit("There")
    git_repo.git("merge", "--quiet", "--no-ff", "--no-commit", "proposal")
    add(root, ONE, "- on: 2026-09-21\n  rag: green\n")
    git_repo.commit("Merged")
    assert found(call) == (1, [(ONE, "late-entry")])


def test_a_merge_under_way_must_hold_what_both_sides_said(root: Path, call: Call, git_repo: GitRepo) -> None:
    git_repo.git("switch", "--quiet", "main")
    add(root, ONE, NOTE.format("From there."))
    git_repo.commit("There")
    git_repo.git("switch", "--quiet", "proposal")
    add(root, TWO, NOTE.format("From here."))
    git_repo.commit("Here")
    git_repo.git("merge", "--quiet", "--no-commit", "main")
    assert found(call) == (0, [])
    edit(root, ONE, NOTE.format("From there."), "")
    assert found(call) == (1, [(ONE, "entry-removed")])


def test_what_base_added_since_is_not_missed(root: Path, call: Call, git_repo: GitRepo) -> None:
    git_repo.git("switch", "--quiet", "main")
    add(root, ONE, NOTE.format("From there."))
    git_repo.commit("There")
    git_repo.git("switch", "--quiet", "proposal")
    add(root, TWO, NOTE.format("From here."))
    code, _, err = call("check", "--against", "main")
    assert code == 0
    assert "hmi: 1 commit of it not here yet; nothing of that is missed: " in err


def test_what_base_itself_edited_is_not_this_changes_doing(root: Path, call: Call, git_repo: GitRepo) -> None:
    git_repo.git("switch", "--quiet", "main")
    edit(root, ONE, "By March 2027, the force", "By March 2027, each force")
    edit(root, SETTINGS, "red: Past", "red: Long past")
    edit(root, "committees/jac.yaml", "since: 2026-03-31", "since: 2026-03-30")
    git_repo.commit("By hand")
    git_repo.git("switch", "--quiet", "proposal")
    git_repo.git("checkout", "main", "--", "register")
    git_repo.commit("The same")
    assert found(call) == (0, [])


def test_a_base_that_is_none_is_told(root: Path, call: Call) -> None:
    assert root.is_dir()
    code, _, err = call("check", "--against", "mian")
    assert (code, "there is no commit “mian”" in err) == (3, True)


def test_a_day_does_not_go_with_a_base(root: Path, call: Call) -> None:
    assert root.is_dir()
    code, _, err = call("check", "--against", "main", "--as-of", "2026-06-30")
    assert (code, "--as-of do not go together" in err) == (2, True)


def test_outside_git_there_is_nothing_to_compare_with(
    tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(BASE, tmp_path / "register")
    monkeypatch.chdir(tmp_path)
    code, _, err = call("check", "--against", "main")
    assert (code, "no git repository" in err) == (3, True)
    assert call("check", "--format", "github") == (0, "\n", "")


def test_a_history_without_anything_in_common_must_hold_all_of_base(
    root: Path, call: Call, git_repo: GitRepo
) -> None:
    git_repo.git("switch", "--quiet", "--orphan", "apart")
    shutil.copytree(BASE, root)
    git_repo.commit("Begun anew")
    code, _, err = call("check", "--against", "main")
    assert (code, "which shares no history with this: all that it holds must be here" in err) == (0, True)
    edit(root, ONE, "rag: red", "rag: green")
    assert found(call) == (1, [(ONE, "entry-altered")])


def test_a_shallow_clone_that_cannot_tell_says_so(
    root: Path, call: Call, git_repo: GitRepo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for branch in ("main", "proposal"):
        git_repo.git("switch", "--quiet", branch)
        git_repo.commit(f"More on {branch}")
    clone = tmp_path / "clone"
    url = git_repo.path.as_uri()
    git_repo.git("clone", "--quiet", "--depth=1", "--no-single-branch", url, str(clone))
    monkeypatch.chdir(clone)
    code, _, err = call("check", "--against", "origin/main")
    assert (code, "git fetch --unshallow" in err) == (3, True)
    assert root.is_dir()


def test_a_first_import_is_all_new(git_repo: GitRepo, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    git_repo.write("README.md", "Nothing yet.\n")
    git_repo.commit("Begun", "2026-11-01")
    git_repo.git("switch", "--quiet", "--create", "proposal")
    shutil.copytree(BASE, git_repo.path / "register")
    monkeypatch.chdir(git_repo.path)
    code, _, err = call("check", "--against", "main")
    assert (code, "holds no register here: everything in this one is new" in err) == (0, True)


def test_a_register_in_another_folder_hides_nothing(
    root: Path, call: Call, git_repo: GitRepo, monkeypatch: pytest.MonkeyPatch
) -> None:
    git_repo.git("mv", "register", "elsewhere")
    git_repo.commit("Moved")
    monkeypatch.chdir(git_repo.path / "elsewhere")
    code, out, _ = call("check", "--against", "main")
    assert (code, "register-moved the register that was in register is gone" in out) == (1, True)
    assert not root.exists()


def test_a_second_register_beside_the_first_is_a_first_import(
    root: Path, call: Call, git_repo: GitRepo, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(BASE, git_repo.path / "second" / "register")
    monkeypatch.chdir(git_repo.path / "second")
    assert call("check", "--against", "main")[0] == 0
    assert root.is_dir()


def test_settings_that_can_no_longer_be_read_are_told(root: Path, call: Call) -> None:
    (root / SETTINGS).write_text("format: [\n", encoding="utf-8")
    code, problems = found(call)
    assert code == 1
    assert {path for path, _ in problems} == {SETTINGS}
    assert "holds no register" not in call("check", "--against", "main")[2]


def test_a_file_that_is_mended_is_to_be_read_as_a_whole(root: Path, call: Call, git_repo: GitRepo) -> None:
    whole = (root / ONE).read_text(encoding="utf-8")
    settings = (root / SETTINGS).read_text(encoding="utf-8")
    (root / ONE).write_text(whole.replace("rag: red", "rag: &red red"), encoding="utf-8")
    (root / SETTINGS).write_text(settings + "names: again\n", encoding="utf-8")
    git_repo.commit("Broken")
    git_repo.git("branch", "--force", "main")
    (root / ONE).write_text(whole.replace("rag: red", "rag: green"), encoding="utf-8")
    (root / SETTINGS).write_text(settings, encoding="utf-8")
    assert found(call) == (0, [(ONE, "not-comparable"), (SETTINGS, "not-comparable")])
    edit(root, TWO, "214", "621")
    assert found(call)[1][1] == (TWO, "entry-altered")
    add(root, "findings/fraud-2026/3.yaml", "- on: 2026-10-10\n  note: Slipped in.\n")
    assert ("findings/fraud-2026/3.yaml", "late-entry") in found(call)[1]


def test_paths_choose_what_is_told(root: Path, call: Call) -> None:
    edit(root, ONE, "rag: red", "rag: green")
    edit(root, TWO, "214", "621")
    assert found(call, "fraud-2026/2") == (1, [(TWO, "entry-altered")])


def test_what_was_compared_is_in_the_json(root: Path, call: Call, git_repo: GitRepo) -> None:
    assert root.is_dir()
    _, out, _ = call("check", "--against", "main", "--json")
    main = git_repo.git("rev-parse", "main").strip()
    assert json.loads(out)["against"] == {
        "base": "main",
        "commit": main,
        "merge_bases": [main],
        "behind": 0,
        "register_at_base": True,
    }


def test_a_commit_without_a_date_proves_nothing(root: Path, call: Call, git_repo: GitRepo) -> None:
    add(root, ONE, "- on: 2026-10-20\n  note: Late.\n")
    git_repo.git("add", "--all")
    never = "@999999999999 +0000"
    git_repo.git("commit", "--quiet", "--message", "Far off", env={"GIT_COMMITTER_DATE": never})
    assert found(call) == (1, [(ONE, "late-entry")])
    git_repo.git("branch", "--force", "main")
    add(root, TWO, "- on: 2026-10-20\n  note: Late too.\n")
    git_repo.commit("Later", "2026-10-20")
    assert found(call) == (1, [(TWO, "late-entry")])


def test_a_record_that_becomes_a_link_is_no_longer_readable(
    root: Path, call: Call, git_repo: GitRepo
) -> None:
    (root / ".kept").mkdir()
    (root / ONE).rename(root / ".kept" / "1.yaml")
    (root / ONE).symlink_to("../../.kept/1.yaml")
    assert call("check")[0] == 0
    caught = (1, [(ONE, "no-longer-readable"), (ONE, "not-a-record-file")])
    assert found(call) == caught
    git_repo.commit("Kept elsewhere")
    assert found(call, "--rev", "HEAD") == caught
    (root / "findings").rename(root / ".findings")
    (root / "findings").symlink_to(".findings")
    assert found(call)[0] == 1


def test_a_register_that_hides_another_is_told(
    git_repo: GitRepo, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(BASE, git_repo.path, dirs_exist_ok=True)
    git_repo.commit("The register", "2026-10-01")
    shutil.copytree(BASE, git_repo.path / "register")
    monkeypatch.chdir(git_repo.path)
    code, out, _ = call("check", "--against", "main")
    assert (code, "and hides the one that was in the topmost folder" in out) == (1, True)


@pytest.mark.parametrize("which", ["record", "entry", "inspection"])
def test_a_host_is_shown_no_private_words(root: Path, call: Call, git_repo: GitRepo, which: str) -> None:
    if which == "entry":
        edit(root, ONE, "  rag: red\n", "  rag: red\n  private: true\n")
    else:
        path = ONE if which == "record" else "inspections/fraud-2026.yaml"
        edit(root, path, "log:\n", "private: true\nlog:\n")
    edit(root, TWO, "addressed_to: [chief constables]\n", "")
    git_repo.commit("Private")
    git_repo.git("branch", "--force", "main")
    edit(root, ONE, "no date is set", "Officer Nemo left")
    for format_ in ("github", "gitlab", "junit", "sarif"):
        code, out, _ = call("check", "--against", "main", "--format", format_)
        assert (code, "Nemo" in out, "no date" in out) == (1, False, False), format_
        assert f"register/{ONE}" in out
        assert "private, and withheld" in out
        notes = call("diff", "main", "--format", format_)[1] if format_.startswith("git") else ""
        assert "Nemo" not in notes
        assert not notes or f"register/{ONE}" in notes
    assert "Nemo" in call("check", "--against", "main")[1]
