"""`hmi setup-git` and `hmi init`: what stands around a register, and that nothing of a person's is lost."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.desk import Desk, new_desk
from tests.conftest import ROOT, TODAY, Call, GitRepo, Hmi

FILES = [
    ".github/CODEOWNERS",
    ".github/ISSUE_TEMPLATE/update.yml",
    ".github/workflows/register-comment.yml",
    ".github/workflows/register.yml",
    ".gitignore",
    ".gitlab-ci.yml",
    ".gitlab/CODEOWNERS",
    ".gitlab/issue_templates/Update.md",
    ".hmi/README.md",
    ".hmi/requirements.in",
    ".pre-commit-config.yaml",
    ".vscode/extensions.json",
    ".vscode/settings.json",
    "CONTRIBUTING.md",
    "register/.editorconfig",
    "register/.gitattributes",
    "register/schema/committee.json",
    "register/schema/finding.json",
    "register/schema/inspection.json",
    "register/schema/register.json",
]
CLONE = ["hook pre-commit", "merge.hmi.name", "merge.hmi.driver"]


@pytest.fixture
def desk(git_repo: GitRepo, hmi: Hmi) -> Desk:
    return new_desk(git_repo, hmi)


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def git_without_hmi(
    folder: Path, *args: str, first: Path = Path("/nowhere")
) -> subprocess.CompletedProcess[str]:
    """Run git where only the system's own commands are to be found, or those of one folder before them."""
    env = {**os.environ, "PATH": f"{first}:/usr/bin:/bin"}
    return subprocess.run(
        ["git", *args], cwd=folder, env=env, capture_output=True, encoding="utf-8", timeout=60, check=False
    )


def git_with_hmi(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    return subprocess.run(
        ["git", *args], cwd=folder, env=env, capture_output=True, encoding="utf-8", timeout=60, check=False
    )


def test_every_file_is_named_and_a_second_run_changes_nothing(desk: Desk) -> None:
    code, out, err = desk.run("setup-git")
    assert (code, out.splitlines()) == (0, [f"{name}: written" for name in [*FILES, *CLONE]])
    assert "pin hmi for the host's checks" in err
    assert "Protected branches" in err
    assert "require review from code owners" in err
    written = desk.repo.git("status", "--porcelain", "--untracked-files=all").splitlines()
    assert sorted(line.removeprefix("?? ") for line in written) == sorted(FILES)
    before = bytes_of(desk.repo.path)
    code, out, _ = desk.run("setup-git")
    assert (code, out.splitlines()) == (0, [f"{name}: there already" for name in [*FILES, *CLONE]])
    assert bytes_of(desk.repo.path) == before
    assert desk.run("check")[0] == 0


def test_answers_are_still_kept_after_it(desk: Desk) -> None:
    """What it says of line ends must not be taken for what makes git's view uncertain."""
    desk.run("setup-git")
    desk.repo.git("add", "--all")
    git_with_hmi(desk.repo.path, "commit", "--quiet", "--message", "Ready")
    assert desk.run("list")[0] == 0
    assert list((desk.repo.path / ".git" / "hmi").glob("index-*.sqlite"))


def test_what_a_person_wrote_is_left_and_said_so(desk: Desk) -> None:
    desk.repo.write("CONTRIBUTING.md", "mine\n")
    hook = desk.repo.write(".git/hooks/pre-commit", "#!/bin/sh\nexit 0\n")
    desk.repo.git("config", "merge.hmi.driver", "mine %A")
    for options in ([], ["--overwrite", "CONTRIBUTING.md"]):
        code, out, err = desk.run("setup-git", *options)
        assert code == 0
        assert f"CONTRIBUTING.md: {'written' if options else 'left as it is'}" in out.splitlines()
        assert "hook pre-commit: left as it is" in out.splitlines()
        assert "merge.hmi.driver: left as it is" in out.splitlines()
        assert '  hmi check --register register --rev : "$@" || {' in err
        assert "  git config --local merge.hmi.driver 'hmi merge-driver %O %A %B %P; code" in err
    assert hook.read_text(encoding="utf-8") == "#!/bin/sh\nexit 0\n"
    assert desk.repo.git("config", "merge.hmi.driver") == "mine %A\n"
    assert "If you own a recommendation" in (desk.repo.path / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_hooks_that_stand_elsewhere_are_not_touched(desk: Desk, tmp_path: Path) -> None:
    hooks = tmp_path / "hooks"
    desk.repo.git("config", "core.hooksPath", str(hooks))
    _, out, err = desk.run("setup-git")
    assert "hook pre-commit: left as it is" in out.splitlines()
    assert "hmi check --register register" in err
    assert not hooks.exists()
    assert not (desk.repo.path / ".git/hooks/pre-commit").exists()
    assert desk.repo.git("config", "core.hooksPath") == f"{hooks}\n"


def test_the_files_of_one_host_alone(desk: Desk) -> None:
    _, out, err = desk.run("setup-git", "--host", "gitlab")
    assert ".github" not in out
    assert ".gitlab-ci.yml: written" in out
    assert "GitHub" not in err
    assert desk.run("setup-git", "--host", "sourcehut")[0] == 2


def test_a_register_that_is_the_whole_repository_has_its_own_paths(git_repo: GitRepo, hmi: Hmi) -> None:
    git_repo.write("register.yaml", "format: 1\nforce: essex\nnames: {force: Essex Police}\n")
    assert hmi("setup-git", cwd=git_repo.path).returncode == 0
    assert (git_repo.path / ".gitattributes").exists()
    hook = (git_repo.path / ".git/hooks/pre-commit").read_text(encoding="utf-8")
    assert "hmi check --register . --rev : " in hook
    assert "cat-file -e HEAD:register.yaml " in hook
    workflow = (git_repo.path / ".github/workflows/register.yml").read_text(encoding="utf-8")
    assert "for committee in committees/*.yaml" in workflow
    assert '"/findings/*/*.yaml"' in (git_repo.path / ".vscode/settings.json").read_text(encoding="utf-8")


def test_a_register_further_down_has_its_own_paths(git_repo: GitRepo, hmi: Hmi) -> None:
    deep = git_repo.write(
        "a/b.c/register/register.yaml", "format: 1\nforce: essex\nnames: {force: E}\n"
    ).parent
    assert hmi("setup-git", cwd=deep).returncode == 0
    config = (git_repo.path / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    assert r"files: ^a/b\.c/register/" in config
    assert "entry: hmi check --register a/b.c/register\n" in config
    assert (deep / ".gitattributes").exists()
    told = git_repo.git("check-attr", "merge", "text", "--", "a/b.c/register/findings/x/1.yaml")
    assert told.splitlines() == [
        "a/b.c/register/findings/x/1.yaml: merge: hmi",
        "a/b.c/register/findings/x/1.yaml: text: unset",
    ]


REFUSED = [
    (["--owner", "crime"], 2, "“crime” is no PORTFOLIO=@HANDLE", "did you mean “crime”"),
    (["--owner", "crme=@a"], 2, "“crme=@a” is no PORTFOLIO=@HANDLE", "did you mean “crime”"),
    (["--owner", "zzz=@a"], 2, "is no PORTFOLIO=@HANDLE", "portfolios are: crime"),
    (["--owner", "crime=crime team"], 2, "names nobody at a host", "@group/team"),
    (["--keeper", "@a\n* @b"], 2, "names nobody at a host", "@name"),
    (["--overwrite", "README.md"], 3, "hmi writes no file README.md", "register/.gitattributes"),
    (["--show", "README.md"], 3, "hmi writes no file README.md", ".github/CODEOWNERS"),
]


@pytest.mark.parametrize(("args", "code", "message", "mend"), REFUSED, ids=[" ".join(r[0]) for r in REFUSED])
def test_what_cannot_be_meant_is_refused_and_nothing_is_written(
    desk: Desk, args: list[str], code: int, message: str, mend: str
) -> None:
    found, out, err = desk.run("setup-git", *args)
    assert (found, out, desk.untouched()) == (code, "", True)
    assert message in err
    assert mend in err.partition(message)[2]


def test_a_folder_name_that_would_have_to_be_quoted_is_refused(git_repo: GitRepo, hmi: Hmi) -> None:
    odd = git_repo.write("a$(x) b/register.yaml", "format: 1\nforce: essex\nnames: {force: E}\n").parent
    done = hmi("setup-git", cwd=odd)
    assert (done.returncode, done.stdout) == (3, "")
    assert "rename the folders" in done.stderr
    assert git_repo.git("status", "--porcelain").splitlines() == ['?? "a$(x) b/"']


def test_without_a_repository_it_is_told(hmi: Hmi) -> None:
    assert hmi("init", ".", "--force", "kent").returncode == 0
    done = hmi("setup-git")
    assert (done.returncode, done.stdout) == (3, "")
    assert "in no git repository" in done.stderr


def test_one_file_can_be_looked_at_first(desk: Desk) -> None:
    code, out, err = desk.run("setup-git", "--show", "register/.gitattributes")
    assert (code, err, desk.untouched()) == (0, "", True)
    assert out.endswith("*.yaml -text merge=hmi\n")


# --- hmi init -----------------------------------------------------------------------------------------------


def test_a_new_register_at_the_top_of_a_repository_is_ready(git_repo: GitRepo, hmi: Hmi) -> None:
    done = hmi("init", ".", "--force", "kent", cwd=git_repo.path)
    told = [f"{name}: {'there already' if '/schema/' in name else 'written'}" for name in [*FILES, *CLONE]]
    assert (done.returncode, done.stdout.splitlines()[1:]) == (0, told)
    assert hmi("check", "--strict", cwd=git_repo.path).returncode == 0
    assert git_with_hmi(git_repo.path, "add", "--all").returncode == 0
    committed = git_with_hmi(git_repo.path, "commit", "-m", "The register")
    assert committed.returncode == 0, committed.stderr
    assert "2 files checked: 0 errors" in committed.stdout + committed.stderr


@pytest.mark.parametrize(("folder", "options"), [("deeper", []), (".", ["--no-git"])])
def test_elsewhere_in_a_repository_init_touches_nothing_but_its_folder(
    git_repo: GitRepo, hmi: Hmi, folder: str, options: list[str]
) -> None:
    before = (git_repo.path / ".git/config").read_bytes()
    done = hmi("init", folder, "--force", "kent", *options, cwd=git_repo.path)
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 1)
    assert ("`hmi setup-git`" in done.stderr) is not bool(options)
    found = {path.name for path in git_repo.path.iterdir()}
    assert found == {".git", "register" if folder == "." else "deeper"}
    assert (git_repo.path / ".git/config").read_bytes() == before


# --- the hook and the driver --------------------------------------------------------------------------------


def test_the_hook_refuses_what_check_refuses_and_says_so(desk: Desk) -> None:
    desk.run("setup-git")
    desk.repo.git("add", "--all")
    assert git_with_hmi(desk.repo.path, "commit", "-q", "-m", "Set up").returncode == 0
    desk.repo.write("register/inspections/peel-2022.yaml", "title: No kind\n")
    refused = git_with_hmi(desk.repo.path, "commit", "-q", "-a", "-m", "Wrong")
    assert refused.returncode == 1
    assert "register/inspections/peel-2022.yaml:1:1: missing-field" in refused.stdout + refused.stderr
    assert "Nothing was committed: mend what is named above" in refused.stderr


DEBT = "kind: recommendation\ntext: The force should answer.\nlog: []\n"


def set_up(desk: Desk) -> None:
    desk.run("setup-git")
    desk.repo.write("register/findings/peel-2022/3.yaml", DEBT)
    (desk.repo.path / ".git/hooks/pre-commit").rename(desk.repo.path / "hook")
    desk.repo.git("add", "--all", "register")
    desk.repo.git("commit", "--quiet", "--message", "A debt")
    (desk.repo.path / "hook").rename(desk.repo.path / ".git/hooks/pre-commit")


def test_the_hook_judges_what_is_staged_and_only_counts_what_was_wrong_before(desk: Desk) -> None:
    set_up(desk)
    path = "register/findings/peel-2022/1.yaml"
    sound = desk.read("findings/peel-2022/1.yaml")
    desk.repo.write(path, sound + "- on: 2022-07-01\n  note: Staged.\n")
    desk.repo.git("add", path)
    desk.repo.write(path, "title: [not staged\n")
    done = git_with_hmi(desk.repo.path, "commit", "-q", "-m", "A note")
    assert done.returncode == 1, "the note is back-dated"
    assert f"{path}:13:3: late-entry " in done.stdout + done.stderr
    desk.repo.write(path, f"{sound}- on: {TODAY}\n  note: Staged.\n")
    desk.repo.git("add", path)
    desk.repo.write(path, "title: [not staged\n")
    done = git_with_hmi(desk.repo.path, "commit", "-q", "-m", "A note")
    assert done.returncode == 0, done.stdout + done.stderr
    told = done.stdout + done.stderr
    assert "older problems, there before this change, to see with `hmi check` alone" in told
    assert "addressee-missing" not in told
    assert desk.repo.git("show", f"HEAD:{path}").endswith("  note: Staged.\n")


@pytest.mark.parametrize("how", [["-a"], ["--", "register/findings/peel-2022/1.yaml"]])
def test_the_hook_judges_what_git_itself_stages_for_the_commit(desk: Desk, how: list[str]) -> None:
    set_up(desk)
    path = "register/findings/peel-2022/1.yaml"
    desk.repo.write(path, desk.read("findings/peel-2022/1.yaml").replace("2022-12-31", "2023-12-31"))
    refused = git_with_hmi(desk.repo.path, "commit", "-q", "-m", "Later", *how)
    assert refused.returncode == 1
    assert f"{path}:9:3: entry-altered " in refused.stdout + refused.stderr


def test_a_hook_of_an_earlier_hmi_is_brought_up_to_date_and_a_changed_one_is_not(desk: Desk) -> None:
    earlier = (ROOT / "templates/setup/pre-commit-1.sh").read_text(encoding="utf-8")
    earlier = earlier.replace("@REGISTER@", "register")
    hook = desk.repo.write(".git/hooks/pre-commit", earlier)
    assert "hook pre-commit: brought up to date" in desk.run("setup-git")[1].splitlines()
    assert "hmi check --register register --rev : " in hook.read_text(encoding="utf-8")
    assert os.access(hook, os.X_OK)
    assert "hook pre-commit: there already" in desk.run("setup-git")[1].splitlines()
    hook.write_text(earlier + "make lint\n", encoding="utf-8")
    assert "hook pre-commit: left as it is" in desk.run("setup-git")[1].splitlines()


def test_without_hmi_the_hook_lets_nothing_through_but_what_is_not_the_registers(desk: Desk) -> None:
    desk.run("setup-git")
    desk.repo.write("notes.txt", "mine\n")
    desk.repo.git("add", "notes.txt")
    assert git_without_hmi(desk.repo.path, "commit", "-q", "-m", "Notes").returncode == 0
    desk.repo.write("register/committees/jac.yaml", "name: Joint Audit Committee\nshort: JAC\n")
    refused = git_without_hmi(desk.repo.path, "commit", "-q", "-a", "-m", "The committee")
    assert refused.returncode == 1
    assert "the command hmi was not found" in refused.stderr
    assert "git commit --no-verify" in refused.stderr


def both_add(desk: Desk) -> None:
    """Let two branches each add an entry to the same log; main is checked out."""
    desk.run("setup-git")
    (desk.repo.path / ".git/hooks/pre-commit").unlink()
    desk.repo.commit("Set up")
    path = "register/findings/peel-2022/1.yaml"
    text = (desk.repo.path / path).read_text(encoding="utf-8")
    desk.repo.git("switch", "-q", "-c", "other")
    desk.repo.write(path, f"{text}- on: 2022-07-01\n  status: in-progress\n")
    desk.repo.commit("Theirs")
    desk.repo.git("switch", "-q", "main")
    desk.repo.write(path, f"{text}- on: 2022-08-01\n  note: Ours\n")
    desk.repo.commit("Ours")


def test_two_peoples_additions_merge_by_meaning_where_hmi_is(desk: Desk) -> None:
    both_add(desk)
    merged = git_with_hmi(desk.repo.path, "merge", "-q", "--no-edit", "other")
    assert merged.returncode == 0, merged.stdout + merged.stderr
    text = desk.read("findings/peel-2022/1.yaml")
    assert text.index("status: in-progress") < text.index("note: Ours")
    assert desk.run("check")[0] == 0


@pytest.mark.parametrize("hmi_is", ["not there", "broken"])
def test_without_hmi_a_merge_shows_both_sides_as_git_does(desk: Desk, tmp_path: Path, hmi_is: str) -> None:
    both_add(desk)
    broken = tmp_path / "commands/hmi"
    broken.parent.mkdir()
    if hmi_is == "broken":
        broken.write_text("#!/bin/sh\nexit 70\n", encoding="utf-8")
        broken.chmod(0o755)
    merged = git_without_hmi(desk.repo.path, "merge", "-q", "--no-edit", "other", first=broken.parent)
    assert merged.returncode == 1
    text = desk.read("findings/peel-2022/1.yaml")
    assert "<<<<<<<" in text
    assert "status: in-progress" in text
    assert "note: Ours" in text


def test_the_showcase_is_owned_by_its_portfolios(git_repo: GitRepo, call: Call) -> None:
    for path in sorted((ROOT / "examples/wrenshire/register").rglob("*.yaml")):
        name = path.relative_to(ROOT / "examples/wrenshire").as_posix()
        git_repo.write(name, path.read_text(encoding="utf-8"))
    options = ["--owner", "crime=@wrenshire/crime", "--owner", "contact=acc@wrenshire.example"]
    at = ["--register", str(git_repo.path)]
    code, out, _ = call(
        "setup-git", "--show", ".github/CODEOWNERS", "--keeper", "@wrenshire/liaison", *options, *at
    )
    lines = out.splitlines()
    owned = [line for line in lines if line.endswith(" @wrenshire/crime")]
    _, listed, _ = call("list", "--portfolio", "crime", "--unpublished", "--json", *at)
    assert code == 0
    assert len(owned) == listed.count('"id": ')
    assert lines[2:4] == [
        f"# hmi setup-git --overwrite .github/CODEOWNERS --keeper @wrenshire/liaison {' '.join(options)}",
        "* @wrenshire/liaison",
    ]
    assert "# Crime (crime), led by Assistant Chief Constable (Investigations and Intelligence)" in lines
    assert "/register/register.yaml @wrenshire/liaison" in lines
    assert any(line.startswith("# Files: ") and "--owner people=@HANDLE" in line for line in lines)
