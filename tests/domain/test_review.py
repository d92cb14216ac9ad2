"""Ratings in doubt: each reason, and where there is none."""

from collections.abc import Mapping

import pytest

from hmicfrs_cli.domain.review import not_rated, review
from tests.domain.views import view

WHY = "Because."


def doubts(day: str, *log: Mapping[str, object], **facts: object) -> set[str]:
    return {doubt.code for doubt in review(view(day, {"report/1": {"log": list(log), **facts}}))}


def rated(on: str, colour: str, **more: object) -> dict[str, object]:
    return {"on": on, "rag": colour, **more}


@pytest.mark.parametrize(
    ("day", "log", "codes"),
    [
        # 1 March is day 0 and 28 August day 180: 30, 30, 31, 30, 31 days to 1 August are 153, and 27 more.
        ("2025-08-28", [rated("2025-03-01", "amber")], set()),
        ("2025-08-29", [rated("2025-03-01", "amber")], {"stale"}),
        ("2025-03-02", [rated("2025-03-01", "red")], {"unexplained"}),
        ("2025-03-02", [rated("2025-03-01", "red", why=WHY)], set()),
        ("2025-03-02", [rated("2025-02-01", "amber"), rated("2025-03-01", "green")], {"unexplained"}),
        ("2025-03-02", [rated("2025-02-01", "amber"), rated("2025-03-01", "amber")], set()),
        ("2025-04-02", [rated("2025-03-01", "amber", target="2025-04-01")], {"dates"}),
        ("2025-04-01", [rated("2025-03-01", "amber", target="2025-04-01")], set()),
        ("2025-04-02", [rated("2025-03-01", "red", target="2025-04-01", why=WHY)], set()),
        (
            "2025-04-03",
            [{"on": "2025-03-01", "target": "2025-04-01"}, rated("2025-04-02", "green")],
            {"dates"},
        ),
        ("2025-04-03", [{"on": "2025-03-01", "target": "2025-04-01"}, rated("2025-04-02", "amber")], set()),
        ("2025-03-02", [rated("2025-03-01", "green", status="awaiting-allocation")], {"evidence"}),
        (
            "2025-03-02",
            [rated("2025-03-01", "amber", status="considered-complete", evidence=["minutes"])],
            {"evidence"},
        ),
        # Under a RAG of delivery the risk stands beside it and is never compared.
        ("2025-03-02", [rated("2025-03-01", "green", risk={"likelihood": 3, "impact": 3})], set()),
        ("2026-03-02", [rated("2026-03-01", "green", risk={"likelihood": 3, "impact": 3})], {"risk"}),
        ("2026-03-02", [rated("2026-03-01", "green", risk={"likelihood": 3, "impact": 3}, why=WHY)], set()),
        ("2026-03-02", [rated("2026-03-01", "red", risk={"likelihood": 3, "impact": 3}, why=WHY)], set()),
    ],
)
def test_each_reason(day: str, log: list[dict[str, object]], codes: set[str]) -> None:
    assert doubts(day, *log) == codes


def test_only_open_findings_of_ours_are_reviewed() -> None:
    closed = {"on": "2025-03-01", "inspectorate": "closed", "authority": {"kind": "letter", "ref": "1"}}
    assert doubts("2025-03-02", rated("2025-02-01", "red"), closed) == set()
    assert doubts("2025-03-02", rated("2025-02-01", "red"), delivery="other-body") == set()


def test_what_is_not_rated_is_counted_without_practices() -> None:
    findings: dict[str, dict[str, object]] = {
        "report/1": {},
        "report/2": {"kind": "practice"},
        "report/3": {"log": [rated("2025-03-01", "green")]},
    }
    assert not_rated(view("2025-03-02", findings)) == ["report/1"]
