"""Inspections, PEEL, duties and requests: in which paper each stands, and what is said of it."""

from collections.abc import Mapping
from datetime import date

import pytest

from hmicfrs_cli.domain.paper.inspection_lines import InspectionItem
from hmicfrs_cli.domain.paper.model import Paper
from tests.domain.paper.ground import AFTER, BEFORE, IN, MEETINGS, SINCE, UNTIL, Facts, paper, register

MEETING = "2024-07-11"


def event(name: str, on: str = IN, **more: object) -> dict[str, object]:
    return {"on": on, "event": name, **more}


def inspection(*log: Facts, **facts: object) -> dict[str, object]:
    return {"title": "Custody", "kind": "custody", "log": list(log), **facts}


def listed(inspections: Mapping[str, Facts], *, corrected: bool = False) -> Paper:
    empty = {"a": {"title": "None", "kind": "custody"}}
    return paper(register({}, {**empty, **inspections}), MEETING, corrected=corrected)


def ids(found: tuple[InspectionItem, ...]) -> list[str]:
    return [one.id for one in found]


STANDS: dict[str, tuple[list[Facts], list[str]]] = {
    "fieldwork": ([event("fieldwork")], ["conducted"]),
    "fieldwork on the cut-off day": ([event("fieldwork", UNTIL)], ["conducted"]),
    "fieldwork on the day the period begins after": ([event("fieldwork", SINCE)], []),
    "fieldwork after": ([event("fieldwork", AFTER)], []),
    "fieldwork before, learned now": ([event("fieldwork", IN, when=BEFORE)], ["conducted"]),
    "data returned": ([event("data-returned")], ["conducted"]),
    "workshop": ([event("workshop")], ["conducted"]),
    "revisit": ([event("revisit")], ["conducted"]),
    "notified": ([event("notified")], ["notifications"]),
    "notified before": ([event("notified", BEFORE)], []),
    "rescheduled": ([event("notified", BEFORE), event("rescheduled")], ["notifications"]),
    "notified and done": ([event("notified"), event("fieldwork")], ["conducted"]),
    "notified and published": ([event("notified"), event("published")], ["reports"]),
    "notified and cancelled": ([event("notified"), event("cancelled")], ["cancelled"]),
    "cancelled before": ([event("notified", BEFORE), event("cancelled", BEFORE)], []),
    "cancelled and taken up again": (
        [event("cancelled"), event("notified", "2024-05-03")],
        ["notifications"],
    ),
    "published": ([event("published")], ["reports"]),
    "published on the cut-off day": ([event("published", UNTIL)], ["reports"]),
    "published after": ([event("published", AFTER)], []),
    "published again": ([event("published", BEFORE), event("published")], []),
    "debriefed": ([event("hot-debrief")], []),
}


@pytest.mark.parametrize(("log", "where"), STANDS.values(), ids=STANDS.keys())
def test_an_inspection_stands_in_the_lists_that_its_events_of_the_period_give(
    log: list[Facts], where: list[str]
) -> None:
    found = listed({"i": inspection(*log)})
    lists = ("conducted", "notifications", "cancelled", "reports")
    assert [name for name in lists if "i" in ids(getattr(found, name))] == where
    kinds = [kind.value for kind in found.kinds]
    assert kinds == (["custody"] if {"conducted", "notifications", "reports"} & set(where) else [])


def test_lists_are_in_order_of_dates_and_what_has_none_comes_last() -> None:
    dates = {"i1": "2024-10", "i2": None, "i3": "2024-W36", "i10": "2024-10-31", "i11": None}
    found = listed(
        {
            id_: inspection(event("notified", planned={"fieldwork": day} if day else {}))
            for id_, day in dates.items()
        }
    )
    assert ids(found.notifications) == ["i3", "i1", "i10", "i2", "i11"]
    assert [str(one.dates.when) for one in found.notifications] == [
        "2024-W36",
        "2024-10",
        "2024-10-31",
        "None",
        "None",
    ]


def test_what_is_printed_of_an_inspection() -> None:
    facts = {
        "kind": "joint-thematic",
        "lead": "hmcpsi",
        "partners": ["hmicfrs", "A charity"],
        "participation": "data-request",
        "voluntary": True,
        "selection": "Chosen for its size.",
        "other_forces": [{"force": "essex", "units": ["North"], "note": "part"}, {"force": "A region"}],
        "commissioned_by": "The Home Secretary",
        "made_by": "A body",
        "phase_of": "first",
        "aims": ["an aim"],
        "findings": [{"text": "one", "about": "essex"}, {"text": "two"}, {"text": "three", "about": "essex"}],
        "next_steps": [{"what": "reply", "whose": "Kent", "due": "2024-09"}],
        "counts_stated": {"recommendations": 9, "for_police": 3},
        "report": {"title": "The report", "url": "https://example.org/r"},
    }
    log = [
        event("notified", BEFORE),
        event("rescheduled", planned={"publication": "2024-08"}),
        event("fieldwork"),
    ]
    phase = inspection(event("published", BEFORE), title="Phase one")
    found = listed({"i": inspection(*log, event("published", UNTIL), **facts), "first": phase}).reports[0]
    assert (found.title, found.report_title, found.url) == ("Custody", "The report", "https://example.org/r")
    assert (found.lead, found.partners) == ("HMCPSI", ("HMICFRS", "A charity"))
    assert (found.commissioned_by, found.made_by) == ("The Home Secretary", "A body")
    part = found.part
    assert (part.how.value, part.voluntary, part.selection) == ("data-request", True, "Chosen for its size.")
    assert [(one.name, one.units, one.note) for one in part.other_forces] == [
        ("Essex Police", ("North",), "part"),
        ("A region", (), None),
    ]
    assert found.earlier is not None
    assert (found.earlier.title, str(found.earlier.published)) == ("Phase one", BEFORE)
    assert [(group.about, group.texts) for group in found.about] == [
        ("Essex Police", ("one", "three")),
        (None, ("two",)),
    ]
    assert [(step.what, step.whose, str(step.due)) for step in found.next_steps] == [
        ("reply", "Kent", "2024-09")
    ]
    assert found.stated is not None
    assert (found.stated.recommendations, found.stated.for_police, found.stated.text) == (9, 3, None)
    dates = found.dates
    assert (str(dates.published), dates.expected, dates.rescheduled) == (UNTIL, None, True)


def test_a_report_is_expected_while_it_is_not_published() -> None:
    log = [event("notified", BEFORE, planned={"publication": "2024-09"}), event("fieldwork")]
    (found,) = listed({"i": inspection(*log, phase_of="gone")}).conducted
    assert (str(found.dates.expected), found.dates.published, found.dates.rescheduled) == (
        "2024-09",
        None,
        False,
    )
    assert (found.lead, found.earlier, found.report_title, found.url) == (None, None, "Custody", None)


def test_an_earlier_phase_need_not_be_published() -> None:
    phases = {"i": inspection(event("fieldwork"), phase_of="first"), "first": inspection(title="Phase one")}
    earlier = listed(phases).conducted[0].earlier
    assert earlier is not None
    assert (earlier.title, earlier.published) == ("Phase one", None)


def peel(title: str, *log: Facts, **facts: object) -> dict[str, object]:
    return inspection(*log, title=title, **{"kind": "peel", **facts})


def test_peel_is_the_last_cycle_begun_and_what_is_next() -> None:
    cycles = {
        "p1": peel("PEEL one", event("published", "2024-01-20")),
        "p2": peel("PEEL two", event("fieldwork", BEFORE), event("published", IN, when="2024-04-30")),
        "p3": peel("PEEL three", event("notified", planned={"fieldwork": "2025-06"})),
        "p4": peel("PEEL four", event("notified"), event("cancelled")),
        "p5": peel("PEEL five"),
    }
    found = listed(cycles)
    assert found.peel.inspection is not None
    assert (found.peel.inspection.id, str(found.peel.inspection.dates.when)) == ("p2", "2024-04-30")
    assert [(one.id, str(one.dates.when)) for one in found.peel.next] == [("p3", "2025-06")]
    assert (ids(found.conducted), ids(found.notifications), ids(found.reports)) == ([], [], ["p2"])
    assert [kind.value for kind in found.kinds] == []


def test_a_cycle_inspected_and_not_published_has_no_date_of_publication() -> None:
    found = listed({"p": peel("PEEL", event("fieldwork"))}).peel
    assert found.inspection is not None
    assert found.inspection.dates.when is None
    assert listed({}).peel.inspection is None


def test_judgments_stand_with_their_body_and_what_is_not_graded_with_its_reason() -> None:
    grades = [
        {"question": "Preventing crime", "grade": "requires-improvement", "body": "kent"},
        {"question": "Leadership", "ungraded_because": "by design", "body": "A ROCU"},
        {"question": "Other", "grade": "good"},
    ]
    stated = {"counts": {"adequate": 3, "good": 5}, "areas": 9, "graded": 8}
    odd = {"scale": "home-made", "counts": {"fair": 1, "excellent": 2}}
    log = event("published")
    found = listed({"p": peel("PEEL", log, grades=grades, grades_stated=stated)}).peel.inspection
    assert found is not None
    assert [(one.body, one.question, one.grade, one.ungraded_because) for one in found.grades] == [
        ("Kent Police", "Preventing crime", "requires improvement", None),
        ("A ROCU", "Leadership", None, "by design"),
        (None, "Other", "good", None),
    ]
    assert found.grade_counts is not None
    counts = found.grade_counts
    assert (counts.counts, counts.areas, counts.graded) == ((("good", 5), ("adequate", 3)), 9, 8)
    other = listed({"p": peel("PEEL", log, grades_stated=odd)}).peel.inspection
    assert other is not None
    assert other.grade_counts is not None
    assert other.grade_counts.counts == (("fair", 1), ("excellent", 2))


@pytest.mark.parametrize(
    ("monitoring", "phase"),
    [
        ([], (None, "None")),
        ([{"from": BEFORE, "phase": "engage"}], ("engage", BEFORE)),
        ([{"from": BEFORE, "phase": "engage"}, {"from": UNTIL, "phase": "scan"}], ("scan", UNTIL)),
        ([{"from": BEFORE, "phase": "engage"}, {"from": AFTER, "phase": "scan"}], ("engage", BEFORE)),
        ([{"from": BEFORE, "on": AFTER, "phase": "engage"}], (None, "None")),
    ],
)
def test_the_monitoring_phase_is_that_of_the_day_as_known_then(
    monitoring: list[Facts], phase: tuple[str | None, str]
) -> None:
    found = paper(register(monitoring=monitoring), MEETING).peel
    assert (found.phase.value if found.phase else None, str(found.phase_since)) == phase


def test_a_reports_findings_practices_and_what_is_withheld_stand_with_it() -> None:
    findings: dict[str, Facts] = {
        "i/2": {},
        "i/1": {},
        "i/practice-1": {"kind": "practice"},
        "i/3": {"private": True},
        "other/1": {},
    }
    published = inspection(event("published"))
    found = paper(register(findings, {"i": published, "other": published}), MEETING).reports[0]
    assert [one.id for one in found.findings] == ["i/1", "i/2"]
    assert [one.id for one in found.practices] == ["i/practice-1"]
    assert found.withheld == 1


DUTIES: dict[str, tuple[Facts, list[tuple[str, int | None, bool]]]] = {
    # 2 May is day 1 of 56, 26 June day 56: four days before the paper's day.
    "running": (inspection(event("published"), section_55={"applies": "yes"}), [("2024-06-26", -4, False)]),
    "done in the period": (
        inspection(
            event("published"), event("comments-published", "2024-06-03"), section_55={"applies": "yes"}
        ),
        [("2024-06-26", -4, True)],
    ),
    "done before the period": (
        inspection(
            event("published", BEFORE), event("comments-published", SINCE), section_55={"applies": "yes"}
        ),
        [],
    ),
    "not done, from before the period": (
        inspection(event("published", "2024-01-20"), section_55={"applies": "yes"}),
        # 20 January is day 1, 31 January day 12, 29 February day 41, 15 March day 56: 107 days before.
        [("2024-03-15", -107, False)],
    ),
    "not known whether it applies": (inspection(event("published")), [("None", None, False)]),
    "does not apply": (inspection(event("published"), section_55={"applies": "no"}), [("None", None, False)]),
    "did not apply to an earlier report": (
        inspection(event("published", BEFORE), section_55={"applies": "no"}),
        [],
    ),
    "of a hidden report": (
        inspection(event("published"), section_55={"applies": "yes"}, private=True),
        [],
    ),
    "of none": (inspection(event("fieldwork")), []),
    "of a report that is not there yet": (
        inspection(event("fieldwork"), statement_due={"text": "within 56 days", "date": "2024-09-01"}),
        [],
    ),
}


@pytest.mark.parametrize(("facts", "lines"), DUTIES.values(), ids=DUTIES.keys())
def test_a_duty_stands_in_the_papers_while_it_is_news(
    facts: Facts, lines: list[tuple[str, int | None, bool]]
) -> None:
    found = listed({"i": facts}).duties
    assert [(str(one.last), one.days_left, one.done is not None) for one in found] == lines
    assert all(one.title == "Custody" and one.whose and one.source for one in found)


def request(text: str, answered: str | None = None) -> dict[str, str]:
    return {"text": text, "of": "the DCC"} | ({"answered": answered} if answered else {})


def test_requests_are_carried_until_they_are_answered() -> None:
    meetings = [
        {"on": "2024-01-11", "since": "2023-12-31", "requests": [request("old", "done"), request("open")]},
        {**MEETINGS[0], "requests": [request("new", "yes"), request("newer")]},
        {**MEETINGS[1], "requests": [request("of this meeting")]},
    ]
    found = paper(register(meetings=meetings), MEETING).requests
    assert [(one.text, one.answered, str(one.meeting)) for one in found] == [
        ("open", None, "2024-01-11"),
        ("new", "yes", "2024-04-11"),
        ("newer", None, "2024-04-11"),
    ]
    assert [one.of for one in found] == ["the DCC"] * 3
    assert paper(register(meetings=meetings), "2024-01-11").requests == ()


def test_a_corrected_paper_goes_by_when_things_happened() -> None:
    log = [event("fieldwork", AFTER, when=IN), event("published", AFTER, when=UNTIL)]
    was, should = (listed({"i": inspection(*log)}, corrected=corrected) for corrected in (False, True))
    assert (ids(was.conducted), ids(was.reports)) == ([], [])
    assert (ids(should.conducted), ids(should.reports)) == (["i"], ["i"])
    assert (was.heading.corrected, should.heading.corrected) == (False, True)
    assert should.heading.as_of == date(2024, 6, 30)
