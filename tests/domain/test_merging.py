"""What becomes of one record that two people changed: every kind of change, and what stays open."""

from typing import Any

import pytest

from hmicfrs_cli.domain.merging import Merge, NotMerged, Reason, merge, merged_data, together
from hmicfrs_cli.domain.pairing import lost
from hmicfrs_cli.domain.problems import Problem
from hmicfrs_cli.domain.weaving import Side

ONE, PEEL, JAC, SETTINGS = "findings/a/1.yaml", "inspections/a.yaml", "committees/jac.yaml", "register.yaml"
A = {"on": "2023-01-10", "note": "a"}
B = {"on": "2023-02-10", "note": "b"}
C = {"on": "2023-03-10", "note": "c"}
RED = {"on": "2023-03-10", "rag": "red"}
AMBER = {"on": "2023-03", "rag": "amber"}
GREEN = {"on": "2023-03-31", "rag": "green"}
CLOSED = {"on": "2023-03-10", "status": "in-progress"}


def log(*entries: Any) -> dict[str, Any]:  # noqa: ANN401 - data is of any shape
    return {"text": "t", "log": list(entries)}


# base, ours, theirs, what the merged log says
AGREE = [
    ("nothing changed", [A], [A], [A], [A]),
    ("only ours", [A], [A, B], [A], [A, B]),
    ("only theirs", [A], [A], [A, B], [A, B]),
    ("both the same", [A], [A, B], [A, B], [A, B]),
    ("in the order of days", [A], [A, C], [A, B], [A, B, C]),
    ("ours before theirs on one day", [A], [A, C], [A, {**C, "note": "d"}], [A, C, {**C, "note": "d"}]),
    ("the same fact once", [A], [A, B, C], [A, C], [A, B, C]),
    ("the same fact twice where one side says it twice", [A], [A, B, B], [A, B], [A, B, B]),
    ("the base's own repetition stays", [A, A], [A, A, B], [A, A, C], [A, A, B, C]),
    ("a base out of order stays as it is", [C, A], [C, A, B], [C, A, B, B], [C, A, B, B]),
    ("what follows a later entry follows it", [A], [A, C, B], [A, B], [A, C, B]),
    ("what stands before an entry of the base stays there", [C], [C], [A, C], [A, C]),
    ("between what both have", [A, C], [A, C, RED], [A, B, C], [A, B, C, RED]),
    (
        "a day of less precision counts by its last",
        [],
        [AMBER],
        [{**RED, "rag": "green"}],
        [{**RED, "rag": "green"}, AMBER],
    ),
    ("no day at all comes last", [A], [A, {"note": "?"}], [A, B], [A, B, {"note": "?"}]),
    ("an entry that is no mapping is kept too", [A], [A, "text"], [A, B], [A, B, "text"]),
    (
        "their own order stays, whatever the days",
        [A],
        [A, B],
        [A, RED, A, CLOSED, B, C],
        [A, RED, A, CLOSED, B, C],
    ),
    ("what crosses on other days only", [A], [A, C, B], [A, B, C], [A, C, B]),
    ("their own order stays beside ours", [A], [A, CLOSED], [A, C, B], [A, CLOSED, C, B]),
    ("gone on both sides", [A, B], [A], [A], [A]),
    ("gone on both sides, and both add", [A, B], [A, C], [A, RED], [A, C, RED]),
    ("different things of one day", [A], [A, RED], [A, CLOSED], [A, RED, CLOSED]),
    (
        "an action is not the finding",
        [A],
        [A, RED],
        [A, {**AMBER, "action": "a1", "on": "2023-03-10"}],
        [A, RED, {**AMBER, "action": "a1", "on": "2023-03-10"}],
    ),
    (
        "what the other side knew, and said otherwise later",
        [A],
        [A, RED, {**RED, "rag": "green"}],
        [A, RED],
        [A, RED, {**RED, "rag": "green"}],
    ),
    (
        "the last said of a day is what counts",
        [A],
        [A, {**RED, "rag": "green"}, {**RED, "note": "x"}],
        [A, RED],
        [A, {**RED, "rag": "green"}, {**RED, "note": "x"}, RED],
    ),
]


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "expected"), [row[1:] for row in AGREE], ids=[row[0] for row in AGREE]
)
def test_logs_that_agree(base: list[Any], ours: list[Any], theirs: list[Any], expected: list[Any]) -> None:
    found = merge(ONE, log(*base), log(*ours), log(*theirs))
    assert isinstance(found, Merge)
    assert found.clashes == ()
    for side in Side:
        assert merged_data(found, log(*ours), log(*theirs), side) == log(*expected)
    assert lost(ONE, [log(*expected)], [log(*ours), log(*theirs)]) == []


# what each adds to [A], and the contradiction told: field, ours, theirs, action
DISAGREE = [
    ([RED], [{**RED, "rag": "amber"}], ("rag", "red", "amber", None)),
    ([AMBER], [GREEN], ("rag", "amber", "green", None)),
    (
        [{"on": "2023-03-10", "action": "a1", "owner": "Ash"}],
        [{"on": "2023-03-10", "action": "a1", "owner": "Birch"}],
        ("owner", "Ash", "Birch", "a1"),
    ),
    (
        [{"on": "2023-03-10", "action": "a1", "text": "Train"}],
        [{"on": "2023-04-10", "action": "a1", "text": "Recruit"}],
        ("text", "Train", "Recruit", "a1"),
    ),
    (
        [{"on": "2023-03-10", "amends": {"field": "text"}, "to": "x"}],
        [{"on": "2023-03-10", "amends": {"field": "text"}, "to": "y"}],
        ("amends", "x", "y", None),
    ),
    (
        [{"on": "2023-03-10", "event": "published"}],
        [{"on": "2023-04-10", "event": "published"}],
        ("published", "2023-03-10", "2023-04-10", None),
    ),
    (
        [{"on": "2023-03-10", "planned": {"publication": "2024"}}],
        [{"on": "2023-03-10", "planned": {"publication": "2025"}}],
        ("planned publication", "2024", "2025", None),
    ),
    ([B, RED], [{**RED, "rag": "amber"}, C], ("rag", "red", "amber", None)),
]


@pytest.mark.parametrize(("ours", "theirs", "told"), DISAGREE)
def test_logs_that_contradict_each_other(ours: list[Any], theirs: list[Any], told: tuple[Any, ...]) -> None:
    mine, yours = log(A, *ours), log(A, *theirs)
    found = merge(ONE, log(A), mine, yours)
    assert isinstance(found, Merge)
    assert [(one.field, one.ours, one.theirs, one.action) for one in found.clashes] == [told]
    answers = [merged_data(found, mine, yours, side) for side in Side]
    assert lost(ONE, answers, [mine, yours]) == []
    agreed = [one for one in answers[0]["log"] if one in answers[1]["log"]]
    assert agreed == [one for one in (A, B, C) if one in (A, *ours, *theirs)]


def test_contradictions_that_meet_are_one_stretch() -> None:
    first, second = {**RED, "owner": "Ash"}, {"on": "2023-03-10", "target": "2024"}
    mine, yours = log(first, second), log({**RED, "rag": "green", "target": "2025"}, {**RED, "rag": "amber"})
    found = merge(ONE, log(), mine, yours)
    assert isinstance(found, Merge)
    assert {one.field for one in found.clashes} == {"rag", "target"}
    both = merge(
        ONE,
        log(),
        log(RED, B, {"on": "2023-03-10", "target": "2024"}),
        log({**GREEN, "on": "2023-03-10", "target": "2025"}, A),
    )
    assert isinstance(both, Merge)
    assert {row.region for row in both.lists["log"] if row.region is not None} == {0}
    assert [row.theirs for row in both.lists["log"] if row.region is None] == [1]


# base, ours, theirs, then the merged facts by each side's answer
FACTS = [
    ({"a": "1"}, {"a": "2"}, {"a": "1"}, {"a": "2"}, {"a": "2"}),
    ({"a": "1"}, {"a": "1"}, {"a": "2"}, {"a": "2"}, {"a": "2"}),
    ({"a": "1"}, {"a": "2"}, {"a": "2"}, {"a": "2"}, {"a": "2"}),
    ({"a": "1"}, {"a": "2"}, {"a": "3"}, {"a": "2"}, {"a": "3"}),
    (
        {"a": "1"},
        {"a": "1", "b": "2"},
        {"a": "1", "c": "3"},
        {"a": "1", "c": "3", "b": "2"},
        {"a": "1", "c": "3", "b": "2"},
    ),
    ({"a": "1"}, {"a": "1"}, {"z": "0", "a": "1"}, {"z": "0", "a": "1"}, {"z": "0", "a": "1"}),
    ({"a": "1", "b": "2"}, {"a": "1"}, {"a": "1", "b": "2"}, {"a": "1"}, {"a": "1"}),
    ({"a": "1", "b": "2"}, {"a": "1", "b": "2"}, {"a": "1"}, {"a": "1"}, {"a": "1"}),
    ({"a": "1", "b": "2"}, {"a": "1"}, {"a": "1", "b": "3"}, {"a": "1"}, {"a": "1", "b": "3"}),
    (
        {"a": "1"},
        {"a": "1", "log": "x"},
        {"a": "1", "log": [A]},
        {"a": "1", "log": "x"},
        {"a": "1", "log": [A]},
    ),
]


@pytest.mark.parametrize(("base", "ours", "theirs", "by_ours", "by_theirs"), FACTS)
def test_facts_above_the_log(
    base: dict[str, Any],
    ours: dict[str, Any],
    theirs: dict[str, Any],
    by_ours: dict[str, Any],
    by_theirs: dict[str, Any],
) -> None:
    found = merge(ONE, base, ours, theirs)
    assert isinstance(found, Merge)
    assert list(merged_data(found, ours, theirs, Side.OURS).items()) == list(by_ours.items())
    assert list(merged_data(found, ours, theirs, Side.THEIRS).items()) == list(by_theirs.items())
    assert bool(found.clashes) is (by_ours != by_theirs)


ITEM, OTHER = {"on": "2023-03-27"}, {"on": "2023-06-27"}
LISTS: list[tuple[str, str, tuple[list[Any], ...], list[Any], bool]] = [
    (
        JAC,
        "meetings",
        ([ITEM], [{**ITEM, "item": "7"}], [ITEM, OTHER]),
        [{**ITEM, "item": "7"}, OTHER],
        False,
    ),
    (
        JAC,
        "meetings",
        ([ITEM], [ITEM, OTHER], [{**ITEM, "item": "7"}]),
        [{**ITEM, "item": "7"}, OTHER],
        False,
    ),
    (JAC, "meetings", ([], [{**ITEM, "item": "7"}], [{**ITEM, "item": "8"}]), [{**ITEM, "item": "7"}], True),
    (SETTINGS, "boards", ([], [{"id": "a"}], [{"id": "b"}]), [{"id": "a"}, {"id": "b"}], False),
    (
        SETTINGS,
        "rag",
        ([], [{"from": "2025"}], [{"from": "2024"}]),
        [{"from": "2024"}, {"from": "2025"}],
        False,
    ),
]


@pytest.mark.parametrize(("path", "name", "lists", "expected", "is_open"), LISTS)
def test_lists_whose_items_have_a_name(
    path: str, name: str, lists: tuple[list[Any], ...], expected: list[Any], is_open: bool
) -> None:
    base, ours, theirs = ({name: one} for one in lists)
    found = merge(path, base, ours, theirs)
    assert isinstance(found, Merge)
    assert merged_data(found, ours, theirs, Side.OURS) == {name: expected}
    assert bool(found.clashes) is is_open


NOT = [
    (ONE, "log", [A], [{**A, "note": "z"}, B], [A, C], NotMerged(Reason.ALTERED, Side.OURS, A)),
    (ONE, "log", [A, B], [A, B, C], [A], NotMerged(Reason.ALTERED, Side.THEIRS, B)),
    (
        JAC,
        "meetings",
        [ITEM],
        [{**ITEM, "item": "7"}, OTHER],
        [{**ITEM, "item": "8"}],
        NotMerged(Reason.TWICE, None, ITEM),
    ),
    (ONE, "log", [A], [A, RED, CLOSED], [A, CLOSED, RED], NotMerged(Reason.CROSSED, None, [RED, CLOSED])),
    (
        ONE,
        "log",
        [],
        [A, {**B, "when": "2023-01"}, {**C, "when": "2023-01-31"}],
        [{**C, "when": "2023-01-31"}, {**B, "when": "2023-01"}],
        NotMerged(Reason.CROSSED, None, [{**B, "when": "2023-01"}, {**C, "when": "2023-01-31"}]),
    ),
    # Both corrections are known to both, but the rating between them would no longer come before the first.
    (
        ONE,
        "log",
        [],
        [B, C],
        [C, {**B, "note": "x"}, B],
        NotMerged(Reason.CROSSED, None, [B, {**B, "note": "x"}]),
    ),
    (JAC, "meetings", [], [{"item": "7"}], [ITEM], NotMerged(Reason.UNNAMED)),
    (JAC, "meetings", [], ["text"], [ITEM], NotMerged(Reason.UNNAMED)),
    (JAC, "meetings", [], [ITEM, ITEM], [OTHER], NotMerged(Reason.UNNAMED)),
]


@pytest.mark.parametrize(("path", "name", "base", "ours", "theirs", "why"), NOT)
def test_what_is_not_merged_and_why(
    path: str, name: str, base: list[Any], ours: list[Any], theirs: list[Any], why: NotMerged
) -> None:
    assert merge(path, {name: base}, {name: ours}, {name: theirs}) == why


def test_without_a_beginning_two_records_are_told_by_what_names_them() -> None:
    ours, theirs = {"kind": "finding", "text": "a"}, {"kind": "finding", "text": "b"}
    found = merge(ONE, None, ours, theirs)
    assert isinstance(found, Merge)
    assert found.two_records
    assert [(one.field, one.ours, one.theirs) for one in found.clashes] == [("text", "a", "b")]
    assert merged_data(found, ours, theirs, Side.THEIRS) == theirs
    same = merge(ONE, None, log(A), log(B))
    assert isinstance(same, Merge)
    assert merged_data(same, log(A), log(B), Side.OURS) == log(A, B)


def problem(*loc: str | int) -> Problem:
    return Problem(ONE, "red-without-why", "wrong", "mend it", loc=loc)


def test_a_fault_of_both_together_is_a_contradiction_of_their_additions() -> None:
    ours, theirs = log(A, RED, B), log(A, GREEN)
    found = merge(ONE, log(A), ours, theirs)
    assert isinstance(found, Merge)
    assert not found.clashes
    clash = together(found, ours, theirs, problem("log", 2, "rag"))
    assert clash is not None
    assert (clash.field, clash.ours, clash.theirs) == ("rag", "red", "green")
    assert clash.on == ("2023-03-10", "2023-03-31")
    again = merge(ONE, log(A), ours, theirs, [clash])
    assert isinstance(again, Merge)
    assert again.clashes == (clash,)
    assert merged_data(again, ours, theirs, Side.OURS) == ours
    assert merged_data(again, ours, theirs, Side.THEIRS) == log(A, GREEN, B)
    more = together(again, ours, theirs, problem("log", 2))
    assert more is not None
    assert (more.ours, more.theirs) == (B, GREEN)
    last = merge(ONE, log(A), ours, theirs, [clash, more])
    assert isinstance(last, Merge)
    assert [merged_data(last, ours, theirs, side) for side in Side] == [ours, theirs]
    assert together(last, ours, theirs, problem("log", 2)) is None


def test_a_fault_elsewhere_is_no_contradiction_of_additions() -> None:
    ours, theirs = log(A, RED), log(A, B)
    found = merge(ONE, log(A), ours, theirs)
    assert isinstance(found, Merge)
    assert together(found, ours, theirs, problem()) is None
    assert together(found, ours, theirs, problem("text")) is None


def test_what_is_lost_is_told_with_how_often_it_stands_there() -> None:
    assert lost(ONE, [log(A)], [log(A, A), log(B)]) == [
        '{"note": "a", "on": "2023-01-10"}',
        '{"note": "b", "on": "2023-02-10"}',
    ]
    assert lost(ONE, [log(A), log(B)], [log(A), log(B)]) == []
    assert (
        lost(JAC, [{"meetings": [{**ITEM, "item": "7"}]}], [{"meetings": [ITEM]}, {"meetings": "none"}]) == []
    )
    assert lost("notes.yaml", [{}], [log(A)]) == []
