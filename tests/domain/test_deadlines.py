"""Deadlines in an inspectorate's words, and the days that periods lead to."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmicfrs_cli.domain.deadlines import after, is_period, read_words
from hmicfrs_cli.domain.terms import Basis


@pytest.mark.parametrize(
    ("words", "basis", "stated"),
    [
        ("Immediately", Basis.IMMEDIATELY, None),
        ("immediate", Basis.IMMEDIATELY, None),
        ("With immediate effect.", Basis.IMMEDIATELY, None),
        ("By 31 March 2024", Basis.DATE, "2024-03-31"),
        ("by 31st March 2024,", Basis.DATE, "2024-03-31"),
        ("By the 1st January 2025", Basis.DATE, "2025-01-01"),
        ("31 March 2024", Basis.DATE, "2024-03-31"),
        ("By January 2024", Basis.DATE, "2024-01"),
        ("By  the end of\nJanuary 2024", Basis.DATE, "2024-01"),
        ("Not later than 31 March 2015", Basis.DATE, "2015-03-31"),
        ("No later than March 2015", Basis.DATE, "2015-03"),
        ("Within six months", Basis.PUBLICATION, "P6M"),
        ("within 3 months of the publication of this report", Basis.PUBLICATION, "P3M"),
        ("Within three months of publication", Basis.PUBLICATION, "P3M"),
        ("Within six months of this report", Basis.PUBLICATION, "P6M"),
        ("Within six months of the date of this report", Basis.PUBLICATION, "P6M"),
        ("Within the next twelve months", Basis.PUBLICATION, "P12M"),
        ("Within a year", Basis.PUBLICATION, "P1Y"),
        ("Within six weeks", Basis.PUBLICATION, "P6W"),
        ("Within 28 days", Basis.PUBLICATION, "P28D"),
        ("Within twenty-four months", Basis.PUBLICATION, "P24M"),
        ("within 12 months", Basis.PUBLICATION, "P12M"),
        ("Within six months of this report being published", Basis.PUBLICATION, "P6M"),
        ("Within six months of our report’s publication", Basis.PUBLICATION, "P6M"),
        ("within 90 days from the date of publication", Basis.PUBLICATION, "P90D"),
        ("In the next three months", Basis.PUBLICATION, "P3M"),
        ("Not later than nine months after the publication of this report", Basis.PUBLICATION, "P9M"),
        ("Forthwith", Basis.IMMEDIATELY, None),
    ],
)
def test_words_that_are_understood(words: str, basis: Basis, stated: str | None) -> None:
    reading = read_words(words)
    assert reading.basis is basis
    assert (str(reading.date) if reading.date else reading.within) == stated


@pytest.mark.parametrize(
    "words",
    [
        "",
        "As soon as practicable",
        "By 31 February 2024",
        "By 31 Marzo 2024",
        "By spring 2024",
        "Within a reasonable time",
        "Within several months",
        "Within 0 months",
        "Within 1000 days",
        "Within six months of the next inspection",
        "By the next PEEL inspection",
        "Within six months of receipt of this letter",
        "By six months",
        "By March",
        "By 31 March 1066",
        "immediately after the trial",
    ],
)
def test_words_that_state_no_date_we_understand_have_none(words: str) -> None:
    reading = read_words(words)
    assert (reading.basis, reading.date, reading.within) == (Basis.NONE, None, None)


@pytest.mark.parametrize(
    ("start", "period", "end"),
    [
        (date(2023, 8, 31), "P6M", date(2024, 2, 29)),
        (date(2022, 8, 31), "P6M", date(2023, 2, 28)),
        (date(2024, 2, 29), "P1Y", date(2025, 2, 28)),
        (date(2022, 1, 31), "P1M", date(2022, 2, 28)),
        (date(2022, 11, 30), "P1M", date(2022, 12, 30)),
        (date(2022, 12, 31), "P1M", date(2023, 1, 31)),
        (date(2022, 12, 31), "P12M", date(2023, 12, 31)),
        (date(2022, 2, 25), "P28D", date(2022, 3, 25)),
        (date(2022, 2, 25), "P6W", date(2022, 4, 8)),
    ],
)
def test_a_period_leads_to_a_day_clamped_to_its_months_end(start: date, period: str, end: date) -> None:
    assert after(start, period) == end


@pytest.mark.parametrize("text", ["", "6M", "P6", "PM", "P1M2D", "P6H", "P-6M", "P1000D", "p6m", "P٦M"])
def test_what_is_no_period_is_refused(text: str) -> None:
    assert not is_period(text)
    with pytest.raises(ValueError, match="is not a period such as P6M"):
        after(date(2022, 1, 1), text)


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.integers(1, 500))
def test_months_keep_the_day_or_end_the_month(start: date, months: int) -> None:
    end = after(start, f"P{months}M")
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    assert end.day == start.day or (end.day < start.day and after(end, "P1D").month != end.month)


@given(st.text(max_size=60))
def test_any_words_are_read_without_a_traceback(words: str) -> None:
    reading = read_words(words)
    assert (reading.date is None) or (reading.within is None)
