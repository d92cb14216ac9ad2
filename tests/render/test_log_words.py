"""A log in words: what each kind of entry says."""

import pytest

from hmicfrs_cli.domain.records import FindingEntry, InspectionEntry
from hmicfrs_cli.render import log_words

PLANNED = (
    "Notified 1 January 2026",
    "Fieldwork planned: week commencing 30 March 2026",
    "Publication planned: later in 2026",
)
LETTER = {"kind": "letter", "ref": "L/17"}


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"status": "considered-complete"}, "Force's status: considered complete"),
        ({"agreed": {"board": "Gold Group"}}, "Agreed by Gold Group"),
        ({"rag": "red", "why": "Late."}, "Rated red\nWhy: Late."),
        ({"risk": {"likelihood": 2, "impact": 3}}, "Risk: likelihood 2, impact 3"),
        ({"target": "2026-04"}, "Target April 2026"),
        ({"acceptance": "not-accepted", "why": "No."}, "Not accepted by the force\nWhy: No."),
        (
            {"inspectorate": "closed", "said_by": "ofsted", "authority": LETTER},
            "Closed by Ofsted\nIn letter L/17",
        ),
        ({"inspectorate": "open", "why": "Not so."}, "Opened again by the inspectorate\nWhy: Not so."),
        ({"action": "a1", "text": "Train", "owner": "A"}, "Of action a1:\nOwner: A\nAction: Train"),
        ({"evidence": ["x", "y"], "by": "B"}, "Evidence: x and y\nBy B"),
        ({"note": "n", "private": True}, "Private: its words are withheld from the public\nNote: n"),
        (
            {"amends": {"field": "deadline"}, "to": {"text": "By May"}, "authority": LETTER},
            "Amended by the inspectorate: deadline is now text “By May”\nIn letter L/17",
        ),
    ],
)
def test_what_an_entry_of_a_finding_says(entry: dict[str, object], said: str) -> None:
    assert log_words.said(FindingEntry.model_validate({"on": "2026-01-01", **entry})) == said


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"event": "published", "when": "2022-02-24"}, "Published 24 February 2022"),
        (
            {"event": "notified", "planned": {"fieldwork": "2026-W14", "publication": "2026"}},
            "\n".join(PLANNED),
        ),
        (
            {"corrects": {"event": "published", "when": "2022-02-24"}, "to": "2022-02-25", "source": "S"},
            "Corrected: published of 24 February 2022 is now 25 February 2022\nSource: S",
        ),
        ({"corrects": {"field": "aims"}, "to": ["a", "b"]}, "Corrected: aims is now “a” and “b”"),
    ],
)
def test_what_an_entry_of_an_inspection_says(entry: dict[str, object], said: str) -> None:
    assert log_words.said(InspectionEntry.model_validate({"on": "2026-01-01", **entry})) == said


def test_both_times_are_told_where_they_differ() -> None:
    late = InspectionEntry.model_validate({"on": "2026-11-22", "when": "2022-12-01", "event": "published"})
    assert log_words.when(late) == "22 Nov 2026, of 1 Dec 2022"
    assert log_words.when(late.model_copy(update={"when": None})) == "22 Nov 2026"
