"""Rows of a tracker as findings or refusals, by a mapping: tables of rows, and what becomes of each."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from hmicfrs_cli.domain.dates import parse
from hmicfrs_cli.domain.records import Finding
from hmicfrs_cli.domain.register import Register
from hmicfrs_cli.domain.settings import Board, Names, Portfolio, Settings
from hmicfrs_cli.domain.tracker.causes import placed, without_orphans
from hmicfrs_cli.domain.tracker.cells import Cell, Form, Row, Sheet, Tracker, folded
from hmicfrs_cli.domain.tracker.intake import Intake, Told, take_in
from hmicfrs_cli.domain.tracker.lines import Line
from hmicfrs_cli.domain.tracker.looking import propose
from hmicfrs_cli.domain.tracker.mapping import TrackerMap, questions
from hmicfrs_cli.domain.tracker.rows import Fault, Known
from hmicfrs_cli.domain.tracker.words import VALUES
from hmicfrs_cli.errors import HmiError

SETTINGS = Settings(
    format=1,
    force="essex",
    names=Names(force="Essex Police"),
    portfolios=(Portfolio(id="crime", name="Crime and Justice"),),
    boards=(Board(id="gold", name="Gold Group"),),
)
EMPTY = Register(SETTINGS)
HEADINGS = {
    "No": "number",
    "Type": "kind",
    "Wording": "text",
    "Owner": "owner",
    "RAG": "rag",
    "Status": "status",
    "Deadline": "deadline",
    "Target": "target",
    "Revised": "revised_target",
    "Why": "why",
    "Note": "note",
    "Evidence": "evidence",
    "Letter": "authority",
    "Accepted": "acceptance",
    "Under": "under",
    "To do": "action",
    "Private": "private",
}
MAPPING: dict[str, Any] = {
    "tracker": "t.xlsx",
    "dates": "day-first",
    "kind_otherwise": "recommendation",
    "kind": {"Rec": "recommendation", "AFI": "area-for-improvement", "Odd": "refuse"},
    "rag": {"R": "red", "G": "green", "(amber fill)": "amber", "B": "nothing"},
    "status": {"Open": "in-progress", "Done": "considered-complete", "Closed": "closed"},
    "acceptance": {"N": "not-accepted", "Y": "accepted"},
    "private": {"Yes": "yes", "No": "no", "Part": "refuse"},
    "owners": {
        "Lee": "CI Lee",
        "Lee / Roe": "CI Lee",
        "Lee & Roe": ["CI Lee", "Sgt Roe"],
        "all of them": ["a", "b", "c"],
        "nobody": "nothing",
        "who?": "refuse",
    },
    "inspections": [{"found": "PEEL", "id": "peel"}, {"found": "Other", "id": "refuse"}],
}


def row(at: int, /, **said: str | Cell) -> Row:
    cells = [said.get(field, "") for field in HEADINGS.values()]
    return Row(at, tuple(Cell(one) if isinstance(one, str) else one for one in cells))


def tracker(*rows: Row, name: str = "PEEL") -> Tracker:
    head = Row(1, tuple(Cell(one) for one in HEADINGS))
    return Tracker("t.xlsx", (Sheet(name, (head, *rows)),))


def taken(
    *rows: Row, register: Register = EMPTY, inspection: str = "PEEL", **changed: object
) -> Sequence[Told]:
    """Return what becomes of rows that are read by the mapping above, with something changed in it."""
    columns = {chr(ord("A") + at): field for at, field in enumerate(HEADINGS.values())}
    sheet = {"sheet": "PEEL", "header": 1, "columns": columns, "inspection": inspection}
    mapping = TrackerMap.model_validate({**MAPPING, "sheets": [sheet], **changed})
    assert not list(questions(mapping))
    words = {name: mapping.words(name) for name in VALUES}
    owners = {folded(said): names for said, names in mapping.owners.items()}
    named = {folded(one.found): one.id for one in mapping.inspections}
    known = Known(mapping, parse("2026-11-23"), "Alex", words, owners, named)
    return take_in(tracker(*rows), known, register).lines[1:]


def one(**said: str | Cell) -> Told:
    told = taken(row(2, **{"number": "1", "text": "The force should act.", **said}))[0]
    assert not told.faults
    return told


def faults(**said: str | Cell) -> list[tuple[str, str]]:
    told = taken(row(2, **{"number": "1", "text": "The force should act.", **said}))[0]
    assert not told.is_finding
    fields = list(HEADINGS.values())
    return [(fields[fault.column] if fault.column is not None else "", fault.why) for fault in told.faults]


def test_a_row_says_its_source_and_who_read_it() -> None:
    assert one(status="Open", owner="Lee").log == (
        {
            "on": "2026-11-23",
            "by": "Alex",
            "source": "t.xlsx, sheet “PEEL”, row 2",
            "status": "in-progress",
            "owner": "CI Lee",
        },
    )


@pytest.mark.parametrize(
    ("cell", "deadline"),
    [
        (Cell("Within six months"), {"text": "Within six months", "basis": "publication", "within": "P6M"}),
        (Cell("Immediately"), {"text": "Immediately", "basis": "immediately"}),
        (Cell("By 31 March 2024"), {"text": "By 31 March 2024", "basis": "date", "date": "2024-03-31"}),
        (Cell("31/03/2024"), {"text": "31/03/2024", "basis": "date", "date": "2024-03-31"}),
        (Cell("2024-03-31", Form.DAY), {"text": "31 March 2024", "basis": "date", "date": "2024-03-31"}),
        (Cell("As soon as may be"), {"text": "As soon as may be", "basis": "none"}),
        (Cell("n/a"), None),
    ],
)
def test_the_inspectorates_deadline_keeps_its_words(cell: Cell, deadline: object) -> None:
    assert one(deadline=cell).facts["deadline"] == deadline


@pytest.mark.parametrize(
    ("said", "kind", "number"),
    [
        ({"number": "3"}, "recommendation", "3"),
        ({"number": "AFI 3"}, "area-for-improvement", "3"),
        ({"number": "3", "kind": "AFI"}, "area-for-improvement", "3"),
        ({"number": "", "text": "Recommendation 7: act."}, "recommendation", "7"),
        ({"number": "", "text": "AFI: act."}, "area-for-improvement", ""),
        ({"number": "", "text": "Act."}, "recommendation", ""),
    ],
)
def test_kind_and_number_are_found(said: dict[str, str | Cell], kind: str, number: str) -> None:
    told = one(**said)
    assert (told.facts["kind"], told.facts["number"]) == (kind, number)


def test_only_what_asks_somebody_to_act_has_an_addressee() -> None:
    assert one(number="1").facts["addressed_to"] == ("not stated",)
    assert one(number="AFI 1").facts["addressed_to"] == ()


@pytest.mark.parametrize(
    ("said", "status", "kept_open", "note"),
    [
        ({"status": "Open"}, "in-progress", False, None),
        ({"status": "Done", "evidence": "Audit"}, "considered-complete", False, None),
        (
            {"status": "Done"},
            "pending-sign-off",
            True,
            "The tracker says complete, and names no evidence.",
        ),
        (
            {"status": "Closed", "note": "In May."},
            "pending-sign-off",
            True,
            "In May.\nThe tracker says closed, in nothing of the inspectorate's: kept open.",
        ),
    ],
)
def test_nothing_is_closed_or_complete_that_only_claims_it(
    said: dict[str, str | Cell], status: str, kept_open: bool, note: str | None
) -> None:
    told = one(**said)
    assert (told.log[0]["status"], told.kept_open, told.log[0].get("note")) == (status, kept_open, note)
    assert not any("inspectorate" in entry for entry in told.log)


@pytest.mark.parametrize(
    ("ref", "kind"),
    [
        ("HMICFRS letter of 14 July 2022", "letter"),
        ("e-mail, 2 May 2022", "email"),
        ("HMICFRS portal", "system"),
        ("PEEL report 2023", "report"),
    ],
)
def test_what_the_inspectorate_closed_is_closed(ref: str, kind: str) -> None:
    told = one(status="Closed", authority=ref)
    assert told.log[1]["inspectorate"] == "closed"
    assert told.log[1]["authority"] == {"kind": kind, "ref": ref}
    assert "status" not in told.log[0]


def test_a_letter_beside_an_open_row_closes_nothing() -> None:
    assert len(one(status="Open", authority="HMICFRS letter").log) == 1


def test_greyed_out_rows_mean_what_a_person_said() -> None:
    grey = {"text": Cell("The force should act.", fill="grey"), "number": Cell("1", fill="grey")}
    closed = taken(row(2, **grey, status="Open"), grey_rows="closed")[0]
    nothing = taken(row(2, **grey, status="Open"), grey_rows="nothing")[0]
    by_letter = taken(row(2, **grey, authority=Cell("letter", fill="grey")), grey_rows="closed")[0]
    assert closed.log[0]["status"] == "pending-sign-off"
    assert nothing.log[0]["status"] == "in-progress"
    assert by_letter.log[1]["inspectorate"] == "closed"


def test_a_later_target_is_a_move_with_its_reason() -> None:
    told = one(target="May 2022", revised_target="June 2022", why="No staff.")
    assert [(entry.get("target"), entry.get("why")) for entry in told.log] == [
        ("2022-05", "No staff."),
        ("2022-06", "No staff."),
    ]
    same = one(target="May 2022", revised_target="May 2022")
    alone = one(revised_target="June 2022")
    assert [entry["target"] for entry in (*same.log, *alone.log)] == ["2022-05", "2022-06"]


def test_a_red_rows_progress_is_its_reason_where_no_other_is_given() -> None:
    assert (one(rag="R", note="No staff.").log[0]).get("why") == "No staff."
    assert "note" not in one(rag="R", note="No staff.").log[0]
    both = one(rag="R", note="Since May.", why="No staff.").log[0]
    assert (both["why"], both["note"]) == ("No staff.", "Since May.")


def test_a_fill_rates_where_there_is_no_word_and_is_noted_where_it_disagrees() -> None:
    assert one(rag=Cell(fill="amber")).log[0]["rag"] == "amber"
    assert "rag" not in one(rag=Cell("B", fill="blue"), status="Open").log[0]
    at_odds = one(rag=Cell("G", fill="amber")).log[0]
    assert (at_odds["rag"], at_odds["note"]) == ("green", "The tracker's cell says G and is filled amber.")
    assert "note" not in one(rag=Cell("G", fill="green")).log[0]


def test_owners_are_whom_the_mapping_says() -> None:
    two = one(owner="Lee & Roe").log[0]
    assert (two["owner"], two["lead_officer"], two.get("note")) == ("CI Lee", "Sgt Roe", None)
    left_out = one(owner="Lee / Roe").log[0]
    assert (left_out["owner"], left_out["note"]) == ("CI Lee", "Owner in the tracker: Lee / Roe.")
    assert "owner" not in one(owner="nobody", status="Open").log[0]


def test_words_for_no_date_are_kept() -> None:
    assert one(target="Ongoing").log[0]["note"] == "Target in the tracker: Ongoing."
    assert "note" not in one(target="-", status="Open").log[0]


@pytest.mark.parametrize(
    ("said", "field", "why"),
    [
        ({"text": "", "owner": "Lee"}, "text", "there is no wording, so there is no finding"),
        (
            {"number": Cell("2022-02-01", Form.DAY)},
            "number",
            "the spreadsheet made a date of this number: format the cell as text",
        ),
        ({"kind": "Odd"}, "kind", "the mapping refuses this word"),
        ({"kind": "New"}, "kind", "the mapping has no such kind"),
        ({"kind": "Rec", "number": "AFI 3"}, "kind", "the number “AFI 3” says another kind"),
        ({"rag": "R"}, "rag", "there is no reason in the row for this"),
        ({"acceptance": "N"}, "acceptance", "there is no reason in the row for this"),
        ({"target": "soon"}, "target", "this is no date that hmi reads"),
        (
            {"target": "May 2022", "revised_target": "June 2022"},
            "revised_target",
            "moved from May 2022, and the row has no reason",
        ),
        ({"owner": "who?"}, "owner", "the mapping does not say who this is"),
        ({"owner": "Somebody"}, "owner", "the mapping does not say who this is"),
        ({"owner": "all of them"}, "owner", "the mapping names more than an owner and one officer"),
        (
            {"status": "Closed", "authority": "yes"},
            "authority",
            "this does not say whether it is a letter, a report, an e-mail or a system",
        ),
        ({"note": Cell("#REF!", Form.ERROR)}, "note", "the spreadsheet itself shows an error here"),
        (
            {"target": Cell("(formula)", Form.UNSTORED)},
            "target",
            "a formula without its result: open the file, save it, send it again",
        ),
    ],
)
def test_what_stands_against_a_row_is_told_at_its_cell(
    said: dict[str, str | Cell], field: str, why: str
) -> None:
    assert faults(**said) == [(field, why)]


def test_every_fault_of_a_row_is_told_at_once() -> None:
    assert [field for field, _ in faults(rag="X", target="soon", owner="Somebody")] == [
        "owner",
        "rag",
        "target",
    ]


def test_a_row_that_says_no_kind_is_refused_where_none_is_assumed() -> None:
    told = taken(row(2, number="1", text="Act."), kind_otherwise="refuse")[0]
    assert [fault.why for fault in told.faults] == [
        "nothing says whether this is a recommendation, an AFI or something else"
    ]


def test_hidden_rows_can_be_refused() -> None:
    hidden = replace(row(2, number="1", text="Act."), hidden=True)
    assert taken(hidden)[0].is_finding
    assert [fault.why for fault in taken(hidden, hidden_rows="refuse")[0].faults] == [
        "the row is hidden, and the mapping refuses hidden rows"
    ]


@pytest.mark.parametrize(
    ("inspection", "rows", "why"),
    [
        ("Other", [], "the mapping refuses this inspection"),
        ("Unheard of", [], "the mapping does not say which inspection “Unheard of” is"),
        ("heading", [], "nothing says which inspection this is from"),
        ("heading", [Row(2, (Cell("Unheard of", wide=True),))], "the mapping does not say which inspection"),
    ],
)
def test_a_row_of_no_known_inspection_is_refused(inspection: str, rows: list[Row], why: str) -> None:
    told = taken(*rows, row(3, number="1", text="Act."), inspection=inspection)[-1]
    assert [fault.why.startswith(why) for fault in told.faults] == [True]


@pytest.mark.parametrize("inspection", ["sheet", "heading", "PEEL"])
def test_an_inspection_is_known_by_sheet_heading_or_name(inspection: str) -> None:
    heading = Row(2, (Cell("peel", wide=True),))
    assert taken(heading, row(3, number="1", text="Act."), inspection=inspection)[-1].id == "peel/1"


def test_one_number_of_two_kinds_gives_two_ids() -> None:
    told = taken(
        row(2, number="3", kind="Rec", text="Act."),
        row(3, number="3", kind="AFI", text="Improve."),
        row(4, number="", kind="AFI", text="Improve more."),
    )
    assert [line.id for line in told] == ["peel/3", "peel/afi-3", "peel/afi-1"]


def test_an_id_that_is_taken_twice_over_is_counted_on() -> None:
    held = {
        "peel/3": Finding.model_validate({"kind": "practice", "text": "A"}),
        "peel/afi-3": Finding.model_validate({"kind": "practice", "text": "B"}),
    }
    told = taken(row(2, number="3", kind="AFI", text="Improve."), register=replace(EMPTY, findings=held))[0]
    assert told.id == "peel/afi-1"


def test_a_finding_twice_is_refused_with_where_it_was_first() -> None:
    held = {"peel/x": Finding.model_validate({"kind": "recommendation", "number": "9", "text": "Held."})}
    told = taken(
        row(2, number="1", text="Act."),
        row(3, number="1", text="Act otherwise."),
        row(4, number="9", text="Other words."),
        row(5, number="2", text=Cell("Act.", spread=True), owner="Lee"),
        row(6, number="1", text=Cell("Act.", spread=True), owner="Lee"),
        register=replace(EMPTY, findings=held),
    )
    assert [[fault.why for fault in line.faults] for line in told] == [
        [],
        ["the same finding as row 2 of “PEEL”"],
        ["the same finding as the register's peel/x"],
        [],
        ["the same finding as row 2 of “PEEL” (its wording is merged over both)"],
    ]


def test_every_line_is_accounted_for() -> None:
    told = Intake(tuple(taken(row(2, number="1", text="Act."), row(3), row(4, number="2"))))
    assert [line.line for line in told.lines] == [Line.ROW, Line.BLANK, Line.HEADING]
    assert (told.rows, len(told.findings), len(told.refused), len(told.others)) == (1, 1, 0, 2)


@pytest.mark.parametrize("lost", [0, 1])
def test_a_line_that_is_lost_or_told_twice_stops_everything(lost: int) -> None:
    source = tracker(row(2, number="1", text="Act."))
    told = [Told("PEEL", 1, Line.HEADER), Told("PEEL", 2, Line.ROW, id="peel/1")]
    Intake(tuple(told)).account(source)
    with pytest.raises(HmiError, match="do not add up"):
        Intake(tuple(told[lost:] if lost else [*told, told[1]])).account(source)


def test_two_findings_of_one_id_stop_everything() -> None:
    source = tracker(row(2, number="1", text="Act."), row(3, number="2", text="Act too."))
    told = [Told("PEEL", 1, Line.HEADER), *(Told("PEEL", at, Line.ROW, id="peel/1") for at in (2, 3))]
    with pytest.raises(HmiError, match="do not add up"):
        Intake(tuple(told)).account(source)


def test_what_the_rules_say_refuses_a_finding_and_nothing_else() -> None:
    told = Intake(tuple(taken(row(2, number="1", text="Act."), row(3))))
    refused = told.refusing(lambda line: [Fault(0, str(line.id), "no")])
    assert [len(line.faults) for line in refused.lines] == [1, 0]


def test_a_column_of_fills_without_a_heading_is_seen_as_the_rating() -> None:
    head = Row(1, tuple(Cell(one) for one in ("No", "Recommendation", "", "Zebra")))
    rows = [Row(at, (Cell(str(at)), Cell("Act."), Cell(fill="red"), Cell("x"))) for at in range(2, 6)]
    found = propose(Tracker("t", (Sheet("PEEL", (head, *rows)),)), EMPTY).mapping
    assert found.sheets[0].columns == {"A": "number", "B": "text", "C": "rag", "D": "ignore"}
    assert found.rag == {"(red fill)": "red"}


@pytest.mark.parametrize(
    ("portfolio", "board", "columns"),
    [
        ("Crime and Justice", "gold", ["portfolio", "board"]),
        ("Elsewhere", "Silver Group", ["theme", "note"]),
    ],
)
def test_portfolios_and_boards_are_the_registers_own(portfolio: str, board: str, columns: list[str]) -> None:
    head = Row(1, tuple(Cell(one) for one in ("No", "Recommendation", "Portfolio", "Board", "Owner", "Lead")))
    line = Row(2, tuple(Cell(one) for one in ("1", "Act.", portfolio, board, "CI Lee", "")))
    found = propose(Tracker("t", (Sheet("PEEL", (head, line)),)), EMPTY).mapping.sheets[0].columns
    assert list(found.values()) == ["number", "text", *columns, "owner", "ignore"]
    twice = Row(1, tuple(Cell(one) for one in ("No", "Recommendation", "Portfolio", "Theme")))
    other = Row(2, tuple(Cell(one) for one in ("1", "Act.", "Elsewhere", "Trust")))
    found = propose(Tracker("t", (Sheet("PEEL", (twice, other)),)), EMPTY).mapping.sheets[0].columns
    assert list(found.values()) == ["number", "text", "theme", "note"]


def test_an_empty_sheet_is_no_tracker() -> None:
    found = propose(Tracker("t", (Sheet("Empty"),)), EMPTY).mapping.sheets[0]
    assert (found.skip, found.header, found.columns) == ("no tracker", None, {})


def test_a_cell_that_is_only_filled_is_no_word_but_a_rating() -> None:
    head = Row(1, tuple(Cell(one) for one in ("", "No", "Recommendation", "Status", "RAG")))
    line = Row(2, (Cell(), Cell("1"), Cell("Act."), Cell(fill="green"), Cell(fill="green")))
    found = propose(Tracker("t", (Sheet("PEEL", (head, line)),)), EMPTY).mapping
    assert (found.status, found.rag) == ({}, {"(green fill)": "green"})
    assert list(found.sheets[0].columns) == ["B", "C", "D", "E"]


def test_a_row_before_any_heading_names_no_inspection() -> None:
    head = Row(1, (Cell("No"), Cell("Recommendation")))
    lines = [Row(2, (Cell("1"), Cell("Act."))), Row(3, (Cell("PEEL"),)), Row(4, (Cell("1"), Cell("Act.")))]
    found = propose(Tracker("t", (Sheet("Sheet1", (head, *lines)),)), EMPTY).mapping
    assert [one.found for one in found.inspections] == ["PEEL"]


@pytest.mark.parametrize("heading", ["Owner", "Status", "Inspection"])
def test_a_column_of_a_thousand_words_is_not_what_its_heading_says(heading: str) -> None:
    head = Row(1, (Cell("No"), Cell("Recommendation"), Cell(heading)))
    rows = [Row(at, (Cell(str(at)), Cell(f"Act {at}."), Cell(f"Word {at}"))) for at in range(2, 1003)]
    with pytest.raises(HmiError, match=f"1,001 different words for {heading.lower()}"):
        propose(Tracker("t", (Sheet("PEEL", (head, *rows)),)), EMPTY)


def test_what_is_private_says_so_and_what_is_not_is_silent() -> None:
    assert one(private="Yes").facts["private"] is True
    assert [one(private=said).facts["private"] for said in ("No", "")] == [None, None]
    assert faults(private="Part") == [("private", "the mapping refuses this word")]
    assert faults(private="perhaps") == [("private", "the mapping has no such private")]


def test_what_is_to_be_done_is_an_action_of_the_finding() -> None:
    first, action = one(status="Open", action="Train the staff.").log
    assert first["status"] == "in-progress"
    assert {name: action[name] for name in ("action", "text", "by")} == {
        "action": "a1",
        "text": "Train the staff.",
        "by": "Alex",
    }
    assert len(one(action="-").log) == 1


COC = {"number": "1", "kind": "CoC", "text": "The force fails."}
HELD = Finding.model_validate({"kind": "cause-of-concern", "number": "2", "text": "It is slow."})
ALSO = Finding.model_validate(
    {"kind": "recommendation", "number": "9", "text": "Go.", "addressed_to": ["forces"]}
)


def under(*said: dict[str, str], refused: str = "") -> list[tuple[object, list[str]]]:
    """Return what each row stands under, and what stands against it; `refused` is what the rules refuse."""
    register = Register(SETTINGS, findings={"peel/old-coc": HELD, "peel/9": ALSO})
    rows = [row(at, **{"text": f"The force should act {at}.", **one}) for at, one in enumerate(said, 2)]
    kinds = {**MAPPING["kind"], "CoC": "cause-of-concern"}
    read = placed(Intake(tuple(taken(*rows, register=register, kind=kinds))), register)
    judged = read.refusing(lambda told: [Fault(None, "", "no")] if told.id == refused else [])
    made = without_orphans(judged, register)
    return [(told.facts["under"], [fault.why for fault in told.faults]) for told in made.lines]


def test_a_row_stands_under_its_cause_of_concern_wherever_that_stands() -> None:
    rows = under({"under": "CoC 1"}, COC, {"under": "2"}, {"under": "-"}, {})
    assert rows == [("peel/1", []), (None, []), ("peel/old-coc", []), (None, []), (None, [])]


def test_a_cause_of_concern_that_is_nowhere_is_told() -> None:
    nowhere = "there is no cause of concern “9” of that inspection, here or in the register"
    assert under({"under": "9"}) == [(None, [nowhere])]
    itself = "a cause of concern stands under no other one"
    assert under({**COC, "under": "2"}) == [(None, [itself])]


def test_what_stands_under_a_refused_cause_is_refused_with_it() -> None:
    rows = under(COC, {"under": "1"}, {"under": "2"}, refused="peel/1")
    assert [why for _, why in rows] == [["no"], ["the cause of concern that it stands under is refused"], []]
