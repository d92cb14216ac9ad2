"""What was open on an earlier day: as the fold of that day has it, found with less work."""

from datetime import date, timedelta

import pytest

from hmicfrs_cli.domain.paper.trend import open_on, rated
from tests.domain.paper.ground import BEFORE, IN, REPORT, SINCE, UNTIL, Facts, logged, register, said, scope

MATRIX = {
    "rag": [{"from": "2023-01-01", "basis": "risk", "key": {"red": "high", "green": "low"}}],
    "risk_matrix": [
        {
            "from": "2023-01-01",
            "likelihood": 5,
            "impact": 5,
            "bands": [{"to": 25, "label": "a", "rag": "red"}],
        },
        {"from": IN, "likelihood": 5, "impact": 5, "bands": [{"to": 25, "label": "b", "rag": "green"}]},
    ],
}
RED, GREEN = ({"on": on, "rag": colour, "why": "So."} for on, colour in ((BEFORE, "red"), (IN, "green")))
RISK = {"risk": {"likelihood": 1, "impact": 1}}
FINDINGS: dict[str, Facts] = {
    "nothing": {},
    "rated": logged(RED, GREEN),
    "by-matrix": logged({"on": BEFORE, **RISK}, {"on": UNTIL, **RISK}),
    "rated-later": logged({"on": IN, "when": BEFORE, "rag": "red", "why": "So."}),
    "in-a-month": logged({"on": "2024-03", "rag": "red", "why": "So."}),
    "closed": logged(RED, said("closed", IN)),
    "closed-at-once": logged(said("closed", "2024-01-10")),
    "reopened": logged(said("closed", BEFORE), RED, said("open", IN)),
    "for-others": logged(RED, delivery="other-body"),
    "practice": {"kind": "practice"},
    "made-later": logged(RED, made="2024-03"),
    "corrected": logged(
        said("closed", BEFORE), {"on": IN, "corrects": {"field": "inspectorate"}, "to": "open", "source": "x"}
    ),
    "corrected-delivery": logged(
        {"on": IN, "corrects": {"field": "delivery"}, "to": "other-body", "source": "x"}
    ),
    "corrected-and-closed": logged(
        {"on": SINCE, "corrects": {"field": "number"}, "to": "2", "source": "x"}, said("closed", IN)
    ),
    "b/unpublished": logged(RED),
    "c/published-in-it": logged(RED),
    "d/publication-corrected": logged(RED, GREEN),
}
INSPECTIONS: dict[str, Facts] = {
    "b": {**REPORT, "log": [{"on": BEFORE, "event": "notified"}]},
    "c": {**REPORT, "log": [{"on": IN, "event": "published"}]},
    "d": {
        **REPORT,
        "log": [
            {"on": "2024-01-15", "event": "published"},
            {"on": IN, "corrects": {"event": "published"}, "to": SINCE, "source": "x"},
        ],
    },
}


@pytest.mark.parametrize("settings", [{}, MATRIX], ids=["rated by hand", "rated by risk"])
@pytest.mark.parametrize("corrected", [False, True])
def test_what_was_open_is_what_a_view_of_the_day_shows(settings: Facts, *, corrected: bool) -> None:
    looked = scope(register(FINDINGS, INSPECTIONS, **settings), "2024-07-11", corrected=corrected)
    sizes = set()
    for ago in range((looked.view.lens.day - date(2024, 1, 1)).days):
        day = looked.view.lens.day - timedelta(days=ago)
        shown = [rated(s) for s in looked.view.at(day).made() if s.counted and s.is_open]
        assert list(open_on(looked, day)) == shown, day
        sizes.add(len(shown))
    assert {0, 9} < sizes  # none before publication
