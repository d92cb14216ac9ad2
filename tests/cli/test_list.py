"""`hmi list`: filters, JSON and the table."""

import json

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.cli.sandbox import AT
from tests.conftest import Call

KEYS = [
    *("id", "kind", "inspection", "number", "text", "rag", "status", "inspectorate", "owner", "portfolio"),
    *(
        "delivery",
        "deadline",
        "target",
        "original_target",
        "target_moves",
        "overdue",
        "made",
        "closed",
        "private",
    ),
]


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        ([], ["1", "2", "10", "coc-1"]),
        (["findings"], ["1", "2", "10", "coc-1"]),
        (["--rag", "amber"], ["1"]),
        (["--rag", "AMBER", "--rag", "red"], ["1", "coc-1"]),
        (["--rag", "none"], ["2"]),
        (["--rag", "not-rated"], ["2"]),
        (["--status", "in progress"], ["1", "10", "coc-1"]),
        (["--status", "none"], ["2"]),
        (["--kind", "cause-of-concern"], ["coc-1"]),
        (["--inspection", "STOP-2025"], ["1", "2", "10", "coc-1"]),
        (["--owner", "HEAD OF PATROL"], ["10", "coc-1"]),
        (["--owner", "Nobody"], []),
        (["--portfolio", "crime and vulnerability"], ["1", "10", "coc-1"]),
        (["--portfolio", "CRIME", "--open"], ["1", "coc-1"]),
        (["--overdue"], ["1"]),
        (["--overdue", "--as-of", "2026-06-02"], []),  # the last day itself
        (["--overdue", "--as-of", "2026-06-03"], ["1"]),
        (["--open"], ["1", "2", "coc-1"]),
        (["--closed"], ["10"]),
        (["--closed", "--as-of", "2025-11-02"], []),
        (["--due-before", "2026-06-02"], []),
        (["--due-before", "2026-07"], ["1"]),
        (
            ["--older-than", "17m"],
            ["1", "2", "10", "coc-1"],
        ),  # 2 June 2025 to 23 November 2026: 17 months, 21 days
        (["--older-than", "18m"], []),
        (["--as-of", "2025-06-01"], []),  # the day before publication
    ],
)
def test_filters_combine(call: Call, filters: list[str], ids: list[str]) -> None:
    code, out, err = call("list", "--json", *filters, *AT)
    assert (code, err) == (0, "")
    assert [item["id"].split("/")[1] for item in json.loads(out)["items"]] == ids


def test_findings_of_an_unpublished_report_are_listed_only_when_asked_for(call: Call) -> None:
    _, out, _ = call("list", "--unpublished", "--json", *AT)
    first = json.loads(out)["items"][0]
    assert (first["id"], first["made"]) == ("letter-2026/1", None)


def test_json_has_every_key_and_null_for_what_is_absent(call: Call) -> None:
    _, out, _ = call("list", "--json", *AT)
    answer = json.loads(out)
    assert {name: answer[name] for name in ("schema", "as_of")} == {
        "schema": "hmi.list/1",
        "as_of": "2026-11-23",
    }
    first, second = answer["items"][:2]
    assert list(first) == list(second) == KEYS
    assert first["deadline"] == {
        "text": "Within twelve months",
        "date": "2026-06-02",  # twelve months after 2 June 2025
        "basis": "publication",
    }
    assert [first[name] for name in ("target", "original_target", "target_moves")] == [
        "2026-12-31",
        "2026-04-30",
        1,
    ]
    assert [second[name] for name in ("rag", "status", "owner", "target", "closed")] == [None] * 5
    assert [second["deadline"], second["made"]] == [
        {"text": "none", "date": None, "basis": "none"},
        "2025-06-02",
    ]


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["--rag", "amberr"], 2, "did you mean “amber”?"),
        (["--status", "closed"], 2, "--status: “closed” is not in its list"),
        (["--kind", "recomendation"], 2, "did you mean “recommendation”?"),
        (["--inspection", "stop-search-2026"], 3, "did you mean “stop-search-2025”?"),
        (["--due-before", "soon"], 2, "--due-before: “soon” is not an ISO 8601 date"),
        (["--older-than", "2"], 2, "write 90d, 6w, 3m or 2y"),
        (["--as-of", "2026-02-30"], 2, "“2026-02-30” is no day in the calendar"),
        (["inspections", "--overdue"], 2, "these filters are for findings"),
        (["inspections", "--kind", "recommendation"], 2, "--kind: “recommendation” is not in its list"),
        (["causes"], 2, "causes"),
    ],
)
def test_a_wrong_command_line_says_what_is_right(call: Call, args: list[str], code: int, said: str) -> None:
    found, out, err = call("list", *args, *AT)
    assert (found, out) == (code, "")
    assert said in err


def test_inspections_as_json(call: Call, json_snapshot: SnapshotAssertion) -> None:
    _, out, _ = call("list", "inspections", "--json", *AT)
    assert out == json_snapshot


@pytest.mark.parametrize("width", [60, 80, 140])
def test_the_table_fits_its_width_and_keeps_ids_whole(
    call: Call, width: int, monkeypatch: pytest.MonkeyPatch, txt_snapshot: SnapshotAssertion
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    _, out, _ = call("list", *AT)
    assert max(map(len, out.splitlines())) <= width
    assert all(f"stop-search-2025/{last}" in out.split() for last in ("1", "2", "10", "coc-1"))
    assert out == txt_snapshot


def test_the_table_of_inspections(call: Call, txt_snapshot: SnapshotAssertion) -> None:
    _, out, _ = call("list", "inspections", *AT)
    assert out == txt_snapshot


def test_an_empty_list_is_no_fault(call: Call) -> None:
    assert call("list", "--owner", "Nobody", *AT) == (0, "No findings fit.\n", "")
