"""The fold of a log: two times, corrections and amendments, as it was and as it should have been."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmicfrs_cli.domain.dates import parse
from hmicfrs_cli.domain.fold import (
    Lens,
    NoMatchError,
    facts,
    matches,
    placed,
    private_entries,
    with_value,
)
from hmicfrs_cli.domain.records import Finding, Inspection, Target

TODAY = date(2026, 11, 23)


def inspection(*log: dict[str, Any], **said: Any) -> Inspection:  # noqa: ANN401 - data of any shape
    return Inspection.model_validate({"title": "Fraud", "kind": "peel", "log": list(log)} | said)


def finding(*log: dict[str, Any], **said: Any) -> Finding:  # noqa: ANN401 - data of any shape
    return Finding.model_validate({"kind": "finding", "text": "Slow.", "log": list(log)} | said)


def was(day: str) -> Lens:
    return Lens(parse(day).last, TODAY)


def should_have_been(day: str, known: date = TODAY) -> Lens:
    return Lens(parse(day).last, known, corrected=True)


LATE = {"on": "2022-06-01", "when": "2022-02-24", "event": "published"}


@pytest.mark.parametrize(
    ("lens", "events"),
    [
        (was("2022-03-31"), ["notified"]),
        (was("2022-05-31"), ["notified"]),
        (was("2022-06-01"), ["notified", "published"]),
        (should_have_been("2022-03-31"), ["published", "notified"]),
        (should_have_been("2022-02-24"), ["published"]),
        (should_have_been("2022-02-23"), []),
        (should_have_been("2022-03-31", date(2022, 5, 31)), ["notified"]),
    ],
    ids=str,
)
def test_an_entry_counts_from_when_it_is_known_or_corrected_from_when_it_happened(
    lens: Lens, events: list[str]
) -> None:
    log = inspection({"on": "2022-03", "event": "notified"}, LATE).log
    assert [str(row.entry.event) for row in placed(log, lens)] == events


def test_a_month_is_known_when_it_is_over() -> None:
    log = inspection({"on": "2022-03", "event": "notified"}).log
    assert placed(log, was("2022-03-30")) == []
    assert [row.day for row in placed(log, was("2022-03-31"))] == [date(2022, 3, 31)]


def test_entries_of_one_day_keep_their_place_in_the_file_and_others_their_day() -> None:
    log = finding(
        {"on": "2022-03-02", "note": "c"},
        {"on": "2022-03-01", "note": "a"},
        {"on": "2022-03-01", "note": "b"},
    ).log
    rows = placed(log, was("2022-12-31"))
    assert [(row.entry.note, row.index) for row in rows] == [("a", 1), ("b", 2), ("c", 0)]


CORRECTION = {"on": "2022-06-01", "corrects": {"field": "title"}, "to": "Fraud and cyber", "source": "report"}
AMENDMENT = {
    "on": "2022-06-01",
    "when": "2022-05-01",
    "amends": {"field": "title"},
    "to": "Fraud, renamed",
    "authority": {"kind": "letter", "ref": "L1"},
}


@pytest.mark.parametrize(
    ("entry", "lens", "title"),
    [
        (CORRECTION, was("2022-05-31"), "Fraud"),
        (CORRECTION, was("2022-06-01"), "Fraud and cyber"),
        (CORRECTION, should_have_been("2021-01-01"), "Fraud and cyber"),
        (CORRECTION, should_have_been("2021-01-01", date(2022, 5, 31)), "Fraud"),
        (AMENDMENT, was("2022-05-31"), "Fraud"),
        (AMENDMENT, was("2022-06-01"), "Fraud, renamed"),
        (AMENDMENT, should_have_been("2022-04-30"), "Fraud"),
        (AMENDMENT, should_have_been("2022-05-01"), "Fraud, renamed"),
    ],
)
def test_a_correction_reaches_back_and_an_amendment_does_not(
    entry: dict[str, Any], lens: Lens, title: str
) -> None:
    record = inspection(entry)
    assert facts(record, lens).title == title
    assert record.title == "Fraud"


def test_the_later_of_two_corrections_holds() -> None:
    again = {**CORRECTION, "on": "2022-07-01", "to": "Fraud, again"}
    record = inspection(again, CORRECTION)
    assert facts(record, was("2022-06-30")).title == "Fraud and cyber"
    assert facts(record, was("2022-07-01")).title == "Fraud, again"


def test_what_was_not_said_can_be_said_by_a_correction() -> None:
    deadline = {"text": "By June 2022", "basis": "date", "date": "2022-06"}
    record = finding(
        {"on": "2022-06-01", "corrects": {"field": "deadline"}, "to": deadline, "source": "report"}
    )
    corrected = facts(record, was("2022-06-01")).deadline
    assert corrected is not None
    assert corrected.date == parse("2022-06")


@pytest.mark.parametrize(
    ("aim", "to", "expected"),
    [
        ({"event": "published"}, "2022-02-25", ("published", "2022-02-25")),
        ({"event": "published", "when": "2022-02-24"}, "2022-02-25", ("published", "2022-02-25")),
        ({"event": "published", "field": "event"}, "revisit", ("revisit", "2022-02-24")),
        ({"field": "when", "when": "2022-02-24"}, "2022-02-25", ("published", "2022-02-25")),
    ],
)
def test_an_entry_is_corrected_in_its_date_or_in_one_field(
    aim: dict[str, str], to: str, expected: tuple[str, str]
) -> None:
    record = inspection(LATE, {"on": "2022-08-01", "corrects": aim, "to": to, "source": "site"})
    before = [
        (str(row.entry.event), str(row.entry.happened)) for row in placed(record.log, was("2022-07-31"))
    ]
    after = [(str(row.entry.event), str(row.entry.happened)) for row in placed(record.log, was("2022-08-01"))]
    assert before == [("published", "2022-02-24")]
    assert after == [expected]


def test_two_corrections_of_one_entry_add_up() -> None:
    record = finding(
        {"on": "2022-01-01", "rag": "amber", "owner": "A"},
        {
            "on": "2022-02-01",
            "corrects": {"field": "rag", "when": "2022-01-01"},
            "to": "green",
            "source": "x",
        },
        {"on": "2022-02-01", "corrects": {"field": "owner", "when": "2022-01-01"}, "to": "B", "source": "x"},
    )
    (row,) = placed(record.log, was("2022-02-01"))
    assert (str(row.entry.rag), row.entry.owner) == ("green", "B")


def test_the_later_of_two_corrections_of_one_entry_holds_wherever_it_stands() -> None:
    first, again = (
        {"on": on, "corrects": {"field": "rag", "when": "2022-01-01"}, "to": to, "source": "x"}
        for on, to in (("2022-02-01", "green"), ("2022-03-01", "red"))
    )
    record = finding({"on": "2022-01-01", "rag": "amber"}, again, first)
    days = {"2022-01-31": "amber", "2022-02-28": "green", "2022-03-01": "red"}
    assert {day: [str(row.entry.rag) for row in placed(record.log, was(day))] for day in days} == {
        day: [colour] for day, colour in days.items()
    }


def test_a_correction_of_an_actions_text_leaves_the_findings_own() -> None:
    record = finding(
        {"on": "2022-01-01", "action": "a1", "text": "Do."},
        {"on": "2022-02-01", "corrects": {"field": "text", "action": "a1"}, "to": "Do it.", "source": "x"},
    )
    assert facts(record, was("2022-02-01")).text == "Slow."
    assert [row.entry.text for row in placed(record.log, was("2022-02-01"))] == ["Do it."]


def test_a_correction_of_an_action_means_that_actions_entry() -> None:
    log = finding(
        {"on": "2022-01-01", "owner": "A"}, {"on": "2022-01-01", "action": "a1", "text": "Do.", "owner": "B"}
    ).log
    assert matches(log, Target(field="owner", when=parse("2022-01-01"))) == [0]
    assert matches(log, Target(field="owner", when=parse("2022-01-01"), action="a1")) == [1]
    assert matches(log, Target(field="owner", when=parse("2022-01"))) == []


@pytest.mark.parametrize(
    ("field", "value"), [("titel", "x"), ("log", []), ("title", ["x"]), ("kind", "x"), ("grades", "x")]
)
def test_a_value_that_does_not_fit_is_refused(field: str, value: object) -> None:
    with pytest.raises(NoMatchError):
        with_value(inspection(), field, value)


DAYS = st.dates(date(2022, 1, 1), date(2022, 12, 31)).map(str)
ENTRIES = st.lists(
    st.builds(lambda on, note: {"on": on, "note": note}, DAYS, st.sampled_from(["a", "b", "c"])), max_size=8
)


@given(ENTRIES, st.dates(date(2021, 12, 31), date(2023, 1, 1)))
def test_a_view_is_the_whole_log_cut_at_its_day(entries: list[dict[str, Any]], day: date) -> None:
    """What is appended later changes no earlier view: a paper stays what it was."""
    log = finding(*entries).log
    whole = placed(log, Lens(TODAY, TODAY))
    assert placed(log, Lens(day, TODAY)) == [row for row in whole if row.day <= day]
    assert len(whole) == len(log)


@pytest.mark.parametrize("became", [True, False])
def test_what_becomes_private_was_so_on_every_day_that_is_asked_about(*, became: bool) -> None:
    later: dict[str, Any] = {"on": "2022-06-01", "source": "A letter", "to": became}
    record = finding(
        {"on": "2022-01-01", "note": "One.", "private": False},
        {"on": "2022-01-02", "note": "Two."},
        later | {"corrects": {"field": "private"}},
        later | {"corrects": {"field": "private", "when": "2022-01-01"}},
    )
    asked = Lens(date(2022, 3, 1), date(2022, 3, 1))
    assert facts(record, asked).private is became
    assert [row.entry.private for row in placed(record.log, asked)] == [became, False]
    assert private_entries(record.log) == (frozenset({0}) if became else frozenset())
    assert private_entries(finding({"on": "2022-01-01", "private": True}).log) == {0}
