"""What is due: which dates stand in the list, and which have left it."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from hmicfrs_cli.domain.agenda import agenda, matters_until, next_meeting, people, undated
from hmicfrs_cli.domain.events import inspection_state
from hmicfrs_cli.domain.fold import AT_LAST
from tests.domain.views import PUBLISHED, view

TARGET = {"on": "2025-02-03", "target": "2025-06-30"}


def due(day: str, *log: Mapping[str, object], **facts: object) -> list[tuple[str, str, int]]:
    items = agenda(view(day, {"report/1": {"log": [TARGET, *log], **facts}}))
    return [(item.sort.value, item.when.text, item.days) for item in items]


def test_target_and_deadline_stand_apart() -> None:
    deadline = {"text": "Within two months", "basis": "publication", "within": "P2M"}
    # Published 6 January: 6 March. From 1 March: 5 days, and 30 + 30 + 31 + 30 = 121 to 30 June.
    assert due("2025-03-01", deadline=deadline) == [
        ("deadline", "2025-03-06", 5),
        ("target", "2025-06-30", 121),
    ]


def test_whoever_answers_for_anything_is_known_done_or_not() -> None:
    log = [
        {"on": "2025-02-03", "owner": "Head of Crime"},
        {"on": "2025-02-03", "action": "a1", "text": "Train.", "owner": "Sgt Marlowe"},
        {"on": "2025-02-28", "inspectorate": "closed", "authority": {"kind": "letter", "ref": "1"}},
    ]
    report = {"next_steps": [{"what": "Visit again", "whose": "HMICFRS", "due": "2025-06"}]}
    found = view("2025-03-01", {"report/1": {"log": log}, "report/2": {}}, report)
    assert people(found) == {"Head of Crime", "Sgt Marlowe", "HMICFRS"}


@pytest.mark.parametrize(
    "said",
    [
        {"status": "considered-complete", "evidence": ["minutes"]},
        {"inspectorate": "closed", "authority": {"kind": "letter", "ref": "1"}},
    ],
)
def test_what_is_done_or_closed_has_left_the_list(said: dict[str, object]) -> None:
    assert due("2025-03-01", {"on": "2025-02-28", **said}) == []
    assert due("2025-02-27", {"on": "2025-02-28", **said}) == [("target", "2025-06-30", 123)]


def test_what_is_not_ours_is_not_due() -> None:
    assert due("2025-03-01", delivery="other-body") == []


def test_an_action_has_its_own_target_until_it_is_done() -> None:
    begun = {"on": "2025-02-03", "action": "a1", "text": "Train", "target": "2025-03-11"}
    done = {"on": "2025-03-10", "action": "a1", "status": "considered-complete", "evidence": ["list"]}
    assert ("action", "2025-03-11", 2) in due("2025-03-09", begun, done)
    assert [row[0] for row in due("2025-03-10", begun, done)] == ["target"]


def test_a_next_step_leaves_when_its_day_has_passed() -> None:
    steps = {"next_steps": [{"what": "Write", "whose": "Essex Police", "due": "2025-03"}, {"what": "Wait"}]}

    def listed(day: str) -> list[str]:
        return [item.when.text for item in agenda(view(day, inspection=steps))]

    assert [listed(day) for day in ("2025-03-31", "2025-04-01")] == [["2025-03"], []]


@pytest.mark.parametrize(
    ("facts", "listed"),
    [
        ({}, ["next-step"]),
        ({"log": [{"on": "2025-01-06", "event": "cancelled"}]}, []),
        ({"kind": "super-complaint"}, ["clock"]),
    ],
    ids=["to come", "cancelled", "a duty"],
)
def test_a_next_step_is_listed_once_and_not_of_what_is_cancelled(
    facts: dict[str, object], listed: list[str]
) -> None:
    steps = {"next_steps": [{"what": "Write", "due": "2025-03"}]}
    assert [item.sort.value for item in agenda(view("2025-02-01", inspection=steps | facts))] == listed


def test_a_clock_is_overdue_from_the_day_after_its_last() -> None:
    facts = {"section_55": {"applies": "yes"}, "log": [PUBLISHED]}

    def overdue(day: str) -> list[bool]:
        return [item.overdue for item in agenda(view(day, inspection=facts))]

    # 6 January is day 1: day 26 is 31 January, day 54 is 28 February, day 56 is 2 March.
    assert [overdue(day) for day in ("2025-03-02", "2025-03-03")] == [[False], [True]]


def test_meetings_and_cut_offs_to_come() -> None:
    meetings = [{"on": "2025-03-10", "cut_off": "2025-02-28"}, {"on": "2025-06-09"}]
    jac = {"jac": {"name": "Joint Audit Committee", "short": "JAC", "meetings": meetings}}

    def listed(day: str) -> list[str]:
        return [f"{item.sort} {item.when}" for item in agenda(view(day, committees=jac))]

    assert listed("2025-02-28") == ["cut-off 2025-02-28", "meeting 2025-03-10", "meeting 2025-06-09"]
    assert listed("2025-03-11") == ["meeting 2025-06-09"]
    coming = next_meeting(view("2025-03-10", committees=jac))
    assert coming is not None
    assert coming[2].on.text == "2025-03-10"
    assert next_meeting(view("2025-06-10", committees=jac)) is None


STEPS: dict[str, object] = {
    "next_steps": [{"what": "Write", "due": "2025-03"}, {"what": "Meet", "due": "2025-02-01"}]
}
APPLIES: dict[str, object] = {"section_55": {"applies": "yes"}}
COMMENTS = {"on": "2025-02-14", "event": "comments-published"}
MATTERS: list[tuple[dict[str, object], str | None]] = [
    ({}, None),
    (STEPS, "2025-03-31"),
    ({"next_steps": [{"what": "Wait"}]}, None),
    ({**STEPS, "log": [PUBLISHED, {"on": "2025-01-07", "event": "cancelled"}]}, "2025-03-31"),
    (APPLIES, "9999-12-31"),
    ({**APPLIES, "log": [PUBLISHED, COMMENTS]}, None),
    ({**APPLIES, **STEPS, "log": [PUBLISHED, COMMENTS]}, "2025-03-31"),
    ({"section_55": {"applies": "no", "why": "It is no report."}}, None),
    ({"kind": "joint-targeted-area-inspection"}, "9999-12-31"),  # nobody knows when the report was received
    ({"kind": "super-complaint", **STEPS}, "9999-12-31"),
    ({"kind": "national-child-protection"}, "9999-12-31"),
]


@pytest.mark.parametrize(("facts", "until"), MATTERS)
def test_until_when_an_inspection_matters(facts: dict[str, object], until: str | None) -> None:
    shown = view("2025-03-01", inspection=facts)
    found = matters_until(inspection_state("report", shown.register.inspections["report"], AT_LAST))
    assert found == (date.fromisoformat(until) if until else None)
    # Of a day after it nothing stands in the list, once all that is recorded is known.
    day = date(2025, 2, 28)
    while day < date(2025, 5, 1):
        day += timedelta(days=1)
        then = view(day.isoformat(), inspection=facts)
        if found is None or found < day:
            assert (agenda(then), undated(then)) == ([], [])
