"""The position: totals only where they are true, and every figure with its records."""

from datetime import date

import pytest

from hmicfrs_cli.domain.paper.build import build, scope_of
from hmicfrs_cli.domain.paper.model import Paper
from hmicfrs_cli.domain.paper.position import issued_figures
from hmicfrs_cli.domain.register import Register
from hmicfrs_cli.domain.terms import FindingKind
from hmicfrs_cli.storage.load import load
from tests.conftest import ROOT, TODAY
from tests.domain.paper.ground import (
    AFTER,
    BEFORE,
    IN,
    MEETINGS,
    UNTIL,
    logged,
    paper,
    register,
    said,
    scope,
)

MEETING = "2024-07-11"


def rated(colour: str, on: str = BEFORE, **more: object) -> dict[str, object]:
    return {"on": on, "rag": colour, "why": "as agreed", **more}


@pytest.mark.parametrize(
    ("complete_from", "reached"),
    [("2024-03-31", True), ("2024-04-01", False), ("2024-03", True), ("2024-04", False), ("none", False)],
)
def test_totals_are_given_only_where_coverage_reaches_the_whole_period(
    complete_from: str, reached: bool
) -> None:
    coverage = {"complete_from": complete_from, "note": "Not all is in it yet."}
    found = paper(register({"1": logged(rated("red"))}, coverage=coverage), MEETING)
    assert (found.coverage.reached, found.position is not None) == (reached, reached)
    assert bool(found.figures) is reached
    assert found.coverage.note == "Not all is in it yet."
    assert [item.id for item in found.open_items] == ["a/1"]


def test_a_line_for_each_kind_a_total_and_what_is_not_ours_apart() -> None:
    found = paper(
        register(
            {
                "1": logged(said("closed", IN)),
                "2": logged({"on": IN, "status": "considered-complete", "evidence": ["seen"]}),
                "afi-1": {"kind": "area-for-improvement"},
                "practice-1": {"kind": "practice"},
                "9": {"delivery": "other-body"},
            }
        ),
        MEETING,
    ).position
    assert found is not None
    assert [(row.kind, row.opening.count, row.closing.count) for row in found.rows] == [
        (FindingKind.RECOMMENDATION, 2, 1),
        (FindingKind.AFI, 1, 1),
    ]
    assert [(s.value, figure.ids) for s, figure in found.rows[0].closed][:1] == [("closed", ("a/1",))]
    assert found.rows[0].complete.ids == ("a/2",)
    assert (found.total.kind, found.total.opening.count, found.total.closing.count) == (None, 3, 2)
    assert found.not_ours is not None
    assert found.not_ours.closing.ids == ("a/9",)
    alone = paper(register({"1": {}}), MEETING).position
    assert alone is not None
    assert alone.not_ours is None


def test_open_findings_are_counted_by_rating_and_by_portfolio() -> None:
    portfolios = [{"id": "crime", "name": "Crime"}]
    found = paper(
        register(
            {
                "1": logged(rated("red", portfolio="crime")),
                "2": logged(rated("green", portfolio="crime")),
                "3": logged(rated("red", portfolio="Bespoke")),
                "4": {},
                "5": logged(rated("red"), said("closed", IN)),
                "6": logged(rated("red"), delivery="other-body"),
            },
            portfolios=portfolios,
        ),
        MEETING,
    ).position
    assert found is not None
    assert found.rated
    counts = {str(colour): figure.ids for colour, figure in found.by_rag.counts}
    assert counts == {"red": ("a/1", "a/3"), "amber": (), "green": ("a/2",), "white": (), "None": ("a/4",)}
    assert [(row.label, row.total) for row in found.by_portfolio] == [
        ("Bespoke", 1),
        ("Crime", 2),
        ("Not allocated", 1),
    ]


def test_where_nothing_is_rated_it_is_said_and_no_rating_figure_is_given() -> None:
    found = paper(register({"1": {}}), MEETING)
    assert found.position is not None
    assert (found.position.rated, found.any_rated) == (False, False)
    assert [figure.label for figure in found.figures] == [
        *("recommendations: opening", "recommendations: closing"),
        *("all findings: opening", "all findings: closing"),
    ]


def test_the_trend_holds_the_last_meetings_that_coverage_reaches() -> None:
    ons = [f"2023-{month:02}-10" for month in range(1, 13)]
    meetings = [{"on": on, "since": "2022-12-31"} for on in ons]
    meetings[-1]["since"] = "2023-11-10"
    made = {"title": "R", "kind": "custody", "log": [{"on": "2023-01-05", "event": "published"}]}
    log = logged(rated("red", "2023-06-01"), rated("green", "2023-11-20"))
    findings = {"b/1": log}
    trend = []
    for complete in ("2022-01-01", "2023-06-30"):
        found = paper(
            register(findings, {"b": made}, meetings, coverage={"complete_from": complete}), "2023-12-10"
        ).position
        assert found is not None
        trend.append([(row.label, [str(c) for c, f in row.counts if f.count]) for row in found.trend])
    first, second = trend
    assert [label for label, _ in first] == [
        f"10 {m} 2023"
        for m in ("May", "June", "July", "August", "September", "October", "November", "December")
    ]
    assert [label for label, _ in second] == [label for label, _ in first[2:]]
    assert [colours for _, colours in first] == [["None"], *[["red"]] * 6, ["green"]]


def issued(findings: dict[str, object], figures: object, **more: object) -> Register:
    """Return a register whose first paper was issued with these figures."""
    first = {
        **MEETINGS[0],
        "issued": {"on": "2024-04-04", **({} if figures is None else {"figures": figures})},
    }
    return register(findings, None, [first, {**MEETINGS[1], **more}])  # type: ignore[arg-type]  # facts by id


RESTATED = {
    "nothing was issued": ({"1": {}}, None, []),
    "as it was issued": ({"1": {}}, {"recommendation": ["a/1"]}, []),
    "learned later": (
        {"1": {}, "10": {}, "2": {}},
        {"recommendation": ["a/1"]},
        [("recommendation", 1, 3, ("a/2", "a/10"), ())],
    ),
    "closed earlier than was known": (
        {"1": logged(said("closed", BEFORE)), "2": {}},
        {"recommendation": ["a/1", "a/2"]},
        [("recommendation", 2, 1, (), ("a/1",))],
    ),
    "of another kind": (
        {"1": {"kind": "area-for-improvement"}},
        {"recommendation": ["a/1"]},
        [("recommendation", 1, 0, (), ("a/1",)), ("area-for-improvement", 0, 1, ("a/1",), ())],
    ),
    "renamed since": ({"1": {"formerly": ["a/old"]}}, {"recommendation": ["a/old"]}, []),
    "gone": ({"1": {}}, {"recommendation": ["a/1", "a/lost"]}, [("recommendation", 2, 1, (), ("a/lost",))]),
    "none was open then": ({"1": {}}, {}, [("recommendation", 0, 1, ("a/1",), ())]),
    "withheld": (
        {"1": {}, "2": {"private": True}, "3": {"private": True}},
        {"recommendation": ["a/1"]},
        [("recommendation", 1, 3, ("2 withheld",), ())],
    ),
}


@pytest.mark.parametrize(("findings", "figures", "expected"), RESTATED.values(), ids=RESTATED.keys())
def test_what_differs_from_the_issued_paper_is_restated(
    findings: dict[str, object], figures: object, expected: list[object]
) -> None:
    found = paper(issued(findings, figures), MEETING).position
    assert found is not None
    assert [(str(r.kind), r.issued, r.now, r.added, r.removed) for r in found.restated] == expected


def test_a_paper_that_counts_from_another_day_restates_nothing() -> None:
    found = paper(issued({"1": {}}, {}, since="2024-02-29"), MEETING).position
    assert found is not None
    assert found.restated == ()


def test_a_first_paper_restates_nothing() -> None:
    found = paper(issued({"1": {}}, {}), "2024-04-11").position
    assert found is not None
    assert found.restated == ()


def test_what_is_issued_is_what_the_next_paper_opens_with() -> None:
    findings = {
        "1": {},
        "2": logged(said("closed", BEFORE)),
        "3": {"kind": "area-for-improvement", "private": True},
        "4": {"delivery": "other-body"},
        "5": {"kind": "practice"},
        "6": logged(said("closed", IN)),
    }
    figures = issued_figures(scope(register(findings), "2024-04-11"))
    assert figures == {FindingKind.RECOMMENDATION: ("a/1", "a/6"), FindingKind.AFI: ("a/3",)}
    found = paper(
        issued(dict(findings), {kind.value: ids for kind, ids in figures.items()}), MEETING
    ).position
    assert found is not None
    assert found.restated == ()


def test_what_was_closed_in_all_is_a_figure_only_where_it_is_a_sum() -> None:
    once, twice = logged(said("closed", IN)), logged(said("withdrawn", IN))
    labels = [
        [figure.label for figure in paper(register(findings), MEETING).figures if "in all" in figure.label]
        for findings in ({"1": once}, {"1": once, "2": twice})
    ]
    assert labels == [[], ["recommendations: closed in all", "all findings: closed in all"]]


def papers_of_the_showcase(committee: str) -> list[Paper]:
    found = load(ROOT / "examples" / "wrenshire" / "register").register
    assert found is not None
    today, record = date.fromisoformat(TODAY), found.committees[committee]
    meetings = [meeting for meeting in record.meetings if meeting.ends() <= today]
    assert len(meetings) >= 3
    return [
        build(scope_of(found, record, meeting, today, restricted=restricted, corrected=corrected))
        for meeting in meetings
        for restricted in (False, True)
        for corrected in (False, True)
    ]


@pytest.mark.parametrize("committee", ["jac", "arac"])
def test_every_figure_of_the_showcase_names_records_that_add_up_to_it(committee: str) -> None:
    withheld = 0
    for found in papers_of_the_showcase(committee):
        assert found.position is not None
        assert found.figures
        for figure in found.figures:
            assert len(figure.ids) + figure.withheld == figure.count
            withheld += figure.withheld
            assert not (found.heading.restricted and figure.withheld)
        labels = [figure.label for figure in found.figures]
        assert len(labels) == len(set(labels))
        total = found.position.total
        arrived = total.opening.count + total.new.count + total.reopened.count
        assert arrived - total.all_closed.count == total.closing.count
        for name in ("opening", "new", "reopened", "all_closed", "closing", "complete"):
            assert sum(getattr(row, name).count for row in found.position.rows) == getattr(total, name).count
        assert found.position.by_rag.total == total.closing.count
        assert sum(row.total for row in found.position.by_portfolio) == total.closing.count
        assert found.position.trend[-1].total == total.closing.count
        assert len(found.open_items) + found.withheld_count == total.closing.count
    assert withheld > 0


def test_days_of_ratings_after_the_cut_off_do_not_count() -> None:
    found = paper(register({"1": logged(rated("green", UNTIL), rated("red", AFTER))}), MEETING).position
    assert found is not None
    assert [str(colour) for colour, figure in found.by_rag.counts if figure.count] == ["green"]


def test_the_key_to_the_colours_is_that_of_the_day() -> None:
    keys = [
        {"from": "2023-01-01", "basis": "delivery", "key": {"red": "late"}},
        {"from": "2024-06-30", "basis": "risk", "key": {"red": "high"}},
        {"from": "2024-07-01", "basis": "delivery"},
    ]
    key = paper(register(rag=keys), MEETING).rag_key
    assert (str(key.basis), key.key) == ("risk", (("red", "high"),))
    none = paper(register(rag=[]), MEETING).rag_key
    assert (none.basis, none.key) == (None, ())
