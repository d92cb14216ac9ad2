"""Every rule by example: what it finds, to the column, and what it lets pass."""

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hmicfrs_cli.domain import misfits, rules
from hmicfrs_cli.domain.problems import Problem
from hmicfrs_cli.domain.rules.case import Rule
from hmicfrs_cli.storage import faults
from hmicfrs_cli.storage.load import load, located
from tests.conftest import ROOT

EXAMPLES = ROOT / "tests" / "examples"
TODAY = date(2026, 11, 23)
BAD = sorted(path.name for path in (EXAMPLES / "bad").iterdir())
GOOD = sorted(path.name for path in (EXAMPLES / "good").iterdir())


RULES: list[Rule[Any]] = [*rules.INSPECTION, *rules.FINDING, *rules.COMMITTEE, *rules.SETTINGS]
BY_CODE = {rule.code: rule for rule in RULES}
FILES = {"bad-name", "name-clash", "outside-register", "unreadable", "not-a-record-file"}
"""What can be wrong with a file before its text is looked at."""

CODES = set(BY_CODE) | set(misfits.CODES) | set(faults._WORDS) | FILES  # noqa: SLF001 - the table itself


def laid_over_the_base(example: Path, into: Path) -> Path:
    root = into / "register"
    shutil.copytree(EXAMPLES / "good" / "base", root)
    shutil.copytree(example, root, dirs_exist_ok=True)
    for name in ("expected.txt", "covers.txt"):
        (root / name).unlink(missing_ok=True)
    return root


def found(root: Path) -> list[Problem]:
    loaded = load(root)
    checked = rules.check(loaded.register, TODAY, loaded.unread) if loaded.register else []
    return sorted(
        [*loaded.problems, *located(root, checked)],
        key=lambda one: (one.path, one.line, one.column, one.code),
    )


def lines(problems: list[Problem]) -> list[str]:
    return [f"{one.path}:{one.line}:{one.column}: {one.severity} {one.code}" for one in problems]


@pytest.mark.parametrize("code", BAD)
def test_a_bad_example_gives_exactly_its_problems(code: str, tmp_path: Path) -> None:
    example = EXAMPLES / "bad" / code
    problems = found(laid_over_the_base(example, tmp_path))
    assert lines(problems) == (example / "expected.txt").read_text(encoding="utf-8").splitlines()
    assert code in {problem.code for problem in problems}


@pytest.mark.parametrize("name", GOOD)
def test_a_good_example_has_no_problem(name: str, tmp_path: Path) -> None:
    root = laid_over_the_base(EXAMPLES / "good" / name, tmp_path)
    assert lines(found(root)) == []
    assert load(root).register is not None


def _large(root: Path) -> None:
    (root / "inspections" / "large.yaml").write_bytes(b"title: Large\n" + b"#" * (1 << 20))


def _two_of_a_name(root: Path) -> None:
    shutil.copy(root / "inspections" / "fraud-2026.yaml", root / "inspections" / "Fraud-2026.yaml")


def _link_out(root: Path) -> None:
    outside = root.parent / "outside.yaml"
    outside.write_text("title: Outside\nkind: peel\n", encoding="utf-8")
    (root / "inspections" / "link.yaml").symlink_to(outside)


MADE: dict[str, tuple[Callable[[Path], None], str]] = {
    "too-large": (_large, "inspections/large.yaml"),
    "name-clash": (_two_of_a_name, "inspections/fraud-2026.yaml"),
    "outside-register": (_link_out, "inspections/link.yaml"),
}
"""Examples that no checkout can hold on every system, or that are too big for one."""


@pytest.mark.parametrize("code", sorted(MADE))
def test_a_made_bad_example_gives_exactly_its_problem(code: str, tmp_path: Path) -> None:
    root = laid_over_the_base(EXAMPLES / "good" / "base", tmp_path)
    make, path = MADE[code]
    make(root)
    assert lines(found(root)) == [f"{path}:1:1: error {code}"]


def test_every_code_has_a_bad_example() -> None:
    assert CODES - {"unreadable"} == set(BAD) | set(MADE)


def test_every_code_has_a_good_example() -> None:
    covered = {
        code for name in GOOD for code in (EXAMPLES / "good" / name / "covers.txt").read_text().splitlines()
    }
    assert covered == CODES


@pytest.mark.parametrize("rule", BY_CODE.values(), ids=BY_CODE)
def test_every_rule_says_what_it_is_for(rule: Rule[Any]) -> None:
    assert re.match(r"Report|Warn", rule.check.__doc__ or "")
    assert (rule.check.__doc__ or "").startswith("Warn") == (rule.severity == "warning")


def every_problem(tmp_path: Path) -> Iterator[Problem]:
    for code in BAD:
        yield from found(laid_over_the_base(EXAMPLES / "bad" / code, tmp_path / code))


def test_words_are_whole_plain_and_in_our_own_voice(tmp_path: Path) -> None:
    """No library's wording, no internal name, no empty mend reaches the person who has to act."""
    foreign = re.compile(
        r"[Ii]nput should|valid (?:tuple|dictionary|string)|pydantic|Field required|\bNone\b|<class"
    )
    wrong = [
        problem
        for problem in every_problem(tmp_path)
        if not problem.message or not problem.mend or foreign.search(problem.message + problem.mend)
    ]
    assert wrong == []
