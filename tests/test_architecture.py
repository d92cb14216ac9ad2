"""The shape of the house: who may import whom, what a start loads, what no file may say."""

import ast
import json
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import hmicfrs_cli
from tests.conftest import ROOT, Hmi

SOURCES = sorted((ROOT / "src" / "hmicfrs_cli").rglob("*.py"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
BANNED = set(PROJECT["tool"]["ruff"]["lint"]["flake8-tidy-imports"]["banned-module-level-imports"])
"""What the linter lets no module import at its top but the one that is for it."""
HEAVY = BANNED - {"importlib.metadata", "subprocess"}  # which other modules load too
LIGHT = {"markupsafe", "typer"}
"""The libraries that every start may load."""
LONGEST_MODULE, LONGEST_FUNCTION = 250, 40


def python(code: str) -> str:
    """Return what a fresh interpreter prints for `code`."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def tracked_files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return sorted(path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file())


def test_import_contracts_hold() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_library_is_known_as_heavy_or_light() -> None:
    """What the linter is not told of, a start could come to load unseen."""
    libraries = {name for path in SOURCES for name in _imported(path)} - sys.stdlib_module_names
    assert libraries - {"hmicfrs_cli"} == (HEAVY | LIGHT) - {"ruamel", *sys.stdlib_module_names}


def _imported(path: Path) -> Iterator[str]:
    """Yield the first name of everything that a module imports, at its top or late."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (one.name.partition(".")[0] for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]


def test_help_loads_nothing_heavy() -> None:
    loaded = json.loads(
        python(
            "import contextlib, io, json, sys\n"
            "from hmicfrs_cli.cli.app import main\n"
            "with contextlib.redirect_stdout(io.StringIO()):\n"
            "    code = main(['--help'])\n"
            "print(json.dumps([code, *sys.modules]))"
        )
    )
    assert loaded[0] == 0
    assert not HEAVY & set(loaded)


def test_completion_of_ids_loads_nothing_heavy(tmp_path: Path) -> None:
    for name in (
        "register.yaml",
        "findings/a-2022/1.yaml",
        "findings/a-2022/2.yaml",
        "findings/b-2022/1.yaml",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    loaded = python(
        "import contextlib, os, sys\n"
        f"os.chdir({str(tmp_path)!r})\n"
        "os.environ |= {'_HMI_COMPLETE': 'complete_bash', 'COMP_CWORD': '3'}\n"
        "os.environ['COMP_WORDS'] = 'hmi rag set a-2022/'\n"
        "from hmicfrs_cli.cli.app import main\n"
        "with contextlib.suppress(SystemExit):\n"
        "    main([])\n"
        "print(*sys.modules)"
    ).split()
    assert loaded[:2] == ["a-2022/1", "a-2022/2"]
    assert not HEAVY & set(loaded)


def test_a_rating_loads_no_more_than_it_needs(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples" / "wrenshire" / "register", tmp_path / "register")
    loaded = python(
        "import contextlib, io, os, sys\n"
        f"os.chdir({str(tmp_path)!r})\n"
        "sys.argv = ['hmi', 'rag', 'set', 'peel-2021-22/1', 'amber', '--by', 'B', '--why', 'Two of five.']\n"
        "from hmicfrs_cli.__main__ import main\n"
        "print(main(), *sys.modules)"
    ).split()
    assert "0" in loaded
    assert "pydantic" in loaded
    assert not ({*HEAVY, "importlib.metadata"} - {"pydantic", "pydantic_core", "yaml"}) & set(loaded)


def test_what_pydantic_wants_of_its_plugins_beside_none_it_gets() -> None:
    said = python(
        "import hmicfrs_cli.__main__ as start\n"
        "start._search_no_plugins()\n"
        "from pydantic.plugin._loader import get_plugins\n"
        "from pydantic.plugin._loader import PYDANTIC_ENTRY_POINT_GROUP as group\n"
        "print(get_plugins(), group)"
    )
    assert said == "() pydantic\n"


def test_no_command_module_loads_anything_heavy_before_it_runs() -> None:
    loaded = json.loads(
        python(
            "import importlib, json, pkgutil, sys\n"
            "import hmicfrs_cli.cli as package\n"
            "for found in pkgutil.iter_modules(package.__path__, 'hmicfrs_cli.cli.'):\n"
            "    importlib.import_module(found.name)\n"
            "print(json.dumps(list(sys.modules)))"
        )
    )
    assert "hmicfrs_cli.cli.app" in loaded
    assert not HEAVY & set(loaded)


def test_the_version_is_answered_without_typer(hmi: Hmi) -> None:
    done = hmi("--version")
    assert (done.returncode, done.stdout) == (0, f"hmi {hmicfrs_cli.__version__}\n")
    loaded = python(
        "import sys; sys.argv = ['hmi', '--version']\n"
        "from hmicfrs_cli.__main__ import main\n"
        "main(); print(*sys.modules)"
    )
    assert "typer" not in loaded.split()


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_modules_and_functions_are_small_and_say_what_they_are_for(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = [node.name for node in functions if _length(node) > LONGEST_FUNCTION]
    assert ast.get_docstring(tree)
    assert len(text.splitlines()) <= LONGEST_MODULE
    assert not long


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return the lines of its body, without signature (a command has many options) and docstring."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


# Put together from pieces, so that this file does not say what it forbids.
FORBIDDEN = re.compile(
    "|".join(
        [
            r"\b" + "py" + r"pi\." + "org",
            "files" + r"\.python" + "hosted",
            "registry" + r"\.npm" + "js",
            "deb" + r"\.debian" + r"\.org",
            r"(?<![\w.])/" + "work/" + "(main|shared)",
            r"(?<![\w.])/" + "home/" + r"\w",
            r"(?<![\w.])/" + "opt/" + "(pypi|wheels)",
            r"\bTO" + r"DO\b",
            r"\bFIX" + r"ME\b",
        ]
    )
)


def test_no_file_names_a_registry_a_path_of_one_machine_or_work_left_undone() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}"
        for path in tracked_files()
        if b"\0" not in (content := path.read_bytes())
        for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), 1)
        if FORBIDDEN.search(line)
    ]
    assert found == []


def test_the_wheel_carries_the_package_and_the_templates(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", tmp_path],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    templates = {
        path.relative_to(ROOT).as_posix() for path in tracked_files() if ROOT / "templates" in path.parents
    }
    assert templates
    assert {f"hmicfrs_cli/{name}" for name in templates} <= names
    assert {f"hmicfrs_cli/{path.relative_to(SOURCES[0].parent).as_posix()}" for path in SOURCES} <= names
    assert {name.split("/")[0] for name in names} == {
        "hmicfrs_cli",
        f"hmicfrs_cli-{hmicfrs_cli.__version__}.dist-info",
    }


def test_every_pinned_library_is_one_that_the_project_allows() -> None:
    """A pin that went stale against pyproject.toml would otherwise be found by a user."""
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    project = PROJECT["project"]
    pins = dict(
        re.findall(
            r"^([\w.-]+)==([\w.]+)", (ROOT / "constraints.txt").read_text(encoding="utf-8"), re.MULTILINE
        )
    )
    wanted = [Requirement(line) for line in project["dependencies"] + project["optional-dependencies"]["dev"]]
    wrong = [
        str(one) for one in wanted if not one.specifier.contains(pins.get(canonicalize_name(one.name), "0"))
    ]
    assert len(wanted) > len(HEAVY)
    assert wrong == []
