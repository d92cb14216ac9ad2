"""Completion before Typer is loaded says what Typer says, or leaves it to Typer."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer import Context
from typer.core import TyperArgument, TyperGroup
from typer.main import get_command

from hmicfrs_cli.cli import quick
from hmicfrs_cli.cli.app import app
from hmicfrs_cli.cli.commands import COMMANDS
from tests.cli.desk import Desk, new_desk
from tests.conftest import GitRepo, Hmi


@pytest.fixture
def desk(git_repo: GitRepo, hmi: Hmi) -> Desk:
    return new_desk(git_repo, hmi)


SHELLS = ("bash", "zsh", "fish")


def asked(shell: str, line: str) -> dict[str, str]:
    """Return what a shell's script hands over when a person wants to complete a line."""
    words = line.split(" ")
    return {
        "_HMI_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
        "_TYPER_COMPLETE_ARGS": line,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
    }


def typer_says(folder: Path, env: dict[str, str]) -> tuple[int, str]:
    """Return the exit code and the answer of the command line without the quick way."""
    code = "import sys; from hmicfrs_cli.cli.app import main; sys.exit(main([]))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env={**os.environ, **env},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("name", quick.IDS)
def test_the_quick_answer_is_typers(
    desk: Desk, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, shell: str, name: str
) -> None:
    monkeypatch.chdir(desk.repo.path)
    for begun in ("", "pe", "peel-2022/", "PE", "nothing", "j", "peel-2022/1 "):
        env = asked(shell, f"hmi {name} {begun}")
        code, said = quick.answered(env), capfd.readouterr().out
        if begun.endswith(" ") and name not in quick.SEVERAL:
            assert (code, said) == (None, "")
        else:
            assert (code, said) == typer_says(desk.repo.path, env), begun


@pytest.mark.parametrize(
    "line",
    [
        *("hmi ", "hmi u", "hmi rag ", "hmi rag s", "hmi list ", "hmi nothing x"),
        *("hmi update --", "hmi --register register update ", "hmi update --status ", "hmi update 'pe"),
        *("hmi update $x", "hmi update a=b", "hmi event peel-2022 "),
    ],
)
@pytest.mark.parametrize("shell", SHELLS)
def test_all_else_is_left_to_typer(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, shell: str, line: str
) -> None:
    monkeypatch.chdir(desk.repo.path)
    assert quick.answered(asked(shell, line)) is None


@pytest.mark.parametrize(
    "changed",
    [
        {"_HMI_COMPLETE": "source_bash"},
        {"_HMI_COMPLETE": "complete_powershell"},
        {"COMP_CWORD": "x"},
        {"COMP_CWORD": "9"},
        {"COMP_WORDS": ""},
    ],
)
def test_what_no_shell_asks_is_left_to_typer(changed: dict[str, str]) -> None:
    assert quick.answered(asked("bash", "hmi update pe") | changed) is None


def test_a_name_that_is_no_id_is_left_to_typer_to_quote(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk.repo.path)
    (desk.root / "inspections" / "peel's $x.yaml").touch()
    assert quick.answered(asked("zsh", "hmi event pe")) is None


@pytest.mark.parametrize(("word", "code"), [("pe", 0), ("nothing", 1)])
def test_fish_is_told_whether_there_are_any(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], word: str, code: int
) -> None:
    monkeypatch.chdir(desk.repo.path)
    env = asked("fish", f"hmi update {word}")
    assert quick.answered(env | {"_TYPER_COMPLETE_FISH_ACTION": "is-args"}) == code
    assert capfd.readouterr().out == ""
    assert quick.answered(env | {"_TYPER_COMPLETE_FISH_ACTION": "other"}) is None


def test_the_register_named_in_the_environment_is_meant(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    env = asked("bash", "hmi event p")
    quick.answered(env)
    assert capfd.readouterr().out == "\n"
    quick.answered(env | {"HMI_REGISTER": str(desk.root)})
    assert capfd.readouterr().out == "peel-2022\n"


def test_a_folder_that_is_gone_has_no_ids(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert quick.answered(asked("bash", "hmi event p")) == 0
    assert capfd.readouterr().out == "\n"


def test_every_command_whose_first_argument_is_an_id_is_answered_quickly() -> None:
    top = get_command(app)
    assert isinstance(top, TyperGroup)
    found = {
        name
        for top_name in COMMANDS
        for name in taking_ids(top_name, top.get_command(Context(top), top_name))
    }
    assert found == set(quick.IDS)


def taking_ids(name: str, command: Any) -> list[str]:  # noqa: ANN401 - Typer's own classes are private
    """Return the names of the commands, this one or below it, whose first argument completes ids."""
    if isinstance(command, TyperGroup):
        return [
            found for below, one in command.commands.items() for found in taking_ids(f"{name} {below}", one)
        ]
    first = next((one for one in command.params if isinstance(one, TyperArgument)), None)
    return [name] if first is not None and first._custom_shell_complete else []  # noqa: SLF001 - no other way to see it
