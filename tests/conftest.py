"""Every test runs apart from its machine: own home, no user's git settings, a fixed day and author."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

ROOT = Path(__file__).resolve().parents[1]
TODAY = "2026-11-23"
AUTHOR = "Alex Officer"
STRIPPED = (
    *("HMI_", "GIT_", "XDG_", "LC_", "_HMI_"),
    *("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "LANG", "PAGER", "EDITOR", "VISUAL", "TTY_"),
)
"""Beginnings of the variables that would let the machine's settings into a test."""


def hermetic_environment(home: Path) -> dict[str, str]:
    """Return what a test's process sees on top of what is left of the machine's environment."""
    return {
        "HOME": str(home),
        "USERPROFILE": str(home),
        "XDG_CACHE_HOME": str(home / ".cache"),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "XDG_DATA_HOME": str(home / ".local" / "share"),
        "XDG_STATE_HOME": str(home / ".local" / "state"),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CEILING_DIRECTORIES": str(home.parent),
        "GIT_AUTHOR_NAME": AUTHOR,
        "GIT_AUTHOR_EMAIL": "alex@force.example",
        "GIT_COMMITTER_NAME": AUTHOR,
        "GIT_COMMITTER_EMAIL": "alex@force.example",
        "HMI_TODAY": TODAY,
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
        "COLUMNS": "80",
        "LINES": "24",
    }


@pytest.fixture(scope="session", autouse=True)
def _hermetic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith(STRIPPED)]:
            patch.delenv(name)
        for name, value in hermetic_environment(tmp_path_factory.mktemp("home")).items():
            patch.setenv(name, value)
        time.tzset()
        yield
    time.tzset()


class Hmi(Protocol):
    """Runs the real `hmi` in a process of its own."""

    def __call__(
        self,
        *args: str,
        cwd: Path | None = None,
        env: Mapping[str, str] | None = None,
        input: str | None = None,  # noqa: A002 - subprocess's own word for it
    ) -> subprocess.CompletedProcess[str]:
        """Run in `cwd` (the test's own folder by default) with `env` on top of the test's environment."""


@pytest.fixture
def hmi(tmp_path: Path) -> Hmi:
    def run(
        *args: str,
        cwd: Path | None = None,
        env: Mapping[str, str] | None = None,
        input: str | None = None,  # noqa: A002 - subprocess's own word for it
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "hmicfrs_cli", *args],
            cwd=cwd or tmp_path,
            env={**os.environ, **(env or {})},
            input=input if input is not None else "",
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    return run


class Call(Protocol):
    """Runs a command line in this process: quick, and seen by coverage."""

    def __call__(self, *argv: str) -> tuple[int, str, str]:
        """Return the exit code, standard output and standard error."""


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    def run(*argv: str) -> tuple[int, str, str]:
        from hmicfrs_cli.cli.app import main

        capsys.readouterr()
        code = main(list(argv))
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@dataclass(frozen=True)
class GitRepo:
    """A real repository, with the test's author and days of the test's choosing."""

    path: Path

    def git(self, *args: str, env: Mapping[str, str] | None = None) -> str:
        """Return what git prints; a failure of git is a failure of the test."""
        done = subprocess.run(
            ["git", *args],
            cwd=self.path,
            env={**os.environ, **(env or {})},
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def write(self, name: str, text: str) -> Path:
        """Write a file, with its folders, exactly as given."""
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
        return path

    def commit(self, message: str, date: str = TODAY) -> str:
        """Commit everything as of noon on `date` (ISO 8601) and return the commit's id."""
        noon = f"{date}T12:00:00+00:00"
        self.git("add", "--all")
        self.git(
            *("commit", "--quiet", "--allow-empty", "--message", message),
            env={"GIT_AUTHOR_DATE": noon, "GIT_COMMITTER_DATE": noon},
        )
        return self.git("rev-parse", "HEAD").strip()


@pytest.fixture
def git_repo(tmp_path: Path) -> GitRepo:
    repo = GitRepo(tmp_path / "repo")
    repo.path.mkdir()
    repo.git("init", "--quiet", "--initial-branch=main")
    return repo


class _TextSnapshot(SingleFileSnapshotExtension):
    _write_mode = WriteMode.TEXT


class _Plain(_TextSnapshot):
    file_extension = "txt"


class _Markdown(_TextSnapshot):
    file_extension = "md"


class _Html(_TextSnapshot):
    file_extension = "html"


class _Json(_TextSnapshot):
    file_extension = "json"


# The clock, the author and the days of commits are fixed, so nothing in a snapshot needs a mask.
@pytest.fixture
def txt_snapshot(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(_Plain)


@pytest.fixture
def md_snapshot(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(_Markdown)


@pytest.fixture
def html_snapshot(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(_Html)


@pytest.fixture
def json_snapshot(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(_Json)
