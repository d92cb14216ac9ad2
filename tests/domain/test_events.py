"""What an inspection is on a day: what happened, and what is planned."""

from datetime import date
from typing import Any

import pytest

from hmicfrs_cli.domain.dates import parse
from hmicfrs_cli.domain.events import InspectionState, inspection_state
from hmicfrs_cli.domain.fold import Lens
from hmicfrs_cli.domain.records import Inspection
from hmicfrs_cli.domain.terms import Event

TODAY = date(2026, 11, 23)


def state(*log: dict[str, Any], day: str = "2026-11-23", corrected: bool = False) -> InspectionState:
    record = Inspection.model_validate({"title": "Fraud", "kind": "peel", "log": list(log)})
    return inspection_state("fraud", record, Lens(parse(day).last, TODAY, corrected))


def planned(said: InspectionState) -> tuple[str | None, str | None]:
    return tuple(str(when) if when else None for when in (said.planned.fieldwork, said.planned.publication))  # type: ignore[return-value]  # two of them


NOTIFIED = {
    "on": "2022-03-01",
    "event": "notified",
    "planned": {"fieldwork": "2022-W14", "publication": "2022"},
}
RESCHEDULED = {"on": "2022-03-20", "event": "rescheduled", "planned": {"fieldwork": "2022-W16"}}
CANCELLED = {"on": "2022-04-01", "event": "cancelled"}
TAKEN_UP = {"on": "2022-05-01", "event": "rescheduled", "planned": {"fieldwork": "2022-10"}}


@pytest.mark.parametrize(
    ("day", "expected", "cancelled"),
    [
        ("2022-02-28", (None, None), False),
        ("2022-03-01", ("2022-W14", "2022"), False),
        ("2022-03-20", ("2022-W16", "2022"), False),
        ("2022-04-01", (None, None), True),
        ("2022-05-01", ("2022-10", None), False),
    ],
)
def test_what_is_planned_again_replaces_what_was_planned(
    day: str, expected: tuple[str | None, str | None], cancelled: bool
) -> None:
    said = state(NOTIFIED, RESCHEDULED, CANCELLED, TAKEN_UP, day=day)
    assert planned(said) == expected
    assert said.cancelled is cancelled


def test_a_plan_without_an_event_still_plans() -> None:
    said = state(NOTIFIED, {"on": "2022-03-05", "planned": {"publication": "2022-11"}})
    assert planned(said) == ("2022-W14", "2022-11")
    assert len(said.events) == 1


def test_it_was_published_when_it_was_first_published() -> None:
    said = state({"on": "2022-03-01", "event": "published"}, {"on": "2022-05-01", "event": "published"})
    assert said.published is not None
    assert str(said.published.when) == "2022-03-01"
    last = said.last(Event.PUBLISHED)
    assert last is not None
    assert str(last.when) == "2022-05-01"


def test_what_did_not_happen_is_none() -> None:
    said = state(NOTIFIED)
    assert said.published is None
    assert said.last(Event.FIELDWORK, Event.REVISIT) is None
    assert said.first(Event.FIELDWORK) is None
    assert not said.cancelled


def test_an_event_falls_in_a_period_by_when_it_was_known_or_corrected_by_when_it_was() -> None:
    late: dict[str, Any] = {"on": "2022-06-01", "when": "2022-02-24", "event": "published", "note": "n"}
    late["private"] = True
    as_was, corrected = state(late).published, state(late, corrected=True).published
    assert as_was is not None
    assert corrected is not None
    assert (as_was.day, str(as_was.when)) == (date(2022, 6, 1), "2022-02-24")
    assert (corrected.day, str(corrected.when)) == (date(2022, 2, 24), "2022-02-24")
    assert (as_was.note, as_was.private) == ("n", True)
