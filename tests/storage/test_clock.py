"""Today: the clock's own, or the day that the environment fixes."""

from datetime import date, datetime, timedelta

import pytest

from hmicfrs_cli.errors import UsageError
from hmicfrs_cli.storage import clock


def test_a_fixed_day_is_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HMI_TODAY", "2022-04-04")
    assert clock.today() == date(2022, 4, 4)


@pytest.mark.parametrize("text", [None, ""])
def test_without_one_it_is_the_local_day(monkeypatch: pytest.MonkeyPatch, text: str | None) -> None:
    monkeypatch.delenv("HMI_TODAY")
    if text is not None:
        monkeypatch.setenv("HMI_TODAY", text)
    before = datetime.now().astimezone().date()
    assert before <= clock.today() <= before + timedelta(days=1)


@pytest.mark.parametrize("text", ["soon", "2022-04", "2022-04-31", "0001-01-01", "9999-12-31", "20220404"])
def test_what_is_no_day_of_the_register_is_refused(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("HMI_TODAY", text)
    with pytest.raises(UsageError, match=r"^HMI_TODAY: ") as told:
        clock.today()
    assert told.value.mend == "write it as 2022-04-04"
