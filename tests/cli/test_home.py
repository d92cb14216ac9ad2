"""`hmi` alone."""

import json
import shutil
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from hmicfrs_cli import __version__
from tests.cli.sandbox import AT, REGISTER
from tests.conftest import Call, Hmi


def test_where_things_stand(call: Call, txt_snapshot: SnapshotAssertion) -> None:
    code, out, err = call(*AT)
    assert (code, err) == (0, "")
    assert out == txt_snapshot


def test_counts_leave_out_what_is_not_ours_unpublished_or_closed(call: Call) -> None:
    _, out, _ = call("--json", *AT)
    answer = json.loads(out)
    assert answer["counts"] == {
        "open": {"recommendation": 1, "cause-of-concern": 1},
        "rag": {"red": 1, "amber": 1},
        "overdue": 1,
        "considered_complete": 0,
        "withheld": 1,
        "not_ours": 1,
        "unpublished": 1,
    }
    assert (answer["next_meeting"], answer["errors"]) == ({"committee": "jac", "on": "2026-12-08"}, 0)


def test_before_coverage_begins_the_counts_are_said_to_be_no_totals(call: Call) -> None:
    _, out, _ = call("--as-of", "2024-12-31", *AT)
    assert "not known to be complete before 1 January 2025" in out


def test_the_register_can_be_named_before_the_command(hmi: Hmi) -> None:
    done = hmi(*AT, "list", "--closed", env={"HMI_REGISTER": "/nowhere"})
    assert "stop-search-2025/10" in done.stdout
    assert hmi(*AT, "--json", "list").returncode == 2


def test_a_first_screen_lists_forty_dates_and_says_how_many_there_are(call: Call, tmp_path: Path) -> None:
    root = Path(shutil.copytree(REGISTER, tmp_path / "register"))
    deadline = "{text: By May 2025, basis: date, date: 2025-05}"
    for number in range(100, 150):
        finding = (
            f"kind: recommendation\ntext: Train.\naddressed_to: [chief constables]\ndeadline: {deadline}\n"
        )
        (root / "findings" / "stop-search-2025" / f"{number}.yaml").write_text(finding, encoding="utf-8")
    due = json.loads(call("--json", "--register", str(root))[1])["due"]
    late = sum(item["overdue"] for item in due)
    assert len(due) >= late >= 50
    _, out, _ = call("--register", str(root))
    assert "40 dates, 40 of them over\n" in out
    assert f"{len(due)} dates in all, {late} of them over: run hmi due --within 30d\n" in out


def test_a_broken_file_is_named_and_the_rest_is_answered(call: Call, tmp_path: Path) -> None:
    root = Path(shutil.copytree(REGISTER, tmp_path / "register"))
    (root / "findings" / "stop-search-2025" / "2.yaml").write_text("kind: [", encoding="utf-8")
    code, out, err = call("--register", str(root))
    assert code == 1
    assert "1 error" in out
    assert "not read: findings/stop-search-2025/2.yaml" in err


def test_no_register_is_told_with_what_to_do(hmi: Hmi) -> None:
    done = hmi()
    assert (done.returncode, done.stdout) == (3, "")
    assert "hmi init" in done.stderr


@pytest.mark.parametrize("args", [["--version"], ["--json", "--version"], ["--version", "list"]])
def test_the_version_is_told_wherever_it_is_asked_for(hmi: Hmi, args: list[str]) -> None:
    done = hmi(*args)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"hmi {__version__}\n", "")
