"""What a finding is on a day: six axes that are never mixed, and what must not be guessed."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmicfrs_cli.domain.dates import When, parse
from hmicfrs_cli.domain.fold import Lens
from hmicfrs_cli.domain.records import Finding, Risk
from hmicfrs_cli.domain.state import FindingState, finding_state
from hmicfrs_cli.domain.terms import Acceptance, ForceStatus, InspectorateStatus, Rag
from hmicfrs_cli.storage.scalars import Plain

TODAY = date(2026, 11, 23)
PUBLISHED = "2023-08-31"
LETTER = {"kind": "letter", "ref": "L1"}


def matrix(risk: Risk, _day: date) -> Rag:
    return Rag.RED if risk.likelihood * risk.impact > 12 else Rag.GREEN


def no_matrix(_risk: Risk, _day: date) -> None:
    return None


def state(
    *log: dict[str, Any],
    day: str = "2024-06-30",
    published: str | None = PUBLISHED,
    risk_based: bool = True,
    **facts: Any,  # noqa: ANN401 - data of any shape
) -> FindingState:
    said = {
        "kind": "recommendation",
        "text": "Record fraud.",
        "addressed_to": "all",
        "log": list(log),
    } | facts
    when: When | None = parse(published) if published else None
    return finding_state(
        "fraud-2023/1",
        Finding.model_validate(said),
        Lens(parse(day).last, TODAY),
        published=when,
        published_day=when.last if when else None,
        rating=matrix if risk_based else no_matrix,
    )


def entry(on: str, **said: Any) -> dict[str, Any]:  # noqa: ANN401 - data of any shape
    return {"on": on, **said}


def test_nothing_said_is_nothing_known() -> None:
    said = state()
    now = said.progress
    assert said.inspection == "fraud-2023"
    assert (said.inspectorate, said.is_open, said.closed) == (InspectorateStatus.OPEN, True, None)
    assert (now.status, now.rating, now.risk, now.target, now.acceptance, now.owner) == (None,) * 6
    assert (said.deadline, said.due(), said.overdue, said.complete) == (None, [], False, False)
    assert said.actions == {}


DATED: dict[str, Any] = {"deadline": {"text": "By March 2024", "basis": "date", "date": "2024-03"}}
RELATIVE: dict[str, Any] = {
    "deadline": {"text": "Within six months", "basis": "publication", "within": "P6M"}
}
NOW: dict[str, Any] = {"deadline": {"text": "Immediately", "basis": "immediately"}}
NONE: dict[str, Any] = {"deadline": {"text": "In due course", "basis": "none"}}
COMPLETE = entry("2024-01-31", status="considered-complete", evidence="Audit", agreed={"board": "b"})
CLOSED = entry("2024-01-31", inspectorate="closed", authority=LETTER)


@pytest.mark.parametrize(
    ("facts", "log", "day", "overdue"),
    [
        (DATED, [], "2024-03-31", False),
        (DATED, [], "2024-04-01", True),
        (RELATIVE, [], "2024-02-29", False),
        (RELATIVE, [], "2024-03-01", True),
        (NOW, [], "2026-11-23", False),
        (NONE, [], "2026-11-23", False),
        ({}, [entry("2023-10-01", target="2024-W05")], "2024-02-04", False),
        ({}, [entry("2023-10-01", target="2024-W05")], "2024-02-05", True),
        (DATED, [entry("2023-10-01", target="2024-01-01")], "2024-01-02", True),
        (DATED, [entry("2023-10-01", target="2024-12-31")], "2024-04-01", True),
        (DATED, [COMPLETE], "2024-04-01", False),
        (DATED, [COMPLETE, entry("2024-02-01", status="in-progress")], "2024-04-01", True),
        (DATED, [CLOSED], "2024-04-01", False),
        (DATED, [CLOSED, entry("2024-02-01", inspectorate="open", why="Again.")], "2024-04-01", True),
        ({**DATED, "delivery": "other-body"}, [], "2024-04-01", False),
        ({**DATED, "delivery": "joint"}, [], "2024-04-01", True),
        ({**DATED, "made": "2024-05"}, [], "2024-04-01", False),
    ],
)
def test_overdue_is_open_incomplete_ours_and_past_the_last_possible_day(
    facts: dict[str, Any], log: list[dict[str, Any]], day: str, overdue: bool
) -> None:
    assert state(*log, day=day, **facts).overdue is overdue


def test_a_relative_deadline_is_unknown_until_publication_and_clamped_to_the_months_end() -> None:
    assert state(published=None, **RELATIVE).deadline is None
    assert state(**RELATIVE).deadline == parse("2024-02-29")
    assert state(published="2023-08", **RELATIVE).deadline == parse("2024-02-29")


def test_a_deadline_date_keeps_its_precision() -> None:
    assert state(**DATED).deadline == parse("2024-03")


@pytest.mark.parametrize(
    ("published", "made", "day", "expected"),
    [
        (None, None, "2024-06-30", (None, None)),
        (PUBLISHED, None, "2023-08-30", (PUBLISHED, None)),
        (PUBLISHED, None, "2023-08-31", (PUBLISHED, date(2023, 8, 31))),
        (PUBLISHED, "2023-07", "2023-08-31", ("2023-07", date(2023, 8, 31))),
        (PUBLISHED, "2023-10-05", "2023-10-04", ("2023-10-05", None)),
        (PUBLISHED, "2023-10-05", "2023-10-05", ("2023-10-05", date(2023, 10, 5))),
        (None, "2023-10-05", "2024-06-30", ("2023-10-05", None)),
    ],
)
def test_a_finding_is_made_with_its_report_unless_it_says_later(
    published: str | None, made: str | None, day: str, expected: tuple[str | None, date | None]
) -> None:
    facts: dict[str, Any] = {"made": made} if made else {}
    said = state(day=day, published=published, **facts)
    assert (str(said.made) if said.made else None, said.made_day) == expected
    assert said.counted is (expected[1] is not None)


@pytest.mark.parametrize(
    ("facts", "counted"),
    [
        ({"kind": "practice"}, False),
        ({"delivery": "other-body"}, False),
        ({"kind": "area-for-improvement"}, True),
    ],
)
def test_practices_and_what_is_not_ours_are_in_no_count(facts: dict[str, Any], counted: bool) -> None:
    assert state(**facts).counted is counted


def test_the_first_target_is_the_original_and_each_other_one_a_move() -> None:
    now = state(
        entry("2023-10-01", target="2023-12-31"),
        entry("2023-11-01", target="2023-12-31", note="still"),
        entry("2023-12-01", target="2024-02-29", why="Late."),
        entry("2024-01-01", target="2024-01-31", why="Sooner.", private=True),
    ).progress
    assert (now.original_target, now.target) == (parse("2023-12-31"), parse("2024-01-31"))
    assert [(str(move.old), str(move.new), move.days) for move in now.moves] == [
        ("2023-12-31", "2024-02-29", 60),
        ("2024-02-29", "2024-01-31", -29),
    ]
    assert [move.why.shown(restricted=False) for move in now.moves if move.why] == ["Late.", "withheld"]


def test_a_correction_of_a_target_is_no_move() -> None:
    now = state(
        entry("2023-10-01", target="2023-12-31"),
        entry("2023-10-02", corrects={"field": "target", "when": "2023-10-01"}, to="2023-12-01", source="x"),
    ).progress
    assert (now.original_target, now.target, now.moves) == (parse("2023-12-01"), parse("2023-12-01"), [])


def test_reopening_resets_nothing() -> None:
    log = [entry("2023-10-01", rag="green", status="considered-complete", evidence="A", target="2023-12-31")]
    said = state(*log, CLOSED, entry("2024-02-01", inspectorate="open", why="Not yet."))
    assert said.is_open
    assert said.complete
    assert said.progress.rating is not None
    assert said.progress.rating.colour is Rag.GREEN
    assert said.progress.target == parse("2023-12-31")
    assert [str(one.status) for one in said.said] == ["closed", "open"]


@pytest.mark.parametrize("status", ["closed", "superseded", "no-further-action", "withdrawn"])
def test_what_the_inspectorate_ends_is_closed_by_it_and_says_in_what(status: str) -> None:
    said = state(entry("2024-01-31", inspectorate=status, authority=LETTER, said_by="ofsted", why="Done."))
    assert not said.is_open
    assert said.closed is not None
    assert (str(said.closed.status), said.closed.said_by, said.closed.day) == (
        status,
        "ofsted",
        date(2024, 1, 31),
    )
    assert said.closed.authority is not None
    assert said.progress.status is None


def test_the_force_takes_back_complete_without_a_reopening() -> None:
    said = state(COMPLETE, entry("2024-02-01", status="in-progress"))
    assert (said.complete, said.is_open, said.said) == (False, True, [])
    assert said.progress.agreed is None


def test_agreement_can_come_after_completion() -> None:
    said = state(
        entry("2024-01-01", status="considered-complete", evidence="A"),
        entry("2024-01-08", agreed={"by": "Chair"}),
    )
    assert said.progress.agreed is not None
    assert (said.progress.agreed.by, said.progress.status_on) == ("Chair", parse("2024-01-01"))


HIGH = {"likelihood": Plain("5"), "impact": Plain("5")}


@pytest.mark.parametrize(
    ("log", "risk_based", "colours"),
    [
        ([entry("2024-01-01", risk=HIGH)], True, ["red"]),
        ([entry("2024-01-01", risk=HIGH)], False, []),
        ([entry("2024-01-01", risk=HIGH, rag="amber", why="x")], True, ["amber"]),
        ([entry("2024-01-01", rag="green"), entry("2024-02-01", rag="amber")], True, ["green", "amber"]),
        ([entry("2024-01-01", rag="green"), entry("2024-02-01", note="x")], True, ["green"]),
    ],
)
def test_a_colour_is_what_was_said_or_what_the_matrix_gives(
    log: list[dict[str, Any]], risk_based: bool, colours: list[str]
) -> None:
    now = state(*log, risk_based=risk_based).progress
    assert [str(rating.colour) for rating in now.ratings] == colours
    assert (str(now.rating.colour) if now.rating else None) == (colours[-1] if colours else None)


def test_an_action_has_its_own_progress() -> None:
    said = state(
        entry("2023-10-01", owner="A", status="in-progress"),
        entry("2023-10-02", action="a1", text="Train.", owner="B", target="2023-12-31"),
        entry("2023-10-03", action="a2", text="Buy.", owner="C"),
        entry("2023-12-01", action="a1", status="considered-complete", evidence="List"),
    )
    assert (said.progress.owner, said.progress.status, said.progress.target) == (
        "A",
        ForceStatus.IN_PROGRESS,
        None,
    )
    assert list(said.actions) == ["a1", "a2"]
    first, second = said.actions["a1"], said.actions["a2"]
    assert first.text is not None
    assert (first.text.text, first.owner, first.status) == ("Train.", "B", ForceStatus.CONSIDERED_COMPLETE)
    assert (second.owner, second.status) == ("C", None)


def test_an_entry_of_an_action_closes_no_finding() -> None:
    letter = {"kind": "letter", "ref": "1 December"}
    said = state(entry("2023-12-01", action="a1", text="Train.", inspectorate="closed", authority=letter))
    assert said.is_open


def test_owners_are_kept_in_the_order_in_which_they_took_over() -> None:
    now = state(
        entry("2023-10-01", owner="A"),
        entry("2023-11-01", owner="A"),
        entry("2023-12-01", when="2023-11-20", owner="B"),
    ).progress
    assert now.owner == "B"
    assert [(str(when), owner) for when, owner in now.owners] == [("2023-10-01", "A"), ("2023-11-20", "B")]


def test_words_of_a_private_entry_are_withheld_and_its_values_count() -> None:
    now = state(
        entry("2023-10-01", note="Open.", evidence="Minutes"),
        entry("2023-11-01", note="Secret.", evidence="Plan", rag="red", why="Court.", private=True),
    ).progress
    assert now.note is not None
    assert (now.note.shown(restricted=False), now.note.shown(restricted=True)) == ("withheld", "Secret.")
    assert [words.shown(restricted=False) for words in now.evidence] == ["Minutes", "withheld"]
    assert now.rating is not None
    assert now.rating.why is not None
    assert (now.rating.colour, now.rating.why.shown(restricted=False)) == (Rag.RED, "withheld")


def test_what_is_said_stays_until_it_is_said_otherwise() -> None:
    now = state(
        entry(
            "2023-10-01", portfolio="crime", board="b1", lead_officer="D", linked=["x"], depends_on=["CPS"]
        ),
        entry(
            "2023-11-01", acceptance="partly-accepted", why="Costs.", accepted_risk="Kept.", effect="Delays."
        ),
        entry("2023-12-01", linked=["y"], note="n"),
    ).progress
    assert (now.portfolio, now.board, now.lead_officer) == ("crime", "b1", "D")
    assert [[said.text for said in texts] for texts in (now.linked, now.depends_on)] == [["y"], ["CPS"]]
    assert now.acceptance is Acceptance.PARTLY_ACCEPTED
    assert [words.text for words in (now.acceptance_why, now.accepted_risk, now.effect) if words] == [
        "Costs.",
        "Kept.",
        "Delays.",
    ]
    assert now.updated == parse("2023-12-01")


@pytest.mark.parametrize(
    ("inspections", "own", "private"), [(True, False, True), (False, True, True), (False, False, False)]
)
def test_a_finding_is_private_by_itself_or_with_its_inspection(
    inspections: bool, own: bool, private: bool
) -> None:
    record = Finding.model_validate(
        {"kind": "finding", "text": "x", "private": Plain("true") if own else Plain("false")}
    )
    said = finding_state(
        "a/1",
        record,
        Lens(TODAY, TODAY),
        published=None,
        published_day=None,
        rating=matrix,
        private=inspections,
    )
    assert said.private is private


DAY = st.dates(date(2023, 9, 1), date(2024, 6, 29)).map(str)
STATUSES = st.sampled_from(["open", "closed", "superseded", "withdrawn"])


@given(st.lists(st.tuples(DAY, STATUSES), max_size=6), DAY)
def test_status_today_is_the_last_thing_said_by_then(said: list[tuple[str, str]], day: str) -> None:
    log = [entry(on, inspectorate=status, authority=LETTER, why="x") for on, status in said]
    known = sorted(
        ((on, at, status) for at, (on, status) in enumerate(said) if on <= day), key=lambda one: one[:2]
    )
    expected = known[-1][2] if known else "open"
    assert str(state(*log, day=day).inspectorate) == expected
