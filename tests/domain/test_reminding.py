"""Whom to ask for what: by owner, overdue first, with what they may not see counted."""

from collections.abc import Mapping
from datetime import date

import pytest

from hmicfrs_cli.domain.audience import Audience
from hmicfrs_cli.domain.reminding import Reminders, reminders
from tests.domain.views import view

DAY = "2026-11-23"
UNTIL = date(2026, 12, 23)
Facts = Mapping[str, object]


def owned(owner: str | None, target: str, *more: Facts, **facts: object) -> Facts:
    first = {"on": "2025-02-03", "target": target} | ({"owner": owner} if owner else {})
    return {"log": [first, *more], **facts}


def reminded(findings: Mapping[str, Facts], *owners: str, restricted: bool = False) -> Reminders:
    return reminders(Audience(view(DAY, findings), restricted), UNTIL, owners)


def told(found: Reminders) -> dict[str, list[str]]:
    return {one.owner: [asked.state.id.split("/")[1] for asked in one.asked] for one in found.reminders}


FINDINGS = {
    "report/1": owned("Head of Crime", "2026-12-23"),
    "report/2": owned("Head of Crime", "2026-11-22"),
    "report/3": owned("HEAD OF CRIME", "2026-11"),  # its last possible day is 30 November
    "report/4": owned("Head of Crime", "2026-12-24"),
    "report/5": owned("Head of Custody", "2026-11-23"),
    "report/6": owned(None, "2026-11-01"),
    "report/7": owned(
        "Head of Crime", "2026-01-01", {"on": "2025-03-01", "status": "considered-complete", "evidence": "x"}
    ),
    "report/8": owned("Head of Crime", "2026-01-01", delivery="other-body"),
}


def test_meetings_and_duties_are_nobodys_findings() -> None:
    steps = {"next_steps": [{"what": "Answer", "whose": "Head of Crime", "due": "2026-12"}]}
    committee = {"jac": {"name": "Audit", "short": "AC", "meetings": [{"on": "2026-12-08", "author": "Al"}]}}
    found = reminders(Audience(view(DAY, None, steps, committee)), UNTIL)
    assert (found.reminders, found.unowned) == ((), ())


def test_each_owner_is_asked_for_what_is_overdue_and_then_for_what_is_due() -> None:
    found = reminded(FINDINGS)
    assert told(found) == {"Head of Crime": ["2", "3", "1"], "Head of Custody": ["5"]}
    assert [asked.overdue for asked in found.reminders[0].asked] == [True, False, False]
    assert (found.unowned, found.day, found.until) == (("report/6",), date(2026, 11, 23), UNTIL)


@pytest.mark.parametrize(
    ("owners", "expected"),
    [
        (["head of custody"], {"Head of Custody": ["5"]}),
        (["Head of Custody", "HEAD OF crime"], {"Head of Crime": ["2", "3", "1"], "Head of Custody": ["5"]}),
        (["Nobody"], {}),
    ],
)
def test_owners_are_named_whatever_the_case(owners: list[str], expected: dict[str, list[str]]) -> None:
    found = reminded(FINDINGS, *owners)
    assert told(found) == expected
    assert found.unowned == ()


def test_a_finding_with_several_dates_is_asked_about_once_and_actions_go_to_their_own_owners() -> None:
    more = (
        {"on": "2025-03-01", "action": "a1", "text": "Train", "target": "2026-12-01", "owner": "Sgt Marlowe"},
        {"on": "2025-03-01", "action": "a2", "text": "Audit", "target": "2026-12-02", "private": True},
        {"on": "2025-03-01", "action": "a3", "target": "2026-12-03"},
    )
    deadline = {"text": "By 1 November 2026", "basis": "date", "date": "2026-11-01"}
    found = reminded({"report/1": owned("Head of Crime", "2026-12-20", *more, deadline=deadline)})
    crime, marlowe = found.reminders
    assert [(due.item.sort.value, due.item.when.text, due.action) for due in crime.asked[0].dates] == [
        ("deadline", "2026-11-01", None),
        ("action", "2026-12-02", "withheld"),
        ("action", "2026-12-03", None),
        ("target", "2026-12-20", None),
    ]
    assert (crime.asked[0].overdue, crime.asked[0].inspection_title) == (True, "Report")
    assert [(due.item.when.text, due.action) for due in marlowe.asked[0].dates] == [("2026-12-01", "Train")]


def test_what_is_withheld_is_counted_for_its_owner() -> None:
    findings = {
        "report/1": owned("Head of Crime", "2026-11-01", private=True),
        "report/2": owned("Head of Crime", "2026-11-01"),
        "report/3": owned("Head of Custody", "2026-11-01", private=True),
        "report/4": owned(None, "2026-11-01", private=True),
    }
    public, full = reminded(findings), reminded(findings, restricted=True)
    assert told(public) == {"Head of Crime": ["2"], "Head of Custody": []}
    assert [one.withheld for one in public.reminders] == [1, 1]
    assert public.unowned == ()
    assert told(full) == {"Head of Crime": ["1", "2"], "Head of Custody": ["3"]}
    assert [one.withheld for one in full.reminders] == [0, 0]
    assert full.unowned == ("report/4",)
    assert (public.marked, full.marked) == ("OFFICIAL", "OFFICIAL-SENSITIVE · not for publication")
