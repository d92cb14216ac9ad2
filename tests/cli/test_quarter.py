"""A quarter's work by commands alone, in a new register, and the two papers that come of it."""

from pathlib import Path

import pytest

from tests.conftest import Hmi

CUT_OFFS = ("2027-03-15", "2027-06-14")


class Officer:
    """Somebody who only types commands, each on its day."""

    def __init__(self, hmi: Hmi, folder: Path) -> None:
        self.hmi, self.folder = hmi, folder

    def types(self, today: str, *args: str) -> str:
        done = self.hmi(*args, cwd=self.folder, env={"HMI_TODAY": today})
        assert done.returncode == 0, f"{args}\n{done.stdout}{done.stderr}"
        return done.stdout

    def paper(self, meeting: str, *, today: str | None = None) -> str:
        args = ("report", "--committee", "JAC", "--meeting", meeting, "--format", "md", "--output", "-")
        return self.types(today or meeting, *args)


@pytest.fixture
def officer(hmi: Hmi, tmp_path: Path) -> Officer:
    return Officer(hmi, tmp_path)


def test_a_quarter_by_commands_alone(officer: Officer) -> None:
    _a_report_arrives(officer)
    first = officer.paper("2027-03-15")
    _work_is_done(officer)
    second = officer.paper("2027-06-14")

    # By hand: one cause of concern, three recommendations and two areas for improvement, all of February.
    assert movement(first) == {
        "Recommendations": (0, 3, 0, 0, 3),
        "Areas for improvement": (0, 2, 0, 0, 2),
        "Causes of concern": (0, 1, 0, 0, 1),
        "Total": (0, 6, 0, 0, 6),
    }
    # Recommendation 2 was closed in April and open again in June; afi-1 was closed in May and stays closed.
    assert movement(second) == {
        "Recommendations": (3, 0, 1, 1, 3),
        "Areas for improvement": (2, 0, 0, 1, 1),
        "Causes of concern": (1, 0, 0, 0, 1),
        "Total": (6, 0, 1, 2, 5),
    }
    assert "**Target:** 31 December 2027 (originally 31 July 2027; moved twice)" in second
    assert (
        "from 31 July 2027 to 31 August 2027 (31 days later), on 6 April 2027: The supplier is late" in second
    )
    assert "Closed by HMICFRS on 17 May 2027 (letter, HMICFRS/2027/21)" in second
    assert "On 2 June 2027: The revisit found it again" in second
    assert " 0 errors" in f" {officer.types('2027-06-14', 'check')}"
    # The first paper, asked for again after the second, still says what it said.
    assert movement(officer.paper("2027-03-15", today="2027-06-14")) == movement(first)


def _a_report_arrives(officer: Officer) -> None:
    day = officer.types
    day("2027-01-04", "init", ".", "--force", "west-mercia")
    day("2027-01-04", "add-meeting", "JAC", CUT_OFFS[0])
    kind = ("--kind", "national-child-protection", "--id", "child-protection-2027", "--lead", "hmicfrs")
    day("2027-01-11", "add-inspection", "--title", "National child protection inspection", *kind)
    planned = ("--planned-fieldwork", "2027-W04", "--planned-publication", "2027-02")
    day("2027-01-11", "event", "child-protection-2027", "notified", *planned)
    day("2027-01-29", "event", "child-protection-2027", "fieldwork", "--when", "2027-01-25/2027-01-29")
    day("2027-02-22", "event", "child-protection-2027", "published")
    add = ("add-recommendation", "child-protection-2027", "--text")
    day("2027-02-22", *add, "The force does not see every child at risk.", "--kind", "cause-of-concern")
    for number, deadline in (("1", "Immediately"), ("2", "Within three months"), ("3", "By 31 March 2028")):
        more = ("--number", number, "--deadline", deadline, "--under", "coc-1")
        text = f"The force should do the thing that recommendation {number} asks."
        day(
            "2027-02-22",
            *add,
            text,
            *more,
            "--addressed-to",
            "the force",
            "--owner",
            "Head of Child Protection",
        )
    for text in ("The force should record what children say.", "The force should train its supervisors."):
        day("2027-02-22", *add, text, "--kind", "area-for-improvement")
    one, three = "child-protection-2027/1", "child-protection-2027/3"
    day("2027-03-01", "update", three, "--target", "2027-07-31", "--status", "in-progress")
    day("2027-03-01", "rag", "set", one, three, "amber", "--why", "Work has begun")


def _work_is_done(officer: Officer) -> None:
    day, head = officer.types, "child-protection-2027"
    day("2027-03-20", "add-meeting", "JAC", CUT_OFFS[1])
    day("2027-04-06", "update", f"{head}/3", "--target", "2027-08-31", "--why", "The supplier is late")
    day("2027-04-12", "close", f"{head}/2", "--ref", "HMICFRS/2027/14")
    day("2027-05-10", "update", f"{head}/3", "--target", "2027-12-31", "--why", "The supplier has failed")
    day("2027-05-10", "rag", "set", f"{head}/3", "red", "--why", "No supplier")
    day("2027-05-17", "close", f"{head}/afi-1", "--ref", "HMICFRS/2027/21")
    day("2027-06-02", "reopen", f"{head}/2", "--why", "The revisit found it again")


def movement(paper: str) -> dict[str, tuple[int, ...]]:
    """Return opening, new, re-opened, closed and closing by kind; every row must add up."""
    table = paper.partition("| Kind | Opening | New | Re-opened | Closed | Closing |")[2].partition("\n\n")[0]
    rows = {}
    for line in table.splitlines()[2:]:
        kind, *cells = [cell.strip() for cell in line.strip("|").split("|")]
        opening, new, reopened, closed, closing = numbers = tuple(int(cell) for cell in cells[:5])
        assert opening + new + reopened - closed == closing, line
        rows[kind] = numbers
    return rows
