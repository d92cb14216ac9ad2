"""Bad luck and ill will at the command line: each answered in words, with its promised exit code."""

import os
import signal
import subprocess
import sys

import pytest

from tests.cli.desk import Desk, new_desk
from tests.conftest import Call, GitRepo, Hmi

HMI = [sys.executable, "-m", "hmicfrs_cli"]
ONE = "peel-2022/1"


@pytest.fixture
def desk(git_repo: GitRepo, hmi: Hmi) -> Desk:
    return new_desk(git_repo, hmi)


def shell(desk: Desk, redirected: str, *args: str) -> subprocess.CompletedProcess[str]:
    """Run hmi with its streams as a shell redirects them."""
    return subprocess.run(
        ["sh", "-c", f'"$@" {redirected}', "sh", *HMI, *args],
        cwd=desk.repo.path,
        env={**os.environ, "HMI_TODAY": "2023-06-14"},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    ("args", "code"), [(["list"], 0), (["check"], 0), (["nosuch"], 2), (["show", "nosuch"], 3)], ids=str
)
def test_a_reader_that_has_gone_changes_no_exit_code(desk: Desk, args: list[str], code: int) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as gone:
        done = subprocess.run(
            [*HMI, *args], cwd=desk.repo.path, stdout=gone, stderr=gone, timeout=60, check=False
        )
    assert done.returncode == code


def test_a_narrow_encoding_loses_no_answer(desk: Desk) -> None:
    done = subprocess.run(
        [*HMI, "correct", "peel-2022", "title", "Dyfed–Ŵyl", "--source", "x"],
        cwd=desk.repo.path,
        env={**os.environ, "PYTHONIOENCODING": "latin-1"},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.endswith(b"title corrected to \\u201cDyfed\\u2013\\u0174yl\\u201d\n")
    assert "to: Dyfed–Ŵyl" in desk.read("inspections/peel-2022.yaml")


@pytest.mark.parametrize("redirected", [">&-", "2>&-", "<&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("args", [["list"], ["update", ONE, "--note", "x"]], ids=["list", "update"])
def test_a_closed_stream_hinders_no_command(desk: Desk, redirected: str, args: list[str]) -> None:
    done = shell(desk, redirected, *args)
    assert (done.returncode, done.stderr) == (0, "")
    assert ("note: x" in desk.read("findings/peel-2022/1.yaml")) is (args[0] == "update")


@pytest.mark.parametrize("args", [["list"], ["--help"], ["update", ONE, "--note", "x"]], ids=lambda a: a[0])
def test_an_answer_that_finds_no_room_is_told(desk: Desk, args: list[str]) -> None:
    done = shell(desk, ">/dev/full", *args)
    assert done.returncode == 3
    assert done.stderr.splitlines() == [
        "hmi: standard output cannot be written: no space left on device",
        "  only the answer is lost; `git status` shows what was written",
    ]
    assert ("note: x" in desk.read("findings/peel-2022/1.yaml")) is (args[0] == "update")


def test_a_reader_that_has_had_enough_is_no_failure(desk: Desk) -> None:
    done = shell(desk, "| head -c 1", "list", "--json")
    assert (done.stdout, done.stderr) == ("{", "")


def test_an_interrupted_start_ends_without_a_traceback(desk: Desk) -> None:
    """The interrupt comes while the command line is loaded, before its own handler stands."""
    code = (
        "import os, signal, sys\n"
        "class Interrupting:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        f"        if name == 'typer': os.kill(os.getpid(), {signal.SIGINT:d})\n"
        "sys.meta_path.insert(0, Interrupting())\n"
        "from hmicfrs_cli.__main__ import main\n"
        "sys.argv = ['hmi', 'list']\n"
        "sys.exit(main())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=desk.repo.path, capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


HOSTILE = {
    "nothing": "",
    "a hyphen": "-",
    "the folder above": "../x",
    "an absolute path": "/etc/passwd",
    "too many parts": "a/b/c",
    "an emoji": "😀",
    "an escape sequence": "\x1b[31mred",
    "two lines": "a\nb",
    "9,000 characters": "x" * 9000,
    "a device": "CON",
    "a template's code": "{{7*7}}",
}
COMMANDS = {
    "show": (["show", "?"], {2}),
    "update": (["update", "?", "--note", "x"], {2}),
    "list": (["list", "--inspection", "?"], {2}),
    "event": (["event", "?", "published"], {2}),
    "add": (["add-inspection", "--title", "x", "--kind", "peel", "--id", "?"], {2}),
    "meeting": (["report", "--committee", "jac", "--meeting", "?"], {3}),
    "committee": (["report", "--committee", "?"], {3}),
    "format": (["report", "--committee", "jac", "--format", "?"], {2}),
    "on": (["update", ONE, "--note", "x", "--target", "?"], {2}),
    "day": (["due", "--within", "?"], {2}),
    "check": (["check", "?"], {2, 3}),
}


@pytest.mark.parametrize("word", HOSTILE)
@pytest.mark.parametrize("name", COMMANDS)
def test_a_hostile_word_is_refused_in_a_few_plain_lines(
    desk: Desk, call: Call, monkeypatch: pytest.MonkeyPatch, name: str, word: str
) -> None:
    monkeypatch.setenv("HMI_TODAY", "2023-06-14")
    args, codes = COMMANDS[name]
    code, out, err = call(
        *(HOSTILE[word] if arg == "?" else arg for arg in args), "--register", str(desk.root)
    )
    assert code in codes, err
    assert out == ""
    assert err.startswith("hmi: ")
    assert len(err.splitlines()) <= 3
    assert max(map(len, err.splitlines())) < 300
    assert "\x1b" not in err
    assert desk.untouched()


def test_bytes_that_are_no_text_are_refused(desk: Desk) -> None:
    done = subprocess.run(
        [*HMI, "show", b"caf\xe9"], cwd=desk.repo.path, capture_output=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"hmi: \xe2\x80\x9ccaf\\udce9\xe2\x80\x9d is not an id\n")
