"""What stands in a calendar, and that each entry keeps its name while everything else about it changes."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from hmicfrs_cli.domain.audience import Audience
from hmicfrs_cli.domain.calendar import Calendar, calendar
from hmicfrs_cli.domain.register import View
from tests.domain.views import PUBLISHED, view

DAY = "2026-11-23"
Facts = Mapping[str, object]
DEADLINE = {"text": "By 1 March 2027", "basis": "date", "date": "2027-03-01"}


def noted(found: View, *owners: str, restricted: bool = False) -> Calendar:
    return calendar(Audience(found, restricted), owners)


def told(found: Calendar) -> list[tuple[str, str, bool]]:
    return [(one.name, one.item.when.text, one.cancelled) for one in found.noted]


def logged(*entries: Facts, **facts: object) -> dict[str, Facts]:
    return {"report/1": {"log": list(entries), **facts}}


OWNED: Facts = {"on": "2025-02-03", "owner": "Head of Crime", "target": "2027-01"}
COMMITTEE: dict[str, Mapping[str, object]] = {
    "jac": {
        "name": "Joint Audit Committee",
        "short": "JAC",
        "meetings": [
            {"on": "2026-03-10"},
            {"on": "2026-12-08", "cut_off": "2026-11-27", "author": "Liaison Officer"},
        ],
    }
}
REPORT: Facts = {
    "section_55": {"applies": "yes"},
    "next_steps": [{"what": "Answer", "whose": "The force", "due": "2027-02"}],
    "log": [{"on": "2026-10-05", "event": "published"}],
}


def test_everything_that_is_due_is_in_it_by_date() -> None:
    action = {
        "on": "2025-03-01",
        "action": "a1",
        "text": "Train",
        "target": "2026-12-01",
        "owner": "Sgt Marlowe",
    }
    found = noted(view(DAY, logged(OWNED, action, deadline=DEADLINE), REPORT, COMMITTEE))
    assert [(one.item.sort.value, one.item.when.text, one.item.whose) for one in found.noted] == [
        ("cut-off", "2026-11-27", "Liaison Officer"),
        ("clock", "2026-11-29", "the local policing body"),  # 5 October and 55 days
        ("action", "2026-12-01", "Sgt Marlowe"),
        ("meeting", "2026-12-08", "Liaison Officer"),
        ("target", "2027-01", "Head of Crime"),
        ("next-step", "2027-02", "The force"),
        ("deadline", "2027-03-01", "Head of Crime"),
    ]
    assert [one.title for one in found.noted] == ["JAC", "Report", "Report", "JAC", *["Report"] * 3]
    assert [one.action for one in found.noted] == [None, None, "Train", *[None] * 4]
    assert len({one.name for one in found.noted}) == 7
    assert (found.force, found.title, found.withheld) == ("essex", "Inspections: Essex Police", 0)


@pytest.mark.parametrize(("owner", "count"), [("head of crime", 1), ("LIAISON OFFICER", 2), ("Nobody", 0)])
def test_an_owners_calendar_holds_theirs_alone(owner: str, count: int) -> None:
    assert len(noted(view(DAY, logged(OWNED), None, COMMITTEE), owner).noted) == count


def test_a_date_that_moves_keeps_its_name_and_is_a_later_revision() -> None:
    moved = {"on": "2026-11-23", "target": "2027-04-01", "why": "No trainer"}
    (before,) = noted(view(DAY, logged(OWNED))).noted
    (after,) = noted(view(DAY, logged(OWNED, moved))).noted
    assert (before.name, before.item.when.text) == ("target.report/1", "2027-01")
    assert (after.name, after.item.when.text) == ("target.report/1", "2027-04-01")
    assert after.revision == before.revision + 1
    (next_day,) = noted(view("2026-11-24", logged(OWNED, moved))).noted
    assert next_day.revision == after.revision + 1


def test_a_meeting_that_moves_keeps_its_name() -> None:
    moved = {"jac": {**COMMITTEE["jac"], "meetings": [{"on": "2026-03-10"}, {"on": "2027-01-12"}]}}
    before, after = noted(view(DAY, None, None, COMMITTEE)), noted(view(DAY, None, None, moved))
    assert told(before) == [("cut-off.jac.2", "2026-11-27", False), ("meeting.jac.2", "2026-12-08", False)]
    assert told(after) == [("meeting.jac.2", "2027-01-12", False)]


@pytest.mark.parametrize(
    ("formerly", "of_inspection", "name"),
    [
        ([], [], "target.report/1"),
        (["report/rec-1"], [], "target.report/rec-1"),
        ([], ["old"], "target.old/1"),
        (["old/rec-1"], ["old"], "target.old/rec-1"),
    ],
)
def test_a_renamed_record_keeps_its_name(formerly: list[str], of_inspection: list[str], name: str) -> None:
    found = view(DAY, logged(OWNED, formerly=formerly), {"formerly": of_inspection})
    assert [one.name for one in noted(found).noted] == [name]


CLOSED: Facts = {"on": "2026-05-01", "inspectorate": "closed", "authority": {"kind": "letter", "ref": "1"}}
COMPLETE: Facts = {"on": "2026-05-01", "status": "considered-complete", "evidence": ["x"]}


@pytest.mark.parametrize("entry", [CLOSED, COMPLETE], ids=["closed", "complete"])
def test_what_is_done_before_its_day_is_cancelled_and_what_is_past_is_left_out(entry: Facts) -> None:
    action = {"on": "2025-03-01", "action": "a1", "text": "Train", "target": "2026-12-01"}
    facts = logged(
        {**OWNED, "target": "2026-11-22"}, action, entry, deadline={**DEADLINE, "date": "2026-11-23"}
    )
    found = noted(view(DAY, facts)).noted
    assert [(one.item.sort.value, one.item.days, one.cancelled) for one in found] == [
        ("deadline", 0, True),
        ("action", 8, True),
    ]


def test_an_action_that_is_done_is_cancelled_alone() -> None:
    action = {
        "on": "2025-03-01",
        "action": "a1",
        "text": "Train",
        "target": "2026-12-01",
        "owner": "Sgt Marlowe",
    }
    done = {"on": "2026-11-01", "action": "a1", "status": "considered-complete", "evidence": ["x"]}
    before, after = noted(view(DAY, logged(OWNED, action))), noted(view(DAY, logged(OWNED, action, done)))
    assert [(one.item.sort.value, one.cancelled) for one in before.noted] == [
        ("action", False),
        ("target", False),
    ]
    assert [(one.item.sort.value, one.cancelled) for one in after.noted] == [
        ("target", False),
        ("action", True),
    ]
    assert {one.name for one in before.noted} == {one.name for one in after.noted}


@pytest.mark.parametrize(
    ("published", "expected"),
    [("2026-10-05", [True]), ("2026-01-05", [])],  # 29 November; 1 March
)
def test_a_duty_that_is_done_before_its_day_is_cancelled(published: str, expected: list[bool]) -> None:
    log = [{"on": published, "event": "published"}, {"on": "2026-10-20", "event": "comments-published"}]
    found = noted(view(DAY, None, {"section_55": {"applies": "yes"}, "log": log}))
    assert [one.cancelled for one in found.noted] == expected


def test_findings_of_another_body_are_never_in_it() -> None:
    assert noted(view(DAY, logged(OWNED, CLOSED, delivery="other-body"))).noted == ()


@pytest.mark.parametrize(
    ("facts", "inspection", "withheld"),
    [
        ({"private": True}, REPORT, 1),
        ({}, {**REPORT, "private": True}, 3),
        ({"marking": "official-sensitive"}, REPORT, 1),
    ],
)
def test_what_is_private_is_withheld_and_marked_where_it_is_asked_for(
    facts: Facts, inspection: Facts, withheld: int
) -> None:
    found = view(DAY, logged(OWNED, **facts), inspection, COMMITTEE)
    public, full = noted(found), noted(found, restricted=True)
    assert (len(public.noted), public.withheld) == (5 - withheld, withheld)
    assert (len(full.noted), full.withheld) == (5, 0)
    assert sum(one.private for one in full.noted) == withheld
    assert not any(one.private for one in public.noted)


def test_an_action_whose_words_are_private_is_marked_where_they_are_shown() -> None:
    action = {"on": "2025-03-01", "action": "a1", "text": "Train", "target": "2026-12-01", "private": True}
    found = view(DAY, logged(OWNED, action))
    for restricted, words in ((False, "withheld"), (True, "Train")):
        rows = [
            (one.item.sort.value, one.action, one.private)
            for one in noted(found, restricted=restricted).noted
        ]
        assert rows == [("action", words, restricted), ("target", None, False)]


QUARTERLY = ({"what": "Report", "due": "2027-01-31"}, {"what": "Report", "due": "2027-04-30", "whose": "A"})


@pytest.mark.parametrize("kind", ["national-thematic", "super-complaint"])
@pytest.mark.parametrize(
    ("steps", "places"),
    [
        (QUARTERLY, ["", ".2"]),
        ((QUARTERLY[0], {**QUARTERLY[1], "due": "2027-01-31"}), ["", ".2"]),
        ((QUARTERLY[0], QUARTERLY[0]), ["", ".2"]),
        (({"what": "Report", "due": "2026-02"}, *QUARTERLY), [".2", ".3"]),
        (({"what": "Report"}, {"what": "Else", "due": "2026-02"}, QUARTERLY[1]), [".2"]),
    ],
    ids=["two days", "two owners", "the very same", "one is past", "one without a day"],
)
def test_next_steps_of_the_same_words_have_names_of_their_own(
    kind: str, steps: tuple[Facts, ...], places: list[str]
) -> None:
    found = noted(view(DAY, None, {"kind": kind, "next_steps": steps}))
    names = [one.name for one in found.noted if one.item.what == "Report" and one.item.days > 0]
    (first,) = [one.name for one in noted(view(DAY, None, {"kind": kind, "next_steps": QUARTERLY[:1]})).noted]
    assert names == [f"{first}{place}" for place in places]


def test_a_next_step_that_moves_keeps_its_name() -> None:
    moved = (QUARTERLY[0], {**QUARTERLY[1], "due": "2027-05-31"})
    before, after = (noted(view(DAY, None, {"next_steps": steps})) for steps in (QUARTERLY, moved))
    assert [one.name for one in before.noted] == [one.name for one in after.noted]
    assert before.noted != after.noted
    assert [one.name for one in noted(view(DAY, None, {"next_steps": moved}), "A").noted] == [
        before.noted[1].name
    ]


def test_a_duty_in_the_words_and_on_the_day_of_a_next_step_has_a_name_of_its_own() -> None:
    step = {"what": "comments on the report", "due": "2026-11-29", "whose": "the local policing body"}
    said = {**REPORT, "kind": "super-complaint", "next_steps": [step]}
    names = [one.name for one in noted(view(DAY, None, said)).noted]
    assert len(names) == len(set(names)) == 2


def test_two_meetings_of_one_month_have_names_of_their_own() -> None:
    meetings = [{"on": "2026-12", "cut_off": "2026-11-27"}, {"on": "2026-12", "cut_off": "2026-12-18"}]
    found = noted(view(DAY, None, None, {"jac": {**COMMITTEE["jac"], "meetings": meetings}}))
    assert [name for name, _, _ in told(found)] == [
        *("cut-off.jac.1", "cut-off.jac.2", "meeting.jac.1", "meeting.jac.2")
    ]


def test_a_short_name_is_the_calendars() -> None:
    found = view(DAY)
    names = found.register.settings.names.model_copy(update={"short": "EP"})
    settings = found.register.settings.model_copy(update={"names": names})
    assert noted(View(replace(found.register, settings=settings), found.lens)).title == "Inspections: EP"


def test_what_is_not_published_yet_is_not_in_it() -> None:
    early = view("2025-01-05", logged({"on": "2024-12-01", "target": "2025-02-01"}), {"log": [PUBLISHED]})
    assert noted(early, restricted=True).noted == ()
