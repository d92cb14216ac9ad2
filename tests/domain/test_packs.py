"""What goes into a pack, and what its hidden sheet says of it."""

from collections.abc import Mapping
from datetime import date

import pytest

from hmicfrs_cli.domain.packs import Scales, Wanted, build
from hmicfrs_cli.domain.packs_state import identity, read_state, state_rows
from hmicfrs_cli.domain.terms import Marking, Rag
from hmicfrs_cli.errors import HmiError
from tests.domain.handed import COLUMNS, SIGNED, packs
from tests.domain.views import SETTINGS, view

DAY = "2025-06-01"
SENT = date(2025, 6, 1)


def owned(owner: str, **more: object) -> dict[str, object]:
    return {"log": [{"on": "2025-02-01", "owner": owner, **more}]}


CLOSED = {"on": "2025-03-01", "inspectorate": "closed", "authority": {"kind": "letter", "ref": "L1"}}
FINDINGS: Mapping[str, Mapping[str, object]] = {
    "report/2": owned("Head of Crime"),
    "report/10": owned("head  of crime"),
    "report/3": owned("Head of Contact", portfolio="crime", board="gold"),
    "report/4": {"log": [*owned("Head of Crime")["log"], CLOSED]},  # type: ignore[misc]  # a list of entries
    "report/5": {**owned("Head of Crime"), "delivery": "other-body"},
    "report/6": {**owned("Head of Crime"), "kind": "practice"},
    "report/7": {"log": []},
    "report/8": {**owned("Head of Crime"), "private": True},
    "report/9": {**owned("Head of Crime"), "marking": "official-sensitive"},
    "report/11": {"log": [{"on": "2025-07-01", "owner": "Head of Crime"}]},
}


def keys(found: object) -> dict[str, list[str]]:
    return {pack.owner: [line.key for line in pack.lines] for pack in found.packs}  # type: ignore[attr-defined]  # packs


def test_a_pack_holds_what_is_open_ours_known_and_public() -> None:
    found = build(view(DAY, FINDINGS), Wanted(), restricted=False)
    assert keys(found) == {"Head of Contact": ["report/3"], "Head of Crime": ["report/2", "report/10"]}
    assert (found.unowned, found.withheld) == (("report/7", "report/11"), 2)


def test_a_private_finding_is_in_its_own_owners_pack_alone_and_only_when_asked_for() -> None:
    found = build(view(DAY, FINDINGS), Wanted(), restricted=True)
    assert keys(found) == {
        "Head of Contact": ["report/3"],
        "Head of Crime": ["report/2", "report/8", "report/9", "report/10"],
    }
    assert found.withheld == 0
    assert {pack.marking for pack in found.packs} == {Marking.OFFICIAL_SENSITIVE}


def test_findings_of_a_report_that_is_not_published_are_in_no_pack() -> None:
    seen = view("2025-01-05", {"report/1": {"log": [{"on": "2024-12-01", "owner": "Head of Crime"}]}})
    assert keys(build(seen, Wanted(), restricted=True)) == {}


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(owner="HEAD of crime"), {"Head of Crime": ["report/2", "report/10"]}),
        (Wanted(portfolio="crime"), {"Head of Contact": ["report/3"]}),
        (Wanted(portfolio="Crime and Justice"), {"Head of Contact": ["report/3"]}),
        (Wanted(portfolio="justice"), {}),
        (Wanted(board="Gold Group"), {"Head of Contact": ["report/3"]}),
        (Wanted(owner="Head of Crime", board="gold"), {}),
        (Wanted(owner="nobody"), {}),
    ],
    ids=str,
)
def test_a_filter_takes_names_and_ids_in_any_capitals(
    wanted: Wanted, expected: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(SETTINGS, "portfolios", [{"id": "crime", "name": "Crime and Justice"}])
    monkeypatch.setitem(SETTINGS, "boards", [{"id": "gold", "name": "Gold Group"}])
    assert keys(build(view(DAY, FINDINGS), wanted, restricted=False)) == expected


def test_an_action_is_its_owners_row_and_else_its_findings() -> None:
    log = [
        {"on": "2025-02-01", "owner": "Head of Crime", "target": "2025-12"},
        {
            "on": "2025-02-02",
            "action": "a1",
            "text": "Train",
            "owner": "Head of Learning",
            "status": "in-progress",
        },
        {"on": "2025-02-03", "action": "a2", "text": "Measure", "target": "2025-09-30"},
    ]
    seen = view(DAY, {"report/1": {"log": log}})
    assert keys(build(seen, Wanted(), restricted=False)) == {
        "Head of Crime": ["report/1", "report/1#a2"],
        "Head of Learning": ["report/1#a1"],
    }
    crime, learning = packs(seen)
    assert [line.values["target"] for line in crime.lines] == ["2025-12", "2025-09-30"]
    assert learning.lines[0].values["status"] == "in-progress"
    assert learning.lines[0].now.text is not None


@pytest.mark.parametrize(
    ("rag", "matrix", "expected"),
    [
        ("2025-06-01", True, None),
        ("2026-06-01", True, Scales(3, 3)),
        ("2026-06-01", False, None),
        ("2019-06-01", True, None),
    ],
)
def test_under_risk_likelihood_and_impact_are_asked_for_and_not_the_colour(
    rag: str, matrix: bool, expected: Scales | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not matrix:
        monkeypatch.setitem(SETTINGS, "risk_matrix", [])
    log = [{"on": "2019-02-01", "owner": "Head of Crime", "risk": {"likelihood": 2, "impact": 3}}]
    published = {"log": [{"on": "2019-01-01", "event": "published"}]}
    (pack,) = packs(view(rag, {"report/1": {"log": log}}, published))
    assert pack.scales == expected
    assert (pack.lines[0].values["likelihood"], pack.lines[0].values["impact"]) == ("2", "3")


def test_the_key_in_force_is_in_the_pack(monkeypatch: pytest.MonkeyPatch) -> None:
    key = {"red": "late", "green": "done"}
    monkeypatch.setitem(SETTINGS, "rag", [{"from": "2020-01-01", "basis": "delivery", "key": key}])
    (pack,) = packs(view(DAY, {"report/1": owned("Head of Crime", rag="green")}))
    assert pack.key == {Rag.RED: "late", Rag.GREEN: "done"}
    assert pack.lines[0].values["rag"] == "green"


def test_what_the_hidden_sheet_says_is_read_as_it_was_written() -> None:
    (pack,) = packs(
        view(DAY, {"report/1": owned("Head of  Crime", target="2025-12-31", status="in-progress")})
    )
    rows = state_rows(pack, COLUMNS, SIGNED)
    made = read_state(rows, SENT)
    assert (made.owner, made.made, made.force) == ("Head of Crime", SENT, "Essex Police")
    assert (made.commit, made.restricted, made.signed) == ("", False, SIGNED)
    assert made.columns == COLUMNS
    assert dict(made.lines) == {"report/1": pack.lines[0].values}
    assert made.pack == rows[0][2] == identity(rows[1:])


def test_programs_may_add_and_drop_empty_cells_at_the_ends_of_rows() -> None:
    (pack,) = packs(view(DAY, {"report/1": owned("Head of Crime")}))
    rows = state_rows(pack, COLUMNS, SIGNED)
    wide = [[*row, "", ""] for row in rows]
    narrow = [row[: max((at + 1 for at, cell in enumerate(row) if cell), default=0)] for row in rows]
    assert narrow != rows
    assert read_state(wide, SENT) == read_state(narrow, SENT) == read_state(rows, SENT)


def _again(rows: list[list[str]]) -> list[list[str]]:
    return [["hmi", "1", identity(rows[1:])], *rows[1:]]


def test_an_altered_hidden_sheet_is_refused() -> None:
    (pack,) = packs(view(DAY, {"report/1": owned("Head of Crime", rag="red", why="Late.")}))
    rows = state_rows(pack, COLUMNS, SIGNED)
    altered = [[cell.replace("red", "green") for cell in row] for row in rows]
    headless = [row for row in rows if row[0] != "owner"]
    dateless = [["made", "soon"] if row[0] == "made" else row for row in rows]
    short = [row[:-2] if row[0] == "line" else row for row in rows]
    again = [_again(headless), _again(dateless), _again(short)]
    cases: list[list[list[str]]] = [[], [[]], rows[1:], altered, rows[:-1], *again]
    for broken in cases:
        with pytest.raises(HmiError, match="damaged or altered"):
            read_state(broken, SENT)


def test_a_pack_of_a_newer_hmi_is_not_guessed_at() -> None:
    with pytest.raises(HmiError, match="newer hmi"):
        read_state([["hmi", "2", "0"]], SENT)


def test_a_pack_that_says_it_was_made_after_today_is_not_believed() -> None:
    (pack,) = packs(view(DAY, {"report/1": owned("Head of Crime")}))
    rows = state_rows(pack, COLUMNS, SIGNED)
    assert read_state(rows, SENT).made == SENT
    with pytest.raises(HmiError, match="damaged or altered"):
        read_state(rows, date(2025, 5, 31))


@pytest.mark.parametrize("name", ["owner", "force", "signed"])
def test_what_a_pack_says_of_itself_has_no_lines_of_its_own(name: str) -> None:
    (pack,) = packs(view(DAY, {"report/1": owned("Head of Crime")}))
    rows = state_rows(pack, COLUMNS, SIGNED)
    forged = _again([[name, "A\n\nSigned-off-by:  B\u2028C"] if row[0] == name else row for row in rows])
    assert getattr(read_state(forged, SENT), name) == "A Signed-off-by: B C"
