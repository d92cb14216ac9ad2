"""The showcase register: what its script writes, sound, coherent, and with everything in it to show."""

import subprocess
import sys
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from hmicfrs_cli.domain.dates import Precision, When, parse
from hmicfrs_cli.domain.fold import Lens
from hmicfrs_cli.domain.movement import Period, movements
from hmicfrs_cli.domain.records import Entry, Finding, FindingEntry
from hmicfrs_cli.domain.register import Register, View
from hmicfrs_cli.domain.review import review
from hmicfrs_cli.domain.rules import check
from hmicfrs_cli.domain.settings import Meeting
from hmicfrs_cli.domain.terms import (
    Acceptance,
    AuthorityKind,
    Basis,
    Delivery,
    Event,
    FindingKind,
    ForceStatus,
    InspectionKind,
    InspectorateStatus,
    Rag,
)
from hmicfrs_cli.storage.load import load
from tests.conftest import ROOT, TODAY

SHOWCASE = ROOT / "examples" / "wrenshire" / "register"
DAY = date.fromisoformat(TODAY)

WARNINGS = {
    "target-moved-again": 21,
    "no-update": 5,
    "section-55-due": 2,
    "back-dated": 1,
    "cause-without-recommendation": 1,
    "no-owner": 1,
    "no-target": 1,
    "agreed-by-owner": 1,
    "complete-not-agreed": 1,
    "owner-left-portfolio": 1,
    "not-ours-with-owner": 1,
}
"""What a liaison officer would have to chase; the plan has each on purpose."""


@pytest.fixture(scope="module")
def register() -> Register:
    loaded = load(SHOWCASE)
    assert loaded.problems == []
    assert loaded.register is not None
    return loaded.register


@pytest.fixture(scope="module")
def view(register: Register) -> View:
    return View(register, Lens(DAY, DAY))


def _texts(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.yaml")}


def _entries(register: Register) -> list[tuple[str, FindingEntry]]:
    return [(id_, entry) for id_, record in register.findings.items() for entry in record.log]


def test_the_register_is_what_its_script_writes(tmp_path: Path) -> None:
    script = ROOT / "examples" / "showcase.py"
    folder = tmp_path / "register"
    subprocess.run([sys.executable, str(script), str(folder)], cwd=tmp_path, check=True, timeout=120)
    assert _texts(folder) == _texts(SHOWCASE)
    ignored = (tmp_path / ".gitignore").read_text(encoding="utf-8")
    assert ignored == (SHOWCASE.parent / ".gitignore").read_text(encoding="utf-8")
    made = ["/papers/", "/packs/", "/export/", "/reminders/", "*-not-taken-over.csv", "/calendar*.ics"]
    assert ignored.splitlines()[1:] == [*made, ".hmi-*"]


def test_it_has_no_error_and_the_warnings_it_is_meant_to_have(register: Register) -> None:
    found = check(register, DAY)
    assert [problem for problem in found if problem.severity == "error"] == []
    assert Counter(problem.code for problem in found) == WARNINGS


def test_it_says_that_it_is_made_up(register: Register) -> None:
    assert register.settings.fictional
    assert "(fictional)" in register.settings.names.force


def test_it_has_everything_to_show(register: Register) -> None:
    findings, inspections = register.findings.values(), register.inspections.values()
    entries = [entry for _, entry in _entries(register)]
    assert {one.kind for one in findings} == set(FindingKind)
    assert {one.kind for one in inspections} == set(InspectionKind)
    assert {entry.event for one in inspections for entry in one.log} >= set(Event)
    assert {one.delivery for one in findings} == set(Delivery)
    assert {one.deadline.basis for one in findings if one.deadline} == set(Basis)
    assert {entry.rag for entry in entries} >= set(Rag)
    assert {entry.status for entry in entries} >= set(ForceStatus)
    assert {entry.acceptance for entry in entries} >= set(Acceptance)
    assert {entry.inspectorate for entry in entries} >= set(InspectorateStatus)
    assert {entry.authority.kind for entry in entries if entry.authority} == set(AuthorityKind)


def test_planned_dates_are_of_every_precision(register: Register) -> None:
    planned = [entry.planned for one in register.inspections.values() for entry in one.log if entry.planned]
    days: list[When] = [when for one in planned for when in (one.fieldwork, one.publication) if when]
    assert {when.precision for when in days} == set(Precision) - {Precision.DAY}


@pytest.mark.parametrize("moves", [1, 2, 3])
def test_targets_move_once_twice_and_three_times(view: View, moves: int) -> None:
    moved = [state for state in view.findings.values() if len(state.progress.moves) == moves]
    assert len(moved) >= 5
    assert all(move.why for state in moved for move in state.progress.moves)


def test_a_target_is_brought_forward(view: View) -> None:
    forward = [id_ for id_, state in view.findings.items() for move in state.progress.moves if move.days < 0]
    assert "peel-2021-22/afi-12" in forward


@pytest.mark.parametrize("committee", ["jac", "arac"])
def test_movement_adds_up_between_every_pair_of_meetings(view: View, committee: str) -> None:
    held = [meeting for meeting in view.register.committees[committee].meetings if meeting.ends() <= DAY]
    assert len(held) >= 3
    for earlier, later in pairwise(held):
        at = view.at(later.ends())
        counted = [state for state in at.findings.values() if state.counted]
        rows = movements(counted, Period(earlier.ends(), later.ends()))
        assert all(row.adds_up for row in rows.values())
        still_open = {state.id for state in counted if state.is_open}
        assert {id_ for row in rows.values() for id_ in row.closing} == still_open


def test_a_peel_report_brings_most_of_the_new_findings(view: View) -> None:
    made = Counter(state.inspection for state in view.made() if state.counted)
    assert {name for name, _ in made.most_common(2)} == {"peel-2021-22", "peel-2023-25"}


def _issued(register: Register, day: str) -> Meeting:
    return next(one for one in register.committees["jac"].meetings if one.on.text == day)


@pytest.mark.parametrize(
    ("day", "since_closed"),
    [("2024-03-14", set()), ("2025-03-13", {"peel-2021-22/afi-7"}), ("2026-09-10", set())],
)
def test_issued_figures_are_the_registers_but_for_what_came_late(
    view: View, day: str, since_closed: set[str]
) -> None:
    meeting = _issued(view.register, day)
    assert meeting.issued is not None
    issued = {id_ for ids in meeting.issued.figures.values() for id_ in ids}
    states = view.at(meeting.ends()).findings.values()
    assert issued - {state.id for state in states if state.counted and state.is_open} == since_closed


def test_the_cause_stays_open_while_its_recommendations_close(view: View) -> None:
    before = view.at(parse("2024-11-29").last).findings
    assert before["peel-2021-22/coc-1"].is_open
    assert not any(before[f"peel-2021-22/{number}"].is_open for number in (1, 2, 3, 4))
    assert not view.findings["peel-2021-22/coc-1"].is_open


@pytest.mark.parametrize(
    "id_", ["peel-2023-25/afi-3", "peel-2023-25/afi-7", "peel-2023-25/afi-10", "rocu-wren-valley-2023/1"]
)
def test_the_review_finds_the_ratings_that_are_wrong_on_purpose(view: View, id_: str) -> None:
    assert id_ in {doubt.id for doubt in review(view)}


def test_logs_are_in_order_but_for_the_entry_that_came_late(register: Register) -> None:
    records: dict[str, tuple[Entry, ...]] = {
        **{id_: one.log for id_, one in register.findings.items()},
        **{id_: one.log for id_, one in register.inspections.items()},
    }
    unordered = [
        id_ for id_, log in records.items() for one, next_ in pairwise(log) if next_.on.last < one.on.last
    ]
    assert unordered == ["peel-2021-22/afi-7"]


def test_no_text_stands_twice(register: Register) -> None:
    findings: list[Finding] = list(register.findings.values())
    said = [one.text for one in findings]
    said += [words for _, e in _entries(register) for words in (e.why, e.note, e.effect) if words]
    assert [text for text, times in Counter(said).items() if times > 1] == []


def test_nothing_is_closed_before_it_is_complete(view: View) -> None:
    for state in view.findings.values():
        if state.complete and state.closed and state.progress.status_on:
            assert state.progress.status_on.last <= state.closed.day, state.id
