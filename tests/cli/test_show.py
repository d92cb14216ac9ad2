"""`hmi show`: everything about one record."""

import json

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.cli.sandbox import AT
from tests.conftest import Call

RECORDS = [
    "stop-search-2025/1",
    "stop-search-2025/10",
    "stop-search-2025/coc-1",
    "letter-2026",
    "stop-search-2025",
    "peel-2025",
    "jac",
]


def named(record: str) -> str:
    """Return a name that a snapshot's file can have."""
    return record.replace("/", "-")


@pytest.mark.parametrize("record", RECORDS, ids=named)
def test_a_page(call: Call, record: str, txt_snapshot: SnapshotAssertion) -> None:
    code, out, err = call("show", record, *AT)
    assert (code, err) == (0, "")
    assert max(map(len, out.splitlines())) <= 80
    assert out == txt_snapshot


@pytest.mark.parametrize("record", ["stop-search-2025/1", "letter-2026", "jac"], ids=named)
def test_a_page_as_json(call: Call, record: str, json_snapshot: SnapshotAssertion) -> None:
    _, out, _ = call("show", record, "--json", *AT)
    assert out == json_snapshot


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("stop-2025", "stop-search-2025"),
        ("stop-2025/1", "stop-search-2025/1"),
        ("STOP-SEARCH-2025/COC-1", "stop-search-2025/coc-1"),
        ("JAC", "jac"),
    ],
)
def test_former_ids_and_other_capitals_are_understood(call: Call, asked: str, found: str) -> None:
    _, out, _ = call("show", asked, "--json", *AT)
    assert json.loads(out)["id"] == found


def test_six_things_are_named_apart(call: Call) -> None:
    _, out, _ = call("show", "stop-search-2025/2", *AT)
    axes = ["Inspectorate  Open", "Force status  Not stated", "RAG           Not rated"]
    axes += ["Risk          Not stated", "Acceptance    Not stated", "Overdue       No"]
    assert [line.strip() for line in out.splitlines() if line.strip() in axes] == axes


def test_the_state_is_that_of_the_day_asked_about(call: Call) -> None:
    _, out, _ = call("show", "stop-search-2025/1", "--as-of", "2026-01-11", "--json", *AT)
    answer = json.loads(out)
    assert (answer["rag"], answer["target"], answer["owner"]) == (None, "2026-04-30", "Head of Patrol")
    assert [entry["on"] for entry in answer["log"]] == ["2025-06-09"]


def test_markup_in_a_record_is_text(call: Call) -> None:
    _, out, _ = call("show", "stop-search-2025/coc-1", *AT)
    assert "Renée’s review is [bold]not[/bold] done" in out


def test_an_unknown_id_names_the_nearest(call: Call) -> None:
    code, out, err = call("show", "stop-search-2025/coc", *AT)
    assert (code, out) == (3, "")
    assert "did you mean “stop-search-2025/coc-1”?" in err
