"""Git, through its own command: the only module that runs it."""

import os
import subprocess
from pathlib import Path

_ELSEWHERE = {
    *("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_NAMESPACE"),
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
}


def user_name(folder: Path) -> str | None:
    """Return git's `user.name` as it holds in a folder; None without git or a name."""
    found = _run(folder, "config", "user.name")
    return found.strip() or None if found is not None else None


def head(folder: Path) -> str | None:
    """Return the short id of the commit that a folder's repository is at; None where there is none."""
    found = _run(folder, "rev-parse", "--short=12", "HEAD")
    return found.strip() if found is not None else None


def changed(folder: Path) -> bool:
    """Say whether files below a folder differ from the commit it is at, or are not in git at all."""
    found = _run(folder, "--no-optional-locks", "status", "--porcelain", "--", ".")
    return found is None or bool(found)


def _run(folder: Path, *args: str) -> str | None:
    """Run git in a folder; None where it fails or is not there. No program that a repository names is run."""
    env = {name: value for name, value in os.environ.items() if not _points_elsewhere(name)}
    try:
        done = subprocess.run(  # noqa: S603 - fixed arguments, no shell
            ["git", "-c", "core.fsmonitor=false", *args],  # noqa: S607 - whichever git the user has
            cwd=folder,
            env=env,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=60,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


def _points_elsewhere(name: str) -> bool:
    """Say whether a variable, inherited from a hook say, would send git to another repository."""
    return name in _ELSEWHERE or name.startswith("GIT_OBJECT_")
