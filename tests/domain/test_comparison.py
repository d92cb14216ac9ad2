"""What differs between two records: facts, and entries as a multiset."""

from collections.abc import Sequence

import pytest

from hmicfrs_cli.domain.comparison import Difference, Fact, differences, likeness, sign
from hmicfrs_cli.domain.dates import parse
from hmicfrs_cli.domain.reading import AnyRecord
from hmicfrs_cli.domain.records import Finding, FindingEntry, Inspection
from hmicfrs_cli.domain.terms import FindingKind

PATH = "findings/peel-2022/1.yaml"


def entry(on: str, **said: object) -> FindingEntry:
    return FindingEntry.model_validate({"on": on, **said})


def finding(*log: FindingEntry, **facts: object) -> Finding:
    return Finding.model_validate({"kind": "recommendation", "text": "Do it.", "log": log, **facts})


A = entry("2022-01-01", owner="Head of Crime", note="first")
B = entry("2022-02-01", rag="amber", why="Half of it is done.")
C = entry("2022-03-01", rag="red", why="Half of it is done.")


def compared(old: AnyRecord, new: AnyRecord) -> Difference:
    [found] = differences({PATH: old}, {PATH: new})
    return found


@pytest.mark.parametrize(
    ("old", "new", "added", "gone", "altered"),
    [
        ([A], [A, B], (1,), (), ()),
        ([A], [B, A], (0,), (), ()),
        ([A, B], [B], (), (0,), ()),
        ([A], [A, A], (1,), (), ()),
        ([A, A], [A], (), (1,), ()),
        ([A, B], [B, A, C], (2,), (), ()),
        ([B], [entry("2022-02-01", rag="green")], (), (), ((0, 0),)),
        ([B], [entry("2022-06-01", rag="amber", why="Half of it is done.")], (), (), ((0, 0),)),
        ([B], [A], (0,), (0,), ()),
        ([B], [entry("2022-02-01", action="a1", text="Train.")], (0,), (0,), ()),
        (
            [B],
            [entry("2022-02-01", note="x"), entry("2022-02-01", rag="amber", why="A third.")],
            (0,),
            (),
            ((0, 1),),
        ),
    ],
)
def test_entries(
    old: Sequence[FindingEntry],
    new: Sequence[FindingEntry],
    added: tuple[int, ...],
    gone: tuple[int, ...],
    altered: tuple[tuple[int, int], ...],
) -> None:
    found = compared(finding(*old), finding(*new))
    assert (found.added, found.gone, found.altered) == (added, gone, altered)


def test_facts() -> None:
    found = compared(finding(A), finding(A, number="1", text="Do it soon."))
    assert found.facts == (Fact("number", None, "1"), Fact("text", "Do it.", "Do it soon."))
    assert (found.added, found.gone, found.altered) == ((), (), ())


def test_nothing_for_what_is_equal() -> None:
    log = [A, B]
    same = [finding(*log), finding(*reversed(log)), finding(*log, delivery="force", addressed_to=[])]
    assert differences({PATH: same[0]}, {PATH: same[2]}) == []
    # Another order is a difference in which nothing is added or gone.
    [found] = differences({PATH: same[0]}, {PATH: same[1]})
    assert (found.facts, found.added, found.gone, found.altered) == ((), (), (), ())


def test_new_gone_and_renamed() -> None:
    one, other = finding(A), finding(B)
    [new] = differences({}, {PATH: one})
    assert (new.path, new.old_path, new.old, new.new, new.added) == (PATH, None, None, one, (0,))
    [gone] = differences({PATH: one}, {})
    assert (gone.path, gone.old_path, gone.new, gone.gone) == (PATH, PATH, None, (0,))
    there = "findings/peel-2022/2.yaml"
    [moved] = differences({PATH: one}, {there: one}, {there: PATH})
    assert (moved.renamed, moved.id, moved.old_path, moved.added) == (True, "peel-2022/2", PATH, ())
    swapped = differences({PATH: one, there: other}, {PATH: other, there: one}, {there: PATH, PATH: there})
    assert [(found.renamed, found.added, found.gone) for found in swapped] == [(True, (), ())] * 2
    taken = differences({PATH: one}, {PATH: other, there: one}, {there: PATH})
    assert [(found.path, found.old_path) for found in taken] == [(PATH, None), (there, PATH)]


def test_a_record_of_another_kind_is_no_rename() -> None:
    there = "inspections/peel-2022.yaml"
    inspection = Inspection.model_validate({"title": "PEEL", "kind": "peel"})
    found = differences({PATH: finding()}, {there: inspection}, {there: PATH})
    assert [(one.path, one.old is None, one.new is None) for one in found] == [
        (PATH, False, True),
        (there, True, False),
    ]


def test_signs_are_equal_for_what_says_the_same() -> None:
    assert sign(entry("2022-01-01", evidence="x")) == sign(entry("2022-01-01", evidence=["x"], private=False))
    assert sign(entry("2022-01-01")) != sign(entry("2022-01"))
    one, other = {"a": "1", "b": ["2"]}, {"b": ("2",), "a": "1"}
    assert sign(one) == sign(other)
    assert sign(parse("2022")) == sign("2022")
    assert sign(FindingKind.AFI) == "area-for-improvement"


def test_likeness_leaves_days_out() -> None:
    assert likeness(B, entry("2025-01-01", rag="amber", why="Half of it is done.")) == 1
    assert likeness(B, C) == 1 / 3
    assert likeness(entry("2022"), entry("2023")) == 0
