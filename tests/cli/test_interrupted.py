"""What a killed writer left is finished by whatever hmi is started next, a reading one too."""

import json
import shutil
from pathlib import Path

import pytest

from hmicfrs_cli.storage.edit import append_entry
from tests.cli.sandbox import REGISTER
from tests.conftest import Call

RECORDS = ("findings/stop-search-2025/1.yaml", "findings/stop-search-2025/2.yaml")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A register in which the first of two files was written when the writer was killed."""
    root = Path(shutil.copytree(REGISTER, tmp_path / "register"))
    monkeypatch.chdir(tmp_path)
    olds = {name: (root / name).read_text(encoding="utf-8") for name in RECORDS}
    entry = {"on": "2026-11-20", "note": "Both were told."}
    news = {name: append_entry(old.encode(), ("log",), entry).decode() for name, old in olds.items()}
    changes = [{"path": name, "old": olds[name], "new": news[name]} for name in RECORDS]
    (root / ".hmi-journal.json").write_text(json.dumps(changes), encoding="utf-8")
    (root / RECORDS[0]).write_text(news[RECORDS[0]], encoding="utf-8")
    return root


@pytest.mark.parametrize("command", [("list",), ("check",), ("due",), ("show", "stop-search-2025/2")])
def test_a_reading_command_finishes_it_and_says_so(call: Call, root: Path, command: tuple[str, ...]) -> None:
    code, _, err = call(*command)
    assert (code, err) == (0, "hmi: finished an interrupted change of 2 files\n")
    assert "Both were told." in (root / RECORDS[1]).read_text(encoding="utf-8")
    assert not (root / ".hmi-journal.json").exists()


def test_it_is_finished_also_where_the_settings_cannot_be_read(call: Call, root: Path) -> None:
    (root / "register.yaml").write_text("\tnonsense", encoding="utf-8")
    code, _, err = call("list")
    assert code == 3
    assert "finished an interrupted change of 2 files" in err
    assert "Both were told." in (root / RECORDS[1]).read_text(encoding="utf-8")


@pytest.mark.parametrize("command", [("list",), ("rag", "set", "stop-search-2025/2", "green")])
def test_a_register_of_a_newer_format_is_left_alone(call: Call, root: Path, command: tuple[str, ...]) -> None:
    settings = root / "register.yaml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("format: 1", "format: 2"), encoding="utf-8"
    )
    code, _, err = call(*command)
    assert code == 3
    assert "format 2" in err
    assert "Both were told." not in (root / RECORDS[1]).read_text(encoding="utf-8")
    assert (root / ".hmi-journal.json").exists()
