"""What the documents show is what happens: README's blocks are run, the command reference is made anew."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import ROOT

EXEMPT = {
    "make ": "builds the whole checkout; continuous integration runs it itself",
    "git clone ": "the checkout is what is being tested",
}
"""Beginnings of commands that are shown but not run here, each with its reason."""

ANYTHING = "..."
"""A line of expected output that stands for any number of lines."""

# 1 is "done, and found something wrong", which a reader is shown too.
EXPECTED_CODES = (0, 1)


@dataclass(frozen=True)
class Step:
    """One command of a document, the output printed below it, and the line it stands on."""

    line: int
    command: str
    output: tuple[str, ...]


def steps(text: str) -> list[Step]:
    """Return the commands of every ```console block of a document, in order."""
    found: list[Step] = []
    for block in re.finditer(r"^```console\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        first = text.count("\n", 0, block.start(1)) + 1
        lines = list(enumerate(block[1].splitlines(), first))
        starts = [at for at, (_, line) in enumerate(lines) if line.startswith("$ ")]
        assert not lines or starts[:1] == [0], f"line {first}: a console block begins with a command"
        for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
            found.append(_step([line for _, line in lines[start:end]], lines[start][0]))
    return found


def _step(lines: list[str], number: int) -> Step:
    """Return the step that these lines show; a command ending in a backslash goes on in the next line."""
    last = next(at for at, line in enumerate(lines) if not line.endswith("\\"))
    command = "\n".join([lines[0].removeprefix("$ "), *lines[1 : last + 1]])
    return Step(number, command, tuple(line.rstrip() for line in lines[last + 1 :]))


def matches(expected: tuple[str, ...], actual: str) -> bool:
    """Say whether the output is the one expected, ends of lines and blank lines at the end apart."""
    pattern = "".join(r"(?:.*\n)*?" if line == ANYTHING else re.escape(line) + r"\n" for line in expected)
    found = [line.rstrip() for line in actual.rstrip().splitlines()]
    return re.fullmatch(pattern, "".join(line + "\n" for line in found)) is not None


@pytest.mark.parametrize(
    ("expected", "actual", "same"),
    [
        (("a", "b"), "a\nb\n", True),
        (("a",), "a  \n\n", True),
        (("a",), "a\nb\n", False),
        (("a", "...", "c"), "a\nc\n", True),
        (("a", "...", "c"), "a\nb\nb\nc\n", True),
        (("a", "..."), "b\n", False),
        (("a.c",), "abc\n", False),
        ((), "", True),
        ((), "a\n", False),
    ],
)
def test_expected_output_is_compared_line_by_line(expected: tuple[str, ...], actual: str, same: bool) -> None:
    assert matches(expected, actual) is same


def test_steps_are_read_with_their_lines_and_continuations() -> None:
    text = "x\n```console\n$ one \\\n    --two\nout\n$ three\n```\n```text\n$ not this\n```\n"
    assert steps(text) == [Step(3, "one \\\n    --two", ("out",)), Step(6, "three", ())]


@pytest.fixture
def workplace(tmp_path: Path) -> Path:
    """A folder with the registers of the checkout, in a repository of its own, as a reader would have it."""
    place = tmp_path / "hmi"
    place.mkdir()
    for name in ("register", "examples", "templates"):
        if (ROOT / name).exists():
            shutil.copytree(ROOT / name, place / name)
    subprocess.run(["git", "init", "-q", "-b", "main"], cwd=place, check=True)
    subprocess.run(["git", "add", "--all"], cwd=place, check=True)
    subprocess.run(["git", "commit", "-q", "--allow-empty", "-m", "The register"], cwd=place, check=True)
    return place


def run(step: Step, place: Path) -> str:
    """Return what a command printed, on either stream, in the order in which it was printed."""
    done = subprocess.run(
        ["bash", "-c", step.command],
        cwd=place,
        env={**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode in EXPECTED_CODES, f"README.md:{step.line}: {step.command}\n{done.stdout}"
    return done.stdout


def test_readme_shows_what_happens(workplace: Path) -> None:
    place, wrong = workplace, []
    shown = steps((ROOT / "README.md").read_text(encoding="utf-8"))
    assert shown
    for step in shown:
        if step.command.startswith(tuple(EXEMPT)):
            continue
        if step.command.startswith("cd "):
            place = (place / step.command.removeprefix("cd ").strip()).resolve()
            continue
        actual = run(step, place)
        if not matches(step.output, actual):
            wrong.append(f"README.md:{step.line}: $ {step.command}\n{actual}")
    assert not wrong, "\n".join(["README.md does not show what these print:", *wrong])


def test_the_command_reference_is_up_to_date() -> None:
    from docs.make_cli import TARGET, reference

    written = TARGET.read_text(encoding="utf-8") if TARGET.exists() else ""
    assert written == reference(), "docs/cli.md is out of date: `make docs` writes it anew"


def test_the_architecture_page_names_every_module_of_the_inner_layers() -> None:
    package = ROOT / "src" / "hmicfrs_cli"
    tree = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").split("```")[1]
    named = set(re.findall(r"\w+", tree))
    modules = [
        path.stem for layer in ("domain", "storage", "render") for path in (package / layer).glob("*.py")
    ]
    assert [name for name in modules if name != "__init__" and name not in named] == []
