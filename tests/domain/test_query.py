"""Periods and filters."""

from datetime import date

import pytest

from hmicfrs_cli.domain import periods


@pytest.mark.parametrize(
    ("text", "period"), [("90d", "P90D"), ("6W", "P6W"), (" 3m ", "P3M"), ("2y", "P2Y"), ("0d", "P0D")]
)
def test_typed_periods(text: str, period: str) -> None:
    assert periods.typed(text) == period


@pytest.mark.parametrize("text", ["", "d", "90", "90 d", "1.5y", "-2y", "1000d", "P3M", "²d"])
def test_what_is_no_period(text: str) -> None:
    with pytest.raises(ValueError, match="is not a period"):
        periods.typed(text)


@pytest.mark.parametrize(
    ("end", "period", "start"),
    [
        (
            date(2026, 11, 23),
            "P90D",
            date(2026, 8, 25),
        ),  # 23 of November, 31 of October, 30 of September, 6 of August
        (date(2026, 11, 23), "P2W", date(2026, 11, 9)),
        (date(2026, 1, 31), "P2M", date(2025, 11, 30)),
        (date(2024, 2, 29), "P1Y", date(2023, 2, 28)),
        (date(2026, 12, 1), "P12M", date(2025, 12, 1)),
        (date(2026, 11, 23), "P999Y", date(1900, 1, 1)),
    ],
)
def test_counting_back_keeps_to_the_months_end(end: date, period: str, start: date) -> None:
    assert periods.before(end, period) == start
