"""Finding and opening a register's files, whatever lies among them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hmicfrs_cli.domain.problems import Problem
from hmicfrs_cli.errors import NotFoundError
from hmicfrs_cli.storage import yaml
from hmicfrs_cli.storage.text import LARGEST
from hmicfrs_cli.storage.tree import find_root, read_bytes, record_files

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "register"
    for path in (
        "committees/jac",
        "findings/a-2022/1",
        "findings/a-2022/7.1",
        "findings/b/afi-1",
        "inspections/a-2022",
    ):
        file = root / f"{path}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("a: b\n")
    (root / "register.yaml").write_text("format: 1\n")
    return root


GOOD = [
    "committees/jac.yaml",
    "findings/a-2022/1.yaml",
    "findings/a-2022/7.1.yaml",
    "findings/b/afi-1.yaml",
    "inspections/a-2022.yaml",
    "register.yaml",
]


def codes(root: Path) -> dict[str, str]:
    return {found.path: found.code for found in record_files(root) if isinstance(found, Problem)}


def test_the_records_in_order(root: Path) -> None:
    assert list(record_files(root)) == GOOD
    assert read_bytes(root, "findings/a-2022/7.1.yaml") == b"a: b\n"


def test_folders_that_are_not_there_hold_nothing(tmp_path: Path) -> None:
    assert list(record_files(tmp_path)) == ["register.yaml"]


@pytest.mark.parametrize(
    "inside", ["", "register", "register/findings/a-2022", "elsewhere/deep", "not/there/yet"]
)
def test_the_register_is_found_upwards(root: Path, inside: str) -> None:
    (root.parent / "elsewhere" / "deep").mkdir(parents=True)
    assert find_root(root.parent / inside) == root


def test_without_a_register_the_error_says_how_to_begin_one(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError) as missing:
        find_root(tmp_path)
    assert "hmi init" in missing.value.mend
    assert str(tmp_path) in missing.value.message


@pytest.mark.parametrize(
    "name",
    [
        "1.yaml~",
        ".1.yaml.swp",
        ".#1.yaml",
        "#1.yaml#",
        ".DS_Store",
        "Thumbs.db",
        ".gitkeep",
        ".hmi-new-1.yaml",
    ],
)
def test_what_editors_leave_behind_is_passed_over(root: Path, name: str) -> None:
    (root / "findings" / "b" / name).write_text("x")
    (root / "findings" / name).write_text("x")
    assert list(record_files(root)) == GOOD


def _link_out(path: Path) -> None:
    path.symlink_to("/etc/hostname")


def _link_folder_out(path: Path) -> None:
    path.symlink_to(path.parents[2].parent)


def _broken_link(path: Path) -> None:
    path.symlink_to("nowhere.yaml")


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _folder(path: Path) -> None:
    path.mkdir()


def _file(path: Path) -> None:
    path.write_text("x")


BAD: list[tuple[str, Callable[[Path], None], str]] = [
    ("inspections/x.yml", _file, "not-a-record-file"),
    ("inspections/x.YAML", _file, "not-a-record-file"),
    ("inspections/notes.txt", _file, "not-a-record-file"),
    ("inspections/folder.yaml", _folder, "not-a-record-file"),
    ("inspections/folder", _folder, "not-a-record-file"),
    ("inspections/pipe.yaml", _pipe, "not-a-record-file"),
    ("inspections/broken.yaml", _broken_link, "not-a-record-file"),
    ("inspections/out.yaml", _link_out, "outside-register"),
    ("findings/out", _link_folder_out, "outside-register"),
    ("findings/stray.yaml", _file, "not-a-record-file"),
    ("findings/pipe", _pipe, "not-a-record-file"),
    ("inspections/with space.yaml", _file, "bad-name"),
    ("inspections/-dash.yaml", _file, "bad-name"),
    ("inspections/.hidden.yaml", _file, "bad-name"),
    ("inspections/dot..yaml", _file, "bad-name"),
    ("inspections/..yaml", _file, "bad-name"),
    ("inspections/...yaml", _file, "bad-name"),
    ("inspections/café.yaml", _file, "bad-name"),
    ("inspections/under_score.yaml", _file, "bad-name"),
    (f"inspections/{'x' * 81}.yaml", _file, "bad-name"),
    ("inspections/con.yaml", _file, "bad-name"),
    ("inspections/Com1.report.yaml", _file, "bad-name"),
    ("findings/lpt1", _folder, "bad-name"),
    ("findings/bad name", _folder, "bad-name"),
    ("inspections/a\nb.yaml", _file, "bad-name"),
    ("inspections/a\x1b[31m.yaml", _file, "bad-name"),
    ("inspections/A-2022.yaml", _file, "name-clash"),
]


@pytest.mark.parametrize(("path", "make", "code"), BAD, ids=[ascii(path[:40]) for path, _, _ in BAD])
def test_what_cannot_be_a_record_is_a_problem_and_the_rest_is_read(
    root: Path, path: str, make: Callable[[Path], None], code: str
) -> None:
    make(root / path)
    found = list(record_files(root))
    problems = [one for one in found if isinstance(one, Problem)]
    assert [problem.code for problem in problems] == [code]
    assert all(problem.path.isprintable() and problem.mend and problem.line for problem in problems)
    assert sum(isinstance(one, str) for one in found) == len(GOOD)


def test_names_that_are_no_text_are_shown_as_escapes(root: Path) -> None:
    with open(os.fsencode(root / "inspections") + b"/caf\xe9.yaml", "wb"):  # noqa: PTH123 -- a path of bytes
        pass
    assert codes(root) == {"inspections/caf\\udce9.yaml": "bad-name"}


def test_a_file_in_place_of_a_folder_and_a_folder_out_of_reach_hide_nothing_else(root: Path) -> None:
    (root / "committees" / "jac.yaml").unlink()
    (root / "committees").rmdir()
    (root / "committees").write_text("not a folder")
    (root / "findings" / "loop").symlink_to("loop")
    assert codes(root) == {"committees": "unreadable", "findings/loop": "unreadable"}
    assert [found for found in record_files(root) if isinstance(found, str)] == GOOD[1:]


def test_a_link_within_the_register_is_followed(root: Path) -> None:
    (root / "inspections" / "same.yaml").symlink_to("a-2022.yaml")
    (root / "findings" / "c").symlink_to("b")
    assert "inspections/same.yaml" in list(record_files(root))
    assert "findings/c/afi-1.yaml" in list(record_files(root))
    assert read_bytes(root, "inspections/same.yaml") == b"a: b\n"
    assert read_bytes(root, "findings/c/afi-1.yaml") == b"a: b\n"


@pytest.mark.parametrize(
    ("path", "make", "code"),
    [
        ("inspections/out.yaml", _link_out, "outside-register"),
        ("inspections/device.yaml", lambda path: path.symlink_to("/dev/zero"), "outside-register"),
        ("inspections/pipe.yaml", _pipe, "not-a-record-file"),
        ("inspections/folder.yaml", _folder, "not-a-record-file"),
        ("inspections/missing.yaml", lambda _path: None, "unreadable"),
        ("inspections/loop.yaml", lambda path: path.symlink_to("loop.yaml"), "unreadable"),
        ("inspections/../../secret.yaml", lambda _path: None, "bad-name"),
        ("../secret.yaml", lambda _path: None, "bad-name"),
        ("/etc/passwd", lambda _path: None, "bad-name"),
        ("inspections/\0.yaml", lambda _path: None, "bad-name"),
    ],
)
def test_what_cannot_be_read_is_a_problem(
    root: Path, path: str, make: Callable[[Path], None], code: str
) -> None:
    make(root / path)
    found = read_bytes(root, path)
    assert isinstance(found, Problem)
    assert found.code == code
    assert found.mend


def test_a_real_device_is_not_read() -> None:
    found = read_bytes(Path("/dev"), "zero")
    assert isinstance(found, Problem)
    assert found.code == "not-a-record-file"


def test_of_a_huge_file_only_enough_is_read_to_see_that_it_is_too_large(root: Path) -> None:
    huge = root / "inspections" / "huge.yaml"
    with huge.open("wb") as file:
        file.truncate(100 * LARGEST)
    raw = read_bytes(root, "inspections/huge.yaml")
    assert isinstance(raw, bytes)
    assert len(raw) == LARGEST + 1
    problems = yaml.read(raw, "inspections/huge.yaml")
    assert isinstance(problems, list)
    assert [problem.code for problem in problems] == ["too-large"]


def test_a_file_of_exactly_the_largest_size_is_read(root: Path) -> None:
    raw = b"a: b\n" + b"#" * (LARGEST - 5)
    (root / "inspections" / "big.yaml").write_bytes(raw)
    found = read_bytes(root, "inspections/big.yaml")
    assert isinstance(found, bytes)
    assert yaml.read(found, "p") == {"a": "b"}


def test_what_may_not_be_read_is_a_problem_and_the_rest_is_read(
    root: Path, as_nobody: Callable[[], AbstractContextManager[None]]
) -> None:
    (root / "inspections" / "a-2022.yaml").chmod(0)
    (root / "findings" / "a-2022").chmod(0)
    with as_nobody():
        found = read_bytes(root, "inspections/a-2022.yaml")
        assert isinstance(found, Problem)
        assert found.code == "unreadable"
        assert "permission denied" in found.message
        assert codes(root) == {"findings/a-2022": "unreadable"}
        assert read_bytes(root, "findings/b/afi-1.yaml") == b"a: b\n"
    (root / "findings" / "a-2022").chmod(0o755)


def test_a_file_that_the_system_hands_over_in_pieces_is_read_whole(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = os.read
    monkeypatch.setattr(os, "read", lambda handle, most: read(handle, min(most, 2)))
    assert read_bytes(root, "findings/b/afi-1.yaml") == b"a: b\n"
