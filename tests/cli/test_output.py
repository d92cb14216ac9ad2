"""What reaches a terminal or a pipe: colour only where it is wanted, and nothing that could steer it."""

import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.sandbox import AT, REGISTER
from tests.conftest import Call

RED = "\x1b[1;31m"


def on_terminal(*args: str, **env: str) -> str:
    """Return what a real terminal is sent."""
    master, slave = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "hmicfrs_cli", *args],
        stdin=subprocess.DEVNULL,
        stdout=slave,
        stderr=slave,
        env={**os.environ, "TERM": "xterm", **env},
    ) as process:
        os.close(slave)
        said = b""
        while True:
            try:
                piece = os.read(master, 65536)
            except OSError:  # how Linux says that the other end is closed
                break
            if not piece:
                break
            said += piece
        assert process.wait() == 0
    os.close(master)
    return said.decode()


@pytest.mark.parametrize(
    ("env", "coloured"),
    [
        ({}, True),
        ({"NO_COLOR": "1"}, False),
        ({"TERM": "dumb"}, False),
        ({"TERM": "dumb", "FORCE_COLOR": "1"}, True),
    ],
)
def test_colour_only_on_a_terminal_that_wants_it(env: dict[str, str], coloured: bool) -> None:
    said = on_terminal("list", *AT, **env)
    assert (f"{RED}red\x1b[0m" in said) is coloured
    assert ("\x1b" in said) is coloured
    assert "red" in said


@pytest.mark.parametrize(("force", "coloured"), [(None, False), ("0", False), ("1", True)])
def test_a_pipe_is_plain_unless_colour_is_forced(
    call: Call, monkeypatch: pytest.MonkeyPatch, force: str | None, coloured: bool
) -> None:
    if force is not None:
        monkeypatch.setenv("FORCE_COLOR", force)
    _, out, _ = call("list", *AT)
    assert ("\x1b" in out) is coloured


def test_a_record_cannot_reverse_what_is_read(call: Call, tmp_path: Path) -> None:
    root = Path(shutil.copytree(REGISTER, tmp_path / "register"))
    path = root / "findings" / "stop-search-2025" / "2.yaml"
    text = path.read_text(encoding="utf-8").replace("text: The", "text: \u202eThe")
    path.write_text(text, encoding="utf-8")
    for command in (["list"], ["show", "stop-search-2025/2"], ["search", "Home", "Office"]):
        _, out, _ = call(*command, "--register", str(root))
        assert "\u202e" not in out
        assert "\ufffdThe" in out


def test_without_libyaml_it_is_said_once(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    from hmicfrs_cli.storage import yaml

    monkeypatch.setattr(yaml, "LIBYAML", False)
    code, _, err = call("list", *AT)
    assert code == 0
    assert err.splitlines() == ["hmi: PyYAML is here without libyaml: reading is about ten times slower"]
