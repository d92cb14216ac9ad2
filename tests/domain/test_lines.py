"""A finding's line from what its file alone decides is the one of its state, from the last entry on."""

from datetime import date

import pytest

from hmicfrs_cli.domain.events import inspection_state
from hmicfrs_cli.domain.fold import Lens
from hmicfrs_cli.domain.lines import Beside, line, line_of
from hmicfrs_cli.domain.records import Finding, Inspection
from hmicfrs_cli.domain.state import finding_state
from hmicfrs_cli.domain.stored import linked, stored_finding, stored_inspection

FACTS = {"kind": "recommendation", "text": "Do it."}
ENTRY = {"on": "2025-01-10", "rag": "red", "why": "Late.", "target": "2025-06", "owner": "A"}
MOVED = {"on": "2025-03-01", "target": "2025-09-30", "status": "in-progress", "rag": "amber"}
CLOSED = {"on": "2025-04-01", "inspectorate": "closed", "authority": {"kind": "letter", "ref": "1"}}
ACTION = {"on": "2025-02-01", "action": "one", "text": "Act.", "target": "2025-05-31"}
DONE = {"on": "2025-02-20", "status": "considered-complete", "evidence": ["Seen."]}
AGO, WITHIN = (
    {"text": "By May 2025", "basis": "date", "date": "2025-05"},
    {"text": "Within six months", "basis": "publication", "within": "P6M"},
)
CORRECTED = {"on": "2025-04-02", "corrects": {"field": "text"}, "to": "Do that.", "source": "A letter"}
REDATED = {
    "on": "2025-04-03",
    "corrects": {"field": "on", "when": "2025-01-10"},
    "to": "2025-12-01",
    "source": "A letter",
}
DAYS = ["2024-06-01", "2025-01-09", "2025-04-03", "2025-05-31", "2025-06-01", "2025-12-01", "2026-01-01"]


@pytest.mark.parametrize("published", [None, "2024-12-01", "2025-05", "2025-11-30"])
@pytest.mark.parametrize(
    "said",
    [
        {},
        {"log": [ENTRY]},
        {"log": [ENTRY, MOVED, CLOSED], "number": "1"},
        {"log": [ENTRY, ACTION, DONE], "delivery": "other-body"},
        {"log": [ENTRY, ACTION], "deadline": AGO, "private": True},
        {"log": [ENTRY, DONE], "deadline": WITHIN},
        {"log": [MOVED], "made": "2025-02", "deadline": WITHIN},
        {"log": [ENTRY, CORRECTED, REDATED], "kind": "practice"},
    ],
)
def test_the_two_ways_to_a_line_agree(said: dict[str, object], published: str | None) -> None:
    record = Finding.model_validate({**FACTS, **said})
    log = [{"on": published, "event": "published"}] if published else []
    inspection = Inspection.model_validate({"title": "A", "kind": "peel", "log": log, "private": True})
    kept, beside = stored_finding(record), stored_inspection(inspection)
    days = [day for day in DAYS if day >= max(kept.latest, beside.latest)]
    assert days or kept.latest > DAYS[-1]
    for day in map(date.fromisoformat, days):
        lens = Lens(day, day)
        happened = inspection_state("a", inspection, lens).published
        state = finding_state(
            "a/1",
            record,
            lens,
            published=happened.when if happened else None,
            published_day=happened.day if happened else None,
            rating=lambda _risk, _day: None,
            private=True,
        )
        around = Beside(happened.when if happened else None, happened.day if happened else None, private=True)
        assert line("a/1", kept, around, day) == line_of(state)


def test_what_the_rules_see_of_another_record_is_kept() -> None:
    record = Finding.model_validate({**FACTS, "under": "a/2", "formerly": ["b/1"]})
    assert linked(stored_finding(record).links) == ("recommendation", "a/2", ("b/1",), None)
    right = {"on": "2025-01-01", "corrects": {"field": "number"}, "to": "8", "source": "A letter"}
    record = Finding.model_validate({**FACTS, "number": "7", "log": [right]})
    assert linked(stored_finding(record).links) == ("recommendation", None, (), "8")
    assert stored_finding(Finding.model_validate(FACTS)).links is None
    moved = Inspection.model_validate({"title": "A", "kind": "peel", "formerly": ["b"]})
    assert linked(stored_inspection(moved).links) == ("peel", None, ("b",), None)


def test_a_risk_without_a_colour_is_noted() -> None:
    risk = {"on": "2025-01-01", "risk": {"likelihood": 1, "impact": 2}}
    assert stored_finding(Finding.model_validate({**FACTS, "log": [risk]})).by_matrix
    assert not stored_finding(Finding.model_validate({**FACTS, "log": [{**risk, "rag": "red"}]})).by_matrix
