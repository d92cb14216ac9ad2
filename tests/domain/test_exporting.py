"""What an export's tables hold: every column, whatever the record says; nothing that is withheld."""

from collections.abc import Mapping
from datetime import date

import pytest

from hmicfrs_cli.domain import query
from hmicfrs_cli.domain.audience import Audience
from hmicfrs_cli.domain.exporting.column import Kind, Value
from hmicfrs_cli.domain.exporting.tables import COLUMNS, Export, export
from hmicfrs_cli.domain.register import View
from tests.domain.views import PUBLISHED, view

DAY = "2026-11-23"
HUSHED = "an informant's name stands in the file"
Facts = Mapping[str, object]
Row = dict[str, Value]


def exported(found: View, *, restricted: bool = False, whole: bool = True) -> Export:
    every = query.select_states(found, query.Filters())
    return export(Audience(found, restricted), every, list(COLUMNS), whole=whole)


def words(made: Export) -> str:
    """Return everything that an export says."""
    return repr([list(table.rows()) for table in made.tables])


def rows(made: Export, name: str) -> list[Row]:
    table = next(table for table in made.tables if table.name == name)
    names = [column.name for column in table.columns]
    return [dict(zip(names, row, strict=True)) for row in table.rows()]


def said(row: Row) -> Row:
    """Return what a row says: without what is empty, and without what every row has."""
    return {
        name: value
        for name, value in row.items()
        if value not in (None, []) and name not in {"force", "as_of", "private"}
    }


LOG: list[dict[str, object]] = [
    {
        "on": "2025-02-03",
        "status": "in-progress",
        "owner": "Head of Crime",
        "target": "2025-06",
        "board": "gold",
    },
    {
        "on": "2025-03-03",
        "rag": "red",
        "why": "Late",
        "risk": {"likelihood": 3, "impact": 2},
        "portfolio": "crime",
    },
    {"on": "2025-04-01", "target": "2025-12-31", "why": "No trainer", "lead_officer": "Sgt Marlowe"},
    {"on": "2025-04-02", "acceptance": "partly-accepted", "why": "In part", "linked": ["Op Oak"]},
    {
        "on": "2025-04-03",
        "depends_on": ["CPS"],
        "accepted_risk": "Delay",
        "effect": "Victims wait",
        "note": "Slow",
    },
    {
        "on": "2025-04-04",
        "action": "a1",
        "text": "Train",
        "status": "considered-complete",
        "evidence": ["Register"],
    },
    {"on": "2025-04-05", "action": "a2", "text": "Audit"},
    {
        "on": "2025-05-01",
        "status": "considered-complete",
        "evidence": ["Audit", "Minutes"],
        "agreed": {"board": "gold"},
    },
    {
        "on": "2025-06-01",
        "when": "2025-05-30",
        "inspectorate": "closed",
        "said_by": "hmicfrs",
        "authority": {"kind": "letter", "ref": "L/17"},
        "by": "Liaison Officer",
        "source": "The letter",
    },
]
FACTS: Facts = {
    "number": "7.10",
    "ref": "page 12",
    "theme": "Calls",
    "wording": "summary",
    "deadline": {"text": "Within six months", "basis": "publication", "within": "P6M"},
    "under": "report/1",
    "supersedes": ["report/1"],
    "same_as": ["report/9"],
    "log": LOG,
}


def test_a_finding_is_told_as_it_is_on_the_day() -> None:
    found = view(DAY, {"report/1": {"kind": "cause-of-concern"}, "report/2": FACTS})
    assert said(rows(exported(found), "findings")[1]) == {
        "id": "report/2",
        "inspection": "report",
        "inspection_title": "Report",
        "inspection_kind": "national-thematic",
        "lead": "not-stated",
        "kind": "recommendation",
        "number": "7.10",
        "ref": "page 12",
        "text": "Do it",
        "wording": "summary",
        "addressed_to": ["chief constables"],
        "delivery": "force",
        "theme": "Calls",
        "under": "report/1",
        "supersedes": ["report/1"],
        "made": "2025-01-06",
        "made_last_day": date(2025, 1, 6),
        "deadline_text": "Within six months",
        "deadline_basis": "publication",
        "deadline": "2025-07-06",
        "deadline_last_day": date(2025, 7, 6),
        "inspectorate": "closed",
        "closed": "2025-06-01",
        "closed_last_day": date(2025, 6, 1),
        "closed_by": "hmicfrs",
        "closed_authority": "letter: L/17",
        "status": "considered-complete",
        "status_on": "2025-05-01",
        "status_on_last_day": date(2025, 5, 1),
        "agreed_by": "gold",
        "rag": "red",
        "rag_on": "2025-03-03",
        "rag_on_last_day": date(2025, 3, 3),
        "rag_why": "Late",
        "likelihood": 3,
        "impact": 2,
        "acceptance": "partly-accepted",
        "acceptance_why": "In part",
        "owner": "Head of Crime",
        "lead_officer": "Sgt Marlowe",
        "portfolio": "crime",
        "board": "gold",
        "target": "2025-12-31",
        "target_last_day": date(2025, 12, 31),
        "original_target": "2025-06",
        "original_target_last_day": date(2025, 6, 30),
        "target_moves": 1,
        "overdue": False,
        "days_overdue": 0,
        "linked": ["Op Oak"],
        "depends_on": ["CPS"],
        "accepted_risk": "Delay",
        "note": "Slow",
        "effect": "Victims wait",
        "evidence": ["Audit", "Minutes"],
        "actions": 2,
        "actions_done": 1,
        "updated": "2025-06-01",
        "updated_last_day": date(2025, 6, 1),
    }


def test_a_finding_that_says_nothing_has_nothing_in_its_columns() -> None:
    (row,) = rows(exported(view(DAY, {"report/1": {}})), "findings")
    empty = {"rag", "rag_on", "rag_why", "status", "owner", "deadline", "closed", "closed_authority", "under"}
    assert {name: row[name] for name in empty} == dict.fromkeys(empty)


@pytest.mark.parametrize(
    ("day", "overdue", "days"), [("2025-06-30", False, 0), ("2025-07-01", True, 1), ("2025-07-06", True, 6)]
)
def test_days_overdue_count_from_the_earliest_missed_day(day: str, overdue: bool, days: int) -> None:
    facts = {**FACTS, "log": [{"on": "2025-02-03", "target": "2025-06"}]}
    (row,) = rows(exported(view(day, {"report/1": facts})), "findings")
    assert (row["overdue"], row["days_overdue"]) == (overdue, days)


def test_every_entry_is_a_row_as_it_is_written() -> None:
    inspection = {
        "log": [
            {
                "on": "2024-10-01",
                "event": "notified",
                "planned": {"fieldwork": "2024-W44", "publication": "2025"},
            },
            PUBLISHED,
            {
                "on": "2025-02-01",
                "corrects": {"event": "published", "when": "2025-01-06"},
                "to": "2025-01-07",
            },
            {"on": "2025-02-02", "corrects": {"field": "aims"}, "to": ["one", "two"]},
            {"on": "2025-02-02", "corrects": {"field": "voluntary"}, "to": True},
            {"on": "2025-02-03", "amends": {"field": "statement_due"}, "to": {"text": "soon"}},
        ]
    }
    facts = {
        "log": [
            *LOG,
            {
                "on": "2025-07-01",
                "corrects": {"field": "text", "when": "2025-04-05", "action": "a2"},
                "to": "Check",
            },
        ]
    }
    made = rows(exported(view(DAY, {"report/1": facts}, inspection)), "log")
    told = [said(row) for row in made]
    assert [(row["record"], row["of"], row["position"]) for row in told] == [
        *(("report", "inspection", n) for n in range(1, 7)),
        *(("report/1", "finding", n) for n in range(1, 11)),
    ]
    assert told[0] | {"record": "", "of": "", "position": 0} == {
        "record": "",
        "of": "",
        "position": 0,
        "on": "2024-10-01",
        "on_last_day": date(2024, 10, 1),
        "event": "notified",
        "planned_fieldwork": "2024-W44",
        "planned_fieldwork_last_day": date(2024, 11, 3),  # Monday 28 October to Sunday 3 November
        "planned_publication": "2025",
        "planned_publication_last_day": date(2025, 12, 31),
    }
    assert [
        (row["otherwise"], row["otherwise_of"], row["otherwise_to"]) for row in [*told[2:6], told[15]]
    ] == [
        ("corrects", "event published of 2025-01-06", "2025-01-07"),
        ("corrects", "aims", "one; two"),
        ("corrects", "voluntary", "true"),
        ("amends", "statement_due", "text: soon"),
        ("corrects", "text of 2025-04-05 of action a2", "Check"),
    ]
    assert [told[7][name] for name in ("rag", "why", "likelihood", "impact")] == ["red", "Late", 3, 2]
    assert [told[11][name] for name in ("action", "text", "evidence")] == ["a1", "Train", ["Register"]]
    assert [told[13]["agreed_by"], told[14]["authority"], told[14]["source"]] == [
        "gold",
        "letter: L/17",
        "The letter",
    ]


def test_an_entry_that_is_not_known_yet_is_no_row_and_the_others_keep_their_places() -> None:
    log = [{"on": "2025-09-01", "note": "later"}, {"on": "2025-02-01", "note": "earlier"}]
    made = rows(exported(view("2025-03-01", {"report/1": {"log": log}})), "log")
    assert [(row["position"], row["note"]) for row in made if row["of"] == "finding"] == [(2, "earlier")]


WORDS: dict[str, dict[str, object]] = {
    "why": {"rag": "red", "why": HUSHED},
    "acceptance": {"acceptance": "not-accepted", "why": HUSHED},
    "note": {"note": HUSHED},
    "effect": {"effect": HUSHED},
    "evidence": {"evidence": [HUSHED]},
    "accepted risk": {"accepted_risk": HUSHED},
    "linked": {"linked": [HUSHED]},
    "depends on": {"depends_on": [HUSHED]},
    "authority": {"inspectorate": "closed", "authority": {"kind": "letter", "ref": HUSHED}},
    "source": {"source": HUSHED},
    "action": {"action": "a1", "text": HUSHED},
}


@pytest.mark.parametrize("entry", WORDS.values(), ids=WORDS.keys())
def test_a_private_entrys_words_are_withheld_and_its_values_stand(entry: dict[str, object]) -> None:
    found = view(
        DAY, {"report/1": {"log": [{"on": "2025-02-03", "private": True, "owner": "Crime", **entry}]}}
    )
    public, full = exported(found), exported(found, restricted=True)
    assert HUSHED not in words(public)
    assert "withheld" in words(public)
    assert HUSHED in words(full)
    row = rows(public, "log")[-1]
    assert [row[name] for name in ("owner", "private", "rag")] == ["Crime", True, entry.get("rag")]


def test_a_correction_does_not_tell_what_a_private_entry_says() -> None:
    log = [
        {"on": "2025-02-03", "private": True, "note": "x"},
        {
            "on": "2025-02-04",
            "corrects": {"field": "note", "when": "2025-02-03"},
            "to": HUSHED,
            "source": "File",
        },
    ]
    found = view(DAY, {"report/1": {"log": log}})
    assert HUSHED not in words(exported(found))
    assert rows(exported(found), "log")[-1]["otherwise_to"] == "withheld"
    assert HUSHED in words(exported(found, restricted=True))


@pytest.mark.parametrize(("day", "shown"), [("2024-12-01", False), ("2025-01-06", True)])
def test_what_a_report_found_is_not_told_by_a_correction_before_it_is_published(
    day: str, shown: bool
) -> None:
    log = [
        {"on": "2024-11-01", "corrects": {"field": "themes"}, "to": [HUSHED], "source": "Draft"},
        PUBLISHED,
    ]
    found = view(day, {}, {"log": log})
    assert (HUSHED in words(exported(found))) is shown
    assert HUSHED in words(exported(found, restricted=True))


HIDDEN: dict[str, tuple[Facts, Facts, tuple[str, ...]]] = {
    "the finding": ({"private": True}, {}, ("report/2",)),
    "its inspection": ({}, {"private": True}, ("report", "report/1", "report/2")),
    "the finding by its marking": ({"marking": "official-sensitive"}, {}, ("report/2",)),
}


@pytest.mark.parametrize(("facts", "inspection", "withheld"), HIDDEN.values(), ids=HIDDEN.keys())
def test_what_is_private_is_in_no_table(facts: Facts, inspection: Facts, withheld: tuple[str, ...]) -> None:
    other = {"under": "report/2", "supersedes": ["report/2"], "same_as": ["report/2"]}
    log = [{"on": "2025-02-03", "note": HUSHED}]
    found = view(DAY, {"report/1": other, "report/2": {**facts, "text": HUSHED, "log": log}}, inspection)
    public, full = exported(found), exported(found, restricted=True)
    assert public.withheld == withheld
    assert full.withheld == ()
    assert HUSHED not in words(public)
    assert "report/2" not in words(public)
    assert [row["private"] for row in rows(full, "findings")] == ["report/1" in withheld, True]
    assert [row["private"] for row in rows(full, "inspections")] == ["report" in withheld]


def test_inspections_count_the_findings_exported_and_are_theirs_alone_where_filters_are_given() -> None:
    closed = {
        "log": [{"on": "2025-02-01", "inspectorate": "closed", "authority": {"kind": "letter", "ref": "1"}}]
    }
    report = {
        "partners": ["cqc"],
        "report": {"title": "The report", "url": "https://example.com/r"},
        "log": [
            {"on": "2024-09-02", "event": "notified"},
            {"on": "2024-10-01", "event": "fieldwork"},
            PUBLISHED,
        ],
    }
    found = view(DAY, {"report/1": {}, "report/2": closed}, report)
    (row,) = rows(exported(found), "inspections")
    assert said(row) == {
        "id": "report",
        "title": "Report",
        "kind": "national-thematic",
        "lead": "not-stated",
        "partners": ["cqc"],
        "participation": "not-stated",
        "notified": "2024-09-02",
        "notified_last_day": date(2024, 9, 2),
        "fieldwork": "2024-10-01",
        "fieldwork_last_day": date(2024, 10, 1),
        "published": "2025-01-06",
        "published_last_day": date(2025, 1, 6),
        "cancelled": False,
        "report_title": "The report",
        "report_url": "https://example.com/r",
        "findings": 2,
        "findings_open": 1,
    }
    assert rows(exported(view(DAY), whole=False), "inspections") == []
    assert [
        row["id"] for row in rows(exported(view("2024-01-01", {}, report)), "inspections")
    ] == []  # unheard of
    (early,) = rows(exported(view("2024-09-15", {}, report)), "inspections")
    assert (early["published"], early["report_title"]) == (None, "The report")
    (bare,) = rows(exported(view(DAY)), "inspections")
    assert (bare["report_title"], bare["report_url"]) == (None, None)


@pytest.mark.parametrize("name", COLUMNS)
def test_columns_are_named_once_and_every_cell_is_of_its_kind(name: str) -> None:
    found = view(DAY, {"report/1": FACTS, "report/2": {}})
    table = next(table for table in exported(found).tables if table.name == name)
    names = [column.name for column in table.columns]
    assert len(names) == len(set(names))
    kinds = {Kind.TEXT: str, Kind.DAY: date, Kind.NUMBER: int, Kind.FLAG: bool, Kind.TEXTS: list}
    for column, cells in zip(table.columns, zip(*table.rows(), strict=True), strict=True):
        assert {type(cell) for cell in cells} <= {kinds[column.kind], type(None)}
