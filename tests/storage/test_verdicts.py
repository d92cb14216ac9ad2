"""What rules found is kept: they are asked again about what can have changed, and about nothing else."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from hmicfrs_cli.domain import rules
from hmicfrs_cli.storage import index, known, tree, warm
from hmicfrs_cli.storage.load import load
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from hmicfrs_cli.domain.problems import Problem
    from tests.conftest import GitRepo

    Ask = Callable[..., list[str]]
    """Asks what is wrong, which must be what the files say, and returns of which records rules were asked."""

BASE = ROOT / "tests" / "examples" / "good" / "base"
TODAY = date(2026, 11, 23)
INSPECTION = "inspections/fraud-2026.yaml"
FINDING = "findings/fraud-2026/1.yaml"
FAULT = "- on: 2026-11-01\n  rag: red\n"
"""An entry that says no reason for red."""


@pytest.fixture
def root(git_repo: GitRepo) -> Path:
    shutil.copytree(BASE, git_repo.path / "register")
    git_repo.commit("The register")
    return git_repo.path / "register"


@pytest.fixture
def ask(root: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    paths: list[str] = []
    judged = index.Index.judged

    def noted(self: index.Index, context: str, found: Iterable[tuple[str, bytes, bytes, str]]) -> None:
        rows = list(found)
        paths.extend(path for path, *_ in rows)
        judged(self, context, rows)

    monkeypatch.setattr(index.Index, "judged", noted)

    def asked(day: date = TODAY) -> list[str]:
        paths.clear()
        found = warm.ask(root, day, None, judge=True)
        assert found is not None
        assert said(found.problems) == said(cold(root, day))
        assert found.files == len(every(root))
        return sorted(paths)

    assert asked() == every(root)
    assert asked() == []
    return asked


def cold(root: Path, day: date) -> list[Problem]:
    loaded = load(root)
    assert loaded.register is not None
    return [*loaded.problems, *rules.check(loaded.register, day, loaded.unread)]


def said(found: Iterable[Problem]) -> list[tuple[str, str, str]]:
    return sorted((one.path, one.code, one.message) for one in found)


def every(root: Path) -> list[str]:
    return sorted(one for one in tree.record_files(root) if isinstance(one, str))


def add(root: Path, path: str, text: str) -> None:
    """Write a text to the end of a record."""
    with (root / path).open("a") as file:
        file.write(text)


def test_an_edit_asks_about_one_record(root: Path, git_repo: GitRepo, ask: Ask) -> None:
    add(root, FINDING, FAULT)
    assert ask() == [FINDING]
    assert ask() == []
    add(root, FINDING, "  why: Nobody is trained.\n")
    assert ask() == [FINDING]
    assert ask() == []
    git_repo.commit("Rated")
    assert ask() == []


def test_an_edit_of_an_inspection_asks_about_its_findings_too(
    root: Path, git_repo: GitRepo, ask: Ask
) -> None:
    findings = [path for path in every(root) if path.startswith("findings/fraud-2026/")]
    add(root, INSPECTION, "# a comment\n")
    add(root, FINDING, "# a comment\n")
    assert ask() == [*findings, INSPECTION]
    assert ask() == []
    git_repo.commit("Commented")
    assert ask() == []


def test_a_folder_in_other_capital_letters_is_of_no_inspection(
    root: Path, git_repo: GitRepo, ask: Ask
) -> None:
    (root / "findings/fraud-2026").rename(root / "findings/FRAUD-2026")
    git_repo.commit("Renamed")
    assert ask() == every(root)
    add(root, INSPECTION, "# a comment\n")
    assert ask() == [INSPECTION]


def test_another_day_or_setting_asks_about_all(root: Path, ask: Ask) -> None:
    assert ask(TODAY + timedelta(days=1)) == every(root)
    add(root, tree.SETTINGS, "# a comment\n")
    assert ask(TODAY + timedelta(days=1)) == every(root)


def new(root: Path) -> None:
    shutil.copy(root / FINDING, root / "findings/fraud-2026/77.yaml")


def gone(root: Path) -> None:
    (root / FINDING).unlink()


def without_inspection(root: Path) -> None:
    (root / INSPECTION).unlink()


def renamed(root: Path) -> None:
    (root / FINDING).write_text("formerly: [older/1]\n" + (root / FINDING).read_text())


def broken(root: Path) -> None:
    (root / FINDING).write_text("kind: [")


@pytest.mark.parametrize("change", [new, gone, without_inspection, renamed, broken])
def test_what_rules_see_of_other_records_asks_about_all_until_it_is_undone(
    root: Path, git_repo: GitRepo, ask: Ask, change: Callable[[Path], None]
) -> None:
    """A commit changes nothing that rules see, so it asks about nothing."""
    change(root)
    readable = sorted({*every(root)} - ({FINDING} if change is broken else set()))
    assert ask() == readable
    assert ask() == []
    git_repo.commit("Changed")
    assert ask() == []
    git_repo.git("revert", "--no-edit", "HEAD")
    assert ask() == every(root)


def test_an_index_that_another_brings_elsewhere_meanwhile_gives_no_answer(
    root: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    sum_up = known.sum_up

    def late(one: index.Index) -> None:
        sum_up(one)
        other = index.Index(one.file)
        with other.writing():
            other.rows("DELETE FROM meta WHERE name = 'facts'")
        other.leave()

    assert ask() == []
    monkeypatch.setattr(known, "sum_up", late)
    assert warm.ask(root, TODAY, None, judge=True) is None
