"""What a change does to the next paper of each committee."""

from dataclasses import replace
from datetime import date

import pytest

from hmicfrs_cli.domain.changes.effect import effects
from hmicfrs_cli.domain.register import Register
from hmicfrs_cli.domain.settings import Committee
from tests.domain.pairs import pair, state

MEETINGS = [
    {"on": "2022-09-26", "cut_off": "2022-09-09"},
    {"on": "2022-06-27", "since": "2022-03-31"},
    {"on": "2022-12-12"},
]


def committee(text: dict[str, object]) -> Committee:
    return Committee.model_validate({"short": "C", **text})


def holding(files: dict[str, bytes]) -> Register:
    register = state(files).register
    return replace(register, committees={"c": committee({"name": "C", "meetings": MEETINGS})})


@pytest.mark.parametrize(
    ("today", "since", "until"),
    [
        (date(2022, 1, 1), date(2022, 3, 31), date(2022, 6, 27)),
        (date(2022, 6, 27), date(2022, 3, 31), date(2022, 6, 27)),
        (date(2022, 6, 28), date(2022, 6, 27), date(2022, 9, 9)),
        (date(2022, 9, 27), date(2022, 9, 9), date(2022, 12, 12)),
        (date(2030, 1, 1), date(2022, 9, 9), date(2022, 12, 12)),
    ],
)
def test_the_next_meeting_else_the_last(today: date, since: date, until: date) -> None:
    old, new = pair("closed-by-letter")
    [found] = effects(holding(old), holding(new), today)
    assert (found.period.since, found.period.until) == (since, until)
    assert found.old is not None
    assert found.new is not None
    closed = int(since < date(2022, 11, 1) <= until)
    assert (len(found.old.all_closed), len(found.new.all_closed)) == (0, closed)


def test_a_committee_without_meetings_has_no_paper_and_one_without_a_past_no_totals() -> None:
    old, _ = pair("closed-by-letter")
    register = state(old).register
    meetings = [{"on": "2022-06-27"}]
    both = {"none": committee({"name": "A"}), "first": committee({"name": "B", "meetings": meetings})}
    first = replace(register, committees=both)
    [found] = effects(first, first, date(2022, 1, 1))
    assert (found.committee, found.period.since, found.old, found.new) == ("C", date.min, None, None)
