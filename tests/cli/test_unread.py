"""A broken file is named once, and nothing else is called missing because of it."""

import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT, Hmi

BROKEN = "inspections/fraud-2026.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A register of one inspection and three findings of it, whose inspection cannot be read."""
    place = tmp_path / "register"
    shutil.copytree(ROOT / "tests" / "examples" / "good" / "base", place)
    (place / BROKEN).write_text('title: "Fraud\n', encoding="utf-8")
    return place


def test_check_names_the_broken_file_alone(hmi: Hmi, root: Path) -> None:
    done = hmi("check", "--json", cwd=root)
    assert done.returncode == 1
    assert [problem["code"] for problem in json.loads(done.stdout)["problems"]] == ["yaml-syntax"]


def test_the_first_screen_counts_one_error(hmi: Hmi, root: Path) -> None:
    done = hmi("--json", cwd=root)
    assert done.returncode == 1
    assert json.loads(done.stdout)["errors"] == 1


def test_a_record_that_cannot_be_read_is_not_said_to_be_missing(hmi: Hmi, root: Path) -> None:
    for asked in ("fraud-2026", "FRAUD-2026"):
        done = hmi("show", asked, cwd=root)
        assert (done.returncode, done.stdout) == (3, "")
        assert done.stderr.startswith(f"hmi: {BROKEN}:1:")
        assert "there is no record" not in done.stderr
