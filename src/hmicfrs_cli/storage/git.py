"""Git, through its own command: the only module that runs it.

A repository's own settings may be hostile, so only commands that read are run (where a person asks for it
also `add`, `config` for this clone, what makes a commit on a branch), nothing is fetched, and no program is
started that those settings name.
"""

import os
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import IO, Final, NoReturn, TypeAlias

from hmicfrs_cli.domain.near import quoted
from hmicfrs_cli.errors import HmiError, NotFoundError


class NoRepositoryError(HmiError):
    """The folder is in no git repository."""


Process: TypeAlias = subprocess.Popen[bytes]
"""A git command that runs."""

_ELSEWHERE = {
    *("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_NAMESPACE"),
    *("GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_ATTR_SOURCE"),
}
_PLAIN: Final = {"LC_ALL": "C", "GIT_ALLOW_PROTOCOL": "none", "GIT_NO_LAZY_FETCH": "1"} | {
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_ATTR_NOSYSTEM": "1",
}
"""Errors in the words that we know, no network, history as it was written, and nothing written."""
_LAST_ANSWER: Final = 127
"""The highest exit code by which a git command can answer; above it, it failed."""
_PATIENCE = 120
"""Seconds after which git is taken to hang."""
_NOT_ONE: Final = "not a git repository"
_FAILURES: Final = (
    (_NOT_ONE, "this register is in no git repository", "begin one with `git init` beside it"),
    (
        "dubious ownership",
        "git refuses this repository, because it belongs to somebody else",
        "if you trust it: git config --global --add safe.directory DIR",
    ),
    (
        "Please tell me who you are",
        "git does not know who commits",
        "git config user.name NAME, and git config user.email ADDRESS",
    ),
    ("is ambiguous", "several commits begin so", "write more of the commit's id"),
)
_NO_GIT: Final = ("git could not be started", "install git, and see that `git --version` answers")


def user_name(folder: Path) -> str | None:
    """Return git's `user.name` as it holds in a folder; None without git or a name."""
    found = _quietly(folder, "config", "user.name")
    return found.strip() or None if found is not None else None


def head(folder: Path) -> str | None:
    """Return the short id of the commit that a folder's repository is at; None where there is none."""
    found = _quietly(folder, "rev-parse", "--short=12", "HEAD")
    return found.strip() if found is not None else None


def changed(folder: Path) -> bool:
    """Say whether files below a folder differ from the commit it is at, or are not in git at all."""
    found = _quietly(folder, "status", "--porcelain", "--", ".")
    return found is None or bool(found)


def configured(folder: Path, name: str) -> str | None:
    """Return a setting as it holds in a folder; None where it is not set."""
    found = _quietly(folder, "config", "--get", name)
    return found.removesuffix("\n") if found is not None else None


def configure(folder: Path, name: str, value: str) -> None:
    """Write a setting of this clone alone, as `hmi setup-git` does; HmiError where that fails."""
    output(folder, "config", "--local", name, value)


def commit(folder: Path, revision: str) -> str:
    """Return the full id of the commit that a revision names.

    Raises NotFoundError where there is no such commit, HmiError where git or the repository does not answer.
    """
    done = _run(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if done.returncode == 0:
        return done.stdout.decode().strip()
    if done.stderr:
        _failed(done.stderr)
    return _no_commit(folder, revision)


def output(folder: Path, *args: str, staged: bool = False) -> bytes:
    """Return what a reading git command prints; HmiError, with what to do, where it fails.

    `args` are the caller's own words and ids of commits, never a person's: those go through `commit`. With
    `staged` it is asked of the index that a hook was given, where that is one of this repository.
    """
    done = _run(folder, *args, more=_given_index(folder) if staged else {})
    if done.returncode:
        _failed(done.stderr)
    return done.stdout


def _given_index(folder: Path) -> dict[str, str]:
    """Return where the index is that git made for a hook, as `git commit -a` does, not to change the other.

    One that is of another repository is never meant.
    """
    given = os.environ.get("GIT_INDEX_FILE")
    own = _quietly(folder, "rev-parse", "--absolute-git-dir")
    if not given or own is None:
        return {}
    whole = Path(os.path.realpath(given))
    inside = whole.is_file() and whole.is_relative_to(os.path.realpath(own.removesuffix("\n")))
    return {"GIT_INDEX_FILE": str(whole)} if inside else {}


def answer(folder: Path, *args: str) -> tuple[int, bytes]:
    """Return exit code and output of a git command whose exit code is an answer; otherwise as `output`."""
    done = _run(folder, *args)
    if not 0 <= done.returncode <= _LAST_ANSWER:
        _failed(done.stderr)
    return done.returncode, done.stdout


def made(folder: Path, *args: str, given: bytes = b"", index: Path | None = None) -> str:
    """Return the one line that a git command prints which makes an object, an index or a branch.

    `given` is its standard input, `index` what git takes for its index. No hook is run. HmiError as `output`.
    """
    own = {"GIT_INDEX_FILE": os.fspath(index)} if index else {}
    done = _run(folder, "-c", f"core.hooksPath={os.devnull}", *args, given=given, more=own)
    if done.returncode:
        _failed(done.stderr)
    return done.stdout.decode().strip()


class Asked:
    """A reading git command that runs while its caller does something else."""

    def __init__(self, folder: Path, *args: str) -> None:
        try:
            self._process: subprocess.Popen[bytes] | None = started(folder, *args)
        except HmiError:  # without git there is no answer
            self._process = None

    def answer(self) -> bytes | None:
        """Return what it prints; None where it fails, warns, is not there or takes far too long."""
        process, self._process = self._process, None
        if process is None:
            return None
        try:
            said, warned = process.communicate(timeout=_PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            return None
        return said if process.returncode == 0 and not warned else None

    def leave(self) -> None:
        """End it, where nobody has asked for its answer."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


def _no_commit(folder: Path, revision: str) -> NoReturn:
    if _quietly(folder, "rev-parse", "--verify", "--quiet", "HEAD^{commit}") is None and not _quietly(
        folder, "for-each-ref", "--count=1"
    ):
        raise NotFoundError("this repository has no commit yet", "commit the register first")
    if (_quietly(folder, "rev-parse", "--is-shallow-repository") or "").strip() == "true":
        raise NotFoundError(
            f"there is no commit {quoted(revision)} in this clone, which holds only the latest history",
            "fetch the rest with `git fetch --unshallow`; in CI, check out with the full history",
        )
    raise NotFoundError(
        f"there is no commit {quoted(revision)}",
        "`git log --oneline` and `git branch --all` show what there is",
    )


def _failed(said: bytes) -> NoReturn:
    text = said.decode("utf-8", "replace")
    for sign, message, mend in _FAILURES:
        if sign in text:
            raise (NoRepositoryError if sign == _NOT_ONE else HmiError)(message, mend)
    last = (text.strip().splitlines() or ["it gave no reason"])[-1]
    raise HmiError(f"git failed: {quoted(last)}", "see what `git status` and `git fsck` say here")


def _quietly(folder: Path, *args: str) -> str | None:
    """Return what git prints; None where it fails or is not there."""
    try:
        done = _run(folder, *args)
    except HmiError:
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


def _run(
    folder: Path, *args: str, given: bytes = b"", more: Mapping[str, str] = MappingProxyType({})
) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603 - fixed arguments, no shell
            _command(args),
            cwd=folder,
            env={**_environment(), **more},
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
            input=given,
        )
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        raise HmiError(*_NO_GIT) from error


def started(folder: Path, *args: str, given: IO[bytes] | None = None) -> subprocess.Popen[bytes]:
    """Start a reading git command, with a file to read from where one is given; HmiError without git."""
    try:
        return subprocess.Popen(  # noqa: S603 - fixed arguments, no shell
            _command(args),
            cwd=folder,
            env=_environment(),
            stdin=given or subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL if given else subprocess.PIPE,
        )
    except OSError as error:
        raise HmiError(*_NO_GIT) from error


def _command(args: Iterable[str]) -> list[str]:
    """Return the command line: whichever git the user has, running no program that a repository names."""
    return ["git", "-c", "core.fsmonitor=false", *args]


def _environment() -> dict[str, str]:
    """Return ours without what would send git to another repository, as a hook inherits it."""
    elsewhere = {name for name in os.environ if name in _ELSEWHERE or name.startswith("GIT_OBJECT_")}
    return {name: value for name, value in os.environ.items() if name not in elsewhere} | _PLAIN
