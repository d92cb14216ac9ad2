"""Every bad file is a value with its place and its mend, whichever parser reads it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hmicfrs_cli.domain.problems import Problem
from hmicfrs_cli.storage import yaml
from hmicfrs_cli.storage.builder import Builder
from hmicfrs_cli.storage.places import places
from hmicfrs_cli.storage.text import decode
from tests.malformed.table import TABLE

PIECES = (
    *("a: b\n", "c:\n", "d: 2024-03-21\n", "e: 0x1F\n", "f: ~\n", "a: again\n", "g: 'quoted'\n", "- item\n"),
    *(
        "- h: [1, {i: true}]\n",
        '  j: "\\x85"\n',
        "  k: &l m\n",
        "  n: *l\n",
        "o: !p q\n",
        "r: >-\n  s\n  t\n",
    ),
    *(
        "---\n",
        "...\n",
        "<<: {u: v}\n",
        "? w\n",
        "'': x\n",
        "? [y]\n: z\n",
        "z: " + "[" * 60 + "]" * 60 + "\n",
    ),
)
"""Lines of which both good files and bad ones are made."""


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


def by_builder(raw: bytes) -> tuple[Any, list[Problem]]:
    """Return what the builder makes of bytes, which notes all that is wrong with them."""
    text = decode(raw, "p")
    assert isinstance(text, str)
    builder = Builder("p")
    yaml.build(text, builder)
    return builder.data, builder.problems


def kinds(data: Any) -> Any:  # noqa: ANN401 - data is of any shape
    if isinstance(data, dict):
        return {key: kinds(value) for key, value in data.items()}
    return [kinds(value) for value in data] if isinstance(data, list) else type(data)


@pytest.mark.parametrize("libyaml", [True, False])
@given(
    raw=st.text(alphabet="ab:-[]{}#'\"|>&*!%@`\t\n ?<\\u0x1~", max_size=60).map(str.encode)
    | st.lists(st.sampled_from(PIECES), max_size=8).map("".join).map(str.encode)
)
@settings(max_examples=300, deadline=None)
def test_the_quick_way_takes_only_what_the_builder_takes_and_makes_the_same_of_it(
    raw: bytes, *, libyaml: bool
) -> None:
    if isinstance(decode(raw, "p"), Problem):
        return
    before, yaml.LIBYAML = yaml.LIBYAML, libyaml
    try:
        read, (data, problems) = yaml.read(raw, "p"), by_builder(raw)
    finally:
        yaml.LIBYAML = before
    if isinstance(read, dict):
        assert not problems
        assert (read, kinds(read)) == (data, kinds(data))
    else:
        assert problems or not isinstance(data, dict)
