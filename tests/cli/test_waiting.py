"""What is seen of long work on a terminal and in a pipe, and what Ctrl-C leaves: nothing."""

import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.desk import Desk, new_desk
from tests.conftest import TODAY, GitRepo, Hmi

INTERRUPTED = 130
IMPATIENT = (
    "import sys; from hmicfrs_cli.cli import waiting; waiting.PATIENCE = waiting._OFTEN = 0\n"
    "from hmicfrs_cli.__main__ import main; sys.argv[0] = 'hmi'; sys.exit(main())"
)


@pytest.fixture
def desk(git_repo: GitRepo, hmi: Hmi) -> Desk:
    return new_desk(git_repo, hmi)


def on_a_terminal(folder: Path, *args: str) -> tuple[int, str, str]:
    """Return the exit code, standard output and what a terminal got of standard error."""
    screen, terminal = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", IMPATIENT, *args],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=terminal,
        env={**os.environ, "TERM": "xterm"},
        encoding="utf-8",
    ) as process:
        os.close(terminal)
        out = process.stdout.read() if process.stdout else ""
    seen = b""
    try:
        while piece := os.read(screen, 65536):
            seen += piece
    except OSError:  # how a terminal says that nobody writes to it any more
        pass
    os.close(screen)
    return process.returncode, out, seen.decode()


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("check",), ["Reading", "Checking", "6/6"]),
        (("list", "--json"), ["Reading", "6/6"]),
        (("list", "--json", "--no-index"), ["Reading", "5/5"]),
        (("report", "--committee", "JAC", "--format", "docx"), ["Reading", "Making the paper"]),
    ],
)
def test_a_terminal_shows_how_far_it_is(desk: Desk, args: tuple[str, ...], said: list[str]) -> None:
    plain = desk.run(*args, today=TODAY)
    shutil.rmtree(desk.repo.path / ".git" / "hmi", ignore_errors=True)  # what was read is not read again
    code, out, screen = on_a_terminal(desk.repo.path, *args)
    assert [word for word in said if word not in screen] == []
    assert (code, out) == plain[:2]


def test_a_pipe_gets_nothing_of_it(desk: Desk) -> None:
    done = subprocess.run(
        [sys.executable, "-c", IMPATIENT, "check"],
        cwd=desk.repo.path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("args", "place"),
    [
        ("check", "storage.yaml.read"),
        ("check", "domain.rules.check"),
        ("list", "storage.yaml.read"),
        ("report --committee JAC", "storage.yaml.read"),
        ("report --committee JAC", "domain.rules.check"),
        ("report --committee JAC", "render.formats.make_all"),
        ("report --committee JAC", "storage.papers.write"),
    ],
)
def test_interrupted_anywhere_it_leaves_everything_as_it_was(desk: Desk, args: str, place: str) -> None:
    module, _, function = place.rpartition(".")
    code = (
        "import signal, sys\n"
        f"import hmicfrs_cli.{module} as module\n"
        f"module.{function} = lambda *_, **__: signal.raise_signal(signal.SIGINT)\n"
        "from hmicfrs_cli.__main__ import main; sys.argv[0] = 'hmi'; sys.exit(main())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *args.split()],
        cwd=desk.repo.path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout) == (INTERRUPTED, "")
    assert "Traceback" not in done.stderr
    assert desk.untouched()
    assert not (desk.repo.path / "papers").exists()
