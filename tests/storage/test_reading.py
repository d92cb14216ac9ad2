"""What the reader makes of good files: text as written, nothing turned into something else."""

from __future__ import annotations

import math
from typing import Any

import pytest
import yaml as pyyaml
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from hmicfrs_cli.storage import yaml
from hmicfrs_cli.storage.compose import record
from hmicfrs_cli.storage.faults import shown
from hmicfrs_cli.storage.places import places, shown_at
from hmicfrs_cli.storage.scalars import Plain, resolve

RECORD = b"""\
title: A title
lead: {body: hmicfrs}
log:
- on: 2022-03
  planned: {fieldwork: 2022-W14}
- on: 2023
"""

PLAIN: list[tuple[str, Any]] = [
    ("true", True),
    ("False", False),
    ("0", 0),
    ("0123", 123),
    ("-7", -7),
    ("0o17", 15),
    ("0x1F", 31),
    ("7.10", 7.1),
    (".5", 0.5),
    ("1e3", 1000.0),
    ("-.inf", -math.inf),
    (".Inf", math.inf),
]
TEXT = [
    "no",
    "Yes",
    "on",
    "y",
    "12:30",
    "2022-04-04",
    "2022-W14",
    "1_000",
    "nothing",
    "Tr",
    "0b1",
    "1.2.3",
    "9" * 101,
]


@pytest.mark.parametrize(("written", "value"), PLAIN)
def test_a_plain_boolean_or_number_is_its_text_and_knows_its_value(written: str, value: object) -> None:
    read = yaml.read(f"a: {written}\n".encode(), "p")
    assert isinstance(read, dict)
    assert read == {"a": written}
    assert type(read["a"]) is Plain
    assert (read["a"].value, type(read["a"].value)) == (value, type(value))


def test_not_a_number_is_a_number_to_yaml() -> None:
    assert math.isnan(Plain(".nan").value)


@pytest.mark.parametrize("written", TEXT)
def test_every_other_plain_scalar_is_text(written: str) -> None:
    assert type(resolve(written)) is str
    assert yaml.read(f"a: {written}\n".encode(), "p") == {"a": written}


@pytest.mark.parametrize("quoted", ['"7.10"', "'true'", '"~"', "|-\n  7.10", ">-\n  null", "''"])
def test_what_is_quoted_or_a_block_is_only_text(quoted: str) -> None:
    read = yaml.read(f"a: {quoted}\n".encode(), "p")
    assert isinstance(read, dict)
    assert type(read["a"]) is str


@pytest.mark.parametrize("libyaml", [True, False])
def test_crlf_and_a_byte_order_mark_change_nothing(*, libyaml: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml, "LIBYAML", libyaml)
    windows = b"\xef\xbb\xbf" + RECORD.replace(b"\n", b"\r\n")
    assert yaml.read(windows, "p") == yaml.read(RECORD, "p")
    assert shown_at(places(windows), ("log", 1, "on")) == (6, 7)


def test_a_document_start_is_allowed() -> None:
    assert yaml.read(b"# a comment\n---\na: b\n", "p") == {"a": "b"}


def test_an_impossible_escape_is_a_problem_where_libyaml_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml, "LIBYAML", False)
    for raw in (b'a: "\\UFFFFFFFF"\n', b'a: "\\U00110000"\n'):
        problems = yaml.read(raw, "p")
        assert isinstance(problems, list)
        assert [(found.code, found.line) for found in problems] == [("yaml-syntax", 1)]


def test_a_long_name_is_cut_in_messages() -> None:
    assert shown("x" * 100) == "`" + "x" * 59 + "…`"


@pytest.mark.parametrize(
    ("loc", "key", "expected"),
    [
        (("title",), False, (1, 8)),
        (("title",), True, (1, 1)),
        (("lead", "body"), False, (2, 14)),
        (("lead", "body"), True, (2, 8)),
        (("log",), True, (3, 1)),
        (("log", 0, "planned", "fieldwork"), False, (5, 24)),
        (("log", 1), False, (6, 3)),
        (("log", 1, "by"), True, (6, 3)),
        (("log", 7, "by"), False, (4, 1)),
        (("missing",), False, (1, 1)),
        ((), False, (1, 1)),
    ],
)
def test_a_place_is_found_or_the_nearest_around_it(
    loc: tuple[str | int, ...], expected: tuple[int, int], *, key: bool
) -> None:
    assert shown_at(places(RECORD), loc, key=key) == expected


def test_places_of_a_broken_file_are_those_before_the_break() -> None:
    assert set(places(b"a: b\nc: [d\n")) == {("a",), (), ("c",), ("c", 0)}
    assert places(b"\xff") == {}


def _read_by_ruamel(raw: bytes) -> Any:  # noqa: ANN401 -- data is of any shape
    reader = YAML(typ="safe", pure=True)
    reader.version = (1, 2)
    return reader.load(raw.decode())


def _as_values(data: Any) -> Any:  # noqa: ANN401 -- data is of any shape
    if isinstance(data, dict):
        return {key: _as_values(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_as_values(value) for value in data]
    return data.value if isinstance(data, Plain) else data


texts = st.text(
    alphabet=st.sampled_from("abz019 -:#'\"\\[]{},&*!|>%@`?\n.~=<éß—😀")
    | st.characters(
        codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufeff\ufffe\uffff"
    ),
    max_size=150,
)
names = st.from_regex(r"[a-z][a-z_]{0,12}", fullmatch=True) | texts.filter(
    lambda text: 0 < len(text) < 60 and "\n" not in text
)
scalars = (
    texts
    | st.booleans()
    | st.integers(-(10**9), 10**9)
    | st.sampled_from(TEXT)
    | st.sampled_from([written for written, _ in PLAIN])
)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4),
    max_leaves=12,
)
records = st.dictionaries(names, values, min_size=1, max_size=5)


@given(records)
@settings(max_examples=200, deadline=None)
def test_our_reader_and_ruamel_agree_on_what_is_written(data: dict[str, Any]) -> None:
    raw = record(data)
    ours = yaml.read(raw, "p")
    assert isinstance(ours, dict), raw
    assert _as_values(ours) == data
    assert _dates_as_text(_read_by_ruamel(raw)) == data


@given(
    data=st.dictionaries(names, st.lists(texts, max_size=3) | texts, min_size=1, max_size=4),
    style=st.sampled_from([None, '"', "'", "|", ">"]),
    width=st.integers(10, 200),
    flow=st.booleans(),
    libyaml=st.booleans(),
)
@settings(max_examples=200, deadline=None)
def test_both_parsers_and_ruamel_agree_on_other_styles(
    data: dict[str, Any], style: str | None, width: int, *, flow: bool, libyaml: bool
) -> None:
    raw = pyyaml.safe_dump(
        data, default_style=style, width=width, default_flow_style=flow, allow_unicode=True
    )
    before, yaml.LIBYAML = yaml.LIBYAML, libyaml
    try:
        ours = yaml.read(raw.encode(), "p")
    finally:
        yaml.LIBYAML = before
    assert ours == data, raw
    # PyYAML leaves text such as 0E0 unquoted, a number in YAML 1.2: what both make of it counts.
    assert _dates_as_text(_read_by_ruamel(raw.encode())) == _resolved(ours)


def _resolved(data: Any) -> Any:  # noqa: ANN401 -- data is of any shape
    if isinstance(data, dict):
        return {_resolved(key): _resolved(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_resolved(value) for value in data]
    return data.value if isinstance(data, Plain) else data


def _dates_as_text(data: Any) -> Any:  # noqa: ANN401 -- data is of any shape
    """Undo what the safe reader of ruamel does to dates even in YAML 1.2; ours leaves them as written."""
    if isinstance(data, dict):
        return {key: _dates_as_text(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_dates_as_text(value) for value in data]
    return data.isoformat() if hasattr(data, "isoformat") else data
