"""Which meeting, which days: what a paper looks at."""

from datetime import date

import pytest

from hmicfrs_cli.domain.paper.build import choose_meeting
from hmicfrs_cli.domain.settings import Committee
from tests.domain.paper.ground import MEETINGS, paper, register, scope

COMMITTEE = Committee.model_validate(
    {
        "name": "Committee",
        "short": "C",
        "meetings": [{"on": on} for on in ("2024-03-14", "2024-06", "2024-W40", "2025-01-09")],
    }
)


@pytest.mark.parametrize(
    ("today", "named", "chosen"),
    [
        ("2024-03-14", None, "2024-03-14"),  # the day itself
        ("2024-03-15", None, "2024-06"),
        ("2024-06-30", None, "2024-06"),  # a month has come to its end only with its last day
        ("2024-07-01", None, "2024-W40"),
        ("2025-02-01", None, "2025-01-09"),  # none ahead: the latest
        ("2024-03-14", "2024-06", "2024-06"),
        ("2025-02-01", "2024-w40", "2024-W40"),
        ("2024-03-14", "2024-06-01", None),
    ],
)
def test_the_meeting_is_the_one_named_else_the_next_else_the_latest(
    today: str, named: str | None, chosen: str | None
) -> None:
    found = choose_meeting(COMMITTEE, date.fromisoformat(today), named)
    assert (found.on.text if found else None) == chosen


def test_a_committee_without_meetings_has_none_to_choose() -> None:
    nobody = Committee.model_validate({"name": "Committee", "short": "C"})
    assert choose_meeting(nobody, date(2024, 1, 1)) is None


@pytest.mark.parametrize(
    ("today", "as_of", "day"),
    [
        (date(2024, 12, 31), None, date(2024, 6, 30)),  # the cut-off
        (date(2024, 12, 31), date(2024, 5, 1), date(2024, 5, 1)),
        (date(2024, 12, 31), date(2024, 8, 1), date(2024, 6, 30)),  # never after the cut-off
        (date(2024, 6, 1), None, date(2024, 6, 1)),  # never after today
        (date(2024, 6, 1), date(2024, 6, 20), date(2024, 6, 1)),
    ],
)
def test_a_paper_stands_as_at_its_cut_off_and_never_later_than_today(
    today: date, as_of: date | None, day: date
) -> None:
    found = scope(register(), "2024-07-11", today, as_of=as_of)
    assert (found.view.lens.day, found.view.lens.known) == (day, today)
    assert paper(register(), "2024-07-11", today, as_of=as_of).heading.as_of == day


def test_a_meeting_without_a_cut_off_ends_with_its_own_last_day() -> None:
    found = scope(register(meetings=[{"on": "2024-06", "since": "2024-01-01"}]))
    assert found.view.lens.day == date(2024, 6, 30)


def test_a_period_begins_after_the_last_cut_off_or_the_day_given() -> None:
    first = paper(register(), "2024-04-11").heading
    assert (first.since, first.since_stated) == (date(2023, 12, 31), False)
    second = paper(register(), "2024-07-11").heading
    assert (second.since, second.since_stated) == (date(2024, 3, 31), True)
    given = [MEETINGS[0], {**MEETINGS[1], "since": "2024-02-29"}]
    assert paper(register(meetings=given), "2024-07-11").heading.since == date(2024, 2, 29)


def test_without_any_day_to_begin_after_everything_is_in_the_period() -> None:
    assert scope(register(meetings=[{"on": "2024-06-30"}])).since == date.min


def test_the_heading_says_what_the_committees_file_and_the_settings_say() -> None:
    meeting = {**MEETINGS[0], "item": "7", "author": "A. Officer", "presented_by": "The DCC"}
    marked = [{"from": "2024-01-01", "marking": "official-sensitive"}]
    names = {"force": "Kent Police", "local_policing_body": "Kent PCC"}
    heading = paper(register(meetings=[meeting], names=names, marking=marked, fictional=True)).heading
    assert (heading.item, heading.author, heading.presented_by) == ("7", "A. Officer", "The DCC")
    assert (heading.force, heading.short_force, heading.local_policing_body) == (
        *("Kent Police", "Kent Police"),
        "Kent PCC",
    )
    assert (heading.marking.value, heading.fictional) == ("official-sensitive", True)
    plain = paper(register()).heading
    assert (plain.marking.value, plain.fictional) == ("official", False)
    assert (plain.short_force, plain.local_policing_body) == ("Kent", "the local policing body")
