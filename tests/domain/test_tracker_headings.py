"""Headings of a tracker in one line or in two: each column is named with the group that it stands in."""

import pytest

from hmicfrs_cli.domain.register import Register
from hmicfrs_cli.domain.settings import Names, Settings
from hmicfrs_cli.domain.tracker.cells import Cell, Row, Sheet, Tracker
from hmicfrs_cli.domain.tracker.headings import header_of
from hmicfrs_cli.domain.tracker.looking import propose

EMPTY = Register(Settings(format=1, force="essex", names=Names(force="Essex Police")))


def cells(at: int, said: str) -> Row:
    """Return a line: `=` begins a cell merged over several columns, `^` one that repeats the cell above."""
    return Row(
        at,
        tuple(
            Cell(one.strip(" =^"), wide=one.strip().startswith("="), spread=one.strip().startswith("^"))
            for one in said.split("|")
        ),
    )


def sheet(*lines: str) -> Sheet:
    return Sheet("PEEL", tuple(cells(at, line) for at, line in enumerate(lines, 1)))


DATA = "1 | The force should act. | May 2024 | June 2024 | CI Lee | Half is done."
ONE = "No | Recommendation | Deadline | Target | Owner | Update"


@pytest.mark.parametrize(
    ("lines", "number", "expected"),
    [
        ((ONE, DATA), 1, ONE),
        (("= HMICFRS tracker 2024 | | | | |", ONE, DATA), 2, ONE),
        (
            (
                "= Recommendation | | = Dates | | Force lead | Update",
                "No | Wording | HMICFRS deadline | Force | |",
                DATA,
            ),
            2,
            (
                "Recommendation No | Recommendation Wording | HMICFRS deadline Date | Force | Force lead "
                "| Update"
            ),
        ),
        (
            (
                "= HMICFRS | | | = Force | |",
                "No | Recommendation | Deadline | Deadline | Owner | Update",
                DATA,
            ),
            2,
            "HMICFRS No | HMICFRS Recommendation | HMICFRS Deadline | Deadline | Owner | Force Update",
        ),
        (
            (
                "No | Recommendation | = Target dates | | Owner | Update",
                "^No | ^x | Original | Revised | |",
                DATA,
            ),
            2,
            "No | x | Original Target date | Target dates Revised | Owner | Update",
        ),
    ],
)
def test_headings_are_read_in_full(lines: tuple[str, ...], number: int, expected: str) -> None:
    found = header_of(sheet(*lines))
    assert (found.number, " | ".join(cell.text for cell in found.cells)) == (number, expected)


def test_the_columns_of_two_lines_of_headings_are_proposed_and_no_row_is_made_of_them() -> None:
    lines = (
        "= HMICFRS | | | = Force | |",
        "No | Recommendation | Deadline | Deadline | Owner | Update",
        DATA,
    )
    (said,) = propose(Tracker("t", (sheet(*lines),)), EMPTY).mapping.sheets
    assert said.header == 2
    assert list(said.columns.values()) == ["number", "text", "deadline", "target", "owner", "note"]


def test_a_first_row_below_one_line_of_headings_is_a_row() -> None:
    wide = "No | = Recommendation | | Deadline | Owner | Update"
    (said,) = propose(
        Tracker("t", (sheet(wide, "1 | The force should act. | x | May 2024 | | "),)), EMPTY
    ).mapping.sheets
    assert said.header == 1


def test_an_empty_sheet_has_no_headings() -> None:
    assert header_of(Sheet("Empty")).number == 0
