"""Every bad file is a value with its place and its mend, whichever parser reads it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hmicfrs_cli.storage import yaml
from hmicfrs_cli.storage.places import places
from tests.malformed.table import TABLE


@pytest.fixture(params=["libyaml", "pure"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(yaml, "LIBYAML", request.param == "libyaml")
    return str(request.param)


def test_both_parsers_are_there() -> None:
    assert yaml.LIBYAML


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(("raw", "code", "line", "column"), TABLE.values(), ids=TABLE.keys())
def test_a_malformed_file_is_a_problem_with_its_place_and_mend(
    raw: bytes, code: str, line: int, column: int
) -> None:
    problems = yaml.read(raw, "inspections/x.yaml")
    assert isinstance(problems, list)
    first = problems[0]
    assert (first.code, first.line, first.column) == (code, line, column)
    assert first.path == "inspections/x.yaml"
    assert first.message
    assert first.mend
    assert len(first.message) < 200


def test_the_table_is_long_enough() -> None:
    assert len(TABLE) >= 50


def test_several_faults_are_told_at_once_but_not_without_end() -> None:
    some = yaml.read(b"a:\nb: !x y\na: 1\n", "p")
    assert isinstance(some, list)
    assert [(found.code, found.line, found.loc) for found in some] == [
        ("empty-value", 1, ("a",)),
        ("tag", 2, ("b",)),
        ("duplicate-key", 3, ("a",)),
    ]
    many = yaml.read(b"a: [" + b"~, " * 5000 + b"~]\n", "p")
    assert isinstance(many, list)
    assert len(many) == 20


@pytest.mark.parametrize("libyaml", [True, False])
@given(
    raw=st.binary(max_size=200)
    | st.text(alphabet="ab:-[]{}#'\"|>&*!%@`\t\n ?<\\u0x", max_size=80).map(str.encode)
)
@settings(max_examples=300, deadline=None)
def test_no_bytes_at_all_end_in_an_exception(*, libyaml: bool, raw: bytes) -> None:
    before, yaml.LIBYAML = yaml.LIBYAML, libyaml
    try:
        result = yaml.read(raw, "p")
        places(raw)
    finally:
        yaml.LIBYAML = before
    if isinstance(result, list):
        assert result
        assert all(found.mend and found.line > 0 for found in result)
