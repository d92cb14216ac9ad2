"""Dates of every precision: read, compared by their last possible day, never sharpened."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmicfrs_cli.domain import dates
from hmicfrs_cli.domain.dates import Precision, on_words, parse, spoken

DAYS = st.dates(date(1900, 1, 8), date(2199, 12, 22))


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2022-04-04", date(2022, 4, 4), date(2022, 4, 4), Precision.DAY),
        ("2022-01-10/2022-01-14", date(2022, 1, 10), date(2022, 1, 14), Precision.SPAN),
        ("2022-01/2022-02", date(2022, 1, 1), date(2022, 2, 28), Precision.SPAN),
        ("2022/2022", date(2022, 1, 1), date(2022, 12, 31), Precision.SPAN),
        ("2022-W14", date(2022, 4, 4), date(2022, 4, 10), Precision.WEEK),
        ("2020-W53", date(2020, 12, 28), date(2021, 1, 3), Precision.WEEK),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), Precision.MONTH),
        ("2022-02", date(2022, 2, 1), date(2022, 2, 28), Precision.MONTH),
        ("2022", date(2022, 1, 1), date(2022, 12, 31), Precision.YEAR),
        ("/2022-03", date(1900, 1, 1), date(2022, 3, 31), Precision.NOT_LATER_THAN),
        ("/2022-03-15", date(1900, 1, 1), date(2022, 3, 15), Precision.NOT_LATER_THAN),
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29), Precision.DAY),
        ("1900", date(1900, 1, 1), date(1900, 12, 31), Precision.YEAR),
        ("2199-12-31", date(2199, 12, 31), date(2199, 12, 31), Precision.DAY),
    ],
)
def test_a_date_has_a_first_and_a_last_possible_day(
    text: str, first: date, last: date, precision: Precision
) -> None:
    when = parse(text)
    assert (when.first, when.last, when.precision) == (first, last, precision)
    assert str(when) == text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is not an ISO 8601 date"),
        ("/", "is not an ISO 8601 date"),
        ("2022-04-04/", "is not an ISO 8601 date"),
        ("2022/04/04", "is not an ISO 8601 date"),
        ("2022-4-4", "is not an ISO 8601 date"),
        ("04-04-2022", "is not an ISO 8601 date"),
        ("22-04", "is not an ISO 8601 date"),
        ("20220404", "is not an ISO 8601 date"),
        ("2022-W14-1", "is not an ISO 8601 date"),
        ("2022-w14", "is not an ISO 8601 date"),
        ("2022-04-04 ", "is not an ISO 8601 date"),
        ("2022-04-04\n", "is not an ISO 8601 date"),
        ("٢٠٢٢", "is not an ISO 8601 date"),
        ("2022-04-04T10:00", "is not an ISO 8601 date"),
        ("April 2022", "is not an ISO 8601 date"),
        ("2022-02-29", "is no day in the calendar"),
        ("2022-04-31", "is no day in the calendar"),
        ("2022-13", "is no day in the calendar"),
        ("2022-00", "is no day in the calendar"),
        ("2022-W00", "is no day in the calendar"),
        ("2022-W53", "is no day in the calendar"),
        ("0000", "is no day in the calendar"),
        ("1899-12-31", "is not between 1900 and 2199"),
        ("2200", "is not between 1900 and 2199"),
        ("2022-01-14/2022-01-10", "ends before it begins"),
    ],
)
def test_what_is_no_date_is_refused_in_words(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        parse(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2022-04-04", "4 April 2022"),
        ("2022-W14", "week commencing 4 April 2022"),
        ("2022-04", "April 2022"),
        ("2022", "2022"),
        ("2022-01-10/2022-01-14", "10 to 14 January 2022"),
        ("2022-01-31/2022-02-04", "31 January to 4 February 2022"),
        ("2021-12-28/2022-01-04", "28 December 2021 to 4 January 2022"),
        ("2021-01-04/2022-01-04", "4 January 2021 to 4 January 2022"),
        ("2022-01/2022-03", "January 2022 to March 2022"),
        ("2022-W14/2022-W15", "week commencing 4 April 2022 to week commencing 11 April 2022"),
        ("2022/2023", "2022 to 2023"),
        ("/2022-03", "not later than March 2022"),
        ("/2022-W14", "not later than week commencing 4 April 2022"),
    ],
)
def test_a_date_is_said_as_people_write_it(text: str, said: str) -> None:
    assert spoken(parse(text)) == said


@pytest.mark.parametrize(
    ("text", "seen", "said"),
    [
        ("2022-04", None, "April 2022, date to be confirmed"),
        ("2022", date(2022, 3, 1), "later in 2022"),
        ("2022", date(2021, 12, 31), "2022, date to be confirmed"),
        ("2022", date(2023, 1, 1), "2022, date to be confirmed"),
        ("2022", None, "2022, date to be confirmed"),
        ("2022-W14", date(2022, 3, 1), "week commencing 4 April 2022"),
        ("2022-04-04", date(2022, 3, 1), "4 April 2022"),
    ],
)
def test_a_planned_date_says_what_is_open(text: str, seen: date | None, said: str) -> None:
    assert spoken(parse(text), planned=True, seen=seen) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2022-04-04", "on 4 April 2022"),
        ("2022-W14", "in the week commencing 4 April 2022"),
        ("2022-04", "in April 2022"),
        ("2022", "in 2022"),
        ("2022-01-10/2022-01-14", "from 10 to 14 January 2022"),
        ("/2022-03", "not later than March 2022"),
    ],
)
def test_a_date_takes_the_preposition_that_it_needs(text: str, said: str) -> None:
    assert on_words(parse(text)) == said


@given(DAYS)
def test_every_way_to_write_a_day_holds_that_day(day: date) -> None:
    year, week, _ = day.isocalendar()
    for text in (
        day.isoformat(),
        f"{year}-W{week:02}",
        f"{day:%Y-%m}",
        f"{day:%Y}",
        f"{day}/{day}",
        f"/{day}",
    ):
        when = parse(text)
        assert when.first <= day <= when.last
        assert str(when) == text


@given(DAYS, st.integers(0, 400))
def test_a_less_precise_date_never_ends_earlier(day: date, more: int) -> None:
    """What is known only as a month is never late before the month is over."""
    assert parse(f"{day:%Y}").last >= parse(f"{day:%Y-%m}").last >= parse(day.isoformat()).last
    later = min(day + timedelta(days=more), date(2199, 12, 31))
    assert parse(f"{day}/{later}").last == later


@given(st.text(max_size=25))
def test_any_text_is_a_date_or_is_refused(text: str) -> None:
    try:
        when = parse(text)
    except ValueError as error:
        told = str(error)
    else:
        told = f"“{when}” {spoken(when, planned=True)} {on_words(when)}"
        assert when.first <= when.last
    assert told.startswith(f"“{text}” ")


def test_what_is_far_too_long_is_cut_in_the_message() -> None:
    with pytest.raises(ValueError, match=r"“2{40}…” is not an ISO 8601 date") as caught:
        parse("2" * 1_000_000)
    assert len(str(caught.value)) < 100


def test_days_are_counted_in_the_calendar() -> None:
    assert dates.days_between(date(2022, 2, 25), date(2022, 4, 21)) == 55
    assert dates.plus_days(date(2024, 2, 28), 2) == date(2024, 3, 1)
    assert dates.month_end(2024, 2) == date(2024, 2, 29)
    assert dates.day(date(2022, 4, 4)) == parse("2022-04-04")
