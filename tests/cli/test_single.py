"""A command on one record opens its file and those that it is shown with: no other finding's."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.sandbox import REGISTER
from tests.conftest import Call, GitRepo

WATCHED = """\
import json, os, sys
root, seen = os.path.realpath("register"), set()
def hook(event, args):
    if event == "open" and str(args[0]).startswith(root) and str(args[0]).endswith(".yaml"):
        seen.add(os.path.relpath(str(args[0]), root))
sys.addaudithook(hook)
from hmicfrs_cli.cli.app import main
code = main(sys.argv[1:])
print(json.dumps([code, sorted(one for one in seen if "/.hmi-" not in one)]))
"""
SETTINGS = "register.yaml"
INSPECTION = "inspections/stop-search-2025.yaml"
FINDING = "findings/stop-search-2025/2.yaml"
CAUSE = "findings/stop-search-2025/coc-1.yaml"
CHILD = "findings/letter-2026/1.yaml"
"""A finding of another inspection that stands under the cause of concern."""
OF_INSPECTION = [f"findings/stop-search-2025/{name}.yaml" for name in ("1", "10", "2", "coc-1")]
ON = "stop-search-2025/2"
COMMANDS = {
    f"show {ON}": (0, [FINDING, INSPECTION]),
    f"show {ON} --json": (0, [FINDING, INSPECTION]),
    f"show {ON} --as-of 2025-07-01": (0, [FINDING, INSPECTION]),
    "show stop-2025/2": (0, [FINDING, INSPECTION]),
    "show Stop-Search-2025/2": (0, [FINDING, INSPECTION]),
    "show stop-search-2025/coc-1": (0, [CHILD, CAUSE, INSPECTION]),
    "show stop-search-2025": (0, [*OF_INSPECTION, INSPECTION]),
    "show peel-2025": (0, ["inspections/peel-2025.yaml"]),
    "show JAC": (0, ["committees/jac.yaml"]),
    "show stop-search-2025/3": (3, []),
    f"history {ON}": (0, [FINDING]),
    "history stop-search-2025": (0, [INSPECTION]),
    f"blame {ON}": (0, [FINDING]),
    f"update {ON} --note Done.": (0, [FINDING]),
    f"rag set {ON} amber --why Half.": (0, [FINDING]),
    "rag set stop-2025/2 amber --why Half.": (0, [FINDING, "findings/stop-2025/2.yaml"]),
    "update stop-search-2025/3 --note Done.": (3, ["findings/stop-search-2025/3.yaml"]),
    f"close {ON} --ref A": (0, [FINDING]),
    f"reopen {ON} --why So.": (3, [FINDING]),
    f"correct {ON} text Otherwise --source A": (0, [FINDING]),
    f"edit {ON}": (0, [FINDING]),
    "event stop-search-2025 workshop": (0, [INSPECTION]),
    "add-recommendation stop-search-2025 --number 77 --text X --addressed-to Y --under coc-1": (
        0,
        [CAUSE, INSPECTION, "findings/stop-search-2025/77.yaml"],
    ),
    "add-meeting jac 2027-01-11": (0, ["committees/jac.yaml"]),
}
"""Each command, how it ends, and what it opens or looks for beside the settings."""


@pytest.fixture
def root(git_repo: GitRepo, call: Call) -> Path:
    """A register that the index knows."""
    place = git_repo.path / "register"
    shutil.copytree(REGISTER, place)
    text = (place / CHILD).read_text(encoding="utf-8")
    (place / CHILD).write_text(f"under: stop-2025/coc-1\n{text}", encoding="utf-8")
    git_repo.commit("The register")
    assert call("list", "--register", str(place))[0] == 0
    return place


@pytest.mark.parametrize("command", COMMANDS)
def test_what_a_command_opens(root: Path, command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, *command.split()],
        cwd=root.parent,
        env={**os.environ, "EDITOR": "true"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    code, opened = json.loads(done.stdout.splitlines()[-1])
    wanted, files = COMMANDS[command]
    assert (code, {*opened} - {SETTINGS}) == (wanted, {*files}), done.stderr


SHOWN = ("stop-search-2025/coc-1", "stop-search-2025", "letter-2026/1", "stop-2025/1", "nothing", "jac")


@pytest.mark.parametrize("id_", SHOWN)
def test_what_is_shown_is_what_all_files_say(root: Path, call: Call, id_: str) -> None:
    """A broken file elsewhere is told, and hides nothing."""
    for broken in ("", "findings/letter-2026/2.yaml", INSPECTION):
        if broken:
            (root / broken).write_text("title: [\n", encoding="utf-8")
        for how in ((), ("--json",), ("--as-of", "2025-07-01", "--corrected")):
            quick = call("show", id_, *how, "--register", str(root))
            assert quick == call("show", id_, *how, "--register", str(root), "--no-index")


@pytest.mark.parametrize("yes", ["1", "true", ""])
def test_an_id_that_no_file_has_is_told_alike(
    root: Path, call: Call, yes: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HMI_NO_INDEX", yes)
    code, out, err = call("update", "stop-search-2025/coc", "--note", "x", "--register", str(root))
    assert (code, out) == (3, "")
    assert err.splitlines() == [
        "hmi: there is no record “stop-search-2025/coc”",
        "  did you mean “stop-search-2025/coc-1”?",
    ]
