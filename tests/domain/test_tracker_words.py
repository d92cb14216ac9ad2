"""Guesses at a tracker's headings, words, names, colours and lines: tables of what people write."""

import pytest

from hmicfrs_cli.domain.terms import FindingKind
from hmicfrs_cli.domain.tracker.cells import EMPTY, Cell, Row, column_of, letters
from hmicfrs_cli.domain.tracker.colours import colour_word, tinted
from hmicfrs_cli.domain.tracker.lines import Line, is_grey, line_of
from hmicfrs_cli.domain.tracker.people import groups, people
from hmicfrs_cli.domain.tracker.words import INSPECTIONS, VALUES, field_of, guess, kind_and_number


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Ref", "number"),
        ("Rec No.", "number"),
        ("#", "number"),
        ("Rec / AFI no.", "number"),
        ("Recommendation or AFI ref", "number"),
        ("Rec/AFI", "kind"),
        ("Recommendation or AFI (text)", "text"),
        ("Progress narrative", "note"),
        ("Action detail", "note"),
        ("Completion date (orig)", "target"),
        ("Completion date (revised)", "revised_target"),
        ("Target date – revised", "revised_target"),
        ("HMICFRS deadline (as printed)", "deadline"),
        ("ID", "number"),
        ("Recommendation", "text"),
        ("Recommendation / AFI wording", "text"),
        ("AFI", "text"),
        ("Type", "kind"),
        ("Category", "kind"),
        ("BRAG", "rag"),
        ("Current RAG rating", "rag"),
        ("Status", "status"),
        ("Open/Closed", "status"),
        ("Due date", "target"),
        ("Original target date", "target"),
        ("By when", "target"),
        ("Revised target date", "revised_target"),
        ("HMICFRS deadline", "deadline"),
        ("Date of publication", "published"),
        ("Last updated", "updated"),
        ("Strategic lead", "owner"),
        ("Owner", "owner"),
        ("Delivery lead", "lead_officer"),
        ("Progress update", "note"),
        ("Comments", "note"),
        ("Evidence of closure", "evidence"),
        ("HMICFRS closure letter", "authority"),
        ("Reason for change", "why"),
        ("Inspection", "inspection"),
        ("Report title", "inspection"),
        ("Governance board", "board"),
        ("Accepted?", "acceptance"),
        ("Page", "ref"),
        ("Addressed to", "addressed_to"),
        ("", None),
        ("Zebra", None),
    ],
)
def test_a_heading_tells_its_column(header: str, field: str | None) -> None:
    assert field_of(header) == field


@pytest.mark.parametrize(
    ("field", "said", "meant"),
    [
        ("kind", "Rec", "recommendation"),
        ("kind", "A.F.I.", "area-for-improvement"),
        ("kind", "Cause for concern", "cause-of-concern"),
        ("kind", "CoC", "cause-of-concern"),
        ("kind", "Elephant", "ask"),
        ("rag", "R", "red"),
        ("rag", "Yellow", "amber"),
        ("rag", "(green fill)", "green"),
        ("rag", "B", "ask"),
        ("rag", "Amber/Red", "ask"),
        ("status", "Closed", "closed"),
        ("status", "COMPLETE", "considered-complete"),
        ("status", "Awaiting sign off", "pending-sign-off"),
        ("status", "Not started", "awaiting-allocation"),
        ("status", "On-going", "in-progress"),
        ("status", "Parked", "ask"),
        ("acceptance", "Not accepted", "not-accepted"),
        ("acceptance", "Partially", "partly-accepted"),
    ],
)
def test_a_word_is_guessed_or_asked_about(field: str, said: str, meant: str) -> None:
    assert guess(VALUES[field], said) == meant


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("PEEL 2021/22", "peel"),
        ("Joint thematic inspection of rape", "joint-thematic"),
        ("JTAI of Solihull", "joint-targeted-area-inspection"),
        ("Unannounced custody visit", "custody"),
        ("Digital forensics thematic", "national-thematic"),
        ("The letter of May", "ask"),
    ],
)
def test_an_inspections_kind_is_guessed_from_its_title(title: str, kind: str) -> None:
    assert guess(INSPECTIONS, title) == kind


@pytest.mark.parametrize(
    ("said", "kind", "number"),
    [
        ("AFI 3", FindingKind.AFI, "3"),
        ("Recommendation 2.1", FindingKind.RECOMMENDATION, "2.1"),
        ("Rec 2 (a)", FindingKind.RECOMMENDATION, "2 (a)"),
        ("R12", FindingKind.RECOMMENDATION, "12"),
        ("Cause of concern", FindingKind.CAUSE_OF_CONCERN, "Cause of concern"),
        ("7.10", None, "7.10"),
        ("Ref/9", None, "Ref/9"),
        ("", None, ""),
    ],
)
def test_a_number_is_parted_from_its_kind(said: str, kind: FindingKind | None, number: str) -> None:
    assert kind_and_number(said) == (kind, number)


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("DCI Smith", ["DCI Smith"]),
        ("DCI Smith / Insp Jones", ["DCI Smith", "Insp Jones"]),
        ("DCI Smith & Insp Jones", ["DCI Smith", "Insp Jones"]),
        ("DCI Smith and Insp Jones", ["DCI Smith", "Insp Jones"]),
        ("DCI Smith\nInsp Jones", ["DCI Smith", "Insp Jones"]),
        ("DCI Smith, DI Jones; Ms Roe", ["DCI Smith", "DI Jones", "Ms Roe"]),
        ("Smith, A", ["Smith, A"]),
        ("T/ACC Bell", ["T/ACC Bell"]),
        ("D/Supt O’Neill", ["D/Supt O’Neill"]),
    ],
)
def test_a_cell_may_hold_several_people(said: str, names: list[str]) -> None:
    assert people(said) == names


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("DCI A Smith", "A. Smith (DCI)", True),
        ("DCI A Smith", "dci a smith", True),
        ("DCI A Smith", "Smith, A", True),
        ("DCI A Smith", "Det Ch Insp Smith", True),
        ("C/Insp Lee", "CI Lee", True),
        ("C/Insp Lee", "Chief Inspector Lee", True),
        ("D/Supt O’Neill", "Det Supt O’Neill", True),
        ("T/ACC Bell", "ACC Bell", True),
        ("Anna Smith", "A Smith", True),
        ("DCI A Smith", "DCI B Smith", False),
        ("DCI A Smith", "Supt A Smith", False),
        ("Anna Smith", "Alan Smith", False),
        ("Head of Crime", "Head of Contact", False),
        ("DCI", "dci", True),
        ("DCI", "Supt", False),
    ],
)
def test_spellings_of_one_person_are_grouped(one: str, other: str, same: bool) -> None:
    assert groups([one, other]) == ({one: [one, other]} if same else {one: [one], other: [other]})


def test_the_commonest_spelling_leads() -> None:
    assert groups(["CI Lee", "C/Insp Lee", "C/Insp Lee"]) == {"C/Insp Lee": ["C/Insp Lee", "CI Lee"]}


@pytest.mark.parametrize(
    ("rgb", "word"),
    [
        ("FFFF0000", "red"),
        ("C00000", "red"),
        ("FF9999", "red"),
        ("FFC000", "amber"),
        ("FFFF00", "amber"),
        ("00B050", "green"),
        ("C6EFCE", "green"),
        ("BFBFBF", "grey"),
        ("FFFFFF", "white"),
        ("000000", "black"),
        ("4472C4", "blue"),
        ("7030A0", "purple"),
        ("FF0055", "red"),
        ("none", None),
        ("", None),
    ],
)
def test_a_colour_has_a_word(rgb: str, word: str | None) -> None:
    assert colour_word(rgb) == word


def test_a_themes_colour_is_made_lighter_and_darker() -> None:
    assert tinted("FF000000", 0.5) == "808080"
    assert tinted("FFFFFF", -0.25) == "BFBFBF"
    assert tinted("FFFFFF", 7) == "FFFFFF"


@pytest.mark.parametrize(("column", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_have_letters(column: int, name: str) -> None:
    assert letters(column) == name
    assert column_of(name.lower()) == column


@pytest.mark.parametrize("name", ["", "1", "A1", "ABCD", "Ä"])
def test_what_are_no_columns_letters(name: str) -> None:
    assert column_of(name) is None


HEADER = Row(3, (Cell("No"), Cell("Wording"), Cell("Owner"), Cell("RAG")))


@pytest.mark.parametrize(
    ("number", "cells", "line"),
    [
        (1, ["Tracker"], Line.ABOVE),
        (3, ["No", "Wording", "Owner", "RAG"], Line.HEADER),
        (9, [], Line.BLANK),
        (9, ["no.", "WORDING", "Owner"], Line.REPEATED),
        (9, ["1", "The force should act.", "DCI Smith", "R"], Line.ROW),
        (9, ["", "The force should act."], Line.ROW),
        (9, ["PEEL 2021/22"], Line.HEADING),
        (9, [Cell("PEEL 2021/22", wide=True)], Line.HEADING),
        (9, ["", Cell("PEEL 2021/22", wide=True)], Line.HEADING),
        (9, ["Total", "12"], Line.TOTAL),
        (9, ["Sub-total: 4"], Line.TOTAL),
        (9, ["Total", "recall", "of", "every", "order"], Line.ROW),
        (9, ["* as at March"], Line.FOOTNOTE),
        (9, ["Note: dates are the force's"], Line.FOOTNOTE),
        (9, [Cell("1", spread=True), Cell("The force", spread=True)], Line.CONTINUED),
        (9, [Cell("1", spread=True), "Another", "CI Lee"], Line.ROW),
    ],
)
def test_a_line_is_a_row_or_says_why_not(number: int, cells: list[str | Cell], line: Line) -> None:
    made = tuple(Cell(one) if isinstance(one, str) else one for one in cells)
    assert line_of(Row(number, made), HEADER, 1) is line


def test_a_row_is_grey_where_most_of_its_words_are() -> None:
    grey, plain = Cell("x", fill="grey"), Cell("x")
    assert is_grey(Row(1, (grey, grey, plain, EMPTY)))
    assert not is_grey(Row(1, (grey, plain)))
    assert not is_grey(Row(1, ()))


def test_what_is_too_long_for_a_word_is_not_looked_at_for_long() -> None:
    long = "a " * 16_000 + "closed ref"
    assert field_of(long) is None
    assert guess(VALUES["status"], long) == "ask"
    assert people(f"CI Lee{' ' * 30_000}and Sgt Roe") == [f"CI Lee{' ' * 30_000}and Sgt Roe"]
