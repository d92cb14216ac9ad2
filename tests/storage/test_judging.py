"""Files judged one after the other are judged as they are with the whole register at hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from hmicfrs_cli.domain import rules
from hmicfrs_cli.storage import shares, tree
from hmicfrs_cli.storage.judging import every
from hmicfrs_cli.storage.kept import PLAINLY, Work
from hmicfrs_cli.storage.load import load
from tests.domain.test_rules import BAD, EXAMPLES, GOOD, laid_over_the_base

if TYPE_CHECKING:
    from pathlib import Path

    from hmicfrs_cli.domain.problems import Problem

TODAY = date(2026, 11, 23)
FINDING = "findings/fraud-2026/1.yaml"
LATE = (
    "- on: 2026-12-01\n  source: A letter\n  corrects: {field: under}\n  to: fraud-2026/no-such\n",
    "- on: 2026-12-01\n  source: A letter\n  corrects: {field: number}\n  to: '7'\n",
    "- on: 2026-12-01\n  rag: red\n  why: Late.\n",
)


def whole(root: Path, day: date = TODAY) -> list[Problem]:
    loaded = load(root)
    assert loaded.register is not None
    return in_order([*loaded.problems, *rules.check(loaded.register, day, loaded.unread)])


def in_order(problems: list[Problem]) -> list[Problem]:
    bare = [replace(one, line=0, column=0) for one in problems]
    return sorted(bare, key=lambda one: (one.path, one.code, str(one.loc), one.message))


def one_by_one(root: Path, day: date = TODAY, work: Work = PLAINLY) -> list[Problem]:
    found = every(root, day, work)
    assert found is not None
    return in_order(found[0])


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return laid_over_the_base(EXAMPLES / "good" / GOOD[0], tmp_path)


@pytest.mark.parametrize("example", [f"bad/{name}" for name in BAD] + [f"good/{name}" for name in GOOD])
def test_every_example_is_judged_as_a_whole_register_is(example: str, tmp_path: Path) -> None:
    root = laid_over_the_base(EXAMPLES / example, tmp_path)
    if load(root).register is None:
        assert every(root, TODAY, PLAINLY) is None
        return
    for day in (TODAY, date(2024, 1, 1), date(2026, 12, 31)):
        assert one_by_one(root, day) == whole(root, day)


@pytest.mark.parametrize("entry", LATE)
def test_what_is_known_only_later_does_not_count_yet(root: Path, entry: str) -> None:
    path = root / FINDING
    text = path.read_text(encoding="utf-8")
    path.write_text(text + ("" if "\nlog:" in text else "log:\n") + entry, encoding="utf-8")
    for day in (TODAY, date(2026, 12, 2)):
        assert one_by_one(root, day) == whole(root, day)


def test_among_processes_it_is_the_same(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shares, "processes", lambda: 2)
    (root / FINDING).write_text("kind: recommendation\ntext: A text\nunder: fraud-2026/no-such\n")

    def shared(work: Any, things: Any) -> Any:  # noqa: ANN401 - any work on anything
        return shares.spread(work, things, least=1)

    found = one_by_one(root, work=Work(shared, shared))
    assert {"no-such-record", "addressee-missing"} <= {one.code for one in found}
    assert found == whole(root)


def test_what_is_no_record_is_told_and_counted_with_the_others(root: Path) -> None:
    (root / FINDING).write_text("kind: [")
    (root / "findings" / "loose.txt").write_text("")
    (root / "committees" / "odd.yaml").write_text("name: [")
    found = every(root, TODAY, PLAINLY)
    assert found is not None
    assert in_order(found[0]) == whole(root)
    assert found[1] == len([*tree.record_files(root)])


def test_what_changes_meanwhile_is_judged_by_the_whole_register(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, times = tree.read_bytes, []

    def late(root: Path, path: str) -> bytes | Problem:
        times.append(path)
        return b"kind: [" if path == FINDING and times.count(path) == 1 else read(root, path)

    monkeypatch.setattr(tree, "read_bytes", late)
    assert every(root, TODAY, PLAINLY) is None


def test_a_file_that_goes_away_meanwhile_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = [*tree.record_files(root), "findings/fraud-2026/gone.yaml"]
    monkeypatch.setattr(tree, "record_files", lambda _: iter(listed))
    assert "findings/fraud-2026/gone.yaml" in {one.path for one in one_by_one(root)}


def test_settings_of_a_newer_format_are_said_before_anything_is_read(root: Path) -> None:
    (root / "register.yaml").write_text("format: 1000\n")
    with pytest.raises(Exception, match="format 1000"):
        every(root, TODAY, PLAINLY)
