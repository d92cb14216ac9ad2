"""From a file's bytes to the text that YAML may read, and back to a place in it."""

import re
from typing import Final

from hmicfrs_cli.domain.problems import Loc, Problem
from hmicfrs_cli.storage.faults import Place, problem

LARGEST: Final = 1 << 20
"""The most bytes that a record may have."""

BOM: Final = b"\xef\xbb\xbf"
LINE_END: Final = re.compile(r"\r\n|\r|\n")

STRANGE: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""Characters that no record's text needs; each parser treats them in its own way."""

_SEPARATORS: Final = {"\x85": "NEXT LINE", "\u2028": "LINE SEPARATOR", "\u2029": "PARAGRAPH SEPARATOR"}
_SIGNS: Final = (b"<<<<<<<", b"=======", b">>>>>>>", b"|||||||")
_MARKER: Final = re.compile(rb"^(?:\xef\xbb\xbf)?(?:<{7}|={7}|>{7}|\|{7})(?=[ \r\n]|$)", re.MULTILINE)
_DIRECTIVE: Final = re.compile(r"(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n))*+%")


def decode(raw: bytes, path: str) -> str | Problem:
    """Return the text without its byte order mark, or why it is no text that a record can be."""
    if len(raw) > LARGEST:
        return problem("too-large", path, 1, 1)
    if marker := _conflict(raw):
        return problem("conflict-marker", path, place(raw.decode("latin-1"), marker.start())[0], 1)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8-sig", "replace")
        return problem("not-utf-8", path, *place(before, len(before)))
    if found := STRANGE.search(text):
        return strange(found[0], path, place(text, found.start()))
    if found := _DIRECTIVE.match(text):
        return problem("directive", path, *place(text, found.end() - 1))
    return text


def place(text: str, index: int) -> Place:
    """Return the line and column of a character."""
    lines = LINE_END.split(text[:index])
    return len(lines), len(lines[-1]) + 1


def strange(character: str, path: str, at: Place, loc: Loc = ()) -> Problem:
    """Return the problem of a character that has no place in a record."""
    code = "line-separator" if character in _SEPARATORS else "control-character"
    name = f"U+{ord(character):04X} {_SEPARATORS.get(character, '')}".strip()
    return problem("null-character" if character == "\0" else code, path, *at, loc=loc, name=name)


def _conflict(raw: bytes) -> re.Match[bytes] | None:
    # Looking for the bare signs first makes the usual case, none, cost nothing.
    return _MARKER.search(raw) if any(sign in raw for sign in _SIGNS) else None
