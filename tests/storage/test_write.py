"""A write is done whole or not at all, whatever happens meanwhile."""

from __future__ import annotations

import json
import resource
import stat
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from hmicfrs_cli.errors import ChangedMeanwhileError, HmiError, RefusedError
from hmicfrs_cli.storage import atomic, journal, write
from hmicfrs_cli.storage.write import Change, apply, recover

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

OLD = {"a.yaml": b"a: old\n", "f/b.yaml": b"b: old\n", "f/new.yaml": None}
NEW = {"a.yaml": b"a: new\n", "f/b.yaml": b"b: new\n", "f/new.yaml": b"c: caf\xe9\n"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "f").mkdir()
    for name, raw in OLD.items():
        if raw is not None:
            (tmp_path / name).write_bytes(raw)
    return tmp_path


def changes(root: Path, *names: str) -> list[Change]:
    return [Change(root / name, OLD[name], NEW[name] or b"") for name in names or OLD]


def state(root: Path) -> dict[str, bytes | None]:
    return {name: (root / name).read_bytes() if (root / name).exists() else None for name in OLD}


def leftovers(root: Path) -> set[str]:
    return {path.name for path in root.rglob(".hmi-*")} - {".hmi-lock"}


def test_one_file_or_several_are_written(root: Path) -> None:
    apply(changes(root, "a.yaml"), root)
    assert state(root) == OLD | {"a.yaml": NEW["a.yaml"]}
    apply(changes(root, "f/b.yaml", "f/new.yaml"), root)
    assert state(root) == NEW
    assert leftovers(root) == set()
    assert recover(root) is None


def test_a_new_file_may_have_a_new_folder_and_a_relative_path(root: Path) -> None:
    apply([Change(root.__class__("x/y/z.yaml"), None, b"z\n")], root)
    assert (root / "x/y/z.yaml").read_bytes() == b"z\n"


def test_the_mode_of_a_file_is_kept(root: Path) -> None:
    (root / "a.yaml").chmod(0o640)
    apply(changes(root, "a.yaml"), root)
    assert stat.S_IMODE((root / "a.yaml").stat().st_mode) == 0o640


@pytest.mark.parametrize("name", list(OLD))
@pytest.mark.parametrize("several", [True, False])
def test_a_file_that_changed_meanwhile_stops_everything(root: Path, name: str, *, several: bool) -> None:
    (root / name).write_bytes(b"by: an editor\n")
    with pytest.raises(ChangedMeanwhileError) as told:
        apply(changes(root) if several else changes(root, name), root)
    assert root.joinpath(name).name in told.value.message
    assert "again" in told.value.mend
    assert state(root) == OLD | {name: b"by: an editor\n"}
    assert leftovers(root) == set()


@pytest.mark.parametrize("late", ["f/b.yaml", "f/new.yaml"])
def test_an_editor_that_saves_between_two_files_is_kept_and_the_rest_taken_back(
    root: Path, late: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def save_after(*given: object) -> None:
        journal.write_journal(*given)  # type: ignore[arg-type]  # passed on as they come
        (root / late).write_bytes(b"by: an editor\n")

    monkeypatch.setattr(write, "write_journal", save_after)
    with pytest.raises(ChangedMeanwhileError):
        apply(changes(root), root)
    assert state(root) == OLD | {late: b"by: an editor\n"}
    assert leftovers(root) == set()


def test_an_editor_that_saves_at_the_last_moment_is_kept(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def prepare_and_save(target: Path, new: bytes) -> Path:
        beside = atomic.prepare(target, new)
        target.write_bytes(b"by: an editor\n")
        return beside

    monkeypatch.setattr(write, "prepare", prepare_and_save)
    with pytest.raises(ChangedMeanwhileError):
        apply(changes(root, "a.yaml"), root)
    assert state(root) == OLD | {"a.yaml": b"by: an editor\n"}
    assert leftovers(root) == set()


def test_a_link_within_the_register_is_written_through(root: Path) -> None:
    (root / "link.yaml").symlink_to("a.yaml")
    apply([Change(root / "link.yaml", OLD["a.yaml"], b"x\n")], root)
    assert (root / "link.yaml").is_symlink()
    assert (root / "a.yaml").read_bytes() == b"x\n"


@pytest.mark.parametrize("path", ["../out.yaml", "link.yaml", "folder/out.yaml"])
def test_nothing_is_written_outside_the_register(root: Path, path: str) -> None:
    inner = root / "f"
    (inner / "link.yaml").symlink_to(root / "a.yaml")
    (inner / "folder").symlink_to(root)
    with pytest.raises(RefusedError):
        apply([Change(inner / path, None, b"x\n")], inner)
    assert state(root) == OLD
    assert not (root / "out.yaml").exists()


# Each child does one real write and is killed at the n-th step that touches the disk.
CHILD = """
import os, sys
from pathlib import Path
from hmicfrs_cli.storage.write import Change, apply
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
    ],
)
def test_a_journal_that_is_none_is_set_aside(root: Path, raw: bytes) -> None:
    (root / journal.NAME).write_bytes(raw)
    said = recover(root)
    assert said is not None
    assert ".hmi-journal-unreadable.json" in said
    assert state(root) == OLD
    assert leftovers(root) == {".hmi-journal-unreadable.json"}
    assert recover(root) is None


WRITER = """
import sys
from pathlib import Path
from hmicfrs_cli.errors import ChangedMeanwhileError
from hmicfrs_cli.storage.write import Change, apply
root = Path(sys.argv[1])
old = (root / "a.yaml").read_bytes()
print("ready", flush=True)
sys.stdin.readline()
try:
    apply([Change(root / "a.yaml", old, b"by: " + sys.argv[2].encode())], root)
except ChangedMeanwhileError as error:
    print("told", error.message)
else:
    print("won")
"""


def test_of_two_writers_one_wins_and_the_other_is_told(root: Path) -> None:
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(root), name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for name in ("first", "second")
    ]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
    with atomic.locked(root):  # both come to the lock, and wait there
        for writer in writers:
            assert writer.stdin is not None
            writer.stdin.write("go\n")
            writer.stdin.flush()
    said = [writer.communicate()[0].split()[0] for writer in writers]
    assert sorted(said) == ["told", "won"]
    assert (root / "a.yaml").read_bytes() == b"by: " + (b"first" if said[0] == "won" else b"second")


@pytest.mark.parametrize("several", [True, False])
def test_a_full_disk_changes_nothing_and_is_told(root: Path, *, several: bool) -> None:
    large = Change(root / "f/b.yaml", OLD["f/b.yaml"], b"x" * 200_000)
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        with pytest.raises(HmiError) as told:
            apply([*changes(root, "a.yaml"), large] if several else [large], root)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    assert told.value.message == f"cannot write {root.name}/f/b.yaml: the disk is full"
    assert told.value.mend == "nothing was changed; free some space and run the command again"
    assert state(root) == OLD
    assert leftovers(root) == set()


@pytest.mark.parametrize("what", [".", "f", "f/b.yaml"])
def test_what_may_not_be_written_changes_nothing_and_is_told(
    root: Path, what: str, as_nobody: Callable[[], AbstractContextManager[None]]
) -> None:
    (root / what).chmod(0o555 if (root / what).is_dir() else 0o444)
    with as_nobody(), pytest.raises(HmiError) as told:
        apply(changes(root, "a.yaml", "f/b.yaml"), root)
    (root / what).chmod(0o755)
    assert "it may not be written" in told.value.message
    assert "nothing was changed" in told.value.mend
    assert state(root) == OLD
    assert leftovers(root) == set()


def test_a_file_in_place_of_a_folder_is_told(root: Path) -> None:
    with pytest.raises(HmiError, match=r"cannot write .*a\.yaml.*: not a directory"):
        apply([Change(root / "a.yaml" / "b.yaml", None, b"x")], root)
    assert state(root) == OLD


def test_where_the_system_has_no_locks_the_comparison_alone_guards(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(atomic, "fcntl", None)
    apply(changes(root), root)
    assert state(root) == NEW
    with pytest.raises(ChangedMeanwhileError):
        apply(changes(root), root)
