"""Hostile trackers are refused in words or read as text: within bounds, and nothing of them is run."""

import subprocess
import sys
from pathlib import Path

import pytest

from hmicfrs_cli.errors import HmiError
from hmicfrs_cli.storage.tables import read_tracker
from tests.conftest import ROOT
from tests.hostile.tracker_files import READ, REFUSED

HEAVY = frozenset(
    {
        "a-gigabyte-of-rows.xlsx",
        "a-hundred-million-strings.xlsx",
        "ten-million-styles.xlsx",
        "a-million-empty-rows.xlsx",
        "a-million-texts-of-one.xlsx",
        "a-bomb-among-the-pictures.xlsx",
        "a-large-picture.xlsx",
        "a-bomb-in-a-sheet-of-another-ending.xlsx",
        "cells-in-a-row-without-end.xlsx",
        "five-million-strings.xlsx",
        "a-million-styles.xlsx",
        "just-within-all-bounds.xlsx",
        "a-gigabyte-of-nothing.csv",
        "a-gigabyte-of-nothing.tsv",
    }
)
"""Files that would take much memory if they were read as they ask to be: a process with little reads them."""
LIMITED = (
    "import resource, sys\n"
    "from pathlib import Path\n"
    "from hmicfrs_cli.errors import HmiError\n"
    "from hmicfrs_cli.storage.tables import read_tracker\n"
    "resource.setrlimit(resource.RLIMIT_AS, (700_000_000, 700_000_000))\n"
    "try:\n"
    "    tracker = read_tracker(Path(sys.argv[1]))\n"
    "    print([cell.text for sheet in tracker.sheets for row in sheet.rows for cell in row.cells])\n"
    "except HmiError as error:\n"
    "    print(error.message)\n"
)


@pytest.mark.parametrize("name", sorted({*REFUSED} - HEAVY))
def test_what_is_no_tracker_is_refused_in_words(name: str, tmp_path: Path) -> None:
    words, make = REFUSED[name]
    make(path := tmp_path / name)
    with pytest.raises(HmiError, match=words) as caught:
        read_tracker(path)
    assert caught.value.mend
    assert not caught.value.message.startswith("“” ")


@pytest.mark.parametrize("name", sorted({*READ} - HEAVY))
def test_what_can_be_read_is_read_as_text(name: str, tmp_path: Path) -> None:
    text, make = READ[name]
    make(path := tmp_path / name)
    cells = [cell.text for sheet in read_tracker(path).sheets for row in sheet.rows for cell in row.cells]
    assert text in cells or (not text and not any(cells))


@pytest.mark.parametrize("name", sorted(HEAVY))
def test_little_memory_is_enough_to_say_so(name: str, tmp_path: Path) -> None:
    words, make = REFUSED.get(name) or READ[name]
    make(path := tmp_path / name)
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(path)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=240,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert words in done.stdout


def test_what_was_passed_over_is_told(tmp_path: Path) -> None:
    for name, told in (
        ("macros.xlsm", "its macros were left alone"),
        ("external-links.xlsx", "its links to other workbooks were not followed"),
        ("connections.xlsx", "its connections to data sources were not opened"),
    ):
        READ[name][1](path := tmp_path / name)
        assert read_tracker(path).notes == (told,)
