"""What each side says in a text with git's conflict markers, by every style that git writes them in."""

import pytest

from hmicfrs_cli.storage.markers import Sides, carries, conflict, sides, without

BOM = b"\xef\xbb\xbf"
HUNK = b"<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other\n"

FOUND = [
    (HUNK, b"a\n", b"", b"b\n"),
    (b"x\n" + HUNK + b"y\n", b"x\na\ny\n", b"x\ny\n", b"x\nb\ny\n"),
    (b"<<<<<<< HEAD\na\n||||||| 1f2e\no\n=======\nb\n>>>>>>> other\n", b"a\n", b"o\n", b"b\n"),
    (HUNK + HUNK, b"a\na\n", b"", b"b\nb\n"),
    (HUNK.replace(b"\n", b"\r\n"), b"a\r\n", b"", b"b\r\n"),
    (BOM + HUNK, BOM + b"a\n", BOM, BOM + b"b\n"),
    (b"<<<<<<<\n=======\nb\n>>>>>>>", b"", b"", b"b\n"),
    (
        b"x: ======== y\n========\n" + HUNK,
        b"x: ======== y\n========\na\n",
        b"x: ======== y\n========\n",
        None,
    ),
]


@pytest.mark.parametrize(("raw", "ours", "base", "theirs"), FOUND)
def test_both_sides_are_found(raw: bytes, ours: bytes, base: bytes, theirs: bytes | None) -> None:
    expected = ours[:-2] + b"b\n" if theirs is None else theirs
    assert sides(raw) == Sides(ours, expected, base)
    assert carries(raw)


BROKEN = [
    b"<<<<<<< HEAD\na\n",
    b"<<<<<<< HEAD\na\n=======\nb\n",
    b"<<<<<<< HEAD\n<<<<<<< HEAD\n=======\n>>>>>>> other\n",
    b"<<<<<<< HEAD\na\n>>>>>>> other\n",
    b"<<<<<<< HEAD\n||||||| base\n>>>>>>> other\n",
    b"<<<<<<< HEAD\n=======\n=======\n>>>>>>> other\n",
    b">>>>>>> other\n",
    b"||||||| base\n<<<<<<< HEAD\n",
]


@pytest.mark.parametrize("raw", BROKEN)
def test_markers_that_do_not_fit_together_tell_no_sides(raw: bytes) -> None:
    assert sides(raw) is None
    assert carries(raw)


@pytest.mark.parametrize(
    "raw", [b"", b"a: 1\n", b"title\n=======\n", b"- <<<<<<< a\n", b"<<<<<<<<\n>>>>>>>>\n"]
)
def test_a_text_without_markers_has_no_sides(raw: bytes) -> None:
    assert sides(raw) is None
    assert not carries(raw)


def test_what_is_written_is_read_back() -> None:
    text = conflict("a\n", "b", "\r\n")
    assert text == "<<<<<<< ours\r\na\n=======\r\nb\r\n>>>>>>> theirs\r\n"
    assert sides(text.encode()) == Sides(b"a\n", b"b\r\n", b"")
    assert conflict("", "b\n", "\n") == "<<<<<<< ours\n=======\nb\n>>>>>>> theirs\n"
    assert without(b"x\r\n" + text.encode() + b"y") == [b"x", b"a", b"b", b"y"]
