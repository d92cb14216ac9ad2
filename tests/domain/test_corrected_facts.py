"""What a correction has put right is no fault any more: nothing above a log is ever edited to mend it."""

from datetime import date
from typing import Any

import pytest

from hmicfrs_cli.domain.records import Finding, Inspection
from hmicfrs_cli.domain.register import Register
from hmicfrs_cli.domain.rules import check_record
from hmicfrs_cli.domain.settings import Settings
from hmicfrs_cli.storage.scalars import Plain

TODAY = date(2026, 11, 23)
SETTINGS = Settings.model_validate(
    {"format": Plain("1"), "force": "gwent", "names": {"force": "Gwent Police"}}
)
INSPECTION = {"title": "Fraud", "kind": "peel", "log": [{"on": "2026-10-01", "event": "published"}]}
FINDING = {"kind": "recommendation", "text": "Record fraud.", "addressed_to": ["all"]}
LATE = {"text": "By May 2027", "basis": "date"}
ON_A_DAY = {"basis": "date", "date": "2027-05-31"}


def told(record: dict[str, Any], **correction: object) -> list[str]:
    """Return the codes that the rules find in a record with one more entry."""
    extra = [{"on": "2026-11-02", "source": "page 3", **correction}] if correction else []
    data = record | {"log": [*record.get("log", []), *extra]}
    if "title" in data:
        inspection = Inspection.model_validate(data)
        return _codes("fraud", inspection, Register(SETTINGS, {"fraud": inspection}))
    finding = Finding.model_validate(data)
    known = {"fraud": Inspection.model_validate(INSPECTION)}
    return _codes("fraud/1", finding, Register(SETTINGS, known, {"fraud/1": finding}))


def _codes(id_: str, record: Inspection | Finding, register: Register) -> list[str]:
    return [problem.code for problem in check_record(register, id_, record, TODAY)]


@pytest.mark.parametrize(
    ("record", "field", "wrong", "right", "code"),
    [
        (
            INSPECTION,
            "grades",
            [{"question": "Crime", "grade": "fair"}],
            [{"question": "Crime", "grade": "good"}],
            "grade-not-on-scale",
        ),
        (INSPECTION, "other_forces", [{"force": "guent"}], [{"force": "kent"}], "no-such-force"),
        (INSPECTION, "related", ["fruad"], ["fraud"], "no-such-record"),
        (FINDING, "deadline", LATE, LATE | {"date": "2027-05"}, "deadline-at-odds"),
        (FINDING, "deadline", LATE | ON_A_DAY, LATE | {"date": "2027-05"}, "deadline-not-as-worded"),
        (FINDING, "under", "fraud/1", None, "under-circle"),
        (FINDING, "supersedes", ["fraud/9"], ["fraud/1"], "no-such-record"),
        (FINDING, "made", "2027-01-11", "2026-10-01", "in-the-future"),
    ],
)
def test_a_fault_is_gone_once_its_field_is_corrected(
    record: dict[str, Any], field: str, wrong: object, right: object, code: str
) -> None:
    as_recorded = record | {field: wrong}
    assert told(as_recorded) == [code]
    if right is not None:
        assert told(as_recorded, corrects={"field": field}, to=right) == []


def test_a_fault_that_a_correction_brings_in_is_told() -> None:
    assert told(FINDING, corrects={"field": "supersedes"}, to=["fraud/9"]) == ["no-such-record"]


def test_an_area_without_a_deadline_may_be_corrected_to_have_none() -> None:
    counted = {"text": "none", "basis": "date", "date": "2027-05-31"}
    afi = FINDING | {"kind": "area-for-improvement", "deadline": counted}
    mended = {"text": "none", "basis": "none"}
    assert told(afi) == ["afi-without-deadline"]
    assert told(afi, corrects={"field": "deadline"}, to=mended) == []
