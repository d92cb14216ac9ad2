"""Papers on disk: all of them or none, and plain words where that cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hmicfrs_cli.errors import HmiError, RefusedError
from hmicfrs_cli.storage import papers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

FILES = {"JAC.html": b"<p>", "JAC.md": b"words"}


def test_papers_are_written_into_a_folder_that_is_made(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    assert papers.write(folder, FILES) == [folder / "JAC.html", folder / "JAC.md"]
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == FILES


def test_new_papers_take_the_place_of_old_ones(tmp_path: Path) -> None:
    papers.write(tmp_path, {"JAC.md": b"old", "kept.md": b"kept"})
    papers.write(tmp_path, FILES)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {**FILES, "kept.md": b"kept"}


def test_where_one_cannot_be_written_all_old_ones_stay(tmp_path: Path) -> None:
    (tmp_path / "JAC.md").mkdir()
    papers.write(tmp_path, {"JAC.html": b"old"})
    with pytest.raises(HmiError, match="cannot write"):
        papers.write(tmp_path, FILES)
    assert (tmp_path / "JAC.html").read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["JAC.html", "JAC.md"]


def test_a_folder_that_may_not_be_written_is_told(
    tmp_path: Path, as_nobody: Callable[[], AbstractContextManager[None]]
) -> None:
    folder = tmp_path / "papers"
    papers.write(folder, {"JAC.md": b"old"})
    folder.chmod(0o555)
    with as_nobody(), pytest.raises(HmiError) as told:
        papers.write(folder, FILES)
    assert told.value.message.endswith(": it may not be written")
    assert "nothing was changed" in told.value.mend
    assert [path.name for path in folder.iterdir()] == ["JAC.md"]


@pytest.mark.parametrize(("size", "largest"), [(0, 10), (10, 10)])
def test_a_file_from_outside_is_read_whole(tmp_path: Path, size: int, largest: int) -> None:
    (tmp_path / "x").write_bytes(b"x" * size)
    assert papers.read(tmp_path / "x", largest) == b"x" * size


def test_a_file_that_is_too_large_or_not_there_is_told(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"x" * 2_000_001)
    with pytest.raises(HmiError, match="has more than 2 MB"):
        papers.read(tmp_path / "x", 2_000_000)
    with pytest.raises(HmiError, match=r"cannot read .*no such file"):
        papers.read(tmp_path / "y", 10)
    with pytest.raises(HmiError, match=r"cannot read .*is a directory"):
        papers.read(tmp_path, 10)


class _StoppedError(Exception):
    """What stops the making of a file."""


def test_pieces_are_one_file_and_where_they_stop_there_is_none(tmp_path: Path) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"half"
        raise _StoppedError

    papers.write(tmp_path, {"a.csv": iter([b"one,", b"two"])})
    assert (tmp_path / "a.csv").read_bytes() == b"one,two"
    with pytest.raises(_StoppedError):
        papers.write(tmp_path, {"a.csv": b"new", "b.csv": pieces()})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.csv": b"one,two"}


def test_new_files_are_written_over_nothing_but_themselves(tmp_path: Path) -> None:
    written = papers.write_new(tmp_path, {"a.csv": b"one"})
    assert papers.write_new(tmp_path, {"a.csv": b"one"}) == written == [tmp_path / "a.csv"]
    with pytest.raises(RefusedError, match=r"a\.csv is there already") as told:
        papers.write_new(tmp_path, {"b.csv": b"new", "a.csv": b"two"})
    assert "--output" in told.value.mend
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.csv": b"one"}
    (tmp_path / "c.csv").mkdir()
    with pytest.raises(HmiError, match="cannot write"):
        papers.write_new(tmp_path, {"c.csv": b"x"})
