"""All records together: ids as people know them, links both ways, and views by day."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmicfrs_cli.domain.fold import Lens
from hmicfrs_cli.domain.ids import natural
from hmicfrs_cli.domain.records import Finding, Inspection, Risk
from hmicfrs_cli.domain.register import Register, View, committee_path, known_by, path_of
from hmicfrs_cli.domain.settings import Settings
from hmicfrs_cli.domain.terms import Rag
from hmicfrs_cli.storage.scalars import Plain

TODAY = date(2026, 11, 23)


def settings_of(**said: Any) -> Settings:  # noqa: ANN401 - data of any shape
    return Settings.model_validate(
        {"format": Plain("1"), "force": "gwent", "names": {"force": "Gwent"}} | said
    )


def inspection(*log: dict[str, Any], **said: Any) -> Inspection:  # noqa: ANN401 - data of any shape
    return Inspection.model_validate({"title": "x", "kind": "peel", "log": list(log)} | said)


def finding(**said: Any) -> Finding:  # noqa: ANN401 - data of any shape
    return Finding.model_validate({"kind": "finding", "text": "x"} | said)


def test_ids_sort_as_people_count() -> None:
    ids = ["a/10", "a/2", "a/7.1", "a/7", "A/1", "b-2", "b-10", "a/afi-1"]
    assert sorted(ids, key=natural) == ["A/1", "a/2", "a/7", "a/7.1", "a/10", "a/afi-1", "b-2", "b-10"]


@given(st.lists(st.text("a1.-/Bé²", max_size=6), max_size=6))
def test_any_ids_can_be_sorted(ids: list[str]) -> None:
    backwards = ids[::-1]
    keys = [natural(id_) for id_ in sorted(ids, key=natural)]
    assert keys == [natural(id_) for id_ in sorted(backwards, key=natural)]


@pytest.mark.parametrize(
    ("id_", "path"),
    [("fraud-2026", "inspections/fraud-2026.yaml"), ("fraud-2026/7.1", "findings/fraud-2026/7.1.yaml")],
)
def test_the_id_is_the_path(id_: str, path: str) -> None:
    assert path_of(id_) == path
    assert committee_path("jac") == "committees/jac.yaml"


REGISTER = Register(
    settings_of(),
    {"fraud-2026": inspection(formerly=["fraud", "frauds"]), "vetting-2026": inspection()},
    {
        "fraud-2026/1": finding(formerly=["fraud-2025/9"], under="fraud/coc-1"),
        "fraud-2026/10": finding(under="fraud-2026/coc-1"),
        "fraud-2026/2": finding(under="fraud-2026/gone"),
        "fraud-2026/coc-1": finding(kind="cause-of-concern"),
    },
)


@pytest.mark.parametrize(
    ("asked", "present"),
    [
        ("fraud-2026", "fraud-2026"),
        ("fraud-2026/1", "fraud-2026/1"),
        ("fraud", "fraud-2026"),
        ("fraud-2025/9", "fraud-2026/1"),
        ("frauds/coc-1", "fraud-2026/coc-1"),
        ("FRAUD-2026/COC-1", "fraud-2026/coc-1"),
        ("Fraud", "fraud-2026"),
        ("frauds/3", None),
        ("custody", None),
        ("", None),
    ],
)
def test_a_record_is_found_by_present_and_former_ids_in_any_case(asked: str, present: str | None) -> None:
    assert REGISTER.present_id(asked) == present


def test_links_lead_both_ways() -> None:
    assert REGISTER.by_inspection == {
        "fraud-2026": ["fraud-2026/1", "fraud-2026/2", "fraud-2026/10", "fraud-2026/coc-1"]
    }
    assert REGISTER.children == {
        "fraud-2026/coc-1": ["fraud-2026/1", "fraud-2026/10"],
        "fraud-2026/gone": ["fraud-2026/2"],
    }


PUBLISHED = {"on": "2026-10", "when": "2026-10-01", "event": "published"}


def view(day: str, *, corrected: bool = False, **said: Any) -> View:  # noqa: ANN401 - data of any shape
    register = Register(
        settings_of(**said),
        {"b-10": inspection(PUBLISHED, private=Plain("true")), "b-2": inspection()},
        {"b-10/1": finding(), "b-2/1": finding(), "lost/1": finding()},
    )
    return View(register, Lens(date.fromisoformat(day), TODAY, corrected))


def test_findings_of_an_unpublished_inspection_are_not_made() -> None:
    now = view("2026-11-23")
    assert list(now.inspections) == ["b-2", "b-10"]
    assert list(now.findings) == ["b-2/1", "b-10/1", "lost/1"]
    assert [state.id for state in now.made()] == ["b-10/1"]
    assert now.findings["b-10/1"].private
    assert not now.findings["lost/1"].private


def test_a_view_on_another_day_is_of_the_same_register() -> None:
    now = view("2026-11-23")
    before = now.at(date(2026, 10, 30))
    assert before.made() == []
    assert before.register is now.register
    corrected = view("2026-11-23", corrected=True).at(date(2026, 10, 1))
    assert [state.id for state in corrected.made()] == ["b-10/1"]


BANDS = [
    {"to": Plain("12"), "label": "low", "rag": "green"},
    {"to": Plain("25"), "label": "high", "rag": "red"},
]
MATRIX: dict[str, Any] = {
    "risk_matrix": [{"from": "2022", "likelihood": Plain("5"), "impact": Plain("5"), "bands": BANDS}]
}
RISK_BASED: dict[str, Any] = {"rag": [{"from": "2022", "basis": "risk"}]}
DELIVERY: dict[str, Any] = {"rag": [{"from": "2022", "basis": "delivery"}]}


@pytest.mark.parametrize(
    ("said", "day", "rated", "banded"),
    [
        ({**MATRIX, **RISK_BASED}, "2026-01-01", Rag.RED, Rag.RED),
        ({**MATRIX, **DELIVERY}, "2026-01-01", None, Rag.RED),
        (MATRIX, "2026-01-01", None, Rag.RED),
        (RISK_BASED, "2026-01-01", None, None),
        ({**MATRIX, **RISK_BASED}, "2021-12-31", None, None),
    ],
)
def test_the_matrix_gives_the_colour_only_where_rag_is_of_risk(
    said: dict[str, Any], day: str, rated: Rag | None, banded: Rag | None
) -> None:
    risk = Risk.model_validate({"likelihood": Plain("5"), "impact": Plain("3")})
    now = view("2026-11-23", **said)
    assert now.rate(risk, date.fromisoformat(day)) is rated
    assert now.band_rag(risk, date.fromisoformat(day)) is banded


def test_a_position_off_the_matrix_has_no_colour() -> None:
    risk = Risk.model_validate({"likelihood": Plain("6"), "impact": Plain("3")})
    assert view("2026-11-23", **MATRIX).band_rag(risk, TODAY) is None


def test_a_register_known_by_a_day_is_without_the_entries_written_later() -> None:
    early, late = ({"on": day, "when": "2022-01-01", "note": day} for day in ("2022-02", "2022-03-01"))
    whole = Register(
        settings_of(), {"fraud": inspection(early, late)}, {"fraud/1": finding(log=[early, late])}
    )
    known = known_by(whole, date(2022, 2, 28))
    for record in (known.inspections["fraud"], known.findings["fraud/1"]):
        assert [entry.note for entry in record.log] == ["2022-02"]
    assert known_by(whole, date(2022, 3, 1)) == whole
