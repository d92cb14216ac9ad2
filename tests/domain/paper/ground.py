"""A small register to build papers on: one committee, two meetings, one published report."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from hmicfrs_cli.domain.paper.build import build, choose_meeting, scope_of
from hmicfrs_cli.domain.paper.model import Paper
from hmicfrs_cli.domain.paper.scope import Scope
from hmicfrs_cli.domain.records import Finding, Inspection
from hmicfrs_cli.domain.register import Register
from hmicfrs_cli.domain.settings import Committee, Settings

Facts = Mapping[str, Any]

TODAY = date(2024, 12, 31)
BEFORE, SINCE, IN, UNTIL, AFTER = "2024-02-02", "2024-03-31", "2024-05-02", "2024-06-30", "2024-07-02"
"""Days before the period, its edges, one in it, and one after it."""

MEETINGS = [
    {"on": "2024-04-11", "cut_off": SINCE, "since": "2023-12-31"},
    {"on": "2024-07-11", "cut_off": UNTIL},
]
REPORT = {
    "title": "A report",
    "kind": "national-thematic",
    "section_55": {"applies": "no"},
    "log": [{"on": "2024-01-15", "event": "published"}],
}


def settings(**more: object) -> Settings:
    data = {
        "format": 1,
        "force": "kent",
        "names": {"force": "Kent Police", "short": "Kent"},
        "coverage": {"complete_from": "2023-01-01"},
        "rag": [{"from": "2023-01-01", "basis": "delivery", "key": {"red": "late"}}],
    }
    return Settings.model_validate({**data, **more})


def register(
    findings: Mapping[str, Facts] | None = None,
    inspections: Mapping[str, Facts] | None = None,
    meetings: list[dict[str, Any]] | None = None,
    **more: object,
) -> Register:
    """Return a register; a finding's id without an inspection stands under the one published report."""
    records = {
        id_ if "/" in id_ else f"a/{id_}": Finding.model_validate(
            {"kind": "recommendation", "text": "Do it.", **facts}
        )
        for id_, facts in (findings or {}).items()
    }
    about = {"a": REPORT, **(inspections or {})}
    committee = Committee.model_validate(
        {"name": "Joint Audit Committee", "short": "JAC", "meetings": meetings or MEETINGS}
    )
    return Register(
        settings(**more),
        {id_: Inspection.model_validate(facts) for id_, facts in about.items()},
        records,
        {"jac": committee},
    )


def scope(
    found: Register,
    meeting: str | None = None,
    today: date = TODAY,
    **options: Any,  # noqa: ANN401 - those of scope_of
) -> Scope:
    committee = found.committees["jac"]
    chosen = choose_meeting(committee, today, meeting)
    assert chosen is not None
    return scope_of(found, committee, chosen, today, **options)


def paper(
    found: Register,
    meeting: str | None = None,
    today: date = TODAY,
    **options: Any,  # noqa: ANN401 - those of scope_of
) -> Paper:
    return build(scope(found, meeting, today, **options))


def logged(*entries: Facts, **facts: object) -> dict[str, Any]:
    """Return a finding's facts with its log."""
    return {**facts, "log": list(entries)}


def said(status: str, on: str, **more: object) -> dict[str, object]:
    """Return a decision of the inspectorate."""
    ref = {"authority": {"kind": "letter", "ref": "HMI's letter"}}
    why = {"why": "it came back"}
    return {"on": on, "inspectorate": status, **(why if status == "open" else ref), **more}
