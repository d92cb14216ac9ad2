"""Settings that change over time, the risk matrix and the periods of meetings."""

from datetime import date

import pytest

from hmicfrs_cli.domain.settings import Band, Lead, MatrixFrom, Meeting, in_force
from hmicfrs_cli.domain.terms import Rag
from hmicfrs_cli.storage.scalars import Plain

LEADS = tuple(
    Lead.model_validate(said)
    for said in (
        {"from": "2020", "lead": "Ash"},
        {"from": "2022-06-01", "lead": "Birch"},
        {"from": "2021-01-01", "lead": "Cedar", "on": "2026-11-23"},
    )
)


@pytest.mark.parametrize(
    ("day", "corrected", "lead"),
    [
        ("2019-12-31", False, None),
        ("2020-01-01", False, "Ash"),
        ("2021-06-01", False, "Ash"),
        ("2021-06-01", True, "Cedar"),
        ("2022-06-01", False, "Birch"),
        ("2026-11-23", False, "Birch"),
        ("2026-11-23", True, "Birch"),
    ],
)
def test_the_last_setting_begun_and_known_by_a_day_holds(day: str, corrected: bool, lead: str | None) -> None:
    found = in_force(LEADS, date.fromisoformat(day), corrected=corrected)
    assert (found.lead if found else None) == lead


def test_of_two_settings_from_one_day_the_later_in_the_list_holds() -> None:
    again = Lead.model_validate({"from": "2022-06", "lead": "Elm"})
    found = in_force((*LEADS, again), date(2026, 11, 23))
    assert found is again


MATRIX = MatrixFrom.model_validate(
    {
        "from": "2020",
        "likelihood": Plain("5"),
        "impact": Plain("4"),
        "bands": [
            {"to": Plain("20"), "label": "high", "rag": "red"},
            {"to": Plain("4"), "label": "low", "rag": "green"},
            {"to": Plain("9"), "label": "medium", "rag": "amber"},
        ],
    }
)


@pytest.mark.parametrize(
    ("likelihood", "impact", "rag"),
    [
        (1, 1, Rag.GREEN),
        (1, 4, Rag.GREEN),
        (5, 1, Rag.AMBER),
        (3, 3, Rag.AMBER),
        (5, 2, Rag.RED),
        (5, 4, Rag.RED),
        (0, 4, None),
        (1, 0, None),
        (6, 1, None),
        (1, 5, None),
    ],
)
def test_a_position_has_the_lowest_band_that_reaches_it(
    likelihood: int, impact: int, rag: Rag | None
) -> None:
    band = MATRIX.band(likelihood, impact)
    assert (band.rag if band else None) is rag


def test_a_score_above_every_band_has_none() -> None:
    low = MATRIX.model_copy(update={"bands": (Band(to=Plain("4"), label="low", rag=Rag.GREEN),)})  # type: ignore[arg-type]  # as read from YAML
    assert low.band(5, 4) is None


@pytest.mark.parametrize(
    ("said", "ends"),
    [
        ({"on": "2022-03-29"}, date(2022, 3, 29)),
        ({"on": "2022-03"}, date(2022, 3, 31)),
        ({"on": "2022-03-29", "cut_off": "2022-03-11"}, date(2022, 3, 11)),
    ],
)
def test_a_meetings_period_ends_with_its_cut_off_or_its_last_day(said: dict[str, str], ends: date) -> None:
    assert Meeting.model_validate(said).ends() == ends
