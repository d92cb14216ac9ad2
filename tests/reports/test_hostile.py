"""No file can make hmi run something, take the machine, or end otherwise than with a plain answer.

A file is read in a process with bounds of its own, so that a test which ends shows that they hold.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from hmicfrs_cli.domain.published.blocks import Document
from hmicfrs_cli.domain.published.reading import read
from hmicfrs_cli.errors import HmiError
from hmicfrs_cli.storage import sealed
from hmicfrs_cli.storage.reports import read_report
from tests.conftest import ROOT, Hmi
from tests.reports.hostile import EITHER, READ, REFUSED, Made, files

FILES = list(files())


def attempted(path: Path) -> Document | str:
    """Return what is read in a file, or why it is refused."""
    try:
        return read_report(path)
    except HmiError as error:
        return error.message


@pytest.mark.parametrize(("name", "outcome", "make"), FILES, ids=[name for name, _, _ in FILES])
def test_it_is_refused_or_read_as_text(name: str, outcome: str, make: Made, tmp_path: Path) -> None:
    path = tmp_path / name
    make(path)
    document = attempted(path)
    if isinstance(document, str):
        assert outcome in {REFUSED, EITHER}
        assert name in document
        assert "\n" not in document
        return
    assert outcome in {READ, EITHER}
    findings = read(document).findings
    assert not any("believe" in one.text or "alert" in one.text for one in findings)
    assert "root:" not in "".join(block.text for block in document.blocks)


def test_there_are_about_a_hundred() -> None:
    assert len(FILES) > 100
    assert len({name for name, _, _ in FILES}) == len(FILES)


def test_a_hostile_file_writes_nothing_and_ends_with_3(hmi: Hmi, tmp_path: Path) -> None:
    assert hmi("init", ".", "--force", "essex").returncode == 0
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    make = {name: made for name, _, made in FILES}["billion-laughs.docx"]
    make(tmp_path / "bad.docx")
    done = hmi("import", "bad.docx", "--accept", "all")
    assert (done.returncode, done.stdout) == (3, "")
    assert (
        done.stderr
        == "hmi: “bad.docx”: its XML defines entities, which no Word file does\n  do not open it\n"
    )
    (tmp_path / "bad.docx").unlink()
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def _forever(_: str) -> str:
    while True:
        pass


def _all_memory(_: str) -> int:
    return len(bytes(4 << 30))


def _crash(_: str) -> str:
    import os

    os.abort()


def _write(path: str) -> str:
    with open(path, "wb") as file:  # noqa: PTH123 - what a library in the child would do
        file.write(b"x")
    return "written"


def _echo(path: str) -> dict[str, str]:
    return {"path": path}


def test_a_process_of_its_own_answers_in_plain_data() -> None:
    assert sealed.sealed(_echo, "é") == {"path": "é"}


@pytest.mark.parametrize("work", [_forever, _all_memory, _crash])
def test_what_takes_too_much_is_ended(work: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealed, "PATIENCE", 3)
    with pytest.raises(sealed.TooMuchError):
        sealed.sealed(work, "")  # type: ignore[arg-type]  # three functions of one shape


def test_nothing_can_be_written(tmp_path: Path) -> None:
    with pytest.raises((sealed.BrokenFileError, sealed.TooMuchError)):
        sealed.sealed(_write, str(tmp_path / "x"))
    assert not (tmp_path / "x").exists() or (tmp_path / "x").read_bytes() == b""


_LITTLE = """\
import resource, sys
from pathlib import Path
from hmicfrs_cli.storage.reports import read_report
if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (1_200_000_000, 1_200_000_000))
    print([block.text for block in read_report(Path(sys.argv[1])).blocks])
"""


def test_where_the_system_gives_less_memory_a_report_is_read_in_that(tmp_path: Path) -> None:
    (tmp_path / "little.py").write_text(_LITTLE)
    (tmp_path / "letter.txt").write_text("The force should record every call.")
    done = subprocess.run(
        [sys.executable, str(tmp_path / "little.py"), str(tmp_path / "letter.txt")],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.stdout, done.stderr) == ("['The force should record every call.']\n", "")
