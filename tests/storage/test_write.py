"""A write is done whole or not at all, whatever happens meanwhile."""

from __future__ import annotations

import resource
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from hmicfrs_cli.errors import ChangedMeanwhileError, HmiError, RefusedError
from hmicfrs_cli.storage import atomic, journal, write
from hmicfrs_cli.storage.write import Change, apply, recover
from tests.storage.three_files import NEW, OLD, changes, leftovers, state

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path


@pytest.fixture
def root(three_files: Path) -> Path:
    return three_files


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
    def settle_and_save(beside: Path) -> None:
        atomic.settle(beside)
        (root / "a.yaml").write_bytes(b"by: an editor\n")

    monkeypatch.setattr(write, "settle", settle_and_save)
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
