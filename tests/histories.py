"""Git histories in folders: one folder for each commit, laid over the one before it."""

import re
import shutil
from pathlib import Path

from tests.conftest import ROOT, TODAY, GitRepo

FRAUDS, HONEST = ROOT / "tests" / "frauds", ROOT / "tests" / "honest"
BASE = FRAUDS / "base"
BEGUN = "2026-10-01"
"""The day of the first commit."""


def said(text: str) -> str:
    """Return an answer without the ids of commits, which depend on every file of the history."""
    return re.sub(r"\bcommit [0-9a-f]{12}\b", "commit …", text)


def cases(folder: Path) -> list[str]:
    """Return the names of all histories in a folder."""
    return sorted(path.name for path in folder.iterdir() if path.is_dir() and path.name != BASE.name)


def built(repo: GitRepo, case: Path) -> Path:
    """Commit the register of the base on `main` and the case's commits on a branch; return the register."""
    root = repo.path / "register"
    dates = case / "dates.txt"
    days = dates.read_text(encoding="utf-8").split() if dates.exists() else []
    shutil.copytree(BASE, root)
    repo.commit("The register", days[0] if days else BEGUN)
    repo.git("switch", "--quiet", "--create", "proposal")
    folders = sorted((path for path in case.iterdir() if path.is_dir()), key=lambda path: int(path.name))
    for index, folder in enumerate(folders, 1):
        lay(folder, root)
        repo.commit(f"Step {index}", days[index] if days else TODAY)
    return root


def lay(folder: Path, root: Path) -> None:
    """Lay the files of one commit over a register; those that `gone.txt` names go."""
    gone = folder / "gone.txt"
    for name in gone.read_text(encoding="utf-8").split() if gone.exists() else []:
        (root / name).unlink()
    shutil.copytree(folder, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("gone.txt"))
