"""Exceptions first: each list with what belongs in it and what narrowly does not."""

from typing import TYPE_CHECKING

import pytest

from tests.domain.paper.ground import AFTER, BEFORE, IN, REPORT, UNTIL, Facts, logged, paper, register, said

if TYPE_CHECKING:
    from hmicfrs_cli.domain.paper.finding_lines import Item

MEETING = "2024-07-11"


def done(on: str) -> dict[str, object]:
    return {"on": on, "status": "considered-complete", "evidence": ["seen"]}


def due(date: str) -> dict[str, object]:
    return {"text": f"By {date}", "basis": "date", "date": date}


def target(on: str, date: str) -> dict[str, object]:
    return {"on": on, "target": date, "why": "it took longer"}


CASES: dict[str, tuple[str, Facts, Facts]] = {
    "red": (
        "headline",
        logged({"on": IN, "rag": "red", "why": "late"}),
        logged({"on": IN, "rag": "red", "why": "late"}, {"on": UNTIL, "rag": "amber"}),
    ),
    "red, and closed": (
        "headline",
        logged({"on": IN, "rag": "red", "why": "late"}),
        logged({"on": IN, "rag": "red", "why": "late"}, said("closed", UNTIL)),
    ),
    "overdue by the inspectorate's deadline": (
        "headline",
        logged(deadline=due("2024-06-29")),
        logged(deadline=due("2024-06-30")),
    ),
    "overdue by the force's target": (
        "headline",
        logged({"on": BEFORE, "target": "2024-05"}),
        logged({"on": BEFORE, "target": "2024-06"}),
    ),
    "past its day, and considered complete": (
        "headline",
        logged(deadline=due("2024-05-01")),
        logged(done(IN), deadline=due("2024-05-01")),
    ),
    "overdue, and another body's": (
        "headline",
        logged(deadline=due("2024-05-01")),
        logged(deadline=due("2024-05-01"), delivery="other-body"),
    ),
    "target moved": (
        "headline",
        logged(target(BEFORE, "2024-12-01"), target(IN, "2025-02-01")),
        logged(target("2024-02-01", "2024-12-01"), target(BEFORE, "2025-02-01")),
    ),
    "target set for the first time": (
        "headline",
        logged(target(BEFORE, "2024-12-01"), target(IN, "2025-02-01")),
        logged(target(IN, "2024-12-01")),
    ),
    "newly considered complete": ("completed", logged(done(IN)), logged(done(BEFORE))),
    "newly considered complete, and closed": (
        "completed",
        logged(done(IN)),
        logged(done(IN), said("closed", UNTIL)),
    ),
    "newly closed": ("closed", logged(said("closed", UNTIL)), logged(said("closed", AFTER))),
    "closed before": ("closed", logged(said("withdrawn", IN)), logged(said("withdrawn", BEFORE))),
    "closed, and only then superseded": (
        "closed",
        logged(said("superseded", IN)),
        logged(said("closed", BEFORE), said("superseded", IN)),
    ),
    "closed and re-opened": (
        "closed",
        logged(said("closed", IN)),
        logged(said("closed", IN), said("open", UNTIL)),
    ),
    "re-opened": (
        "reopened",
        logged(said("closed", BEFORE), said("open", IN)),
        logged(said("closed", "2024-02-01"), said("open", BEFORE)),
    ),
    "said to be open while it is": (
        "reopened",
        logged(said("closed", IN), said("open", UNTIL)),
        logged(said("open", IN)),
    ),
    "taken back": (
        "taken_back",
        logged(done(BEFORE), {"on": IN, "status": "in-progress"}),
        logged(done(IN), {"on": UNTIL, "status": "in-progress"}),
    ),
    "not accepted": (
        "not_accepted",
        logged({"on": BEFORE, "acceptance": "not-accepted", "why": "no"}),
        logged({"on": BEFORE, "acceptance": "accepted"}),
    ),
    "accepted in part": (
        "not_accepted",
        logged({"on": BEFORE, "acceptance": "partly-accepted", "why": "no"}),
        logged(),
    ),
    "dependent on others": (
        "dependent",
        logged({"on": BEFORE, "depends_on": ["Home Office"]}),
        logged({"on": AFTER, "depends_on": ["Home Office"]}),
    ),
    "accepted risk": (
        "accepted_risks",
        logged({"on": BEFORE, "accepted_risk": "until the new system"}),
        logged({"on": BEFORE, "note": "a risk"}),
    ),
}


@pytest.mark.parametrize(("listed", "one", "other"), CASES.values(), ids=CASES.keys())
def test_each_list_holds_what_belongs_there_and_no_near_miss(listed: str, one: Facts, other: Facts) -> None:
    found = paper(register({"1": one, "2": other}), MEETING).exceptions
    assert [item.id for item in getattr(found, listed)] == ["a/1"]


@pytest.mark.parametrize(
    ("published", "old"), [("2022-06-30", True), ("2022-07-01", False), ("2020-02-29", True)]
)
def test_an_open_item_is_old_after_two_whole_years(published: str, old: bool) -> None:
    report = {**REPORT, "log": [{"on": published, "event": "published"}]}
    found = paper(register({"b/1": {}, "b/2": logged(said("closed", IN))}, {"b": report}), MEETING).exceptions
    assert [item.id for item in found.old] == (["b/1"] if old else [])


def test_age_counts_from_when_it_was_made_not_from_when_that_was_learned() -> None:
    report = {**REPORT, "log": [{"on": IN, "when": "2020-05-01", "event": "published"}]}
    found = paper(register({"b/1": {}}, {"b": report}), MEETING)
    assert [(item.id, item.years_open) for item in found.exceptions.old] == [("b/1", 4)]


def test_what_was_closed_before_the_register_knew_its_report_is_closed_in_the_period_that_learned_of_it() -> (
    None
):
    report = {**REPORT, "log": [{"on": IN, "when": "2023-05-01", "event": "published"}]}
    found = paper(register({"b/1": logged(said("closed", BEFORE))}, {"b": report}), MEETING)
    assert [item.id for item in found.exceptions.closed] == ["b/1"]
    assert found.position is not None
    assert found.position.total.all_closed.ids == ("b/1",)


def test_the_longest_overdue_comes_first_and_red_before_the_rest() -> None:
    red = {"on": IN, "rag": "red", "why": "late"}
    moved = (target(BEFORE, "2024-12-01"), target(IN, "2025-02-01"))
    found = paper(
        register(
            {
                "1": logged(*moved),
                "2": logged(red),
                "3": logged(deadline=due("2024-06-20")),
                "4": logged(deadline=due("2024-06-01")),
                "5": logged(*moved),
            }
        ),
        MEETING,
    ).exceptions
    shown = [(item.id, item.days_overdue) for item in found.headline]
    assert shown == [("a/4", 29), ("a/3", 10), ("a/2", 0), ("a/1", 0), ("a/5", 0)]


def test_what_is_not_ours_or_a_practice_is_no_exception() -> None:
    everything = (
        *({"on": IN, "rag": "red", "why": "late"}, {"on": IN, "depends_on": ["x"]}, done(IN)),
        {"on": IN, "accepted_risk": "known"},
    )
    found = paper(
        register(
            {"1": logged(*everything, delivery="other-body"), "2": logged(*everything, kind="practice")}
        ),
        MEETING,
    ).exceptions
    lists: list[tuple[Item, ...]] = [
        *(found.headline, found.old, found.completed, found.closed, found.reopened),
        *(found.taken_back, found.not_accepted, found.dependent, found.accepted_risks),
    ]
    assert [len(items) for items in lists] == [0] * 9
