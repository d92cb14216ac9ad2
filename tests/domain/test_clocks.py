"""Clocks, with every last day counted by hand."""

from datetime import date

import pytest

from hmicfrs_cli.domain import clocks
from hmicfrs_cli.domain.clocks import Duty
from hmicfrs_cli.domain.fold import Lens
from hmicfrs_cli.domain.records import Inspection
from hmicfrs_cli.domain.register import Register, View
from hmicfrs_cli.domain.rules import check_record
from hmicfrs_cli.domain.settings import Settings

DAY = date(2022, 6, 1)
SETTINGS = Settings.model_validate(
    {
        "format": 1,
        "force": "west-mercia",
        "names": {"force": "West Mercia Police", "local_policing_body": "West Mercia PCC"},
    }
)


def duties(**facts: object) -> list[Duty]:
    record = Inspection.model_validate({"title": "A report", "kind": "national-thematic", **facts})
    view = View(Register(SETTINGS, {"a-report": record}), Lens(DAY, DAY))
    return clocks.duties(view)


def happened(event: str, on: str) -> dict[str, str]:
    return {"on": on, "event": event}


@pytest.mark.parametrize(
    ("published", "last"),
    [
        # 25 February is day 1, 28 February day 4, 31 March day 35, 21 April day 56.
        (date(2022, 2, 25), date(2022, 4, 21)),
        # A leap year: 1 February is day 1, 29 February day 29, 27 March day 56.
        (date(2024, 2, 1), date(2024, 3, 27)),
        # Over a year's end: 31 December is day 1, 31 January day 32, 24 February day 56.
        (date(2022, 12, 31), date(2023, 2, 24)),
    ],
)
def test_section_55_counts_publication_day_as_the_first_of_56(published: date, last: date) -> None:
    assert clocks.section_55_last_day(published) == last


@pytest.mark.parametrize(
    ("received", "last"),
    [
        # Working days after Monday 7 March: 4 to 11 March, then 9, 14, 19, 24 by 8 April; 28 by Thursday
        # 14 April; Good Friday and Easter Monday are none, so 32 by 22 April; 37; May Day is
        # none, so 41 by 6 May; 46, 51, 56 by 27 May; 2 and 3 June (Jubilee) are none, so 59 by 3 June;
        # 64, 69 by 17 June; Monday is 70.
        (date(2022, 3, 7), date(2022, 6, 20)),
        # Received on Saturday 5 March: Monday 7 March is the first, so one earlier than above.
        (date(2022, 3, 5), date(2022, 6, 17)),
    ],
)
def test_a_written_statement_is_due_70_working_days_after_receipt(received: date, last: date) -> None:
    assert clocks.statement_last_day(received) == last


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2022, 6, 1), 1, date(2022, 6, 6)),  # Thursday and Friday were bank holidays of the Jubilee
        (date(2021, 12, 24), 1, date(2021, 12, 29)),  # Christmas and Boxing Day fell on a weekend: 27, 28
        (date(2022, 3, 16), 1, date(2022, 3, 17)),  # St Patrick's Day is a holiday in Northern Ireland only
        (date(2022, 8, 1), 0, date(2022, 8, 1)),
    ],
)
def test_working_days_leave_out_weekends_and_bank_holidays_of_england(
    start: date, count: int, end: date
) -> None:
    assert clocks.plus_working_days(start, count) == end


def test_comments_are_the_local_policing_bodys_and_done_when_published() -> None:
    log = [happened("published", "2022-02-25"), happened("comments-published", "2022-04-20")]
    (duty,) = duties(section_55={"applies": "yes"}, log=log)
    assert (duty.whose, duty.source) == ("West Mercia PCC", "section 55 of the Police Act 1996")
    assert (str(duty.last), str(duty.done), duty.outstanding) == ("2022-04-21", "2022-04-20", False)


def test_days_left_turn_negative_after_the_last_day() -> None:
    (duty,) = duties(section_55={"applies": "yes"}, log=[happened("published", "2022-02-25")])
    assert duty.outstanding
    assert [duty.days_left(date(2022, 4, d)) for d in (20, 21, 22)] == [1, 0, -1]


@pytest.mark.parametrize(
    ("section_55", "published", "why_not"),
    [
        ({"applies": "yes"}, "2022-02", "the day of publication is not stated (February 2022)"),
        ({"applies": "no", "why": "it is a letter"}, "2022-02-25", "does not apply: it is a letter"),
        ({"applies": "no"}, "2022-02-25", "does not apply: no reason is recorded"),
        (
            {"applies": "not-known", "why": "nobody has asked"},
            "2022-02-25",
            "not known whether it applies: nobody has asked; if it does, the last day is 21 April 2022",
        ),
        (None, "2022-02", "not known whether it applies: the record does not say"),
    ],
)
def test_where_there_is_no_last_day_the_reason_is_said(
    section_55: object, published: str, why_not: str
) -> None:
    (duty,) = duties(section_55=section_55, log=[happened("published", published)])
    assert (duty.last, duty.why_not) == (None, why_not)


def test_a_statement_without_a_day_of_receipt_keeps_the_sources_words() -> None:
    (_, duty) = duties(
        kind="joint-targeted-area-inspection",
        principal_authority="Solihull Council",
        statement_due={"text": "by May 2022", "date": "2022-05"},
        log=[happened("published", "2022-02-21")],
    )
    assert (duty.whose, duty.words) == ("Solihull Council", "by May 2022")
    assert (duty.last, duty.why_not) == (None, "the day of receipt of the report is not recorded")


def test_a_statement_counts_from_receipt_and_is_done_when_submitted() -> None:
    log = [happened("report-received", "2022-02-21"), happened("statement-submitted", "2022-05-30")]
    (duty,) = duties(kind="joint-targeted-area-inspection", log=log)
    # Ten working days from 22 February end on 7 March; 59 more on 1 June (above), and one more on 6 June.
    assert (str(duty.last), str(duty.done)) == ("2022-06-06", "2022-05-30")


def test_a_child_protection_report_asks_for_a_plan_in_six_weeks() -> None:
    duty = duties(kind="national-child-protection", log=[happened("published", "2022-03-01")])[1]
    assert (duty.what, duty.whose, str(duty.last)) == ("action plan", "West Mercia Police", "2022-04-12")


def test_a_super_complaint_has_only_the_dates_its_report_gives() -> None:
    steps = [
        {"what": "respond", "whose": "chief constables", "due": "2022-05"},
        {"what": "wait", "whose": "NPCC"},
    ]
    statement = {"text": "Within 56 days"}
    log = [happened("published", "2022-03-01")]
    _, said, step = duties(kind="super-complaint", next_steps=steps, statement_due=statement, log=log)
    assert (said.last, said.words, said.why_not) == (None, "Within 56 days", "the record gives no date")
    assert (step.what, step.whose, str(step.last)) == ("respond", "chief constables", "2022-05")


@pytest.mark.parametrize(
    "facts",
    [
        {"log": [happened("notified", "2022-02-01")]},
        {"log": [happened("published", "2022-09-01")]},  # after the day asked about
        {"kind": "other-engagement", "log": [happened("published", "2022-02-01")]},
        {"statement_due": {"text": "by May 2022"}, "log": [happened("cancelled", "2022-02-02")]},
        {"kind": "joint-targeted-area-inspection", "log": []},
    ],
)
def test_no_duty_arises_before_its_report(facts: dict[str, object]) -> None:
    assert duties(**facts) == []


@pytest.mark.parametrize(("published", "codes"), [("2026-09-01", ["section-55-due"]), ("2026-09", [])])
def test_the_warning_too_counts_from_a_whole_day_only(published: str, codes: list[str]) -> None:
    log = [{"on": "2026-10-01", "when": published, "event": "published"}]
    data = {"title": "A", "kind": "peel", "section_55": {"applies": "yes"}, "log": log}
    found = check_record(Register(SETTINGS), "a", Inspection.model_validate(data), date(2026, 11, 23))
    assert [problem.code for problem in found] == codes
