"""Dates as trackers write them, none of them guessed and none made sharper."""

import pytest

from hmicfrs_cli.domain.tracker.cells import Cell, Form
from hmicfrs_cli.domain.tracker.days import Order, Unread, read_day


@pytest.mark.parametrize(
    ("said", "iso"),
    [
        ("2022-04-03", "2022-04-03"),
        ("2022-04-03 00:00:00", "2022-04-03"),
        ("2022-04", "2022-04"),
        ("2023", "2023"),
        ("25/12/2021", "2021-12-25"),
        ("12/25/2021", "2021-12-25"),
        ("5/5/22", "2022-05-05"),
        ("31.12.23", "2023-12-31"),
        ("31-12-2023 09:30", "2023-12-31"),
        ("3 April 2022", "2022-04-03"),
        ("Sunday 3rd April 2022", "2022-04-03"),
        ("3rd of April 2022", "2022-04-03"),
        ("April 3, 2022", "2022-04-03"),
        ("By 31 March 2024.", "2024-03-31"),
        ("No later than 31 March 2024", "2024-03-31"),
        ("Apr-22", "2022-04"),
        ("Apr '22", "2022-04"),
        ("Sept 2022", "2022-09"),
        ("End of March 2022", "2022-03"),
        ("by the end of March 2022", "2022-03"),
        ("Q1 2021/22", "2021-04/2021-06"),
        ("Q3 2021/22", "2021-10/2021-12"),
        ("Q4 2021-22", "2022-01/2022-03"),
        ("Quarter 4 1999/2000", "2000-01/2000-03"),
        ("FY 2021/22", "2021-04/2022-03"),
        ("2021/22", "2021-04/2022-03"),
        ("W/C 4th April 2022", "2022-W14"),
        ("week commencing 4/4/22", "2022-W14"),
        ("44652", "2022-04-01"),
        ("36526", "2000-01-01"),
    ],
)
def test_a_date_is_read_as_it_is_written(said: str, iso: str) -> None:
    assert str(read_day(Cell(said), None)) == iso


def test_a_date_of_the_spreadsheet_is_in_no_doubt() -> None:
    assert str(read_day(Cell("2022-04-03", Form.DAY), None)) == "2022-04-03"


@pytest.mark.parametrize("said", ["", "  ", "Ongoing", "TBC", "n/a", "-", "None."])
def test_words_for_no_date_are_no_date(said: str) -> None:
    assert read_day(Cell(said), None) is None


def test_further_words_for_no_date_can_be_named() -> None:
    assert read_day(Cell("When funded"), None, ("when funded",)) is None


@pytest.mark.parametrize(
    ("said", "order", "iso"),
    [
        ("03/04/2022", "day-first", "2022-04-03"),
        ("03/04/2022", "month-first", "2022-03-04"),
        ("25/12/2021", "month-first", "2021-12-25"),
        ("W/C 04/04/2022", "month-first", "2022-W14"),
    ],
)
def test_a_date_of_two_days_is_read_as_a_person_said(said: str, order: Order, iso: str) -> None:
    assert str(read_day(Cell(said), order)) == iso


@pytest.mark.parametrize("said", ["03/04/2022", "1.2.22", "W/C 03/04/2022"])
def test_a_date_of_two_days_is_never_guessed(said: str) -> None:
    found = read_day(Cell(said), None)
    assert isinstance(found, Unread)
    assert found.twofold


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("Spring 2024", "this is no date that hmi reads"),
        ("Octember 2024", "this is no date that hmi reads"),
        ("Q3 2022", "this is no date that hmi reads"),
        ("2021/23", "this is no date that hmi reads"),
        ("Marching 2022", "this is no date that hmi reads"),
        ("1" * 5000, "this is no date that hmi reads"),
        ("Q3 2021/23", "these are not two years that follow each other"),
        ("32/01/2023", "“2023-01-32” is no day in the calendar"),
        ("31 June 2022", "“2022-06-31” is no day in the calendar"),
        ("1821", "“1821” is not between 1900 and 2199"),
        ("W/C 5 April 2022", "a week begins on a Monday, and this is none"),
        ("W/C April 2022", "a week begins on a Monday, and this is none"),
        ("W/C soon", "this is no date that hmi reads"),
        ("99999", "this is no date that hmi reads"),
    ],
)
def test_what_is_no_date_is_refused_with_the_reason(said: str, why: str) -> None:
    assert read_day(Cell(said), "day-first") == Unread(why)
