"""What moved between two days: every transition by hand, and the sum for any log and any days."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmicfrs_cli.domain.fold import Lens
from hmicfrs_cli.domain.movement import Movement, Period, movements, open_at, total, transitions
from hmicfrs_cli.domain.records import Finding, Inspection
from hmicfrs_cli.domain.register import Register, View
from hmicfrs_cli.domain.settings import Settings
from hmicfrs_cli.domain.state import FindingState
from hmicfrs_cli.domain.terms import FindingKind, InspectorateStatus
from hmicfrs_cli.storage.load import load
from tests.conftest import ROOT, TODAY

SETTINGS = Settings.model_validate({"format": 1, "force": "kent", "names": {"force": "Kent Police"}})
SINCE, UNTIL = date(2024, 3, 31), date(2024, 6, 30)
PERIOD = Period(SINCE, UNTIL)
LATE = date(2024, 12, 31)
SHOWCASE = ROOT / "examples" / "wrenshire" / "register"


def said(status: str, on: str, **more: object) -> dict[str, object]:
    ref = {"authority": {"kind": "letter", "ref": "a letter"}}
    why = {"why": "it came back"}
    return {"on": on, "inspectorate": status, **(why if status == "open" else ref), **more}


def view_of(
    findings: dict[str, dict[str, object]],
    published: str = "2024-01-15",
    lens: Lens | None = None,
) -> View:
    facts = {
        "title": "A report",
        "kind": "national-thematic",
        "log": [{"on": published, "event": "published"}],
    }
    records = {
        f"a/{name}": Finding.model_validate({"kind": "recommendation", "text": "Do it.", **record})
        for name, record in findings.items()
    }
    register = Register(SETTINGS, {"a": Inspection.model_validate(facts)}, records)
    return View(register, lens or Lens(UNTIL, LATE))


def moved(view: View, period: Period = PERIOD) -> dict[FindingKind, Movement]:
    return movements(view.findings.values(), period)


def terms_of(row: Movement) -> dict[str, int]:
    """Return the terms of a row that are not nought."""
    closed = {status.value: len(ids) for status, ids in row.closed.items()}
    names = ("opening", "new", "reopened", "closing", "complete")
    counts = {name: len(getattr(row, name)) for name in names} | closed
    return {name: count for name, count in counts.items() if count}


OPENED_BEFORE = "2024-01-15"
IN, BEFORE, AFTER = "2024-05-02", "2024-02-02", "2024-07-02"

TRANSITIONS = {
    "open throughout": (OPENED_BEFORE, [], {"opening": 1, "closing": 1}),
    "made in the period": (IN, [], {"new": 1, "closing": 1}),
    "made on the cut-off day": ("2024-06-30", [], {"new": 1, "closing": 1}),
    "made on the day the period begins after": ("2024-03-31", [], {"opening": 1, "closing": 1}),
    "made after the period": (AFTER, [], {}),
    "made in a month that ends on the cut-off": ("2024-06", [], {"new": 1, "closing": 1}),
    "closed before": (OPENED_BEFORE, [said("closed", BEFORE)], {}),
    "closed": (OPENED_BEFORE, [said("closed", IN)], {"opening": 1, "closed": 1}),
    "closed on the cut-off day": (OPENED_BEFORE, [said("closed", "2024-06-30")], {"opening": 1, "closed": 1}),
    "closed after the cut-off": (OPENED_BEFORE, [said("closed", "2024-07-01")], {"opening": 1, "closing": 1}),
    "superseded": (OPENED_BEFORE, [said("superseded", IN)], {"opening": 1, "superseded": 1}),
    "no further action": (
        OPENED_BEFORE,
        [said("no-further-action", IN)],
        {"opening": 1, "no-further-action": 1},
    ),
    "withdrawn": (OPENED_BEFORE, [said("withdrawn", IN)], {"opening": 1, "withdrawn": 1}),
    "re-opened": (OPENED_BEFORE, [said("closed", BEFORE), said("open", IN)], {"reopened": 1, "closing": 1}),
    "closed and re-opened in the period": (
        OPENED_BEFORE,
        [said("closed", IN), said("open", "2024-05-20")],
        {"opening": 1, "closed": 1, "reopened": 1, "closing": 1},
    ),
    "closed, re-opened and closed again": (
        OPENED_BEFORE,
        [said("closed", IN), said("open", "2024-05-20"), said("withdrawn", "2024-06-01")],
        {"opening": 1, "closed": 1, "reopened": 1, "withdrawn": 1},
    ),
    "made and closed in the period": (IN, [said("closed", "2024-06-01")], {"new": 1, "closed": 1}),
    "said to be closed twice": (
        OPENED_BEFORE,
        [said("closed", IN), said("closed", "2024-05-20")],
        {"opening": 1, "closed": 1},
    ),
    "closed, then said to be superseded": (
        OPENED_BEFORE,
        [said("closed", BEFORE), said("superseded", IN)],
        {},
    ),
    "said to be open while it is": (OPENED_BEFORE, [said("open", IN)], {"opening": 1, "closing": 1}),
    "closed before it was made": ("2024-04-20", [said("closed", "2024-02-01")], {"new": 1, "closed": 1}),
    "considered complete and open": (
        OPENED_BEFORE,
        [{"on": IN, "status": "considered-complete", "evidence": ["seen"]}],
        {"opening": 1, "closing": 1, "complete": 1},
    ),
    "considered complete and closed": (
        OPENED_BEFORE,
        [{"on": BEFORE, "status": "considered-complete", "evidence": ["seen"]}, said("closed", IN)],
        {"opening": 1, "closed": 1},
    ),
}


@pytest.mark.parametrize(("made", "log", "expected"), TRANSITIONS.values(), ids=TRANSITIONS.keys())
def test_each_transition_stands_under_its_own_term(
    made: str, log: list[dict[str, object]], expected: dict[str, int]
) -> None:
    rows = moved(view_of({"1": {"log": log}}, published=made))
    row = rows.get(FindingKind.RECOMMENDATION, Movement())
    assert terms_of(row) == expected
    assert row.adds_up


def test_a_finding_of_an_unpublished_report_is_in_no_term() -> None:
    assert moved(view_of({"1": {"made": "2024-02-01"}}, published=AFTER)) == {}


def test_a_finding_made_later_than_its_report_counts_from_then() -> None:
    row = moved(view_of({"1": {"made": IN}}))[FindingKind.RECOMMENDATION]
    assert terms_of(row) == {"new": 1, "closing": 1}


def test_a_finding_said_to_be_made_before_its_report_counts_from_publication() -> None:
    row = moved(view_of({"1": {"made": "2023-01-01"}}, published=IN))[FindingKind.RECOMMENDATION]
    assert terms_of(row) == {"new": 1, "closing": 1}


def test_rows_come_by_kind_in_the_fixed_order_and_practices_are_in_none() -> None:
    kinds = ["practice", "cause-of-concern", "area-for-improvement", "recommendation"]
    rows = moved(view_of({str(n): {"kind": kind} for n, kind in enumerate(kinds)}))
    assert [kind.value for kind in rows] == list(reversed(kinds[1:]))
    assert {kind.value: row.closing for kind, row in rows.items()} == {
        "recommendation": ["a/3"],
        "area-for-improvement": ["a/2"],
        "cause-of-concern": ["a/1"],
    }


def test_private_findings_and_those_of_other_bodies_count_like_the_rest() -> None:
    rows = moved(view_of({"1": {"private": True}, "2": {"delivery": "other-body"}, "3": {}}))
    assert rows[FindingKind.RECOMMENDATION].closing == ["a/1", "a/2", "a/3"]


def test_a_total_is_the_sum_of_its_rows() -> None:
    view = view_of(
        {
            "1": {"log": [said("closed", IN)]},
            "2": {"kind": "area-for-improvement", "log": [said("withdrawn", IN)]},
            "3": {"kind": "area-for-improvement"},
            "4": {"log": [said("closed", BEFORE), said("open", IN)]},
        }
    )
    whole = total(moved(view).values())
    assert terms_of(whole) == {"opening": 3, "reopened": 1, "closed": 1, "withdrawn": 1, "closing": 2}
    assert whole.all_closed == ["a/1", "a/2"]
    assert whole.adds_up


def test_a_sum_that_does_not_hold_is_seen() -> None:
    assert not Movement(opening=["a/1"]).adds_up


def test_what_is_not_made_has_no_life() -> None:
    state = view_of({"1": {}}, published=AFTER).findings["a/1"]
    assert transitions(state) == []
    assert not open_at(state, LATE)


@pytest.mark.parametrize(
    ("day", "known_open"),
    [("2024-01-14", False), ("2024-01-15", True), ("2024-05-01", True), ("2024-05-02", False)],
)
def test_open_at_the_end_of_a_day(day: str, known_open: bool) -> None:
    state = view_of({"1": {"log": [said("closed", IN)]}}).findings["a/1"]
    assert open_at(state, date.fromisoformat(day)) is known_open


def test_as_it_was_and_as_it_should_have_been() -> None:
    log = [said("closed", AFTER, when=IN)]
    lens = [Lens(UNTIL, LATE, corrected) for corrected in (False, True)]
    was, should = (moved(view_of({"1": {"log": log}}, lens=one))[FindingKind.RECOMMENDATION] for one in lens)
    assert terms_of(was) == {"opening": 1, "closing": 1}
    assert terms_of(should) == {"opening": 1, "closed": 1}


@pytest.mark.parametrize(("day", "holds"), [(SINCE, False), (date(2024, 4, 1), True), (UNTIL, True)])
def test_a_period_begins_after_one_cut_off_and_ends_with_the_next(day: date, holds: bool) -> None:
    assert PERIOD.holds(day) is holds
    assert not PERIOD.holds(None)


FIRST = date(2024, 1, 1)
DAYS = st.integers(0, 400).map(lambda n: FIRST + timedelta(n))


@st.composite
def entries(draw: st.DrawFn) -> dict[str, object]:
    """Return a decision of the inspectorate, learned on one day of another."""
    on = draw(DAYS)
    more = {"when": str(draw(DAYS.filter(lambda day: day <= on)))} if draw(st.booleans()) else {}
    return said(draw(st.sampled_from(InspectorateStatus)).value, str(on), **more)


FINDINGS = st.fixed_dictionaries(
    {
        "kind": st.sampled_from([kind.value for kind in FindingKind]),
        "delivery": st.sampled_from(["force", "joint", "other-body"]),
        "private": st.booleans(),
        "log": st.lists(entries(), max_size=6),
    },
    optional={"made": DAYS.map(str)},
)


def of_kinds(states: Sequence[FindingState], ours: bool, period: Period) -> dict[FindingKind, Movement]:
    return movements([state for state in states if state.ours is ours], period)


def statements(view: View, days: Sequence[date]) -> Iterator[tuple[Movement, Movement]]:
    """Yield, by kind and for what is ours and what is not, one statement and the next."""
    periods = [Period(since, until) for since, until in pairwise(days)]
    for ours in (True, False):
        found = [of_kinds(list(view.at(p.until).findings.values()), ours, p) for p in periods]
        assert all(row.adds_up for rows in found for row in rows.values())
        assert all(total(rows.values()).adds_up for rows in found)
        for one, after in pairwise(found):
            for kind in FindingKind:
                yield one.get(kind, Movement()), after.get(kind, Movement())


@given(
    findings=st.lists(FINDINGS, max_size=6),
    published=DAYS.map(str),
    days=st.lists(DAYS, min_size=3, max_size=6, unique=True).map(sorted),
    corrected=st.booleans(),
)
def test_any_log_adds_up_between_any_days_and_a_closing_is_the_next_opening(
    findings: list[dict[str, object]], published: str, days: list[date], corrected: bool
) -> None:
    end = FIRST + timedelta(500)
    view = view_of(
        {str(n): record for n, record in enumerate(findings)}, published, Lens(end, end, corrected)
    )
    for one, after in statements(view, days):
        assert one.closing == after.opening


@pytest.mark.parametrize("corrected", [False, True])
@pytest.mark.parametrize("committee", ["jac", "arac"])
def test_the_showcase_adds_up_between_every_two_meetings(committee: str, corrected: bool) -> None:
    register = load(SHOWCASE).register
    assert register is not None
    today = date.fromisoformat(TODAY)
    meetings = register.committees[committee].meetings
    ends = [meeting.ends() for meeting in meetings if meeting.ends() <= today]
    assert len(ends) >= 3
    first = meetings[0].since
    assert first is not None
    view = View(register, Lens(today, today, corrected))
    pairs = list(statements(view, [first.last, *ends]))
    # Every pair of meetings, those that do not follow each other too.
    for index, since in enumerate(ends):
        for until in ends[index + 1 :]:
            rows = movements(view.at(until).findings.values(), Period(since, until))
            assert all(row.adds_up for row in rows.values())
    assert sum(len(one.closing) for one, _ in pairs) > 0
