"""A new register's folder, and the ids that are told from the names of files."""

from pathlib import Path

import pytest

from hmicfrs_cli.errors import HmiError
from hmicfrs_cli.storage import names
from hmicfrs_cli.storage.begin import begin


def test_the_files_are_there_or_nothing_is(tmp_path: Path) -> None:
    root = begin(tmp_path / "a" / "b", {"register.yaml": "format: 1\n", "inspections/.gitkeep": ""})
    assert root == tmp_path / "a" / "b" / "register"
    assert (root / "register.yaml").read_bytes() == b"format: 1\n"
    assert (root / "inspections").is_dir()
    assert [path.name for path in root.parent.iterdir()] == ["register"]


@pytest.mark.parametrize("kind", ["folder", "file", "dangling link"])
def test_what_is_there_is_never_touched(tmp_path: Path, kind: str) -> None:
    place = tmp_path / "register"
    if kind == "folder":
        place.mkdir()
    elif kind == "file":
        place.write_text("mine")
    else:
        place.symlink_to(tmp_path / "nowhere")
    with pytest.raises(HmiError, match="exists already"):
        begin(tmp_path, {"register.yaml": "format: 1\n"})
    assert [path.name for path in tmp_path.iterdir()] == ["register"]


def test_a_failure_half_way_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(HmiError, match="cannot write"):
        begin(tmp_path, {"a": "", "a/b": ""})
    assert list(tmp_path.iterdir()) == []


def test_ids_are_the_names_of_records(tmp_path: Path) -> None:
    for path in ("inspections/b.yaml", "inspections/a.1.yaml", "inspections/.x.yaml", "inspections/c.yml"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).touch()
    (tmp_path / "findings/b").mkdir(parents=True)
    (tmp_path / "findings/b/7.1.yaml").touch()
    assert names.inspections(tmp_path) == ["a.1", "b"]
    assert (names.findings(tmp_path, "b"), names.findings(tmp_path, "c")) == (["7.1"], [])
    assert (names.with_findings(tmp_path), names.with_findings(tmp_path / "a")) == (["b"], [])
    assert names.committees(tmp_path) == []
