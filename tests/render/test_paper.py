"""What the paper's template makes of what a register says: words, counts with grammar, nothing left over."""

import html as entities
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from hmicfrs_cli.domain.dates import parse
from hmicfrs_cli.domain.paper.build import build, scope_of
from hmicfrs_cli.domain.paper.model import Paper
from hmicfrs_cli.domain.register import Register
from hmicfrs_cli.domain.terms import Delivery, Marking, Rag
from hmicfrs_cli.render import formats, html
from hmicfrs_cli.render import paper as words
from hmicfrs_cli.render.document import Document
from hmicfrs_cli.storage.load import load
from tests.conftest import ROOT, TODAY
from tests.domain.paper import ground
from tests.domain.paper.ground import BEFORE, IN, REPORT, Facts, logged, register, said

MEETING = "2024-07-11"
RED = {"on": IN, "rag": "red", "why": "It is late."}


def page(paper: Paper, template: str = "jac") -> str:
    data = {"title": words.title(paper), "marking": words.marking(paper), "paper": words.plain(paper)}
    return html.render(f"{template}.html.j2", data, [], words.FILTERS)


def spoken(paper: Paper) -> str:
    """Return what a reader of the page hears, without its head, each block on one line."""
    body = page(paper).partition("<main")[2].partition("</main>")[0]
    body = re.sub(r"<(svg|defs)\b.*?</\1>", "", body, flags=re.DOTALL)
    lines = re.split(r"</?(?:p|li|h[1-6]|td|th|tr|caption|dd|dt|blockquote|div|ul|ol|table)\b[^>]*>", body)
    heard = (" ".join(entities.unescape(re.sub(r"<[^>]*>", "", line)).split()) for line in lines)
    return "\n".join(line for line in heard if line)


def of(findings: dict[str, Facts] | None = None, **more: object) -> str:
    restricted = bool(more.pop("restricted", False))
    return spoken(ground.paper(register(findings or {}, **more), MEETING, restricted=restricted))  # type: ignore[arg-type]  # settings


@cache
def showcase() -> Register:
    found = load(ROOT / "examples" / "wrenshire" / "register").register
    assert found is not None
    return found


def papers_of_the_showcase() -> Iterator[Paper]:
    today = date.fromisoformat(TODAY)
    for name, restricted in (("jac", False), ("jac", True), ("arac", False)):
        record = showcase().committees[name]
        for meeting in record.meetings[::2]:
            if meeting.ends() <= today:
                yield build(scope_of(showcase(), record, meeting, today, restricted=restricted))


WRONG = re.compile(
    r"""\.\.(?!\.) | \bNone\b(?!\.$) | [ ][.,;:] | [(][ ] | [ ][)] | [(][)] | ,, | ;; | :\. | \.; | ,\.
    | \b(?:1|one)[ ](?:\w+[ ])?(?:findings|days|recommendations|reports|inspections|actions|areas|meetings)\b
    | \b(\w+)[ ]\1\b | \b(?:[02-9]|two|three)[ ](?:finding|day|recommendation|report|inspection|action|area)\b
    | \bno[ ](?:re-opened|closed|of) | [{}] | Undefined | \bTrue\b | \bFalse\b
    """,
    re.VERBOSE | re.MULTILINE,
)


def slips(text: str) -> list[str]:
    return [text[max(0, found.start() - 60) : found.end() + 20] for found in WRONG.finditer(text)]


@pytest.mark.parametrize(
    "text",
    [
        "a month..",
        "was None at",
        "so .",
        "( x)",
        "one findings",
        "1 days",
        "two finding ",
        "no closed",
        "say:.",
    ],
)
def test_the_look_for_slips_finds_them(text: str) -> None:
    assert slips(text)


def test_no_paper_of_the_showcase_has_a_slip_or_an_empty_point() -> None:
    count = 0
    for paper in papers_of_the_showcase():
        assert slips(spoken(paper)) == [], paper.heading
        assert not re.search(
            r"<(li|td|th|p|h\d|ul|ol|dd|blockquote)\b[^>]*>\s*</\1>", page(paper).replace("<td></td>", "")
        )
        count += 1
    assert count >= 15


OPEN = "for Kent are open with the inspectorates, none of them considered complete by the force."
PRESSING = "are rated red or overdue, or had a target moved since the last paper"
PURPOSE: dict[str, tuple[dict[str, Facts], list[str]]] = {
    "nothing": (
        {},
        [
            "No findings for Kent are open with the inspectorates.",
            "Since the last paper: no new findings, none re-opened and none closed by the inspectorates.",
            "No findings are rated red or overdue, or had a target moved since the last paper.",
        ],
    ),
    "one": (
        {"1": logged(RED)},
        [
            "One finding for Kent is open with the inspectorates.",
            "One finding is rated red or overdue, or had a target moved since the last paper.",
        ],
    ),
    "one, considered complete": (
        {"1": logged({"on": IN, "status": "considered-complete", "evidence": ["seen"]})},
        ["One finding for Kent is open with the inspectorates, and considered complete by the force."],
    ),
    "two": (
        {"1": logged(RED), "2": logged(RED, private=True), "3": logged(said("closed", IN))},
        [
            f"Two findings {OPEN}",
            "Since the last paper: no new findings, none re-opened and one closed by the inspectorates.",
            f"Two findings {PRESSING}; one of these is withheld.",
        ],
    ),
    "many": (
        {str(n): logged(RED, private=n < 3) for n in range(1, 13)},
        [
            f"12 findings {OPEN}",
            f"12 findings {PRESSING}; two of these are withheld.",
        ],
    ),
}


@pytest.mark.parametrize(("findings", "lines"), PURPOSE.values(), ids=PURPOSE.keys())
def test_the_purpose_counts_with_grammar_that_fits(findings: dict[str, Facts], lines: list[str]) -> None:
    text = of(findings)
    assert [line for line in lines if line not in text.splitlines()] == []
    assert slips(text) == []


def test_an_empty_register_says_so_section_by_section() -> None:
    text = spoken(ground.paper(register({}, {"a": {"title": "R", "kind": "custody"}}), MEETING))
    for line in (
        "The register holds no PEEL inspection up to this date.",
        "No inspection was conducted since the last paper.",
        "No notification was received since the last paper.",
        "No report has been published since the last paper.",
        "No open finding is rated.",
        "No open finding is rated red, overdue, or had its target moved since the last paper; none is rated.",
        "No response to a report is running.",
        "No open finding is in the register’s public part.",
    ):
        assert line in text.splitlines(), line


@pytest.mark.parametrize("omitted", ["peel", "inspections", "reports", "statutory"])
def test_a_section_with_nothing_to_say_is_left_out_where_the_committee_says_so(omitted: str) -> None:
    titles = {
        "peel": "PEEL",
        "inspections": "HMICFRS inspections",
        "reports": "Published inspection reports",
        "statutory": "Statutory responses and members’ requests",
    }
    found = ground.paper(register({}, {"a": {"title": "R", "kind": "custody"}}), MEETING)
    whole = spoken(found)
    left = spoken(replace(found, heading=replace(found.heading, omit_empty=(omitted,))))
    headings = re.findall(r"^(\d+)\. (.*)$", left, re.MULTILINE)
    assert titles[omitted] in whole
    assert titles[omitted] not in [title for _, title in headings]
    assert [number for number, _ in headings] == [str(n) for n in range(1, len(headings) + 1)]


def test_without_coverage_the_note_stands_and_no_total_count_or_chart() -> None:
    found = register({"1": logged(RED)}, coverage={"complete_from": "none", "note": "Not all is here"})
    text = spoken(ground.paper(found, MEETING))
    assert (
        "Not all is here. No opening or closing total, count by rating or chart is therefore printed." in text
    )
    assert "This paper prints no total." in text
    assert "<svg" not in page(ground.paper(found, MEETING))
    assert not re.search(r"\b(?:one|1) (?:new )?finding\b.*(?:open|new)", text)
    bare = spoken(ground.paper(register({"1": {}}, coverage={}), MEETING))
    assert "reach back to the beginning of this paper’s period. No opening" in bare
    assert "and no open finding is rated." in bare


def test_the_movement_stands_as_a_sum_and_by_kind() -> None:
    log = [said("closed", BEFORE), said("open", IN)]
    text = of(
        {
            "1": {},
            "2": logged(said("superseded", IN)),
            "3": logged(*log),
            "afi": {"kind": "area-for-improvement"},
        }
    )
    assert "is closing: 3 + 0 + 1 \N{MINUS SIGN} 1 = 3." in text
    lines = text.splitlines()
    at = lines.index("Recommendations")
    # Opening, new, re-opened, closed, superseded, closing, considered complete.
    assert lines[at + 1 : at + 8] == ["2", "0", "1", "0", "1", "2", "0"]


def test_what_is_restated_is_named() -> None:
    first = {
        **ground.MEETINGS[0],
        "issued": {"on": "2024-04-04", "figures": {"recommendation": ["a/1", "a/9"]}},
    }
    found = register({"1": {}, "2": {}}, None, [first, ground.MEETINGS[1]])
    text = spoken(ground.paper(found, MEETING))
    assert (
        "Restated since the last paper was issued: recommendations open then, 2 as issued and 2 now;"
        " added: a/2; no longer: a/9." in text
    )


def test_words_that_are_withheld_say_so() -> None:
    log = [{**RED, "private": True}, {"on": IN, "effect": "secret", "private": True}]
    text = of({"1": {"log": log}})
    assert "Why it is rated red: withheld" in text
    assert "Effect on the service: withheld" in text
    assert "secret" in of({"1": {"log": log}}, restricted=True)


@pytest.mark.parametrize("count", [1, 2])
def test_what_is_withheld_is_counted_where_it_would_stand(count: int) -> None:
    text = of({"0": logged(RED), **{str(n): logged(RED, private=True) for n in range(1, count + 1)}})
    one, verb = ("One", "is") if count == 1 else ("Two", "are")
    noun = "finding" if count == 1 else "findings"
    assert f"{one} more {verb} withheld." in text
    assert f"{one} open {noun} {verb} withheld from this list and counted in the totals." in text
    assert f"{one} open {noun} {verb} counted here and withheld from the lists." in text


def test_a_restricted_paper_is_marked_and_says_what_it_is() -> None:
    full = ground.paper(register({}), MEETING, restricted=True)
    assert words.marking(full) == "OFFICIAL-SENSITIVE · not for publication"
    assert page(full).count("OFFICIAL-SENSITIVE · not for publication") >= 2
    assert "This is the full paper: it holds what the public one withholds." in spoken(full)
    assert (
        words.marking(ground.paper(register({}, fictional=True), MEETING))
        == "OFFICIAL · fictional: an invented force"
    )


def test_the_record_that_an_exception_is_of_is_named() -> None:
    assert "Record: a/1 · Owner: not stated" in of({"1": logged(RED)})


HOSTILE = "<script>alert(1)</script> {{ 7*7 }} | **bold** & “quoted”"


def test_hostile_words_are_printed_as_words() -> None:
    facts = {
        **REPORT,
        "title": HOSTILE,
        "summary": [HOSTILE],
        "aims": [HOSTILE],
        "log": [{"on": IN, "event": "published"}],
    }
    found = ground.paper(
        register(
            {"h/1": {"text": HOSTILE, "number": "<1>", **logged({**RED, "why": HOSTILE, "owner": HOSTILE})}},
            {"h": facts},
        ),
        MEETING,
    )
    made = page(found)
    assert "<script" not in made
    assert spoken(found).count("<script>alert(1)</script> {{ 7*7 }} | **bold** & “quoted”") >= 6


@pytest.mark.parametrize(
    ("value", "made"),
    [
        (parse("2024-05"), {"text": "2024-05", "last": date(2024, 5, 31)}),
        (Rag.RED, {"value": "red", "label": "red", "plural": "reds"}),
        (Marking.OFFICIAL, {"value": "official", "label": "OFFICIAL", "plural": "OFFICIALs"}),
        (
            (Delivery.JOINT, None, 3),
            [
                {"value": "joint", "label": "the force with others", "plural": "the force with otherss"},
                None,
                3,
            ],
        ),
        (["x"], ["x"]),
    ],
)
def test_templates_see_plain_values(value: object, made: object) -> None:
    assert words.plain(value) == made


def test_templates_never_see_what_was_left_out() -> None:
    data = words.plain(ground.paper(register({"1": {"private": True}}), MEETING))
    assert isinstance(data, dict)
    assert "withheld" not in data
    assert data["withheld_count"] == 1


def filtered(name: str, *args: object) -> object:
    return words.FILTERS[name](*args)


@pytest.mark.parametrize(
    ("name", "args", "made"),
    [
        ("sentence", ("It is late",), "It is late."),
        ("sentence", ("It is late.",), "It is late."),
        ("sentence", ("Is it late?",), "Is it late?"),
        ("sentence", ("They said “late.”",), "They said “late.”"),
        ("times", (1,), "once"),
        ("times", (2,), "twice"),
        ("times", (3,), "three times"),
        ("days_moved", (61,), "61 days later"),
        ("days_moved", (-1,), "1 day earlier"),
        ("days_moved", (0,), "stated otherwise"),
        ("rag_word", (None,), "not rated"),
        ("rag_word", ({"value": "red"},), "red"),
        ("when", ({"text": "2024-05"},), "May 2024"),
        ("on", ({"text": "2024-05-01"},), "on 1 May 2024"),
        ("brief", ({"text": "2024-05-01"},), "1 May 2024"),
        ("planned", ({"text": "2024"}, date(2024, 3, 1)), "later in 2024"),
        ("planned", ({"text": "2024-05"},), "May 2024, date to be confirmed"),
    ],
)
def test_filters_put_values_into_words(name: str, args: tuple[object, ...], made: str) -> None:
    assert filtered(name, *args) == made


def test_a_bar_has_every_colour_that_is_rated_and_white_or_none_only_where_there_are_some() -> None:
    figures = [({"value": "red"}, {"count": 0}), ({"value": "white"}, {"count": 0}), (None, {"count": 2})]
    assert filtered("parts", figures) == [
        {"word": "Red", "letter": "R", "colour": "red", "count": 0},
        {"word": "Not rated", "letter": "N", "colour": "none", "count": 2},
    ]


def test_the_strip_of_due_dates_holds_what_is_overdue_or_due_by_the_end() -> None:
    def line(name: str, deadline: str | None, target: str | None, overdue: int = 0) -> dict[str, object]:
        dates = [words.plain(parse(text)) if text else None for text in (deadline, target)]
        return {
            "id": name,
            "deadline": {"date": dates[0]},
            "target": {"present": dates[1]},
            "days_overdue": overdue,
            "rating": {"colour": None},
        }

    items = [
        line("later", "2025-07-01", None),
        line("edge", None, "2025-06-30"),
        line("late", "2024-06-01", "2024-12-01", 29),
        line("today", "2024-06-30", None),
        line("done, and its day is past", "2024-06-01", None),
        line("none", None, None),
    ]
    found = filtered("due_items", items, date(2024, 6, 30), date(2025, 6, 30))
    assert isinstance(found, list)
    assert [(row["label"], row["date"]) for row in found] == [
        ("late", date(2024, 6, 1)),
        ("today", date(2024, 6, 30)),
        ("edge", date(2025, 6, 30)),
    ]


@pytest.mark.parametrize("name", ["html", "docx", "pdf", "md"])
def test_each_format_gives_the_same_bytes_twice(name: str) -> None:
    made = []
    for _ in range(2):
        paper = ground.paper(register({"1": logged(RED), "2": {}}), MEETING)
        document = Document(page(paper), words.title(paper), words.marking(paper), paper.heading.as_of)
        made.append(formats.make(name, document))
    assert made[0] == made[1]
    assert set(formats.FORMATS) == {"html", "docx", "pdf", "md"}
