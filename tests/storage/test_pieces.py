"""A record's text in pieces: what belongs to which, and that all of them together are the text."""

import pytest

from hmicfrs_cli.storage.pieces import Pieces, Source, fitted, source


def taken(text: str, *, trimmed: bool = True) -> Source:
    found = source(text.encode(), trimmed=trimmed)
    assert isinstance(found, Source)
    return found


FIELDS = [
    ("a: 1\nb: 2\n", "", ("a: 1\n", "b: 2\n"), ""),
    (
        "# head\n\na: 1\n# of b\nb: 2  # beside\n\n# the end\n",
        "# head\n\n",
        ("a: 1\n", "# of b\nb: 2  # beside\n"),
        "\n# the end\n",
    ),
    ("a: >-\n  long\n  text\n\nb:\n- 1\n- 2\n", "", ("a: >-\n  long\n  text\n", "\nb:\n- 1\n- 2\n"), ""),
    ("a: 1\n  # deeper\nb: 2", "", ("a: 1\n  # deeper\n", "b: 2"), ""),
    ("  a: 1\r\n  b: 2\r\n", "", ("  a: 1\r\n", "  b: 2\r\n"), ""),
    ("a: [1,\n  2]\nb: |\n  x\n", "", ("a: [1,\n  2]\n", "b: |\n  x\n"), ""),
]


@pytest.mark.parametrize(("text", "head", "parts", "tail"), FIELDS)
def test_the_fields_of_a_record(text: str, head: str, parts: tuple[str, ...], tail: str) -> None:
    found = taken(text).fields()
    assert found is not None
    assert (found.head, found.parts, found.tail) == (head, parts, tail)
    assert head + "".join(parts) + tail == text


def test_a_comment_belongs_to_what_is_below_it() -> None:
    found = taken("a: 1\nlog:\n# first\n- on: 1\n  b: 2\n  # of the first\n# second\n- on: 2\n# last\nc: 3\n")
    assert found.items("log") == Pieces(
        "log:\n# first\n", ("- on: 1\n  b: 2\n  # of the first\n", "# second\n- on: 2\n"), "", 0
    )
    fields = found.fields()
    assert fields is not None
    assert fields.parts[2] == "# last\nc: 3\n"


def test_items_that_are_indented() -> None:
    found = taken("log:\n  - on: 1\n\n  - on: 2\n").items("log")
    assert found == Pieces("log:\n", ("  - on: 1\n", "\n  - on: 2\n"), "", 2)


def test_blank_lines_that_a_text_keeps_belong_to_it_where_they_are_asked_for() -> None:
    text = "log:\n- note: |+\n    kept\n\n\n- on: 2\n"
    assert taken(text).items("log") == Pieces("log:\n", ("- note: |+\n    kept\n", "\n\n- on: 2\n"), "", 0)
    kept = taken(text, trimmed=False).items("log")
    assert kept == Pieces("log:\n", ("- note: |+\n    kept\n\n\n", "- on: 2\n"), "", 0)


@pytest.mark.parametrize("text", ["log: [{on: 1}]\n", "log: []\n", "a: 1\n", "{log: [{on: 1}]}\n"])
def test_what_is_in_brackets_has_no_items(text: str) -> None:
    assert taken(text).items("log") is None


def test_items_in_brackets_can_be_written_in_our_own_style() -> None:
    assert taken("log: [{on: 1, b: x}]\n").items_written("log") == Pieces("", ("- on: 1\n  b: x\n",), "", 0)
    assert taken("{a: 1}\n").fields() is None


def test_a_text_that_is_no_record_says_why() -> None:
    found = source(b"a: [\n")
    assert not isinstance(found, Source)
    assert found.severity == "error"


@pytest.mark.parametrize(
    ("part", "column", "to", "end", "expected"),
    [
        ("- a: 1\n  b: 2\n", 0, 2, "\n", "  - a: 1\n    b: 2\n"),
        ("  - a: 1\n\n    b: 2\n", 2, 0, "\n", "- a: 1\n\n  b: 2\n"),
        ("- a: 1\r\n  b: 2\r\n", 0, 0, "\n", "- a: 1\n  b: 2\n"),
        ("- a: 1\n", 0, 0, "\r\n", "- a: 1\r\n"),
        ("- a: 1", 0, 0, "\n", "- a: 1\n"),
    ],
)
def test_a_piece_is_fitted_into_another_text(
    part: str, column: int, to: int, end: str, expected: str
) -> None:
    assert fitted(part, column, to, end) == expected
