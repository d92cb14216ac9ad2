"""From data to a record, or to plain words about what does not fit."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hmicfrs_cli.domain import terms
from hmicfrs_cli.domain.misfits import CODES, field_names, misfits
from hmicfrs_cli.domain.near import nearest, quoted, suggestion
from hmicfrs_cli.domain.reading import id_of, kind_of, read_record
from hmicfrs_cli.domain.records import Finding, FindingEntry, Inspection, Record
from hmicfrs_cli.domain.settings import Committee, MatrixFrom, Settings
from hmicfrs_cli.storage.scalars import Plain

FINDING = "findings/fraud-2026/1.yaml"
REC = {"kind": "recommendation", "text": "Record fraud.", "addressed_to": ["chief constables"]}


@pytest.mark.parametrize(
    ("path", "kind", "id_"),
    [
        ("register.yaml", Settings, ""),
        ("committees/jac.yaml", Committee, "jac"),
        ("inspections/fraud-2026.yaml", Inspection, "fraud-2026"),
        (FINDING, Finding, "fraud-2026/1"),
        ("findings/fraud-2026/7.1.yaml", Finding, "fraud-2026/7.1"),
        ("schema/finding.yaml", None, "finding"),
        ("notes.yaml", None, ""),
    ],
)
def test_the_path_says_what_a_file_is(path: str, kind: type[Record] | None, id_: str) -> None:
    assert kind_of(path) is kind
    assert id_of(path) == id_


def test_a_path_of_no_record_is_told() -> None:
    (problem,) = told("notes.yaml", {})
    assert (problem.path, problem.code) == ("notes.yaml", "not-a-record-file")


def told(path: str, data: dict[str, Any]) -> list[Any]:
    found = read_record(path, data)
    assert isinstance(found, list), found
    return found


@pytest.mark.parametrize(
    ("data", "code", "loc", "message", "mend"),
    [
        (
            {"titel": "x"},
            "unknown-field",
            ("titel",),
            "“titel” is no field",
            "delete it; the fields here are: kind",
        ),
        (
            {"adressed_to": "x"},
            "unknown-field",
            ("adressed_to",),
            "adressed_to",
            "did you mean “addressed_to”?",
        ),
        ({"log": [{"on": "2026", "whn": "2025"}]}, "unknown-field", ("log", 0, "whn"), "“whn”", "“when”"),
        (
            {"deadline": {"text": "x"}},
            "missing-field",
            ("deadline", "basis"),
            "“basis” is missing",
            "`basis: …`",
        ),
        (
            {"kind": "rec"},
            "not-in-list",
            ("kind",),
            "“rec” is not in the list",
            "write one of: recommendation",
        ),
        ({"kind": "practise"}, "not-in-list", ("kind",), "“practise”", "did you mean “practice”?"),
        ({"kind": ["finding"]}, "wrong-type", ("kind",), "one word is expected", "area-for-improvement"),
        (
            {"recommendations": "none"},
            "not-in-list",
            ("recommendations",),
            "“none”",
            "write one of: not-stated",
        ),
        ({"made": "spring"}, "not-a-date", ("made",), "“spring” is not an ISO 8601 date", "2022-W14"),
        ({"made": "5 October 2026"}, "not-a-date", ("made",), "“5 October 2026”", "write 2026-10-05"),
        (
            {"made": "2026-02-30"},
            "not-a-date",
            ("made",),
            "no day in the calendar",
            "/2022-03 (not later than)",
        ),
        ({"made": ["2026"]}, "wrong-type", ("made",), "a date is expected here", "2022-W14"),
        ({"theme": {"a": "b"}}, "wrong-type", ("theme",), "text is expected here", "write words"),
        ({"theme": " "}, "empty-value", ("theme",), "no text", "delete the line"),
        ({"addressed_to": {"a": "b"}}, "wrong-type", ("addressed_to",), "a list is expected", "after `- `"),
        (
            {"deadline": "soon"},
            "wrong-type",
            ("deadline",),
            "`field: value` lines",
            "text, basis, date, within",
        ),
        (
            {"deadline": {"text": "x", "basis": "publication", "within": ["P6M"]}},
            "wrong-type",
            ("deadline", "within"),
            "a period is expected here",
            "P28D",
        ),
        ({"private": "true"}, "wrong-type", ("private",), "true or false", "write true or false"),
        ({"under": "a/b/c"}, "not-an-id", ("under",), "“a/b/c” cannot be an id", "letters, digits"),
        ({"under": "../../etc"}, "not-an-id", ("under",), "cannot be an id", "letters, digits"),
        ({"formerly": [{"a": "b"}]}, "not-an-id", ("formerly", 0), "cannot be an id", "letters, digits"),
    ],
)
def test_what_does_not_fit_is_told_plainly(
    data: dict[str, Any], code: str, loc: tuple[str | int, ...], message: str, mend: str
) -> None:
    (problem,) = told(FINDING, {**REC, **data})
    assert (problem.path, problem.code, problem.loc, problem.severity) == (FINDING, code, loc, "error")
    assert message in problem.message
    assert mend in problem.mend


SETTINGS = {"format": Plain("1"), "force": "gwent", "names": {"force": "Gwent Police"}}


@pytest.mark.parametrize(
    ("data", "code", "loc"),
    [
        ({"rag": [{"since": "2026", "basis": "risk"}]}, "missing-field", ("rag", 0, "from")),
        (
            {"rag": [{"from": "2026", "basis": "risk", "key": {"blue": "x"}}]},
            "not-in-list",
            ("rag", 0, "key", "blue"),
        ),
        ({"rag": [{"from": "2026", "basis": "risk", "key": ["red"]}]}, "wrong-type", ("rag", 0, "key")),
        ({"stale_after_days": Plain("-1")}, "wrong-type", ("stale_after_days",)),
        ({"stale_after_days": "180"}, "wrong-type", ("stale_after_days",)),
        ({"format": Plain("1.0")}, "wrong-type", ("format",)),
        ({"format": Plain("true")}, "wrong-type", ("format",)),
        ({"portfolios": [{"id": "a b", "name": "x"}]}, "not-an-id", ("portfolios", 0, "id")),
        ({"coverage": {"complete_from": {"none": "x"}}}, "wrong-type", ("coverage", "complete_from")),
    ],
)
def test_fields_of_the_settings_are_named_as_they_are_written(
    data: dict[str, Any], code: str, loc: tuple[str | int, ...]
) -> None:
    problems = told("register.yaml", {**SETTINGS, **data})
    assert (code, loc) in [(problem.code, problem.loc) for problem in problems]


def test_a_field_by_its_inner_name_is_pointed_to_the_written_one() -> None:
    problems = told("register.yaml", {**SETTINGS, "rag": [{"since": "2026", "basis": "risk"}]})
    assert [problem.mend for problem in problems] == [
        "add a line `from: …`",
        "delete it; the fields here are: from, on, source, basis, key",
    ]


def test_text_is_taken_as_written() -> None:
    record = read_record(
        FINDING, {**REC, "number": Plain("7.10"), "ref": Plain("0123"), "theme": Plain("true")}
    )
    assert isinstance(record, Finding)
    assert (record.number, record.ref, record.theme) == ("7.10", "0123", "true")
    assert type(record.number) is str


def test_coverage_that_no_day_can_be_named_for_is_none() -> None:
    record = read_record("register.yaml", {**SETTINGS, "coverage": {"complete_from": "none"}})
    assert isinstance(record, Settings)
    assert record.coverage.complete_from is None


def test_one_text_stands_for_a_list_of_one() -> None:
    record = read_record(FINDING, {**REC, "addressed_to": "chief constables"})
    assert isinstance(record, Finding)
    assert record.addressed_to == ("chief constables",)


def test_a_correction_that_means_nothing_keeps_a_record_from_being_read() -> None:
    entry = {"on": "2026", "corrects": {"field": "titel"}, "to": "x", "source": "x"}
    (problem,) = told("inspections/a.yaml", {"title": "A", "kind": "peel", "log": [entry]})
    assert (problem.code, problem.loc) == ("correction-no-match", ("log", 0, "corrects"))
    assert problem.mend == "did you mean “title”?"


def test_an_error_of_an_unknown_kind_is_still_told() -> None:
    from pydantic import ValidationError
    from pydantic_core import InitErrorDetails

    details = InitErrorDetails(type="greater_than", loc=("kind",), input=1, ctx={"gt": 2})
    (problem,) = misfits(ValidationError.from_exception_data("x", [details]), Finding, FINDING)
    assert (problem.code, problem.message) == ("wrong-type", "this value does not fit here")


def test_of_very_many_faults_the_first_are_told() -> None:
    found = told("inspections/a.yaml", {f"field-{number}": "x" for number in range(1000)})
    assert len(found) == 20
    assert found[-1].mend


WORDS = st.sampled_from(
    [
        *field_names(Finding),
        *field_names(FindingEntry),
        *field_names(MatrixFrom),
        *terms.Rag,
        "2026",
        "P6M",
        "x/y",
    ]
) | st.text(max_size=5)
SCALARS = WORDS | st.builds(Plain, st.sampled_from(["1", "-1", "true", "7.10", "0x1f"]))
DATA = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)
PATHS = st.sampled_from(["register.yaml", "committees/jac.yaml", "inspections/a.yaml", FINDING])


@settings(deadline=None, max_examples=300)
@given(PATHS, st.dictionaries(WORDS, DATA, max_size=5), st.booleans())
def test_no_data_is_a_traceback(path: str, data: dict[str, Any], more: bool) -> None:
    found = read_record(path, {**REC, **data} if more else data)
    for problem in found if isinstance(found, list) else []:
        assert problem.code in {*CODES, "correction-no-match", "correction-does-not-fit"}
        assert problem.message
        assert problem.mend


def test_the_nearest_word_is_found_ignoring_case() -> None:
    known = ["Solihull-jtai-2022", "rape-phase-two-2022/1"]
    assert nearest("solihul-JTAI-2022", known) == "Solihull-jtai-2022"
    assert nearest("custody", known) is None
    assert nearest("x" * 100_000, known) is None


@pytest.mark.parametrize(
    ("known", "mend"),
    [
        ([], "there are no boards yet: add it there first"),
        (["crime"], "did you mean “crime”?"),
        (["people", "finance"], "the boards are: people, finance"),
        (list("abcdefghi"), "the boards are: a, b, c, d, e, f, g, h …"),
    ],
)
def test_a_mend_names_the_nearest_or_the_first(known: list[str], mend: str) -> None:
    assert suggestion("crimes", known, "boards") == mend


def test_a_quoted_value_is_one_short_line() -> None:
    assert quoted("a\n  b") == "“a b”"
    assert quoted("é" * 61) == "“" + "é" * 59 + "…”"


def test_a_quoted_value_steers_no_terminal() -> None:
    assert quoted("a\u202e\x1b[2Jb\ud800\x85c") == "“a\ufffd\ufffd[2Jb\ud800 c”"
