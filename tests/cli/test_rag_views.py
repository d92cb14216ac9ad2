"""`hmi rag key` and `hmi rag review`."""

import json

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.cli.sandbox import AT
from tests.conftest import Call


@pytest.mark.parametrize("command", ["key", "review"])
def test_a_page(call: Call, command: str, txt_snapshot: SnapshotAssertion) -> None:
    code, out, err = call("rag", command, *AT)
    assert (code, err) == (0, "")
    assert out == txt_snapshot


@pytest.mark.parametrize("command", ["key", "review"])
def test_a_page_as_json(call: Call, command: str, json_snapshot: SnapshotAssertion) -> None:
    _, out, _ = call("rag", command, "--json", *AT)
    assert out == json_snapshot


def test_before_there_was_a_key_none_is_told(call: Call) -> None:
    _, out, _ = call("rag", "key", "--as-of", "2024-12-31", *AT)
    assert out == "The register does not say what the force's RAG rates.\n"


def test_a_rating_is_stale_from_the_day_after_its_last(call: Call) -> None:
    def stale(day: str) -> list[str]:
        _, out, _ = call("rag", "review", "--json", "--as-of", day, *AT)
        return [one["id"] for one in json.loads(out)["items"] if one["code"] == "stale"]

    # Rated 12 January 2026: 19 days of January, then 28, 31, 30 and 31 make 139; 11 July is day 180.
    assert [stale(day) for day in ("2026-07-11", "2026-07-12")] == [[], ["stop-search-2025/1"]]
