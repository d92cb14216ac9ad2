"""The emitted workflow files: valid, safe, and their commands run as they stand in a real repository."""

import base64
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

import hmicfrs_cli
from tests.cli.desk import FILES
from tests.conftest import ROOT, TODAY, GitRepo, Hmi

BIN = Path(sys.executable).parent
REGISTER = ".github/workflows/register.yml"
COMMENT = ".github/workflows/register-comment.yml"
SCHEMAS = {
    REGISTER: "github-workflows",
    COMMENT: "github-workflows",
    ".github/ISSUE_TEMPLATE/update.yml": "github-issue-forms",
    ".gitlab-ci.yml": "gitlab-ci",
}
NEWS = f"- on: {TODAY}\n  by: Liaison Officer\n  note: The training dates are booked\n"
FINDING = "register/findings/peel-2022/1.yaml"
NOON = dict.fromkeys(("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"), f"{TODAY}T12:00:00+00:00")


def tool(*args: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        args,
        cwd=cwd,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        stdin=subprocess.DEVNULL,
    )


def load(path: Path) -> Any:  # noqa: ANN401 - YAML is of any shape
    return YAML(typ="safe").load(path.read_text(encoding="utf-8"))


@pytest.fixture
def showcase(git_repo: GitRepo, hmi: Hmi) -> GitRepo:
    """The showcase in a folder of a repository, set up."""
    shutil.copytree(ROOT / "examples/wrenshire/register", git_repo.path / "wrenshire/register")
    assert hmi("setup-git", cwd=git_repo.path / "wrenshire").returncode == 0
    return git_repo


@pytest.fixture
def begun(git_repo: GitRepo, hmi: Hmi) -> GitRepo:
    """A new register at the top of a repository, set up as it is begun."""
    assert hmi("init", ".", "--force", "kent", cwd=git_repo.path).returncode == 0
    return git_repo


# --- as they are emitted ------------------------------------------------------------------------------------


@pytest.mark.parametrize("which", ["showcase", "begun"])
def test_the_files_fit_the_hosts_own_schemas(which: str, request: pytest.FixtureRequest) -> None:
    repo: GitRepo = request.getfixturevalue(which)
    checker = str(BIN / "check-jsonschema")
    for path, schema in SCHEMAS.items():
        done = tool(checker, "--builtin-schema", f"vendor.{schema}", path, cwd=repo.path)
        assert done.returncode == 0, f"{path}: {done.stdout}{done.stderr}"
        text = (repo.path / path).read_text(encoding="utf-8")
        wrong = repo.write(
            "wrong.yml",
            text.replace("\n  - type: input", "\n  - type: inputs")
            .replace("runs-on: ", "run-on: ")
            .replace("rules:", "rules: 7\n  x:"),
        )
        assert (
            tool(checker, "--builtin-schema", f"vendor.{schema}", wrong.name, cwd=repo.path).returncode == 1
        )


def test_the_only_thing_unsafe_is_the_trigger_that_the_comment_needs(begun: GitRepo) -> None:
    done = tool(
        *(str(BIN / "zizmor"), "--offline", "--no-progress", "--format", "json", ".github/workflows"),
        cwd=begun.path,
    )
    found = [(one["ident"], json.dumps(one["locations"])) for one in json.loads(done.stdout)]
    assert [ident for ident, _ in found] == ["dangerous-triggers"]
    assert "register-comment.yml" in found[0][1]


def test_nothing_that_can_write_runs_anything_from_a_pull_request(begun: GitRepo) -> None:
    register, comment = load(begun.path / REGISTER), load(begun.path / COMMENT)
    assert register["permissions"] == {"contents": "read"}
    assert "permissions" not in register["jobs"]["register"]
    assert "pull_request_target" not in register["on"]
    assert comment["permissions"] == {}
    steps = comment["jobs"]["comment"]["steps"]
    assert all(set(step) == {"name", "shell", "run"} for step in steps)
    said = " ".join(step["run"] for step in steps)
    assert not re.search(r"\b(?:git|pip|hmi|eval|source|bash)\b(?! diff)", said.replace("$RUNNER_TEMP", ""))
    for path in (REGISTER, COMMENT):
        text = (begun.path / path).read_text(encoding="utf-8")
        assert "secrets." not in text
        scripts = [
            step["run"]
            for job in load(begun.path / path)["jobs"].values()
            for step in job["steps"]
            if "run" in step
        ]
        assert not [script for script in scripts if "${{" in script]
        assert re.findall(r"uses: (\S+)", text) == re.findall(r"uses: (actions/[\w-]+@[0-9a-f]{40})", text)


def test_no_job_of_gitlab_is_given_a_token(begun: GitRepo) -> None:
    text = (begun.path / ".gitlab-ci.yml").read_text(encoding="utf-8")
    assert not re.search(r"TOKEN|PASSWORD|secrets:", text)


def test_the_paths_are_those_of_the_register(showcase: GitRepo) -> None:
    for path in (REGISTER, ".gitlab-ci.yml", ".pre-commit-config.yaml", ".git/hooks/pre-commit"):
        text = (showcase.path / path).read_text(encoding="utf-8")
        assert "--register wrenshire/register" in text
        assert "@" not in re.sub(r"@[0-9a-f]{40}|user\.email=\S+|python@sha256|\$@", "", text)
    assert (showcase.path / "wrenshire/register/schema/finding.json").exists()


# --- run as they stand --------------------------------------------------------------------------------------


def wheel(folder: Path) -> Path:
    """Return a wheel named as hmi's that brings this checkout and its libraries: pip installs it alone."""
    name = f"hmicfrs_cli-{hmicfrs_cli.__version__}"
    libraries = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    info = f"{name}.dist-info"
    files = {
        "hmi_here.pth": "".join(f"{path}\n" for path in (ROOT / "src", *sorted(libraries))),
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: hmicfrs-cli\nVersion: {hmicfrs_cli.__version__}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{info}/entry_points.txt": "[console_scripts]\nhmi = hmicfrs_cli.__main__:main\n",
    }
    record = "".join(f"{path},sha256={_digest(text)},{len(text)}\n" for path, text in files.items())
    folder.mkdir(parents=True, exist_ok=True)
    made = folder / f"{name}-py3-none-any.whl"
    with zipfile.ZipFile(made, "w") as archive:
        for path, text in {**files, f"{info}/RECORD": f"{record}{info}/RECORD,,\n"}.items():
            archive.writestr(path, text)
    return made


def _digest(text: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()


@pytest.fixture
def main_branch(git_repo: GitRepo, hmi: Hmi) -> GitRepo:
    """A register on the main branch, set up and with hmi pinned; on branch `work` somebody adds to it."""
    for name, text in FILES.items():
        git_repo.write(f"register/{name}", text)
    git_repo.write("register/.gitignore", ".hmi-*\n")
    assert hmi("setup-git", cwd=git_repo.path).returncode == 0
    (git_repo.path / ".git/hooks/pre-commit").unlink()
    made = wheel(git_repo.path / ".hmi")
    digest = hashlib.sha256(made.read_bytes()).hexdigest()
    pin = f"hmicfrs-cli=={hmicfrs_cli.__version__} --hash=sha256:{digest}\n"
    git_repo.write(".hmi/requirements.txt", pin)
    git_repo.commit("The register", "2026-11-20")
    git_repo.git("switch", "-q", "-c", "work")
    return git_repo


def propose(repo: GitRepo, path: str, old: str, new: str) -> str:
    """Commit a change on `work` and return its id."""
    text = (repo.path / path).read_text(encoding="utf-8")
    assert old in text
    repo.write(path, text.replace(old, new) if old else text + new)
    return repo.commit("A proposal")


def as_once_merged(repo: GitRepo) -> None:
    """Check out what the host checks out for a pull request: its merge into the main branch."""
    repo.git("checkout", "-q", "--detach", "main")
    repo.git("merge", "-q", "--no-ff", "--no-edit", "work", env=NOON)


@dataclass(frozen=True)
class Ran:
    """One step of a workflow that was run."""

    name: str
    code: int
    said: str


@dataclass(frozen=True)
class Runner:
    """Runs a workflow's steps as the host does: each in a shell of its own, up to the first that fails."""

    repo: Path
    temp: Path
    event: str

    def steps(self, path: str) -> Iterator[Ran]:
        """Yield each step that is run; an action's step is done by what the host would have done."""
        job: Mapping[str, Any]
        (job,) = load(self.repo / path)["jobs"].values()
        env = {name: self._value(str(value)) for name, value in job.get("env", {}).items()}
        self.temp.mkdir()
        for step in job["steps"]:
            if not self._wanted(step.get("if")):
                continue
            if "uses" in step:
                self._artefact(step["with"])
                continue
            ran = self._run(step["run"], env)
            yield Ran(step["name"], ran.returncode, ran.stdout + ran.stderr)
            if ran.returncode:
                return

    def _run(self, script: str, env: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
        paths = self.temp / "path"
        added = paths.read_text(encoding="utf-8").split() if paths.exists() else []
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=self.repo,
            env={
                **os.environ,
                "PATH": os.pathsep.join([*reversed(added), os.environ["PATH"]]),
                "RUNNER_TEMP": str(self.temp),
                "GITHUB_PATH": str(paths),
                "GITHUB_STEP_SUMMARY": str(self.temp / "summary.md"),
                "PIP_NO_INDEX": "1",
                "GITHUB_SERVER_URL": "https://host.example",
                "GITHUB_REPOSITORY": "force/register",
                "GITHUB_SHA": "a" * 40,
                **env,
            },
            capture_output=True,
            encoding="utf-8",
            timeout=300,
            check=False,
            stdin=subprocess.DEVNULL,
        )

    def _wanted(self, condition: str | None) -> bool:
        return condition is None or condition == f"github.event_name == '{self.event}'"

    def _value(self, text: str) -> str:
        return {
            "${{ github.event_name == 'pull_request' && 'HEAD^1' || 'HEAD' }}": (
                "HEAD^1" if self.event == "pull_request" else "HEAD"
            ),
            "${{ github.token }}": "a-token",
            "${{ github.repository }}": "force/register",
            "${{ github.event.workflow_run.id }}": "77",
            "${{ github.event.workflow_run.head_sha }}": "f" * 40,
        }[text]

    def _artefact(self, given: Mapping[str, str]) -> None:
        if "path" in given:
            place = Path(given["path"].replace("${{ runner.temp }}", str(self.temp)))
            kept = self.temp.parent / "artefacts" / given["name"]
            assert place.exists() or given["if-no-files-found"] == "ignore"
            shutil.copytree(place, kept) if place.is_dir() else _copied(place, kept)


def _copied(file: Path, folder: Path) -> None:
    folder.mkdir(parents=True)
    shutil.copy(file, folder)


def run_github(repo: GitRepo, tmp_path: Path, event: str = "pull_request") -> dict[str, Ran]:
    return {ran.name: ran for ran in Runner(repo.path, tmp_path / "runner", event).steps(REGISTER)}


def test_an_honest_pull_request_passes_is_told_and_has_its_papers(
    main_branch: GitRepo, tmp_path: Path
) -> None:
    propose(main_branch, FINDING, "", NEWS)
    as_once_merged(main_branch)
    ran = run_github(main_branch, tmp_path)
    assert {name: one.code for name, one in ran.items()} == {
        "Install hmi as the main branch pins it": 0,
        "Say what changes": 0,
        "Refuse what must not happen": 0,
        "Make the papers": 0,
    }, ran
    words = (tmp_path / "artefacts/register-comment/register.md").read_text(encoding="utf-8")
    assert words.startswith("<!-- hmi diff -->\n")
    assert "The training dates are booked" in words
    assert f"https://host.example/force/register/blob/{'a' * 40}/{FINDING}#L" in words
    assert (tmp_path / "runner/summary.md").read_text(encoding="utf-8") == words
    papers = sorted(path.name for path in (tmp_path / "artefacts/papers").iterdir())
    assert papers == [f"JAC-2022-06-27.{ending}" for ending in ("docx", "html", "md", "pdf")]
    assert main_branch.git("status", "--porcelain") == ""


def test_a_fraud_is_told_and_refused_at_its_place(main_branch: GitRepo, tmp_path: Path) -> None:
    propose(main_branch, FINDING, "should record every call", "may record calls")
    as_once_merged(main_branch)
    ran = run_github(main_branch, tmp_path)
    refused = ran["Refuse what must not happen"]
    assert (refused.code, list(ran)[-1]) == (1, "Refuse what must not happen")
    assert f"::error file={FINDING}" in refused.said
    words = (tmp_path / "artefacts/register-comment/register.md").read_text(encoding="utf-8")
    assert "may record calls" in words


def test_the_main_branch_is_checked_and_its_papers_made(main_branch: GitRepo, tmp_path: Path) -> None:
    main_branch.git("switch", "-q", "main")
    ran = run_github(main_branch, tmp_path, "push")
    assert {name: one.code for name, one in ran.items()} == {
        "Install hmi as the main branch pins it": 0,
        "Check the records": 0,
        "Make the papers": 0,
    }, ran


def test_a_pull_request_cannot_bring_an_hmi_of_its_own(main_branch: GitRepo, tmp_path: Path) -> None:
    main_branch.write("venv.py", "raise SystemExit('run from the checkout')\n")
    propose(main_branch, ".hmi/requirements.txt", "hmicfrs-cli", "not-hmi")
    as_once_merged(main_branch)
    ran = run_github(main_branch, tmp_path)
    assert ran["Install hmi as the main branch pins it"].code == 0
    assert (tmp_path / "runner/.hmi/requirements.txt").read_text(encoding="utf-8").startswith("hmicfrs-cli==")


def test_until_hmi_is_pinned_the_check_fails_and_says_so(main_branch: GitRepo, tmp_path: Path) -> None:
    main_branch.git("switch", "-q", "main")
    main_branch.git("rm", "-q", ".hmi/requirements.txt")
    main_branch.commit("Not pinned")
    (ran,) = run_github(main_branch, tmp_path, "push").values()
    assert ran.code == 1
    assert ".hmi/README.md says how to write it" in ran.said


def test_a_wheel_that_was_exchanged_is_not_installed(main_branch: GitRepo, tmp_path: Path) -> None:
    main_branch.git("switch", "-q", "main")
    (made,) = (main_branch.path / ".hmi").glob("*.whl")
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr("more.py", "")
    main_branch.commit("Exchanged")
    (ran,) = run_github(main_branch, tmp_path, "push").values()
    assert ran.code == 1
    assert "DO NOT MATCH THE HASHES" in ran.said


# --- the comment --------------------------------------------------------------------------------------------

WORDS = "<!-- hmi diff -->\nOne rating moved: $(touch /tmp/never) `id` ${{ github.token }} @everyone\n"
OLD = {"id": 4, "user": {"login": "github-actions[bot]"}, "body": "<!-- hmi diff -->\nOlder words\n"}
PERSONS = {"id": 3, "user": {"login": "somebody"}, "body": "<!-- hmi diff -->\nquoted by a person\n"}
OTHERS = {"id": 5, "user": {"login": "github-actions[bot]"}, "body": "Of another workflow"}


def comment(begun: GitRepo, tmp_path: Path, words: str, comments: Mapping[str, Any]) -> tuple[int, Any]:
    """Run the commenting job; return the last exit code and the comments that the host then has."""
    place, commands = tmp_path / "host.json", tmp_path / "commands"
    host = {
        "artifacts": {"77": {"register-comment": {"register.md": words}}},
        "pulls": [{"number": 12, "head": {"sha": "f" * 40}}, {"number": 13, "head": {"sha": "e" * 40}}],
        "comments": comments,
    }
    place.write_text(json.dumps(host), encoding="utf-8")
    commands.mkdir()
    gh = commands / "gh"
    gh.write_text(
        f'#!/bin/sh\nexec "{sys.executable}" "{ROOT / "tests/stand_in_gh.py"}" "$@"\n', encoding="utf-8"
    )
    gh.chmod(0o755)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", f"{commands}{os.pathsep}{os.environ['PATH']}")
        patch.setenv("HOST", str(place))
        *_, last = Runner(begun.path, tmp_path / "runner", "workflow_run").steps(COMMENT)
    return last.code, json.loads(place.read_text(encoding="utf-8"))["comments"]


def test_the_first_comment_is_written_under_its_pull_request_alone(begun: GitRepo, tmp_path: Path) -> None:
    code, comments = comment(begun, tmp_path, WORDS, {"12": [PERSONS, OTHERS]})
    assert code == 0
    assert comments == {"12": [PERSONS, OTHERS, {**OLD, "id": 6, "body": WORDS}]}


def test_a_later_run_brings_its_own_comment_up_to_date(begun: GitRepo, tmp_path: Path) -> None:
    code, comments = comment(begun, tmp_path, WORDS, {"12": [PERSONS, OLD, OTHERS], "13": [{**OLD, "id": 9}]})
    assert code == 0
    assert comments == {"12": [PERSONS, {**OLD, "body": WORDS}, OTHERS], "13": [{**OLD, "id": 9}]}


@pytest.mark.parametrize(
    "words", ["No marker\n", "<!-- hmi diff -->\n" + "x" * 262_144], ids=["other", "large"]
)
def test_what_is_no_diff_is_not_posted(begun: GitRepo, tmp_path: Path, words: str) -> None:
    assert comment(begun, tmp_path, words, {"12": [OLD]}) == (1, {"12": [OLD]})


# --- GitLab -------------------------------------------------------------------------------------------------


def run_gitlab(repo: GitRepo, tmp_path: Path, job: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run one job in a clone, as the host's runner does: all lines in one shell."""
    jobs = load(repo.path / ".gitlab-ci.yml")
    script = "\n".join([*jobs[jobs[job]["extends"]]["before_script"], *jobs[job]["script"]])
    place = tmp_path / "clone"
    repo.git("clone", "-q", str(repo.path), str(place))
    return subprocess.run(
        ["bash", "-eo", "pipefail", "-c", script],
        cwd=place,
        env={**os.environ, **NOON, "PIP_NO_INDEX": "1", "TMPDIR": str(tmp_path), **variables},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
        stdin=subprocess.DEVNULL,
    )


def merge_request(repo: GitRepo, tmp_path: Path, commit: str) -> subprocess.CompletedProcess[str]:
    variables = {"CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main", "CI_COMMIT_SHA": commit}
    return run_gitlab(repo, tmp_path, "register", CI_PROJECT_URL="https://host.example/force", **variables)


def serious(tmp_path: Path) -> list[str]:
    """Return where the merge request's list of findings has more than a warning."""
    found = json.loads((tmp_path / "clone/register-findings.json").read_text(encoding="utf-8"))
    assert {"severity", "fingerprint", "check_name"} < set.union(*(set(one) for one in found))
    return [one["location"]["path"] for one in found if one["severity"] not in {"info", "minor"}]


def test_an_honest_merge_request_passes_and_is_told(main_branch: GitRepo, tmp_path: Path) -> None:
    commit = propose(main_branch, FINDING, "", NEWS)
    done = merge_request(main_branch, tmp_path, commit)
    assert done.returncode == 0, done.stdout + done.stderr
    words = (tmp_path / "clone/register-changes.md").read_text(encoding="utf-8")
    assert "The training dates are booked" in words
    assert f"https://host.example/force/-/blob/{commit}/{FINDING}#L" in words
    assert serious(tmp_path) == []


def test_a_fraud_in_a_merge_request_is_refused(main_branch: GitRepo, tmp_path: Path) -> None:
    commit = propose(main_branch, FINDING, "should record every call", "may record calls")
    done = merge_request(main_branch, tmp_path, commit)
    assert done.returncode == 1
    assert serious(tmp_path) == [FINDING]


def test_a_merge_request_in_conflict_is_told_what_to_do(main_branch: GitRepo, tmp_path: Path) -> None:
    commit = propose(main_branch, FINDING, "", NEWS)
    main_branch.git("switch", "-q", "main")
    propose(main_branch, FINDING, "", "- on: 2026-11-22\n  note: Something else\n")
    done = merge_request(main_branch, tmp_path, commit)
    assert (done.returncode, "then hmi resolve" in done.stdout) == (1, True)


def test_a_merge_request_cannot_bring_an_hmi_of_its_own(main_branch: GitRepo, tmp_path: Path) -> None:
    main_branch.write("venv.py", "raise SystemExit('run from the checkout')\n")
    commit = propose(main_branch, ".hmi/requirements.txt", "hmicfrs-cli", "not-hmi")
    done = merge_request(main_branch, tmp_path, commit)
    assert done.returncode == 0, done.stdout + done.stderr


def test_gitlabs_main_branch_has_its_papers(main_branch: GitRepo, tmp_path: Path) -> None:
    main_branch.git("switch", "-q", "main")
    done = run_gitlab(main_branch, tmp_path, "papers")
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "clone/papers/JAC-2022-06-27.pdf").exists()
