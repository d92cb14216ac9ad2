"""What came back, against what was sent and what the register says now."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from hmicfrs_cli.domain import dates
from hmicfrs_cli.domain.fold import Lens
from hmicfrs_cli.domain.packs import STATE_SHEET, lines_of
from hmicfrs_cli.domain.packs_state import Shown, state_rows
from hmicfrs_cli.domain.packs_status import Standing, statuses
from hmicfrs_cli.domain.register import Register, View
from hmicfrs_cli.domain.returns import Cell, Returned, read
from hmicfrs_cli.domain.returns_compare import Chosen, Outcome, compare
from hmicfrs_cli.errors import HmiError
from tests.domain.handed import COLUMNS, OWNED, TODAY, Log, handed, outcome, packs, sheets
from tests.domain.views import SETTINGS, view

AMBER = {"on": "2025-03-01", "by": "Liaison Officer", "rag": "amber"}
TARGET = {"on": "2025-03-01", "target": "2025-12-31"}
STATUS = {"on": "2025-03-01", "status": "in-progress"}
SEEN = date.fromisoformat(TODAY)
EVIDENCE = {"on": "2025-03-01", "evidence": ["The audit of March"]}
NOW = {"on": "2025-06-15", "by": "Liaison Officer"}


def said(found: Outcome) -> list[dict[str, object]]:
    """Return the entries without what every one of them has: who, when and from where."""
    own = ("on", "by", "source")
    return [{name: value for name, value in one.entry.items() if name not in own} for one in found.taken]


def against(returned: Returned, register: Register) -> Outcome:
    today = date.fromisoformat(TODAY)
    return compare(returned, register, Chosen(), today, dates.day(today))


def told(found: Outcome) -> tuple[int, list[str], list[tuple[str, str]], int]:
    wanted = [pair for line in found.back for pair in line.wanted]
    return len(found.taken), [one.name for one in found.conflicts], wanted, found.same


@pytest.mark.parametrize(
    ("log", "edits", "expected"),
    [
        ([AMBER], {"rag": "red", "why": "No money."}, {"rag": "red", "why": "No money."}),
        ([AMBER], {"rag": "Red: will not be done", "why": "x"}, {"rag": "red", "why": "x"}),
        ([AMBER, EVIDENCE], {"rag": "GREEN"}, {"rag": "green"}),
        ([], {"rag": "amber"}, {"rag": "amber"}),
        ([], {"target": "2025-12-31"}, {"target": "2025-12-31"}),
        ([], {"target": Cell("2025-12-31", "date")}, {"target": "2025-12-31"}),
        ([], {"target": "31 December 2025"}, {"target": "2025-12-31"}),
        ([], {"target": "December 2025"}, {"target": "2025-12"}),
        ([], {"target": "31/12/2025"}, {"target": "2025-12-31"}),
        ([], {"target": "13.1.2026"}, {"target": "2026-01-13"}),
        ([], {"target": "5/5/2026"}, {"target": "2026-05-05"}),
        ([], {"target": "2025-07-01"}, {"target": "2025-07-01"}),
        ([], {"target": "July 2025"}, {"target": "2025-07"}),
        (
            [TARGET],
            {"target": "2026-03", "why": "Full."},
            {"target": "2026-03", "why": "Full."},
        ),
        (
            [STATUS],
            {"status": "Pending sign-off", "evidence": "x"},
            {"status": "pending-sign-off", "evidence": ["x"]},
        ),
        (
            [STATUS, EVIDENCE],
            {"status": "considered complete by the force"},
            {"status": "pending-sign-off"},
        ),
        ([STATUS, EVIDENCE], {"status": "considered-complete"}, {"status": "pending-sign-off"}),
        ([], {"evidence": "An audit\n\n a dip sample "}, {"evidence": ["An audit", "a dip sample"]}),
        (
            [],
            {"note": " Half is done. ", "effect": "Faster."},
            {"note": "Half is done.", "effect": "Faster."},
        ),
        ([], {"why": "Because."}, {"why": "Because."}),
    ],
    ids=str,
)
def test_what_the_owner_changed_is_one_entry_by_the_owner(
    log: Log, edits: Mapping[str, str | Cell], expected: dict[str, object]
) -> None:
    found = outcome(log, edits)
    assert (said(found), told(found)) == ([expected], (1, [], [], 0))
    (taken,) = found.taken
    pack = found.returned.made.pack
    assert taken.entry["by"] == "Head of Crime"
    assert taken.entry["on"] == TODAY
    assert taken.entry["source"] == f"return pack {pack} of 1 June 2025"
    assert found.register.findings["report/1"].log[-1].by == "Head of Crime"


@pytest.mark.parametrize(
    ("log", "edits", "since"),
    [
        ([AMBER, TARGET, STATUS], {}, []),
        ([AMBER, TARGET, STATUS], {}, [{**NOW, "rag": "green"}, {**NOW, "target": "2026-06-30", "why": "x"}]),
        ([AMBER], {"rag": "amber: under way"}, []),
        ([AMBER, TARGET, STATUS], {"rag": "", "target": " ", "status": ""}, []),
        ([AMBER], {"rag": "red"}, [{**NOW, "rag": "red", "why": "Late."}]),
        ([STATUS], {"status": "considered complete by the force"}, [{**NOW, "status": "pending-sign-off"}]),
        (
            [STATUS, EVIDENCE],
            {"status": "considered complete by the force"},
            [{**NOW, "status": "considered-complete"}],
        ),
        (
            [EVIDENCE, {"on": "2025-03-01", "status": "considered-complete"}],
            {"status": "considered complete by the force"},
            [],
        ),
        ([{"on": "2025-03-01", "target": "2025-05-31"}], {"target": "31 May 2025"}, []),
        ([{"on": "2025-03-01", "target": "2025-W40"}], {"target": "2025-W40"}, []),
        ([{"on": "2025-03-01", "target": "2025"}], {"target": Cell("2025", "number")}, []),
    ],
    ids=str,
)
def test_what_says_nothing_new_changes_nothing(log: Log, edits: Mapping[str, str | Cell], since: Log) -> None:
    found = outcome(log, edits, since)
    assert told(found) == (0, [], [], 1)
    assert (
        found.register.findings["report/1"].log == outcome(log, {}, since).register.findings["report/1"].log
    )


CONFLICTS = [
    ([AMBER], {"rag": "red", "why": "x"}, [{**NOW, "rag": "white"}], "rag", ("amber", "red", "white")),
    (
        [TARGET],
        {"target": "2026-03-31", "why": "x"},
        [{**NOW, "target": "2026-06-30", "why": "y"}],
        "target",
        None,
    ),
    (
        [],
        {"target": "2026-03-31", "why": "x"},
        [{**NOW, "target": "2026-06-30"}],
        "target",
        ("", "2026-03-31", "2026-06-30"),
    ),
    (
        [STATUS, EVIDENCE],
        {"status": "pending sign-off"},
        [{**NOW, "status": "awaiting-allocation"}],
        "status",
        None,
    ),
    (
        [],
        {"note": "x"},
        [{**NOW, "owner": "Head of Contact"}],
        "owner",
        None,
    ),
    (
        [],
        {"note": "x"},
        [{**NOW, "inspectorate": "closed", "authority": {"kind": "letter", "ref": "L1"}}],
        "inspectorate",
        ("open", "open", "closed"),
    ),
]


@pytest.mark.parametrize(("log", "edits", "since", "field", "values"), CONFLICTS, ids=str)
def test_what_changed_on_both_sides_is_shown_with_both_values_and_waits(
    log: Log, edits: Mapping[str, str], since: Log, field: str, values: tuple[str, str, str] | None
) -> None:
    found = outcome(log, edits, since)
    assert told(found) == (0, [f"report/1:{field}"], [], 0)
    (conflict,) = found.conflicts
    assert (conflict.by, conflict.on) == ("Liaison Officer", dates.parse("2025-06-15"))
    if values:
        assert (conflict.base, conflict.returned, conflict.now) == values


@pytest.mark.parametrize(("log", "edits", "since", "field", "_"), CONFLICTS, ids=str)
def test_once_chosen_what_came_back_is_taken_or_left(
    log: Log, edits: Mapping[str, str], since: Log, field: str, _: object
) -> None:
    name = frozenset({f"report/1:{field}"})
    taken = outcome(log, edits, since, Chosen(take=name))
    assert told(taken) == (1, [], [], 0)
    assert field in {*said(taken)[0], "owner", "inspectorate"}
    kept = outcome(log, edits, since, Chosen(keep=name))
    assert all(field not in one for one in said(kept))
    rest = set(edits) - {field} if field not in {"owner", "inspectorate"} else set()
    assert told(kept) == ((1, [], [], 0) if rest else (0, [], [], 1))


def test_where_no_entry_says_who_changed_a_value_the_conflict_has_no_name() -> None:
    (pack,) = packs(view("2025-06-01", {"report/1": {"log": [OWNED, AMBER]}}))
    now = view(TODAY, {"report/1": {"log": [OWNED]}})
    (conflict,) = against(handed(pack, {"report/1": {"rag": "white"}}), now.register).conflicts
    assert (conflict.base, conflict.returned, conflict.now) == ("amber", "white", "")
    assert (conflict.by, conflict.on) == (None, None)


def test_an_action_that_is_gone_is_told() -> None:
    log = [OWNED, {"on": "2025-02-02", "action": "a1", "text": "Train"}]
    (pack,) = packs(view("2025-06-01", {"report/1": {"log": log}}))
    found = against(
        handed(pack, {"report/1#a1": {"note": "x"}}), view(TODAY, {"report/1": {"log": [OWNED]}}).register
    )
    assert [one.place for one in found.odd] == ["report/1#a1"]


@pytest.mark.parametrize(
    ("log", "edits", "field", "words"),
    [
        ([TARGET], {"target": "2026-03-31"}, "why", "without a reason"),
        ([AMBER], {"rag": "red"}, "why", "red without a reason"),
        ([AMBER], {"rag": "green"}, "evidence", "green without evidence"),
        ([STATUS], {"status": "considered complete by the force"}, "evidence", "ready for sign-off without"),
        ([], {"target": "03/04/2026"}, "target", "“03/04/2026” is no date that has one meaning"),
        ([], {"target": "12/31/2026"}, "target", "“12/31/2026” is no date that has one meaning"),
        ([], {"target": "31/02/2026"}, "target", "“31/02/2026” is no date"),
        ([], {"target": "when we can"}, "target", "“when we can” is no date"),
        ([], {"target": Cell("46000", "number", "Findings!H5")}, "target", "Findings!H5: “46000” is no date"),
        ([], {"target": Cell("=TODAY()", "formula", "Findings!H5")}, "target", "Findings!H5 holds a formula"),
        ([], {"note": Cell("#REF!", "error", "Findings!I5")}, "note", "Findings!I5 holds an error"),
        ([], {"rag": "purple"}, "rag", "“purple” is not one of: red, amber, green, white"),
        ([], {"status": "done"}, "status", "“done” is not one of"),
        ([TARGET], {"target": "2025-06-30", "why": "x"}, "target", "30 June 2025 is past: write the day"),
        ([], {"target": "May 2025"}, "target", "May 2025 is past: write the day by which"),
        ([], {"likelihood": "high"}, "likelihood", "“high” is no whole number"),
        ([], {"likelihood": "2"}, "impact", "likelihood and impact go together"),
        ([], {"impact": "2"}, "likelihood", "likelihood and impact go together"),
        (
            [],
            {"impact": "9", "likelihood": "1"},
            "",
            "not on the risk matrix; write a number from 1 to 3",
        ),
    ],
    ids=str,
)
def test_what_is_missing_is_listed_back_to_the_owner(
    log: Log, edits: Mapping[str, str | Cell], field: str, words: str
) -> None:
    found = outcome(log, {**edits, "effect": "Slower."})
    ((where, why),) = found.back[0].wanted
    assert (where, words in why) == (field, True), why
    assert told(found)[::3] == (0, 0)
    assert found.back[0].filled["effect"] == "Slower."
    assert found.back[0].values["owner"] == "Head of Crime"


def test_a_fault_that_the_record_has_already_is_not_the_owners_to_mend() -> None:
    red = {"on": "2025-03-01", "rag": "red"}
    assert said(outcome([red], {"note": "x"})) == [{"note": "x"}]


def test_under_risk_likelihood_and_impact_are_one_risk() -> None:
    risk = {"on": "2025-03-01", "risk": {"likelihood": 2, "impact": 3}}
    assert said(outcome([risk], {"likelihood": "1"})) == [{"risk": {"likelihood": 1, "impact": 3}}]
    assert said(outcome([], {"likelihood": "1", "impact": "03"})) == [
        {"risk": {"likelihood": 1, "impact": 3}}
    ]
    later = {**NOW, "risk": {"likelihood": 3, "impact": 3}}
    assert told(outcome([risk], {"likelihood": "1"}, [later]))[1] == ["report/1:likelihood"]


def test_a_second_import_of_the_same_pack_adds_only_what_is_new() -> None:
    log = [OWNED, AMBER]
    (pack,) = packs(view("2025-06-01", {"report/1": {"log": log}}))
    register = view(TODAY, {"report/1": {"log": log}}).register
    edits = {"rag": "red", "why": "No money.", "note": "It stopped.", "evidence": "Minutes"}
    first = against(handed(pack, {"report/1": edits}, "Insp Rowe"), register)
    again = against(handed(pack, {"report/1": edits}), first.register)
    assert (len(first.taken), told(again)) == (1, (0, [], [], 1))
    assert str(first.taken[0].entry["source"]).endswith(", filled in by Insp Rowe")
    more = {**edits, "note": "It stopped for good.", "evidence": "Minutes\nA letter"}
    third = against(handed(pack, {"report/1": more}), first.register)
    assert said(third) == [{"note": "It stopped for good.", "evidence": ["A letter"]}]


def test_the_same_words_from_another_pack_are_said_again() -> None:
    other = {**NOW, "by": "Head of Crime", "note": "No change.", "source": "return pack 0123 of 1 March 2025"}
    assert said(outcome([other], {"note": "No change."})) == [{"note": "No change."}]


def test_an_action_is_told_apart_from_its_finding() -> None:
    log = [OWNED, {"on": "2025-02-02", "action": "a1", "text": "Train", "target": "2025-09-30"}]
    (pack,) = packs(view("2025-06-01", {"report/1": {"log": log}}))
    returned = handed(pack, {"report/1#a1": {"status": "in progress"}})
    found = against(returned, view(TODAY, {"report/1": {"log": log}}).register)
    assert said(found) == [{"action": "a1", "status": "in-progress"}]
    assert told(found) == (1, [], [], 1)


def test_a_finding_is_known_by_its_former_id_and_one_that_is_gone_is_told() -> None:
    (pack,) = packs(view("2025-06-01", {"report/1": {"log": [OWNED]}}))
    returned = handed(pack, {"report/1": {"note": "x"}})
    moved = view(TODAY, {"report/7": {"log": [OWNED], "formerly": ["report/1"]}}).register
    assert [one.id for one in against(returned, moved).taken] == ["report/7"]
    gone = against(returned, view(TODAY).register)
    assert [(one.place, "no such row" in one.message) for one in gone.odd] == [("report/1", True)]


def test_without_its_inspection_a_finding_is_compared_all_the_same() -> None:
    (pack,) = packs(view("2025-06-01", {"report/1": {"log": [OWNED]}}))
    full = view(TODAY, {"report/1": {"log": [OWNED]}}).register
    alone = Register(full.settings, findings=full.findings)
    found = against(handed(pack, {"report/1": {"note": "x"}}), alone)
    assert said(found) == [{"note": "x"}]


def test_rows_and_columns_may_be_moved_left_out_and_added() -> None:
    findings = {f"report/{number}": {"log": [OWNED, TARGET]} for number in (1, 2, 3, 4)}
    (pack,) = packs(view("2025-06-01", findings))
    given = sheets(pack, {"report/1": {"note": "One"}, "report/3": {"note": "Three"}})
    signed, head, *rows = given["Findings"]
    order = [2, 0, 1]
    kept = [rows[at] for at in order]
    stranger = [Cell("report/9", "text", "Findings!A9"), *kept[0][1:]]
    nameless = [Cell(""), *[Cell("")] * 5, Cell("Words without an id", "text", "Findings!G10")]
    blank = [Cell("") for _ in head]
    table = [head, *kept, kept[2], stranger, nameless, blank, []]
    wide = [[Cell(""), *reversed(row)] for row in table]
    given["Findings"] = [signed, *wide]
    returned = read("pack.xlsx", given, SEEN)
    assert returned.gone == ("report/4",)
    assert {row.key: row.cells["note"].text for row in returned.rows} == {
        "report/3": "Three",
        "report/1": "One",
    }
    assert [one.message.split("”")[1] for one in returned.odd] == [
        " is no finding that this pack was made for",
        " stands in a row without an id",
        " stands in several rows: which of them counts?",
        " stands in several rows: which of them counts?",
    ]
    found = against(returned, view(TODAY, findings).register)
    assert [one.key for one in found.taken] == ["report/3", "report/1"]


def test_a_column_that_is_gone_says_nothing() -> None:
    (pack,) = packs(view("2025-06-01", {"report/1": {"log": [OWNED, TARGET]}}))
    given = sheets(pack, {"report/1": {"note": "One"}})
    keep = [0, list(COLUMNS).index("Note")]
    given["Findings"] = [given["Findings"][0], *([row[at] for at in keep] for row in given["Findings"][1:])]
    now = view(TODAY, {"report/1": {"log": [OWNED, TARGET]}}).register
    assert said(against(read("pack.xlsx", given, SEEN), now)) == [{"note": "One"}]


def test_without_the_heads_of_its_columns_a_pack_is_refused() -> None:
    (pack,) = packs(view("2025-06-01", {"report/1": {"log": [OWNED]}}))
    given = sheets(pack, {})
    for broken in ({**given, "Findings": given["Findings"][2:]}, {STATE_SHEET: given[STATE_SHEET]}):
        with pytest.raises(HmiError, match="heads of this pack's columns"):
            read("pack.xlsx", broken, SEEN)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (["Filled in by:", "", " Insp  Rowe "], "Insp Rowe"),
        (["Filled in by:", ""], ""),
        (["", "filled in BY:", "Insp Rowe", "x"], "Insp Rowe"),
        (["Somewhere else"], ""),
    ],
)
def test_who_filled_it_in_stands_right_of_its_label(row: list[str], expected: str) -> None:
    (pack,) = packs(view("2025-06-01", {"report/1": {"log": [OWNED]}}))
    given = sheets(pack, {})
    given["Findings"][0] = [Cell(text) for text in row]
    assert read("pack.xlsx", given, SEEN).signed == expected


def test_who_has_returned_a_pack_and_who_has_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SETTINGS, "portfolios", [])
    owners = ["A", "B", "C", "D", "E"]
    findings = {f"report/{at}": {"log": [{**OWNED, "owner": name}]} for at, name in enumerate(owners, 1)}
    now = view(TODAY, {**findings, "report/6": {"log": []}})
    a, b, c, d, _ = packs(view("2025-06-01", findings))
    note = {"note": "x"}

    def done(*given: object, register: Register = now.register) -> list[Outcome]:
        return [against(one, register) for one in given]  # type: ignore[arg-type]  # packs

    taken = done(handed(a, {"report/1": note}))[0].register
    outcomes = [
        *done(handed(a, {"report/1": note}), register=taken),
        *done(handed(b, {}), handed(b, {"report/2": note}), handed(b, {})),
        *done(handed(c, {}, "Insp Rowe"), handed(d, {})),
    ]
    beside = sheets(d, {})
    beside["Findings"][-1].append(Cell("Written beside", place="Findings!Z3"))
    gone = {**sheets(d, {}), "Findings": sheets(d, {})["Findings"][:2]}
    for altered in (beside, gone):
        (one,) = statuses(done(read("pack.xlsx", altered, SEEN)), [])
        assert one.standing is Standing.NO_NEWS
    found = statuses(outcomes, lines_of(now))
    assert [(one.owner, one.standing, one.news) for one in found] == [
        ("A", Standing.TAKEN_IN, 0),
        ("B", Standing.RETURNED, 1),
        ("C", Standing.NO_NEWS, 0),
        ("D", Standing.WAITING, 0),
        ("E", Standing.NONE, 0),
    ]
    assert [one.made for one in found] == [date(2025, 6, 1)] * 4 + [None]


def test_nobody_speaks_for_another_owner_by_altering_the_hidden_sheet() -> None:
    log = {"report/1": {"log": [OWNED]}}
    (pack,) = packs(view("2025-06-01", log))
    forged = replace(pack, owner="Chief Constable")
    found = against(
        handed(forged, {"report/1": {"note": "Nothing more is to be done."}}), view(TODAY, log).register
    )
    (conflict,) = found.conflicts
    assert (conflict.name, conflict.base, conflict.now) == (
        "report/1:owner",
        "Chief Constable",
        "Head of Crime",
    )
    assert found.taken == ()


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ("Update", "“Half is done.” stands under “Update”, a column that is not read"),
        ("", "“Half is done.” stands in a column that is not read"),
    ],
)
def test_words_under_a_head_that_was_not_sent_are_told_and_never_lost(head: str, words: str) -> None:
    (pack,) = packs(view("2025-06-01", {"report/1": {"log": [OWNED]}}))
    given = sheets(pack, {"report/1": {"note": "Half is done."}})
    given["Findings"][1] = [Cell(head) if one.text == "Note" else one for one in given["Findings"][1]]
    returned = read("pack.xlsx", given, SEEN)
    assert [(one.place, one.message) for one in returned.aside] == [("Findings!note3", words)]
    assert told(against(returned, view(TODAY, {"report/1": {"log": [OWNED]}}).register)) == (0, [], [], 1)


def test_a_column_right_of_all_heads_and_one_that_stands_there_twice_are_told_too() -> None:
    (pack,) = packs(view("2025-06-01", {"report/1": {"log": [OWNED]}}))
    given = sheets(pack, {"report/1": {"note": "One"}})
    _, head, row = given["Findings"]
    head.append(Cell("NOTE"))
    row += [Cell("Two", "text", "Findings!X3"), Cell(" "), Cell("Beyond", "text", "Findings!Z3")]
    returned = read("pack.xlsx", given, SEEN)
    assert returned.rows[0].cells["note"].text == "Two"
    assert [(one.place, one.message) for one in returned.aside] == [
        ("Findings!note3", "“One” stands under “Note”, a column that is not read"),
        ("Findings!Z3", "“Beyond” stands in a column that is not read"),
    ]


WORDING = "The force should record every call."
LOCKED = (
    ("report/1", "text", WORDING),
    ("report/1", "note", "Nothing yet."),
    ("report/2", "text", "The force should train everybody."),
    ("report/2", "note", "Two of five are done."),
)


def with_locked(
    text: str, note: str, key: str = "report/1", more: Mapping[str, list[list[Cell]]] | None = None
) -> Returned:
    """Return a pack whose wording and last position are locked; its second row is as it was sent."""
    findings = {f"report/{number}": {"log": [OWNED]} for number in (1, 2)}
    (pack,) = packs(view("2025-06-01", findings))
    columns = {"Id": "id", "Wording": "text", "Last": "note", "RAG": "rag"}
    hidden = state_rows(pack, columns, "", Shown(("Findings", STATE_SHEET), LOCKED))
    rows = [
        [Cell(head) for head in columns],
        [Cell(key, place="A2"), Cell(text, place="B2"), Cell(note, place="C2")],
        [Cell("report/2"), *(Cell(said) for key, _, said in LOCKED if key == "report/2")],
    ]
    given = {"Findings": rows, STATE_SHEET: [[Cell(text) for text in row] for row in hidden]}
    return read("pack.xlsx", {**given, **(more or {})}, SEEN)


@pytest.mark.parametrize(
    ("text", "note", "expected"),
    [
        (WORDING, "Nothing yet.", []),
        ("The force  should\nrecord every call. ", "Nothing\xa0yet.\u200b", []),
        (
            "The force may record every call.",
            "Nothing yet.",
            [
                (
                    "B2",
                    (
                        "“Wording” of report/1 now says “The force may record every call.”: "
                        "it was locked, and is not read"
                    ),
                )
            ],
        ),
        (
            "",
            "All of it.",
            [
                ("B2", "“Wording” of report/1 was emptied: it was locked, and is not read"),
                ("C2", "“Last” of report/1 now says “All of it.”: it was locked, and is not read"),
            ],
        ),
    ],
)
def test_what_was_written_over_in_a_locked_cell_is_told_cell_by_cell(
    text: str, note: str, expected: list[tuple[str, str]]
) -> None:
    returned = with_locked(text, note)
    assert [(one.place, one.message) for one in returned.aside] == expected
    assert [row.key for row in returned.rows] == ["report/1", "report/2"]


def test_an_id_beside_the_wording_of_another_row_is_never_guessed_at() -> None:
    returned = with_locked(LOCKED[2][2], "Nothing yet.")
    assert [row.key for row in returned.rows] == ["report/2"]
    assert [(one.place, one.message) for one in returned.odd] == [
        ("A2", "“report/1” stands beside the wording of “report/2”: which of them is meant?")
    ]
    assert returned.gone == ("report/1",)


def test_a_sheet_that_somebody_added_and_wrote_on_is_told() -> None:
    more = {"Notes": [[Cell("Call me.")]], "Sheet2": []}
    returned = with_locked(WORDING, "Nothing yet.", more=more)
    assert [(one.place, one.message) for one in returned.aside] == [
        ("Notes", "this sheet was not sent, and is not read")
    ]


def test_the_owner_cannot_sign_off_by_altering_what_was_sent() -> None:
    """The hidden sheet says that it is complete, with a digest that fits: the register does not."""
    done = {"on": "2025-03-01", "status": "considered-complete"}
    (forged,) = packs(view("2025-06-01", {"report/1": {"log": [OWNED, EVIDENCE, done]}}))
    register = view(TODAY, {"report/1": {"log": [OWNED, STATUS, EVIDENCE]}}).register
    found = against(handed(forged, {"report/1": {"note": "Signed off by me."}}), register)
    assert said(found) == [{"note": "Signed off by me."}]
    (state,) = View(found.register, Lens(date(2025, 7, 1), date(2025, 7, 1))).findings.values()
    assert state.progress.status == "in-progress"
