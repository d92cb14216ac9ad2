"""The paper of a register of any size: what stands in the body, and how much of it in the appendices."""

import re
from dataclasses import replace

import pytest

from hmicfrs_cli.domain.paper.model import Lengths, Paper
from tests.domain.paper import ground
from tests.domain.paper.ground import BEFORE, IN, Facts, logged, register, said
from tests.render.test_paper import MEETING, slips, spoken

RED = {"on": IN, "rag": "red", "why": "It is late."}
WORDING = "Do the thing that is numbered {} and then think about it again."


def finding(number: int, *log: Facts, **more: object) -> Facts:
    return logged(*log, text=WORDING.format(number), **more)


SEVEN = {
    **{str(n): finding(n, RED, {"on": IN, "portfolio": "crime"}) for n in (1, 2, 3)},
    "4": finding(4, {"on": BEFORE, "target": "2024-05"}, {"on": IN, "portfolio": "people"}),
    "5": finding(5, {"on": IN, "depends_on": ["CPS"], "accepted_risk": "It is small."}),
    "6": finding(6, delivery="other-body"),
    "7": finding(7, delivery="other-body"),
}
"""Three red, one overdue, one neither, two of other bodies."""


def of(lengths: Lengths, findings: dict[str, Facts] | None = None) -> str:
    return spoken(replace(paper(findings), lengths=lengths))


def paper(findings: dict[str, Facts] | None = None) -> Paper:
    return ground.paper(register(findings or SEVEN), MEETING)


def part(text: str, start: str, end: str) -> str:
    return text.partition(start)[2].partition(end)[0]


EDGES = {
    "all in full": (Lengths(in_full=4, whole=5), 4, 0, 0),
    "one left to the appendix": (Lengths(in_full=3, whole=5), 3, 1, 0),
    "all left but one": (Lengths(in_full=1, whole=5), 1, 3, 0),
    "as many as whole": (Lengths(in_full=2, whole=5), 2, 2, 0),
    "one more than whole": (Lengths(in_full=2, whole=4), 2, 2, 5),
    "exceptions end where whole does": (Lengths(in_full=2, whole=3), 2, 1, 5),
    "as many as lines": (Lengths(in_full=1, whole=2, lines=5), 1, 1, 5),
    "one more than lines": (Lengths(in_full=1, whole=2, lines=4), 1, 1, 4),
    "exceptions bounded too": (Lengths(in_full=1, whole=1, lines=3), 1, 0, 3),
}


@pytest.mark.parametrize("edge", EDGES)
def test_each_list_has_its_bound(edge: str) -> None:
    lengths, in_full, further, lines = EDGES[edge]
    text = of(lengths)
    body = part(text, "Red, overdue, or target moved since the last paper\n", "\n7. ")
    open_items = part(text, "Appendix A: open findings\n", "\nAppendix B")
    assert body.count("Record: a/") == in_full
    assert ("here in full" in body) == bool(further or lines)
    said_further = re.search(r"(\w+) further exceptions?", open_items)
    words = {0: None, 1: "One", 2: "Two", 3: "Three"}
    assert (said_further and said_further[1]) == words[further]
    assert len(re.findall(r"^(?:a/\d)$", open_items, re.MULTILINE)) == lines
    assert slips(text) == []


def test_what_is_left_out_of_the_body_is_counted_there_by_portfolio() -> None:
    body = part(of(Lengths(in_full=1)), "\n6. Exceptions", "\n7. ")
    assert "Four findings, the longest overdue first. The first one stands here in full" in body
    table = part(body, "\nFindings\n", "\nRecommendation")
    assert table.splitlines() == [
        *("crime", "3", "0", "0", "3"),
        *("people", "0", "1", "0", "1"),
        *("All", "3", "1", "0", "4"),
    ]


def test_one_line_says_what_a_member_should_notice() -> None:
    open_items = part(of(Lengths(whole=4)), "Appendix A: open findings\n", "\nAppendix B")
    assert "Five open findings, as at 30 June 2024, by portfolio and one line each." in open_items
    assert open_items.index("crime: three findings") < open_items.index("people: one finding")
    assert open_items.index("people: one finding") < open_items.index("Not allocated: one finding")
    assert "a/4\nRecommendation: Do the thing that is…\nMay 2024\nNot rated\nO" in open_items
    assert "a/5\nRecommendation: Do the thing that is…\nnot stated\nNot rated\nDR" in open_items


def test_too_many_for_a_paper_are_found_by_a_command() -> None:
    text = of(Lengths(in_full=1, whole=1, lines=4))
    assert "Five open findings are too many for a paper. Listed are four that are red, overdue," in text
    assert "hmi list --open --as-of 2024-06-30 lists all" in text
    assert "A list of the exceptions among five is in Appendix A." in text
    others = of(Lengths(in_full=1, whole=1, lines=1))
    assert "Two open findings for other bodies are too many for a paper" in others


def test_findings_for_other_bodies_have_the_same_bounds() -> None:
    whole, short = (part(of(Lengths(whole=n)), "\nAppendix B", "\nAppendix C") for n in (2, 1))
    assert WORDING.format(6) in whole
    assert WORDING.format(6) not in short
    assert "Two open findings for other bodies, one line each." in short


def test_the_purpose_says_where_the_full_list_is_once_it_is_long() -> None:
    assert "is in Appendix A" not in of(Lengths(whole=5))
    assert "The full list of five is in Appendix A." in of(Lengths(whole=4))


def test_a_figure_of_many_records_does_not_name_them() -> None:
    figures = part(of(Lengths(whole=2)), "\nAppendix C", "\nAppendix D")
    assert "All findings: closing\n5\nnot named" in figures
    assert "Not ours, tracked: closing\n2\na: 6, 7" in figures
    assert "All findings: closing\n5\na: 1, 2, 3, 4, 5" in part(of(Lengths()), "\nAppendix C", "\nAppendix D")


def test_a_long_list_of_what_was_closed_names_the_rest() -> None:
    closed = {str(n): finding(n, said("closed", IN)) for n in (1, 2, 3, 4)}
    bounds = [Lengths(in_full=1), Lengths(in_full=1, whole=2)]
    named, many = (part(of(one, closed), "Closed by the inspectorates\n", "\n7. ") for one in bounds)
    assert "Four findings; one of them" in named
    assert "The three others: a: 2, 3, 4." in named
    assert "too many to name; the register has them." in many


def test_findings_without_a_date_are_named_up_to_the_bound() -> None:
    due = [
        part(of(Lengths(whole=n)), "Due in the next twelve months\n", "\nAppendix A").splitlines()
        for n in (4, 3)
    ]
    named, counted = (next(line for line in lines if "dated deadline" in line) for lines in due)
    assert named == "Neither a dated deadline nor a target is stated for four open findings: a: 1, 2, 3, 5."
    assert counted == "Neither a dated deadline nor a target is stated for four open findings."
