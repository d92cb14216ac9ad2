"""Views made from plain data, for tests of what reads them."""

from collections.abc import Mapping
from datetime import date

from hmicfrs_cli.domain.fold import Lens
from hmicfrs_cli.domain.records import Finding, Inspection
from hmicfrs_cli.domain.register import Register, View
from hmicfrs_cli.domain.settings import Committee, Settings

SETTINGS = {
    "format": 1,
    "force": "essex",
    "names": {"force": "Essex Police"},
    "rag": [{"from": "2020-01-01", "basis": "delivery"}, {"from": "2026-01-01", "basis": "risk"}],
    "risk_matrix": [
        {
            "from": "2020-01-01",
            "likelihood": 3,
            "impact": 3,
            "bands": [
                {"to": 2, "label": "low", "rag": "green"},
                {"to": 4, "label": "medium", "rag": "amber"},
                {"to": 9, "label": "high", "rag": "red"},
            ],
        }
    ],
}
PUBLISHED = {"on": "2025-01-06", "event": "published"}
RECOMMENDATION = {"kind": "recommendation", "text": "Do it", "addressed_to": ["chief constables"]}


def view(
    day: str,
    findings: Mapping[str, Mapping[str, object]] | None = None,
    inspection: Mapping[str, object] | None = None,
    committees: Mapping[str, Mapping[str, object]] | None = None,
) -> View:
    """Return one inspection, `report`, with findings, as seen on a day."""
    record = {"title": "Report", "kind": "national-thematic", "log": [PUBLISHED], **(inspection or {})}
    register = Register(
        Settings.model_validate(SETTINGS),
        {"report": Inspection.model_validate(record)},
        {id_: Finding.model_validate(RECOMMENDATION | dict(said)) for id_, said in (findings or {}).items()},
        {name: Committee.model_validate(said) for name, said in (committees or {}).items()},
    )
    seen = date.fromisoformat(day)
    return View(register, Lens(seen, seen))
