"""A proposed mapping says in YAML exactly what was proposed, whatever a tracker's cells hold."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hmicfrs_cli.domain.dates import parse
from hmicfrs_cli.domain.register import Register
from hmicfrs_cli.domain.settings import Names, Settings
from hmicfrs_cli.domain.tracker.cells import Cell, Form, Row, Sheet, Tracker, folded
from hmicfrs_cli.domain.tracker.intake import take_in
from hmicfrs_cli.domain.tracker.looking import Proposal, propose
from hmicfrs_cli.domain.tracker.mapping import TrackerMap
from hmicfrs_cli.domain.tracker.plan import faults
from hmicfrs_cli.domain.tracker.rows import Known
from hmicfrs_cli.domain.tracker.words import VALUES
from hmicfrs_cli.render import tracker_map
from hmicfrs_cli.storage import yaml

EMPTY = Register(Settings(format=1, force="essex", names=Names(force="Essex Police")))
HEADINGS = ("Ref", "Type", "Recommendation", "Owner", "RAG", "Status", "Due date")
HEAD = Row(1, tuple(Cell(one) for one in HEADINGS))
SOUND = st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\u2028\u2029\ufeff\ufffe\uffff")
"""What the readers leave in a cell."""
WORDS = st.one_of(
    st.sampled_from(["", "Rec", "AFI 3", "R", "Total", "ongoing", "03/04/2022", "Closed", "CI Lee/DI Roe"]),
    st.text(SOUND, max_size=12).map(str.strip),
)
CELLS = st.builds(
    Cell, WORDS, st.sampled_from(Form), st.sampled_from([None, "red", "grey"]), st.booleans(), st.booleans()
)


def made(lines: list[list[Cell]]) -> Tracker:
    rows = [Row(at, tuple(cells), hidden=at % 3 == 0) for at, cells in enumerate(lines, 2)]
    return Tracker("t.xlsx", (Sheet("A “sheet”", (HEAD, *rows)), Sheet("Empty", hidden=True)))


TRACKERS = st.lists(st.lists(CELLS, max_size=8), max_size=8).map(made)


def read_back(proposal: Proposal) -> TrackerMap:
    data: Any = yaml.read(tracker_map.text(proposal).encode(), "t.mapping.yaml")
    assert isinstance(data, dict), data
    return TrackerMap.model_validate(data)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TRACKERS)
def test_a_mapping_says_what_was_proposed(tracker: Tracker) -> None:
    proposal = propose(tracker, EMPTY)
    assert read_back(proposal).model_dump() == proposal.mapping.model_dump()
    assert not faults(proposal.mapping, tracker, "t.mapping.yaml")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TRACKERS)
def test_every_line_of_any_tracker_is_a_finding_a_refusal_or_no_row(tracker: Tracker) -> None:
    mapping = propose(tracker, EMPTY).mapping
    words = {name: mapping.words(name) for name in VALUES}
    owners = {folded(said): names for said, names in mapping.owners.items()}
    named = {folded(one.found): one.id for one in mapping.inspections}
    known = Known(mapping, parse("2026-11-23"), None, words, owners, named)
    intake = take_in(tracker, known, EMPTY)
    intake.account(tracker)
    assert len(intake.findings) + len(intake.refused) + len(intake.others) == len(tracker.sheets[0].rows)


@pytest.mark.parametrize("said", ["yes", "~", "1", "a: b", "# x", "- x", '"', "\\", "\x85", "\u2028", "é"])
def test_words_that_yaml_would_take_otherwise_are_kept(said: str) -> None:
    line = Row(2, (Cell("1"), Cell("Rec"), Cell("Act."), Cell(f"DCI {said} Lee")))
    found = read_back(propose(Tracker("t.xlsx", (Sheet("S", (HEAD, line)),)), EMPTY))
    assert list(found.owners) == [" ".join(f"DCI {said} Lee".split())]
