"""What commits did to one record, from the versions of its file."""

from datetime import date
from typing import Any

import pytest

from hmicfrs_cli.domain import dates
from hmicfrs_cli.domain.committed import Commit, Version
from hmicfrs_cli.domain.lifeline import Did, Step, days_apart, life, origins

TODAY = date(2026, 11, 23)
A = {"on": "2026-01-01", "note": "a"}
B = {"on": "2026-02-01", "note": "b"}
C = {"on": "2026-03-01", "note": "c"}
B_OTHER = {"on": "2026-02-01", "note": "other"}


def version(name: str, parents: str, *log: Any, **facts: Any) -> Version:  # noqa: ANN401 -- data is of any shape
    """Return a version by a commit of one letter, or with "" of the working tree."""
    commit = Commit(name, "Ash", "Ash", date(2026, 6, ord(name) - 96), "N", "") if name else None
    return Version(commit, tuple(parents), "findings/x/1.yaml", {"log": list(log), **facts})


def told(*versions: Version) -> list[tuple[str, str, str | None]]:
    """Return what happened, in which commit, and the entry's note."""
    steps = life(versions, TODAY, finding=True)
    return [
        (step.did.value, step.commit.id if step.commit else "", step.entry.note if step.entry else None)
        for step in steps
        if step.did is not Did.BEGUN
    ]


CASES: list[tuple[str, list[Version], list[tuple[str, str, str | None]]]] = [
    ("added", [version("a", "", A), version("b", "a", A, B)], [("entered", "a", "a"), ("entered", "b", "b")]),
    (
        "moved",
        [version("a", "", A, B), version("b", "a", B, A)],
        [("entered", "a", "a"), ("entered", "a", "b")],
    ),
    (
        "the same twice",
        [version("a", "", A), version("b", "a", A, A)],
        [("entered", "a", "a"), ("entered", "b", "a")],
    ),
    ("removed", [version("a", "", A), version("b", "a")], [("entered", "a", "a"), ("removed", "b", "a")]),
    (
        "altered",
        [version("a", "", B), version("b", "a", B_OTHER)],
        [("entered", "a", "b"), ("altered", "b", "other")],
    ),
    (
        "not committed",
        [version("a", "", A), version("", "a", A, B)],
        [("entered", "a", "a"), ("entered", "", "b")],
    ),
    (
        "merged",
        [version("a", "", A), version("b", "a", A, B), version("c", "a", A, C), version("d", "bc", A, B, C)],
        [("entered", "a", "a"), ("entered", "b", "b"), ("entered", "c", "c")],
    ),
    (
        "lost in a merge",
        [version("a", "", A), version("b", "a", A, B), version("c", "a", A, C), version("d", "bc", A, B)],
        [("entered", "a", "a"), ("entered", "b", "b"), ("entered", "c", "c"), ("removed", "d", "c")],
    ),
    (
        "removed on one side and merged",
        [version("a", "", A), version("b", "a"), version("c", "a", A, C), version("d", "bc", C)],
        [("entered", "a", "a"), ("entered", "c", "c"), ("removed", "b", "a")],
    ),
    ("an entry of no shape", [version("a", "", "x")], [("entered", "a", None)]),
    ("a log of no shape", [Version(None, (), "findings/x/1.yaml", {"log": "x"})], []),
]


@pytest.mark.parametrize(
    ("versions", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_what_happened(versions: list[Version], expected: list[tuple[str, str, str | None]]) -> None:
    assert told(*versions) == expected


def test_facts_edited_are_told_with_both_values() -> None:
    versions = [version("a", "", text="all", ref="p1"), version("b", "a", text="some", number="1")]
    step = life(versions, TODAY, finding=True)[-1]
    assert (step.did, step.fields) == (
        Did.EDITED,
        (("text", "all", "some"), ("ref", "p1", None), ("number", None, "1")),
    )


def test_a_fact_that_a_merge_takes_from_one_side_is_no_edit() -> None:
    versions = [version("a", "", text="x"), version("b", "a", text="y"), version("c", "a", text="x")]
    merged = life([*versions, version("d", "bc", text="y")], TODAY, finding=True)
    assert [(one.did.value, one.commit and one.commit.id) for one in merged] == [
        ("begun", "a"),
        ("edited", "b"),
    ]
    other = life([*versions, version("d", "bc", text="z")], TODAY, finding=True)
    assert [step.did for step in other].count(Did.EDITED) == 2


@pytest.mark.parametrize(
    ("when", "expected"),
    [("2026-03-10", 84), ("2026-06-02", 0), ("2026-06-20", 18), ("2026-03", 63), ("2026-06", 0), ("2026", 0)],
)
def test_a_date_and_a_commit_lie_apart_by_what_is_certain(when: str, expected: int) -> None:
    # From 10 March to 2 June: 21 + 30 + 31 + 2; from 31 March: 30 + 31 + 2.
    assert days_apart(dates.parse(when), date(2026, 6, 2)) == expected


@pytest.mark.parametrize(
    ("on", "apart"), [("2026-05-25", False), ("2026-05-24", True), ("2026-06-08", False)]
)
def test_a_week_may_pass_between_a_date_and_its_commit(on: str, apart: bool) -> None:
    # Commit "a" is of 1 June.
    entered = [one for one in life([version("a", "", {"on": on})], TODAY, finding=True) if one.entry]
    assert [one.apart for one in entered] == [apart]


def test_an_inspections_entries_are_its_own() -> None:
    steps = life([version("a", "", {"on": "2026-06-01", "event": "published"})], TODAY, finding=False)
    assert [step.entry is not None for step in steps if step.did is Did.ENTERED] == [True]


def test_each_entry_of_a_log_has_its_own_origin() -> None:
    versions = [version("a", "", A, B), version("b", "a", A, B_OTHER, A)]
    steps = life(versions, TODAY, finding=True)

    def commit(step: Step | None) -> str | None:
        return step.commit.id if step and step.commit else None

    assert [commit(one) for one in origins(steps, [A, B_OTHER, A, C])] == ["a", "b", "b", None]


def test_what_is_the_oldest_of_a_clone_was_there_before() -> None:
    commit = Commit("a", "Ash", "Ash", date(2026, 6, 1), "N", "", oldest=True)
    steps = life([Version(commit, (), "findings/x/1.yaml", {"log": [A]})], TODAY, finding=True)
    assert [(step.did, step.apart) for step in steps] == [(Did.ENTERED, False)]


def test_a_file_that_is_gone_was_deleted_or_has_left() -> None:
    gone = [
        Version(None, ("a",), "findings/x/1.yaml", None, gone=True, became=other)
        for other in ("", "findings/x/2.yaml")
    ]
    steps = [life([version("a", "", A), one], TODAY, finding=True)[-1] for one in gone]
    assert [(step.did, step.other) for step in steps] == [
        (Did.DELETED, ""),
        (Did.LEFT, "findings/x/2.yaml"),
    ]


def test_a_life_of_many_entries_is_told_in_time_that_grows_with_them() -> None:
    entries = [{"on": "2026-01-01", "note": str(number)} for number in range(300)]
    versions = [
        Version(
            Commit(str(n), "Ash", "Ash", date(2026, 1, 1), "N", ""),
            (str(n - 1),),
            "findings/x/1.yaml",
            {"log": entries[:n]},
        )
        for n in range(300)
    ]
    steps = life(versions, TODAY, finding=True)
    assert [step.entry.note for step in steps if step.entry] == [str(number) for number in range(299)]


@pytest.mark.parametrize(
    ("old", "new", "did"),
    [
        (None, ["x/1"], [Did.RENAMED]),
        (["w/1"], ["w/1", "x/1"], [Did.RENAMED]),
        (None, ["x/1", "x/9"], [Did.RENAMED, Did.EDITED]),
        (["w/1"], ["x/1"], [Did.RENAMED, Did.EDITED]),
        (["w/1"], None, [Did.RENAMED, Did.EDITED]),
        (None, [1], [Did.RENAMED, Did.EDITED]),
        (None, "x/1", [Did.RENAMED, Did.EDITED]),
    ],
)
def test_naming_an_id_that_it_had_is_no_edit(old: Any, new: Any, did: list[Did]) -> None:  # noqa: ANN401
    before = version("a", "", **({"formerly": old} if old else {}))
    commit = Commit("b", "Ash", "Ash", date(2026, 6, 2), "N", "")
    now = Version(commit, ("a",), "findings/x/2.yaml", {"log": [], **({"formerly": new} if new else {})})
    steps = life([before, now], TODAY, finding=True)
    assert [one.did for one in steps if one.did is not Did.BEGUN] == did


def test_a_file_that_can_be_read_again_is_said_to_be() -> None:
    broken = Version(Commit("b", "Ash", "Ash", date(2026, 6, 2), "N", ""), ("a",), "findings/x/1.yaml", None)
    steps = life([version("a", "", A), broken, version("c", "b", A)], TODAY, finding=True)
    assert [step.did.value for step in steps] == ["entered", "begun", "unreadable", "mended"]
