"""The editor is the one that is named, with its own arguments."""

from pathlib import Path

import pytest

from hmicfrs_cli.errors import HmiError
from hmicfrs_cli.storage import editor


@pytest.mark.parametrize(
    ("visual", "plain", "text"),
    [("sed -i s/a/b/", "false", "b"), ("", "sed -i 's/a/c d/'", "c d"), (None, "touch", "a")],
)
def test_the_editor_is_run_over_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, visual: str | None, plain: str, text: str
) -> None:
    if visual is not None:
        monkeypatch.setenv("VISUAL", visual)
    monkeypatch.setenv("EDITOR", plain)
    file = tmp_path / "with space.yaml"
    file.write_text("a")
    assert editor.edit(file).decode() == file.read_text() == text


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        (None, 2, "no editor is named"),
        ("false", 3, "ended with 1"),
        ("no-such-editor-here", 3, "cannot be run"),
        ("vi 'unclosed", 3, "cannot be run"),
        ("true", 3, "left no file that can be read"),
    ],
)
def test_an_editor_that_fails_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str | None, code: int, words: str
) -> None:
    if name is not None:
        monkeypatch.setenv("EDITOR", name)
    with pytest.raises(HmiError, match=words) as told:
        editor.edit(tmp_path / "x")
    assert (told.value.exit_code, bool(told.value.mend)) == (code, True)
