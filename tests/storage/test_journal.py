"""A kill at any moment loses nothing: what was begun is finished, or taken back."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from hmicfrs_cli.storage import journal
from hmicfrs_cli.storage.write import Change, apply, recover
from tests.storage.three_files import NEW, OLD, changes, leftovers, state

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def root(three_files: Path) -> Path:
    return three_files


# Each child does one real write and is killed at the n-th step that touches the disk.
CHILD = """
import os, sys
from pathlib import Path
from hmicfrs_cli.storage.write import Change, apply, recover
root, last, several = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3] == "several"
count = 0
def killing(real):
    def step(*given, **named):
        global count
        count += 1
        if count == last:
            os._exit(9)
        done = real(*given, **named)
        count += 1
        if count == last:
            os._exit(9)
        return done
    return step
for name in ("replace", "fsync", "unlink"):
    setattr(os, name, killing(getattr(os, name)))
if sys.argv[3] == "recover":
    recover(root)
    sys.exit()
changes = [Change(root / "a.yaml", b"a: old\\n", b"a: new\\n")]
if several:
    changes.append(Change(root / "f/b.yaml", b"b: old\\n", b"b: new\\n"))
    changes.append(Change(root / "f/new.yaml", None, b"c: caf\\xe9\\n"))
apply(changes, root)
"""


def killed_at(root: Path, step: int, how_many: str) -> bool:
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(root), str(step), how_many],
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode in {0, 9}, done.stderr
    return done.returncode == 9


@pytest.mark.parametrize("how_many", ["one", "several"])
def test_a_kill_at_any_step_loses_nothing(root: Path, how_many: str) -> None:
    done = NEW if how_many == "several" else OLD | {"a.yaml": NEW["a.yaml"]}
    ends = []
    step = 1
    while killed_at(root, step, how_many):
        broken = state(root)
        assert all(broken[name] in {OLD[name], NEW[name]} for name in OLD)
        said = recover(root)
        ends.append(state(root))
        assert ends[-1] in (OLD, done)
        assert said is not None or ends[-1] == broken
        assert journal.NAME not in leftovers(root)
        for name, raw in OLD.items():
            (root / name).write_bytes(raw) if raw is not None else (root / name).unlink(missing_ok=True)
        step += 1
    assert state(root) == done
    assert leftovers(root) == set()
    assert OLD in ends
    assert done in ends
    assert step > (20 if how_many == "several" else 4)


def interrupted(root: Path) -> None:
    """Leave what a kill after the first of three files leaves."""
    root = root.resolve()
    journal.write_journal(changes(root), root)
    (root / "a.yaml").write_bytes(NEW["a.yaml"] or b"")


@pytest.mark.parametrize("changed", [False, True])
def test_a_kill_of_the_recovery_itself_loses_nothing(root: Path, *, changed: bool) -> None:
    expected = OLD | {"f/b.yaml": b"by: a person\n"} if changed else NEW
    step = 1
    killed = True
    while killed:
        for name, raw in OLD.items():
            (root / name).write_bytes(raw) if raw is not None else (root / name).unlink(missing_ok=True)
        interrupted(root)
        if changed:
            (root / "f/b.yaml").write_bytes(b"by: a person\n")
        killed = killed_at(root, step, "recover")
        recover(root)
        assert state(root) == expected
        assert journal.NAME not in leftovers(root)
        step += 1
    assert step > 8


def test_what_was_interrupted_is_finished(root: Path) -> None:
    interrupted(root)
    assert recover(root) == "finished an interrupted change of 3 files"
    assert state(root) == NEW
    assert leftovers(root) == set()


@pytest.mark.parametrize("name", list(OLD))
def test_what_was_interrupted_is_taken_back_where_a_person_changed_a_file(root: Path, name: str) -> None:
    interrupted(root)
    (root / name).write_bytes(b"by: a person\n")
    said = recover(root)
    assert said is not None
    assert name in said
    assert state(root) == OLD | {name: b"by: a person\n"}
    assert leftovers(root) == set()


def test_a_new_file_is_taken_away_again(root: Path) -> None:
    interrupted(root)
    (root / "f/new.yaml").write_bytes(NEW["f/new.yaml"] or b"")
    (root / "f/b.yaml").write_bytes(b"by: a person\n")
    recover(root)
    assert state(root) == OLD | {"f/b.yaml": b"by: a person\n"}


def test_the_next_write_finishes_first_what_was_interrupted(root: Path) -> None:
    interrupted(root)
    apply([Change(root / "f/b.yaml", NEW["f/b.yaml"], b"b: newer\n")], root)
    assert state(root) == NEW | {"f/b.yaml": b"b: newer\n"}


def test_a_journal_that_another_hmi_finished_is_nothing_to_do(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    interrupted(root)

    @contextmanager
    def finished_by_another(where: Path) -> Iterator[None]:
        journal.recover_locked(where)
        yield

    monkeypatch.setattr(journal, "locked", finished_by_another)
    assert recover(root) is None
    assert state(root) == NEW


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff",
        b"{}}",
        b"3",
        b"[3]",
        b"[{}]",
        b'[{"path": "a.yaml", "old": 3, "new": "x"}]',
        json.dumps([{"path": "../out.yaml", "old": None, "new": "x"}]).encode(),
        json.dumps([{"path": "/tmp/out.yaml", "old": None, "new": "x"}]).encode(),  # noqa: S108 -- never written
        json.dumps([{"path": ".git/config", "old": None, "new": "x"}]).encode(),
        json.dumps([{"path": ".git/a.yaml", "old": None, "new": "x"}]).encode(),
        json.dumps([{"path": "f/run.sh", "old": None, "new": "x"}]).encode(),
        json.dumps([{"path": "f", "old": None, "new": "x"}]).encode(),
        json.dumps([{"path": "a\0.yaml", "old": None, "new": "x"}]).encode(),
        b"[" * 100_000,
    ],
    ids=lambda raw: raw[:40].decode("latin-1"),
)
def test_a_journal_that_is_none_is_set_aside(root: Path, raw: bytes) -> None:
    (root / journal.NAME).write_bytes(raw)
    said = recover(root)
    assert said is not None
    assert ".hmi-journal-unreadable.json" in said
    assert state(root) == OLD
    assert leftovers(root) == {".hmi-journal-unreadable.json"}
    assert recover(root) is None


@pytest.mark.parametrize("to", ["/dev/zero", "nowhere", "f"])
def test_a_link_in_a_journals_place_is_not_followed(root: Path, to: str) -> None:
    (root / journal.NAME).symlink_to(to)
    assert recover(root) is None
    apply([Change(root / "a.yaml", OLD["a.yaml"], NEW["a.yaml"] or b"")], root)
    assert state(root) == OLD | {"a.yaml": NEW["a.yaml"]}
