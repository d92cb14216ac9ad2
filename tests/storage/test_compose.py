"""The one style in which records are written."""

from __future__ import annotations

from typing import Any

import pytest

from hmicfrs_cli.errors import UsageError
from hmicfrs_cli.storage import yaml
from hmicfrs_cli.storage.compose import entry, inline, record

LONG = "The force should " + "do what it said it would do, " * 6 + "by then."


def test_an_entry_in_the_house_style() -> None:
    item = {
        "on": "2022-03",
        "event": "notified",
        "planned": {"fieldwork": "2022-W14"},
        "linked": ["a-1", "b-2"],
        "private": True,
        "number": "3",
        "why": LONG,
    }
    assert entry(item) == (
        "- on: 2022-03\n"
        "  event: notified\n"
        "  planned: {fieldwork: 2022-W14}\n"
        "  linked: [a-1, b-2]\n"
        "  private: true\n"
        "  number: '3'\n"
        "  why: >-\n"
        "    The force should do what it said it would do, do what it said it would do, do what it said it\n"
        "    would do, do what it said it would do, do what it said it would do, do what it said it would "
        "do,\n    by then.\n"
    )


def test_a_record_in_the_house_style() -> None:
    data = {
        "title": "Café: a title",
        "findings": [{"text": "One."}, {"text": LONG}],
        "aims": [LONG],
        "partners": [],
        "log": [{"on": "2022-03", "by": "A"}],
    }
    text = record(data).decode()
    assert text.startswith("title: 'Café: a title'\nfindings:\n- text: One.\n- text: >-\n    The force")
    assert "\naims:\n- >-\n  The force" in text
    assert text.endswith("\npartners: []\nlog:\n- on: 2022-03\n  by: A\n")
    assert yaml.read(text.encode(), "p") == data


HOSTILE = [
    "",
    " ",
    "no",
    "Yes",
    "y",
    "null",
    "~",
    "0123",
    "7.10",
    "12:30",
    "1:30:00",
    "1_000",
    "0b11",
    "=",
    "<<",
    "- dash",
    "-",
    "? what",
    "a: b",
    "a #b",
    "#b",
    "'single'",
    '"double"',
    "it's",
    "*star",
    "&and",
    "!bang",
    "%percent",
    "@at",
    "`tick`",
    "[list]",
    "{map}",
    "a, b",
    "trailing ",
    " leading",
    "two  spaces " * 20,
    "tab\there",
    "line\nbreak",
    "para\n\n\ngraph",
    "ends\n",
    "\nstarts",
    "  indented\nthen not",
    "not\n  then indented " + "word " * 30 + "end",
    "carriage\rreturn",
    "windows\r\nlines",
    "---",
    "...",
    "x\n---\ny",
    "x\n- y\n# z\n" + "word " * 40 + "end",
    "x" * 300,
    ("x" * 60 + " ") * 5 + "y",
    "😀 emoji — and dash…",
    "non\u00a0breaking " * 20 + "x",
    "C:\\path\\new",
    "<script>alert('x')</script>",
    "{{ 7*7 }}",
    "$(rm -rf /)",
    "\U0010ffff",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_comes_back_as_it_was(text: str) -> None:
    data: dict[str, Any] = {"why": text, "items": [text, {"of": text}], "short": {"ref": text}, "z": "end"}
    read = yaml.read(record(data), "p")
    assert read == data
    assert isinstance(read, dict)
    assert type(read["why"]) is str
    assert yaml.read(b"log:\n" + entry(data).encode(), "p") == {"log": [data]}
    assert "\n" not in inline(data)
    assert yaml.read(f"a: {inline(data)}\n".encode(), "p") == {"a": data}


@pytest.mark.parametrize("character", ["\0", "\x1b", "\x85", "\u2028", "\ud800", "\ufeff", "\x7f"])
def test_a_character_that_no_record_holds_is_refused_by_name(character: str) -> None:
    with pytest.raises(UsageError, match=f"U\\+{ord(character):04X}"):
        entry({"why": f"a{character}b"})
