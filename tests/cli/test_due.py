"""`hmi due`: one list by date."""

import json

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.cli.sandbox import AT
from tests.conftest import Call

ALL = [
    ("deadline", "2026-06-02", -174),  # June 28, July 31, August 31, September 30, October 31, November 23
    ("cut-off", "2026-11-27", 4),
    ("action", "2026-11-30", 7),
    ("meeting", "2026-12-08", 15),
    ("target", "2026-12-31", 38),
    ("next-step", "2027-02", 97),  # 7 days of November, 31 + 31, and 28 of February
]


@pytest.mark.parametrize(
    ("within", "count"),
    [
        ([], 6),
        (["--within", "38d"], 5),
        (["--within", "37d"], 4),
        (["--within", "1w"], 3),
        (["--within", "1m"], 4),
    ],
)
def test_overdue_first_then_by_date(call: Call, within: list[str], count: int) -> None:
    code, out, _ = call("due", "--json", *within, *AT)
    assert code == 0
    assert [(one["sort"], one["date"], one["days"]) for one in json.loads(out)["items"]] == ALL[:count]


def test_a_clock_is_listed_until_it_is_done(call: Call) -> None:
    def clocks(day: str) -> list[tuple[str, int]]:
        _, out, _ = call("due", "--json", "--as-of", day, *AT)
        return [(one["date"], one["days"]) for one in json.loads(out)["items"] if one["sort"] == "clock"]

    # Published 2 June 2025: the 56th day is 27 July.
    assert [clocks(day) for day in ("2025-06-01", "2025-07-20", "2025-07-21")] == [
        [],
        [("2025-07-27", 7)],
        [],
    ]


def test_a_duty_without_a_last_day_says_why(call: Call) -> None:
    _, out, _ = call("due", "--json", *AT)
    (duty,) = json.loads(out)["undated"]
    assert (duty["words"], duty["why_not"]) == (
        "by early 2027",
        "the day of receipt of the report is not recorded",
    )


def test_the_list(call: Call, txt_snapshot: SnapshotAssertion) -> None:
    _, out, _ = call("due", *AT)
    assert out == txt_snapshot


@pytest.mark.parametrize("period", ["soon", "9", "1000d", "-3d", "٣d"])
def test_what_is_no_period_is_refused(call: Call, period: str) -> None:
    code, _, err = call("due", f"--within={period}", *AT)
    assert code == 2
    assert "write 90d, 6w, 3m or 2y" in err
